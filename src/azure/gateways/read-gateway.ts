import type { Prefix } from "../../address/prefix.ts";
import { type Gap, type Known, known, type OpenList, unknown } from "../../certainty/known.ts";
import type { Gateway, Reference } from "../../model/network.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { noteUnknownProperties } from "../declarations/not-known.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { addressSpaceOf } from "../values/addresses.ts";
import { booleanOf, type Field, isAbsent, isList, itemsOf, member, misfit, wordOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";

const GATEWAY_TYPES = { Vpn: "vpn", ExpressRoute: "express-route" } as const;

export function readGateway(declaration: Declaration, reading: Reading): Gateway {
  noteUnknownProperties(declaration, [{ kind: "gateway", gateway: declaration.key }], reading);
  const activeActive = configured(declaration, "activeActive");
  // Early versions of the API call it `active`.
  const mode = isAbsent(activeActive.value) ? configured(declaration, "active") : activeActive;
  return {
    ...entityOf(declaration),
    kind: wordOf(configured(declaration, "gatewayType"), GATEWAY_TYPES, undefined, reading.log),
    activeActive: booleanOf(isAbsent(mode.value) ? activeActive : mode, false, reading.log),
    knowsFastPath: readSku(declaration, reading.log),
    subnet: readSubnet(declaration, reading),
    pointToSite: readPointToSite(declaration, reading.log),
    hubSide: undefined,
    entryPrefixes: undefined,
  };
}

/** The SKUs without FastPath (R59). Of one that is not among them, perhaps newer than this list, it may be. */
const WITHOUT_FAST_PATH: ReadonlySet<string> = new Set(["basic", "standard", "highperformance", "ergw1az", "ergw2az"]);

function readSku(declaration: Declaration, log: GapLog): Known<boolean> {
  const name = member(configured(declaration, "sku"), "name");
  if (name.value === UNKNOWN) return unknown(misfit(name, "the name of an SKU", log));
  return known(typeof name.value !== "string" || !WITHOUT_FAST_PATH.has(name.value.toLowerCase()));
}

/** All IP configurations of a gateway are in its GatewaySubnet: the first one says which. */
function readSubnet(declaration: Declaration, { directory, log }: Reading): Reference {
  const configurations = configured(declaration, "ipConfigurations");
  const first: Field = isList(configurations.value)
    ? { resource: configurations.resource, path: `${configurations.path}[0]`, value: configurations.value[0] }
    : configurations;
  const field = first.value === UNKNOWN ? first : member(first, "subnet");
  if (isAbsent(field.value)) return { kind: "unknown", candidates: [], gap: misfit(field, "an object with an id", log) };
  return resolveReference(directory, declaration, field, { kind: "subnet", role: "gateway" }, log);
}

/** The pools of point-to-site clients (R58): one for all, or one for each connection configuration. */
function readPointToSite(declaration: Declaration, log: GapLog): OpenList<Prefix> | undefined {
  const client = configured(declaration, "vpnClientConfiguration");
  if (isAbsent(client.value)) return undefined;
  const items: Prefix[] = [];
  let open: Gap | undefined;
  const add = (pool: OpenList<Prefix>): void => {
    items.push(...pool.items);
    open ??= pool.open;
  };
  add(addressSpaceOf(member(client, "vpnClientAddressPool"), log));
  if (client.value !== UNKNOWN) {
    const configurations = itemsOf(member(client, "vngClientConnectionConfigurations"), log);
    open ??= configurations.open;
    for (const configuration of configurations.items) add(addressSpaceOf(member(configuration, "vpnClientAddressPool"), log));
  }
  if (items.length === 0) open ??= log.note(client.resource, `${client.path}.vpnClientAddressPool`, "names no address pool of the clients");
  return { items, open };
}
