import type { Gap, OpenList } from "../certainty/known.ts";
import { addressOf } from "./addresses.ts";
import { parentArmId, parseArmId } from "./arm-id.ts";
import { answered, configured, type Declaration } from "./declaration.ts";
import { type Field, isAbsent, isList, isObject, itemsOf, member, misfit } from "./field.ts";
import type { InterfaceAddresses } from "./interface-addresses.ts";
import { findNamed, noPreference } from "./name-index.ts";
import type { Reading } from "./reading.ts";
import { resolveReference } from "./resolve-reference.ts";

/** A backend pool, inline or a resource of its own. */
export interface Pool {
  readonly owner: Declaration;
  /** `loadBalancerBackendAddresses`: backends by address. */
  readonly addresses: Field;
  readonly virtualNetwork: Field;
  /** `backendIPConfigurations`: what Azure answered about who is in the pool. */
  readonly deployed: Field;
}

/** The pools inside a load balancer's own properties. */
export function inlinePools(balancer: Declaration, pools: readonly Field[]): readonly Pool[] {
  const answer = answered(balancer, "backendAddressPools");
  const answers = isList(answer.value) && balancer.isDeployed ? answer.value : [];
  const asked = pools.map((pool) => ({ ...poolOf(balancer, pool), deployed: { ...pool, value: undefined } }));
  const deployed = answers.map((value, index) => {
    const pool = poolOf(balancer, { ...answer, path: `${answer.path}[${index}]`, value });
    return { ...pool, addresses: { ...pool.addresses, value: undefined } };
  });
  return [...asked, ...deployed];
}

function poolOf(owner: Declaration, pool: Field): Pool {
  const part = (name: string): Field => (isObject(pool.value) ? member(pool, name) : { ...pool, value: undefined });
  return {
    owner,
    addresses: part("loadBalancerBackendAddresses"),
    virtualNetwork: part("virtualNetwork"),
    deployed: part("backendIPConfigurations"),
  };
}

export function standalonePool(pool: Declaration): Pool {
  return {
    owner: pool,
    addresses: configured(pool, "loadBalancerBackendAddresses"),
    virtualNetwork: configured(pool, "virtualNetwork"),
    deployed: pool.isDeployed ? answered(pool, "backendIPConfigurations") : { resource: pool.resource.urn, path: "", value: undefined },
  };
}

/** Returns the keys of the network interfaces in the pool. `networks`: those of the frontends, where the pool names none. */
export function readPool(pool: Pool, networks: readonly string[], interfaces: InterfaceAddresses, reading: Reading): OpenList<string> {
  const keys: string[] = [];
  const addresses = itemsOf(pool.addresses, reading.log);
  const deployed = isList(pool.deployed.value) ? itemsOf(pool.deployed, reading.log) : { items: [], open: undefined };
  let open: Gap | undefined = addresses.open ?? deployed.open;
  for (const item of addresses.items) add(interfaceByAddress(pool, item, networks, interfaces, reading));
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
