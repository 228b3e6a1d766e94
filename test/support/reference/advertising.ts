import type { World, WorldGateway } from "../world/world.ts";
import { isWithin } from "./addresses.ts";
import { hasTransit } from "./peerings.ts";
import type { Setting } from "./setting.ts";
import { UNSEEN } from "./unseen-gateways.ts";

/**
 * R23. Whether on-premises is not told of an address: transit is missing, no other network that the gateway tells of has it among its
 * ranges, and the gateway speaks routing protocols only. A static connection or a point-to-site client may send there all the same.
 */
export function isUnadvertised(setting: Setting, gateway: WorldGateway, network: string, address: string): boolean {
  if (gateway.name === UNSEEN || hasTransit(setting, gateway.network, network)) return false;
  // R73: a Route Server beside it may have learnt of any network, and told the gateway.
  if (setting.world.routeServers?.some((server) => server.network === gateway.network && server.branchToBranch) === true) return false;
  const told = setting.world.networks.filter(({ name }) => name === gateway.network || hasTransit(setting, gateway.network, name));
  if (told.some(({ ranges }) => ranges.some((range) => isWithin(address, range)))) return false;
  if (gateway.pools.length > 0) return false;
  return gateway.kind === "express-route" || speaksBgpOnly(setting.world, gateway);
}

function speaksBgpOnly(world: World, gateway: WorldGateway): boolean {
  const connections = world.connections.filter((connection) => connection.gateway === gateway.name);
  return connections.length > 0 && connections.every((connection) => connection.kind === "express-route" || connection.bgp);
}
