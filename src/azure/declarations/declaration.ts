import type { Entity } from "../../model/network.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../resources/resource.ts";
import { RESOURCE_TYPES, type ResourceKind, type ResourceType } from "../types/resource-types.ts";
import { type ArmId, parseArmId } from "../values/arm-id.ts";
import { type Field, isAbsent, isList, textOf } from "../values/field.ts";
import { childIdentity, type Identity, identityById, identityByNames, type Surroundings } from "./identity.ts";

/** One declared thing: a resource, or a child that stands inside its parent's properties. */
export interface Declaration {
  readonly kind: ResourceKind;
  readonly key: string;
  /** The resource whose properties these are: the parent's, for inline children. */
  readonly resource: Resource;
  /** Where in the resource it stands: `subnets[2]`; empty for the resource itself. */
  readonly path: string;
  /** What was asked for; undefined where nothing was seen at all. For a read (`isRead`) what Azure answered serves. */
  readonly config: Properties | undefined;
  /** What Azure answered. */
  readonly answer: Properties | undefined;
  /** Whether it was only read, not asked for: it declares nothing, and gives way to what does. */
  readonly isRead: boolean;
  /** Whether Azure gave it its id: what the answer says is then what is deployed, not a copy of the inputs. */
  readonly isDeployed: boolean;
  readonly identity: Identity;
}

/**
 * A property that the program sets. Missing in the inputs means not set, hence Azure's default, and never unknown:
 * a preview answers with an unknown for every property that nobody set.
 */
export function configured(declaration: Declaration, name: string): Field {
  return fieldOf(declaration, name, declaration.config === undefined ? UNKNOWN : declaration.config[name]);
}

/** A property that Azure fills in. */
export function answered(declaration: Declaration, name: string): Field {
  return fieldOf(declaration, name, declaration.answer?.[name]);
}

/** Whether this is the preview of an update, which hides what Azure had answered. */
export function isUpdated({ isRead, isDeployed, answer }: Declaration): boolean {
  return !isRead && !isDeployed && textOf(answer?.["name"]) !== undefined;
}

/** Which items of a list that Azure answers with are declared somewhere. */
type IsDeclared = (item: PropertyValue) => boolean;

const noneIsDeclared: IsDeclared = () => false;

/** Whether Azure has items of a list that the program leaves out and nothing else declares, or may have: the preview of an update hides them. */
export function isFilledElsewhere(declaration: Declaration, name: string, isDeclared = noneIsDeclared): boolean {
  return isAbsent(configured(declaration, name).value) && mayHaveItems(declaration, name, isDeclared);
}

/** Whether Azure's answer has such items of a list, or may have. */
export function mayHaveItems(declaration: Declaration, name: string, isDeclared = noneIsDeclared): boolean {
  const { value } = answered(declaration, name);
  return value === UNKNOWN ? isUpdated(declaration) : isList(value) && value.some((item) => !isDeclared(item));
}

function fieldOf({ resource, path }: Declaration, name: string, value: Field["value"]): Field {
  return { resource: resource.urn, path: path === "" ? name : `${path}.${name}`, value };
}

/** In the order of the URNs, which is the same whatever the order of the resources. */
export function byUrn(declarations: readonly Declaration[]): readonly Declaration[] {
  return [...declarations].sort((left, right) => (left.resource.urn < right.resource.urn ? -1 : 1));
}

/** The URNs that the value at `path` depends on. Pulumi records them by top-level property: an inline child shares its list's. */
export function dependenciesOf(resource: Resource, path: string): readonly string[] {
  const end = path.search(/[.[]/);
  return resource.propertyDependencies[end === -1 ? path : path.slice(0, end)] ?? [];
}

/**
 * Whether the value at `path` depends on something that may hand on anything: another stack's output, a component of another language, a
 * resource of another provider. What else of Azure a property depends on is of its own kind.
 */
export function mayComeFromElsewhere(resource: Resource, path: string): boolean {
  return dependenciesOf(resource, path).some((urn) => !/[:$](?:azure-native\w*|azure|pulumi:providers):[^$]*::[^:]*$/.test(urn));
}

export function entityOf(declaration: Declaration): Entity {
  const { key, resource, path, identity } = declaration;
  return {
    key,
    name: displayNameOf(declaration),
    azureName: identity.names.at(-1),
    logicalName: path === "" && resource.urn.startsWith("urn:") ? resource.name : undefined,
    subscription: identity.subscription,
    resourceGroup: identity.resourceGroup,
    armId: identity.armId,
    origin: { resource: resource.urn, property: path },
  };
}

/** The Azure name where it is known, else the name in the program, else the place. */
export function displayNameOf({ identity, resource, path }: Declaration): string {
  return identity.names.at(-1) ?? (path === "" ? resource.name : path);
}

/** Returns the declaration of a resource. */
export function declare(resource: Resource, type: ResourceType, surroundings: Surroundings): Declaration {
  const isRead = resource.inputs === undefined;
  const id = armIdOf(resource, type);
  return {
    kind: type.kind,
    key: resource.urn,
    resource,
    path: "",
    config: isRead ? resource.outputs : resource.inputs,
    answer: resource.outputs,
    isRead,
    isDeployed: id !== undefined,
    identity: id === undefined ? identityByNames(resource, type, surroundings) : identityById(id),
  };
}

function armIdOf(resource: Resource, type: ResourceType): ArmId | undefined {
  const id = resource.id ?? textOf(resource.outputs?.["id"]);
  const parsed = id === undefined ? undefined : parseArmId(id);
  return parsed?.type === type.armType ? parsed : undefined;
}

/** The child with what it does not know of itself taken from its parent. */
export function adopted(child: Declaration, parent: Declaration): Declaration {
  const { identity } = child;
  if (identity.armId !== undefined) return child;
  return { ...child, identity: childIdentity(parent.identity, identity.names.at(-1), lastPartOf(child.kind)) };
}

/** The declaration of a child that stands in its parent's properties at `path`. `answer`: what Azure answered about the same child. */
export function declareInline(
  parent: Declaration,
  kind: ResourceKind,
  path: string,
  config: Properties,
  answer: Properties | undefined,
): Declaration {
  const name = textOf(config["name"]);
  const collection = collectionOf(kind);
  return {
    kind,
    key: `${parent.key}#${name === undefined ? path : `${collection}/${name.toLowerCase()}`}`,
    resource: parent.resource,
    path,
    config,
    answer,
    isRead: parent.isRead,
    isDeployed: parent.isDeployed && answer !== undefined,
    identity: childIdentity(parent.identity, name, collection),
  };
}

const lastParts = new Map(RESOURCE_TYPES.map(({ kind, armType }) => [kind, armType.slice(armType.lastIndexOf("/") + 1)]));

/** What the ids of a kind have in front of the name, in lower case. */
function lastPartOf(kind: ResourceKind): string {
  return lastParts.get(kind) ?? "";
}

/** The property, and the part of the ARM path, that children which may stand inside their parent are listed under. */
export function collectionOf(kind: ResourceKind): string {
  switch (kind) {
    case "subnet":
      return "subnets";
    case "peering":
      return "virtualNetworkPeerings";
    case "route":
      return "routes";
    case "backend-pool":
      return "backendAddressPools";
    case "dns-zone-group":
      return "privateDnsZoneGroups";
    case "rule-collection-group":
      return "ruleCollectionGroups";
    case "rule-group":
      return "ruleGroups";
    default:
      throw new Error(`${kind} is nobody's child`);
  }
}
