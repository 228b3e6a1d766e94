import { formatAddress, formatPrefix, intervalOf, type Prefix } from "../address/prefix.ts";
import type { ChangeWriter, NewRoute, NextHopTarget, PeeringFlag } from "../azure/change-writer.ts";
import type { PeeringHalf, RouteTable, Subnet, UserRoute } from "../model/network.ts";
import type { ResourceChange } from "../resources/resource-change.ts";
import { subnetName } from "../topology/subnet-name.ts";
import type { Topology } from "../topology/topology.ts";
import type { Step } from "./candidate.ts";

/** Ranks of steps in a plan: first what has no effect by itself, last what withdraws the /32 routes. */
const RANK = { flag: 0, route: 1, policies: 2 } as const;

type Draft = Pick<Step, "text" | "scope" | "rank"> & {
  readonly changes: readonly ResourceChange[] | undefined;
  readonly table?: Step["table"];
};

/** The vocabulary of changes, each as a step; undefined where nothing in sight can be changed so. Equal steps are one object. */
export class StepWriter {
  readonly #topology: Topology;
  readonly #writer: ChangeWriter;
  readonly #steps = new Map<string, Step | undefined>();

  constructor(topology: Topology, writer: ChangeWriter) {
    this.#topology = topology;
    this.#writer = writer;
  }

