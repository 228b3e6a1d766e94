import { join } from "node:path";
import type { AnalyzedResource, Diagnostic } from "../support/preview/analysis-request.ts";
import { type PolicyServer, startPolicyServer } from "../support/preview/policy-server.ts";
import { secret, UNKNOWN_ON_THE_WIRE as UNKNOWN, type WireObject } from "../support/preview/wire.ts";

const POLICY = "private-endpoint-subnet-policies";
const PACK = join(__dirname, "../..");
const URN = "urn:pulumi:prod::network::";
const NEW = "privateEndpointNetworkPolicies";
const ENABLED = "privateEndpointNetworkPoliciesEnabled";
const ENFORCE = "enforcePrivateLinkEndpointNetworkPolicies";

jest.setTimeout(120_000);

let server: PolicyServer;
beforeAll(async () => {
  server = await startPolicyServer({ pack: PACK });
});
afterAll(() => server.stop());

type Level = "advisory" | "mandatory" | "remediate";
const STACK: AnalyzedResource = {
  urn: `${URN}pulumi:pulumi:Stack::network-prod`,
  type: "pulumi:pulumi:Stack",
  name: "network-prod",
  properties: {},
};

function resource(type: string, properties: WireObject, provider?: WireObject): AnalyzedResource {
  const own = { urn: `${URN}${type}::it`, type, name: "it", properties };
  if (provider === undefined) return own;
  return {
    ...own,
    provider: { urn: `${URN}pulumi:providers:azure-native::p`, type: "pulumi:providers:azure-native", name: "p", properties: provider },
  };
}

/** A subnet of its own, `spoke/ep` in the group `rg`. */
const subnet = (properties: WireObject, type = "azure-native:network:Subnet"): AnalyzedResource =>
  resource(type, { resourceGroupName: "rg", virtualNetworkName: "spoke", subnetName: "ep", addressPrefix: "10.0.0.0/26", ...properties });
const classicSubnet = (properties: WireObject): AnalyzedResource =>
  resource("azure:network/subnet:Subnet", {
    resourceGroupName: "rg",
    virtualNetworkName: "spoke",
    name: "ep",
    addressPrefixes: ["10.0.0.0/26"],
    ...properties,
  });
/** The network `spoke` with its subnets. */
const network = (...subnets: readonly (WireObject | string)[]): AnalyzedResource =>
  resource("azure-native:network:VirtualNetwork", { resourceGroupName: "rg", virtualNetworkName: "spoke", subnets });
const classicNetwork = (...subnets: readonly WireObject[]): AnalyzedResource =>
  resource("azure:network/virtualNetwork:VirtualNetwork", { resourceGroupName: "rg", name: "spoke", subnets });

/** What the policy says of the resource, and nothing that another policy says. */
async function judged(
  shown: AnalyzedResource,
  subnets: unknown = ["spoke/ep"],
  level: Level = "mandatory",
): Promise<readonly Diagnostic[]> {
  await server.configure({ [POLICY]: { enforcementLevel: level, subnets } });
  return own(shown);
}

async function own(shown: AnalyzedResource): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await server.analyze(shown);
  return diagnostics.filter(({ policyName }) => policyName === POLICY);
}

const levels = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ enforcementLevel }) => enforcementLevel);

test("is disabled unless the configuration says otherwise, and then says nothing", async () => {
  expect(server.info.policies.find(({ name }) => name === POLICY)?.enforcementLevel).toBe("disabled");
  await server.configure({ [POLICY]: { subnets: ["spoke/ep"] } });
  expect(await own(subnet({ [NEW]: "Disabled" }))).toEqual([]);
});

