import { closedList, type Gap, type OpenList } from "../../certainty/known.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { answered, configured, type Declaration } from "../declarations/declaration.ts";
import { findNamed, noPreference } from "../declarations/name-index.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { addressOf } from "../values/addresses.ts";
import { parentArmId, parseArmId } from "../values/arm-id.ts";
import { type Field, isAbsent, isList, isObject, itemsOf, member, misfit } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { InterfaceAddresses } from "./interface-addresses.ts";

/** A backend pool, inline or a resource of its own. */
export interface Pool {
  readonly owner: Declaration;
  /** `loadBalancerBackendAddresses`: backends by address. */
  readonly addresses: OpenList<Field>;
  readonly virtualNetwork: Field;
  /** `backendIPConfigurations`: what Azure answered about who is in the pool. */
  readonly deployed: Field;
}

/** The pools inside a load balancer's own properties. */
export function inlinePools(balancer: Declaration, pools: readonly Field[], log: GapLog): readonly Pool[] {
  const answer = answered(balancer, "backendAddressPools");
  const answers = isList(answer.value) && balancer.isDeployed ? answer.value : [];
  const asked = pools.map((pool) => ({
    owner: balancer,
    addresses: itemsOf(part(pool, "loadBalancerBackendAddresses"), log),
    virtualNetwork: part(pool, "virtualNetwork"),
    deployed: { ...pool, value: undefined },
  }));
  const deployed = answers.map((value, index) => {
    const pool: Field = { ...answer, path: `${answer.path}[${index}]`, value };
    return {
      owner: balancer,
      addresses: closedList<Field>([]),
      virtualNetwork: part(pool, "virtualNetwork"),
      deployed: part(pool, "backendIPConfigurations"),
    };
  });
  return [...asked, ...deployed];
}

function part(pool: Field, name: string): Field {
  return isObject(pool.value) ? member(pool, name) : { ...pool, value: undefined };
}

/** A pool that is a resource of its own, or an address of one that is. */
export function standalonePool(pool: Declaration, log: GapLog): Pool {
  const nothing: Field = { resource: pool.resource.urn, path: "", value: undefined };
  if (pool.kind === "backend-pool-address") {
    const address: Field = { ...nothing, value: pool.config ?? UNKNOWN };
    return { owner: pool, addresses: closedList([address]), virtualNetwork: nothing, deployed: nothing };
  }
  return {
    owner: pool,
    addresses: itemsOf(configured(pool, "loadBalancerBackendAddresses"), log),
    virtualNetwork: configured(pool, "virtualNetwork"),
    deployed: pool.isDeployed ? answered(pool, "backendIPConfigurations") : nothing,
  };
}

/** Returns the keys of the network interfaces in the pool. `networks`: those of the frontends, where the pool names none. */
export function readPool(pool: Pool, networks: readonly string[], interfaces: InterfaceAddresses, reading: Reading): OpenList<string> {
  const keys: string[] = [];
  const deployed = isList(pool.deployed.value) ? itemsOf(pool.deployed, reading.log) : { items: [], open: undefined };
  let open: Gap | undefined = pool.addresses.open ?? deployed.open;
  for (const item of pool.addresses.items) add(interfaceByAddress(pool, item, networks, interfaces, reading));
  for (const item of deployed.items) add(interfaceById(member(item, "id"), reading));
  return { items: keys, open };

  function add(backend: string | Gap | undefined): void {
    if (typeof backend === "string") keys.push(backend);
    else open ??= backend;
  }
}

/** The network interface that has the backend's address in its network. */
function interfaceByAddress(
  pool: Pool,
  item: Field,
  networks: readonly string[],
  interfaces: InterfaceAddresses,
  reading: Reading,
): string | Gap | undefined {
  if (!isObject(item.value)) return misfit(item, "an object", reading.log);
  // What was read says the same under `backendIPConfigurations`.
  const own = member(item, "networkInterfaceIPConfiguration");
  if (isObject(own.value)) return interfaceById(member(own, "id"), reading);
  const field = member(item, "ipAddress");
  if (isAbsent(field.value) && pool.owner.isRead) return undefined;
  const address = addressOf(field, reading.log);
  if (typeof address !== "number") return address;
  for (const network of networksOf(pool, item, networks, reading)) {
    const key = interfaces.find(network, address);
    if (key !== undefined) return key;
  }
  return reading.log.note(field.resource, field.path, `"${field.value as string}" is the address of no network interface in sight`);
}

function networksOf(pool: Pool, item: Field, networks: readonly string[], { directory, log }: Reading): readonly string[] {
  const own = member(item, "virtualNetwork");
  const stated = isAbsent(own.value) ? pool.virtualNetwork : own;
  if (isAbsent(stated.value)) return networks;
  const reference = resolveReference(directory, pool.owner, stated, { kind: "virtual-network" }, log);
  return reference.kind === "entity" ? [reference.key] : [];
}

/** The network interface that an IP configuration's id names; instances of scale sets are not in sight. */
function interfaceById(field: Field, { directory, log }: Reading): string | Gap {
  const id = typeof field.value === "string" ? parseArmId(field.value) : undefined;
  if (id === undefined) return misfit(field, "the id of an IP configuration", log);
  const query = { ...id, names: id.names.slice(0, -1), armId: parentArmId(id.text) };
  const isInterface = id.type === "microsoft.network/networkinterfaces/ipconfigurations";
  const found = isInterface ? findNamed(directory.index("network-interface"), query, noPreference) : undefined;
  if (found?.kind === "one") return found.declaration.key;
  return log.note(field.resource, field.path, `the backend ${id.text} is no network interface in sight`);
}
