import type { Gap } from "../../certainty/known.ts";
import { append } from "../../certainty/order.ts";
import { keysOfReference } from "../../model/entity.ts";
import type { PrivateEndpoint, Reference } from "../../model/network.ts";
import { type Declaration, displayNameOf, entityOf } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveIdField } from "../declarations/resolve-reference.ts";
import { composeArmId } from "../values/arm-id.ts";
import { type Field, isAbsent } from "../values/field.ts";
import { gapLog } from "../values/gap-log.ts";
import { clusterEndpoint, fleetEndpoint, type MadeEndpoint, openShiftEndpoint } from "./services.ts";

const MAKERS = [
  ["kubernetes-cluster", clusterEndpoint],
  ["kubernetes-fleet", fleetEndpoint],
  ["open-shift-cluster", openShiftEndpoint],
] as const;

/** The endpoints that services make by themselves. Those that a subnet lists, or another file declares, are known better from there. */
export function readServiceEndpoints(
  inventory: Inventory,
  known: readonly PrivateEndpoint[],
  reading: Reading,
): readonly PrivateEndpoint[] {
  const byGroup = new Map<string | undefined, PrivateEndpoint[]>();
  for (const each of known) append(byGroup, each.resourceGroup, each);
  return MAKERS.flatMap(([kind, make]) =>
    inventory.ofKind(kind).flatMap((owner) => {
      const made = make(owner, reading.log);
      if (made === undefined) return [];
      const near = made.resourceGroup === undefined ? [] : (byGroup.get(made.resourceGroup) ?? []);
      return near.some((each) => isSame(each, made, owner)) ? [] : readMade(made, owner, reading);
    }),
  );
}

/** Of two in one resource group. */
function isSame({ subscription, azureName }: PrivateEndpoint, made: MadeEndpoint, { identity }: Declaration): boolean {
  if (azureName === undefined) return false;
  if (subscription !== undefined && identity.subscription !== undefined && subscription !== identity.subscription) return false;
  const { name } = made;
  return "full" in name ? azureName.toLowerCase() === name.full : azureName.toLowerCase().endsWith(name.end);
}

function readMade(made: MadeEndpoint, owner: Declaration, reading: Reading): readonly PrivateEndpoint[] {
  const { log, noteUnmodelled } = reading;
  const references = made.subnets.map((field) => ({ field, subnet: subnetOf(field, owner, reading) }));
  const own = references.find(({ subnet }) => subnet === "service's own");
  if (own !== undefined) {
    const text = `without a subnet ${displayNameOf(owner)} makes a network of its own, whose endpoint is not judged (R44b)`;
    log.note(own.field.resource, own.field.path, text);
  }
  const subnets = references.flatMap(({ subnet }) => (subnet === "service's own" ? [] : [subnet]));
  const [first] = subnets;
  if (first === undefined) return [];
  const key = `${owner.key}#${made.purpose}`;
  const whereElse = references[0]?.field;
  const subnet = subnets.every((each) => isAlike(each, first))
    ? first
    : oneOf(subnets, log.note(owner.resource.urn, whereElse?.path ?? "", made.whichSubnet));
  const text = "the service makes the endpoint, and Azure chooses its address: every address of the subnet counts (R44b)";
  const gap = log.pending(owner.resource.urn, owner.path, text);
  if (made.doubt !== undefined) noteUnmodelled("R44b", made.doubt, { kind: "endpoint", endpoint: key });
  return [
    { ...entityOf(owner), ...named(made, owner), key, subnet, addresses: { kind: "dynamic", gap }, unapproved: undefined, ipv6: undefined },
  ];
}

/** Azure's name would be the same for all that the service makes. */
function named(
  { purpose, name, resourceGroup }: MadeEndpoint,
  owner: Declaration,
): Omit<PrivateEndpoint, "key" | "subnet" | "addresses" | "unapproved" | "ipv6"> {
  const { subscription } = owner.identity;
  const full = "full" in name ? name.full : undefined;
  const isPlaced = subscription !== undefined && resourceGroup !== undefined && full !== undefined;
  const { origin, logicalName } = entityOf(owner);
  return {
    name: `${displayNameOf(owner)}/${purpose}`,
    azureName: full,
    logicalName: logicalName === undefined ? undefined : `${logicalName}/${purpose}`,
    subscription,
    resourceGroup,
    armId: isPlaced ? composeArmId(subscription, resourceGroup, "microsoft.network/privateendpoints", full) : undefined,
    origin,
  };
}

function subnetOf(field: Field, owner: Declaration, { directory, log }: Reading): Reference | "service's own" {
  const target = { kind: "subnet", role: "workload" } as const;
  if (isAbsent(field.value)) {
    // Nothing is set, unless what is set has got lost: an id that is picked out of an inline list is missing in a preview.
    const reference = resolveIdField(directory, owner, field, target, gapLog());
    if (reference.kind === "unknown" && reference.candidates.length === 0) return "service's own";
  }
  return resolveIdField(directory, owner, field, target, log);
}

function isAlike(one: Reference, other: Reference): boolean {
  switch (one.kind) {
    case "entity":
      return other.kind === "entity" && one.key === other.key;
    case "outside":
      return other.kind === "outside" && one.id === other.id;
    case "unknown":
    case "none":
      return one === other;
    default:
      return one satisfies never;
  }
}

/** One of them; where one may be anything, or is not in sight, so may this. */
function oneOf(references: readonly Reference[], gap: Gap): Reference {
  const candidates = new Set<string>();
  for (const each of references) {
    const own = keysOfReference(each);
    if (own.length === 0) return { kind: "unknown", candidates: [], gap };
    for (const key of own) candidates.add(key);
  }
  return { kind: "unknown", candidates: [...candidates].sort(), gap };
}
