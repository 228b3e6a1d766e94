/** Something that is said of the network and is no path: a half check, the soundness of a gateway, something that could not be read. */
export interface NetworkFinding {
  readonly code: string;
  /** The resource that is to be changed; undefined where there is none. */
  readonly resource: string | undefined;
  readonly message: string;
  /** Whether traffic is proven to bypass, so that the preview fails: CP-H01 where a peering uses remote gateways. */
  readonly isBypass: boolean;
}

export function advice(code: string, resource: string | undefined, message: string): NetworkFinding {
  return { code, resource, message, isBypass: false };
}
