import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { isList, isObject, type PropertyPath, replacedAt, type Side } from "./places.ts";

/**
 * One way to know less of a stack than there is, or to be misled about what depends on what. Resources go by their URNs, so that an act
 * means the same in a smaller stack; what it does not find there stays as it is.
 */
export type Act =
  /** The value at a place is not known. */
  | { readonly kind: "hide"; readonly urn: string; readonly sides: readonly Side[]; readonly path: PropertyPath }
  /** The values of a property are not known anywhere. */
  | { readonly kind: "hide-everywhere"; readonly property: string }
  /** A half was not seen at all. */
  | { readonly kind: "unseen"; readonly urn: string; readonly sides: readonly Side[] }
  /** Azure has not given an id yet. Those who refer to it may still know it. */
  | { readonly kind: "no-id"; readonly urn: string }
  /** It has neither an id nor a name yet; its children and those who refer to it may still know the name. */
  | { readonly kind: "no-name"; readonly urn: string }
  /** No ids are known, neither by their owners nor by those who refer to them: a new stack. */
  | { readonly kind: "new-stack" }
  /** The property depends on one more resource; where it is undefined every property does. */
  | { readonly kind: "depend"; readonly urn: string; readonly property: string | undefined; readonly on: string }
  /** What the resource depends on was not recorded. */
  | { readonly kind: "forget"; readonly urn: string }
  /** Whatever depended on one resource is recorded to depend on another. */
  | { readonly kind: "mistake"; readonly urn: string; readonly from: string; readonly to: string };

/** The resources after all the acts. */
export function afterActs(resources: readonly Resource[], acts: readonly Act[]): readonly Resource[] {
  return acts.reduce<readonly Resource[]>((left, act) => left.map((resource) => afterAct(resource, act)), resources);
}

function afterAct(resource: Resource, act: Act): Resource {
  switch (act.kind) {
    case "hide":
      return act.urn === resource.urn ? hidden(resource, act.sides, act.path) : resource;
    case "hide-everywhere":
      return eachSide(resource, (side) => hiddenProperty(side, act.property) as Properties);
    case "unseen":
      return act.urn === resource.urn ? { ...resource, ...Object.fromEntries(act.sides.map((side) => [side, undefined])) } : resource;
    case "no-id":
      return act.urn === resource.urn ? hidden({ ...resource, id: undefined }, ["outputs"], ["id"]) : resource;
    case "no-name":
      return act.urn === resource.urn ? nameless(resource) : resource;
    case "new-stack":
      return { ...eachSide(resource, (side) => withoutIds(side) as Properties), id: undefined };
    case "depend":
      return act.urn === resource.urn ? depending(resource, act.property, act.on) : resource;
    case "forget":
      return act.urn === resource.urn ? { ...resource, dependencies: [], propertyDependencies: {} } : resource;
    case "mistake":
      return act.urn === resource.urn ? mistaken(resource, act.from, act.to) : resource;
  }
}

function hidden(resource: Resource, sides: readonly Side[], path: PropertyPath): Resource {
  const hide = (side: Side): Properties | undefined => {
    const properties = resource[side];
    return properties === undefined || !sides.includes(side) ? properties : (replacedAt(properties, path, UNKNOWN) as Properties);
  };
  return { ...resource, inputs: hide("inputs"), outputs: hide("outputs") };
}

/** `subnetName` of a Subnet, `name` of a classic one; its `virtualNetworkName` is its parent's. */
function nameless(resource: Resource): Resource {
  const type = resource.type.split(":").at(-1) ?? "";
  const ownName = `${type.charAt(0).toLowerCase()}${type.slice(1)}Name`;
  const hiddenId = hidden(hidden({ ...resource, id: undefined }, ["outputs"], ["id"]), ["outputs"], ["name"]);
  return hidden(hidden(hiddenId, ["inputs"], [ownName]), ["inputs"], ["name"]);
}

function eachSide(resource: Resource, change: (side: Properties) => Properties): Resource {
  const { inputs, outputs } = resource;
  return {
    ...resource,
    inputs: inputs === undefined ? undefined : change(inputs),
    outputs: outputs === undefined ? undefined : change(outputs),
  };
}

function hiddenProperty(value: PropertyValue, property: string): PropertyValue {
  return eachMember(value, (name, member) => (name === property ? UNKNOWN : hiddenProperty(member, property)));
}

function withoutIds(value: PropertyValue): PropertyValue {
  return eachMember(value, (_, member) =>
    typeof member === "string" && member.toLowerCase().startsWith("/subscriptions/") ? UNKNOWN : withoutIds(member),
  );
}

function eachMember(value: PropertyValue, change: (name: string | undefined, member: PropertyValue) => PropertyValue): PropertyValue {
  if (isList(value)) return value.map((item) => change(undefined, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(name, member)]));
}

function depending(resource: Resource, property: string | undefined, on: string): Resource {
  const properties = property === undefined ? Object.keys(resource.inputs ?? {}) : [property];
  const added = properties.map((name) => [name, [...new Set([...(resource.propertyDependencies[name] ?? []), on])]] as const);
  return {
    ...resource,
    dependencies: [...new Set([...resource.dependencies, on])],
    propertyDependencies: { ...resource.propertyDependencies, ...Object.fromEntries(added) },
  };
}

function mistaken(resource: Resource, from: string, to: string): Resource {
  const instead = (urns: readonly string[]): readonly string[] => [...new Set(urns.map((urn) => (urn === from ? to : urn)))];
  return {
    ...resource,
    dependencies: instead(resource.dependencies),
    propertyDependencies: Object.fromEntries(Object.entries(resource.propertyDependencies).map(([name, urns]) => [name, instead(urns)])),
  };
}

/** `hides inputs routes[0].nextHopIpAddress of RouteTable a-rt0`. */
export function describeAct(act: Act): string {
  switch (act.kind) {
    case "hide":
      return `hides ${act.sides.join(" and ")} ${act.path.join(".")} of ${shortUrn(act.urn)}`;
    case "hide-everywhere":
      return `hides ${act.property} everywhere`;
    case "unseen":
      return `does not see the ${act.sides.join(" and ")} of ${shortUrn(act.urn)}`;
    case "no-id":
      return `${shortUrn(act.urn)} has no id yet`;
    case "no-name":
      return `${shortUrn(act.urn)} has no id and no name yet`;
    case "new-stack":
      return "knows no id";
    case "depend":
      return `${act.property ?? "everything"} of ${shortUrn(act.urn)} depends on ${shortUrn(act.on)} too`;
    case "forget":
      return `forgets what ${shortUrn(act.urn)} depends on`;
    case "mistake":
      return `${shortUrn(act.urn)} is said to depend on ${shortUrn(act.to)} instead of ${shortUrn(act.from)}`;
  }
}

function shortUrn(urn: string): string {
  const [type = "", name = ""] = urn.split("::").slice(-2);
  return `${type.split(":").at(-1)} ${name}`;
}
