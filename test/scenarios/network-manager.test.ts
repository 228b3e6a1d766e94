import { analyse } from "../../src/analysis.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { blog, changed, EXACT, toBeMade } from "./attack.ts";

/**
 * What a Virtual Network Manager makes is not in sight (R27, R72). It makes nothing outside of its scope: paths to networks that are joined with
 * such networks only are decided, all others are not.
 */

const [OWN, OTHER] = ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"];
const OF_OTHER: Properties = { subscriptions: [`/subscriptions/${OTHER}`] };

function made(type: string, name: string, inputs: Properties, more: Partial<Resource> = {}): Resource {
  const urn = `urn:pulumi:prod::network::azure-native:network:${type}::${name}`;
  const none = { id: undefined, outputs: undefined, dependencies: [], propertyDependencies: {}, origin: "test" };
  return { urn, type: `azure-native:network:${type}`, name, inputs: { resourceGroupName: "net", ...inputs }, ...none, ...more };
}

const manager = (networkManagerScopes: Properties[string], more: Partial<Resource> = {}, name = "avnm"): Resource =>
  made("NetworkManager", name, { networkManagerName: name, networkManagerScopes }, more);
const CONNECTIVITY = made("ConnectivityConfiguration", "mesh", { networkManagerName: "avnm", connectivityTopology: "Mesh" });
const RULE = made("RoutingRule", "to-firewall", { networkManagerName: "avnm" });

/** A network of the other subscription that was deployed from elsewhere and is read. */
const FAR_ID = `/subscriptions/${OTHER}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/far`;
const FAR = made(
  "VirtualNetwork",
  "far",
  {},
  {
    id: FAR_ID,
    inputs: undefined,
    outputs: { id: FAR_ID, name: "far", addressSpace: { addressPrefixes: ["10.50.0.0/16"] }, subnets: [] },
  },
);
const toFar = (network: string): Resource =>
  made("VirtualNetworkPeering", `${network}-to-far`, {
    virtualNetworkName: network,
    virtualNetworkPeeringName: `${network}-to-far`,
    remoteVirtualNetwork: { id: FAR_ID },
  });

const MANY: readonly [string, readonly Resource[], string][] = [
  ["another subscription", [manager(OF_OTHER), CONNECTIVITY], "inspected"],
  ["another subscription, routes", [manager(OF_OTHER), RULE], "inspected"],
  ["a network there that is not joined", [manager(OF_OTHER), CONNECTIVITY, FAR], "inspected"],
  ["nothing at all", [manager({ subscriptions: [] }), CONNECTIVITY], "inspected"],
  ["the own subscription", [manager({ subscriptions: [`/subscriptions/${OWN}`] }), CONNECTIVITY], "inconclusive R27"],
  ["the own subscription, routes", [manager({ subscriptions: [`/subscriptions/${OWN}`] }), RULE], "inconclusive R72"],
  ["the own subscription, in capitals", [manager({ subscriptions: [`/SUBSCRIPTIONS/${OWN}/`] }), CONNECTIVITY], "inconclusive R27"],
  ["a management group too", [manager({ ...OF_OTHER, managementGroups: ["/providers/x"] }), CONNECTIVITY], "inconclusive R27"],
  ["groups that are not known", [manager({ ...OF_OTHER, managementGroups: UNKNOWN }), CONNECTIVITY], "inconclusive R27"],
  ["a subscription that is not known", [manager({ subscriptions: [UNKNOWN] }), CONNECTIVITY], "inconclusive R27"],
  ["nothing known", [manager(UNKNOWN), CONNECTIVITY], "inconclusive R27"],
  ["no subscription by its id", [manager({ subscriptions: ["production"] }), CONNECTIVITY], "inconclusive R27"],
  [
    "what Azure answers is wider",
    [manager(OF_OTHER, { outputs: { networkManagerScopes: { subscriptions: [`/subscriptions/${OWN}`] } } }), CONNECTIVITY],
    "inconclusive R27",
  ],
  [
    "another tenant's too",
    [manager(OF_OTHER, { outputs: { networkManagerScopes: { ...OF_OTHER, crossTenantScopes: [{ tenantId: "x" }] } } }), CONNECTIVITY],
    "inconclusive R27",
  ],
  ["a scope connection", [manager(OF_OTHER), made("ScopeConnection", "more", {}), CONNECTIVITY], "inconclusive R27"],
  ["a manager that is not in sight", [CONNECTIVITY], "inconclusive R27"],
  [
    "a manager of that name in another group",
    [
      made("NetworkManager", "avnm", { resourceGroupName: "far", networkManagerName: "avnm", networkManagerScopes: OF_OTHER }),
      CONNECTIVITY,
    ],
    "inconclusive R27",
  ],
  [
    "a manager without a known name beside it",
    [manager(OF_OTHER), made("NetworkManager", "y", { networkManagerName: UNKNOWN }), CONNECTIVITY],
    "inconclusive R27",
  ],
  [
    "another manager by name",
    [manager(OF_OTHER), manager({ subscriptions: [`/subscriptions/${OWN}`] }, {}, "y"), CONNECTIVITY],
    "inspected",
  ],
  ["a network there, joined with the hub", [manager(OF_OTHER), CONNECTIVITY, FAR, toFar("hub")], "inconclusive R27"],
  [
    "a network that is not in sight, joined with the spoke",
    [manager(OF_OTHER), CONNECTIVITY, toFar("spoke1")],
    "inconclusive, inconclusive R27",
  ],
];

test.each(MANY)("the scope of the manager is %s", (_, more, expected) => {
  expect(outcome([...renderWorld(blog([EXACT]), { style: "standalone", refreshed: true }), ...more], blog([EXACT]))).toBe(expected);
});

test("the subscription of a network that is yet to be made is not known: it may be in the scope", () => {
  const world = blog([EXACT]);
  const resources = renderWorld(world, { style: "standalone", refreshed: true });
  const hidden = changed(resources, "VirtualNetwork spoke1", (resource) => ({
    ...toBeMade(resource),
    provider: { urn: "x", subscription: undefined },
  }));
  expect(outcome([...hidden, manager(OF_OTHER), CONNECTIVITY], world)).toBe("inconclusive R27");
});

test("an endpoint that nothing in sight leads to: a manager of its own subscription may, one of another may not", () => {
  const { peerings, ...rest } = blog([EXACT]);
  const world = { ...rest, peerings: peerings.map((half) => ({ ...half, useRemoteGateways: false })), gateways: [], connections: [] };
  const resources = renderWorld(world, { style: "standalone", refreshed: true });
  expect(outcome([...resources, manager(OF_OTHER), CONNECTIVITY], world)).toBe("unreached");
  expect(outcome([...resources, manager({ subscriptions: [`/subscriptions/${OWN}`] }), CONNECTIVITY], world)).toBe("inconclusive R27");
});

function outcome(resources: readonly Resource[], world: World): string {
  const { paths, unreached } = analyse(resources, intentOf(world)).report;
  const told = paths.map(({ verdict, gaps }) =>
    [verdict, /R27|R72/.exec(gaps.map(({ text }) => text).join())?.[0]].filter(Boolean).join(" "),
  );
  return [...new Set([...told, ...unreached.map(() => "unreached")])].join(", ");
}
