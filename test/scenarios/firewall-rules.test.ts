import { prefix } from "../../src/address/prefix.ts";
import { analyse } from "../../src/analysis.ts";
import type { Intent } from "../../src/model/intent.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import {
  app,
  collection,
  ENDPOINT,
  group,
  inherited,
  MANAGED,
  net,
  only,
  outcome,
  pathOf,
  policy,
  type Rule,
  resourcesOf,
  SITE,
  WORLD,
} from "../support/firewall-rules.ts";
import { type WanSketch, wanStack } from "../support/wan/wan-stack.ts";
import { table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { armId } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";
import { blog, changed, EXACT, FIREWALL, input } from "./attack.ts";

/**
 * The published topology, inspected, with rules in its firewall: the endpoint sql is 10.13.77.6, on-premises 192.168.0.0/24. A path is
 * undelivered only where no packet from there can come through (R63b).
 */

const ELSEWHERE = net("10.99.0.0/16", "10.98.0.0/16");
const HOLE: Rule = net("10.99.0.0/16", ENDPOINT);
const OTHER_GROUP = armId("ipGroups/elsewhere");

/** `inspected`, or what denies. */
const ROWS: readonly (readonly [name: string, rules: readonly Resource[], expected: string])[] = [
  ["a network rule allows it", only(collection("Allow", 100, net(SITE, "10.13.77.0/24", "TCP 443"))), "inspected"],
  [
    "a network rule allows a part of the sources",
    only(collection("Allow", 100, net("192.168.0.128-192.168.0.129", ENDPOINT))),
    "inspected",
  ],
  ["a network rule allows everything", only(collection("Allow", 100, net("*", "*"))), "inspected"],
  ["no rule allows the endpoint", only(collection("Allow", 100, net(SITE, "10.13.78.0/24"))), "by default"],
  ["no rule allows the sources", only(collection("Allow", 100, HOLE)), "by default"],
  [
    "the rules allow the neighbours of the endpoint",
    only(collection("Allow", 100, net(SITE, "10.13.77.0-10.13.77.5,10.13.77.7"))),
    "by default",
  ],
  ["the rules allow a service tag", only(collection("Allow", 100, net(SITE, "Sql.WestEurope"))), "by default"],
  ["the rules allow a tag that may mean private addresses", only(collection("Allow", 100, net(SITE, "VirtualNetwork"))), "inspected"],
  [
    "the rules allow a name",
    only(collection("Allow", 100, net(SITE, "10.98.0.1", "TCP 443", { destinationFqdns: ["sql.example.com"] }))),
    "inspected",
  ],
  ["a collection without rules", only(collection("Allow", 100)), "by default"],
  ["a group without collections", only(), "by default"],
  [
    "an earlier collection denies all of it",
    only(collection("Deny", 100, net("*", "10.13.77.0/24")), collection("Allow", 200, net(SITE, "*"))),
    "policy-200 / deny100 / rule",
  ],
  [
    "a later collection denies all of it",
    only(collection("Deny", 300, net("*", "10.13.77.0/24")), collection("Allow", 200, net(SITE, "*"))),
    "inspected",
  ],
  [
    "a collection of the same priority denies it: which is first is not known",
    only(collection("Deny", 200, net("*", "10.13.77.0/24")), collection("Allow", 200, net(SITE, "*"))),
    "inspected",
  ],
  [
    "an earlier group denies it, whatever the priority of the collection",
    [...only(collection("Allow", 100, net(SITE, "*"))), group("policy", 150, collection("Deny", 900, net("*", "*")))],
    "policy-150 / deny900 / rule",
  ],
  [
    "a later group denies it",
    [...only(collection("Allow", 900, net(SITE, "*"))), group("policy", 250, collection("Deny", 100, net("*", "*")))],
    "inspected",
  ],
  [
    "what is denied leaves a port",
    only(
      collection("Deny", 100, net("*", "*", "TCP 1-442,444-65535"), net("*", "*", "UDP,ICMP *")),
      collection("Allow", 200, net(SITE, "*", "TCP *")),
    ),
    "inspected",
  ],
  [
    "what is denied leaves no port of those that are allowed",
    only(collection("Deny", 100, net("*", "*", "TCP 1-442,443-65535")), collection("Allow", 200, net(SITE, "*", "TCP *"))),
    "by default",
  ],
  [
    "what is denied leaves a protocol",
    only(collection("Deny", 100, net("*", "*", "TCP,UDP *")), collection("Allow", 200, net(SITE, "*"))),
    "inspected",
  ],
  [
    "any protocol is denied on some ports, which may leave ICMP",
    only(collection("Deny", 100, net("*", "*", "Any 1-443,444-65000")), collection("Allow", 200, net(SITE, "*", "ICMP *"))),
    "inspected",
  ],
  [
    "what is denied leaves a source",
    only(collection("Deny", 100, net("192.168.0.0/25", "*")), collection("Allow", 200, net(SITE, "*"))),
    "inspected",
  ],
  [
    "two rules deny the two halves of the sources",
    only(collection("Deny", 100, net("192.168.0.0/25", "*"), net("192.168.0.128/25", "*")), collection("Allow", 200, net(SITE, "*"))),
    "by default",
  ],
  [
    "the parent denies, the child allows earlier",
    inherited(collection("Deny", 100, net("*", "*")), collection("Allow", 100, net("*", "*"))),
    "base-900 / deny100 / rule",
  ],
  [
    "the parent allows, the child denies earlier",
    inherited(collection("Allow", 100, net("*", "*")), collection("Deny", 100, net("*", "*"))),
    "inspected",
  ],
  [
    "the parent allows, and the child says nothing of it",
    inherited(collection("Allow", 100, net(SITE, "*")), collection("Allow", 100, ELSEWHERE)),
    "inspected",
  ],
  ["neither the parent nor the child allows", inherited(collection("Allow", 100, HOLE), collection("Allow", 100, ELSEWHERE)), "by default"],
  ["an application rule alone may allow it", only(collection("Allow", 100, app(SITE))), "inspected"],
  [
    "an application rule of the parent does not come before a network rule of the child",
    inherited(collection("Allow", 100, app(SITE)), collection("Deny", 900, net("*", "*"))),
    "policy-100 / deny900 / rule",
  ],
  ["an application rule for other sources", only(collection("Allow", 100, app("10.99.0.0/16"))), "by default"],
  [
    "an application rule after a network rule that denies TCP",
    only(collection("Allow", 100, app(SITE)), collection("Deny", 900, net(SITE, ENDPOINT, "TCP *"))),
    "by default",
  ],
  [
    "an application rule denies before one that allows: names decide",
    only(collection("Deny", 100, app("*")), collection("Allow", 200, app(SITE))),
    "inspected",
  ],
  ["an application rule denies, and nothing allows", only(collection("Deny", 100, app("*")), collection("Allow", 200, HOLE)), "by default"],
  [
    "the source of a rule is not known",
    only(collection("Allow", 100, net(SITE, "10.98.0.1"), { ...HOLE, sourceAddresses: [UNKNOWN] })),
    "inspected",
  ],
  [
    "the destination of a rule is not known",
    only(collection("Allow", 100, net(SITE, "10.98.0.1", "Any *", { destinationAddresses: UNKNOWN }))),
    "inspected",
  ],
  [
    "the destination of a rule that denies is not known",
    only(collection("Deny", 100, net("*", "*", "Any *", { destinationAddresses: UNKNOWN })), collection("Allow", 200, net(SITE, ENDPOINT))),
    "inspected",
  ],
  [
    "the port of a rule that denies is not known",
    only(collection("Deny", 100, net("*", "*", "Any *", { destinationPorts: [UNKNOWN] })), collection("Allow", 200, net(SITE, ENDPOINT))),
    "inspected",
  ],
  [
    "a rule that denies has a property that nobody knows",
    only(collection("Deny", 100, net("*", "*", "Any *", { onlyOn: "Sunday" })), collection("Allow", 200, net(SITE, ENDPOINT))),
    "inspected",
  ],
  ["a rule is not known", only(collection("Allow", 100, HOLE, UNKNOWN)), "inspected"],
  ["a rule of a collection that denies is not known", only(collection("Deny", 100, UNKNOWN), collection("Allow", 200, HOLE)), "by default"],
  ["the action of a collection is not known", only({ ...collection("Deny", 100, net("*", "*")), action: UNKNOWN }), "inspected"],
  [
    "the priority of a collection that denies is not known",
    only(collection("Deny", UNKNOWN, net("*", "*")), collection("Allow", 200, net(SITE, "*"))),
    "inspected",
  ],
  ["the priorities are not known, and nothing allows", only(collection("Allow", UNKNOWN, HOLE)), "by default"],
  ["a collection is not known", [policy("policy"), group("policy", 200, collection("Allow", 100, HOLE), UNKNOWN)], "inspected"],
  [
    "an IP group is another program's",
    only(collection("Allow", 100, net(SITE, ENDPOINT, "Any *", { sourceAddresses: undefined, sourceIpGroups: [OTHER_GROUP] }))),
    "inspected",
  ],
  [
    "an IP group of a rule that denies is another program's",
    only(
      collection("Deny", 100, net("*", ENDPOINT, "Any *", { sourceAddresses: undefined, sourceIpGroups: [OTHER_GROUP] })),
      collection("Allow", 200, net(SITE, ENDPOINT)),
    ),
    "inspected",
  ],
  [
    "a rule that allows names no ports, which Azure takes of ICMP only",
    only(collection("Allow", 100, net(SITE, ENDPOINT, "TCP *", { destinationPorts: undefined }))),
    "inspected",
  ],
  ["its list of ports is empty", only(collection("Allow", 100, net(SITE, ENDPOINT, "TCP *", { destinationPorts: [] }))), "inspected"],
  [
    "a rule that denies names no ports",
    only(collection("Deny", 100, net("*", "*", "TCP *", { destinationPorts: [] })), collection("Allow", 200, net(SITE, "*", "TCP 443"))),
    "inspected",
  ],
  [
    "a rule for ICMP names no ports",
    only(
      collection("Deny", 100, net("*", "*", "ICMP *", { destinationPorts: [] })),
      collection("Allow", 200, net(SITE, "*", "ICMP *", { destinationPorts: undefined })),
    ),
    "by default",
  ],
  ["a rule names no sources", only(collection("Allow", 100, net(SITE, ENDPOINT, "Any *", { sourceAddresses: [] }))), "inspected"],
  ["a word for everything that Azure is not known to take", only(collection("Allow", 100, net("Any", "any"))), "inspected"],
  [
    "a word that is misspelt for a name",
    only(collection("Deny", 100, net("*", "*", "TCP *")), collection("Allow", 200, net(SITE, "sql-endpoints", "UDP *"))),
    "inspected",
  ],
  ["the policy is another program's", [group("policy", 200, collection("Allow", 100, HOLE))], "inspected"],
  ["the policy has no group in sight", [policy("policy")], "inspected"],
  [
    "the parent is another program's",
    [policy("policy", "base"), group("policy", 200, collection("Deny", 100, net("*", "*")))],
    "inspected",
  ],
];

test.each(ROWS)("%s", (_, rules, expected) => {
  expect(outcome(resourcesOf(WORLD, MANAGED, rules))).toBe(expected);
});

test.each<[string, Properties, string]>([
  ["no policy and no rules at all", {}, "inspected"],
  ["a classic rule allows it", { networkRuleCollections: [classic("Allow", net(SITE, ENDPOINT))] }, "inspected"],
  ["no classic rule allows it", { networkRuleCollections: [classic("Allow", HOLE)] }, "azfw by default"],
  ["a classic rule denies it", { networkRuleCollections: [classic("Deny", net("*", "*"))] }, "c / rule"],
  ["no classic rules", { networkRuleCollections: [] }, "azfw by default"],
  [
    "classic application rules may allow it",
    { networkRuleCollections: [], applicationRuleCollections: [classic("Allow", app(SITE))] },
    "inspected",
  ],
  ["classic application rules for others", { applicationRuleCollections: [classic("Allow", app("10.99.0.0/16"))] }, "azfw by default"],
  ["classic rules that are not known", { networkRuleCollections: UNKNOWN }, "inspected"],
  ["a policy beside classic rules", { ...MANAGED, networkRuleCollections: [classic("Deny", net("*", "*"))] }, "inspected"],
])("%s", (_, firewall, expected) => {
  expect(outcome(resourcesOf(WORLD, firewall, only(collection("Allow", 100, HOLE))))).toBe(expected);
});

function classic(action: string, rule: Rule): Properties {
  const { ipProtocols: protocols, ruleType: _, ...rest } = rule;
  return { name: "c", priority: 100, action: { type: action }, rules: [{ ...rest, protocols }] };
}

describe("what Azure lists and the program does not set may allow it", () => {
  const GROUP = armId("ipGroups/people");
  const people = (inputs: Properties, answer: Properties): Resource => ({
    ...policy("people"),
    urn: "urn:pulumi:prod::network::azure-native:network:IpGroup::people",
    type: "azure-native:network:IpGroup",
    id: GROUP,
    inputs: { ipGroupsName: "people", resourceGroupName: "net", ...inputs },
    outputs: { name: "people", ...answer },
  });
  const forPeople = only(collection("Allow", 100, net(SITE, ENDPOINT, "Any *", { sourceAddresses: undefined, sourceIpGroups: [GROUP] })));
  const listing = (resources: readonly Resource[], change: (resource: Resource) => Resource, which = "FirewallPolicy policy"): Resource[] =>
    changed(resources, which, change);
  const GROUP_OF_RULES = "FirewallPolicyRuleCollectionGroup policy-200";
  const bare =
    (answer: Properties) =>
    (resource: Resource): Resource => ({
      ...resource,
      inputs: { ...resource.inputs, ruleCollections: undefined },
      outputs: { name: "policy-200", ...answer },
    });
  /** As the preview of an update shows it: no id, and of the answer only what the inputs say. */
  const updated = (resource: Resource): Resource => ({
    ...resource,
    id: undefined,
    outputs: {
      ...{ ruleCollectionGroups: UNKNOWN, ruleCollections: UNKNOWN, ipAddresses: UNKNOWN },
      ...Object.fromEntries(Object.entries(resource.inputs ?? {}).filter(([, value]) => value !== undefined)),
      name: resource.name,
    },
  });

  test.each<[string, readonly Resource[], string]>([
    ["an IP group with addresses of its own", [...forPeople, people({ ipAddresses: [SITE] }, { ipAddresses: [SITE] })], "inspected"],
    ["of others", [...forPeople, people({ ipAddresses: ["10.99.0.1"] }, { ipAddresses: ["10.99.0.1"] })], "by default"],
    ["an IP group without addresses", [...forPeople, people({ ipAddresses: [] }, {})], "by default"],
    ["an IP group whose addresses Azure lists", [...forPeople, people({}, { ipAddresses: [SITE] })], "inspected"],
    ["an IP group whose addresses the preview hides", [...forPeople, updated(people({}, { ipAddresses: UNKNOWN }))], "inspected"],
    [
      "a group of rules that the portal fills",
      listing(only(), bare({ ruleCollections: [collection("Allow", 100, net("*", "*"))] }), GROUP_OF_RULES),
      "inspected",
    ],
    ["a group of rules that the preview hides", listing(only(), (each) => updated(bare({})(each)), GROUP_OF_RULES), "inspected"],
    ["a group of rules without any", listing(only(), bare({ ruleCollections: [] }), GROUP_OF_RULES), "by default"],
    ["groups that the preview of an update hides", listing(only(collection("Allow", 100, HOLE)), updated), "inspected"],
  ])("%s", (_, rules, expected) => {
    expect(outcome(resourcesOf(WORLD, MANAGED, rules))).toBe(expected);
  });
});

describe("who sends", () => {
  const static_ = (...prefixes: readonly string[]): Partial<World> => ({
    connections: [{ kind: "ipsec", name: "con", gateway: "vpngw", bgp: false, localGateway: "site" }],
    localGateways: [{ name: "site", prefixes }],
  });
  const forSite = only(collection("Allow", 100, net("192.168.0.0/16", ENDPOINT)));

  test.each<[string, World, string]>([
    ["a configured prefix that the rules allow", blog([EXACT], {}, { onPremises: [SITE] }), "inspected"],
    ["a configured prefix that they do not allow", blog([EXACT], {}, { onPremises: ["172.16.0.0/12"] }), "by default"],
    ["two prefixes, of which they allow one", blog([EXACT], {}, { onPremises: ["172.16.0.0/12", SITE] }), "inspected"],
    ["whom BGP tells of: anybody", blog([EXACT]), "inspected"],
    ["a static site that they allow", blog([EXACT], static_(SITE)), "inspected"],
    ["a static site that they do not allow", blog([EXACT], static_("172.16.0.0/16")), "by default"],
    ["a site without prefixes: anybody", blog([EXACT], static_()), "inspected"],
    [
      "a static site and another network by its gateway: anybody",
      blog([EXACT], {
        ...static_("172.16.0.0/16"),
        connections: [
          ...(static_().connections ?? []),
          { kind: "vnet-to-vnet", name: "v2v", gateway: "vpngw", bgp: false, peerGateway: "elsewhere" },
        ],
      }),
      "inspected",
    ],
    [
      "point-to-site clients that they do not allow",
      blog([EXACT], {
        connections: [],
        localGateways: [],
        gateways: [{ name: "vpngw", network: "hub", kind: "vpn-active-active", pools: ["172.16.0.0/24"] }],
      }),
      "by default",
    ],
    [
      "whom ExpressRoute tells of: anybody",
      blog([EXACT], {
        gateways: [{ name: "vpngw", network: "hub", kind: "express-route", pools: [] }],
        connections: [{ kind: "express-route", name: "con", gateway: "vpngw" }],
      }),
      "inspected",
    ],
  ])("%s", (_, world, expected) => {
    expect(outcome(resourcesOf(world, MANAGED, forSite), world)).toBe(expected);
  });

  test("a site whose addresses the gateway translates: anybody", () => {
    const world = blog([EXACT], static_("172.16.0.0/16"));
    const resources = resourcesOf(world, MANAGED, forSite);
    const nat = input({ ingressNatRules: [{ id: armId("virtualNetworkGateways/vpngw/natRules/nat") }] });
    const con = resources.find(({ name }) => name === "con")!;
    const translated = resources.map((each) => (each === con ? nat(each) : each));
    expect([resources, translated].map((each) => outcome(each, world))).toEqual(["by default", "inspected"]);
  });

  test("what another appliance has forwarded may come from anybody", () => {
    const [hub, spoke] = WORLD.networks;
    const nva = { name: "nva", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable: "onward" } as const;
    const world: World = {
      ...WORLD,
      networks: [{ ...hub!, subnets: [...hub!.subnets, nva] }, spoke!],
      routeTables: [table("gateway", "10.13.77.0/24 via 10.13.76.132"), table("onward", EXACT)],
      nics: [{ name: "nva", subnet: "hub/nva", address: "10.13.76.132", forwarding: true }],
    };
    const forOthers = only(collection("Allow", 100, HOLE));
    const forNobody = only(collection("Allow", 100, ELSEWHERE));
    expect([forOthers, forNobody].map((rules) => outcome(resourcesOf(world, MANAGED, rules), world))).toEqual(["inspected", "by default"]);
  });
});

test("at the firewall of a virtual hub the sources are the configured ones, but any where the hub's VPN gateway may translate them", () => {
  const sketch: WanSketch = {
    hubs: { hub: { range: "10.30.0.0/23", firewall: "10.30.0.132", intent: true, gateways: ["VpnGateway", "ExpressRouteGateway"] } },
    networks: { spoke: { range: "10.20.0.0/24", hub: "hub", endpoint: "RouteTableEnabled" } },
  };
  const verdicts = (rule: Rule): readonly string[] => {
    const stack = changed(wanStack(sketch), "AzureFirewall hub-fw", input(MANAGED));
    const { paths } = analyse([...stack, ...only(collection("Allow", 100, rule))], { ...intentOf(WORLD), firewalls: [] }).report;
    return paths.map(({ gateway, verdict }) => `${gateway.name} ${verdict}`);
  };
  expect(verdicts(net(SITE, "10.20.0.0/24"))).toEqual(["hub-ExpressRouteGateway inspected", "hub-VpnGateway inspected"]);
  expect(verdicts(net("10.99.0.0/16", "10.20.0.0/24"))).toEqual(["hub-ExpressRouteGateway undelivered", "hub-VpnGateway inspected"]);
  expect(verdicts(net("*", "10.98.0.0/16"))).toEqual(["hub-ExpressRouteGateway undelivered", "hub-VpnGateway undelivered"]);
});

describe("what is denied", () => {
  const nobody = only(collection("Allow", 100, HOLE));

  test("is advice with the code CP-N04, and names the rule, its place and the firewall", () => {
    const denies = only(collection("Deny", 100, net("*", "10.13.77.0/24")));
    expect([denies, nobody].map((rules) => pathOf(resourcesOf(WORLD, MANAGED, rules)))).toMatchObject([
      {
        verdict: "undelivered",
        code: "CP-N04",
        disposition: "denied",
        gaps: [
          {
            property: "ruleCollections[0].rules[0]",
            text: "the rule policy-200 / deny100 / rule of policy denies all of this traffic",
          },
        ],
      },
      {
        verdict: "undelivered",
        code: "CP-N04",
        gaps: [
          {
            property: "",
            text: "no rule of the policy policy allows any of this traffic, and azfw denies what no rule allows",
          },
        ],
      },
    ]);
  });

  test("stays bypassed where no firewall is crossed", () => {
    const world = blog([], { routeTables: [table("gateway", "10.99.0.0/16 via 10.13.76.68")] }, { onPremises: [SITE] });
    expect(pathOf(resourcesOf(world, MANAGED, nobody), world)).toMatchObject({ verdict: "bypassed" });
  });

  test("counts at a firewall that is not designated, too", () => {
    const world = blog([EXACT], {}, { firewalls: ["10.13.76.99"], onPremises: [SITE] });
    expect(pathOf(resourcesOf(world, {}, []), world)).toMatchObject({ verdict: "bypassed", code: "CP-B05" });
    expect(pathOf(resourcesOf(world, MANAGED, nobody), world)).toMatchObject({ verdict: "undelivered", code: "CP-N04" });
  });

  test("of the addresses that the endpoint may get, is told apart from what is allowed", () => {
    const resources = changed(
      resourcesOf(WORLD, MANAGED, only(collection("Allow", 100, net(SITE, "10.13.77.0/27")))),
      "PrivateEndpoint sql",
      (each) => ({
        ...each,
        id: undefined,
        inputs: { ...each.inputs, ipConfigurations: undefined, customDnsConfigs: undefined },
        outputs: {},
      }),
    );
    const paths = analyse(resources, intentOf(WORLD)).report.paths.filter(({ endpoint }) => endpoint.name === "sql");
    expect(paths.map(({ verdict, code, endpoint }) => [verdict, code, endpoint.addresses[0]])).toEqual([
      ["inconclusive", "CP-I09", "10.13.77.4/30"],
      ["inconclusive", "CP-I09", "10.13.77.32/28"],
    ]);
  });

  test("behind a hub that is not joined to the endpoint's network is a path all the same", () => {
    const intent: Intent = { ...intentOf(WORLD), onPremises: [{ prefix: prefix(SITE), name: undefined, gateways: undefined }] };
    const [hub, spoke] = WORLD.networks;
    const world: World = {
      ...WORLD,
      networks: [
        { ...hub!, subnets: hub!.subnets.slice(0, 1) },
        {
          name: "transit",
          location: "westeurope",
          ranges: ["10.20.0.0/24"],
          subnets: [{ name: "AzureFirewallSubnet", prefixes: ["10.20.0.0/26"], policies: "Disabled", routeTable: undefined }],
        },
        spoke!,
      ],
      peerings: [...joined("hub", "transit"), ...joined("transit", "spoke1")],
      routeTables: [table("gateway", "10.13.77.0/24 via 10.20.0.4")],
      firewalls: [{ name: "azfw", subnet: "transit/AzureFirewallSubnet", address: "10.20.0.4" }],
      configuration: { ...WORLD.configuration, firewalls: ["10.20.0.4"] },
    };
    const verdicts = [only(collection("Allow", 100, net(SITE, "*"))), nobody].map(
      (rules) => analyse(resourcesOf(world, MANAGED, rules), { ...intent, firewalls: intentOf(world).firewalls }).report,
    );
    const summaries = verdicts.map(({ paths, unadvertised, unreached }) => [
      [...paths, ...unadvertised].map(({ verdict }) => verdict),
      unreached.length,
    ]);
    expect(summaries).toEqual([
      [["inspected"], 0],
      [["undelivered"], 0],
    ]);
  });

  test("is not certain where the assumption is left out on which the way there rests", () => {
    const strict: World = { ...WORLD, configuration: { ...WORLD.configuration, strict: true, firewalls: [] } };
    const half: World = { ...strict, routeTables: [table("gateway", `10.13.77.0/25 via ${FIREWALL}`)] };
    expect(pathOf(resourcesOf(half, MANAGED, nobody), half)).toMatchObject({ verdict: "inconclusive", code: "CP-I12" });
    expect(pathOf(resourcesOf(strict, MANAGED, nobody), strict)).toMatchObject({ verdict: "undelivered" });
  });
});

function joined(a: string, b: string): World["peerings"] {
  const half = (network: string, remote: string): World["peerings"][number] => ({
    name: `${network}-to-${remote}`,
    network,
    remote,
    allowGatewayTransit: false,
    useRemoteGateways: false,
    state: "Connected",
  });
  return [half(a, b), half(b, a)];
}
