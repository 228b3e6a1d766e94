import type { Reference, UnmodelledScope } from "../../model/network.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../resources/resource.ts";
import { configured, type Declaration, declare, dependenciesOf, mayComeFromElsewhere } from "../declarations/declaration.ts";
import { findNamed } from "../declarations/name-index.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference, type Target } from "../declarations/resolve-reference.ts";
import type { ResourcesByType } from "../declarations/sort-resources.ts";
import { NOWHERE_KNOWN } from "../declarations/subscriptions.ts";
import { UNMODELLED_PROPERTIES } from "../types/unmodelled-properties.ts";
import type { UnmodelledType } from "../types/unmodelled-types.ts";
import { parentArmId, parseArmId } from "../values/arm-id.ts";
import { isAbsent, isObject, quote, textOf } from "../values/field.ts";
import { isRouteServer } from "../wan/read-route-servers.ts";
import { subscriptionsOfManager } from "./network-managers.ts";

const EVERYTHING: UnmodelledScope = { kind: "everything" };

/** Notes the properties of the declarations that can change a path and are not modelled. */
export function noteUnmodelledProperties(declarations: readonly Declaration[], reading: Reading): void {
  const [first] = declarations;
  if (first === undefined) return;
  const rows = UNMODELLED_PROPERTIES.filter(({ kind }) => kind === first.kind);
  if (rows.length === 0) return;
  for (const declaration of declarations) {
    for (const { property, rule, isHarmless, effect } of rows) {
      const field = configured(declaration, property);
      if (isHarmless(field.value)) continue;
      const gap = reading.log.note(field.resource, field.path, `${quote(field.value)} ${effect}`);
      for (const scope of scopesOf(declaration)) reading.noteUnmodelled(rule, gap, scope);
    }
  }
}

function scopesOf(declaration: Declaration): readonly UnmodelledScope[] {
  const { key, kind } = declaration;
  switch (kind) {
    case "private-endpoint":
      return [{ kind: "endpoint", endpoint: key }];
    default:
      return [EVERYTHING];
  }
}

/** Notes the resources whose types can change a path and are not modelled. `networkOf`: the network of a subnet, by key. */
export function noteUnmodelledTypes(resources: ResourcesByType, networkOf: (subnet: string) => string | undefined, reading: Reading): void {
  const scopeOfManager = (configuration: Resource): UnmodelledScope => {
    const subscriptions = subscriptionsOfManager(configuration, resources);
    return subscriptions === undefined ? EVERYTHING : { kind: "others", than: networksBeside(subscriptions, reading) };
  };
  for (const [type, group] of resources.unmodelled) {
    for (const resource of group) noteUnmodelledType(type, resource, { networkOf, scopeOfManager }, reading);
  }
}

/** The networks that are known to be in none of the subscriptions. */
function networksBeside(subscriptions: ReadonlySet<string>, { directory }: Reading): ReadonlySet<string> {
  const networks = directory
    .index("virtual-network")
    .declarations.filter(({ identity: { subscription } }) => subscription !== undefined && !subscriptions.has(subscription));
  return new Set(networks.map(({ key }) => key));
}

/** What tells which paths a resource of a type that is not modelled can touch. */
interface Whereabouts {
  readonly networkOf: (subnet: string) => string | undefined;
  readonly scopeOfManager: (configuration: Resource) => UnmodelledScope;
}

function noteUnmodelledType(type: UnmodelledType, resource: Resource, whereabouts: Whereabouts, reading: Reading): void {
  if (changesNothing(type, resource)) return;
  const gap = reading.log.note(resource.urn, "", `${type.what} is not modelled (${type.rule})`);
  for (const scope of effectScopes(type, resource, whereabouts, reading)) reading.noteUnmodelled(type.rule, gap, scope);
}

function changesNothing({ effect }: UnmodelledType, resource: Resource): boolean {
  const properties = resource.inputs ?? resource.outputs;
  switch (effect) {
    case "none":
      return true;
    case "template":
      return !mayMakeNetworks(resource);
    case "deployment":
      return textOf(properties?.["scopeAccess"])?.toLowerCase() === "securityadmin";
    default:
      return false;
  }
}

