import { formatAddress, type Interval } from "../../src/address/prefix.ts";
import type { FirewallRule, FirewallRules, RuleAddresses } from "../../src/model/firewall-rules.ts";
import type { Network } from "../../src/model/network.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, deployed, gapsOf, network, read, resource, urn } from "./support.ts";

const POLICY = armId("firewallPolicies/policy");

function firewall(inputs: Properties, answer: Properties = {}): Resource {
  return deployed("AzureFirewall", "fw", "azureFirewalls/fw", { ipConfigurations: [], ...inputs }, answer);
}

const MANAGED = firewall({ firewallPolicy: { id: POLICY } });

function policy(name: string, inputs: Properties = {}, answer: Properties = {}): Resource {
  return deployed("FirewallPolicy", name, `firewallPolicies/${name}`, { firewallPolicyName: name, ...inputs }, answer);
}

function group(name: string, inputs: Properties, of = "policy"): Resource {
  return deployed("FirewallPolicyRuleCollectionGroup", name, `firewallPolicies/${of}/ruleCollectionGroups/${name}`, {
    firewallPolicyName: of,
    ruleCollectionGroupName: name,
    priority: 200,
    ...inputs,
  });
}

function filter(name: string, rules: Properties["rules"], more: Properties = {}): Properties {
  return {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name,
    priority: 100,
    action: { type: "Allow" },
    rules,
    ...more,
  };
}

function networkRule(more: Properties = {}): Properties {
  return {
    ruleType: "NetworkRule",
    name: "r",
    ipProtocols: ["TCP"],
    sourceAddresses: ["192.168.0.0/24"],
    destinationAddresses: ["10.13.77.0/24"],
    destinationPorts: ["443"],
    ...more,
  };
}

const APPLICATION = {
  ruleType: "ApplicationRule",
  name: "web",
  sourceAddresses: ["192.168.0.0/24"],
  targetFqdns: ["*.example.com"],
  protocols: [{ protocolType: "Https", port: 443 }],
};

function inPolicy(rule: Properties): readonly Resource[] {
  return [MANAGED, policy("policy"), group("rcg", { ruleCollections: [filter("c", [rule])] })];
}