/** Rules R41, R42: which words are route-table policies, and what nothing means. */
describe("a subnet that is to hold endpoints", () => {
  const SILENT: readonly string[] = [];
  const FAILS = ["mandatory"];
  const LATER = ["advisory"];
  const rows: readonly (readonly [string, AnalyzedResource, readonly string[]])[] = [
    ["with RouteTableEnabled", subnet({ [NEW]: "RouteTableEnabled" }), SILENT],
    ["with Enabled", subnet({ [NEW]: "Enabled" }), SILENT],
    ["with another case", subnet({ [NEW]: "routetableenabled" }), SILENT],
    ["with Disabled", subnet({ [NEW]: "Disabled" }), FAILS],
    ["with NetworkSecurityGroupEnabled", subnet({ [NEW]: "NetworkSecurityGroupEnabled" }), FAILS],
    ["with nothing", subnet({}), FAILS],
    ["with null", subnet({ [NEW]: null }), FAILS],
    ["with a word that Azure does not know", subnet({ [NEW]: "On" }), FAILS],
    ["with policies that are not known yet", subnet({ [NEW]: UNKNOWN }), LATER],
    ["of an API version", subnet({ [NEW]: "Disabled" }, "azure-native:network/v20230201:Subnet"), FAILS],
    ["of a local SDK", subnet({ [NEW]: "Disabled" }, "azure-native_network_v20230201:network:Subnet"), FAILS],

    ["in its network", network({ name: "other" }, { name: "ep", [NEW]: "Enabled" }), SILENT],
    ["in its network, with nothing", network({ name: "other" }, { name: "ep" }), FAILS],
    ["in its network, with policies that are not known yet", network({ name: "ep", [NEW]: UNKNOWN }), LATER],
    ["in its network, the route table not known yet", network({ name: "ep", [NEW]: "Enabled", routeTable: { id: UNKNOWN } }), SILENT],

    ["of the classic provider, on", classicSubnet({ [NEW]: "RouteTableEnabled" }), SILENT],
    ["of the classic provider, off", classicSubnet({ [NEW]: "Disabled", __defaults: [NEW] }), FAILS],
    ["of version 5, on", classicSubnet({ [ENABLED]: true }), SILENT],
    ["of version 5, off", classicSubnet({ [ENABLED]: false }), FAILS],
    ["of version 5, not known yet", classicSubnet({ [ENABLED]: UNKNOWN }), LATER],
    ["of version 4, which enforces the endpoint's and so disables the network's", classicSubnet({ [ENFORCE]: true }), FAILS],
    ["of version 4, on", classicSubnet({ [ENFORCE]: false }), SILENT],
    ["of the classic provider, with nothing: its versions differ", classicSubnet({}), FAILS],
    ["in its classic network, off", classicNetwork({ name: "ep", [NEW]: "Disabled" }), FAILS],
    ["in its classic network, on", classicNetwork({ name: "ep", [NEW]: "Enabled" }), SILENT],
    ["in its classic network of version 5, which cannot say it", classicNetwork({ name: "ep", addressPrefix: "10.0.0.0/26" }), FAILS],
  ];
  test.each(rows)("%s", async (_, shown, expected) => {
    expect(levels(await judged(shown))).toEqual(expected);
  });

  test("may be advice", async () => {
    expect(levels(await judged(subnet({ [NEW]: "Disabled" }), undefined, "advisory"))).toEqual(["advisory"]);
  });

  test("is named, with what is wrong and how to mend it, at the resource that declares it", async () => {
    const shown = network({ name: "other" }, { name: "ep", [NEW]: "NetworkSecurityGroupEnabled" });
    const [only] = await judged(shown, ["*/ep"]);
    expect(only).toMatchObject({ urn: shown.urn, severity: "high" });
    expect(only?.message.replaceAll("\n", " ")).toBe(
      'The subnet spoke/ep is to hold private endpoints (configured as */ep) and has no route-table policies: subnets[1].privateEndpointNetworkPolicies is "NetworkSecurityGroupEnabled". ' +
        "No user-defined route shorter than /32 then takes the endpoints' own routes out of force (R32): gateways of this network and of those peered with it reach them past the firewall. " +
        'To mend it: set subnets[1].privateEndpointNetworkPolicies to "Enabled". ' +
        "See policies/private-endpoint-subnet-policies.",
    );
  });

  test("is told of in the words of the program", async () => {
    const [only] = await judged(classicSubnet({ [ENFORCE]: true }));
    expect(only?.message).toContain(`${ENFORCE} is true.`);
    expect(only?.message).toContain(`set ${ENFORCE} to false.`);
  });
});

