import type { ExportedResource, JsonObject } from "./export-document.ts";
import { networkTypeOf, objectsIn, textIn, without } from "./export-document.ts";
import type { Spelling } from "./spelling.ts";

/** The kinds of children that a parent may hold in its own inputs, by the list that holds them. */
interface Family {
  readonly parent: string;
  readonly list: string;
  readonly type: string;
  /** The last but one part of the child's ARM id. */
  readonly segment: string;
  /** The input that names the parent, and the one that names the child. */
  readonly parentName: string;
  readonly childName: string;
}

const SUBNETS: Family = {
  parent: "VirtualNetwork",
  list: "subnets",
  type: "Subnet",
  segment: "subnets",
  parentName: "virtualNetworkName",
  childName: "subnetName",
};
const PEERINGS: Family = {
  parent: "VirtualNetwork",
  list: "virtualNetworkPeerings",
  type: "VirtualNetworkPeering",
  segment: "virtualNetworkPeerings",
  parentName: "virtualNetworkName",
  childName: "virtualNetworkPeeringName",
};
const ROUTES: Family = {
  parent: "RouteTable",
  list: "routes",
  type: "Route",
  segment: "routes",
  parentName: "routeTableName",
  childName: "routeName",
};

/** The families of each type of parent. */
export const FAMILIES: Readonly<Record<string, readonly Family[]>> = { VirtualNetwork: [SUBNETS, PEERINGS], RouteTable: [ROUTES] };

/** A child as its parent would hold it, wherever it was declared. */
export interface Child {
  readonly family: Family;
  readonly parent: ExportedResource;
  readonly name: string;
  readonly id: string;
  readonly urn: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

export function isChild(resource: ExportedResource): boolean {
  return [SUBNETS, PEERINGS, ROUTES].some(({ type }) => type === networkTypeOf(resource));
}

/** The children of a parent: those in its inputs, and the resources that name it. */
export function childrenOf(parent: ExportedResource, resources: readonly ExportedResource[]): readonly Child[] {
  return (FAMILIES[networkTypeOf(parent) ?? ""] ?? []).flatMap((family) => [
    ...inlineChildren(parent, family),
    ...resources
      .filter((resource) => networkTypeOf(resource) === family.type && isOf(parent, family, resource))
      .map((resource) => standaloneChild(parent, family, resource)),
  ]);
}

function isOf(parent: ExportedResource, family: Family, child: ExportedResource): boolean {
  return ["resourceGroupName", family.parentName].every((property) => child.inputs?.[property] === parent.inputs?.[property]);
}

function inlineChildren(parent: ExportedResource, family: Family): readonly Child[] {
  return objectsIn(parent.inputs, family.list).map((inputs) => {
    const name = textIn(inputs, "name");
    const outputs = objectsIn(parent.outputs, family.list).find((one) => one["name"] === name);
    return child(parent, family, name, without(inputs, "name"), without(outputs ?? inputs, "name", "id"));
  });
}

function standaloneChild(parent: ExportedResource, family: Family, resource: ExportedResource): Child {
  const inputs = without(resource.inputs, "resourceGroupName", family.parentName, family.childName);
  return {
    ...child(parent, family, textIn(resource.inputs, family.childName), inputs, without(resource.outputs, "name", "id")),
    urn: resource.urn,
  };
}

function child(parent: ExportedResource, family: Family, name: string, inputs: JsonObject, outputs: JsonObject): Child {
  const owner = parent.urn.split("::").at(-1);
  const logical = family === PEERINGS ? name : `${owner}-${name}`;
  const urn = parent.urn.replace(`:${family.parent}::${owner}`, `:${family.type}::${logical}`);
  return { family, parent, name, id: `${parent.id}/${family.segment}/${name}`, urn, inputs, outputs };
}

/** The parent with its children inside, or without; what it answers lists them where it has them, or after a refresh. */
export function respellParent(parent: ExportedResource, children: readonly Child[], { style, refreshed }: Spelling): ExportedResource {
  let { inputs, outputs } = { inputs: parent.inputs ?? {}, outputs: parent.outputs ?? {} };
  for (const { list } of FAMILIES[networkTypeOf(parent) ?? ""] ?? []) {
    const own = children.filter((one) => one.parent.urn === parent.urn && one.family.list === list);
    const stated = own.map((one) => ({ name: one.name, ...one.inputs }));
    const listed = own.map((one) => ({ id: one.id, name: one.name, ...answerOf(one, children, refreshed) }));
    inputs = { ...without(inputs, list), ...(style === "inline" ? { [list]: stated } : {}) };
    outputs = { ...outputs, [list]: style === "inline" || refreshed ? listed : [] };
  }
  return { ...parent, inputs, outputs };
}

/** The child as a resource of its own. */
export function declareChild(one: Child, children: readonly Child[], { refreshed }: Spelling): ExportedResource {
  const { family, parent, name, id, urn, inputs } = one;
  const remote = family === PEERINGS ? JSON.stringify(inputs["remoteVirtualNetwork"] ?? "").toLowerCase() : "";
  const target = children.find((other) => remote.includes(`"${other.parent.id?.toLowerCase()}"`))?.parent.urn;
  const propertyDependencies = {
    [family.parentName]: [parent.urn],
    ...(target === undefined ? {} : { remoteVirtualNetwork: [target] }),
  };
  return {
    urn,
    custom: true,
    id,
    type: parent.type.replace(new RegExp(`:${family.parent}$`), `:${family.type}`),
    inputs: {
      resourceGroupName: textIn(parent.inputs, "resourceGroupName"),
      [family.parentName]: textIn(parent.inputs, family.parentName),
      [family.childName]: name,
      ...inputs,
    },
    outputs: { id, name, ...answerOf(one, children, refreshed) },
    ...(parent.parent === undefined ? {} : { parent: parent.parent }),
    dependencies: [...new Set(Object.values(propertyDependencies).flat())],
    propertyDependencies,
  };
}

/** A pair of which the first half still says `Initiated`, until a refresh; a lone half keeps the state that it has. */
function answerOf(one: Child, children: readonly Child[], refreshed: boolean): JsonObject {
  if (one.family !== PEERINGS) return one.outputs;
  const opposite = children.findIndex((other) => other.family === PEERINGS && pointsTo(other, one.parent) && pointsTo(one, other.parent));
  if (opposite < 0) return one.outputs;
  return { ...one.outputs, peeringState: refreshed || opposite < children.indexOf(one) ? "Connected" : "Initiated" };
}

function pointsTo(half: Child, network: ExportedResource): boolean {
  return JSON.stringify(half.inputs["remoteVirtualNetwork"] ?? "")
    .toLowerCase()
    .includes(`"${network.id?.toLowerCase()}"`);
}
