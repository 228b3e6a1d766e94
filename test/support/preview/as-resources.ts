import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import type { Run } from "./embedded-engine.ts";
import { isObject, UNKNOWN_ON_THE_WIRE, type WireObject, type WireValue, withoutSecrets } from "./wire.ts";

/** What a run registered, as the engine of this project takes it: the same that the pack's edge makes of it, without a policy server. */
export function asResources(run: Run): readonly Resource[] {
  return run.resources.map((state) => ({
    urn: state.urn,
    type: state.type,
    name: state.name,
    id: state.id === UNKNOWN_ON_THE_WIRE ? undefined : state.id,
    inputs: state.external ? undefined : properties(withoutSecrets(state.inputs)),
    outputs: properties(withoutSecrets(state.outputs)),
    dependencies: state.dependencies,
    propertyDependencies: state.propertyDependencies,
    origin: "preview",
  }));
}

function properties(object: WireObject): Properties {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, propertyValue(value)]));
}

function propertyValue(value: WireValue): PropertyValue {
  if (value === UNKNOWN_ON_THE_WIRE) return UNKNOWN;
  if (Array.isArray(value)) return value.map(propertyValue);
  return isObject(value) ? properties(value) : (value as PropertyValue);
}
