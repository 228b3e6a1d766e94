import { type Gap, unknown } from "../../certainty/known.ts";
import type { VirtualNetwork } from "../../model/network.ts";
import { composeArmId, parentArmId } from "../values/arm-id.ts";
import type { Declaration } from "./declaration.ts";
import type { Orphan } from "./families.ts";
import type { Reading } from "./reading.ts";

/** Networks that only their children tell of. */
export interface OutsideNetworks {
  readonly networks: readonly VirtualNetwork[];
  /** The key of the network of an orphan. */
  readonly networkOf: (orphan: Declaration) => string;
  readonly gapOf: (orphan: Declaration) => Gap;
}

/**
 * Returns a network for every parent of the orphans that is not in sight, of which nothing but a name is known. Who else it is
 * joined to is not known either: it is a way in. Where not even the name is known, an orphan may belong to any network.
 */
export function outsideNetworks(orphans: readonly Orphan[], { log, noteUnmodelled }: Reading): OutsideNetworks {
  const networks = new Map<string, { readonly network: VirtualNetwork; readonly gap: Gap }>();
  const placeOf = new Map<string, { readonly network: VirtualNetwork; readonly gap: Gap }>();
  const sorted = [...orphans].sort((left, right) => (left.child.resource.urn < right.child.resource.urn ? -1 : 1));
  for (const { child, parent } of sorted) {
    const armId = networkArmId(child);
    const { subscription, resourceGroup, names } = child.identity;
    const key =
      parent.kind === "unknown"
        ? `${child.key}#network`
        : `outside:${armId ?? [subscription, resourceGroup, names[0]].join("/").toLowerCase()}`;
    const found = networks.get(key);
    if (found !== undefined) {
      placeOf.set(child.key, found);
      continue;
    }
    const origin = { resource: child.resource.urn, property: "virtualNetworkName" };
    const gap = log.note(origin.resource, origin.property, describe(parent, names[0]));
    const network: VirtualNetwork = {
      key,
      name: names[0] ?? "unknown",
      azureName: names[0],
      logicalName: undefined,
      subscription,
      resourceGroup,
      armId: parent.kind === "unknown" ? undefined : armId,
      origin,
      location: unknown(gap),
      ranges: { items: [], open: gap },
      // High scale needs policies that are on (R43), and with these the /32 routes make no difference to where packets go.
      highScale: undefined,
      summaries: { items: [], open: gap },
      isUnidentified: parent.kind === "unknown",
    };
    noteUnmodelled("outside", gap, { kind: "entry", network: key });
    if (parent.kind === "unknown") noteUnmodelled("outside", gap, { kind: "everything" });
    networks.set(key, { network, gap });
    placeOf.set(child.key, { network, gap });
  }
  const find = (orphan: Declaration): { readonly network: VirtualNetwork; readonly gap: Gap } => {
    const place = placeOf.get(orphan.key);
    if (place === undefined) throw new Error(`${orphan.key} is no orphan`);
    return place;
  };
  return {
    networks: [...networks.values()].map(({ network }) => network),
    networkOf: (orphan) => find(orphan).network.key,
    gapOf: (orphan) => find(orphan).gap,
  };
}

function networkArmId({ identity }: Declaration): string | undefined {
  const { armId, subscription, resourceGroup, names } = identity;
  if (armId !== undefined) return parentArmId(armId);
  const name = names[0];
  if (subscription === undefined || resourceGroup === undefined || name === undefined) return undefined;
  return composeArmId(subscription, resourceGroup, "microsoft.network/virtualnetworks", name);
}

function describe(parent: Orphan["parent"], name: string | undefined): string {
  if (parent.kind === "outside") return `refers to the virtual network "${name}", which is not in the stack or its context`;
  const candidates = parent.candidates.map(({ key }) => key).sort();
  if (candidates.length === 0) return "it is not known which virtual network this is; give its name as text to settle it";
  return `it is not known which virtual network this is; it may be ${candidates.join(", ")}; give its name as text to settle it`;
}
