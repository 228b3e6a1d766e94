import { globPattern } from "../model/designation.ts";
import type { Entity, Subnet, VirtualNetwork } from "../model/network.ts";
import type { SubnetName } from "../model/subnet-name.ts";
import type { Answer } from "./transit.ts";

/** Whether the name means the subnet. Of a subnet or network whose Azure name is not known yet that is not known. */
export function fitsSubnet(name: SubnetName, subnet: Subnet, network: VirtualNetwork | undefined): Answer {
  if (name.kind === "urn") return subnet.origin.property === "" && fits(name.urn, subnet.origin.resource) ? "yes" : "no";
  return allOf([fitsNetwork(name, network), fitsName(name.subnet, subnet)]);
}

export function fitsNetwork(name: SubnetName, network: VirtualNetwork | undefined): Answer {
  if (name.kind === "urn" || network === undefined) return "no";
  const { subscription, resourceGroup } = network;
  return allOf([
    fitsName(name.network, network),
    // In a preview the subscription may not be known: then the names decide.
    name.subscription === undefined || subscription === undefined || fits(name.subscription, subscription) ? "yes" : "no",
    name.resourceGroup === undefined ? "yes" : fitsText(name.resourceGroup, resourceGroup),
  ]);
}

/** The same for a network that is not in sight, by its ARM id in lower case. */
export function fitsNetworkId(name: SubnetName | undefined, armId: string): boolean {
  if (name?.kind !== "names") return false;
  const [, , subscription = "", , resourceGroup = "", , , , network = ""] = armId.split("/");
  const pairs = [
    [name.subscription, subscription],
    [name.resourceGroup, resourceGroup],
    [name.network, network],
  ] as const;
  return pairs.every(([pattern, text]) => pattern === undefined || fits(pattern, text));
}

function fitsName(pattern: string, { azureName }: Entity): Answer {
  return fitsText(pattern, azureName);
}

/** `*` is whatever it is called. */
function fitsText(pattern: string, text: string | undefined): Answer {
  if (text === undefined) return pattern === "*" ? "yes" : "unknown";
  return fits(pattern, text) ? "yes" : "no";
}

function fits(pattern: string, text: string): boolean {
  return globPattern(pattern).test(text);
}

function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}