describe("a network rule", () => {
  test.each<[string, Properties, string, readonly string[]]>([
    ["a prefix, a protocol and a port", {}, "192.168.0.0-192.168.0.255 → 10.13.77.0-10.13.77.255 tcp 443", []],
    [
      "single addresses and ranges",
      { sourceAddresses: ["192.168.0.7"], destinationAddresses: ["10.13.77.4-10.13.77.9"] },
      "192.168.0.7 → 10.13.77.4-10.13.77.9 tcp 443",
      [],
    ],
    [
      "anything at all",
      { sourceAddresses: ["*"], destinationAddresses: ["*"], ipProtocols: ["Any"], destinationPorts: ["*"] },
      "0.0.0.0-255.255.255.255 → 0.0.0.0-255.255.255.255 any 0-65535",
      [],
    ],
    [
      "several protocols and ranges of ports, in any case",
      { ipProtocols: ["udp", "ICMP"], destinationPorts: ["53", "1-1023"] },
      "192.168.0.0-192.168.0.255 → 10.13.77.0-10.13.77.255 udp,icmp 53,0-1023",
      [],
    ],
    ["a service tag", { destinationAddresses: ["Storage.WestEurope"] }, "192.168.0.0-192.168.0.255 → service-tags tcp 443", []],
    [
      "domain names beside addresses",
      { destinationFqdns: ["sql.example.com"] },
      "192.168.0.0-192.168.0.255 → 10.13.77.0-10.13.77.255 domain-names tcp 443",
      [],
    ],
    ["IPv6 beside", { destinationAddresses: ["2001:db8::/32"] }, "192.168.0.0-192.168.0.255 →  tcp 443", []],
    [
      "a tag that stands for private addresses",
      { destinationAddresses: ["VirtualNetwork"] },
      "192.168.0.0-192.168.0.255 → … tcp 443",
      ['rcg.ruleCollections[0].rules[0].destinationAddresses[0]: "VirtualNetwork" is not a range that this version of Chokepoint can read'],
    ],
    [
      "an address that is not known yet",
      { destinationAddresses: ["10.13.77.4", UNKNOWN] },
      "192.168.0.0-192.168.0.255 → 10.13.77.4 … tcp 443",
      ["rcg.ruleCollections[0].rules[0].destinationAddresses[1]: is not known yet"],
    ],
    [
      "a prefix with host bits",
      { sourceAddresses: ["192.168.0.1/24"] },
      "… → 10.13.77.0-10.13.77.255 tcp 443",
      ['rcg.ruleCollections[0].rules[0].sourceAddresses[0]: "192.168.0.1/24" is not a range that this version of Chokepoint can read'],
    ],
    [
      "a range that runs backwards",
      { sourceAddresses: ["192.168.0.9-192.168.0.1"] },
      "… → 10.13.77.0-10.13.77.255 tcp 443",
      [
        'rcg.ruleCollections[0].rules[0].sourceAddresses[0]: "192.168.0.9-192.168.0.1" is not a range that this version of Chokepoint can read',
      ],
    ],
    [
      "no source",
      { sourceAddresses: undefined },
      "… → 10.13.77.0-10.13.77.255 tcp 443",
      ["rcg.ruleCollections[0].rules[0].sourceAddresses: is not set, expected a list of addresses"],
    ],
    [
      "a protocol that nobody knows",
      { ipProtocols: ["GRE"] },
      "192.168.0.0-192.168.0.255 → 10.13.77.0-10.13.77.255 … 443",
      ['rcg.ruleCollections[0].rules[0].ipProtocols[0]: "GRE" is not one of Any, TCP, UDP, ICMP'],
    ],
    [
      "a port that is none",
      { destinationPorts: ["70000"] },
      "192.168.0.0-192.168.0.255 → 10.13.77.0-10.13.77.255 tcp …",
      ['rcg.ruleCollections[0].rules[0].destinationPorts[0]: "70000" is not a port, a range of ports or *'],
    ],
    [
      "a property that nobody has looked at",
      { destinationMoods: ["calm"] },
      "192.168.0.0-192.168.0.255 → … tcp 443",
      ["rcg.ruleCollections[0].rules[0].destinationMoods: this version of Chokepoint does not know the property"],
    ],
  ])("may have %s", (_, more, expected, gaps) => {
    const net = network(...inPolicy(networkRule(more)));
    expect(rulesIn(net).map(({ condition }) => describeCondition(condition))).toEqual([expected]);
    expect(gapsOfRules(net)).toEqual(gaps);
  });
});

