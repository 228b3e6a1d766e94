import { type Known, known, unknown } from "../../certainty/known.ts";
import type { Attachment } from "../../model/network.ts";
import { type Properties, UNKNOWN } from "../../resources/resource.ts";
import { answered, configured, type Declaration } from "../declarations/declaration.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import type { SubnetRole } from "../declarations/subnet-roles.ts";
import { addressOf } from "../values/addresses.ts";
import { type Field, isAbsent, isList, isObject, itemsOf, member, misfit, NOT_KNOWN_YET, textOf } from "../values/field.ts";

/**
 * The IP configurations of the property that lie in a subnet, each with its address: from the configuration itself, else from
 * Azure's answer about the configuration of the same name. Configurations without a subnet have public addresses only.
 */
export function readAttachments(declaration: Declaration, property: string, role: SubnetRole, reading: Reading): readonly Attachment[] {
  const { log, directory } = reading;
  const list = configured(declaration, property);
  const called = (path: string): string => log.nameOf(declaration.resource.urn, path);
  if (list.value === UNKNOWN) {
    // Who the holder is may be known even where none of its configurations is.
    const subnet = resolveReference(directory, declaration, list, { kind: "subnet", role }, log);
    const gap = "gap" in subnet ? subnet.gap : log.pending(list.resource, list.path, NOT_KNOWN_YET);
    return [{ address: unknown(gap), subnet, property: called(property) }];
  }
  const attachments: Attachment[] = [];
  const { items, open } = itemsOf(list, log);
  for (const item of items) {
    if (!isObject(item.value)) {
      misfit(item, "an object", log);
      continue;
    }
    const subnet = member(item, "subnet");
    if (isAbsent(subnet.value) || isIpv6Configuration(item.value)) continue;
    const address = readAddress(declaration, property, item, log);
    const holding = address.known ? address.value : undefined;
    attachments.push({
      address,
      subnet: resolveReference(directory, declaration, subnet, { kind: "subnet", role, holding }, log),
      property: called(item.path),
    });
  }
  if (open !== undefined)
    attachments.push({ address: unknown(open), subnet: { kind: "unknown", candidates: [], gap: open }, property: called(property) });
  return attachments;
}

function isIpv6Configuration(configuration: Properties): boolean {
  return textOf(configuration["privateIPAddressVersion"])?.toLowerCase() === "ipv6";
}

function readAddress(declaration: Declaration, property: string, item: Field, log: Reading["log"]): Known<number> {
  const asked = member(item, "privateIPAddress");
  const field = isAbsent(asked.value) ? (answerFor(declaration, property, item) ?? asked) : asked;
  if (isAbsent(field.value)) {
    return unknown(log.pending(asked.resource, asked.path, "is not known before Azure gives the address out"));
  }
  // A firewall that is stopped, or not deployed to the end, answers with 0.0.0.0.
  if (field.value === "0.0.0.0") return unknown(log.note(field.resource, field.path, '"0.0.0.0" stands for no address'));
  const address = addressOf(field, log);
  return typeof address === "number" ? known(address) : unknown(address);
}

function answerFor(declaration: Declaration, property: string, item: Field): Field | undefined {
  const { resource, path, value } = answered(declaration, property);
  if (declaration.isRead || !isList(value) || !isObject(item.value)) return undefined;
  const name = textOf(item.value["name"])?.toLowerCase();
  const same = (other: (typeof value)[number]): boolean => isObject(other) && textOf(other["name"])?.toLowerCase() === name;
  // Without a name there is nothing to tell several configurations apart by.
  const index = name !== undefined ? value.findIndex(same) : value.length === 1 ? 0 : -1;
  return index === -1 ? undefined : member({ resource, path: `${path}[${index}]`, value: value[index] }, "privateIPAddress");
}
