import type { LocalNetworkGateway } from "../../model/network.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { addressSpaceOf } from "../values/addresses.ts";
import type { GapLog } from "../values/gap-log.ts";

/** A local network gateway may have no prefixes: with BGP the site itself announces them. */
export function readLocalNetworkGateway(declaration: Declaration, log: GapLog): LocalNetworkGateway {
  return { ...entityOf(declaration), prefixes: addressSpaceOf(configured(declaration, "localNetworkAddressSpace"), log) };
}