  /** R41: what is on already for network security groups stays on. */
  policies(subnet: Subnet): Step | undefined {
    return this.#once(`policies ${subnet.key}`, () => {
      const { networkPolicies } = subnet;
      const isSecured = networkPolicies.known && networkPolicies.value === "NetworkSecurityGroupEnabled";
      const value = isSecured ? "Enabled" : "RouteTableEnabled";
      const changes = this.#writer.setPolicies(subnet, value);
      const after = changes?.[0]?.after;
      const shown =
        after === true || after === false ? `${changes?.[0]?.property} of ${subnetName(subnet, this.#topology)} to ${after}` : undefined;
      return this.#step({
        text: `set ${shown ?? `privateEndpointNetworkPolicies of ${subnetName(subnet, this.#topology)} to ${value}`}`,
        changes,
        scope: scopeOfSubnet(subnet),
        rank: RANK.policies,
      });
    });
  }

  addRoute(table: RouteTable, prefix: Prefix, target: NextHopTarget): Step | undefined {
    return this.#once(`add ${table.key} ${formatPrefix(prefix)} ${targetKey(target)}`, () =>
      this.#step({
        text: `add the route ${formatPrefix(prefix)} → ${targetText(target)} to ${table.name}`,
        changes: this.#writer.addRoute(table, this.#newRoute(table, prefix, target)),
        scope: [intervalOf(prefix)],
        table: { name: table.name, routes: table.routes.items.length, added: 1 },
        rank: RANK.route,
      }),
    );
  }

  retarget(table: RouteTable, route: UserRoute, target: NextHopTarget): Step | undefined {
    const prefix = prefixOf(route);
    if (prefix === undefined) return undefined;
    return this.#once(`retarget ${route.origin.resource} ${route.origin.property} ${targetKey(target)}`, () =>
      this.#step({
        text: `let the route ${route.name} (${formatPrefix(prefix)}) of ${table.name} lead to ${targetText(target)}`,
        changes: this.#writer.retarget(route, target),
        scope: [intervalOf(prefix)],
        rank: RANK.route,
      }),
    );
  }

  narrow(table: RouteTable, route: UserRoute, prefix: Prefix): Step | undefined {
    const before = prefixOf(route);
    if (before === undefined) return undefined;
    return this.#once(`narrow ${route.origin.resource} ${route.origin.property} ${formatPrefix(prefix)}`, () =>
      this.#step({
        text: `narrow the route ${route.name} of ${table.name} from ${formatPrefix(before)} to ${formatPrefix(prefix)}`,
        changes: this.#writer.narrow(route, prefix),
        scope: [intervalOf(before)],
        rank: RANK.route,
      }),
    );
  }

  remove(table: RouteTable, route: UserRoute): Step | undefined {
    const prefix = prefixOf(route);
    if (prefix === undefined) return undefined;
    return this.#once(`remove ${route.origin.resource} ${route.origin.property}`, () =>
      this.#step({
        text: `remove the route ${route.name} (${formatPrefix(prefix)}) from ${table.name}`,
        changes: this.#writer.removeRoute(route),
        scope: [intervalOf(prefix)],
        table: { name: table.name, routes: table.routes.items.length, added: -1 },
        rank: RANK.route,
      }),
    );
  }

  /** Everything that leaves the subnet may go another way by another table. */
  associate(subnet: Subnet, table: RouteTable): Step | undefined {
    return this.#once(`associate ${subnet.key} ${table.key}`, () =>
      this.#step({
        text: `associate ${table.name} with ${subnetName(subnet, this.#topology)}`,
        changes: this.#writer.associate(subnet, table),
        scope: undefined,
        rank: RANK.route,
      }),
    );
  }

  addTable(subnet: Subnet, prefix: Prefix, target: NextHopTarget): Step | undefined {
    const location = this.#topology.virtualNetworks.get(subnet.network)?.location;
    if (location === undefined || !location.known) return undefined;
    return this.#once(`table ${subnet.key} ${formatPrefix(prefix)} ${targetKey(target)}`, () =>
      this.#step({
        text: `give ${subnetName(subnet, this.#topology)} a route table with the route ${formatPrefix(prefix)} → ${targetText(target)}`,
        changes: this.#writer.addTable(subnet, location.value, this.#newRoute(undefined, prefix, target)),
        scope: [intervalOf(prefix)],
        rank: RANK.route,
      }),
    );
  }

  flag(half: PeeringHalf, flag: PeeringFlag): Step | undefined {
    return this.#once(`flag ${half.key} ${flag}`, () =>
      this.#step({
        text: `set ${flag} of the peering ${half.name} to true`,
        changes: this.#writer.setFlag(half, flag),
        scope: [],
        rank: RANK.flag,
      }),
    );
  }

  #newRoute(table: RouteTable | undefined, prefix: Prefix, nextHop: NextHopTarget): NewRoute {
    const taken = new Set((table?.routes.items ?? []).map(({ name }) => name.toLowerCase()));
    const wanted = `to-${formatPrefix(prefix).replace(/[./]/g, "-")}`;
    let name = wanted;
    for (let n = 2; taken.has(name); n += 1) name = `${wanted}-${n}`;
    return { name, prefix, nextHop };
  }

  #once(key: string, make: () => Step | undefined): Step | undefined {
    if (!this.#steps.has(key)) this.#steps.set(key, make());
    return this.#steps.get(key);
  }

  #step({ changes, table, ...step }: Draft): Step | undefined {
    if (changes === undefined) return undefined;
    return { ...step, table, changes, owner: changes.map(({ resource }) => resource).find((resource) => this.#writer.isRead(resource)) };
  }
}

/** The known addresses of appliances that routes lead to. */
export function applianceAddresses(routes: readonly UserRoute[]): ReadonlySet<number> {
  const lists = routes.map(({ nextHop }) =>
    nextHop.known && nextHop.value.kind === "virtual-appliance" ? nextHop.value.addresses.items : [],
  );
  return new Set(lists.flat().flatMap((each) => (each.known ? [each.value] : [])));
}

export function prefixOf({ prefix }: UserRoute): Prefix | undefined {
  return prefix.known && prefix.value.kind === "prefix" ? prefix.value.prefix : undefined;
}

function scopeOfSubnet({ prefixes }: Subnet): Step["scope"] {
  return prefixes.open === undefined ? prefixes.items.map(intervalOf) : undefined;
}

function targetKey(target: NextHopTarget): string {
  return target.kind === "address" ? String(target.address) : target.holder.key;
}

function targetText(target: NextHopTarget): string {
  return target.kind === "address" ? formatAddress(target.address) : `the private address of ${target.holder.name}`;
}
