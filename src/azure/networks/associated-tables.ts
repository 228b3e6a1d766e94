import type { Gap } from "../../certainty/known.ts";
import type { Reference, Subnet } from "../../model/network.ts";
import { isClassic, isSilentOnPolicies } from "../classic/read-classic.ts";
import { answered, configured, type Declaration } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { isAbsent, isList, isObject, textOf } from "../values/field.ts";
import type { Associated, Associations } from "./read-associations.ts";

/**
 * Returns the subnets with the route tables that associations give them. In the classic provider a subnet that is a resource of its own does
 * not say which table it has.
 */
export function withAssociatedTables(
  subnets: readonly Subnet[],
  declarations: readonly Declaration[],
  associations: Associations,
  inventory: Inventory,
  reading: Reading,
): readonly Subnet[] {
  const declared = new Map(declarations.map((declaration) => [declaration.key, declaration]));
  return subnets.map((subnet) => {
    const declaration = declared.get(subnet.key);
    const given = associations.certain.get(subnet.key) ?? [];
    const doubt = associations.possible.get(subnet.key);
    // Most networks have no associations at all.
    if (given.length === 0 && doubt === undefined && (declaration === undefined || !isClassic(declaration.resource))) return subnet;
    return { ...subnet, routeTable: tableOf(subnet, declaration, given, doubt, inventory, reading) };
  });
}

function tableOf(
  subnet: Subnet,
  declaration: Declaration | undefined,
  given: readonly Associated[],
  doubt: Gap | undefined,
  inventory: Inventory,
  reading: Reading,
): Reference {
  const own = subnet.routeTable;
  const [first] = given;
  if (first !== undefined) {
    const isAgreed = given.every(({ table }) => areSame(table, first.table));
    if (declaration === undefined || leavesTableToOthers(declaration)) return isAgreed ? first.table : oneOfTables(subnet, given, reading);
    return isAgreed && areSame(own, first.table) ? own : contested(subnet, first, reading);
  }
  if (doubt !== undefined) return { kind: "unknown", candidates: [], gap: doubt };
  if (declaration === undefined || own.kind !== "none" || !leavesTableToOthers(declaration)) return own;
  return declaration.isRead ? unsaid(subnet, reading) : (listedElsewhere(subnet, declaration, inventory, reading) ?? own);
}

/** Whether nothing that the declaration says, or does not say, decides which table the subnet has. */
function leavesTableToOthers(subnet: Declaration): boolean {
  if (!isClassic(subnet.resource) || !isAbsent(configured(subnet, "routeTable").value)) return false;
  if (subnet.path === "") return true;
  // Inside of a network: up to version 5 there is no property for it, and the answer does not tell.
  return subnet.isRead ? isSilentOnPolicies(subnet.config) : !isAbsent(configured(subnet, "addressPrefix").value);
}

function areSame(left: Reference, right: Reference): boolean {
  return left.kind === "entity" && right.kind === "entity" ? left.key === right.key : left === right;
}

/** Azure holds one table for each subnet; of several associations it is one, where all of their tables are known. */
function oneOfTables(subnet: Subnet, given: readonly Associated[], { log }: Reading): Reference {
  const urns = given.map(({ urn }) => urn).join(", ");
  const gap = log.note(subnet.origin.resource, tableProperty(subnet), `several associations say which route table it has: ${urns}`);
  const tables = given.flatMap(({ table }) => (table.kind === "entity" ? [table.key] : []));
  return { kind: "unknown", candidates: tables.length === given.length ? [...new Set(tables)].sort() : [], gap };
}

function contested(subnet: Subnet, { urn }: Associated, { log }: Reading): Reference {
  const text = `the association ${urn} says which route table it has, and so does the subnet: the last writer wins (R79)`;
  return { kind: "unknown", candidates: [], gap: log.note(subnet.origin.resource, tableProperty(subnet), text) };
}

function unsaid(subnet: Subnet, { log }: Reading): Reference {
  const text = "what was read of the subnet does not tell which route table it has, and no association in sight does";
  return { kind: "unknown", candidates: [], gap: log.note(subnet.origin.resource, tableProperty(subnet), text) };
}

/** The network's answer may tell of a table that was associated elsewhere, or in the program until not long ago. */
function listedElsewhere(subnet: Subnet, declaration: Declaration, inventory: Inventory, reading: Reading): Reference | undefined {
  const parent = inventory.parentOf(declaration);
  const list = parent.kind === "entity" ? answered(parent.parent, "subnets") : undefined;
  if (list === undefined || !isList(list.value)) return undefined;
  const listed = list.value.find((each) => isObject(each) && textOf(each["name"])?.toLowerCase() === subnet.name.toLowerCase());
  const table = isObject(listed) ? listed["routeTable"] : undefined;
  const id = isObject(table) ? textOf(table["id"]) : undefined;
  if (id === undefined) return undefined;
  const text = `its network lists the route table ${id} for it, and no association in sight does`;
  return { kind: "unknown", candidates: [], gap: reading.log.note(subnet.origin.resource, tableProperty(subnet), text) };
}

/** Where it would stand: an association has no place in the subnet itself. */
function tableProperty({ origin }: Subnet): string {
  return origin.property === "" ? "" : `${origin.property}.routeTable`;
}