describe("which subnets are meant", () => {
  const off = { [NEW]: "Disabled" };
  const id = (subscription: string, name: string) =>
    `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`;
  const [HERE, THERE] = ["00000000-0000-0000-0000-00000000000a", "00000000-0000-0000-0000-00000000000b"];
  const inHere = {
    ...subnet(off),
    provider: { urn: "p", type: "pulumi:providers:azure-native", name: "p", properties: { subscriptionId: HERE } },
  };
  const MEANT = ["mandatory"];
  const MAY_BE = ["advisory"];
  const OTHER: readonly string[] = [];
  const rows: readonly (readonly [string, AnalyzedResource, string, readonly string[]])[] = [
    ["by both names", subnet(off), "spoke/ep", MEANT],
    ["in any case, as Azure compares them", subnet(off), "SPOKE/EP", MEANT],
    ["a subnet of another name", subnet(off), "spoke/ep2", OTHER],
    ["a subnet of another network", subnet(off), "hub/ep", OTHER],
    ["by a pattern", subnet(off), "sp*/e*", MEANT],
    ["in any network", subnet(off), "*/ep", MEANT],
    ["all of a network", subnet(off), "spoke/*", MEANT],
    ["all of a network but what Azure reserves", subnet({ ...off, subnetName: "GatewaySubnet" }), "spoke/*", OTHER],
    ["by the id", subnet(off), `${id(HERE, "spoke")}/subnets/ep`, MEANT],
    ["by the id, the provider's subscription", inHere, `${id(HERE, "spoke")}/subnets/ep`, MEANT],
    ["the same names in another subscription", inHere, `${id(THERE, "spoke")}/subnets/ep`, OTHER],
    ["the same names in another group", subnet({ ...off, resourceGroupName: "other" }), `${id(HERE, "spoke")}/subnets/ep`, OTHER],
    ["by the URN", subnet(off), `${URN}azure-native:network:Subnet::it`, MEANT],
    ["by the URN, of any stack", subnet(off), "urn:pulumi:*::*::azure-native:network:Subnet::it", MEANT],
    ["another URN", subnet(off), `${URN}azure-native:network:Subnet::its`, OTHER],
    ["in a network, which no URN names", network({ name: "ep", ...off }), `${URN}azure-native:network:Subnet::it`, OTHER],

    ["the network's name not known yet", subnet({ ...off, virtualNetworkName: UNKNOWN }), "spoke/ep", MAY_BE],
    ["the network's name not known yet, and any will do", subnet({ ...off, virtualNetworkName: UNKNOWN }), "*/ep", MEANT],
    [
      "the network's name not known yet, by the URN",
      subnet({ ...off, virtualNetworkName: UNKNOWN }),
      `${URN}azure-native:network:Subnet::it`,
      MEANT,
    ],
    ["the network's name not known yet, a subnet of another name", subnet({ ...off, virtualNetworkName: UNKNOWN }), "spoke/ep2", OTHER],
    ["the network's name not known yet, policies on", subnet({ [NEW]: "Enabled", virtualNetworkName: UNKNOWN }), "spoke/ep", OTHER],
    ["its own name not known yet", subnet({ ...off, subnetName: UNKNOWN }), "spoke/ep", MAY_BE],
    ["its own name not known yet, in another network", subnet({ ...off, subnetName: UNKNOWN }), "hub/ep", OTHER],
    ["the group not known yet", subnet({ ...off, resourceGroupName: UNKNOWN }), `${id(HERE, "spoke")}/subnets/ep`, MAY_BE],
    ["in a network, its name not known yet", network({ name: UNKNOWN, ...off }), "spoke/ep", MAY_BE],
    ["in a network, an item not known yet", network({ name: "other" }, UNKNOWN), "spoke/ep", MAY_BE],
    ["in a network, an item not known yet, of another network", network(UNKNOWN), "hub/ep", OTHER],
    [
      "in a network whose list is not known yet",
      resource("azure-native:network:VirtualNetwork", { virtualNetworkName: "spoke", subnets: UNKNOWN }),
      "*/ep",
      MAY_BE,
    ],
    [
      "in a network whose list is no list, which will not become known",
      resource("azure-native:network:VirtualNetwork", { virtualNetworkName: "spoke", subnets: "ep" }),
      "*/ep",
      MEANT,
    ],
    ["of a resource that is only read", resource("azure-native:network:Subnet", {}), "*/ep", OTHER],
    ["of another type", resource("azure-native:network:RouteTable", { ...off, routeTableName: "ep" }), "*/ep", OTHER],
  ];
  test.each(rows)("%s", async (_, shown, name, expected) => {
    expect(levels(await judged(shown, [name]))).toEqual(expected);
  });

  test("one that fits several names is told of once, one that fits for certain before one that may fit", async () => {
    const shown = subnet({ ...off, virtualNetworkName: UNKNOWN });
    const found = await judged(shown, ["spoke/ep", "*/ep", "*/e*"]);
    expect(levels(found)).toEqual(["mandatory"]);
    expect(found[0]?.message).toContain("(configured as */ep)");
  });

  test("each of a network is told of", async () => {
    const found = await judged(network({ name: "ep", ...off }, { name: "other", ...off }, { name: "ep2" }), ["*/ep*"]);
    expect(found.map(({ message }) => /^The subnet (\S+)/.exec(message)?.[1])).toEqual(["spoke/ep", "spoke/ep2"]);
  });
});

