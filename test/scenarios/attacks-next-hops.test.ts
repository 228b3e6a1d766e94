import { analyse } from "../../src/analysis.ts";
import { type Provider, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { peer, table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { armId } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";
import { type Attack, blog, both, bypassing, type Change, changed, EXACT, input, judgeAttack, output, toBeMade, urn } from "./attack.ts";

/** What only looks like the designated firewall, or like a way to it: names, dependencies and addresses that mean something else. */

const bothHalves = (names: readonly string[], ...changes: Parameters<typeof input>): Attack["hide"] =>
  Object.fromEntries(names.map((name) => [`VirtualNetworkPeering ${name}`, input(...changes)]));

/** The designated address lies in another network that the hub is peered with, and nothing in sight holds it. */
const firewallElsewhere = (): World => {
  const world = blog(["10.13.77.0/24 via 10.15.0.4"], { firewalls: [] }, { firewalls: ["10.15.0.4"] });
  const other = { name: "hub2", location: "westeurope", ranges: ["10.15.0.0/24"], subnets: [] };
  return { ...world, networks: [...world.networks, other], peerings: [...world.peerings, ...peer("hub", "hub2")] };
};

/** An interface with the name of the designated firewall is at the next hop. */
const namesake = (): World => {
  const world = blog(["10.13.77.0/24 via 10.13.76.132"], { firewalls: [] });
  const [hub, ...others] = world.networks;
  if (hub === undefined) throw new Error("the world has no hub");
  const nva = { name: "nva", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable: undefined } as const;
  return {
    ...world,
    networks: [{ ...hub, subnets: [...hub.subnets, nva] }, ...others],
    nics: [{ name: "azfw", subnet: "hub/nva", address: "10.13.76.132", forwarding: true }],
  };
};

/** A firewall in a network that the hub is not joined to. */
const firewallOutOfReach = (): World => {
  const world = blog(["10.13.77.0/24 via 10.15.0.4"], {}, { firewalls: ["10.15.0.4"] });
  const subnet = { name: "AzureFirewallSubnet", prefixes: ["10.15.0.0/26"], policies: "Disabled", routeTable: undefined } as const;
  return {
    ...world,
    networks: [...world.networks, { name: "hub2", location: "westeurope", ranges: ["10.15.0.0/24"], subnets: [subnet] }],
    firewalls: [{ name: "azfw", subnet: "hub2/AzureFirewallSubnet", address: "10.15.0.4" }],
  };
};

const secondSpoke = (): World => {
  const world = blog([EXACT]);
  const ep = { name: "ep", prefixes: ["10.14.0.0/24"], policies: "Disabled", routeTable: undefined } as const;
  return {
    ...world,
    networks: [...world.networks, { name: "spoke2", location: "westeurope", ranges: ["10.14.0.0/16"], subnets: [ep] }],
    peerings: [...world.peerings, ...peer("hub", "spoke2")],
    routeTables: [table("gateway", EXACT)],
  };
};

const madeBy =
  (provider: Provider): Change =>
  (resource) => ({ ...resource, provider });

const ROWS: Readonly<Record<string, Attack>> = {
  "the designated address is behind a peering that drops what crosses it: the drop is advice (R25)": {
    world: firewallElsewhere(),
    hide: bothHalves(["hub-to-hub2", "hub2-to-hub"], {
      allowVirtualNetworkAccess: false,
      remoteVirtualNetwork: { id: armId("virtualNetworks/hub2") },
    }),
    before: ["vpngw inspected"],
    after: ["vpngw inspected"],
  },
  "the firewall that is designated by id is not the interface of its name": {
    world: namesake(),
    hide: { "NetworkInterface azfw": toBeMade },
    intent: (intent) => ({ ...intent, firewalls: [{ address: undefined, id: armId("azureFirewalls/azfw"), gateways: undefined }] }),
    before: ["vpngw bypassed"],
    after: ["vpngw bypassed"],
  },
  "the firewall that is designated by id is the one whose resource group is not known yet, or another": {
    world: blog([EXACT]),
    hide: { "AzureFirewall azfw": both(toBeMade, input({ resourceGroupName: UNKNOWN })) },
    intent: (intent) => ({ ...intent, firewalls: [{ address: undefined, id: armId("azureFirewalls/azfw"), gateways: undefined }] }),
    before: ["vpngw inspected"],
    after: ["vpngw inconclusive"],
  },
  "the firewall that is designated by id is the one whose name is not known yet, or another": {
    world: blog([EXACT]),
    hide: { "AzureFirewall azfw": both(toBeMade, input({ azureFirewallName: UNKNOWN })) },
    intent: (intent) => ({ ...intent, firewalls: [{ address: undefined, id: armId("azureFirewalls/azfw"), gateways: undefined }] }),
    before: ["vpngw inspected"],
    after: ["vpngw inconclusive"],
  },
  "the firewall that is designated by id is made in another subscription": {
    world: blog([EXACT]),
    hide: {
      "AzureFirewall azfw": both(
        toBeMade,
        madeBy({
          urn: "urn:pulumi:prod::network::pulumi:providers:azure-native::second",
          subscription: "00000000-0000-0000-0000-0000000000ff",
        }),
      ),
    },
    intent: (intent) => ({ ...intent, firewalls: [{ address: undefined, id: armId("azureFirewalls/azfw"), gateways: undefined }] }),
    before: ["vpngw inspected"],
    after: ["vpngw bypassed"],
  },
  "the gateway's route table is made in another subscription": {
    world: blog([EXACT]),
    hide: {
      "RouteTable gateway": both(
        toBeMade,
        madeBy({
          urn: "urn:pulumi:prod::network::pulumi:providers:azure-native::second",
          subscription: "00000000-0000-0000-0000-0000000000ff",
        }),
      ),
    },
    before: ["vpngw inspected"],
    after: ["vpngw inconclusive"],
  },
  "the next hop depends on the firewall and on something of a kind that is not known": {
    world: blog([EXACT]),
    hide: {
      "Route gateway-r0": both(
        input({ nextHopIpAddress: UNKNOWN }, { nextHopIpAddress: [urn("AzureFirewall", "azfw"), "urn:reference"] }),
        toBeMade,
      ),
    },
    before: ["vpngw inspected"],
    after: ["vpngw inconclusive"],
  },
  "the next hop is a firewall in a network that the gateway's is not joined to (R17)": {
    world: firewallOutOfReach(),
    hide: { "Route gateway-r0": input({ nextHopIpAddress: UNKNOWN }, { nextHopIpAddress: [urn("AzureFirewall", "azfw")] }) },
    before: ["vpngw undelivered"],
    after: ["vpngw undelivered"],
  },
  "the endpoint's subnet depends on a subnet and on another network": {
    world: secondSpoke(),
    hide: {
      "PrivateEndpoint sql": both(
        input({ subnet: { id: UNKNOWN } }, { subnet: [urn("Subnet", "spoke1-ep"), urn("VirtualNetwork", "spoke2")] }),
        toBeMade,
      ),
    },
    before: ["vpngw inspected"],
    after: ["vpngw inconclusive", "vpngw inconclusive"],
  },
  "the endpoint's subnet depends on a subnet and on its own network": {
    world: secondSpoke(),
    hide: {
      "PrivateEndpoint sql": both(
        input({ subnet: { id: UNKNOWN } }, { subnet: [urn("Subnet", "spoke1-ep"), urn("VirtualNetwork", "spoke1")] }),
        toBeMade,
      ),
    },
    before: ["vpngw inspected"],
    after: ["vpngw inspected"],
  },
};

const stackReference: Resource = {
  urn: "urn:reference",
  type: "pulumi:pulumi:StackReference",
  name: "reference",
  id: "org/project/stack",
  inputs: {},
  outputs: {},
  dependencies: [],
  propertyDependencies: {},
  origin: "stack",
};

test.each(Object.entries(ROWS))("%s", (_, attack) => {
  expect(judgeAttack(attack, [stackReference])).toEqual([attack.before, attack.after]);
});

/** The pool is a resource of its own, and brings an interface that is not the firewall behind the load balancer. */
test.each<[string, Resource["inputs"], readonly string[]]>([
  ["names its load balancer", { loadBalancerName: "lb" }, []],
  ["is of a load balancer that is not known", { loadBalancerName: UNKNOWN }, []],
  ["is of one of two load balancers", { loadBalancerName: UNKNOWN }, [urn("LoadBalancer", "lb"), urn("LoadBalancer", "lb2")]],
])("a pool that %s is not left out", (_, inputs, on) => {
  const world: World = {
    ...namesake(),
    routeTables: [table("gateway", "10.13.77.0/24 via 10.13.76.140")],
    nics: [
      { name: "firewall", subnet: "hub/nva", address: "10.13.76.132", forwarding: true },
      { name: "other", subnet: "hub/nva", address: "10.13.76.133", forwarding: true },
    ],
    loadBalancers: ["lb", "lb2"].map((name, n) => ({ name, subnet: "hub/nva", address: `10.13.76.14${n}`, backends: ["firewall"] })),
    configuration: { ...namesake().configuration, firewalls: ["10.13.76.132"] },
  };
  const pool: Resource = {
    urn: urn("LoadBalancerBackendAddressPool", "more"),
    type: "azure-native:network:LoadBalancerBackendAddressPool",
    name: "more",
    id: undefined,
    inputs: { resourceGroupName: "net", loadBalancerBackendAddresses: [{ name: "a", ipAddress: "10.13.76.133" }], ...inputs },
    outputs: {},
    dependencies: [],
    propertyDependencies: { loadBalancerName: on },
    origin: "stack",
  };
  const resources = [...renderWorld(world, { style: "standalone", refreshed: false }), pool];
  const { paths } = analyse(resources, intentOf(world)).report;
  expect(paths.map(({ verdict }) => verdict)).toEqual([
    on.length === 0 && inputs?.["loadBalancerName"] === "lb" ? "bypassed" : "inconclusive",
  ]);
});

test.each([
  ["Connected", "private-endpoint-traffic-inspected"],
  ["Disconnected", "private-endpoint-routing-advice"],
])("a spoke alone whose peering is %s: CP-H01 belongs to %s", (peeringState, policy) => {
  const world = bypassing();
  const spoke = renderWorld(world, { style: "standalone", refreshed: true }).filter(
    ({ name }) => name.includes("spoke1") || name === "sql",
  );
  const alone = changed(
    spoke.filter(({ name }) => !name.startsWith("hub")),
    "VirtualNetworkPeering spoke1-to-hub",
    output({ peeringState }),
  );
  const { findings } = analyse(alone, intentOf(world)).report;
  expect(findings.filter(({ code }) => code === "CP-H01").map((each) => each.policy)).toEqual([policy]);
});
