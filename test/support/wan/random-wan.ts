import type { Properties } from "../../../src/resources/resource.ts";
import type { Random } from "../world/random.ts";
import { firewallId, type HubGatewayType, type HubSketch, type NetworkSketch, otherId, type WanSketch } from "./wan-stack.ts";

/** A WAN with what the configuration says of it. */
export interface ConfiguredWan {
  readonly sketch: WanSketch;
  /** Addresses and ids. */
  readonly firewalls: readonly string[];
  /** Networks of which the appliance's subnet is an entry, `<network>-entry`. */
  readonly entries: readonly string[];
  readonly complete: boolean;
}

const RANGES = ["10.20.0.0/24", "10.21.4.0/22", "172.20.0.0/16", "100.64.7.0/24"];
/** Of networks that no hub is connected with: they are behind the others. */
const FAR_RANGES = ["10.40.0.0/24", "172.24.8.0/22"];

/** A random WAN of one to three hubs, with networks in RFC 1918 and outside of it. */
export function randomWan(random: Random): ConfiguredWan {
  const hubNames = ["a", "b", "c"].slice(0, 1 + random.below(3));
  const near = RANGES.slice(0, 1 + random.below(RANGES.length)).map(
    (range, index) => [`n${index}`, randomNetwork(random, range, hubNames)] as const,
  );
  const far = FAR_RANGES.slice(0, random.pick([0, 0, 1, 1, 2])).map((range, index) => [`f${index}`, farNetwork(random, range)] as const);
  const networks = withPeerings(random, Object.fromEntries([...near, ...far]));
  const hubs = Object.fromEntries(hubNames.map((name, index) => [name, randomHub(random, index, connectedAppliances(networks, name))]));
  const sketch: WanSketch = { wans: ["wan", "wan2"], hubs, networks: withTables(random, networks, hubs) };
  const appliances = Object.entries(networks).flatMap(([name, { appliance }]) => (appliance === true ? [name] : []));
  return {
    sketch,
    firewalls: randomFirewalls(random, sketch),
    entries: appliances.filter(() => random.chance(0.3)),
    complete: random.chance(0.3),
  };
}

function randomHub(random: Random, index: number, appliances: readonly string[]): HubSketch {
  const prefixes = ["10.0.0.0/8", "10.20.0.0/24", "10.20.0.0/16", "10.21.4.4/32", "10.20.0.4/32", "100.64.0.0/16", "172.20.0.0/17"];
  const intent = random.pick([true, true, true, "other", false, false, false, false] as const);
  const own = intent === "other" ? "other" : "firewall";
  // Beside a routing intent Azure takes no routes to anything else.
  const target = (): string => (intent !== false ? own : random.chance(0.25) ? "other" : "firewall");
  const routes = prefixes.filter(() => random.chance(0.25)).map((prefix) => [prefix, target()] as const);
  const [through] = intent === false && random.chance(0.7) ? appliances : [];
  const onward = through === undefined ? [] : ([[random.pick(["10.40.0.0/24", "172.24.0.0/16", "10.21.4.0/24"]), through]] as const);
  const all = [...routes, ...onward];
  return {
    range: `10.${30 + index}.0.0/23`,
    firewall: `10.${30 + index}.0.132`,
    intent,
    gateways: randomGateways(random),
    wan: random.chance(0.15) ? "wan2" : "wan",
    ...(all.length === 0 ? {} : { routes: Object.fromEntries(all) }),
    // Nowhere near, so that it is no entry itself.
    ...(random.chance(0.14) ? { peer: `10.99.${index}.4` } : {}),
    ...(random.chance(0.06) ? { appliance: true } : {}),
    ...(random.chance(0.03) ? { routeMap: true } : {}),
  };
}

/** A hub has one of each kind at most. */
function randomGateways(random: Random): readonly HubGatewayType[] {
  const all = random.shuffle(["VpnGateway", "ExpressRouteGateway", "P2sVpnGateway"] as const);
  return all.slice(0, random.pick([0, 1, 1, 1, 1, 2, 3]));
}

