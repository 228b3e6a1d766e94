import { closedList, known } from "../../src/certainty/known.ts";
import type { Entity, Network, Reference } from "../../src/model/network.ts";
import { createLocator } from "../../src/pulumi/locate-violation.ts";
import type { Stack } from "../../src/pulumi/read-stack.ts";
import type { Hop, Path } from "../../src/report/report.ts";

const entity = (key: string, name: string, resource = `urn:${key}`): Entity => ({
  key,
  name,
  azureName: name,
  logicalName: name,
  subscription: undefined,
  resourceGroup: undefined,
  armId: undefined,
  origin: { resource, property: "" },
});
const refer = (key: string): Reference => ({ kind: "entity", key });
const oneOf = (...candidates: string[]): Reference => ({
  kind: "unknown",
  candidates,
  gap: { resource: "urn:new", property: "subnet.id", text: "is not known yet" },
});
const NONE: Reference = { kind: "none" };

function subnet(key: string, name: string, network: string, routeTable: Reference, resource?: string): Network["subnets"][number] {
  return {
    ...entity(key, name, resource),
    network,
    azureName: name.toLowerCase(),
    prefixes: closedList([]),
    routeTable,
    networkPolicies: known("Disabled"),
  };
}

const network: Network = {
  virtualNetworks: [
    {
      ...entity("hub", "hub"),
      location: known("westeurope"),
      ranges: closedList([]),
      highScale: undefined,
      summaries: closedList([]),
      isUnidentified: false,
    },
    {
      ...entity("spoke", "spoke"),
      location: known("westeurope"),
      ranges: closedList([]),
      highScale: undefined,
      summaries: closedList([]),
      isUnidentified: false,
    },
  ],
  subnets: [
    subnet("gws", "GatewaySubnet", "hub", refer("gateway-rt")),
    subnet("fws", "AzureFirewallSubnet", "hub", refer("firewall-rt")),
    subnet("ep", "ep", "spoke", NONE),
    subnet("inline", "inline", "spoke", NONE, "urn:spoke"),
  ],
  peerings: [],
  routeTables: ["gateway-rt", "firewall-rt"].map((key) => ({
    ...entity(key, key),
    routes: closedList([]),
    propagationDisabled: known(false),
    unlisted: undefined,
    peeringRoutesOff: undefined,
  })),
  endpoints: [
    { ...entity("sql", "sql"), subnet: refer("ep"), addresses: { kind: "known", addresses: [0] }, unapproved: undefined, ipv6: undefined },
    {
      ...entity("kv", "kv"),
      subnet: refer("inline"),
      addresses: { kind: "known", addresses: [0] },
      unapproved: undefined,
      ipv6: undefined,
    },
    {
      ...entity("new", "new"),
      subnet: oneOf("inline"),
      addresses: { kind: "known", addresses: [0] },
      unapproved: undefined,
      ipv6: undefined,
    },
    {
      ...entity("open", "open"),
      subnet: oneOf("ep", "inline"),
      addresses: { kind: "known", addresses: [0] },
      unapproved: undefined,
      ipv6: undefined,
    },
  ],
  gateways: [
    {
      ...entity("vpngw", "vpngw"),
      kind: known("vpn"),
      activeActive: known(true),
      knowsFastPath: known(true),
      subnet: refer("gws"),
      pointToSite: undefined,
      hubSide: undefined,
      entryPrefixes: undefined,
    },
    {
      ...entity("lost", "lost"),
      kind: known("vpn"),
      activeActive: known(true),
      knowsFastPath: known(true),
      subnet: NONE,
      pointToSite: undefined,
      hubSide: undefined,
      entryPrefixes: undefined,
    },
  ],
  hubs: [],
  routeServers: [],
  bgpPeers: [],
  hubAppliances: [],
  connections: [],
  circuits: [],
  localNetworkGateways: [],
  holders: [],
  assumptions: [],
  unmodelled: [],
  gaps: [],
};

const STACK_URN = "urn:stack";
const everything = [
  "urn:hub",
  "urn:spoke",
  "urn:gws",
  "urn:fws",
  "urn:ep",
  "urn:gateway-rt",
  "urn:firewall-rt",
  "urn:sql",
  "urn:kv",
  "urn:vpngw",
];

