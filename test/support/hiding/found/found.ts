import type { Generation } from "../../world/classic.ts";
import { urnOf } from "../../world/spelling.ts";
import type { World, WorldGateway, WorldNetwork } from "../../world/world.ts";
import type { Act } from "../act.ts";

/** A network in which knowing less once made the engine say something else, as small as it could be made. */
export interface Found {
  readonly name: string;
  readonly world: Partial<World>;
  readonly style: "inline" | "standalone";
  readonly classic?: Generation;
  readonly acts: readonly Act[];
}

export const NEW_STACK: Act = { kind: "new-stack" };

interface Inside {
  /** The route tables of the GatewaySubnet and of the subnet for appliances. */
  readonly gateway?: string;
  readonly appliances?: string;
  readonly firewall?: boolean;
  readonly endpoints?: boolean;
}

/** A range `x.y.0.0/16` with a gateway subnet, one for appliances, and what more is wanted. */
export function network(name: string, range: string, { gateway: routeTable, appliances, firewall, endpoints }: Inside): WorldNetwork {
  const slice = (place: number): readonly string[] => [range.replace("0.0/16", `${place}.0/24`)];
  return {
    name,
    location: "westeurope",
    ranges: [range],
    subnets: [
      { name: "GatewaySubnet", prefixes: slice(0), policies: "Disabled", routeTable },
      ...(firewall === true
        ? [{ name: "AzureFirewallSubnet", prefixes: slice(1), policies: "Disabled", routeTable: undefined } as const]
        : []),
      { name: "nva", prefixes: slice(2), policies: "Disabled", routeTable: appliances },
      ...(endpoints === true ? [{ name: "ep", prefixes: slice(4), policies: "Enabled", routeTable: undefined } as const] : []),
    ],
  };
}

/** The network with one prefix more in the subnet of the endpoints. */
export function withPrefix(of: WorldNetwork, prefix: string): WorldNetwork {
  return {
    ...of,
    subnets: of.subnets.map((subnet) => (subnet.name === "ep" ? { ...subnet, prefixes: [...subnet.prefixes, prefix] } : subnet)),
  };
}

/** The network with one subnet more. */
export function withSubnet(of: WorldNetwork, name: string, prefix: string): WorldNetwork {
  return { ...of, subnets: [...of.subnets, { name, prefixes: [prefix], policies: "Disabled", routeTable: undefined }] };
}

export function gateway(network: string, kind: WorldGateway["kind"]): WorldGateway {
  return { name: `${network}-gw`, network, kind, pools: [] };
}

export function urnOfType(type: string, name: string): string {
  return urnOf(`azure-native:network:${type}`, name);
}
