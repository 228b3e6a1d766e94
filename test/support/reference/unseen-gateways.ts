import type { World, WorldGateway, WorldGatewayKind } from "../world/world.ts";
import type { Unknowns } from "./alternatives.ts";
import { peeringForce } from "./peerings.ts";

/** The name that a report gives to every gateway that is not in sight. */
export const UNSEEN = "unknown";

/** R23: the networks whose gateway a peering uses, though none is in sight there. `certain`: the peering is in force for sure. */
export function networksWithUnseenGateway(world: World): readonly { readonly network: string; readonly certain: boolean }[] {
  return world.networks.flatMap(({ name: network }) => {
    if (world.gateways.some((gateway) => gateway.network === network)) return [];
    const forces = world.peerings
      .filter((half) => half.remote === network && half.useRemoteGateways && offersTransit(world, network, half.network))
      .map((half) => peeringForce(world, network, half.network))
      .filter((force) => force !== "absent");
    return forces.length === 0 ? [] : [{ network, certain: forces.includes("certain") }];
  });
}

/** Whether the other half offers its gateway; one that is not in sight may. */
function offersTransit(world: World, network: string, remote: string): boolean {
  return world.peerings.find((half) => half.network === network && half.remote === remote)?.allowGatewayTransit !== false;
}

/** The gateway that is not in sight, in one complete world: of any kind. Undefined where it is not there after all. */
export function unseenGateway(world: World, network: string, unknowns: Unknowns): WorldGateway | undefined {
  const proof = networksWithUnseenGateway(world).find((each) => each.network === network);
  if (proof === undefined) return undefined;
  if (!proof.certain && !unknowns.ask(`${network} has a gateway`, [true, false])) return undefined;
  return { name: UNSEEN, network, kind: unknowns.ask(`the kind of gateway in ${network}`, KINDS), pools: [] };
}

const KINDS: readonly WorldGatewayKind[] = ["vpn-active-active", "vpn-active-standby", "express-route"];
