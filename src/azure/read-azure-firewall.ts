import { known, unknown } from "../certainty/known.ts";
import type { Attachment, AzureFirewall } from "../model/network.ts";
import { addressOf } from "./addresses.ts";
import { answered, configured, type Declaration, entityOf } from "./declaration.ts";
import { isAbsent, member, textOf } from "./field.ts";
import { hubFirewallSubnet, insideHub, referenceToHub } from "./hub-network.ts";
import { readAttachments } from "./read-attachments.ts";
import type { Reading } from "./reading.ts";

export function readAzureFirewall(declaration: Declaration, reading: Reading): AzureFirewall {
  const attachments = isInHub(declaration)
    ? [hubAttachment(declaration, reading)]
    : readAttachments(declaration, "ipConfigurations", "firewall", reading);
  if (attachments.length === 0) {
    reading.log.note(declaration.resource.urn, "ipConfigurations", "is in no subnet, as a stopped firewall is: it holds no address");
  }
  return { ...entityOf(declaration), kind: "azure-firewall", attachments };
}

function isInHub(declaration: Declaration): boolean {
  const sku = member(configured(declaration, "sku"), "name");
  return textOf(sku.value)?.toLowerCase() === "azfw_hub" || !isAbsent(configured(declaration, "virtualHub").value);
}

/** A hub gives its firewall an address of its own range. */
function hubAttachment(declaration: Declaration, reading: Reading): Attachment {
  const { log } = reading;
  const hub = referenceToHub(declaration, reading);
  const asked = member(configured(declaration, "hubIPAddresses"), "privateIPAddress");
  const answer = member(answered(declaration, "hubIPAddresses"), "privateIPAddress");
  const field = isAbsent(asked.value) && !isAbsent(answer.value) ? answer : asked;
  const address = isAbsent(field.value)
    ? log.pending(field.resource, field.path, "is not known before Azure gives the address out")
    : addressOf(field, log);
  return {
    address: typeof address === "number" ? known(address) : unknown(address),
    subnet: insideHub(hub, hubFirewallSubnet),
    property: "hubIPAddresses",
  };
}
