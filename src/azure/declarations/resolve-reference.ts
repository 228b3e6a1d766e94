import type { Gap } from "../../certainty/known.ts";
import type { Reference } from "../../model/network.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { RESOURCE_TYPES, type ResourceKind } from "../types/resource-types.ts";
import { type ArmId, parentArmId, parseArmId } from "../values/arm-id.ts";
import { type Field, isAbsent, isObject, misfit, NOT_KNOWN_YET, quote } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import { type Declaration, dependenciesOf, mayComeFromElsewhere } from "./declaration.ts";
import type { Directory } from "./directory.ts";
import { type Found, findNamed, noPreference } from "./name-index.ts";
import { mayHold } from "./subnet-prefixes.ts";
import { canServe, requiredName, type SubnetRole } from "./subnet-roles.ts";

/** What a reference is to mean. `role` is for subnets. */
export interface Target {
  readonly kind: ResourceKind;
  readonly role?: SubnetRole;
  /** An address that is known to be in the subnet. */
  readonly holding?: number | undefined;
}

export const NO_REFERENCE: Reference = { kind: "none" };

const armTypes = new Map(RESOURCE_TYPES.map(({ kind, armType }) => [kind, armType]));

/**
 * Returns what `{ id }` in the field refers to. A known id is looked up by id, then by names; one that is not known yet means what
 * its property depends on. What cannot be resolved is a gap, never an error.
 */
export function resolveReference(directory: Directory, from: Declaration, field: Field, target: Target, log: GapLog): Reference {
  const { value } = field;
  if (isAbsent(value)) return NO_REFERENCE;
  if (value === UNKNOWN) return resolveByDependencies(directory, from, field, target, log);
  if (!isObject(value)) return unresolved(misfit(field, "an object with an id", log));
  const text = value["id"];
  // By far the most references lead somewhere: only the others need a place to be blamed.
  const exact = typeof text === "string" ? directory.index(target.kind).byArmId.get(text.toLowerCase()) : undefined;
  if (exact !== undefined && exact.identity.passing === undefined) return { kind: "entity", key: exact.key };
  return resolveIdField(directory, from, { resource: field.resource, path: `${field.path}.id`, value: text }, target, log);
}

/** The same for a property that holds the id itself. */
export function resolveIdField(directory: Directory, from: Declaration, field: Field, target: Target, log: GapLog): Reference {
  const { value } = field;
  if (typeof value === "string") return resolveId(directory, from, field, value, target, log);
  if (value === UNKNOWN || isAbsent(value)) return resolveByDependencies(directory, from, field, target, log);
  return unresolved(misfit(field, "an ARM id", log));
}

/** What a known ARM id refers to. */
function resolveId(directory: Directory, from: Declaration, field: Field, text: string, target: Target, log: GapLog): Reference {
  const id = parseArmId(text);
  if (id === undefined || id.type !== armTypes.get(target.kind)) {
    return unresolved(misfit(field, `the id of a ${describe(target.kind)}`, log));
  }
  const found = findNamed(directory.index(target.kind), { ...id, armId: id.text }, () =>
    directDependencies(directory, from, field.path, target),
  );
  switch (found.kind) {
    case "one":
      return { kind: "entity", key: found.declaration.key };
    case "several":
      return unresolved(log.note(field.resource, field.path, `${quote(text)} may mean ${several(found.candidates)}`));
    case "none": {
      const name = id.names.at(-1);
      const parent = target.kind === "subnet" ? networkOf(directory, id) : undefined;
      if (parent?.kind === "one" && name !== undefined) return { kind: "entity", key: directory.missing.named(parent.declaration, name) };
      // Something whose name is not known yet may be it, or it lies outside.
      const nameless = [...found.nameless, ...(parent?.kind === "none" ? parent.nameless : [])];
      if (nameless.length > 0) return unresolved(log.note(field.resource, field.path, `${quote(text)} may mean ${several(nameless)}`));
      const gap = log.note(field.resource, field.path, `refers to ${text}, which is not in the stack or its context`);
      return { kind: "outside", id: id.text, gap };
    }
  }
}

