import type { Gap } from "../certainty/known.ts";
import { type PropertyValue, UNKNOWN } from "../resources/resource.ts";
import { parentArmId, parseArmId } from "./arm-id.ts";
import { configured, type Declaration, dependenciesOf } from "./declaration.ts";
import type { Directory } from "./directory.ts";
import { type Field, isAbsent, isList, isObject, member, misfit, NOT_KNOWN_YET } from "./field.ts";
import type { GapLog } from "./gap-log.ts";
import { findNamed, noPreference } from "./name-index.ts";

/** Who says of itself that it is in a load balancer's backend pool, by the load balancer's key. */
export interface BackendMembers {
  readonly interfacesOf: (loadBalancer: string) => ReadonlySet<string>;
  /** Why a load balancer may have more backends than these. */
  readonly openOf: (loadBalancer: string) => Gap | undefined;
}

/** Reads the pool memberships that network interfaces and scale sets declare. */
export function readBackendMembers(
  interfaces: readonly Declaration[],
  scaleSets: readonly Declaration[],
  directory: Directory,
  log: GapLog,
): BackendMembers {
  const members = new Map<string, Set<string>>();
  const open = new Map<string, Gap>();
  let openAll: Gap | undefined;

  // One gap for each load balancer is enough; by URN, so that the order of the resources does not decide which.
  for (const nic of byUrn(interfaces)) readInterface(nic, configured(nic, "ipConfigurations"));
  for (const set of byUrn(scaleSets)) readScaleSet(set);

  return {
    interfacesOf: (loadBalancer) => members.get(loadBalancer) ?? new Set(),
    openOf: (loadBalancer) => open.get(loadBalancer) ?? openAll,
  };

  function readInterface(nic: Declaration, configurations: Field): void {
    if (configurations.value === UNKNOWN) {
      for (const balancer of balancersBehind(nic, configurations, directory)) openOnce(balancer, configurations, NOT_KNOWN_YET);
    } else if (isList(configurations.value)) {
      for (const [index, value] of configurations.value.entries()) {
        readConfiguration(nic, { ...configurations, path: `${configurations.path}[${index}]`, value });
      }
    }
  }

  function readConfiguration(nic: Declaration, configuration: Field): void {
    if (!isObject(configuration.value)) return;
    const pools = member(configuration, "loadBalancerBackendAddressPools");
    if (isAbsent(pools.value)) return;
    if (pools.value === UNKNOWN) readUnknownPool(nic, pools);
    else if (isList(pools.value)) {
      for (const [index, value] of pools.value.entries()) readPool(nic, { ...pools, path: `${pools.path}[${index}]`, value });
    } else misfit(pools, "a list", log);
  }

  function readPool(nic: Declaration, pool: Field): void {
    const id = member(pool, "id");
    if (typeof id.value !== "string") {
      readUnknownPool(nic, id);
      return;
    }
    const balancer = balancerOfPool(id.value, directory);
    if (balancer !== undefined) add(balancer, nic);
  }

  function readUnknownPool(nic: Declaration, field: Field): void {
    const balancers = balancersBehind(nic, field, directory);
    const [only] = balancers;
    if (balancers.length === 1 && only !== undefined) add(only, nic);
    else if (balancers.length > 1) for (const balancer of balancers) openOnce(balancer, field, NOT_KNOWN_YET);
    else openAll ??= log.note(field.resource, field.path, `${NOT_KNOWN_YET}: it may be a pool of any load balancer`);
  }

  function readScaleSet(set: Declaration): void {
    const profile = configured(set, "virtualMachineProfile");
    const mentioned = new Set(poolIdsIn(profile.value).map((id) => (id === UNKNOWN ? undefined : balancerOfPool(id, directory))));
    const balancers = [...mentioned].filter((balancer) => balancer !== undefined);
    if (mentioned.has(undefined)) balancers.push(...balancersBehind(set, profile, directory));
    for (const balancer of new Set(balancers)) openOnce(balancer, profile, "is a scale set, whose instances are not in sight");
  }

  function add(balancer: Declaration, nic: Declaration): void {
    const interfaceKeys = members.get(balancer.key);
    if (interfaceKeys === undefined) members.set(balancer.key, new Set([nic.key]));
    else interfaceKeys.add(nic.key);
  }

  function openOnce(balancer: Declaration, field: Field, text: string): void {
    if (open.has(balancer.key)) return;
    open.set(balancer.key, log.note(field.resource, field.path, `${text}; it may be behind ${balancer.key}`));
  }
}

function byUrn(declarations: readonly Declaration[]): readonly Declaration[] {
  return [...declarations].sort((left, right) => (left.resource.urn < right.resource.urn ? -1 : 1));
}

/** The load balancers that a property depends on, themselves or by their pools. */
function balancersBehind(from: Declaration, field: Field, directory: Directory): readonly Declaration[] {
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

/** The load balancer in sight that the pool with this ARM id belongs to. */
function balancerOfPool(text: string, directory: Directory): Declaration | undefined {
  const id = parseArmId(text);
  if (id?.type !== "microsoft.network/loadbalancers/backendaddresspools") return undefined;
  const query = { ...id, names: id.names.slice(0, 1), armId: parentArmId(id.text) };
  const found = findNamed(directory.index("load-balancer"), query, noPreference);
  return found.kind === "one" ? found.declaration : undefined;
}

/** The ids of all pools that a scale set's profile mentions, at whatever depth. */
function poolIdsIn(value: PropertyValue): readonly (string | typeof UNKNOWN)[] {
  if (value === UNKNOWN) return [UNKNOWN];
  if (isList(value)) return value.flatMap((item) => poolIdsIn(item));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name !== "loadBalancerBackendAddressPools") return typeof inner === "object" ? poolIdsIn(inner) : [];
    if (!isList(inner)) return isAbsent(inner) ? [] : [UNKNOWN];
    return inner.map((pool) => (isObject(pool) && typeof pool["id"] === "string" ? pool["id"] : UNKNOWN));
  });
}
