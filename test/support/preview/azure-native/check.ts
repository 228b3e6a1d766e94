import { createHash } from "node:crypto";
import { containsUnknown, UNKNOWN_ON_THE_WIRE, type WireObject, type WireValue } from "../wire.ts";
import { isResourceGroup, resourcePath } from "./resource-path.ts";
import { resourceShape } from "./sdk-types.ts";

export interface CheckRequest {
  readonly token: string;
  /** The name in the program. */
  readonly name: string;
  /** What the program gave, without secrets and nulls. */
  readonly inputs: WireObject;
  /** The checked inputs of the deployed resource, which keeps its automatic name and its location. */
  readonly oldInputs?: WireObject | undefined;
  /** `azure-native:location` of the configuration. */
  readonly location?: string | undefined;
  /** Location of a resource group that exists already. */
  readonly locationOfGroup?: (resourceGroupName: string) => string | undefined;
  /** What the random part of an automatic name depends on. */
  readonly autonamingSeed: string;
}

/** Marks inputs whose name is automatic and random, so that a replacement can be made before its predecessor is deleted. */
const CREATE_BEFORE_DELETE = "__createBeforeDelete";

const HAS_NO_DEFAULT_LOCATION = /:LoadBalancerBackendAddressPool$/;

/**
 * What the provider makes of the inputs before anything else sees them: it fills in the last name of the path, the location and the API version.
 * A top-level resource is named `<name><8 hexadecimal digits>`, a child (a subnet, a route, a peering) exactly as in the program.
 * While the name of the resource group is not known, neither is the default location.
 */
export function check(request: CheckRequest): WireObject {
  const { token, inputs } = request;
  const shape = resourceShape(token);
  if (shape === undefined) return inputs;
  const defaults: Record<string, WireValue | undefined> = {
    ...automaticName(request),
    location: shape.inputs.includes("location") && !HAS_NO_DEFAULT_LOCATION.test(token) ? defaultLocation(request) : undefined,
    azureApiVersion: shape.apiVersion,
  };
  const checked: Record<string, WireValue> = { ...inputs };
  for (const [name, value] of Object.entries(defaults)) {
    if (checked[name] === undefined && value !== undefined) checked[name] = value;
  }
  return checked;
}

/** The last name of the path, unless the program gave it, with the mark if it is random. */
function automaticName({ token, name, inputs, oldInputs, autonamingSeed }: CheckRequest): Readonly<Record<string, WireValue>> {
  const parameters = isResourceGroup(token)
    ? ["resourceGroupName"]
    : (resourcePath(token)?.segments ?? []).map(({ parameter }) => parameter);
  const own = parameters.at(-1);
  if (own === undefined || inputs[own] !== undefined) return {};
  const previous = oldInputs?.[own];
  if (previous !== undefined) {
    return oldInputs?.[CREATE_BEFORE_DELETE] === true ? { [own]: previous, [CREATE_BEFORE_DELETE]: true } : { [own]: previous };
  }
  return parameters.length === 1 ? { [own]: `${name}${eightDigits(autonamingSeed)}`, [CREATE_BEFORE_DELETE]: true } : { [own]: name };
}

function defaultLocation({ token, inputs, oldInputs, location, locationOfGroup }: CheckRequest): WireValue | undefined {
  if (oldInputs?.["location"] !== undefined) return oldInputs["location"];
  if (location !== undefined) return location;
  if (isResourceGroup(token)) return undefined;
  const group = inputs["resourceGroupName"];
  if (group === undefined) return undefined;
  return containsUnknown(group) ? UNKNOWN_ON_THE_WIRE : locationOfGroup?.(String(group));
}

function eightDigits(seed: string): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, 8);
}
