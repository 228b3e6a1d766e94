import type { Gap } from "../../certainty/known.ts";
import type { ApplianceAddress } from "../../model/network.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { type Declaration, dependenciesOf } from "../declarations/declaration.ts";
import type { Directory } from "../declarations/directory.ts";
import { holdsAddress } from "../holders/holds-address.ts";
import { addressOf } from "../values/addresses.ts";
import { type Field, NOT_KNOWN_YET } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";

/** The address of an appliance: known, or unknown with what has one and it depends on. A gap where it is none. */
export function applianceAddressOf(declaration: Declaration, field: Field, directory: Directory, log: GapLog): ApplianceAddress | Gap {
  if (field.value === UNKNOWN) return unknownAddress(declaration, field, directory, log);
  const parsed = addressOf(field, log);
  return typeof parsed === "number" ? { known: true, value: parsed } : parsed;
}

/** Only what has an address can give one: a network that the value depends on says nothing about it. Of an unknown kind anything may be. */
export function unknownAddress(declaration: Declaration, field: Field, directory: Directory, log: GapLog): ApplianceAddress {
  const keys = new Set<string>();
  for (const urn of dependenciesOf(declaration.resource, field.path)) {
    const dependency = directory.byUrn(urn);
    if (dependency === undefined || holdsAddress(dependency)) keys.add(dependency?.key ?? urn);
  }
  const dependsOn = [...keys].sort();
  const holders = dependsOn.length === 0 ? "nothing in sight that holds one" : dependsOn.join(", ");
  return { known: false, gap: log.pending(field.resource, field.path, `${NOT_KNOWN_YET}; it depends on ${holders}`), dependsOn };
}
