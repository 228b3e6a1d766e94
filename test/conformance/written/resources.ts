import type { Resource } from "../../../src/resources/resource.ts";
import { armId } from "../../azure/support.ts";
import { changed } from "../../scenarios/attack.ts";
import { app, collection, inherited, MANAGED, net, only, resourcesOf, SITE, WORLD } from "../../support/firewall-rules.ts";
import { wanStack } from "../../support/wan/wan-stack.ts";
import { blogWorld } from "../../support/world/hand-made.ts";
import { renderWorld } from "../../support/world/render-world.ts";
import type { WrittenCase } from "./written-case.ts";

const FIREWALL = "10.13.76.68";
const RULES = "MicrosoftDocs/azure-docs, firewall/rule-processing";
const PROPAGATES_NOWHERE = {
  associatedRouteTable: { id: armId("virtualHubs/a/hubRouteTables/defaultRouteTable") },
  propagatedRouteTables: { ids: [{ id: armId("virtualHubs/a/hubRouteTables/noneRouteTable") }], labels: ["none"] },
};
const ANY = net("*", "*");

/** The published topology, routed well, with rules of its firewall. */
function ruled(rules: readonly Resource[]): Pick<WrittenCase, "network" | "firewalls" | "onPremises"> {
  return { network: resourcesOf(WORLD, MANAGED, rules), firewalls: [FIREWALL], onPremises: [SITE] };
}

/** R42: the endpoints' subnet says nothing of policies. */
function withoutPolicies(): readonly Resource[] {
  const resources = renderWorld(blogWorld({ routes: [`10.13.77.0/24 via ${FIREWALL}`] }), { style: "standalone", refreshed: true });
  return changed(resources, "Subnet spoke1-ep", (each) => {
    const strip = ({ privateEndpointNetworkPolicies: _, ...rest }: NonNullable<Resource["inputs"]>) => rest;
    return { ...each, inputs: strip(each.inputs ?? {}), outputs: strip(each.outputs ?? {}) };
  });
}

/** R44: the service's owner has not approved the connection of `sql`. */
function pending(): readonly Resource[] {
  const world = blogWorld({ policies: "RouteTableEnabled", routes: [`10.13.77.0/24 via ${FIREWALL}`] });
  const privateLinkServiceConnections = [{ name: "sql", privateLinkServiceConnectionState: { status: "Pending" } }];
  return changed(renderWorld(world, { style: "standalone", refreshed: true }), "PrivateEndpoint sql", (each) => ({
    ...each,
    outputs: { ...each.outputs, privateLinkServiceConnections },
  }));
}

/** Cases that need more than a world: what a firewall's rules, an endpoint's connection and a virtual hub say. */
export const WITH_RESOURCES: readonly WrittenCase[] = [
  {
    name: "P2",
    rules: ["R42"],
    source: "MicrosoftDocs/azure-docs, disable-private-endpoint-network-policy, 2024-12-04: by default policies are disabled",
    network: withoutPolicies(),
    firewalls: [FIREWALL],
    verdicts: { "vpngw/endpoint1": "bypassed", "vpngw/endpoint2": "bypassed", "vpngw/sql": "bypassed" },
  },
  {
    name: "P3",
    rules: ["R44"],
    source: "MicrosoftDocs/azure-docs, private-endpoint-overview: only approved connections send traffic",
    network: pending(),
    firewalls: [FIREWALL],
    verdicts: { "vpngw/sql": "undelivered" },
  },
  {
    name: "F1-nothing-matches",
    rules: ["R63b"],
    source: `${RULES}: what no rule matches is denied`,
    ...ruled(only(collection("Allow", 100, net(SITE, "10.99.0.0/16")))),
    verdicts: { "vpngw/sql": "undelivered" },
  },
  {
    name: "F1-priority",
    rules: ["R63b"],
    source: `${RULES}: the smaller number counts first, and the first rule that matches decides`,
    ...ruled(only(collection("Deny", 200, ANY), collection("Allow", 100, net(SITE, "10.13.77.0/24")))),
    verdicts: { "vpngw/sql": "inspected" },
  },
  {
    name: "F1-parent",
    rules: ["R63b"],
    source: `${RULES}: the rules of a parent policy come first, whatever the priorities`,
    ...ruled(inherited(collection("Deny", 300, ANY), collection("Allow", 100, ANY))),
    verdicts: { "vpngw/sql": "undelivered" },
  },
  {
    name: "F1-network-first",
    rules: ["R63b"],
    source: `${RULES}: network rules come before application rules`,
    ...ruled(
      only(collection("Allow", 100, app(SITE)), {
        ...collection("Deny", 200, ANY),
        name: "deny",
      }),
    ),
    verdicts: { "vpngw/sql": "undelivered" },
  },
  {
    name: "W3",
    rules: ["R70"],
    source: "MicrosoftDocs/azure-docs, private-link-inspection-secure-virtual-hub, 2023-06-19: RFC 1918 to the firewall, policies on",
    network: wanStack({
      hubs: { a: { range: "10.30.0.0/23", firewall: "10.30.0.132", routes: { "10.0.0.0/8": "firewall" } } },
      // So Firewall Manager sets it up: connections propagate to no table, and static routes send private traffic to the firewall.
      networks: { spoke: { range: "10.20.0.0/24", hub: "a", endpoint: "Enabled", routing: PROPAGATES_NOWHERE } },
    }),
    firewalls: ["10.30.0.132"],
    verdicts: { "a-VpnGateway/spoke-pe": "inspected" },
  },
];
