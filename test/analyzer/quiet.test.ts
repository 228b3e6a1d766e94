import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import type { Output } from "@pulumi/pulumi";
import { createInlineNetwork, type InlineNetworkOptions, SPOKE } from "../e2e/programs/inline-network.ts";
import { EmbeddedStack } from "../support/preview/embedded-engine.ts";
import { type PolicyServer, startPolicyServer } from "../support/preview/policy-server.ts";
import { previewAgainst } from "../support/preview/preview-with-policies.ts";

const INSPECTED = "private-endpoint-traffic-inspected";
const ADVICE = "private-endpoint-routing-advice";
const HUB = "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub";

/** What an organisation gives to all of its stacks: each part concerns few of them. */
const CONFIGURATION = {
  [INSPECTED]: {
    firewalls: [
      { address: "10.13.76.68", gateways: ["vpngw"] },
      { address: "10.50.0.4", gateways: ["ergw"] },
      { id: `${HUB.replace(/virtualNetworks.*/, "azureFirewalls/azfw3")}`, gateways: ["ergw3"] },
    ],
    onPremises: [{ prefix: "192.168.0.0/24", name: "head office", gateways: ["vpngw"] }, { prefix: "10.200.0.0/16" }],
    entries: [{ subnet: "hub-*/sdwan", name: "sdwan" }],
    // Of the stack network/prod.
    baseline: JSON.parse(readFileSync(join(__dirname, "../../docs/examples/baseline.json"), "utf8")),
    exemptions: [
      { endpoint: "**::sql", stacks: "network/legacy", expires: "2099-12-31" },
      { endpoint: "**::web", expires: "2020-12-31" },
    ].map((each) => ({ category: "waiver", reason: "cut over later", approvedBy: "network security", ...each })),
  },
  "private-endpoint-subnet-policies": { enforcementLevel: "mandatory", subnets: ["*/snet-pe-*", "spoke1/endpoints"] },
} as const;

jest.setTimeout(180_000);

let server: PolicyServer;
beforeAll(async () => {
  server = await startPolicyServer({ pack: join(__dirname, "../..") });
  await server.configure(CONFIGURATION as never);
});
afterAll(() => server.stop());

interface Said {
  readonly violations: readonly string[];
  /** The stack policies that had nothing to judge: neither a pass nor a failure. */
  readonly notApplicable: readonly string[];
}

async function preview(program: () => unknown): Promise<Said> {
  const { diagnostics, notApplicable } = await previewAgainst(server, program, new EmbeddedStack({ project: "app" }));
  return {
    violations: diagnostics.map(({ enforcementLevel, message }) => `${enforcementLevel}: ${/^Code (\S+),/m.exec(message)?.[1] ?? message}`),
    notApplicable: notApplicable.flatMap(({ policyName }) => ([INSPECTED, ADVICE].includes(policyName) ? [policyName] : [])),
  };
}

interface Place {
  readonly resourceGroupName: Output<string>;
  readonly location: Output<string>;
}

/** A program whose resources are in a group of their own. */
const inGroup = (create: (place: Place) => unknown) => () => {
  const { name: resourceGroupName, location } = new resources.ResourceGroup("app", { location: "westeurope" });
  create({ resourceGroupName, location });
};

function application(place: Place): void {
  new storage.StorageAccount("data", { ...place, kind: "StorageV2", sku: { name: "Standard_LRS" } });
}

/** A network with a machine's interface, and a route table of its own. */
function workload({ resourceGroupName, location }: Place): network.VirtualNetwork {
  const place = { resourceGroupName, location };
  const routes = [{ name: "out", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.60.1.4" }];
  const routeTable = new network.RouteTable("out", { ...place, routes });
  const own = new network.VirtualNetwork("own", { ...place, addressSpace: { addressPrefixes: ["10.60.0.0/16"] } });
  const subnet = new network.Subnet("app", {
    resourceGroupName,
    virtualNetworkName: own.name,
    addressPrefix: "10.60.0.0/24",
    routeTable: { id: routeTable.id },
  });
  new network.NetworkInterface("nic", { ...place, ipConfigurations: [{ name: "ip", subnet: { id: subnet.id } }] });
  return own;
}

/** The same, a spoke of a hub in another stack. */
function spokeWithoutEndpoints(place: Place): void {
  new network.VirtualNetworkPeering("to-hub", {
    resourceGroupName: place.resourceGroupName,
    virtualNetworkName: workload(place).name,
    remoteVirtualNetwork: { id: HUB },
    useRemoteGateways: true,
  });
}

const inline = (options: InlineNetworkOptions) => () => createInlineNetwork(options);

/** One organisation-wide configuration stays quiet in stacks that it does not concern. */
describe("nothing at all is said of a stack", () => {
  const rows: readonly { what: string; program: () => unknown }[] = [
    { what: "without resources", program: () => undefined },
    { what: "without network resources", program: inGroup(application) },
    { what: "with a network that is joined to nothing", program: inGroup(workload) },
    { what: "with a spoke without endpoints, whose hub is another stack", program: inGroup(spokeWithoutEndpoints) },
  ];
  test.each(rows)("$what", async ({ program }) => {
    expect(await preview(program)).toEqual({ violations: [], notApplicable: [INSPECTED, ADVICE] });
  });
});

describe("of a stack with gateways", () => {
  test("and no endpoints only that is said which the configuration says to all", async () => {
    const said = await preview(inline({ routePrefix: "10.13.77.0/24", spokes: [] }));
    expect(said).toEqual({ violations: ["advisory: CP-E05", "advisory: CP-E01"], notApplicable: [INSPECTED] });
  });

  test("and endpoints the same, where the traffic is inspected by the firewall of its own gateway", async () => {
    const said = await preview(inline({ routePrefix: "10.13.77.0/24", spokes: [SPOKE] }));
    expect(said).toEqual({ violations: ["advisory: CP-E05", "advisory: CP-E01"], notApplicable: [] });
  });

  test("nothing is said of a baseline of other stacks where its code is disabled", async () => {
    const quiet = { ...CONFIGURATION[INSPECTED], levels: { "CP-E05": "disabled" }, exemptions: [] };
    await server.configure({ [INSPECTED]: quiet } as never);
    const said = await preview(inline({ routePrefix: "10.13.77.0/24", spokes: [SPOKE] }));
    await server.configure(CONFIGURATION as never);
    expect(said).toEqual({ violations: [], notApplicable: [] });
  });

  test("for which no firewall is named nothing fails: it is inconclusive, and no firewall of others is taken for one", async () => {
    await server.configure({ [INSPECTED]: { firewalls: [{ address: "10.50.0.4", gateways: ["ergw"] }] } });
    const said = await preview(inline({ routePrefix: "10.13.77.0/24", spokes: [SPOKE] }));
    await server.configure(CONFIGURATION as never);
    expect(said).toEqual({ violations: ["advisory: CP-I08"], notApplicable: [] });
  });
});