describe("remediation", () => {
  async function remediated(shown: AnalyzedResource, subnets: unknown = ["spoke/ep"]): Promise<WireObject | undefined> {
    await server.configure({ [POLICY]: { enforcementLevel: "remediate", subnets } });
    const [only, ...others] = await server.remediate(shown);
    expect(others).toEqual([]);
    expect(only?.diagnostic ?? "").toBe("");
    return only?.properties;
  }

  const rows: readonly (readonly [string, AnalyzedResource, WireObject])[] = [
    ["of what is off", subnet({ [NEW]: "Disabled" }), { [NEW]: "RouteTableEnabled" }],
    ["of what is not set", subnet({}), { [NEW]: "RouteTableEnabled" }],
    ["of what is on for security groups keeps these", subnet({ [NEW]: "NetworkSecurityGroupEnabled" }), { [NEW]: "Enabled" }],
    ["in an API version that knows two values only", subnet({}, "azure-native:network/v20230901:Subnet"), { [NEW]: "Enabled" }],
    ["in an API version that knows all", subnet({}, "azure-native:network/v20231101:Subnet"), { [NEW]: "RouteTableEnabled" }],
    ["in version 6 of the classic provider", classicSubnet({ [NEW]: "Disabled", __defaults: [NEW] }), { [NEW]: "RouteTableEnabled" }],
    ["in version 5", classicSubnet({ [ENABLED]: false }), { [ENABLED]: true }],
    ["in version 4", classicSubnet({ [ENFORCE]: true }), { [ENFORCE]: false }],
    [
      "of a subnet in its network leaves the others",
      network({ name: "GatewaySubnet", [NEW]: "Disabled" }, { name: "ep" }, { name: "other" }),
      { subnets: [{ name: "GatewaySubnet", [NEW]: "Disabled" }, { name: "ep", [NEW]: "RouteTableEnabled" }, { name: "other" }] },
    ],
    [
      "of a subnet in its classic network",
      classicNetwork({ name: "ep", [NEW]: "Disabled" }),
      { subnets: [{ name: "ep", [NEW]: "RouteTableEnabled" }] },
    ],
    [
      "hands back what is not known yet, secret or nothing",
      subnet({ routeTable: { id: UNKNOWN }, addressPrefix: secret("10.0.0.0/26"), natGateway: null, __internal: { a: 1 } }),
      { [NEW]: "RouteTableEnabled" },
    ],
    [
      "keeps a secret list secret",
      resource("azure-native:network:VirtualNetwork", { virtualNetworkName: "spoke", subnets: secret([{ name: "ep" }]) }),
      { subnets: secret([{ name: "ep", [NEW]: "RouteTableEnabled" }]) },
    ],
  ];
  test.each(rows)("%s", async (_, shown, change) => {
    const properties = { ...shown.properties, ...change };
    expect(await remediated(shown)).toEqual(properties);
    expect(await own({ ...shown, properties })).toEqual([]);
  });

  const unchanged: readonly (readonly [string, AnalyzedResource, readonly string[]])[] = [
    ["what is on", subnet({ [NEW]: "Enabled" }), []],
    ["another subnet", subnet({ subnetName: "other" }), []],
    ["what is not known yet", subnet({ [NEW]: UNKNOWN }), ["advisory"]],
    ["what may be another subnet", subnet({ virtualNetworkName: UNKNOWN }), ["advisory"]],
    ["a word that Azure does not know", subnet({ [NEW]: "On" }), ["mandatory"]],
    ["what the version of the classic provider decides", classicSubnet({}), ["mandatory"]],
    [
      "the network's list where it is not known yet",
      resource("azure-native:network:VirtualNetwork", { virtualNetworkName: "spoke", subnets: UNKNOWN }),
      ["advisory"],
    ],
  ];
  test.each(unchanged)("leaves %s", async (_, shown, expected) => {
    expect(await remediated(shown)).toBeUndefined();
    // Validation follows, at the level mandatory: what could not be mended does not pass.
    expect(levels(await own(shown))).toEqual(expected);
  });

  test("happens at no other level", async () => {
    await server.configure({ [POLICY]: { enforcementLevel: "mandatory", subnets: ["spoke/ep"] } });
    expect(await server.remediate(subnet({}))).toEqual([]);
  });
});

