import { type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { peer, table } from "../support/world/hand-made.ts";
import { armId } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";
import { type Attack, blog, both, bypassing, EXACT, FIREWALL, input, judgeAttack, nothingSeen, output, toBeMade, urn } from "./attack.ts";

/**
 * What is hidden is not absent: each row once made a path `inspected`, or made it vanish, though the program does not say enough. Hiding
 * may leave a verdict or make it inconclusive, nothing else.
 */

/** The hub with a load balancer in front of the firewall's interface and of another one. */
const balanced = (): World => {
  const world = blog(["10.13.77.0/24 via 10.13.76.140"], { firewalls: [] }, { firewalls: ["10.13.76.132"] });
  const [hub, ...others] = world.networks;
  if (hub === undefined) throw new Error("the world has no hub");
  const nva = { name: "nva", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable: undefined } as const;
  return {
    ...world,
    networks: [{ ...hub, subnets: [...hub.subnets, nva] }, ...others],
    nics: [
      { name: "firewall", subnet: "hub/nva", address: "10.13.76.132", forwarding: true },
      { name: "other", subnet: "hub/nva", address: "10.13.76.133", forwarding: true },
    ],
    loadBalancers: [{ name: "lb", subnet: "hub/nva", address: "10.13.76.140", backends: ["firewall", "other"] }],
  };
};

/** Members name their pool; the load balancer's own answer does not list them before a refresh. */
const unlisted = { "LoadBalancer lb": output({ backendAddressPools: [] }) };

/** The endpoint lies behind an appliance of a network in between. */
const behindTransit = (): World => ({
  ...bypassing(),
  routeTables: [table("gateway", "10.17.0.0/16 via 10.16.1.4")],
  networks: [
    ...bypassing().networks.slice(0, 1),
    {
      name: "transit",
      location: "westeurope",
      ranges: ["10.16.0.0/16"],
      subnets: [{ name: "nva", prefixes: ["10.16.1.0/24"], policies: "Disabled", routeTable: undefined }],
    },
    {
      name: "far",
      location: "westeurope",
      ranges: ["10.17.0.0/16"],
      subnets: [{ name: "ep", prefixes: ["10.17.1.0/24"], policies: "Disabled", routeTable: undefined }],
    },
  ],
  peerings: [...peer("hub", "transit"), ...peer("transit", "far").map((half) => ({ ...half, useRemoteGateways: false }))],
  connections: [{ kind: "ipsec", name: "site", gateway: "vpngw", bgp: false, localGateway: "vpngw-site0" }],
  nics: [{ name: "nva", subnet: "transit/nva", address: "10.16.1.4", forwarding: true }],
  endpoints: [{ name: "sql", subnet: "far/ep", addresses: ["10.17.1.4"] }],
});

const twoAddresses = (): World =>
  blog([`10.13.77.6/32 via ${FIREWALL}`], { endpoints: [{ name: "sql", subnet: "spoke1/ep", addresses: ["10.13.77.6", "10.13.77.7"] }] });

/** Another network has the same range, and an endpoint at the same address whose /32 route stays in force. */
const overlapping = (): World => {
  const world = blog([EXACT]);
  const ep = { name: "ep", prefixes: ["10.13.77.0/26"], policies: "Disabled", routeTable: undefined } as const;
  return {
    ...world,
    networks: [...world.networks, { name: "spoke2", location: "westeurope", ranges: ["10.13.77.0/24"], subnets: [ep] }],
    peerings: [...world.peerings, ...peer("hub", "spoke2")],
    endpoints: [...world.endpoints, { name: "rival", subnet: "spoke2/ep", addresses: ["10.13.77.6"] }],
  };
};

const ROWS: Readonly<Record<string, Attack>> = {
  "one of an endpoint's two answered addresses is not known": {
    world: twoAddresses(),
    hide: {
      "PrivateEndpoint sql": output({
        customDnsConfigs: [
          { fqdn: "a", ipAddresses: ["10.13.77.6"] },
          { fqdn: "b", ipAddresses: UNKNOWN },
        ],
      }),
    },
    before: ["vpngw inspected", "vpngw bypassed"],
    after: ["vpngw inconclusive", "vpngw inconclusive"],
  },
  "one of an endpoint's two answered addresses is malformed": {
    world: twoAddresses(),
    hide: { "PrivateEndpoint sql": output({ customDnsConfigs: [{ fqdn: "a", ipAddresses: ["10.13.77.6", "10.13.77"] }] }) },
    before: ["vpngw inspected", "vpngw bypassed"],
    after: ["vpngw inconclusive", "vpngw inconclusive"],
  },
  "the endpoint's subnet lies outside of the address space in sight: the length of its range is not known (R33)": {
    world: blog([`10.0.0.0/8 via ${FIREWALL}`]),
    hide: { "VirtualNetwork spoke1": input({ addressSpace: { addressPrefixes: ["10.20.0.0/16"] } }) },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "a subnet without usable addresses": {
    world: bypassing(),
    hide: {
      "Subnet spoke1-ep": input({ addressPrefix: "10.13.77.0/30" }),
      "PrivateEndpoint sql": toBeMade,
    },
    before: ["vpngw bypassed"],
    after: ["vpngw bypassed"],
  },
  "the gateway's subnet is not known": {
    world: bypassing(),
    hide: { "VirtualNetworkGateway vpngw": input({ ipConfigurations: UNKNOWN }) },
    before: ["vpngw bypassed"],
    // It may be elsewhere: then the gateway that the peering uses is another.
    after: ["unknown inconclusive", "vpngw inconclusive"],
  },
  "the gateway's subnet is that of the only network behind a component": {
    world: bypassing(),
    hide: { "VirtualNetworkGateway vpngw": input({ ipConfigurations: UNKNOWN }, { ipConfigurations: ["urn:component"] }) },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "the hub's half of the peering leads nobody knows where, in a network that is said to be complete": {
    world: bypassing(),
    hide: {
      "VirtualNetworkPeering hub-to-spoke1": both(toBeMade, input({ remoteVirtualNetwork: { id: UNKNOWN } })),
      "VirtualNetworkPeering spoke1-to-hub": toBeMade,
    },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "the static connection's gateway is not known (R23)": {
    world: bypassing({
      peerings: peer("hub", "spoke1").map((half) => ({ ...half, allowGatewayTransit: false, useRemoteGateways: false })),
      connections: [
        { kind: "ipsec", name: "bgp", gateway: "vpngw", bgp: true, localGateway: "vpngw-site0" },
        { kind: "ipsec", name: "static", gateway: "vpngw", bgp: false, localGateway: "vpngw-site0" },
      ],
    }),
    hide: { "VirtualNetworkGatewayConnection static": input({ virtualNetworkGateway1: { id: UNKNOWN } }) },
    before: ["vpngw bypassed"],
    after: ["vpngw bypassed"],
  },
  "the interface behind the load balancer is not known": {
    world: balanced(),
    hide: { ...unlisted, "NetworkInterface other": input({ ipConfigurations: UNKNOWN }) },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "one configuration of the interface behind the load balancer is not known": {
    world: balanced(),
    hide: { ...unlisted, "NetworkInterface other": input({ ipConfigurations: [UNKNOWN] }) },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "nothing was seen of the interface behind the load balancer": {
    world: balanced(),
    hide: { ...unlisted, "NetworkInterface other": nothingSeen },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "the load balancer's resource group is not known, and an interface names its pool by id": {
    world: balanced(),
    hide: {
      "LoadBalancer lb": both(toBeMade, input({ resourceGroupName: UNKNOWN })),
      "NetworkInterface firewall": input(
        {
          ipConfigurations: [
            {
              name: "ip",
              subnet: { id: armId("virtualNetworks/hub/subnets/nva") },
              privateIPAddress: "10.13.76.132",
              loadBalancerBackendAddressPools: [{ id: UNKNOWN }],
            },
          ],
        },
        { ipConfigurations: [urn("LoadBalancer", "lb")] },
      ),
    },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "the subnet's route table is the only one behind a component": {
    world: blog([EXACT]),
    hide: { "Subnet hub-GatewaySubnet": input({ routeTable: { id: UNKNOWN } }, { routeTable: ["urn:component"] }) },
    intent: (intent) => ({ ...intent, strict: true }),
    before: ["vpngw inspected"],
    after: ["vpngw inconclusive"],
  },
  "the next hop is not known, and may be an appliance that leads on": {
    world: behindTransit(),
    hide: { "Route gateway-r0": input({ nextHopIpAddress: UNKNOWN }) },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "the gateway's route table is not known, and may lead to an appliance": {
    world: behindTransit(),
    hide: { "Subnet hub-GatewaySubnet": input({ routeTable: UNKNOWN }) },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
  "under strict, a site of which the prefixes are not known: they may be those of the endpoint (R3)": {
    world: blog([EXACT], {
      connections: [{ kind: "ipsec", name: "site", gateway: "vpngw", bgp: false, localGateway: "vpngw-site0" }],
      localGateways: [{ name: "vpngw-site0", prefixes: ["10.13.77.0/25"] }],
    }),
    hide: { "LocalNetworkGateway vpngw-site0": input({ localNetworkAddressSpace: UNKNOWN }) },
    intent: (intent) => ({ ...intent, strict: true }),
    before: ["vpngw inconclusive"],
    after: ["vpngw inconclusive"],
  },
  "an endpoint of an overlapping network has the same address, and its subnet is not known": {
    world: overlapping(),
    hide: { "PrivateEndpoint rival": input({ subnet: { id: UNKNOWN } }) },
    before: ["vpngw undelivered"],
    after: ["vpngw inconclusive"],
  },
  "nothing is known of the interface at the next hop": {
    world: behindTransit(),
    hide: { "NetworkInterface nva": input({ ipConfigurations: UNKNOWN }) },
    before: ["vpngw bypassed"],
    after: ["vpngw inconclusive"],
  },
};

const component: Resource = {
  urn: "urn:component",
  type: "my:index:Component",
  name: "component",
  id: undefined,
  inputs: {},
  outputs: {},
  dependencies: [urn("RouteTable", "gateway"), urn("Subnet", "hub-GatewaySubnet")],
  propertyDependencies: {},
  origin: "stack",
};

test.each(Object.entries(ROWS))("%s", (_, attack) => {
  expect(judgeAttack(attack, [component])).toEqual([attack.before, attack.after]);
});