describe("an IP group", () => {
  const GROUP = armId("ipGroups/sites");
  const sites = (ipAddresses: Properties["x"]): Resource =>
    deployed("IpGroup", "sites", "ipGroups/sites", { ipGroupsName: "sites", ipAddresses });
  const rule = networkRule({
    sourceAddresses: undefined,
    sourceIpGroups: [GROUP.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")],
  });

  test.each<[string, readonly Resource[], Properties, string]>([
    ["gives its addresses", [sites(["192.168.0.0/24", "192.168.9.1"])], rule, "192.168.0.0-192.168.0.255,192.168.9.1"],
    ["is united with addresses", [sites(["192.168.9.1"])], { ...rule, sourceAddresses: ["10.9.9.9"] }, "10.9.9.9,192.168.9.1"],
    ["may hold what is not known", [sites(["192.168.9.1", UNKNOWN])], rule, "192.168.9.1 …"],
    ["may not be known itself", [sites(UNKNOWN)], rule, "…"],
    ["may be another program's", [], rule, "…"],
    ["may have an id that is not known yet", [sites(["192.168.9.1"])], { ...rule, sourceIpGroups: [UNKNOWN] }, "…"],
  ])("%s", (_, groups, of, expected) => {
    const [only] = rulesIn(network(...inPolicy(of), ...groups));
    expect(describeAddresses(only!.condition.sources)).toBe(expected);
  });

  test("that several rules use is read once, with its gaps", () => {
    const net = network(
      MANAGED,
      policy("policy"),
      group("rcg", { ruleCollections: [filter("c", [rule, { ...rule, name: "again" }])] }),
      sites(["nonsense!"]),
    );
    expect(gapsOfRules(net)).toEqual(['sites.ipAddresses[0]: "nonsense!" is not a range that this version of Chokepoint can read']);
  });
});

describe("the order of rules", () => {
  const order = (net: Network): readonly string[] =>
    rulesIn(net)
      .map(({ label, action, order: { kind, inheritance, group: of, collection } }) =>
        [
          label,
          action.known ? action.value : "?",
          kind,
          inheritance,
          of.known ? of.value : "?",
          collection.known ? collection.value : "?",
        ].join(" "),
      )
      .sort();

  test.each<[string, readonly Resource[], readonly string[]]>([
    [
      "of groups and collections by priority, of application rules after network rules",
      [
        MANAGED,
        policy("policy"),
        group("rcg", {
          ruleCollections: [filter("c", [networkRule()]), filter("d", [APPLICATION], { priority: 90, action: { type: "deny" } })],
        }),
        group("late", { priority: 900, ruleCollections: [filter("e", [networkRule()])] }),
      ],
      ["late / e / r allow network 0 900 100", "rcg / c / r allow network 0 200 100", "rcg / d / web deny application 0 200 90"],
    ],
    [
      "of a policy after that of the policy that it inherits from",
      [
        MANAGED,
        policy("policy", { basePolicy: { id: armId("firewallPolicies/base") } }),
        policy("base"),
        group("rcg", { ruleCollections: [filter("c", [networkRule()])] }),
        group("brcg", { priority: 500, ruleCollections: [filter("b", [networkRule()])] }, "base"),
      ],
      ["brcg / b / r allow network 0 500 100", "rcg / c / r allow network 1 200 100"],
    ],
    [
      "of which a part is not known",
      [
        MANAGED,
        policy("policy"),
        group("rcg", { priority: UNKNOWN, ruleCollections: [filter("c", [networkRule()], { priority: "7", action: UNKNOWN })] }),
      ],
      ["rcg / c / r ? network 0 ? 7"],
    ],
    [
      "in a collection of which some rules are not known",
      [MANAGED, policy("policy"), group("rcg", { ruleCollections: [filter("c", [networkRule(), UNKNOWN])] })],
      ["rcg / c / r allow network 0 200 100", "rcg / c allow network 0 200 100"],
    ],
    [
      "of a rule of unknown kind among the network rules",
      [MANAGED, policy("policy"), group("rcg", { ruleCollections: [filter("c", [networkRule({ ruleType: "Oracle" })])] })],
      ["rcg / c / r allow network 0 200 100"],
    ],
    [
      "without what translates addresses",
      [
        MANAGED,
        policy("policy"),
        group("rcg", {
          ruleCollections: [
            {
              ruleCollectionType: "FirewallPolicyNatRuleCollection",
              name: "nat",
              priority: 100,
              action: { type: "DNAT" },
              rules: [{ ruleType: "NatRule" }],
            },
            filter("c", [networkRule()]),
          ],
        }),
      ],
      ["rcg / c / r allow network 0 200 100"],
    ],
    [
      "in classic collections",
      [
        firewall({
          networkRuleCollections: [
            {
              name: "n",
              priority: 300,
              action: { type: "Allow" },
              rules: [{ ...networkRule(), ruleType: undefined, ipProtocols: undefined, protocols: ["TCP"] }],
            },
          ],
          applicationRuleCollections: [
            { name: "a", priority: 200, action: { type: "Deny" }, rules: [{ ...APPLICATION, ruleType: undefined }] },
          ],
          natRuleCollections: [{ name: "nat", priority: 100, rules: UNKNOWN }],
        }),
      ],
      ["a / web deny application 0 0 200", "n / r allow network 0 0 300"],
    ],
    [
      "in the groups of early versions of the API",
      [
        MANAGED,
        policy("policy"),
        deployed("FirewallPolicyRuleGroup", "rg", "firewallPolicies/policy/ruleGroups/rg", {
          firewallPolicyName: "policy",
          ruleGroupName: "rg",
          priority: 110,
          rules: [
            {
              ruleType: "FirewallPolicyFilterRule",
              name: "f",
              priority: 120,
              action: { type: "Deny" },
              ruleConditions: [{ ...networkRule(), ruleType: undefined, ruleConditionType: "NetworkRuleCondition" }],
            },
            { ruleType: "FirewallPolicyNatRule", name: "n", priority: 100, action: { type: "DNAT" } },
          ],
        }),
      ],
      ["rg / f / r deny network 0 110 120"],
    ],
  ])("%s", (_, resources, expected) => {
    expect(order(network(...resources))).toEqual(expected);
  });
});

describe("not all rules are in sight", () => {
  const RULES = { ruleCollections: [filter("c", [networkRule()])] };
  const NO_ID = resource("AzureFirewall", "fw", {
    inputs: { resourceGroupName: "net", ipConfigurations: [], firewallPolicy: { id: UNKNOWN } },
    dependsOn: { firewallPolicy: [urn("FirewallPolicy", "policy"), urn("FirewallPolicy", "other")] },
  });

  test.each<[string, readonly Resource[], string]>([
    ["without policy and rules", [firewall({})], "no rules or policy of fw are in sight"],
    ["with rules that only translate", [firewall({ natRuleCollections: [] })], "no rules or policy of fw are in sight"],
    [
      "where the policy is another program's",
      [MANAGED, group("rcg", RULES)],
      `fw: firewallPolicy.id refers to ${POLICY}, which is not in the stack or its context`,
    ],
    [
      "where the policy may be one of two",
      [NO_ID, policy("policy"), policy("other"), group("rcg", RULES)],
      "fw: firewallPolicy.id is not known yet; it may mean",
    ],
    ["where the policy has no group in sight", [MANAGED, policy("policy")], "no group of rules of policy is in sight"],
    [
      "where Azure lists more groups",
      [MANAGED, policy("policy", {}, { ruleCollectionGroups: [{ id: `${POLICY}/ruleCollectionGroups/portal` }] }), group("rcg", RULES)],
      "Azure lists groups of rules of policy that are not in sight",
    ],
    [
      "where a group may be of the policy",
      [
        MANAGED,
        policy("policy"),
        group("rcg", RULES),
        resource("FirewallPolicyRuleCollectionGroup", "lost", { inputs: { firewallPolicyName: UNKNOWN, ...RULES } }),
      ],
      "it is not known whether lost is a group of rules of policy",
    ],
    [
      "where the parent is another program's",
      [MANAGED, policy("policy", { basePolicy: { id: armId("firewallPolicies/base") } }), group("rcg", RULES)],
      `policy: basePolicy.id refers to ${armId("firewallPolicies/base")}, which is not in the stack or its context`,
    ],
    [
      "where the parent has no group in sight",
      [MANAGED, policy("policy", { basePolicy: { id: armId("firewallPolicies/base") } }), policy("base"), group("rcg", RULES)],
      "no group of rules of base is in sight",
    ],
    [
      "where the parent is not known",
      [MANAGED, policy("policy", { basePolicy: UNKNOWN }), group("rcg", RULES)],
      "policy: basePolicy is not known yet",
    ],
    [
      "where a policy inherits from itself",
      [MANAGED, policy("policy", { basePolicy: { id: POLICY } }), group("rcg", RULES)],
      "policy inherits from itself",
    ],
    [
      "with a policy beside classic rules",
      [firewall({ firewallPolicy: { id: POLICY }, networkRuleCollections: [] }), policy("policy"), group("rcg", RULES)],
      "fw has a policy beside rules of its own",
    ],
    [
      "with a policy that Azure alone knows of",
      [firewall({ networkRuleCollections: [] }, { firewallPolicy: { id: POLICY } })],
      "fw has a policy beside rules of its own",
    ],
    [
      "with classic rules that Azure alone knows of",
      [firewall({ networkRuleCollections: [] }, { applicationRuleCollections: [{ name: "portal" }] })],
      "Azure lists applicationRuleCollections of fw, which the program does not set",
    ],
  ])("%s", (_, resources, why) => {
    const rules = firewallRules(network(...resources));
    expect(rules.kind).toBe("elsewhere");
    expect(rules.kind === "elsewhere" ? rules.why : "").toContain(why);
  });

  test("which is nothing to complain of where a policy is another program's", () => {
    expect(gapsOfRules(network(MANAGED))).toEqual([]);
  });

  test.each<[string, Properties]>([
    ["the list", { ruleCollections: UNKNOWN }],
    ["a collection", { ruleCollections: [filter("c", [networkRule()]), UNKNOWN] }],
    ["what a collection is", { ruleCollections: [filter("c", [networkRule()], { ruleCollectionType: UNKNOWN })] }],
    ["a collection that is none", { ruleCollections: ["c"] }],
  ])("where %s is not known, there may be any rule", (_, inputs) => {
    const net = network(MANAGED, policy("policy"), group("rcg", inputs));
    const rules = firewallRules(net);
    expect(rules.kind === "in-sight" && rules.rules.open !== undefined).toBe(true);
  });

  test("an id that is none is named, once for a policy that two firewalls share", () => {
    const other = deployed("AzureFirewall", "fw2", "azureFirewalls/fw2", { ipConfigurations: [], firewallPolicy: { id: POLICY } });
    const net = network(MANAGED, other, policy("policy", { basePolicy: { id: "base" } }), group("rcg", RULES));
    expect(gapsOfRules(net)).toEqual(['policy.basePolicy.id: "base" is not the id of a firewall policy']);
  });
});

test("what was only read counts as well", () => {
  const groups = read("FirewallPolicyRuleCollectionGroup", "rcg", "firewallPolicies/policy/ruleCollectionGroups/rcg", {
    priority: 200,
    ruleCollections: [filter("c", [networkRule()])],
  });
  const net = network(MANAGED, read("FirewallPolicy", "policy", "firewallPolicies/policy", {}), groups);
  expect(rulesIn(net).map(({ label }) => label)).toEqual(["rcg / c / r"]);
});

test("in a preview a firewall has the only policy that it depends on, and a group that which its name depends on", () => {
  const fw = resource("AzureFirewall", "fw", {
    inputs: { resourceGroupName: "net", ipConfigurations: [], firewallPolicy: { id: UNKNOWN } },
    dependsOn: { firewallPolicy: [urn("FirewallPolicy", "policy")] },
  });
  const rcg = resource("FirewallPolicyRuleCollectionGroup", "rcg", {
    inputs: { firewallPolicyName: UNKNOWN, resourceGroupName: "net", priority: 1, ruleCollections: [filter("c", [networkRule()])] },
    dependsOn: { firewallPolicyName: [urn("FirewallPolicy", "policy")] },
  });
  const net = network(fw, rcg, resource("FirewallPolicy", "policy", { inputs: { resourceGroupName: "net" } }));
  expect(rulesIn(net).map(({ label }) => label)).toEqual(["rcg / c / r"]);
});

/** The firewalls here are in no subnet, which is a gap of its own. */
function gapsOfRules(net: Network): readonly string[] {
  return gapsOf(net).filter((gap) => !gap.includes(".ipConfigurations: is in no subnet"));
}

function firewallRules(net: Network): FirewallRules {
  const holder = net.holders.find(({ name }) => name === "fw");
  if (holder?.kind !== "azure-firewall") throw new Error("there is no firewall");
  return holder.rules;
}

function rulesIn(net: Network): readonly FirewallRule[] {
  const rules = firewallRules(net);
  if (rules.kind === "elsewhere") throw new Error(rules.why);
  return rules.rules.items;
}

/** Sources, destinations, protocols and ports; `…` where there may be others. */
function describeCondition(condition: FirewallRule["condition"]): string {
  if (condition.kind === "application") return `${describeAddresses(condition.sources)} by name`;
  const { sources, destinations, protocols, ports } = condition;
  const services = `${protocols.open === undefined ? protocols.items.join(",") : "…"} ${ports.open === undefined ? ports.items.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(",") : "…"}`;
  return `${describeAddresses(sources)} → ${describeAddresses(destinations)} ${services}`;
}

function describeAddresses({ ranges, words }: RuleAddresses): string {
  const parts = [ranges.items.map(describeInterval).join(","), words === "none" ? "" : words, ranges.open === undefined ? "" : "…"];
  return parts.filter((part) => part !== "").join(" ");
}

function describeInterval({ first, last }: Interval): string {
  return first === last ? formatAddress(first) : `${formatAddress(first)}-${formatAddress(last)}`;
}
