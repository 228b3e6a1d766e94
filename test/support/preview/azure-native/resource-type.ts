/** A resource type of azure-native without its API version. */
export interface ResourceType {
  /** In lower case: `network`. */
  readonly module: string;
  readonly name: string;
}

/**
 * Reads a type token: `azure-native:network:Subnet`, `azure-native:network/v20230501:Subnet` or
 * `azure-native_network_v20230501:network:Subnet`; undefined for other providers' types.
 */
export function resourceType(token: string): ResourceType | undefined {
  const match = /^azure-native(?:_\w+)?:(\w+)(?:\/\w+)?:(\w+)$/.exec(token);
  return match === null ? undefined : { module: (match[1] ?? "").toLowerCase(), name: match[2] ?? "" };
}