const hop = (node: string): Hop => ({
  node,
  via: null,
  chosen: [{ source: "User", prefix: "10.0.0.0/8", nextHopType: "VirtualAppliance", nextHop: null, presence: "certain", resource: null }],
  beaten: [],
});
const arrival: Hop = { node: "sql", via: null, chosen: [], beaten: [] };

interface Situation {
  readonly endpoint?: string;
  readonly gateway?: string | null;
  readonly policies?: string;
  readonly hops?: readonly Hop[];
}

function path({
  endpoint = "urn:sql",
  gateway = "urn:vpngw",
  policies = "RouteTableEnabled",
  hops = [hop("hub/GatewaySubnet"), arrival],
}: Situation): Path {
  return {
    id: "vpngw/sql",
    sources: [],
    gateway: { name: "vpngw", resource: gateway, kind: "vpn", mode: "active-active", instances: [0, 1] },
    endpoint: { name: "sql", resource: endpoint, addresses: [], subnet: "spoke/ep", networkPolicies: policies },
    verdict: "bypassed",
    code: "CP-B03",
    disposition: "delivered",
    hops,
    assumptions: [],
    gaps: [],
    remedies: [],
    exemption: null,
  };
}

describe("a violation stands at", () => {
  const rows: readonly { what: string; situation: Situation; missing?: readonly string[]; urn: string }[] = [
    { what: "the endpoint's subnet, where its policies are Disabled", situation: { policies: "Disabled" }, urn: "urn:ep" },
    {
      what: "the endpoint's subnet, where its policies are for security groups only",
      situation: { policies: "NetworkSecurityGroupEnabled" },
      urn: "urn:ep",
    },
    { what: "the network that declares the subnet inline", situation: { policies: "Disabled", endpoint: "urn:kv" }, urn: "urn:spoke" },
    {
      what: "the network that declares whatever subnet it may be",
      situation: { policies: "Disabled", endpoint: "urn:new" },
      urn: "urn:spoke",
    },
    {
      what: "the route table of the gateway's subnet, where the endpoint's may be one of several resources",
      situation: { policies: "Disabled", endpoint: "urn:open" },
      urn: "urn:gateway-rt",
    },
    { what: "the route table of the gateway's subnet, where the policies are on", situation: {}, urn: "urn:gateway-rt" },
    {
      what: "the route table of the gateway's subnet, where the policies are not known",
      situation: { policies: "unknown" },
      urn: "urn:gateway-rt",
    },
    {
      what: "the route table where the subnet is in another stack",
      situation: { policies: "Disabled" },
      missing: ["urn:ep"],
      urn: "urn:gateway-rt",
    },
    {
      what: "the route table at the last hop that takes a route",
      situation: { hops: [hop("hub/GatewaySubnet"), hop("hub/AzureFirewallSubnet"), arrival] },
      urn: "urn:firewall-rt",
    },
    {
      what: "the gateway's subnet, where the hop that decides is not in sight",
      situation: { hops: [hop("hub/GatewaySubnet"), hop("elsewhere/x"), arrival] },
      urn: "urn:gws",
    },
    { what: "the gateway's subnet, where the route table is in another stack", situation: {}, missing: ["urn:gateway-rt"], urn: "urn:gws" },
    {
      what: "the endpoint, where the gateway's side is in another stack",
      situation: {},
      missing: ["urn:gateway-rt", "urn:gws"],
      urn: "urn:sql",
    },
    { what: "the endpoint, where the gateway has no subnet", situation: { gateway: "urn:lost" }, urn: "urn:sql" },
    { what: "the endpoint, where the gateway is not in sight", situation: { gateway: null, hops: [] }, urn: "urn:sql" },
    {
      what: "the stack, where nothing of the path is in it",
      situation: { endpoint: "/subscriptions/s/pe", gateway: null, hops: [] },
      urn: STACK_URN,
    },
  ];

  it.each(rows)("$what", ({ situation, missing = [], urn }) => {
    const stack: Stack = { resources: [], urns: new Set(everything.filter((each) => !missing.includes(each))), urn: STACK_URN };
    expect(createLocator(network, stack)(path(situation))).toBe(urn);
  });
});