/** The network of the subnet with this id. */
function networkOf(directory: Directory, id: ArmId): Found {
  const query = { ...id, names: id.names.slice(0, 1), armId: parentArmId(id.text) };
  return findNamed(directory.index("virtual-network"), query, noPreference);
}

/** A reference whose id is not known yet (or missing: what `apply` picks out of an inline list is, in a preview). */
function resolveByDependencies(directory: Directory, from: Declaration, field: Field, target: Target, log: GapLog): Reference {
  const direct = directDependencies(directory, from, field.path, target);
  const [only] = direct;
  const around = target.kind === "subnet" ? directDependencies(directory, from, field.path, { kind: "virtual-network" }) : [];
  if (direct.length + around.length > 0 && mayComeFromElsewhere(from.resource, field.path)) {
    const reason = isAbsent(field.value) ? "has no id" : NOT_KNOWN_YET;
    return unresolved(
      log.note(field.resource, field.path, `${reason}, and depends on more than this network; give the id as text to settle it`),
    );
  }
  if (target.kind === "subnet" && direct.length > 0) {
    const others = otherNetworks(directory, from, field.path, direct);
    const inside = subnetsIn(directory, others, target.role ?? "workload");
    if (others.length > 0) return oneOfSubnets(directory, from, field, direct, inside, log);
  }
  if (direct.length === 1 && only !== undefined) return { kind: "entity", key: only.key };
  if (direct.length > 1) return unresolved(noteUnknown(from, field, direct, log), direct);
  if (target.kind === "subnet") return resolveWithinNetworks(directory, from, field, target, log);
  const indirect = indirectDependencies(directory, from, field.path, target.kind);
  return unresolved(noteUnknown(from, field, indirect, log), indirect);
}

/** A subnet reference that depends on whole networks: one of their subnets, as far as names allow. */
function resolveWithinNetworks(directory: Directory, from: Declaration, field: Field, target: Target, log: GapLog): Reference {
  const role = target.role ?? "workload";
  const networks = directDependencies(directory, from, field.path, { kind: "virtual-network" });
  if (networks.length === 0) {
    const behind = indirectDependencies(directory, from, field.path, "virtual-network");
    const others = indirectDependencies(directory, from, field.path, "subnet");
    return oneOfSubnets(directory, from, field, others, subnetsIn(directory, behind, role), log);
  }
  const inside = subnetsIn(directory, networks, role);
  const name = requiredName(role);
  const [network, ...more] = networks;
  if (name !== undefined && network !== undefined && more.length === 0) {
    // A network has one subnet of a reserved name: it is this one, in sight or not.
    const named = inside.subnets.find(({ identity }) => identity.names.at(-1) !== undefined);
    if (named !== undefined) return { kind: "entity", key: named.key };
    if (inside.subnets.length === 0) return { kind: "entity", key: directory.missing.named(network, name) };
  }
  const [holding, ...rivals] = inside.subnets.filter((subnet) => mayHold(subnet, target.holding));
  // A network has one subnet with that address: it is this one.
  if (target.holding !== undefined && holding !== undefined && rivals.length === 0 && networks.length === 1 && inside.open.length === 0)
    return { kind: "entity", key: holding.key };
  return oneOfSubnets(directory, from, field, [], inside, log);
}

/** Subnets of networks, and the networks that may have more. */
interface SubnetsInside {
  readonly subnets: readonly Declaration[];
  readonly open: readonly Declaration[];
}

function subnetsIn(directory: Directory, networks: readonly Declaration[], role: SubnetRole): SubnetsInside {
  const children = networks.map((network) => ({ network, ...directory.subnetsOf(network) }));
  return {
    subnets: children.flatMap(({ subnets }) => subnets.filter(({ identity }) => canServe(role, identity.names.at(-1)))),
    open: children.filter(({ open }) => open !== undefined).map(({ network }) => network),
  };
}

