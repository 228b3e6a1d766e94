import type { Prefix } from "../address/prefix.ts";
import { closedList, type Gap, type OpenList } from "../certainty/known.ts";
import type { PeeringHalf, PeeringScope, Subnet, VirtualNetwork } from "../model/network.ts";

/** What one can send to in the remote network of a peering. */
export interface PeeredRanges {
  /** They become the peering routes, on all subnets (R10, R26), once it is synchronised with them (R10b). */
  readonly ranges: OpenList<Prefix>;
  /** Why it is not known whether the /32 routes of the remote network's endpoints come over the peering: it is of single subnets (R26). */
  readonly partial: Gap | undefined;
  /** Why the peering may not be in force: its halves contradict each other. */
  readonly doubt: Gap | undefined;
}

/** `half` is declared in the network from which the remote one is seen; one of the two halves is in sight. `subnets`: those of the remote network. */
export function peeredRanges(
  half: PeeringHalf | undefined,
  remoteHalf: PeeringHalf | undefined,
  remote: VirtualNetwork,
  subnets: readonly Subnet[],
): PeeredRanges {
  const told = [half, remoteHalf].filter((each) => each !== undefined);
  const scopes = [half?.scope, mirrored(remoteHalf?.scope)].filter((each) => each !== undefined);
  const [scope, other] = scopes;
  const [first] = told;
  if (scope === undefined || first === undefined) throw new Error("a peering has a half");
  const unsure = scopes.find((each) => each.kind === "unknown");
  if (unsure !== undefined) return open(unsure.gap, undefined);
  if (scope.kind === "networks" && (other === undefined || other.kind === "networks"))
    return { ranges: remote.ranges, partial: undefined, doubt: undefined };
  if (scope.kind !== "subnets" || (other !== undefined && !isSame(scope, other))) {
    const gap = gapAbout(first, "the two halves do not peer the same subnets: what Azure makes of that is not documented (R26)");
    return open(gap, gap);
  }
  const partial = gapAbout(
    first,
    "the peering is of single subnets, and whether /32 routes of endpoints come over it was never measured (R26)",
  );
  return { ranges: scope.onlyIpv6 ? closedList([]) : prefixesOf(scope.remote, first, subnets), partial, doubt: undefined };
}

/** Towards a network that is not in sight: its prefixes are those that Azure answered, if it did. */
export function outwardRanges(half: PeeringHalf, why: Gap): PeeredRanges {
  const { scope, remoteRanges } = half;
  const ranges: OpenList<Prefix> = remoteRanges ?? { items: [], open: scope.kind === "unknown" ? scope.gap : why };
  const text = "the peering is not of whole networks, or may not be (R26)";
  return { ranges, partial: scope.kind === "networks" ? undefined : gapAbout(half, text), doubt: undefined };
}

function open(gap: Gap, doubt: Gap | undefined): PeeredRanges {
  return { ranges: { items: [], open: gap }, partial: gap, doubt };
}

/** What the other half says, seen from this side. */
function mirrored(scope: PeeringScope | undefined): PeeringScope | undefined {
  return scope?.kind === "subnets" ? { ...scope, local: scope.remote, remote: scope.local } : scope;
}

function isSame(one: PeeringScope & { readonly kind: "subnets" }, other: PeeringScope): boolean {
  if (other.kind !== "subnets" || one.onlyIpv6 !== other.onlyIpv6) return false;
  return one.local.join("\n") === other.local.join("\n") && one.remote.join("\n") === other.remote.join("\n");
}

/** A name that no subnet in sight is known to have may be that of one out of sight, or of one whose name is not known yet. */
function prefixesOf(names: readonly string[], half: PeeringHalf, subnets: readonly Subnet[]): OpenList<Prefix> {
  const items: Prefix[] = [];
  let unlisted: Gap | undefined;
  for (const name of names) {
    const named = subnets.filter(({ azureName }) => azureName?.toLowerCase() === name);
    if (named.length === 0) unlisted = gapAbout(half, `the subnet "${name}" of the remote network is not in sight`);
    items.push(...named.flatMap(({ prefixes }) => prefixes.items));
    unlisted ??= named.find(({ prefixes }) => prefixes.open !== undefined)?.prefixes.open;
  }
  return { items, open: unlisted };
}

function gapAbout({ origin }: PeeringHalf, text: string): Gap {
  return { resource: origin.resource, property: origin.property, text };
}
