import { analyse, explainPaths } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import type { Finding } from "../../src/report/report.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { app, collection, group, inherited, MANAGED, net, only, policy } from "../support/firewall-rules.ts";
import { wanStack } from "../support/wan/wan-stack.ts";
import { peer, table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { armId } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";
import { blog, changed, EXACT, input, output } from "./attack.ts";
import { machine } from "./machines.ts";

/**
 * The way back (R62 to R68): which situations are worth a finding. The verdict of every path here is about the way there, and stays what
 * it is. Where the client is a virtual machine (topologies 1 to 5 of the Private Link routing lab, most rows of the inspection matrix),
 * there is no path and nothing is said.
 */

const NVA = "10.13.76.132";
const BALANCER = "10.13.76.150";
const TAG = "disableSnatOnPL";

/** The firewall azfw, the gateway vpngw and an endpoint subnet beside them in the hub. */
const HUB_SUBNETS = [
  { name: "nva", prefixes: ["10.13.76.128/27"], policies: "Disabled", routeTable: undefined },
  { name: "ep", prefixes: ["10.13.76.192/27"], policies: "RouteTableEnabled", routeTable: undefined },
] as const;

/** What stands before the endpoint: the Azure Firewall, an appliance, or two of them behind a load balancer. */
type Kind = "firewall" | "appliance" | "balancer";

const ADDRESS: Readonly<Record<Kind, string>> = { firewall: "10.13.76.68", appliance: NVA, balancer: BALANCER };

/** Endpoint in the hub (`together`), in a spoke (`spoke`), or gateway and firewall in different networks too (`apart`). */
function world(place: "together" | "spoke" | "apart", kind: Kind, gateway: World["gateways"][number]["kind"] = "vpn-active-active"): World {
  const endpoints = place === "together" ? "10.13.76.192/27" : "10.13.77.0/24";
  const base = blog([`${endpoints} via ${ADDRESS[kind]}`], {}, { firewalls: [ADDRESS[kind]], onPremises: ["192.168.0.0/24"] });
  const [hub, ...others] = base.networks;
  if (hub === undefined) throw new Error("there is no hub");
  const whole: World = {
    ...base,
    networks: [{ ...hub, subnets: [...hub.subnets, ...HUB_SUBNETS] }, ...others],
    gateways: base.gateways.map((each) => ({ ...each, kind: gateway })),
    connections: gateway === "express-route" ? [{ kind: "express-route", name: "er", gateway: "vpngw" }] : base.connections,
    endpoints: base.endpoints.map((each) => (place === "together" ? { ...each, subnet: "hub/ep", addresses: ["10.13.76.196"] } : each)),
    nics: ["nva1", "nva2"].map((name, index) => ({ name, subnet: "hub/nva", address: `10.13.76.${132 + index}`, forwarding: true })),
    loadBalancers: [{ name: "ilb", subnet: "hub/nva", address: BALANCER, backends: ["nva1", "nva2"] }],
  };
  return place === "apart" ? withOwnNetwork(whole) : whole;
}

/** The gateway moves to a network of its own, peered with the other two. */
function withOwnNetwork(base: World): World {
  const edge = {
    name: "edge",
    location: "westeurope",
    ranges: ["10.13.70.0/24"],
    subnets: [{ name: "GatewaySubnet", prefixes: ["10.13.70.0/26"], policies: "Disabled" as const, routeTable: "gateway" }],
  };
  return {
    ...base,
    networks: [
      edge,
      ...base.networks.map((each) => ({
        ...each,
        subnets: each.subnets.filter(({ name }) => name !== "GatewaySubnet"),
      })),
    ],
    peerings: [
      ...peer("edge", "hub"),
      ...peer("edge", "spoke1"),
      ...base.peerings.map((each) => ({ ...each, allowGatewayTransit: false, useRemoteGateways: false })),
    ],
    gateways: base.gateways.map((each) => ({ ...each, network: "edge" })),
  };
}

function findings(resources: readonly Resource[], of: World): readonly Finding[] {
  const { report } = analyse(resources, intentOf(of));
  expect(report.paths.map(({ verdict }) => verdict)).toEqual(["inspected"]);
  return report.findings.filter(({ code }) => code.startsWith("CP-W"));
}

const codes = (resources: readonly Resource[], of: World): readonly string[] => findings(resources, of).map(({ code }) => code);

const rendered = (of: World): readonly Resource[] => renderWorld(of, { style: "standalone", refreshed: true });

const tagged = (resources: readonly Resource[], tags: Readonly<Record<string, PropertyValue>>): readonly Resource[] =>
  Object.entries(tags).reduce((all, [name, value]) => changed(all, `NetworkInterface ${name}`, input({ tags: value })), [...resources]);

describe("what published statements say of traffic from on-premises", () => {
  const ROWS: readonly (readonly [source: string, of: World, expected: readonly string[]])[] = [
    ["inspection matrix: on-premises, hub, spoke: no translation required", world("spoke", "firewall"), []],
    ["inspection matrix: the same with an appliance", world("spoke", "appliance"), []],
    ["routing lab, topology 8: gateway, appliance and endpoint in networks of their own: works", world("apart", "appliance"), []],
    [
      "routing lab, topology 7: VPN gateway, appliance and endpoint in one network: failed (C9)",
      world("together", "appliance"),
      ["CP-W02"],
    ],
    ["inspection matrix: on-premises, hub, hub: no translation required (C9)", world("together", "firewall"), ["CP-W02"]],
    ["knowledge base: the same with a load balancer (C9)", world("together", "balancer"), ["CP-W02"]],
    ["whatever the mode of the VPN gateway", world("together", "appliance", "vpn-active-standby"), ["CP-W02"]],
    ["routing lab, topology 6: the same with an ExpressRoute gateway: works", world("together", "appliance", "express-route"), []],
  ];
  test.each(ROWS)("%s", (_, of, expected) => expect(codes(rendered(of), of)).toEqual(expected));
});

describe("what Azure Firewall does with the source (R62, R63)", () => {
  const ALLOWED = only(collection("Allow", 100, net("*", "*")));
  const snat = (value: Properties | typeof UNKNOWN, rules: readonly Resource[] = ALLOWED): readonly Resource[] =>
    changed(rules, "FirewallPolicy policy", input({ snat: value }));
  const ranges = (...privateRanges: readonly PropertyValue[]): readonly Resource[] => snat({ privateRanges });
  const parent = inherited(collection("Allow", 100, net("*", "*")), collection("Allow", 200, net("*", "*")));

  /** The policy and its rules; what is said where all is in one network, and where the endpoint is in a spoke. */
  const ROWS: readonly (readonly [name: string, rules: readonly Resource[], together: string, spoke: string])[] = [
    ["application rules only", only(collection("Allow", 100, app("*"))), "", ""],
    ["network rules, by default", ALLOWED, "CP-W02 kept", "CP-W03"],
    ["both kinds of rules", only(collection("Allow", 100, net("*", "*"), app("*"))), "CP-W02 kept", "CP-W03"],
    [
      "network rules for other endpoints, application rules for this one",
      only(collection("Allow", 100, net("*", "10.99.0.0/16"), app("*"))),
      "",
      "",
    ],
    ["network rules that translate always", ranges("255.255.255.255/32"), "", ""],
    ["network rules that translate never", ranges("0.0.0.0/0"), "CP-W02 kept", "CP-W03"],
    ["the default by its name", ranges("IANAPrivateRanges"), "CP-W02 kept", "CP-W03"],
    ["the default by its name, and a range", ranges("198.51.100.0/24", "IANAPrivateRanges"), "CP-W02 kept", "CP-W03"],
    ["ranges that leave the endpoints out", ranges("172.16.0.0/12", "192.168.0.0/16"), "", ""],
    ["ranges with the endpoints", ranges("10.13.0.0/16"), "CP-W02 kept", "CP-W03"],
    ["a single address", ranges("10.13.77.6", "10.13.76.196"), "CP-W02 kept", "CP-W03"],
    ["a range that is not known yet", ranges("172.16.0.0/12", UNKNOWN), "CP-W02 unknown", ""],
    ["one that is not known yet beside the endpoints' own", ranges("10.0.0.0/8", UNKNOWN), "CP-W02 kept", "CP-W03"],
    ["a range that is none", ranges("10.0.0"), "CP-W02 unknown", ""],
    ["a word that is none", ranges("VirtualNetwork"), "CP-W02 unknown", ""],
    ["an empty list, which is not documented", ranges(), "CP-W02 unknown", ""],
    ["settings that are not known yet", snat(UNKNOWN), "CP-W02 unknown", ""],
    ["learnt ranges beside the default", snat({ autoLearnPrivateRanges: "Enabled" }), "CP-W02 kept", "CP-W03"],
    [
      "learnt ranges beside a list without the endpoints",
      snat({ privateRanges: ["255.255.255.255/32"], autoLearnPrivateRanges: "Enabled" }),
      "CP-W02 unknown",
      "",
    ],
    ["learning switched off", snat({ privateRanges: ["255.255.255.255/32"], autoLearnPrivateRanges: "Disabled" }), "", ""],
    [
      "whether it learns is not known",
      snat({ privateRanges: ["255.255.255.255/32"], autoLearnPrivateRanges: UNKNOWN }),
      "CP-W02 unknown",
      "",
    ],
    ["a policy that inherits and has no ranges of its own", parent, "CP-W02 unknown", ""],
    ["a policy that inherits and has ranges of its own", snat({ privateRanges: ["255.255.255.255/32"] }, parent), "", ""],
    ["rules that are another program's", [policy("policy")], "CP-W02 unknown", ""],
    [
      "rules that are another program's, translated whatever they are",
      changed([policy("policy")], "FirewallPolicy policy", input({ snat: { privateRanges: ["255.255.255.255/32"] } })),
      "",
      "",
    ],
    [
      "a rule of which the kind is not known",
      only(collection("Allow", 100, { ...net("*", "*"), ruleType: UNKNOWN })),
      "CP-W02 unknown",
      "",
    ],
    ["a policy that is not in sight", [], "CP-W02 unknown", ""],
  ];

  const said = (place: "together" | "spoke", rules: readonly Resource[]): string => {
    const of = world(place, "firewall");
    const all = [...changed(rendered(of), "AzureFirewall azfw", input(MANAGED)), ...rules];
    const [found, ...others] = findings(all, of);
    expect(others).toEqual([]);
    if (found?.code !== "CP-W02") return found?.code ?? "";
    return `CP-W02 ${found.message.includes("do not translate") ? "kept" : "unknown"}`;
  };
  test.each(ROWS)("%s, all in one network", (_, rules, expected) => expect(said("together", rules)).toBe(expected));
  test.each(ROWS)("%s, the endpoint in a spoke", (_, rules, _together, expected) => expect(said("spoke", rules)).toBe(expected));

  test("a later group allows by network rules what an earlier one allows by application rules: network rules come first", () => {
    const rules = [...only(collection("Allow", 100, app("*"))), group("policy", 900, collection("Allow", 100, net("*", "*")))];
    expect(said("spoke", rules)).toBe("CP-W03");
  });
});

test("endpoints of one subnet that the private ranges tell apart", () => {
  const base = world("spoke", "firewall");
  const of = { ...base, endpoints: [...base.endpoints, { name: "blob", subnet: "spoke1/ep", addresses: ["10.13.77.5"] }] };
  const ranges = input({ snat: { privateRanges: ["10.13.77.6"] } });
  const rules = changed(only(collection("Allow", 100, net("*", "*"))), "FirewallPolicy policy", ranges);
  const analysis = analyse([...changed(rendered(of), "AzureFirewall azfw", input(MANAGED)), ...rules], intentOf(of));
  expect(analysis.report.findings.map(({ code }) => code)).toEqual(["CP-W03"]);
  expect(["sql", "blob"].map((to) => explainPaths(analysis, { to })[0]?.wayBack[0])).toEqual([
    "The network rules of azfw do not translate (R63).",
    "Application and network rules of azfw put its own address in the place of the source: replies come back to it (R63).",
  ]);
});

describe("a firewall with classic rules", () => {
  const RULES = {
    networkRuleCollections: [
      {
        name: "allow",
        priority: 100,
        action: { type: "Allow" },
        rules: [{ name: "all", protocols: ["Any"], sourceAddresses: ["*"], destinationAddresses: ["*"], destinationPorts: ["*"] }],
      },
    ],
  };
  const ranges = (text: PropertyValue): Properties => ({ additionalProperties: { "Network.SNAT.PrivateRanges": text } });
  const ROWS: readonly (readonly [name: string, inputs: Properties, expected: readonly string[]])[] = [
    ["by default", RULES, ["CP-W03"]],
    ["other additional properties", { ...RULES, additionalProperties: { "Network.RouteServerInfo.RouteServerID": "id" } }, ["CP-W03"]],
    ["always", { ...RULES, ...ranges("255.255.255.255/32") }, []],
    ["a list with commas and blanks", { ...RULES, ...ranges("IANAPrivateRanges , 198.51.100.0/24") }, ["CP-W03"]],
    ["a list without the endpoints", { ...RULES, ...ranges("172.16.0.0/12, 192.168.0.0/16") }, []],
    ["not known yet", { ...RULES, ...ranges(UNKNOWN) }, []],
    ["neither rules nor ranges in sight", {}, []],
    ["with a policy the firewall's own ranges do not count", { ...MANAGED, ...ranges("255.255.255.255/32") }, ["CP-W03"]],
  ];
  test.each(ROWS)("%s", (_, inputs, expected) => {
    const of = world("spoke", "firewall");
    const all = [...changed(rendered(of), "AzureFirewall azfw", input(inputs)), ...only(collection("Allow", 100, net("*", "*")))];
    expect(codes(all, of)).toEqual(expected);
  });
});

describe("the tag of appliances (R62)", () => {
  const BOTH = { nva1: { [TAG]: "true" }, nva2: { [TAG]: "true" } };
  const ROWS: readonly (readonly [name: string, kind: Kind, tags: Readonly<Record<string, PropertyValue>>, expected: readonly string[]])[] =
    [
      ["the appliance has it", "appliance", { nva1: { [TAG]: "true" } }, []],
      ["the other has it", "appliance", { nva2: { [TAG]: "true" } }, ["CP-W02"]],
      ["its value is false", "appliance", { nva1: { [TAG]: "false" } }, ["CP-W02"]],
      ["it has another case", "appliance", { nva1: { disableSNATonPL: "true" } }, ["CP-W02", "CP-W04"]],
      ["its value has another case", "appliance", { nva1: { [TAG]: "True" } }, ["CP-W02", "CP-W04"]],
      ["both spellings", "appliance", { nva1: { disablesnatonpl: "true", [TAG]: "true" } }, []],
      ["its value is not known yet", "appliance", { nva1: { [TAG]: UNKNOWN } }, ["CP-W02"]],
      ["the tags are not known yet", "appliance", { nva1: UNKNOWN }, ["CP-W02"]],
      ["tags of other kinds", "appliance", { nva1: { owner: "network" } }, ["CP-W02"]],
      ["all appliances of the load balancer have it", "balancer", BOTH, []],
      ["one of them has not", "balancer", { nva1: { [TAG]: "true" } }, ["CP-W02", "CP-W04"]],
      ["of one it is not known", "balancer", { ...BOTH, nva2: UNKNOWN }, ["CP-W02"]],
      ["one has it misspelt", "balancer", { ...BOTH, nva2: { DisableSnatOnPL: "true" } }, ["CP-W02", "CP-W04"]],
    ];
  test.each(ROWS)("%s", (_, kind, tags, expected) => {
    const of = world("together", kind);
    expect(codes(tagged(rendered(of), tags), of)).toEqual(expected);
  });

  test("a tag without effect is worth a word wherever the endpoint is", () => {
    const of = world("spoke", "appliance");
    expect(findings(tagged(rendered(of), { nva1: { disableSNATonPL: "true" } }), of)).toMatchObject([
      { code: "CP-W04", message: expect.stringContaining("The tag disableSNATonPL=true of nva1 has no effect") },
    ]);
  });

  test("the virtual machine has it, and its interface has not", () => {
    const of = world("together", "appliance");
    const vm = machine("nva-vm", ["nva1"]);
    const tagged = { ...vm, inputs: { ...vm.inputs, tags: { [TAG]: "true" } } };
    expect(codes([...rendered(of), vm], of)).toEqual(["CP-W02"]);
    expect(findings([...rendered(of), tagged], of)[1]?.message).toMatch(
      /^The virtual machine nva-vm has the tag disableSnatOnPL=true, which is documented for network interfaces, and nva1 has it not/,
    );
    const both = changed(rendered(of), "NetworkInterface nva1", input({ tags: { [TAG]: "true" } }));
    expect(codes([...both, tagged], of)).toEqual([]);
  });

  test("what Azure answered counts where the program sets no tags", () => {
    const of = world("together", "appliance");
    expect(codes(changed(rendered(of), "NetworkInterface nva1", output({ tags: { [TAG]: "true" } })), of)).toEqual([]);
  });
});

describe("the tag of a scale set (R62), whose instances are not in sight", () => {
  const ROWS: readonly (readonly [name: string, tags: PropertyValue, expected: readonly string[]])[] = [
    ["set", { [TAG]: "true" }, []],
    ["absent", undefined, ["CP-W02"]],
    ["not known yet", UNKNOWN, ["CP-W02"]],
    ["misspelt", { disableSNATonPL: "true" }, ["CP-W02", "CP-W04"]],
  ];
  test.each(ROWS)("%s", (_, tags, expected) => {
    const base = world("together", "balancer");
    const of = { ...base, nics: [], loadBalancers: base.loadBalancers.map((each) => ({ ...each, backends: [] })) };
    const id = rendered(of).find(({ name }) => name === "ilb")?.id;
    const pool = [{ name: "ip", loadBalancerBackendAddressPools: [{ id: `${String(id)}/backendAddressPools/pool` }] }];
    const set: Resource = {
      urn: "urn:pulumi:prod::network::azure-native:compute:VirtualMachineScaleSet::nvas",
      type: "azure-native:compute:VirtualMachineScaleSet",
      name: "nvas",
      id: undefined,
      inputs: {
        vmScaleSetName: "nvas",
        resourceGroupName: "net",
        virtualMachineProfile: { networkProfile: { networkInterfaceConfigurations: [{ name: "nic", ipConfigurations: pool }] } },
        tags,
      },
      outputs: {},
      dependencies: [],
      propertyDependencies: {},
      origin: "stack",
    };
    expect(codes([...rendered(of), set], of)).toEqual(expected);
  });
});

describe("a virtual WAN (R68)", () => {
  const HUB = { range: "10.30.0.0/23", firewall: "10.30.0.132", gateways: ["VpnGateway", "ExpressRouteGateway"] as const };
  const said = (intent: boolean, policies: string, ranges = ["10.20.0.0/24", "10.21.0.0/24"]): readonly string[] => {
    const [spoke = "", other = ""] = ranges;
    const stack = wanStack({
      hubs: { hub: { ...HUB, intent } },
      networks: {
        spoke: { range: spoke, hub: "hub", endpoint: policies },
        other: { range: other, hub: "hub", endpoint: policies },
      },
    });
    const { report } = analyse(stack, { ...intentOf(blog([EXACT])), firewalls: [] });
    return report.findings.filter(({ code }) => code.startsWith("CP-W")).map(({ code, message }) => `${code} ${message}`);
  };

  test("a routing intent and policies off: one finding for all endpoints and gateways", () => {
    expect(said(true, "Disabled")).toEqual([
      "CP-W01 Requests to the private endpoints in other/ep, spoke/ep go past hub-fw of the routing intent of hub, and the replies cross it: a firewall that sees half of a flow may drop it (R68). Set privateEndpointNetworkPolicies of these subnets to RouteTableEnabled, and both ways cross it (R71).",
    ]);
  });
  test("a range that the policy does not take for private traffic (R71): network policies would not help", () => {
    expect(said(true, "Disabled", ["100.64.7.0/24", "10.21.0.0/24"])).toEqual([
      expect.stringMatching(/endpoints in other\/ep go past hub-fw/),
    ]);
  });
  test("policies on: both ways cross it", () => expect(said(true, "RouteTableEnabled")).toEqual([]));
  test("no routing intent: neither way crosses it", () => expect(said(false, "Disabled")).toEqual([]));
});

describe("explain says it of each path", () => {
  const withRules = (of: World, ...rules: readonly Resource[]): readonly Resource[] => [
    ...changed(rendered(of), "AzureFirewall azfw", input(MANAGED)),
    ...rules,
  ];
  const NETWORK_RULES = only(collection("Allow", 100, net("*", "*")));
  const ASKS = "the documentation asks for it (R62, C7).";
  const APART = `Labs saw replies to on-premises come back to the firewall without translation (R65); ${ASKS}`;
  const OWN = (name: string): string => `Whether ${name} translates is not known: its own configuration says it, which is not in sight.`;
  const TOGETHER = "Gateway, firewall and endpoint are in one network:";
  const hub = world("spoke", "firewall");
  const steered: World = {
    ...hub,
    networks: hub.networks.map((each) => ({
      ...each,
      subnets: each.subnets.map((subnet) => (subnet.name === "ep" ? { ...subnet, routeTable: "replies" } : subnet)),
    })),
    routeTables: [...hub.routeTables, table("replies", "192.168.0.0/24 via 10.13.76.68")],
  };

  const ROWS: readonly (readonly [name: string, of: World, resources: readonly Resource[], expected: readonly string[]])[] = [
    [
      "application rules",
      hub,
      withRules(hub, ...only(collection("Allow", 100, app("*")))),
      ["Application rules of azfw put its own address in the place of the source: replies come back to it (R62)."],
    ],
    [
      "network rules that translate",
      hub,
      withRules(hub, ...changed(NETWORK_RULES, "FirewallPolicy policy", input({ snat: { privateRanges: ["255.255.255.255/32"] } }))),
      ["Application and network rules of azfw put its own address in the place of the source: replies come back to it (R63)."],
    ],
    ["network rules", hub, withRules(hub, ...NETWORK_RULES), ["The network rules of azfw do not translate (R63).", APART]],
    [
      "a route table on the endpoint's subnet",
      steered,
      withRules(steered, ...NETWORK_RULES),
      [
        "The network rules of azfw do not translate (R63).",
        APART,
        "The route table replies of ep is taken not to steer replies; one lab says that it does (R64, C8).",
      ],
    ],
    ["an appliance", world("apart", "appliance"), rendered(world("apart", "appliance")), [OWN("nva1"), APART]],
    [
      "an appliance with the tag",
      world("apart", "appliance"),
      tagged(rendered(world("apart", "appliance")), { nva1: { [TAG]: "true" } }),
      ["Azure sends replies back to nva1, which has the tag disableSnatOnPL=true (R62)."],
    ],
    [
      "several appliances",
      world("spoke", "balancer"),
      rendered(world("spoke", "balancer")),
      [OWN("ilb"), APART, "Whether they come back to that appliance behind ilb which saw the request is in no source."],
    ],
    [
      "a VPN gateway beside",
      world("together", "appliance"),
      rendered(world("together", "appliance")),
      [OWN("nva1"), `${TOGETHER} whether replies come back to the firewall without translation is disputed (R66, C9).`],
    ],
    [
      "an ExpressRoute gateway beside",
      world("together", "appliance", "express-route"),
      rendered(world("together", "appliance", "express-route")),
      [
        OWN("nva1"),
        `${TOGETHER} a lab says that replies to an ExpressRoute gateway come back to the firewall without translation (R66); ${ASKS}`,
      ],
    ],
    ["traffic that goes past the firewall", blog([]), rendered(blog([])), []],
  ];
  test.each(ROWS)("%s", (_, of, resources, expected) => {
    expect(explainPaths(analyse(resources, intentOf(of)), { to: "sql" }).map(({ wayBack }) => wayBack)).toEqual([expected]);
  });

  test("a virtual hub, with and without network policies", () => {
    const said = (endpoint: string): unknown => {
      const hubs = { hub: { range: "10.30.0.0/23", firewall: "10.30.0.132", intent: true } };
      const stack = wanStack({ hubs, networks: { spoke: { range: "10.20.0.0/24", hub: "hub", endpoint } } });
      const intent = { ...intentOf(blog([EXACT])), firewalls: [] };
      return explainPaths(analyse(stack, intent), { to: "spoke-pe" })[0]?.wayBack.at(-1);
    };
    expect(said("RouteTableEnabled")).toBe(
      "With a routing intent, and network policies on, both ways are documented to cross the firewall (R71).",
    );
    expect(said("Disabled")).toBe(
      "Replies cross hub-fw of the routing intent of hub, and requests do not: a firewall that sees half of a flow may drop it (R68).",
    );
  });
});

test("an appliance by which on-premises comes in, in the network of firewall and endpoint: in no source", () => {
  const base = world("together", "appliance");
  const sdwan = { name: "sdwan", prefixes: ["10.13.76.160/27"], policies: "Disabled", routeTable: "gateway" } as const;
  const of: World = {
    ...base,
    gateways: [],
    // A peering that uses a gateway would prove one.
    peerings: base.peerings.map((half) => ({ ...half, useRemoteGateways: false })),
    connections: [],
    localGateways: [],
    networks: base.networks.map((each) => (each.name === "hub" ? { ...each, subnets: [...each.subnets, sdwan] } : each)),
  };
  const configuration = readConfiguration({ firewalls: [NVA], entries: [{ subnet: "hub/sdwan", name: "sdwan" }] }, "chokepoint.yaml");
  const analysis = analyse(rendered(of), configuration);
  expect(analysis.report.paths.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(["sdwan/sql inspected"]);
  expect(analysis.report.findings.filter(({ code }) => code.startsWith("CP-W"))).toEqual([]);
  expect(explainPaths(analysis, { to: "sql" })[0]?.wayBack[1]).toMatch(
    /^The way in, the firewall and the endpoint are in one network: no source/,
  );
});

test("one finding for a firewall, however many gateways and subnets", () => {
  const base = world("together", "firewall");
  const more: World = {
    ...base,
    networks: base.networks.map((each) =>
      each.name === "hub"
        ? {
            ...each,
            subnets: [
              ...each.subnets,
              { name: "ep2", prefixes: ["10.13.76.224/27"], policies: "RouteTableEnabled", routeTable: undefined },
            ],
          }
        : each,
    ),
    routeTables: [table("gateway", "10.13.76.192/26 via 10.13.76.68")],
    gateways: [
      ...base.gateways,
      { name: "ergw", network: "hub", kind: "express-route", pools: [] },
      { ...first(base.gateways), name: "vpn2" },
    ],
    connections: [...base.connections, { kind: "express-route", name: "er", gateway: "ergw" }],
    endpoints: [...base.endpoints, { name: "blob", subnet: "hub/ep2", addresses: ["10.13.76.230"] }],
  };
  const { report } = analyse(rendered(more), intentOf(more));
  expect(report.paths.filter(({ verdict }) => verdict === "inspected")).toHaveLength(6);
  expect(report.findings.filter(({ code }) => code.startsWith("CP-W")).map(({ message }) => message)).toEqual([
    "One network, hub, has the gateway (vpn2, vpngw), the firewall azfw and the private endpoints (hub/ep, hub/ep2). Whether replies come back to the firewall there without source translation is disputed: a lab of 2021 found that they do not, a design of 2026 relies on it (R66, C9). Whether azfw translates is not known: no rules or policy of azfw are in sight. To settle it, let azfw translate: by application rules, or with 255.255.255.255/32 as the private range of its SNAT settings.",
  ]);
});

function first<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error("there is none");
  return one;
}

describe("several ways of one path: each firewall is told of", () => {
  const second = { name: "azfw2", subnet: "hub/AzureFirewallSubnet", address: "10.13.76.69" };
  const keeping = (name: string): readonly Resource[] => [policy(name), group(name, 200, collection("Allow", 100, net("*", "*")))];
  const told = (resources: readonly Resource[], of: World): readonly string[] =>
    findings(resources, of).map(({ code, resource }) => `${code} ${resource?.split("::").at(-1)}`);

  test("addresses of one endpoint that the private ranges tell apart", () => {
    const base = world("spoke", "firewall");
    const of = { ...base, endpoints: [{ name: "sql", subnet: "spoke1/ep", addresses: ["10.13.77.5", "10.13.77.6"] }] };
    const ranges = input({ snat: { privateRanges: ["10.13.77.6"] } });
    const rules = changed(only(collection("Allow", 100, net("*", "*"))), "FirewallPolicy policy", ranges);
    const resources = [...changed(rendered(of), "AzureFirewall azfw", input(MANAGED)), ...rules];
    expect(told(resources, of)).toEqual(["CP-W03 azfw"]);
    expect(explainPaths(analyse(resources, intentOf(of)), { to: "sql" })[0]?.wayBack.slice(0, 2)).toEqual([
      "Application and network rules of azfw put its own address in the place of the source: replies come back to it (R63).",
      "The network rules of azfw do not translate (R63).",
    ]);
  });

  test("an endpoint with one address more than another, at which the source is kept", () => {
    const base = world("spoke", "firewall");
    const of = {
      ...base,
      endpoints: [
        { name: "blob", subnet: "spoke1/ep", addresses: ["10.13.77.5"] },
        { name: "sql", subnet: "spoke1/ep", addresses: ["10.13.77.5", "10.13.77.6"] },
      ],
    };
    const ranges = input({ snat: { privateRanges: ["10.13.77.6"] } });
    const rules = changed(only(collection("Allow", 100, net("*", "*"))), "FirewallPolicy policy", ranges);
    const { report } = analyse([...changed(rendered(of), "AzureFirewall azfw", input(MANAGED)), ...rules], intentOf(of));
    expect(report.findings.filter(({ code }) => code.startsWith("CP-W")).map(({ code }) => code)).toEqual(["CP-W03"]);
  });

  test("several next hops (R14), of which the first translates", () => {
    const base = world("spoke", "firewall");
    const nextHop = { type: "VirtualApplianceEcmp", addresses: ["10.13.76.68", "10.13.76.69"] } as const;
    const of: World = {
      ...base,
      firewalls: [...base.firewalls, second],
      routeTables: base.routeTables.map((each) => ({ ...each, routes: each.routes.map((route) => ({ ...route, nextHop })) })),
      configuration: { ...base.configuration, firewalls: nextHop.addresses },
    };
    const managed = (name: string, policyName: string): ((all: readonly Resource[]) => readonly Resource[]) => {
      const firewallPolicy = { id: armId(`firewallPolicies/${policyName}`) };
      return (all) => changed(all, `AzureFirewall ${name}`, input({ firewallPolicy }));
    };
    const both = managed("azfw2", "keeps")(managed("azfw", "translates")(rendered(of)));
    const rules = [policy("translates"), group("translates", 200, collection("Allow", 100, app("*"))), ...keeping("keeps")];
    expect(told([...both, ...rules], of)).toEqual(["CP-W03 azfw2"]);
  });

  test("a next hop address that one of two peered networks has: the appliance of each", () => {
    const base = world("apart", "appliance");
    const spare = base.networks.find(({ name }) => name === "hub");
    if (spare === undefined) throw new Error("there is no hub");
    const of: World = {
      ...base,
      networks: [...base.networks, { ...spare, name: "twin" }],
      peerings: [
        ...base.peerings,
        ...peer("edge", "twin"),
        ...peer("twin", "spoke1").map((half) => ({ ...half, useRemoteGateways: false })),
      ],
      nics: [...base.nics, { name: "twin-nva", subnet: "twin/nva", address: NVA, forwarding: true }],
    };
    expect(told(tagged(rendered(of), { "twin-nva": { disableSNATonPL: "true" } }), of)).toEqual(["CP-W04 twin-nva"]);
  });
});
