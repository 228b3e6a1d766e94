import { type Known, known, unknown } from "../../certainty/known.ts";
import type { PrivatePolicy } from "../../model/virtual-wan.ts";
import { configured, type Declaration } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveIdField } from "../declarations/resolve-reference.ts";
import { type Field, itemsOf, member, misfit, NOT_KNOWN_YET, textOf } from "../values/field.ts";

/** Returns the private routing policy of each hub, by its key (R71): what its routing intent says about private traffic. */
export function privatePolicies(
  inventory: Inventory,
  hubs: readonly Declaration[],
  reading: Reading,
): (hub: string) => Known<PrivatePolicy | undefined> {
  const policies = new Map<string, Known<PrivatePolicy | undefined>>();
  for (const intent of [...inventory.ofKind("routing-intent")].sort((a, b) => (a.resource.urn < b.resource.urn ? -1 : 1))) {
    const parent = inventory.parentOf(intent);
    if (parent.kind === "outside") continue;
    if (parent.kind === "entity") policies.set(parent.parent.key, oneOf(policies.get(parent.parent.key), intent, reading));
    else for (const { key } of parent.candidates.length > 0 ? parent.candidates : hubs) policies.set(key, unknown(whose(intent, reading)));
  }
  return (hub) => policies.get(hub) ?? known(undefined);
}

/** A hub has one routing intent: of two the last writer wins (R79). */
function oneOf(
  other: Known<PrivatePolicy | undefined> | undefined,
  intent: Declaration,
  reading: Reading,
): Known<PrivatePolicy | undefined> {
  if (other === undefined) return readPolicy(intent, reading);
  return unknown(reading.log.note(intent.resource.urn, "", "the virtual hub has another routing intent: the last writer wins (R79)"));
}

function whose(intent: Declaration, { log }: Reading): ReturnType<Reading["log"]["note"]> {
  return log.note(intent.resource.urn, "virtualHubName", "it is not known which virtual hub this is; give its name as text to settle it");
}

function readPolicy(intent: Declaration, reading: Reading): Known<PrivatePolicy | undefined> {
  const { directory, log } = reading;
  const policies = itemsOf(configured(intent, "routingPolicies"), log);
  for (const policy of policies.items) {
    const isPrivate = speaksOfPrivateTraffic(policy, reading);
    if (!isPrivate.known) return isPrivate;
    if (!isPrivate.value) continue;
    const field = member(policy, "nextHop");
    const appliance = resolveIdField(directory, intent, field, { kind: "azure-firewall" }, log);
    return known({
      origin: { resource: policy.resource, property: policy.path },
      nextHop: { kind: "appliance", appliance: elsewhere(appliance, field) },
    });
  }
  return policies.open === undefined ? known(undefined) : unknown(policies.open);
}

/** A next hop may be an appliance that is no Azure Firewall: its id is known, and it is not in sight as a firewall. */
export function elsewhere(appliance: ReturnType<typeof resolveIdField>, { value }: Field): ReturnType<typeof resolveIdField> {
  const isOther = appliance.kind === "unknown" && appliance.candidates.length === 0 && typeof value === "string" && value.startsWith("/");
  return isOther ? { kind: "outside", id: value.toLowerCase(), gap: appliance.gap } : appliance;
}

function speaksOfPrivateTraffic(policy: Field, { log }: Reading): Known<boolean> {
  const destinations = itemsOf(member(policy, "destinations"), log);
  const words = destinations.items.map((item) => textOf(item.value)?.toLowerCase());
  if (words.includes("privatetraffic")) return known(true);
  if (destinations.open !== undefined) return unknown(destinations.open);
  const odd = destinations.items.find((_, index) => words[index] !== "internet");
  if (odd === undefined) return known(false);
  return unknown(
    odd.value === undefined ? log.pending(odd.resource, odd.path, NOT_KNOWN_YET) : misfit(odd, "PrivateTraffic or Internet", log),
  );
}
