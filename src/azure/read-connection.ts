import { type Known, known, unknown } from "../certainty/known.ts";
import type { Connection, Reference } from "../model/network.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import { booleanOf, isAbsent, itemsOf, misfit, wordOf } from "./field.ts";
import type { Reading } from "./reading.ts";
import { resolveReference } from "./resolve-reference.ts";
import type { ResourceKind } from "./resource-types.ts";

const CONNECTION_TYPES = { IPsec: "ipsec", Vnet2Vnet: "vnet-to-vnet", ExpressRoute: "express-route", VPNClient: "vpn-client" } as const;

export function readConnection(declaration: Declaration, reading: Reading): Connection {
  const { log } = reading;
  return {
    ...entityOf(declaration),
    gateway: readGatewayReference(declaration, reading),
    kind: wordOf(configured(declaration, "connectionType"), CONNECTION_TYPES, undefined, log),
    bgp: booleanOf(configured(declaration, "enableBgp"), false, log),
    localNetworkGateway: readReference(declaration, "localNetworkGateway2", "local-network-gateway", reading),
    peerGateway: readReference(declaration, "virtualNetworkGateway2", "gateway", reading),
    translatesSources: readTranslation(declaration, reading),
  };
}

function readTranslation(declaration: Declaration, { log }: Reading): Known<boolean> {
  const { items, open } = itemsOf(configured(declaration, "ingressNatRules"), log);
  return open === undefined || items.length > 0 ? known(items.length > 0) : unknown(open);
}

/** Every connection has a gateway: one that names none is not understood. */
function readGatewayReference(declaration: Declaration, reading: Reading): Reference {
  const field = configured(declaration, "virtualNetworkGateway1");
  if (!isAbsent(field.value)) return readReference(declaration, "virtualNetworkGateway1", "gateway", reading);
  return { kind: "unknown", candidates: [], gap: misfit(field, "an object with an id", reading.log) };
}

function readReference(declaration: Declaration, property: string, kind: ResourceKind, { directory, log }: Reading): Reference {
  return resolveReference(directory, declaration, configured(declaration, property), { kind }, log);
}