function oneOfSubnets(
  directory: Directory,
  from: Declaration,
  field: Field,
  others: readonly Declaration[],
  inside: SubnetsInside,
  log: GapLog,
): Reference {
  const candidates = distinct([...others, ...inside.subnets]);
  const gap = noteUnknown(from, field, candidates, log);
  const unseen = inside.open.map((owner) => directory.missing.unnamed(owner, from, gap));
  return { kind: "unknown", candidates: [...candidates.map(({ key }) => key).sort(), ...unseen], gap };
}

/** The networks that the property depends on beside those of the subnets that it depends on: it may mean a subnet of theirs as well. */
function otherNetworks(directory: Directory, from: Declaration, path: string, subnets: readonly Declaration[]): readonly Declaration[] {
  const own = subnets.map((subnet) => directory.parentOf(subnet));
  return directDependencies(directory, from, path, { kind: "virtual-network" }).filter((network) => !own.includes(network));
}

/** The things of the wanted kind that the property itself depends on. */
function directDependencies(directory: Directory, from: Declaration, path: string, { kind, role }: Target): readonly Declaration[] {
  const found: Declaration[] = [];
  for (const urn of dependenciesOf(from.resource, path)) {
    const declaration = directory.byUrn(urn);
    if (declaration?.kind !== kind) continue;
    if (role === undefined || canServe(role, declaration.identity.names.at(-1))) found.push(declaration);
  }
  return distinct(found);
}

/**
 * The things of the wanted kind behind components and other resources that the property depends on. They are candidates only:
 * what a component's inputs depend on need not be what its output is.
 */
function indirectDependencies(directory: Directory, from: Declaration, path: string, kind: ResourceKind): readonly Declaration[] {
  const found: Declaration[] = [];
  const seen = new Set<string>();
  const pending = [...dependenciesOf(from.resource, path)];
  for (let urn = pending.pop(); urn !== undefined; urn = pending.pop()) {
    if (seen.has(urn)) continue;
    seen.add(urn);
    const declaration = directory.byUrn(urn);
    if (declaration?.kind === kind) found.push(declaration);
    else if (declaration === undefined) pending.push(...(directory.resource(urn)?.dependencies ?? []));
  }
  return distinct(found);
}

function distinct(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.length < 2 ? declarations : [...new Set(declarations)];
}

function unresolved(gap: Gap, candidates: readonly Declaration[] = []): Reference {
  return { kind: "unknown", candidates: candidates.map(({ key }) => key).sort(), gap };
}

function noteUnknown(from: Declaration, field: Field, candidates: readonly Declaration[], log: GapLog): Gap {
  const reason = isAbsent(field.value) ? "has no id" : NOT_KNOWN_YET;
  const remedy = `${remedyFor(from, candidates)} to settle it`;
  if (candidates.length === 0)
    return log.note(field.resource, field.path, `${reason} and depends on nothing that it could mean; ${remedy}`);
  return log.pending(field.resource, field.path, `${reason}; it may mean ${several(candidates)}; ${remedy}`);
}

/** Pulumi records what a list depends on, and not which of its members does: resources of their own tell more than members of a list. */
function remedyFor(from: Declaration, candidates: readonly Declaration[]): string {
  const asText = "give the id as text";
  if (candidates.length > 1 && isInline(from)) return `declare this ${describe(from.kind)} as a resource of its own, or ${asText},`;
  const [first] = candidates.filter(isInline);
  return first === undefined ? asText : `declare every ${describe(first.kind)} there as a resource of its own, or ${asText},`;
}

function isInline({ path }: Declaration): boolean {
  return path !== "";
}

function several(candidates: readonly Declaration[]): string {
  const keys = candidates.map(({ key }) => key).sort();
  return keys.length > 4 ? `${keys.slice(0, 4).join(", ")} and ${keys.length - 4} more` : keys.join(", ");
}

/** The kind in words: `route table`. */
export function describe(kind: ResourceKind): string {
  return kind.replaceAll("-", " ");
}
