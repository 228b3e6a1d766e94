import type { Random } from "../world/random.ts";
import type { HubSketch, NetworkSketch, WanSketch } from "./wan-stack.ts";

/** A random WAN of one to three hubs, with networks in RFC 1918 and outside of it. */
export function randomWan(random: Random): WanSketch {
  const hubNames = ["a", "b", "c"].slice(0, 1 + random.below(3));
  const hubs = Object.fromEntries(hubNames.map((name, index) => [name, randomHub(random, index)]));
  const ranges = ["10.20.0.0/24", "10.21.4.0/22", "172.20.0.0/16", "100.64.7.0/24"];
  const networks = Object.fromEntries(
    ranges.slice(0, 1 + random.below(ranges.length)).map((range, index) => [`n${index}`, randomNetwork(random, range, hubNames)]),
  );
  return { wans: ["wan", "wan2"], hubs, networks };
}

function randomHub(random: Random, index: number): HubSketch {
  const prefixes = ["10.0.0.0/8", "10.20.0.0/24", "10.20.0.0/16", "10.21.4.4/32", "10.20.0.4/32", "100.64.0.0/16", "172.20.0.0/17"];
  const routes = prefixes.filter(() => random.chance(0.25)).map((prefix) => [prefix, "firewall"] as const);
  return {
    range: `10.${30 + index}.0.0/23`,
    firewall: `10.${30 + index}.0.132`,
    intent: random.chance(0.5),
    gateways: [random.pick(["VpnGateway", "ExpressRouteGateway", "P2sVpnGateway"])],
    wan: random.chance(0.15) ? "wan2" : "wan",
    ...(routes.length === 0 ? {} : { routes: Object.fromEntries(routes) }),
    // Nowhere near, so that it is no entry itself.
    ...(random.chance(0.2) ? { peer: `10.99.${index}.4` } : {}),
  };
}

function randomNetwork(random: Random, range: string, hubs: readonly string[]): NetworkSketch {
  return {
    range,
    endpoint: random.pick(["Disabled", "Enabled", "RouteTableEnabled", "RouteTableEnabled", "NetworkSecurityGroupEnabled"]),
    ...(random.chance(0.9) ? { hub: random.pick(hubs) } : {}),
    ...(random.chance(0.2) ? { routing: { propagatedRouteTables: { labels: ["none"], ids: [] } } } : {}),
  };
}

/** The firewalls that are designated: some of the hubs'. */
export function randomFirewalls(random: Random, { hubs }: WanSketch): readonly string[] {
  const all = Object.values(hubs).flatMap(({ firewall }) => firewall ?? []);
  const some = all.filter(() => random.chance(0.6));
  return some.length === 0 ? all.slice(0, 1) : some;
}
