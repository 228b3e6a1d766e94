import { contains, type Prefix } from "../../address/prefix.ts";
import { type Gap, known, type OpenList } from "../../certainty/known.ts";
import type { HubNextHop, HubRoute } from "../../model/virtual-wan.ts";
import { byUrn, configured, type Declaration, dependenciesOf, mayComeFromElsewhere } from "../declarations/declaration.ts";
import { hubNetwork } from "../declarations/hub-network.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveIdField } from "../declarations/resolve-reference.ts";
import { prefixesOf } from "../values/addresses.ts";
import { parseArmId } from "../values/arm-id.ts";
import { type Field, itemsOf, member, misfit, NOT_KNOWN_YET, textOf } from "../values/field.ts";
import type { HubConnection } from "./read-hub-connections.ts";
import { GATEWAYS_TABLE, standaloneRoutesOf } from "./read-hub-routes.ts";
import { elsewhere } from "./read-routing-intent.ts";

/** The static routes of the hub's `defaultRouteTable`, as far as a resource declares it. */
export function staticRoutesOf(
  hub: Declaration,
  inventory: Inventory,
  connections: readonly HubConnection[],
  reading: Reading,
): OpenList<HubRoute> {
  const { items, open } = routesInTables(hub, inventory, connections, reading);
  const own = standaloneRoutesOf(hub, inventory, reading);
  const added = own.flatMap((route) => {
    const whole = { resource: route.resource.urn, path: "", value: route.config };
    return readRoute(route, whole, connections, inventory, reading);
  });
  const [first] = own;
  if (first === undefined || items.length === 0) return { items: [...items, ...added], open };
  const gap = reading.log.note(first.resource.urn, "", "the table lists routes of its own: the last writer wins (R79)");
  return { items: [...items, ...added], open: open ?? gap };
}

function routesInTables(
  hub: Declaration,
  inventory: Inventory,
  connections: readonly HubConnection[],
  reading: Reading,
): OpenList<HubRoute> {
  const items: HubRoute[] = [];
  let open: Gap | undefined;
  for (const table of byUrn(inventory.ofKind("hub-route-table"))) {
    const parent = inventory.parentOf(table);
    const isOwn = parent.kind === "entity" && parent.parent === hub;
    const isPossible = parent.kind === "unknown" && (parent.candidates.length === 0 || parent.candidates.includes(hub));
    if (!isOwn && !isPossible) continue;
    const name = table.identity.names.at(-1)?.toLowerCase();
    if (name !== undefined && name !== GATEWAYS_TABLE) continue;
    if (isPossible || name === undefined) {
      const gap = reading.log.note(table.resource.urn, "", `it may be the ${GATEWAYS_TABLE} of ${hub.key}`);
      reading.noteUnmodelled("R69", gap, { kind: "network", network: hubNetwork(hub.key) });
      continue;
    }
    const list = itemsOf(configured(table, "routes"), reading.log);
    open ??= list.open;
    for (const item of list.items) items.push(...readRoute(table, item, connections, inventory, reading));
  }
  return { items, open };
}

function readRoute(
  table: Declaration,
  item: Field,
  connections: readonly HubConnection[],
  inventory: Inventory,
  reading: Reading,
): readonly HubRoute[] {
  const { log } = reading;
  const type = member(item, "destinationType");
  const isCidr = textOf(type.value)?.toLowerCase() === "cidr";
  const prefixes: OpenList<Prefix> = isCidr
    ? prefixesOf(member(item, "destinations"), log)
    : { items: [], open: misfit(type, "CIDR", log) };
  const route = (nextHop: HubNextHop, list: OpenList<Prefix>): HubRoute => ({
    name: textOf(member(item, "name").value) ?? item.path,
    origin: { resource: item.resource, property: item.path },
    prefixes: list,
    nextHop,
    atRouter: known(true),
  });
  const field = member(item, "nextHop");
  const mixed = mixedDependencies(table, field, reading);
  if (mixed !== undefined) return [route({ kind: "appliance", appliance: { kind: "unknown", candidates: [], gap: mixed } }, prefixes)];
  const connection = connectionOf(table, field, connections, inventory);
  if (connection === undefined) {
    const appliance = resolveIdField(reading.directory, table, field, { kind: "azure-firewall" }, log);
    return [route({ kind: "appliance", appliance: elsewhere(appliance, field) }, prefixes)];
  }
  // By way of a connection: the static routes of that connection say to which address in its network.
  const onward = prefixes.items.map((prefix) => route(nextHopBy(connection, prefix, field, reading), { items: [prefix], open: undefined }));
  if (prefixes.open === undefined) return onward;
  return [
    ...onward,
    route({ kind: "appliance", appliance: { kind: "unknown", candidates: [], gap: prefixes.open } }, { items: [], open: prefixes.open }),
  ];
}

/** Why a next hop that is not known yet may be a connection or an appliance: the list depends on both. */
function mixedDependencies({ resource }: Declaration, { value, path, resource: urn }: Field, { directory, log }: Reading): Gap | undefined {
  if (typeof value === "string") return undefined;
  const kinds = new Set(dependenciesOf(resource, path).flatMap((each) => NEXT_HOP_KINDS.get(directory.byUrn(each)?.kind ?? "") ?? []));
  if (kinds.size < 2 && !(kinds.has("connection") && mayComeFromElsewhere(resource, path))) return undefined;
  return log.note(urn, path, `${NOT_KNOWN_YET}, and may be a connection or an appliance; give the id as text to settle it`);
}

const NEXT_HOP_KINDS: ReadonlyMap<string, string> = new Map([
  ["hub-connection", "connection"],
  ["azure-firewall", "appliance"],
]);

function connectionOf(
  table: Declaration,
  { value, path }: Field,
  connections: readonly HubConnection[],
  inventory: Inventory,
): HubConnection | undefined {
  const keys =
    typeof value === "string"
      ? inventory
          .ofKind("hub-connection")
          .filter((each) => isNamed(each, value))
          .map(({ key }) => key)
      : dependenciesOf(table.resource, path);
  const found = connections.filter(({ key }) => keys.includes(key));
  return found.length === 1 ? found[0] : undefined;
}

function isNamed({ identity }: Declaration, text: string): boolean {
  const id = parseArmId(text);
  if (id?.type !== "microsoft.network/virtualhubs/hubvirtualnetworkconnections") return false;
  return identity.armId === id.text || identity.names.join("/").toLowerCase() === id.names.join("/").toLowerCase();
}

function nextHopBy({ routes, remote }: HubConnection, prefix: Prefix, field: Field, { log }: Reading): HubNextHop {
  const covering = routes.items
    .flatMap((route) => route.prefixes.items.map((own) => ({ route, own })))
    .filter(({ own }) => own.length <= prefix.length && contains(own, prefix.base))
    .sort((a, b) => b.own.length - a.own.length);
  const [best] = covering;
  if (best !== undefined && routes.open === undefined) return best.route.nextHop;
  if (best === undefined && routes.open === undefined && routes.items.length === 0) return { kind: "network", network: remote };
  const gap = log.note(field.resource, field.path, "to which address in the connected network this leads is not known");
  return { kind: "appliance", appliance: { kind: "unknown", candidates: [], gap } };
}
