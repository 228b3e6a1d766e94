import type { Gap } from "../../certainty/known.ts";
import type { ScaleSet } from "../../model/network.ts";
import { type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import { byUrn, configured, type Declaration, dependenciesOf, entityOf, mayComeFromElsewhere } from "../declarations/declaration.ts";
import type { Directory } from "../declarations/directory.ts";
import { type Found, findNamed, noPreference } from "../declarations/name-index.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { parentArmId, parseArmId } from "../values/arm-id.ts";
import { type Field, isAbsent, isList, isObject, member, misfit, NOT_KNOWN_YET } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import { readReplyTag } from "./read-reply-tag.ts";

/** Who says of itself that it is in a load balancer's backend pool, by the load balancer's key. */
export interface BackendMembers {
  readonly interfacesOf: (loadBalancer: string) => ReadonlySet<string>;
  /** Why a load balancer may have more backends than these. */
  readonly openOf: (loadBalancer: string) => Gap | undefined;
  /** The scale sets that may be in its pools. */
  readonly scaleSetsOf: (loadBalancer: string) => readonly ScaleSet[];
}

/** Who may say that something is in a pool. */
export interface Members {
  readonly interfaces: readonly Declaration[];
  readonly scaleSets: readonly Declaration[];
  readonly machines: readonly Declaration[];
  /** In the classic provider a resource of its own says that an interface is in a pool. */
  readonly associations: readonly Declaration[];
}

/**
 * Reads the pool memberships that network interfaces and associations declare, and those of the interfaces that scale sets and virtual
 * machines make themselves.
 */
export function readBackendMembers(
  { interfaces, scaleSets, machines, associations }: Members,
  directory: Directory,
  log: GapLog,
): BackendMembers {
  const members = new Map<string, Set<string>>();
  const open = new Map<string, Gap>();
  const sets = new Map<string, Map<string, ScaleSet>>();
  let openAll: Gap | undefined;

  // One gap for each load balancer is enough; by URN, so that the order of the resources does not decide which.
  for (const nic of byUrn(interfaces)) readInterface(nic, configured(nic, "ipConfigurations"));
  for (const set of byUrn(scaleSets)) readMade(set, configured(set, "virtualMachineProfile"), POOLS_OF_SCALE_SET, IS_SCALE_SET);
  for (const machine of byUrn(machines)) readMade(machine, configured(machine, "networkProfile"), POOLS_OF_MACHINE, MAKES_ITS_OWN);
  for (const association of byUrn(associations)) readAssociation(association);

  return {
    interfacesOf: (loadBalancer) => members.get(loadBalancer) ?? new Set(),
    openOf: (loadBalancer) => open.get(loadBalancer) ?? openAll,
    scaleSetsOf: (loadBalancer) => [...(sets.get(loadBalancer)?.values() ?? [])],
  };

  function readInterface(nic: Declaration, configurations: Field): void {
    if (configurations.value === UNKNOWN) openBehind(nic, configurations);
    else if (isList(configurations.value)) {
      for (const [index, value] of configurations.value.entries()) {
        readConfiguration(nic, { ...configurations, path: `${configurations.path}[${index}]`, value });
      }
    }
  }

  function readConfiguration(nic: Declaration, configuration: Field): void {
    if (configuration.value === UNKNOWN) openBehind(nic, configuration);
    if (!isObject(configuration.value)) return;
    const pools = member(configuration, "loadBalancerBackendAddressPools");
    if (isAbsent(pools.value)) return;
    if (pools.value === UNKNOWN) readUnknownPool(nic, pools, nic.key);
    else if (isList(pools.value)) {
      for (const [index, value] of pools.value.entries()) readPool(nic, { ...pools, path: `${pools.path}[${index}]`, value }, nic.key);
    } else misfit(pools, "a list", log);
  }

  function readAssociation(association: Declaration): void {
    const nic = resolveReference(directory, association, configured(association, "networkInterface"), { kind: "network-interface" }, log);
    readPool(association, configured(association, "backendAddressPool"), nic.kind === "entity" ? nic.key : undefined);
  }

  /** `from` says that the interface with the key is in the pool; undefined where it is not in sight which one it is. */
  function readPool(from: Declaration, pool: Field, nic: string | undefined): void {
    const id = member(pool, "id");
    if (typeof id.value !== "string") {
      readUnknownPool(from, id, nic);
      return;
    }
    const found = balancerOfPool(id.value, directory);
    if (found.kind === "one") add(found.declaration, id, nic);
    else for (const balancer of balancersOf(found)) openOnce(balancer, id, "is not certain to be elsewhere");
  }

  function readUnknownPool(from: Declaration, field: Field, nic: string | undefined): void {
    const balancers = balancersBehind(from, field, directory);
    const [only] = balancers;
    if (balancers.length === 1 && only !== undefined) add(only, field, nic);
    else if (balancers.length > 1) for (const balancer of balancers) openOnce(balancer, field, NOT_KNOWN_YET);
    else openEvery(field);
  }

  /** Of something that is not known, a pool may be a part. What it depends on tells of whose, if it depends on anything. */
  function openBehind(from: Declaration, field: Field): void {
    const balancers = balancersBehind(from, field, directory);
    for (const balancer of balancers) openOnce(balancer, field, NOT_KNOWN_YET);
    if (balancers.length === 0 && !dependsOnOthersOnly(from, field, directory)) openEvery(field);
  }

  function readMade(maker: Declaration, profile: Field, path: readonly string[], text: string): void {
    for (const id of poolIdsIn(profile.value, path)) {
      const balancers = id === UNKNOWN ? balancersBehind(maker, profile, directory) : balancersOf(balancerOfPool(id, directory));
      addSet(maker, balancers);
      if (id === UNKNOWN) openBehind(maker, profile);
      else for (const balancer of balancers) openOnce(balancer, profile, text);
    }
  }

  function addSet(maker: Declaration, balancers: readonly Declaration[]): void {
    if (maker.kind !== "scale-set") return;
    for (const { key } of balancers) {
      const ofBalancer = sets.get(key) ?? new Map<string, ScaleSet>();
      sets.set(key, ofBalancer.set(maker.key, { ...entityOf(maker), replyTag: readReplyTag(maker) }));
    }
  }

  function add(balancer: Declaration, field: Field, nic: string | undefined): void {
    const interfaceKeys = members.get(balancer.key);
    if (nic === undefined) openOnce(balancer, field, "is the pool of an interface that is not in sight");
    else if (interfaceKeys === undefined) members.set(balancer.key, new Set([nic]));
    else interfaceKeys.add(nic);
  }

  function openOnce(balancer: Declaration, field: Field, text: string): void {
    if (open.has(balancer.key)) return;
    open.set(balancer.key, log.note(field.resource, field.path, `${text}; it may be behind ${balancer.key}`));
  }

  function openEvery(field: Field): void {
    openAll ??= log.note(field.resource, field.path, `${NOT_KNOWN_YET}: it may be a pool of any load balancer`);
  }
}

/** The load balancers that a reference to one of their pools may mean; undefined where it may be any. */
export function balancersOfPool(from: Declaration, pool: Field, directory: Directory): readonly Declaration[] | undefined {
  const id = member(pool, "id");
  if (typeof id.value === "string") return balancersOf(balancerOfPool(id.value, directory));
  const balancers = balancersBehind(from, id, directory);
  return balancers.length === 0 && !dependsOnOthersOnly(from, id, directory) ? undefined : balancers;
}

/** The load balancers that a property depends on, themselves or by their pools. */
function balancersBehind(from: Declaration, field: Field, directory: Directory): readonly Declaration[] {
  if (mayComeFromElsewhere(from.resource, field.path)) return [];
  const balancers = new Set<Declaration>();
  for (const urn of dependenciesOf(from.resource, field.path)) {
    const dependency = directory.byUrn(urn);
    if (dependency?.kind === "load-balancer") balancers.add(dependency);
    if (dependency?.kind === "backend-pool") {
      const balancer = directory.parentOf(dependency);
      if (balancer !== undefined) balancers.add(balancer);
    }
  }
  return [...balancers];
}

/** Whether the value depends on something, and on nothing that is, or may hand on, a pool. */
function dependsOnOthersOnly(from: Declaration, field: Field, directory: Directory): boolean {
  const urns = dependenciesOf(from.resource, field.path);
  return urns.length > 0 && urns.every((urn) => directory.byUrn(urn) !== undefined);
}

const IS_SCALE_SET = "is a scale set, whose instances are not in sight";
const MAKES_ITS_OWN = "makes network interfaces that are not in sight";

function balancersOf(found: Found): readonly Declaration[] {
  switch (found.kind) {
    case "one":
      return [found.declaration];
    case "several":
      return found.candidates;
    case "none":
      return found.nameless;
    default:
      return found satisfies never;
  }
}

/** The load balancers in sight that the pool with this ARM id may belong to. */
function balancerOfPool(text: string, directory: Directory): Found {
  const id = parseArmId(text);
  if (id?.type !== "microsoft.network/loadbalancers/backendaddresspools") return { kind: "none", nameless: [] };
  const query = { ...id, names: id.names.slice(0, 1), armId: parentArmId(id.text) };
  return findNamed(directory.index("load-balancer"), query, noPreference);
}

/** Where the network profile of a virtual machine, and the profile of a scale set, name pools. */
const POOLS_OF_MACHINE = ["networkInterfaceConfigurations", "ipConfigurations", "loadBalancerBackendAddressPools", "id"];
const POOLS_OF_SCALE_SET = ["networkProfile", ...POOLS_OF_MACHINE];

/** The ids of the pools that a profile names; UNKNOWN where there may be more. */
function poolIdsIn(profile: PropertyValue, path: readonly string[]): readonly (string | typeof UNKNOWN)[] {
  let values: readonly PropertyValue[] = [profile];
  for (const name of path) {
    const items = values.flatMap((value): readonly PropertyValue[] => (isList(value) ? value : [value]));
    values = items.map((item): PropertyValue => (isObject(item) ? item[name] : item));
  }
  return values.filter((value) => !isAbsent(value)).map((value) => (typeof value === "string" ? value : UNKNOWN));
}
