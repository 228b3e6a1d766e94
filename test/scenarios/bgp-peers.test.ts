import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, resource } from "../azure/support.ts";
import { type HubSketch, type NetworkSketch, type WanSketch, wanStack } from "../support/wan/wan-stack.ts";
import { blogWorld, table } from "../support/world/hand-made.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { EXACT, FIREWALL, urn } from "./attack.ts";

/** Who speaks BGP with a Route Server or a virtual hub: what it may bring, and that on-premises may come in there (R73, R73b, CP-I07). */

const NVA = "10.13.76.132";

function peer(inputs: Properties, dependsOn: Readonly<Record<string, readonly string[]>> = {}): Resource {
  return resource("VirtualHubBgpConnection", "peer", {
    inputs: { resourceGroupName: "net", virtualHubName: "rs", connectionName: "peer", peerAsn: 65001, ...inputs },
    dependsOn,
  });
}

function told(resources: readonly Resource[], more: object = {}): readonly string[] {
  const { paths } = analyse(resources, readConfiguration({ firewalls: [FIREWALL], ...more }, "chokepoint.yaml")).report;
  return paths.map(({ id, verdict, code }) => `${id} ${verdict}${code === null ? "" : ` ${code}`}`);
}

describe("a Route Server", () => {
  /** The published topology, inspected, with a Route Server and an appliance in the hub, whose subnet has these routes. */
  const world = (appliance: readonly string[] = [], change: Partial<World> = {}): World => {
    const given = blogWorld({ policies: "RouteTableEnabled", routes: [EXACT] });
    const [hub, spoke] = given.networks;
    if (hub === undefined || spoke === undefined) throw new Error("the world has no hub and spoke");
    const subnet = { policies: "Disabled", routeTable: undefined } as const;
    return {
      ...given,
      networks: [
        {
          ...hub,
          subnets: [
            ...hub.subnets,
            { ...subnet, name: "nva", prefixes: ["10.13.76.128/26"], routeTable: "nva-rt" },
            { ...subnet, name: "RouteServerSubnet", prefixes: ["10.13.76.192/26"] },
          ],
        },
        spoke,
      ],
      routeServers: [{ name: "rs", network: "hub", branchToBranch: false }],
      routeTables: [...given.routeTables, table("nva-rt", ...appliance)],
      endpoints: given.endpoints.filter(({ name }) => name === "sql"),
      nics: [{ name: "nva-nic", subnet: "hub/nva", address: NVA, forwarding: true }],
      ...change,
    };
  };
  const deployed = (given: World) => renderWorld(given, { style: "standalone", refreshed: true });
  const FROM_GATEWAY = "vpngw/sql inspected";
  const SUSPECTED = "nva-nic/sql inconclusive CP-I07";
  const NIC = urn("NetworkInterface", "nva-nic");

  test.each<[string, World, Resource, object, readonly string[]]>([
    ["without anything on its way", world(), peer({ peerIp: NVA }), {}, [SUSPECTED, FROM_GATEWAY]],
    ["from where all is inspected", world([EXACT]), peer({ peerIp: NVA }), {}, [FROM_GATEWAY]],
    ["from where nothing arrives", world(["10.13.77.0/24 None"]), peer({ peerIp: NVA }), {}, [FROM_GATEWAY]],
    ["that is a designated firewall", world(), peer({ peerIp: NVA }), { firewalls: [FIREWALL, NVA] }, [FROM_GATEWAY]],
    ["that is the designated firewall", world(), peer({ peerIp: FIREWALL }), {}, [FROM_GATEWAY]],
    [
      "in the subnet of an entry",
      world([EXACT]),
      peer({ peerIp: NVA }),
      { entries: [{ subnet: "hub/nva", name: "sdwan" }] },
      ["sdwan/sql inspected", FROM_GATEWAY],
    ],
    [
      "that nothing in sight is",
      world([], { nics: [] }),
      peer({ peerIp: NVA }),
      {},
      ["net/10.13.76.132 in hub/sql inconclusive CP-I07", FROM_GATEWAY],
    ],
    ["in a network that is nowhere near", world(), peer({ peerIp: "10.99.0.4" }), {}, [FROM_GATEWAY]],
    [
      "in a peered network",
      world([], { nics: [{ name: "nva-nic", subnet: "spoke1/ep", address: "10.13.77.9", forwarding: true }] }),
      peer({ peerIp: "10.13.77.9" }),
      {},
      [SUSPECTED, FROM_GATEWAY],
    ],
    ["in a preview that knows whose address it is", world(), peer({ peerIp: UNKNOWN }, { peerIp: [NIC] }), {}, [SUSPECTED, FROM_GATEWAY]],
    ["in such a preview, from where all is inspected", world([EXACT]), peer({ peerIp: UNKNOWN }, { peerIp: [NIC] }), {}, [FROM_GATEWAY]],
    // Nothing says what it is: it may be in a subnet that is not in sight.
    ["of which the address is not known", world([EXACT]), peer({ peerIp: UNKNOWN }), {}, ["peer/sql inconclusive CP-I07", FROM_GATEWAY]],
    ["of which there is no address", world([EXACT]), peer({}), {}, ["peer/sql inconclusive CP-I07", FROM_GATEWAY]],
    [
      "of which the address may be another's too",
      world([EXACT]),
      peer({ peerIp: UNKNOWN }, { peerIp: [NIC, "urn:pulumi:prod::network::pulumi:pulumi:StackReference::other"] }),
      {},
      ["peer/sql inconclusive CP-I07", FROM_GATEWAY],
    ],
    [
      "of a Route Server that is not in sight: it may be anywhere",
      world(),
      peer({ peerIp: NVA, virtualHubName: "far" }),
      {},
      [SUSPECTED, FROM_GATEWAY],
    ],
    ["of nobody knows which Route Server", world(), peer({ peerIp: NVA, virtualHubName: UNKNOWN }), {}, [SUSPECTED, FROM_GATEWAY]],
  ])("a peer %s", (_, given, connection, more, expected) => {
    expect(told([...deployed(given), connection], more)).toEqual(expected);
  });

  test("the gap names both, and says what to do", () => {
    const { paths } = analyse([...deployed(world()), peer({ peerIp: NVA })], readConfiguration({ firewalls: [FIREWALL] }, "test")).report;
    expect(paths[0]?.gaps[0]).toMatchObject({
      resource: urn("VirtualHubBgpConnection", "peer"),
      text: "rs speaks BGP with nva-nic, which may let on-premises in: name its subnet under entries if it does",
    });
  });

  /** Beyond `spoke1`, which has an appliance that user routes lead to: there a longer route by BGP may win. */
  test("what one that is not in sight learns may come to any network (R73)", () => {
    const given = world([EXACT]);
    const [hub, spoke] = given.networks;
    if (hub === undefined || spoke === undefined) throw new Error("the world has no hub and spoke");
    const subnet = { policies: "RouteTableEnabled", routeTable: undefined } as const;
    const far = {
      name: "far",
      location: "westeurope",
      ranges: ["10.13.78.0/24"],
      subnets: [{ ...subnet, name: "ep", prefixes: ["10.13.78.0/26"] }],
    };
    const beyond: World = {
      ...given,
      networks: [hub, { ...spoke, subnets: [...spoke.subnets, { ...subnet, name: "nva", prefixes: ["10.13.77.64/26"] }] }, far],
      routeServers: [],
      routeTables: [table("gateway", EXACT, "10.13.78.0/24 via 10.13.77.70"), table("nva-rt", EXACT)],
      peerings: [
        ...given.peerings,
        ...["spoke1 far", "far spoke1"].map((text) => {
          const [network = "", remote = ""] = text.split(" ");
          return {
            name: text.replace(" ", "-to-"),
            network,
            remote,
            allowGatewayTransit: false,
            useRemoteGateways: false,
            state: "Connected" as const,
          };
        }),
      ],
      connections: given.connections.map((each) => (each.kind === "ipsec" ? { ...each, bgp: false } : each)),
      nics: [{ name: "nva", subnet: "spoke1/nva", address: "10.13.77.70", forwarding: true }],
      endpoints: [{ name: "vault", subnet: "far/ep", addresses: ["10.13.78.4"] }],
    };
    expect(told(deployed(beyond))).toEqual(["vpngw/vault bypassed CP-B05"]);
    const connection = peer({ peerIp: FIREWALL, virtualHubName: "elsewhere" });
    expect(told([...deployed(beyond), connection])).toEqual(["vpngw/vault inconclusive CP-I11"]);
  });
});

