import type { AzureFirewall } from "../model/network.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import { isAbsent, member, textOf } from "./field.ts";
import { readAttachments } from "./read-attachments.ts";
import type { Reading } from "./reading.ts";

/** A firewall in a virtual hub has no attachment: its address belongs to no subnet. */
export function readAzureFirewall(declaration: Declaration, reading: Reading): AzureFirewall {
  const attachments = readAttachments(declaration, "ipConfigurations", "firewall", reading);
  if (attachments.length === 0 && !isInHub(declaration)) {
    reading.log.note(declaration.resource.urn, "ipConfigurations", "is in no subnet, as a stopped firewall is: it holds no address");
  }
  return { ...entityOf(declaration), kind: "azure-firewall", attachments };
}

function isInHub(declaration: Declaration): boolean {
  const sku = member(configured(declaration, "sku"), "name");
  return textOf(sku.value)?.toLowerCase() === "azfw_hub" || !isAbsent(configured(declaration, "virtualHub").value);
}
