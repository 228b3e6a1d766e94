import { type Known, known, unknown } from "../../certainty/known.ts";
import type { Connection, Reference, UnmodelledScope } from "../../model/network.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { noteUnknownProperties } from "../declarations/not-known.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import type { ResourceKind } from "../types/resource-types.ts";
import { booleanOf, type Field, isAbsent, itemsOf, misfit, wordOf } from "../values/field.ts";
import { readFastPath } from "./read-fast-path.ts";

const CONNECTION_TYPES = { IPsec: "ipsec", Vnet2Vnet: "vnet-to-vnet", ExpressRoute: "express-route", VPNClient: "vpn-client" } as const;

export function readConnection(declaration: Declaration, reading: Reading): Connection {
  const { log } = reading;
  const gateway = readGatewayReference(declaration, reading);
  noteUnknownProperties(declaration, gatewayScopes(gateway), reading);
  const kind = wordOf(configured(declaration, "connectionType"), CONNECTION_TYPES, undefined, log);
  const isExpressRoute = kind.known ? known(kind.value === "express-route") : kind;
  const field = (name: string): Field => configured(declaration, name);
  return {
    ...entityOf(declaration),
    gateway,
    kind,
    bgp: booleanOf(configured(declaration, "enableBgp"), false, log),
    localNetworkGateway: readReference(declaration, "localNetworkGateway2", "local-network-gateway", reading),
    peerGateway: readReference(declaration, "virtualNetworkGateway2", "gateway", reading),
    translatesSources: readTranslation(declaration, reading),
    fastPath: readFastPath({ from: declaration, path: "", field, circuit: "peer" }, isExpressRoute, reading),
  };
}

/** The gateway of a connection that lives outside has no path to speak of. */
function gatewayScopes(gateway: Reference): readonly UnmodelledScope[] {
  switch (gateway.kind) {
    case "entity":
      return [{ kind: "gateway", gateway: gateway.key }];
    case "unknown":
      return gateway.candidates.length === 0
        ? [{ kind: "everything" }]
        : gateway.candidates.map((key) => ({ kind: "gateway", gateway: key }));
    case "outside":
    case "none":
      return [];
    default:
      return gateway satisfies never;
  }
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
