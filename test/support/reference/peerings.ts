import type { World, WorldPeeringScope } from "../world/world.ts";
import { isWithin } from "./addresses.ts";
import type { Setting } from "./setting.ts";
import { networkNamed } from "./setting.ts";

/**
 * R22. Whether the peering between two networks is in force: with both halves it is; a lone half tells by its recorded
 * state, and where that is not `Connected` nobody knows, unless these are all the peerings there are.
 */
export function peeringForce(world: World, a: string, b: string): "certain" | "possible" | "absent" {
  const halves = world.peerings.filter(({ network, remote }) => (network === a && remote === b) || (network === b && remote === a));
  const sides = new Set(halves.map(({ network }) => network));
  if (sides.size === 0) return "absent";
  if (sides.size === 2) return "certain";
  if (halves.some(({ state }) => state === "Connected")) return "certain";
  return world.configuration.complete ? "absent" : "possible";
}

/** R22 in one complete world. */
export function arePeered({ world, unknowns }: Setting, a: string, b: string): boolean {
  const [first, second] = [a, b].sort();
  switch (peeringForce(world, a, b)) {
    case "certain":
      return true;
    case "absent":
      return false;
    case "possible":
      return unknowns.ask(`the peering of ${first} and ${second} is in force`, [true, false]);
  }
}

/** The direct peers of a network, by name. Peering is not transitive (R22). */
export function directPeers(setting: Setting, network: string): readonly string[] {
  return setting.world.networks.map(({ name }) => name).filter((name) => name !== network && arePeered(setting, network, name));
}

/** What of a peer is joined (R26); undefined: all of it. Halves that are both in sight say the same. */
function peeredSubnets({ peerings }: World, network: string, peer: string): WorldPeeringScope | undefined {
  const near = peerings.find((half) => half.network === network && half.remote === peer);
  const far = peerings.find((half) => half.network === peer && half.remote === network);
  const back = far?.scope;
  return near?.scope ?? (back === undefined ? undefined : { ...back, local: back.remote, remote: back.local });
}

/** R26: whether only some subnets are joined: whether /32 routes come over such a peering was never measured. */
export function isPartial({ world }: Pick<Setting, "world">, network: string, peer: string): boolean {
  return peeredSubnets(world, network, peer) !== undefined;
}

/** R10, R26: the prefixes of a direct peer that become routes: its ranges, or those of the listed subnets. R10b: as they were once, perhaps. */
export function peeredPrefixes(setting: Setting, network: string, peer: string): readonly string[] {
  const { world, unknowns } = setting;
  const { ranges, subnets } = networkNamed(world, peer);
  const scope = peeredSubnets(world, network, peer);
  if (scope === undefined) {
    const recorded = world.peerings.find((half) => half.network === network && half.remote === peer)?.recorded;
    if (recorded === undefined || [...recorded].sort().join() === [...ranges].sort().join()) return ranges;
    return unknowns.ask(`${network} has synchronised its peering with ${peer}`, [true, false]) ? ranges : recorded;
  }
  return scope.onlyIpv6 ? [] : subnets.filter(({ name }) => scope.remote.includes(name)).flatMap(({ prefixes }) => prefixes);
}

/** R10b: whether the range of a peer around one of its addresses is routed as it is now. */
export function isRoutedAsItIs(setting: Setting, network: string, peer: string, address: string): boolean {
  const peered = peeredPrefixes(setting, network, peer);
  return networkNamed(setting.world, peer).ranges.some((range) => isWithin(address, range) && peered.includes(range));
}

/**
 * R23. Routes are exchanged over a peering where the gateway's side offers transit and the other side uses it. A half that
 * is not in sight may do its part.
 */
export function hasTransit(setting: Setting, gatewayNetwork: string, network: string): boolean {
  if (gatewayNetwork === network) return true;
  const { peerings } = setting.world;
  const near = peerings.find((half) => half.network === gatewayNetwork && half.remote === network);
  const far = peerings.find((half) => half.network === network && half.remote === gatewayNetwork);
  if (near?.allowGatewayTransit === false || far?.useRemoteGateways === false) return false;
  if (!arePeered(setting, gatewayNetwork, network)) return false;
  const isProven = near !== undefined && far !== undefined;
  return isProven || setting.unknowns.ask(`${network} uses the gateway of ${gatewayNetwork}`, [true, false]);
}