function effectScopes(
  { effect }: UnmodelledType,
  resource: Resource,
  { networkOf, scopeOfManager }: Whereabouts,
  reading: Reading,
): readonly UnmodelledScope[] {
  switch (effect) {
    case "none":
      return [];
    case "everything":
    case "template":
    case "deployment":
      return [EVERYTHING];
    case "manager":
      return [scopeOfManager(resource)];
    case "hub":
      return [{ kind: "hub", hub: hubOf(resource, reading) }];
    case "network": {
      const networks = keysOf(referenceOf(resource, "subnet", { kind: "subnet", role: "route-server" }, reading))?.map(networkOf);
      if (networks === undefined) return [EVERYTHING];
      return networks.map((network) => (network === undefined ? EVERYTHING : { kind: "network", network }));
    }
  }
}

/** The key of the virtual hub whose child the resource is; undefined where that is not in sight or not known. */
function hubOf(resource: Resource, { directory }: Reading): string | undefined {
  const { id, inputs } = resource;
  const armId = id === undefined ? undefined : parseArmId(id);
  const parent = armId === undefined ? undefined : parseArmId(parentArmId(armId.text));
  const name = textOf(inputs?.["virtualHubName"]);
  const on = dependenciesOf(resource, "virtualHubName").flatMap((urn) => directory.byUrn(urn) ?? []);
  const dependencies = on.filter(({ kind }) => kind === "virtual-hub");
  const [only, ...others] = dependencies;
  if (parent === undefined && name === undefined)
    return others.length > 0 || mayComeFromElsewhere(resource, "virtualHubName") ? undefined : keyOfHub(only);
  const resourceGroup = textOf(inputs?.["resourceGroupName"])?.toLowerCase();
  const identity = parent ?? { subscription: undefined, resourceGroup, names: [name] };
  const found = findNamed(directory.index("virtual-hub"), { ...identity, armId: parent?.text }, () => dependencies);
  return found.kind === "one" ? keyOfHub(found.declaration) : undefined;
}

function keyOfHub(hub: Declaration | undefined): string | undefined {
  return hub === undefined || isRouteServer(hub) ? undefined : hub.key;
}

/** Types that have to do with routes or endpoints, or that make others. */
const TYPES_THAT_COUNT: readonly RegExp[] = [
  /microsoft\.network\/(?!networksecuritygroups|privatednszones|publicipaddresses|dnszones)/i,
  /microsoft\.(?:containerservice|redhatopenshift)\//i,
  /microsoft\.resources\/deployment/i,
];

/** Whether the template is not all in sight, or names such a type; of a resource of any type, whether it is one. */
function mayMakeNetworks({ inputs }: Resource): boolean {
  const text = inputs !== undefined && "resourceProviderNamespace" in inputs ? typeIn(inputs) : templateIn(inputs);
  return text === undefined || TYPES_THAT_COUNT.some((type) => type.test(text));
}

function typeIn({ resourceProviderNamespace: namespace, parentResourcePath: parent, resourceType: type }: Properties): string | undefined {
  const given: readonly PropertyValue[] = [namespace, parent, type];
  const parts = given.filter((part) => !isAbsent(part) && part !== "");
  return parts.every((part) => typeof part === "string") ? parts.join("/") : undefined;
}

/** The text of the template; undefined where it is not all in sight. */
function templateIn(inputs: Properties | undefined): string | undefined {
  const properties = inputs?.["properties"];
  if (!isObject(properties) || !isObject(properties["template"])) return undefined;
  return JSON.stringify(properties["template"], (_, value: unknown) => (value === UNKNOWN ? "microsoft.network/?" : value));
}

/** What the property may refer to in sight; undefined where that may be anything. */
function keysOf(reference: Reference): readonly string[] | undefined {
  switch (reference.kind) {
    case "entity":
      return [reference.key];
    case "outside":
      return [];
    case "unknown":
      return reference.candidates.length === 0 ? undefined : reference.candidates;
    case "none":
      return undefined;
  }
}

function referenceOf(resource: Resource, property: string, target: Target, { directory, log }: Reading): Reference {
  const declaration = declareUnmodelled(resource);
  return resolveReference(directory, declaration, configured(declaration, property), target, log);
}

/** Just enough of a declaration to resolve what the resource refers to. */
function declareUnmodelled(resource: Resource): Declaration {
  const type = {
    kind: "virtual-network",
    module: "network",
    typeName: "",
    armType: "",
    nameProperty: "name",
    parent: undefined,
  } as const;
  return declare(resource, type, { groupOf: () => undefined, homeOf: () => NOWHERE_KNOWN });
}