function randomNetwork(random: Random, range: string, hubs: readonly string[]): NetworkSketch {
  const isConnected = random.chance(0.9);
  const appliance = random.chance(0.4);
  const routing = { ...randomPropagation(random), ...(appliance && random.chance(0.6) ? randomStatics(random, range) : {}) };
  return {
    range,
    endpoint: randomPolicies(random),
    ...(isConnected ? { hub: random.pick(hubs) } : {}),
    ...(Object.keys(routing).length > 0 ? { routing } : {}),
    ...(appliance ? { appliance } : {}),
  };
}

function farNetwork(random: Random, range: string): NetworkSketch {
  return { range, endpoint: randomPolicies(random) };
}

function randomPolicies(random: Random): string {
  return random.pick(["Disabled", "Enabled", "RouteTableEnabled", "RouteTableEnabled", "NetworkSecurityGroupEnabled"]);
}

function randomPropagation(random: Random): Properties {
  return random.chance(0.2) ? { propagatedRouteTables: { labels: ["none"], ids: [] } } : {};
}

/** Static routes of the connection to the appliance, for what is behind the network. */
function randomStatics(random: Random, range: string): Properties {
  const prefixes = ["10.40.0.0/16", "172.24.0.0/16", "10.0.0.0/8", "10.20.0.0/25"].filter(() => random.chance(0.45));
  const nextHopIpAddress = hostIn(range, 100);
  const staticRoutes = prefixes.map((prefix, index) => ({ name: `s${index}`, addressPrefixes: [prefix], nextHopIpAddress }));
  const told = random.chance(0.2) ? { staticRoutesConfig: { propagateStaticRoutes: false } } : {};
  return { vnetRoutes: { staticRoutes, ...told } };
}

function hostIn(range: string, last: number): string {
  return range.replace(/\.\d+\/\d+$/, `.${last}`);
}

type Networks = WanSketch["networks"];

/** Most networks that are not connected are peered with one that is; some of these peerings have one half only. */
function withPeerings(random: Random, networks: Networks): Networks {
  const pairs = Object.keys(networks).flatMap((far) => {
    if (!far.startsWith("f") || random.chance(0.15)) return [];
    const near = random.pick(Object.keys(networks).filter((name) => name.startsWith("n")));
    return random.pick([
      [
        [near, far],
        [far, near],
      ],
      [
        [near, far],
        [far, near],
      ],
      [[near, far]],
      [[far, near]],
    ]);
  });
  return Object.fromEntries(
    Object.entries(networks).map(([name, network]) => {
      const peers = pairs.flatMap(([from, to]) => (from === name && to !== undefined ? [to] : []));
      return [name, peers.length === 0 ? network : { ...network, peers }];
    }),
  );
}

function connectedAppliances(networks: Networks, hub: string): readonly string[] {
  return Object.entries(networks).flatMap(([name, network]) => (network.hub === hub && network.appliance === true ? [name] : []));
}

/** R71b: routes at an appliance's subnet to the firewall of its hub, or of another one. */
function withTables(random: Random, networks: Networks, hubs: WanSketch["hubs"]): Networks {
  const ranges = Object.values(networks).map(({ range }) => range);
  return Object.fromEntries(
    Object.entries(networks).map(([name, network]) => {
      if (network.appliance !== true || !random.chance(0.4)) return [name, network];
      const own = random.chance(0.8) ? network.hub : random.pick(Object.keys(hubs));
      const address = hubs[own ?? ""]?.firewall;
      const prefixes = random.shuffle([...ranges, "10.0.0.0/8"]).slice(0, 1 + random.below(2));
      return [name, address === undefined ? network : { ...network, table: Object.fromEntries(prefixes.map((each) => [each, address])) }];
    }),
  );
}

/** The firewalls that are designated: some of the hubs', by address or by id, now and then an appliance. */
function randomFirewalls(random: Random, { hubs, networks }: WanSketch): readonly string[] {
  const all = Object.entries(hubs).flatMap(([name, { firewall, intent }]) => [
    ...(firewall === undefined ? [] : [random.chance(0.8) ? firewall : firewallId(name)]),
    ...(intent === "other" ? [otherId(name)] : []),
  ]);
  const appliances = Object.values(networks).flatMap(({ appliance, range }) => (appliance === true ? [hostIn(range, 100)] : []));
  const some = [...all.filter(() => random.chance(0.6)), ...appliances.filter(() => random.chance(0.3))];
  return some.length === 0 ? all.slice(0, 1) : some;
}
