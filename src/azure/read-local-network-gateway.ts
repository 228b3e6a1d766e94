import type { LocalNetworkGateway } from "../model/network.ts";
import { addressSpaceOf } from "./addresses.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import type { GapLog } from "./gap-log.ts";

/** A local network gateway may have no prefixes: with BGP the site itself announces them. */
export function readLocalNetworkGateway(declaration: Declaration, log: GapLog): LocalNetworkGateway {
  return { ...entityOf(declaration), prefixes: addressSpaceOf(configured(declaration, "localNetworkAddressSpace"), log) };
}
