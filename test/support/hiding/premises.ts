import type { Path, ReportedAssumption } from "../../../src/report/report.ts";
import type { Resource } from "../../../src/resources/resource.ts";
import { isWithin } from "../reference/addresses.ts";
import type { World } from "../world/world.ts";
import { splitSubnet } from "../world/world.ts";
import type { Pair } from "./compare-hidden.ts";
import { isList, valueAt } from "./places.ts";

/** All that is known of a network, and what somebody who knows less was told. */
export interface Scene {
  readonly world: World;
  readonly truth: readonly Resource[];
  readonly told: readonly Resource[];
}

/** Whether the path rests on something that is not so. */
export function restsOnFalsehood(path: Path, pair: Pair, scene: Scene): boolean {
  return path.assumptions.some((assumption) => !isTrue(assumption, pair, scene));
}

/** Assumptions about Azure hold in the full network as they do in part of it: they explain no difference. */
function isTrue(assumption: ReportedAssumption, pair: Pair, scene: Scene): boolean {
  switch (assumption.code) {
    case "CP-A01":
      return isSentOn(pair);
    case "CP-A03":
      return hasAddressOfDependency(assumption, scene);
    case "CP-A04":
      return hasFirstAddress(assumption, scene);
    case "CP-A05":
      return isInNetworkOfDependency(pair, assumption, scene);
    case "CP-A06":
      return isOffPremises(pair, scene);
    case "CP-A09":
      return isSynchronised(assumption, scene);
    default:
      return true;
  }
}

/** What comes to the designated firewall is sent on to the endpoint: in truth it may be lost. That it does not come there is another matter. */
function isSentOn({ verdict }: Pair): boolean {
  return verdict === "inspected" || verdict === "bypassed";
}

/** The next hop is the address of what it depends on. */
function hasAddressOfDependency({ resource, property }: ReportedAssumption, { world, truth, told }: Scene): boolean {
  const [list, index] = pathOf(property);
  const route = truth.find(({ urn }) => urn === resource)?.inputs;
  const items = valueAt(route, [String(list)]);
  const own = isList(items) ? items : [route];
  const nextHop = ["nextHopIpAddress", "nextHopInIpAddress"].map((name) => valueAt(own[typeof index === "number" ? index : 0], [name]));
  const depends = told.find(({ urn }) => urn === resource)?.propertyDependencies[String(list)] ?? [];
  const names = depends.map((urn) => urn.split("::").at(-1));
  return [...world.firewalls, ...world.nics, ...world.loadBalancers].some(
    ({ name, address }) => names.includes(name) && nextHop.includes(address),
  );
}

/** `routes[2].nextHopIpAddress` → "routes", 2. */
function pathOf(property: string | null): readonly (string | number)[] {
  return (property ?? "").split(/[.[\]]+/).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function hasFirstAddress({ resource, text }: ReportedAssumption, { world }: Scene): boolean {
  const name = resource?.split("::").at(-1);
  return world.firewalls.some((firewall) => firewall.name === name && text.endsWith(firewall.address));
}

/** Nothing at on-premises has a prefix that covers the address. */
function isOffPremises({ address }: Pair, { world }: Scene): boolean {
  const prefixes = [...world.localGateways.flatMap((site) => site.prefixes), ...world.gateways.flatMap(({ pools }) => pools)];
  return !prefixes.some((prefix) => isWithin(address, prefix));
}

/** The peering that the assumption names, by its resource or by its place in the network's. */
function isSynchronised({ text }: ReportedAssumption, { world }: Scene): boolean {
  const half = world.peerings.find(({ name }) => text.includes(` ${name} `));
  const ranges = world.networks.find(({ name }) => name === half?.remote)?.ranges ?? [];
  return half?.recorded === undefined || [...half.recorded].sort().join() === [...ranges].sort().join();
}

/** The endpoint is in one of the networks that its reference depends on. */
function isInNetworkOfDependency({ endpoint }: Pair, { resource }: ReportedAssumption, { world, told }: Scene): boolean {
  const place = world.endpoints.find(({ name }) => name === endpoint)?.subnet;
  if (place === undefined) return false;
  const recorded = told.find(({ urn }) => urn === resource)?.propertyDependencies;
  const depends = [...(recorded?.["subnet"] ?? []), ...(recorded?.["subnetId"] ?? [])];
  const { network, subnet } = splitSubnet(place);
  return depends.some((urn) => urn.endsWith(`:VirtualNetwork::${network}`) || urn.endsWith(`:Subnet::${network}-${subnet}`));
}