describe("a configuration that is wrong", () => {
  const rows: readonly (readonly [string, object, string])[] = [
    ["a property that there is none of", { subnet: ["spoke/ep"] }, "subnet: unknown property, did you mean subnets?"],
    ["no names", { subnets: [] }, "subnets: an empty list names no subnet; disable the policy instead"],
    ["no list", { subnets: "spoke/ep" }, 'subnets: "spoke/ep", expected a list'],
    ["no text", { subnets: [{ name: "ep" }] }, 'subnets[0]: {"name":"ep"}, expected a string'],
    ["one name alone", { subnets: ["ep"] }, 'subnets[0]: "ep", expected NETWORK/SUBNET'],
    [
      "the id of a network",
      { subnets: ["/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n"] },
      "expected NETWORK/SUBNET",
    ],
    ["every subnet there is", { subnets: ["*/*"] }, 'subnets[0]: "*/*", which fits every subnet'],
    ["every subnet there is, by URN", { subnets: ["urn:pulumi:*::*::*::*"] }, "which fits every subnet"],
    ["two stars", { subnets: ["**/ep"] }, "** does not stand for anything here"],
    ["what Azure reserves", { subnets: ["hub/GatewaySubnet"] }, "a subnet that Azure reserves"],
    [
      "the URN of a network",
      { subnets: [`${URN}azure-native:network:VirtualNetwork::hub`] },
      "the URN of a VirtualNetwork and of no subnet",
    ],
    ["half a URN", { subnets: ["urn:pulumi:prod::network"] }, "no URN of a resource"],
    ["a name twice", { subnets: ["spoke/ep", "Spoke/EP"] }, 'subnets[1]: "Spoke/EP" stands at subnets[0] already'],
    ["two things at once", { subnets: ["ep"], strict: true }, "2 things are wrong with the configuration"],
  ];
  test.each(rows)("%s", async (_, config, says) => {
    await server.configure({ [POLICY]: { enforcementLevel: "advisory", ...config } });
    await server.analyze(STACK);
    // What is right by any configuration does not pass either.
    const [only, ...others] = await own(subnet({ [NEW]: "Enabled" }));
    expect(only).toMatchObject({ enforcementLevel: "mandatory", severity: "critical" });
    expect(only?.message).toMatch(/^Nothing was judged, because the configuration is wrong\.\n/);
    expect(only?.message).toContain(says);
    expect(others).toEqual([]);
  });

  test("is said once a run, at the first subnet or network; and at each where nobody can tell the runs apart", async () => {
    const fresh = await startPolicyServer({ pack: PACK });
    try {
      await fresh.configure({ [POLICY]: { enforcementLevel: "mandatory", subnets: ["ep"] } });
      const said = async (shown: AnalyzedResource) =>
        (await fresh.analyze(shown)).diagnostics.filter(({ policyName }) => policyName === POLICY).length;
      const run = [resource("azure-native:network:RouteTable", {}), network(), subnet({}), subnet({})];
      const counts: number[] = [];
      for (const shown of [...run, STACK, ...run, STACK, ...run]) counts.push(await said(shown));
      expect(counts).toEqual([0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0]);
    } finally {
      await fresh.stop();
    }
  });

  test("changes nothing", async () => {
    await server.configure({ [POLICY]: { enforcementLevel: "remediate", subnets: ["ep"] } });
    expect(await server.remediate(subnet({}))).toEqual([]);
  });

  test("that is empty is advice: a configuration for all policies enables this one", async () => {
    await server.configure({ all: "mandatory" as never });
    await server.analyze(STACK);
    const found = await own(network());
    expect(levels(found)).toEqual(["advisory"]);
    expect(found[0]?.message).toContain("is enabled and no subnets are named");
    expect(await own(subnet({}))).toEqual([]);
  });
});
