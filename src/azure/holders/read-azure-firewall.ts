import { known, unknown } from "../../certainty/known.ts";
import type { Attachment, AzureFirewall } from "../../model/network.ts";
import { answered, configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { hubFirewallSubnet, insideHub, referenceToHub } from "../declarations/hub-network.ts";
import type { Reading } from "../declarations/reading.ts";
import { readFirewallRules } from "../rules/read-firewall-rules.ts";
import { readUntranslated } from "../rules/read-untranslated.ts";
import type { RuleSources } from "../rules/rule-sources.ts";
import { addressOf } from "../values/addresses.ts";
import { isAbsent, member, textOf } from "../values/field.ts";
import { readAttachments } from "./read-attachments.ts";

export function readAzureFirewall(declaration: Declaration, sources: RuleSources, reading: Reading): AzureFirewall {
  const isHubs = !isAbsent(configured(declaration, "virtualHub").value);
  const attachments = isHubs
    ? [hubAttachment(declaration, reading)]
    : readAttachments(declaration, "ipConfigurations", "firewall", reading);
  if (attachments.length === 0 && !isOfHubKind(declaration)) {
    reading.log.note(declaration.resource.urn, "ipConfigurations", "is in no subnet, as a stopped firewall is: it holds no address");
  }
  const rules = readFirewallRules(declaration, sources);
  return { ...entityOf(declaration), kind: "azure-firewall", attachments, rules, untranslated: readUntranslated(declaration, sources) };
}

function isOfHubKind(declaration: Declaration): boolean {
  return textOf(member(configured(declaration, "sku"), "name").value)?.toLowerCase() === "azfw_hub";
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
    property: log.nameOf(declaration.resource.urn, "hubIPAddresses"),
  };
}
