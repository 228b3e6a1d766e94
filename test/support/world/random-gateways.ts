import { lengthOf, prefixAround } from "../reference/addresses.ts";
import { type Random, randomOf } from "./random.ts";
import type { WorldConnection, WorldGateway, WorldGatewayKind, WorldLocalGateway, WorldNetwork } from "./world.ts";

export interface Uplinks {
  readonly gateways: readonly WorldGateway[];
  readonly connections: readonly WorldConnection[];
  readonly localGateways: readonly WorldLocalGateway[];
}

/** Gateways mostly in the hub, one or two; sometimes one elsewhere. */
export function randomUplinks(random: Random, networks: readonly WorldNetwork[]): Uplinks {
  const bare = networks.flatMap((network, index) =>
    Array.from({ length: gatewayCount(random, index === 0) }, (_, number) => randomGateway(random, network.name, number, networks)),
  );
  const uplinks = bare.map((gateway) =>
    gateway.kind === "express-route" ? randomCircuits(random, gateway) : randomSites(random, gateway, networks),
  );
  const gateways = uplinks.map(({ gateway }) => gateway);
  const sites = uplinks.flatMap((each) => each.sites);
  return {
    gateways,
    connections: [...sites.map(({ connection }) => connection), ...randomLinks(random, gateways)],
    localGateways: sites.flatMap(({ site }) => (site === undefined ? [] : [site])),
  };
}

function gatewayCount(random: Random, isHub: boolean): number {
  if (!isHub) return random.chance(0.1) ? 1 : 0;
  return Number(random.weigh({ 0: 3, 1: 72, 2: 25 }));
}

function randomGateway(random: Random, network: string, number: number, networks: readonly WorldNetwork[]): WorldGateway {
  const kind = random.weigh<WorldGatewayKind>({ "vpn-active-active": 45, "vpn-active-standby": 30, "express-route": 25 });
  const pools = kind !== "express-route" && random.chance(0.12) ? [onPremisesPrefix(random, networks)] : [];
  return { name: `${network}-gw${number}`, network, kind, pools };
}

interface Site {
  readonly connection: WorldConnection;
  readonly site: WorldLocalGateway | undefined;
}

interface Uplink {
  readonly gateway: WorldGateway;
  readonly sites: readonly Site[];
}

/** Circuits have a source of chance of their own: what they are changes nothing else of the network. */
function randomCircuits(random: Random, gateway: WorldGateway): Uplink {
  const own = randomOf(random.below(2 ** 32));
  const sites = Array.from({ length: own.pick([0, 1, 1, 1, 2]) }, (_, number) => ({
    connection: {
      kind: "express-route",
      name: `${gateway.name}-circuit${number}`,
      gateway: gateway.name,
      fastPath: own.weigh({ off: 45, machines: 15, endpoints: 40 }),
      circuit: own.weigh({ provider: 35, direct: 40, unseen: 25 }),
    } as const,
    site: undefined,
  }));
  return { gateway: { ...gateway, isSmall: own.chance(0.2) }, sites };
}

function randomSites(random: Random, gateway: WorldGateway, networks: readonly WorldNetwork[]): Uplink {
  const sites = Array.from({ length: random.pick([0, 1, 1, 1, 1, 2]) }, (_, number) => {
    const site = { name: `${gateway.name}-site${number}`, prefixes: [onPremisesPrefix(random, networks)] };
    const bgp = random.chance(0.55);
    return { connection: { kind: "ipsec", name: `${site.name}-con`, gateway: gateway.name, bgp, localGateway: site.name } as const, site };
  });
  return { gateway, sites };
}

/** A Vnet2Vnet connection is two resources, one on each side. */
function randomLinks(random: Random, gateways: readonly WorldGateway[]): readonly WorldConnection[] {
  const [one, other] = random.shuffle(gateways.filter(({ kind }) => kind !== "express-route"));
  if (one === undefined || other === undefined || one.network === other.network || !random.chance(0.6)) return [];
  const bgp = random.chance(0.5);
  return [
    { kind: "vnet-to-vnet", name: `${one.name}-link`, gateway: one.name, bgp, peerGateway: other.name },
    { kind: "vnet-to-vnet", name: `${other.name}-link`, gateway: other.name, bgp, peerGateway: one.name },
  ];
}

/** Mostly harmless; sometimes what people type, or announce, covers the cloud's own networks. */
export function onPremisesPrefix(random: Random, networks: readonly WorldNetwork[]): string {
  const range = random.pick(random.pick(networks).ranges);
  switch (random.weigh({ away: 50, everything: 5, ten: 10, range: 18, inside: 17 })) {
    case "away":
      return random.pick(["192.168.100.0/24", "172.20.0.0/16"]);
    case "everything":
      return "0.0.0.0/0";
    case "ten":
      return "10.0.0.0/8";
    case "range":
      return range;
    case "inside":
      return prefixAround(range.split("/")[0] ?? "", Math.min(32, lengthOf(range) + 1));
  }
}
