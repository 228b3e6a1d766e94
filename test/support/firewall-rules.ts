import { analyse } from "../../src/analysis.ts";
import type { Path } from "../../src/report/report.ts";
import type { Properties, PropertyValue, Resource } from "../../src/resources/resource.ts";
import { blog, changed, EXACT } from "../scenarios/attack.ts";
import { intentOf } from "./world/intent-of.ts";
import { renderWorld } from "./world/render-world.ts";
import { armId } from "./world/spelling.ts";
import { resourceOf } from "./world/stack-resource.ts";
import type { World } from "./world/world.ts";

export const SITE = "192.168.0.0/24";
export const ENDPOINT = "10.13.77.6";

/** The published topology, inspected, to be given rules: the endpoint sql is 10.13.77.6, on-premises 192.168.0.0/24. */
export const WORLD = blog([EXACT], {}, { onPremises: [SITE] });

/** The firewall has the policy `policy`. */
export const MANAGED = { firewallPolicy: { id: armId("firewallPolicies/policy") } };

export type Rule = Properties;

/** A network rule in words: sources and destinations with commas, `TCP,UDP 443,1433`. */
export function net(sources: string, destinations: string, services = "Any *", more: Properties = {}): Rule {
  const [protocol = "", ports = ""] = services.split(" ");
  return {
    ruleType: "NetworkRule",
    name: "rule",
    sourceAddresses: sources.split(","),
    destinationAddresses: destinations.split(","),
    ipProtocols: protocol.split(","),
    destinationPorts: ports.split(","),
    ...more,
  };
}

export function app(sources: string, more: Properties = {}): Rule {
  return { ruleType: "ApplicationRule", name: "app", sourceAddresses: sources.split(","), targetFqdns: ["*"], ...more };
}

export function collection(action: string, priority: PropertyValue, ...rules: readonly PropertyValue[]): Properties {
  return {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name: `${action.toLowerCase()}${String(priority)}`,
    priority,
    action: { type: action },
    rules,
  };
}

export function policy(name: string, base?: string): Resource {
  const inputs = { firewallPolicyName: name, ...(base === undefined ? {} : { basePolicy: { id: armId(`firewallPolicies/${base}`) } }) };
  return resourceOf({ type: "FirewallPolicy", name, path: `firewallPolicies/${name}`, inputs, outputs: inputs, dependsOn: {} }, undefined);
}

export function group(of: string, priority: number, ...ruleCollections: readonly PropertyValue[]): Resource {
  const name = `${of}-${String(priority)}`;
  const inputs = { firewallPolicyName: of, ruleCollectionGroupName: name, priority, ruleCollections };
  return resourceOf(
    {
      type: "FirewallPolicyRuleCollectionGroup",
      name,
      path: `firewallPolicies/${of}/ruleCollectionGroups/${name}`,
      inputs,
      outputs: inputs,
      dependsOn: {},
    },
    undefined,
  );
}

/** One policy with one group. */
export function only(...collections: readonly Properties[]): readonly Resource[] {
  return [policy("policy"), group("policy", 200, ...collections)];
}

/** A parent and the firewall's own policy. */
export function inherited(parent: Properties, child: Properties): readonly Resource[] {
  return [policy("base"), policy("policy", "base"), group("base", 900, parent), group("policy", 100, child)];
}

/** The world with these properties of its firewall, and more resources. */
export function resourcesOf(world: World, firewall: Properties, rules: readonly Resource[]): readonly Resource[] {
  const resources = changed(renderWorld(world, { style: "standalone", refreshed: true }), "AzureFirewall azfw", (each) => ({
    ...each,
    inputs: { ...each.inputs, ...firewall },
    outputs: { ...each.outputs, ...firewall },
  }));
  return [...resources, ...rules];
}

/** The path to the endpoint. */
export function pathOf(resources: readonly Resource[], world: World = WORLD): Path | undefined {
  const { paths } = analyse(resources, intentOf(world)).report;
  return paths.find(({ endpoint }) => endpoint.name === "sql");
}

/** `inspected`, or what denies: the rule, or the default of the policy (or firewall). */
export function outcome(resources: readonly Resource[], world: World = WORLD): string {
  const path = pathOf(resources, world);
  if (path?.code !== "CP-N04") return path?.verdict ?? "no path";
  const [gap] = path.gaps;
  if (gap?.text.startsWith("no rule of the policy policy ")) return "by default";
  if (gap?.text.startsWith("no rule of azfw ")) return "azfw by default";
  return /^the rule (.+) of \S+ denies/.exec(gap?.text ?? "")?.[1] ?? "without a reason";
}
