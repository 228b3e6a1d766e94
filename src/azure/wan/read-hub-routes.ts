import { byUrn, configured, type Declaration, dependenciesOf, mayComeFromElsewhere } from "../declarations/declaration.ts";
import { hubNetwork } from "../declarations/hub-network.ts";
import type { Inventory } from "../declarations/inventory.ts";
import { findNamed, noPreference } from "../declarations/name-index.ts";
import type { Reading } from "../declarations/reading.ts";
import { parentArmId, parseArmId } from "../values/arm-id.ts";
import type { Field } from "../values/field.ts";

/** The table that a hub's gateways use. Others serve the networks only. */
export const GATEWAYS_TABLE = "defaultroutetable";

/** The routes of the hub's `defaultRouteTable` that are resources of their own, as the classic provider has them. */
export function standaloneRoutesOf(hub: Declaration, inventory: Inventory, reading: Reading): readonly Declaration[] {
  return byUrn(inventory.ofKind("hub-route")).filter((route) => isInTableOf(route, hub, inventory, reading));
}

/** Whether the standalone route is one of the hub's `defaultRouteTable`. Where that is not known, the hub's routes are not. */
function isInTableOf(route: Declaration, hub: Declaration, inventory: Inventory, reading: Reading): boolean {
  const field = configured(route, "routeTableId");
  const answer =
    typeof field.value === "string" ? isTableOf(field.value, hub, inventory) : isTableByDependencies(route, field, hub, inventory);
  if (answer !== "unknown") return answer === "yes";
  const gap = reading.log.note(
    field.resource,
    field.path,
    `it may be the ${GATEWAYS_TABLE} of ${hub.key}; give its id as text to settle it`,
  );
  reading.noteUnmodelled("R69", gap, { kind: "network", network: hubNetwork(hub.key) });
  return false;
}

function isTableOf(text: string, hub: Declaration, inventory: Inventory): "yes" | "no" | "unknown" {
  const id = parseArmId(text);
  if (id?.type !== "microsoft.network/virtualhubs/hubroutetables") return "unknown";
  if (id.names[1]?.toLowerCase() !== GATEWAYS_TABLE) return "no";
  const query = { ...id, names: id.names.slice(0, 1), armId: parentArmId(id.text) };
  const found = findNamed(inventory.index("virtual-hub"), query, noPreference);
  if (found.kind === "one") return found.declaration === hub ? "yes" : "no";
  return (found.kind === "several" ? found.candidates : found.nameless).includes(hub) ? "unknown" : "no";
}

/** The one id of a table that a hub answers is that of its `defaultRouteTable`. */
function isTableByDependencies(route: Declaration, field: Field, hub: Declaration, inventory: Inventory): "yes" | "no" | "unknown" {
  const declarations = dependenciesOf(route.resource, field.path).map((urn) => inventory.byUrn(urn));
  const [only, ...others] = declarations;
  if (only === undefined || others.length > 0 || mayComeFromElsewhere(route.resource, field.path)) return "unknown";
  if (only.kind === "virtual-hub") return only === hub ? "yes" : "no";
  const name = only.kind === "hub-route-table" ? only.identity.names.at(-1)?.toLowerCase() : undefined;
  if (name === undefined) return "unknown";
  if (name !== GATEWAYS_TABLE) return "no";
  const parent = inventory.parentOf(only);
  return parent.kind === "entity" ? (parent.parent === hub ? "yes" : "no") : "unknown";
}
