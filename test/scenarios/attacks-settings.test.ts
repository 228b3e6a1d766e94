import { analyse } from "../../src/analysis.ts";
import type { Report } from "../../src/report/report.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, deployed, resource } from "../azure/support.ts";
import { table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { blog, both, type Change, changed, EXACT, FIREWALL, input, output, toBeMade, urn } from "./attack.ts";

/** Programs that say a thing twice, say it in an unusual way, or of two times. What Azure makes of that is not guessed. */

type Row = readonly [string, readonly Resource[], readonly string[]];

const WORLD = blog([EXACT]);
const STACK = standalone(WORLD);
const INLINE = renderWorld(WORLD, { style: "inline", refreshed: true });
const FIREWALL_SUBNET = "virtualNetworks/hub/subnets/AzureFirewallSubnet";
const INSPECTED = ["inspected"];
const OPEN = ["inconclusive"];

describe("routes of one table", () => {
  const withRoutes = (...texts: readonly string[]): readonly Resource[] => standalone(blog(texts));
  const inline = (routes: readonly Properties[]): readonly Resource[] => changed(INLINE, "RouteTable gateway", input({ routes }));
  const toFirewall = { name: "a", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: FIREWALL };
  const drop = { addressPrefix: "10.13.77.0/25", nextHopType: "None" };

  test.each<Row>([
    ["two of one prefix", withRoutes(EXACT, "10.13.77.0/24 None"), OPEN],
    ["a prefix with host bits", withRoutes(`10.13.77.5/24 via ${FIREWALL}`), OPEN],
    ["the same beside one that leads to the firewall", withRoutes(EXACT, "10.13.77.5/24 None"), OPEN],
    ["a prefix with a mask", withRoutes(EXACT, "10.13.77.0/255.255.255.128 None"), OPEN],
    ["an address without a length", withRoutes(EXACT, "10.13.77.6 None"), OPEN],
    ["an IPv4 prefix in the spelling of IPv6", withRoutes(EXACT, "::ffff:10.13.77.0/121 None"), OPEN],
    ["0.0.0.0/0 in two halves is no longer than the peering (R1)", withRoutes(`0.0.0.0/1 via ${FIREWALL}`), ["bypassed"]],
    ["a service tag stands for public ranges (R18)", withRoutes(EXACT, "AzureCloud None"), INSPECTED],
    ["a word that stands for private addresses too", withRoutes(EXACT, "VirtualNetwork None"), OPEN],
    ["names that differ in their case alone", inline([toFirewall, { ...drop, name: "A" }]), OPEN],
    ["the same in the other order", inline([{ ...drop, name: "A" }, toFirewall]), OPEN],
    ["names that differ", inline([toFirewall, { ...drop, name: "b" }]), ["undelivered"]],
    [
      "resources whose names differ in their case alone",
      [...STACK, deployed("Route", "twin", "routeTables/gateway/routes/R0", { routeTableName: "gateway", routeName: "R0", ...drop })],
      OPEN,
    ],
  ])("%s", (_, resources, expected) => expect(verdicts(resources)).toEqual(expected));
});

describe("subnets and peerings that stand twice in a list", () => {
  const repeated =
    (property: string, change: Properties): Change =>
    (each) => {
      const list = each.inputs?.[property] as readonly Properties[];
      return input({ [property]: [...list, { ...list[0], ...change }] })(each);
    };

  test.each<Row>([
    ["a subnet", changed(INLINE, "VirtualNetwork spoke1", repeated("subnets", { privateEndpointNetworkPolicies: "Disabled" })), OPEN],
    ["a peering", changed(INLINE, "VirtualNetwork hub", repeated("virtualNetworkPeerings", { peerCompleteVnets: false })), OPEN],
  ])("%s", (_, resources, expected) => expect(new Set(verdicts(resources))).toEqual(new Set(expected)));
});

describe("the peering of single subnets (R26), and how it was last synchronised (R10b)", () => {
  const peered = blog([`10.13.77.0/26 via ${FIREWALL}`]);
  const half = (network: string, remote: string, local: PropertyValue, others: PropertyValue, answer: Properties): Change =>
    both(
      input({
        remoteVirtualNetwork: { id: armId(`virtualNetworks/${remote}`) },
        allowGatewayTransit: network === "hub",
        useRemoteGateways: network !== "hub",
        peerCompleteVnets: false,
        localSubnetNames: local,
        remoteSubnetNames: others,
      }),
      output({ peeringState: "Connected", ...answer }),
    );
  const scoped = (names: PropertyValue, answer: Properties = {}, of = standalone(peered)): readonly Resource[] => {
    const hub = ["GatewaySubnet", "AzureFirewallSubnet"];
    const one = changed(of, "VirtualNetworkPeering hub-to-spoke1", half("hub", "spoke1", hub, names, answer));
    return changed(one, "VirtualNetworkPeering spoke1-to-hub", half("spoke1", "hub", names, hub, {}));
  };
  const level = (peeringSyncLevel: PropertyValue): Properties => ({ peeringSyncLevel });
  const endpoints = "Subnet spoke1-ep";

  test.each<Row>([
    ["it says nothing of that", scoped(["ep"]), INSPECTED],
    ["it is synchronised", scoped(["ep"], level("FullyInSync")), INSPECTED],
    ["it is behind: which prefixes it routes is not known", scoped(["ep"], level("LocalNotInSync")), OPEN],
    ["both halves are behind", scoped(["ep"], level("LocalAndRemoteNotInSync")), OPEN],
    ["the other half is behind, and says so itself if it matters", scoped(["ep"], level("RemoteNotInSync")), INSPECTED],
    ["what Azure recorded of it is not asked", scoped(["ep"], { remoteAddressSpace: { addressPrefixes: ["10.13.77.0/27"] } }), INSPECTED],
    ["its list is not known", scoped(UNKNOWN), OPEN],
    ["its list is not known, nor how it was synchronised", scoped(UNKNOWN, level(UNKNOWN)), OPEN],
    ["it names a subnet that is not in sight", scoped(["ghost"], level("FullyInSync")), OPEN],
    ["the subnet's prefix is not known", changed(scoped(["ep"]), endpoints, both(toBeMade, input({ addressPrefix: UNKNOWN }))), OPEN],
  ])("%s", (_, resources, expected) => expect(verdicts(resources, peered)).toEqual(expected));

  test("the preview of an update hides it: an assumption (CP-A09), and nothing under strict", () => {
    const resources = scoped(["ep"], level(UNKNOWN));
    const [path] = reportOn(resources, peered).paths;
    expect([path?.verdict, path?.assumptions.map(({ code }) => code).sort()]).toEqual(["inspected", ["CP-A09", "CP-A10"]]);
    const strict = { ...intentOf(peered), strict: true };
    expect(analyse(resources, strict).report.paths.map(({ verdict }) => verdict)).toEqual(OPEN);
  });
});

describe("what was read of two times", () => {
  const gatewaySubnet = only("Subnet", "hub-GatewaySubnet");
  const subnet = only("Subnet", "spoke1-ep");
  const network = only("VirtualNetwork", "spoke1");
  const half = only("VirtualNetworkPeering", "spoke1-to-hub");
  const listed = { virtualNetworkPeerings: [{ ...half.outputs, name: "spoke1-to-hub" }] };
  const table = only("RouteTable", "gateway");
  const seen = (each: Resource, name: string, answer: Properties = {}): Resource => ({
    ...each,
    urn: `urn:pulumi:other::${name}::${each.type}::${each.name}`,
    inputs: undefined,
    outputs: { ...each.outputs, ...answer },
  });
  const firewall = only("AzureFirewall", "azfw");
  const { privateEndpointNetworkPolicies: _, ...bare } = subnet.inputs ?? {};
  const off = { privateEndpointNetworkPolicies: "Disabled" };
  const moved = { ipConfigurations: [{ name: "ip", privateIPAddress: "10.13.76.69", subnet: { id: armId(FIREWALL_SUBNET) } }] };
  const without = (...gone: readonly Resource[]): readonly Resource[] => STACK.filter((each) => !gone.includes(each));
  const listing = (policies: string): Properties => ({
    subnets: [{ name: "ep", addressPrefix: "10.13.77.0/26", privateEndpointNetworkPolicies: policies }],
  });
  const routes = (nextHopType: string): Properties => ({
    routes: [{ name: "r0", addressPrefix: "10.13.77.0/24", nextHopType, nextHopIpAddress: FIREWALL, etag: nextHopType }],
  });

  test.each<Row>([
    ["by two stacks, and the same", [...without(subnet), seen(subnet, "a"), seen(subnet, "b", { etag: "1" })], INSPECTED],
    ["by two stacks, the first of now", [...without(subnet), seen(subnet, "a"), seen(subnet, "b", off)], OPEN],
    ["by two stacks, the second of now", [...without(subnet), seen(subnet, "a", off), seen(subnet, "b")], OPEN],
    ["beside what declares it, which counts", [...STACK, seen(subnet, "a", off)], INSPECTED],
    [
      "the ranges of a network",
      [...without(network), seen(network, "a"), seen(network, "b", { addressSpace: { addressPrefixes: [] } })],
      OPEN,
    ],
    [
      "the subnets that a network lists",
      [...without(network, subnet), seen(network, "a", listing("Enabled")), seen(network, "b", listing("Disabled"))],
      OPEN,
    ],
    [
      "a network with a subnet that it did not have",
      [...without(network), seen(network, "a", { subnets: [] }), seen(network, "b")],
      INSPECTED,
    ],
    ["a subnet and its network", [...without(network, subnet), seen(network, "a", listing("Enabled")), seen(subnet, "b", off)], OPEN],
    [
      "the routes of a table",
      [...without(table, only("Route", "gateway-r0")), seen(table, "a", routes("VirtualAppliance")), seen(table, "b", routes("None"))],
      OPEN,
    ],
    [
      "a table that had a route less",
      [...without(table, only("Route", "gateway-r0")), seen(table, "a", routes("VirtualAppliance")), seen(table, "b", { routes: [] })],
      OPEN,
    ],
    [
      "a subnet that had a table",
      [...without(gatewaySubnet), seen(gatewaySubnet, "a"), seen(gatewaySubnet, "b", { routeTable: undefined })],
      OPEN,
    ],
    [
      "the peerings that a network lists",
      [...without(network, half), seen(network, "a", { virtualNetworkPeerings: [] }), seen(network, "b", listed)],
      OPEN,
    ],
    [
      "those of which a stack declares the one that is new",
      [...without(network), seen(network, "a", { virtualNetworkPeerings: [] }), seen(network, "b", listed)],
      INSPECTED,
    ],
    ["the address of a firewall", [...without(firewall), seen(firewall, "a"), seen(firewall, "b", moved)], OPEN],
    ["two exports of one stack, and the same", [...STACK, subnet], INSPECTED],
    [
      "two exports of one stack, of which the answers differ",
      [...STACK, { ...firewall, outputs: { ...firewall.outputs, ...moved } }],
      OPEN,
    ],
    ["two exports of one stack, of which one sets no policies", [...STACK, { ...subnet, inputs: bare, outputs: undefined }], OPEN],
    ["two exports of one stack", [...STACK, { ...subnet, inputs: { ...subnet.inputs, ...off } }], OPEN],
  ])("%s", (_, resources, expected) => {
    expect(verdicts(resources)).toEqual(expected);
    expect(verdicts([...resources].reverse())).toEqual(expected);
  });
});

describe("what was read of two times leaves alone what it cannot change", () => {
  const apart = { name: "other", location: "westeurope", ranges: ["10.14.0.0/24"] };
  const routed = { name: "ep", prefixes: ["10.14.0.0/26"], policies: "RouteTableEnabled", routeTable: "unused" } as const;
  const world = blog([EXACT], {
    networks: [...WORLD.networks, { ...apart, subnets: [routed] }],
    routeTables: [...WORLD.routeTables, table("unused", "10.0.0.0/8 None")],
    endpoints: [...WORLD.endpoints, { name: "second", subnet: "spoke1/ep", addresses: ["10.13.77.9"] }],
  });
  const stack = standalone(world);
  const twice = (type: string, name: string, answer: Properties): readonly Resource[] =>
    stack.flatMap((each) => {
      if (!each.type.endsWith(`:${type}`) || each.name !== name) return [each];
      const read = { ...each, inputs: undefined };
      return [read, { ...read, urn: `${each.urn}-again`, outputs: { ...each.outputs, ...answer } }];
    });

  test.each<[string, readonly Resource[], readonly string[]]>([
    ["nothing", stack, ["second inspected", "sql inspected"]],
    [
      "an endpoint",
      twice("PrivateEndpoint", "sql", { customDnsConfigs: [{ ipAddresses: ["10.13.77.8"] }] }),
      ["second inspected", "sql inconclusive"],
    ],
    [
      "a table where no packet comes",
      twice("RouteTable", "unused", { disableBgpRoutePropagation: true }),
      ["second inspected", "sql inspected"],
    ],
    [
      "a table on the way",
      twice("RouteTable", "gateway", { disableBgpRoutePropagation: true }),
      ["second inconclusive", "sql inconclusive"],
    ],
    [
      "a subnet of a network where no packet comes",
      twice("Subnet", "other-ep", { routeTable: undefined }),
      ["second inspected", "sql inspected"],
    ],
    [
      "where such a subnet lies",
      twice("Subnet", "other-ep", { addressPrefix: "10.13.77.0/26" }),
      ["second inconclusive", "sql inconclusive"],
    ],
    ["a subnet on the way", twice("Subnet", "hub-GatewaySubnet", { routeTable: undefined }), ["second inconclusive", "sql inconclusive"]],
  ])("%s", (_, resources, expected) => {
    const paths = reportOn(resources, world).paths.map(({ endpoint, verdict }) => `${endpoint.name} ${verdict}`);
    expect(paths.sort()).toEqual(expected);
  });
});

test.each(["creation", "update", "deletion", "import"] as const)("the %s of a route was cut off: nothing is decided", (interrupted) => {
  const route = only("Route", "gateway-r0");
  const resources = [...STACK.filter((each) => each !== route), { ...route, interrupted }];
  expect(verdicts(resources)).toEqual(OPEN);
  const { findings } = reportOn(resources, WORLD);
  expect(findings.filter(({ code }) => code === "CP-I05").map(({ message }) => message)[0]).toContain("run `pulumi refresh`");
});

describe("azure-native and the classic provider write the same thing", () => {
  const classic = (type: string, inputs: Properties): Resource =>
    resource(`azure:${type}`, "classic", { inputs: { resourceGroupName: "net", ...inputs }, outputs: { id: UNKNOWN, ...inputs } });
  const association = (subnet: string, table: string): Resource =>
    classic("network/subnetRouteTableAssociation:SubnetRouteTableAssociation", {
      subnetId: armId(`virtualNetworks/${subnet}`),
      routeTableId: armId(`routeTables/${table}`),
    });
  const route = (name: string): Resource =>
    classic("network/route:Route", { name, routeTableName: "gateway", addressPrefix: "10.13.77.0/25", nextHopType: "None" });

  test.each<[string, Resource, string, string]>([
    ["a route of another name", route("more"), "undelivered", "inconclusive"],
    ["a route of the same name", route("r0"), "inconclusive", "inconclusive"],
    ["an association that says the same", association("hub/subnets/GatewaySubnet", "gateway"), "inspected", "inspected"],
    ["an association that says something else", association("hub/subnets/GatewaySubnet", "other"), "inconclusive", "inconclusive"],
    [
      "a subnet",
      classic("network/subnet:Subnet", { name: "ep", virtualNetworkName: "spoke1", addressPrefixes: ["10.13.77.0/26"] }),
      "inconclusive",
      "inconclusive",
    ],
    [
      "a network with subnets of its own",
      classic("network/virtualNetwork:VirtualNetwork", { name: "spoke1", addressSpaces: ["10.13.77.0/24"], subnets: [{ name: "ep" }] }),
      "inconclusive",
      "inconclusive",
    ],
    ["a table", classic("network/routeTable:RouteTable", { name: "gateway", routes: [] }), "inconclusive", "inconclusive"],
    [
      "an endpoint",
      classic("privatelink/endpoint:Endpoint", { name: "sql", subnetId: armId("virtualNetworks/spoke1/subnets/other") }),
      "inconclusive",
      "inconclusive",
    ],
  ])("%s, beside resources and beside lists", (_, more, standing, inside) => {
    expect([verdicts([...STACK, more]), verdicts([...INLINE, more])]).toEqual([[standing], [inside]]);
  });

  test("a half without transit beside one with it: whether on-premises is told of the network is not known (R23, R79)", () => {
    const half = classic("network/virtualNetworkPeering:VirtualNetworkPeering", {
      name: "hub-to-spoke1",
      virtualNetworkName: "hub",
      remoteVirtualNetworkId: armId("virtualNetworks/spoke1"),
      allowGatewayTransit: false,
    });
    const { paths, unadvertised } = reportOn([...INLINE, half], WORLD);
    expect([paths.map(({ verdict, code }) => `${verdict} ${code}`), unadvertised]).toEqual([["inconclusive CP-I05"], []]);
  });
});

describe("a resource that gives way to another one", () => {
  const renewed = (each: Resource, inputs: Properties = {}): Resource =>
    toBeMade({ ...each, urn: `${each.urn}-new`, name: `${each.name}-new`, inputs: { ...each.inputs, ...inputs } });
  const parts = ["Subnet hub-GatewaySubnet", "Subnet spoke1-ep", "Route gateway-r0", "RouteTable gateway", "VirtualNetwork hub"];

  test.each([...parts, "VirtualNetworkPeering hub-to-spoke1", "VirtualNetworkGateway vpngw", "AzureFirewall azfw"])(
    "%s: renamed by an alias it is the same; with both halves in sight it is not known which counts",
    (which) => {
      const [type = "", name = ""] = which.split(" ");
      const old = only(type, name);
      const others = STACK.filter((each) => each !== old);
      expect(verdicts([...others, { ...renewed(old), aliases: [old.urn] }])).toEqual(INSPECTED);
      expect(verdicts([...STACK, renewed(old)])).toEqual(OPEN);
    },
  );

  test("the table of the gateway is replaced, and the new one's name is not known: nothing says that the subnet has it", () => {
    const replaced = changed(STACK, "RouteTable gateway", both(toBeMade, input({ routeTableName: UNKNOWN })));
    expect(verdicts(replaced)).toEqual(OPEN);
  });
});

describe("an endpoint with addresses in several ranges, of which a user route covers one", () => {
  const base = blog([EXACT]);
  const wide: World = {
    ...base,
    networks: base.networks.map((each) =>
      each.name === "spoke1"
        ? {
            ...each,
            ranges: ["10.13.77.0/24", "10.14.0.0/24"],
            subnets: each.subnets.map((inner) => ({ ...inner, prefixes: ["10.13.77.0/26", "10.14.0.0/26"] })),
          }
        : each,
    ),
  };
  const fixed = (...addresses: readonly PropertyValue[]): Properties => ({
    ipConfigurations: addresses.map((privateIPAddress, n) => ({ name: `ip${n}`, groupId: "g", memberName: "m", privateIPAddress })),
  });
  const inputs = (properties: Properties): Change => both(input(properties), toBeMade);

  test.each<[string, Properties, readonly string[]]>([
    ["both are static", fixed("10.13.77.6", "10.14.0.6"), ["inspected", "bypassed"]],
    ["one is static", fixed("10.13.77.6"), INSPECTED],
    ["one is static, the network interface has a name of its own", { ...fixed("10.13.77.6"), customNetworkInterfaceName: "n" }, INSPECTED],
    ["one is static, one not known", fixed("10.13.77.6", UNKNOWN), ["inconclusive", "inconclusive"]],
    ["one is static, one is left out", fixed("10.13.77.6", undefined), ["inconclusive", "inconclusive"]],
    ["one is static, and a part of the list is not known", { ipConfigurations: [UNKNOWN] }, ["inconclusive", "inconclusive"]],
    ["none is static", { ipConfigurations: undefined }, ["inconclusive", "inconclusive"]],
  ])("%s", (_, properties, expected) => {
    const resources = changed(standalone(wide), "PrivateEndpoint sql", inputs({ ...subnetOf("PrivateEndpoint sql"), ...properties }));
    expect(verdicts(resources, wide)).toEqual(expected);
  });

  function subnetOf(which: string): Properties {
    const [type = "", name = ""] = which.split(" ");
    return { subnet: only(type, name).inputs?.["subnet"] };
  }
});

describe("FastPath where a VPN gateway is in the same network (R59 to R61)", () => {
  const coexisting = (circuit: "direct" | "provider"): World =>
    blog([EXACT], {
      gateways: [
        { name: "ergw", network: "hub", kind: "express-route", pools: [] },
        { name: "vpngw", network: "hub", kind: "vpn-active-active", pools: [] },
      ],
      connections: [
        { kind: "express-route", name: "er", gateway: "ergw", fastPath: "endpoints", circuit },
        { kind: "ipsec", name: "site", gateway: "vpngw", bgp: false, localGateway: "vpngw-site0" },
      ],
    });
  const CONNECTION = "VirtualNetworkGatewayConnection er";
  const unnamed: Change = input({ virtualNetworkGateway1: { id: UNKNOWN } });
  const either: Change = input(
    { virtualNetworkGateway1: { id: UNKNOWN } },
    { virtualNetworkGateway1: [urn("VirtualNetworkGateway", "ergw"), urn("VirtualNetworkGateway", "vpngw")] },
  );
  const replaced = (property: string, circuit: string): Change =>
    both(input({ expressRoutePort: undefined, serviceProviderProperties: undefined, [property]: { id: circuit } }), toBeMade);

  test.each<[string, "direct" | "provider", Readonly<Record<string, Change>>, readonly string[]]>([
    ["on ExpressRoute Direct", "direct", {}, ["inconclusive", "inspected"]],
    ["of a gateway that is not known", "direct", { [CONNECTION]: unnamed }, ["inconclusive", "inspected"]],
    ["of one of the two gateways", "direct", { [CONNECTION]: either }, ["inconclusive", "inspected"]],
    ["of a kind that is not known", "direct", { [CONNECTION]: input({ connectionType: UNKNOWN }) }, ["inconclusive", "inspected"]],
    ["on a provider's circuit", "provider", {}, ["inspected", "inspected"]],
    [
      "on a circuit that moves to ExpressRoute Direct",
      "provider",
      { "ExpressRouteCircuit er": replaced("expressRoutePort", "port") },
      ["inconclusive", "inspected"],
    ],
    [
      "on a circuit that moves to a provider",
      "direct",
      { "ExpressRouteCircuit er": replaced("serviceProviderProperties", "provider") },
      ["inspected", "inspected"],
    ],
  ])("%s", (_, circuit, changes, expected) => {
    const world = coexisting(circuit);
    const resources = Object.entries(changes).reduce<readonly Resource[]>(
      (all, [which, change]) => changed(all, which, change),
      standalone(world),
    );
    expect(verdicts(resources, world)).toEqual(expected);
  });
});

describe("who is behind the load balancer that is the next hop", () => {
  const base = blog(["10.13.77.0/24 via 10.13.76.140"], { firewalls: [] }, { firewalls: ["10.13.76.132"] });
  const nva = { name: "nva", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable: undefined } as const;
  const balanced: World = {
    ...base,
    networks: base.networks.map((each) => (each.name === "hub" ? { ...each, subnets: [...each.subnets, nva] } : each)),
    nics: [
      { name: "firewall", subnet: "hub/nva", address: "10.13.76.132", forwarding: true },
      { name: "other", subnet: "hub/nva", address: "10.13.76.133", forwarding: true },
    ],
    loadBalancers: [{ name: "lb", subnet: "hub/nva", address: "10.13.76.140", backends: ["firewall"] }],
  };
  const STANDING = standalone(balanced);
  const inSubnet = { subnet: { id: armId("virtualNetworks/hub/subnets/nva") } };
  const pools = [{ id: armId("loadBalancers/lb/backendAddressPools/pool").toUpperCase() }];
  const pool = (loadBalancerName: PropertyValue, address: Properties): Resource =>
    resource("LoadBalancerBackendAddressPool", "more", {
      inputs: { resourceGroupName: "net", loadBalancerName, backendAddressPoolName: "more", loadBalancerBackendAddresses: [address] },
    });
  const other = (ipConfigurations: PropertyValue): readonly Resource[] =>
    changed(STANDING, "NetworkInterface other", input({ ipConfigurations }));
  const scaleSet = (configuration: Properties): Resource =>
    resource("azure-native:compute:VirtualMachineScaleSet", "set", {
      inputs: {
        resourceGroupName: "net",
        virtualMachineProfile: {
          networkProfile: {
            networkInterfaceConfigurations: [{ name: "nic", ipConfigurations: [{ name: "ip", ...inSubnet, ...configuration }] }],
          },
        },
      },
    });
  const frontends = (list: PropertyValue): readonly Resource[] =>
    changed(STANDING, "LoadBalancer lb", both(input({ frontendIPConfigurations: list }), toBeMade));

  test.each<Row>([
    ["the firewall alone", STANDING, INSPECTED],
    ["another pool has another address", [...STANDING, pool("lb", { name: "a", ipAddress: "10.13.76.133" })], ["bypassed"]],
    ["a pool of a load balancer that is not known", [...STANDING, pool(UNKNOWN, { name: "a", ipAddress: "10.13.76.133" })], OPEN],
    [
      "another pool has what is no address",
      [...STANDING, pool("lb", { name: "a", loadBalancerFrontendIPConfiguration: { id: "b" } })],
      OPEN,
    ],
    [
      "a second address of an interface",
      other([
        { name: "ip", privateIPAddress: "10.13.76.133", ...inSubnet },
        { name: "ip2", privateIPAddress: "10.13.76.134", ...inSubnet, loadBalancerBackendAddressPools: pools },
      ]),
      ["bypassed"],
    ],
    ["a scale set in the pool", [...STANDING, scaleSet({ loadBalancerBackendAddressPools: pools })], OPEN],
    [
      "a scale set with a NAT pool, to which no routed packet goes",
      [...STANDING, scaleSet({ loadBalancerInboundNatPools: pools })],
      INSPECTED,
    ],
    ["a public frontend is no next hop", frontends([{ name: "front", publicIPAddress: { id: "public" } }]), OPEN],
    ["a frontend that is not known", frontends([UNKNOWN]), OPEN],
    ["an interface has the address too", other([{ name: "ip", privateIPAddress: "10.13.76.140", ...inSubnet }]), OPEN],
  ])("%s", (_, resources, expected) => expect(verdicts(resources, balanced)).toEqual(expected));
});

function standalone(world: World): readonly Resource[] {
  return renderWorld(world, { style: "standalone", refreshed: true });
}

function only(type: string, name: string): Resource {
  const [found, ...others] = STACK.filter((each) => each.type.endsWith(`:${type}`) && each.name === name);
  if (found === undefined || others.length > 0) throw new Error(`"${type} ${name}" is not one resource`);
  return found;
}

function reportOn(resources: readonly Resource[], world: World): Report {
  return analyse(resources, intentOf(world)).report;
}

function verdicts(resources: readonly Resource[], world = WORLD): readonly string[] {
  return reportOn(resources, world).paths.map(({ verdict }) => verdict);
}
