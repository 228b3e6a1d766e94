import type { Properties, PropertyValue, Resource } from "../../src/resources/resource.ts";
import { resource } from "../azure/support.ts";
import { armId } from "./world/spelling.ts";

/** Rules of firewalls without policy, and IP groups, as the classic provider has them: each collection and each address may be a resource. */

const NETWORK = "azure:network/firewallNetworkRuleCollection:FirewallNetworkRuleCollection";
const APPLICATION = "azure:network/firewallApplicationRuleCollection:FirewallApplicationRuleCollection";
const GROUP = "azure:network/iPGroup:IPGroup";
const GROUP_ADDRESS = "azure:network/iPGroupCIDR:IPGroupCIDR";

/** A collection of the firewall `azfw`, from one as a policy has it. The provider fills empty lists in. */
export function classicCollection(name: string, { priority, action, rules }: Properties, kind: "network" | "application"): Resource {
  const type = (action as Properties)["type"];
  const inputs: Properties = {
    name,
    azureFirewallName: "azfw",
    resourceGroupName: "net",
    priority,
    action: type,
    rules: (rules as readonly Properties[]).map(classicRule),
  };
  const id = armId(`azureFirewalls/azfw/${kind}RuleCollections/${name}`);
  return resource(kind === "network" ? NETWORK : APPLICATION, name, { id, inputs, outputs: { id, ...inputs } });
}

/** What a firewall's own rules call their protocols. */
function classicRule({ ruleType: _, ipProtocols, ...rule }: Properties): Properties {
  return { ...rule, ...(ipProtocols === undefined ? {} : { protocols: ipProtocols }), sourceIpGroups: rule["sourceIpGroups"] ?? [] };
}

/** The same inside the firewall, as azure-native has it. */
export function inlineCollection(name: string, { priority, action, rules }: Properties): Properties {
  return { name, priority, action, rules: (rules as readonly Properties[]).map(classicRule) };
}

export function classicGroup(name: string, cidrs: PropertyValue, answer: Properties = {}): Resource {
  const id = armId(`ipGroups/${name}`);
  const inputs: Properties = { name, resourceGroupName: "net", cidrs };
  return resource(GROUP, name, { id, inputs, outputs: { id, ...inputs, ...answer } });
}

export function classicAddress(name: string, ipGroupId: PropertyValue, cidr: PropertyValue): Resource {
  return resource(GROUP_ADDRESS, name, { inputs: { ipGroupId, cidr }, outputs: { ipGroupId, cidr } });
}