describe("a virtual hub", () => {
  const HUB: HubSketch = { range: "10.30.0.0/23", firewall: "10.30.0.132" };
  const INTENT: HubSketch = { ...HUB, intent: true };
  const ON: NetworkSketch = { range: "10.20.0.0/24", hub: "hub", endpoint: "RouteTableEnabled" };
  const TRANSIT: NetworkSketch = { range: "10.21.0.0/24", hub: "hub", appliance: true };
  const one = (hub: HubSketch, spoke: NetworkSketch = ON): WanSketch => ({ hubs: { hub }, networks: { spoke, transit: TRANSIT } });
  const two = (near: HubSketch, far: Partial<HubSketch> = {}, spoke: NetworkSketch = ON): WanSketch => ({
    wans: ["wan", "wan2"],
    hubs: { hub: near, far: { range: "10.31.0.0/23", firewall: "10.31.0.132", gateways: [], ...far } },
    networks: { spoke: { ...spoke, hub: "far" } },
  });
  const of = (hub: Properties["x"], peerIp: Properties["x"] = "10.99.0.4", on: Readonly<Record<string, readonly string[]>> = {}) =>
    peer(
      {
        virtualHubName: hub,
        peerIp,
        hubVirtualNetworkConnection: { id: armId("virtualHubs/hub/hubVirtualNetworkConnections/transit-con") },
      },
      on,
    );
  const more = { firewalls: ["10.30.0.132"] };
  const SUSPECTED = "transit-nva/spoke-pe inconclusive CP-I07";

  test.each<[string, WanSketch, Resource, readonly string[]]>([
    // Routes to connected networks come before all that BGP brings.
    ["the endpoint's network is connected with it: bypassed", one(HUB), of("hub"), ["hub-VpnGateway/spoke-pe bypassed CP-B01"]],
    ["the same with a private policy: inspected", one(INTENT), of("hub"), ["hub-VpnGateway/spoke-pe inspected"]],
    ["the endpoint's network is connected with another: open", two(HUB), of("hub"), ["hub-VpnGateway/spoke-pe inconclusive CP-I11"]],
    ["the peer is the other one's", two(HUB), of("far"), ["hub-VpnGateway/spoke-pe inconclusive CP-I11"]],
    ["of which hub it is a peer is not known", two(HUB), of(UNKNOWN), ["hub-VpnGateway/spoke-pe inconclusive CP-I11"]],
    ["the hub is not in sight", two(HUB), of("elsewhere"), ["hub-VpnGateway/spoke-pe inconclusive CP-I11"]],
    ["both have private policies", two(INTENT, { intent: true }), of("far"), ["hub-VpnGateway/spoke-pe inspected"]],
    // Behind the designated firewall it is inspected, wherever it goes on to.
    [
      "both have private policies, and policies are off",
      two(INTENT, { intent: true }, { ...ON, endpoint: "Disabled" }),
      of("far"),
      ["hub-VpnGateway/spoke-pe inspected"],
    ],
    [
      "a hub of another WAN learns nothing of it",
      { ...two(HUB), hubs: { hub: { ...HUB, wan: "wan2" }, far: { range: "10.31.0.0/23", gateways: [] } }, networks: { spoke: ON } },
      of("far"),
      ["hub-VpnGateway/spoke-pe bypassed CP-B01"],
    ],
    // Traffic that comes in by the peer goes by the hub to other networks.
    [
      "the peer is in sight, without a private policy",
      one(HUB),
      of("hub", "10.21.0.100"),
      ["hub-VpnGateway/spoke-pe bypassed CP-B01", SUSPECTED],
    ],
    ["the peer is in sight, with a private policy", one(INTENT), of("hub", "10.21.0.100"), ["hub-VpnGateway/spoke-pe inspected"]],
    [
      "the peer is in sight, with a private policy and policies off",
      one(INTENT, { ...ON, endpoint: "Disabled" }),
      of("hub", "10.21.0.100"),
      ["hub-VpnGateway/spoke-pe bypassed CP-B04", SUSPECTED],
    ],
    [
      "the peer is a neighbour of the endpoint",
      { hubs: { hub: INTENT }, networks: { spoke: { ...ON, appliance: true } } },
      of("hub", "10.20.0.100"),
      ["hub-VpnGateway/spoke-pe inspected", "spoke-nva/spoke-pe inconclusive CP-I07"],
    ],
    [
      "the peer's address is not known",
      one(INTENT),
      of("hub", UNKNOWN),
      ["hub-VpnGateway/spoke-pe inspected", "peer/spoke-pe inconclusive CP-I07"],
    ],
    [
      "in a preview that knows whose it is",
      one(INTENT),
      of("hub", UNKNOWN, { peerIp: [urn("NetworkInterface", "transit-nva")] }),
      ["hub-VpnGateway/spoke-pe inspected"],
    ],
  ])("%s", (_, sketch, connection, expected) => {
    expect([...told([...wanStack(sketch), connection], more)].sort()).toEqual(expected);
  });

  test("what lies behind an appliance of a connected network may be reached by what the hub learns", () => {
    const behind: WanSketch = {
      hubs: { hub: HUB },
      networks: { transit: { ...TRANSIT, peers: ["spoke"] }, spoke: { range: ON.range, endpoint: "Enabled", peers: ["transit"] } },
    };
    const closed = { ...more, complete: true };
    expect(told(wanStack(behind), closed)).toEqual([]);
    expect(told([...wanStack(behind), of("hub")], closed)).toEqual(["hub-VpnGateway/spoke-pe inconclusive CP-I11"]);
    const tables = resource("VirtualHubRouteTableV2", "v2", { inputs: { resourceGroupName: "net", virtualHubName: "hub" } });
    expect(told([...wanStack(behind), tables], closed)).toEqual(["hub-VpnGateway/spoke-pe inconclusive CP-I05"]);
  });
});
