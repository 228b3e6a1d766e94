import type { Gap } from "../../certainty/known.ts";
import type { PeeringScope } from "../../model/network.ts";
import { configured, type Declaration } from "../declarations/declaration.ts";
import { booleanOf, type Field, isAbsent, itemsOf, misfit } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";

/**
 * What the peering joins (R26). What Azure makes of settings that contradict each other, names beside `peerCompleteVnets: true` for
 * example, is not documented.
 */
export function readPeeringScope(declaration: Declaration, log: GapLog): PeeringScope {
  const complete = booleanOf(configured(declaration, "peerCompleteVnets"), true, log);
  const onlyIpv6 = booleanOf(configured(declaration, "enableOnlyIPv6Peering"), false, log);
  if (!complete.known) return { kind: "unknown", gap: complete.gap };
  if (!onlyIpv6.known) return { kind: "unknown", gap: onlyIpv6.gap };
  const local = readNames(configured(declaration, "localSubnetNames"), log);
  const remote = readNames(configured(declaration, "remoteSubnetNames"), log);
  const open = local.open ?? remote.open;
  if (open !== undefined) return { kind: "unknown", gap: open };
  const isListed = local.names.length + remote.names.length > 0;
  if (complete.value && !isListed && !onlyIpv6.value) return { kind: "networks" };
  if (!complete.value && local.names.length > 0 && remote.names.length > 0)
    return { kind: "subnets", local: local.names, remote: remote.names, onlyIpv6: onlyIpv6.value };
  const field = configured(declaration, "peerCompleteVnets");
  const text =
    "the peering is of whole networks by one property and of single subnets by another: what Azure makes of it is not documented (R26)";
  return { kind: "unknown", gap: log.note(field.resource, field.path, text) };
}

/** In lower case and in order, each once. */
function readNames(field: Field, log: GapLog): { readonly names: readonly string[]; readonly open: Gap | undefined } {
  if (isAbsent(field.value)) return { names: [], open: undefined };
  const names = new Set<string>();
  const list = itemsOf(field, log);
  let { open } = list;
  for (const item of list.items) {
    if (typeof item.value === "string") names.add(item.value.toLowerCase());
    else open = misfit(item, "the name of a subnet", log);
  }
  return { names: [...names].sort(), open };
}
