import { isObject, UNKNOWN_ON_THE_WIRE, type WireObject, type WireValue } from "../wire.ts";
import { type PropertyType, resourceShape } from "./sdk-types.ts";

/**
 * What the provider answers for a resource that a preview would create: every property of the response, at every depth. Those given as inputs
 * are copied, **all others are not known**, also those that nobody set. Properties that are inputs only (the names in the path) are not among them.
 */
export function previewOfCreate(token: string, inputs: WireObject): WireObject {
  const shape = resourceShape(token);
  return shape === undefined ? inputs : outputsOf(inputs, shape.response);
}

/** The same for a resource that a preview would update: only the name and the location are known to stay what they were. */
export function previewOfUpdate(token: string, inputs: WireObject, oldOutputs: WireObject): WireObject {
  const outputs: Record<string, WireValue> = { ...previewOfCreate(token, inputs) };
  for (const stable of ["name", "location"]) {
    const value = oldOutputs[stable];
    if (value !== undefined) outputs[stable] = value;
  }
  return outputs;
}

function outputsOf(inputs: WireObject, properties: ReadonlyMap<string, PropertyType>): WireObject {
  return Object.fromEntries([...properties].map(([name, type]) => [name, outputOf(inputs[name], type)]));
}

function outputOf(input: WireValue | undefined, type: PropertyType): WireValue {
  if (input === undefined || input === null || input === UNKNOWN_ON_THE_WIRE) return UNKNOWN_ON_THE_WIRE;
  switch (type.kind) {
    case "scalar":
      return typeof input === type.of ? input : UNKNOWN_ON_THE_WIRE;
    case "array":
      return Array.isArray(input) ? input.map((item) => outputOf(item, type.items)) : UNKNOWN_ON_THE_WIRE;
    case "map":
      return isObject(input)
        ? Object.fromEntries(Object.entries(input).map(([key, value]) => [key, outputOf(value, type.values)]))
        : UNKNOWN_ON_THE_WIRE;
    case "object":
      return isObject(input) ? outputsOf(input, type.properties()) : UNKNOWN_ON_THE_WIRE;
    case "any":
      return input;
  }
}
