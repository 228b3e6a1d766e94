import { analyse } from "../../src/analysis.ts";
import type { Report } from "../../src/report/report.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { blogWorld, peer } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { urnOf } from "../support/world/spelling.ts";
import type { World, WorldPolicies } from "../support/world/world.ts";
import { type Change, changed } from "./attack.ts";

/**
 * A peering routes the ranges that it was last synchronised with (R10b): what only the network of now has, or only that of then, is open,
 * and what both have is not.
 */

const FIREWALL = "10.13.76.68";
const EXACT = `10.13.77.0/24 via ${FIREWALL}`;
const SUMMARY = `10.0.0.0/8 via ${FIREWALL}`;
const ON: WorldPolicies = "RouteTableEnabled";
const OFF: WorldPolicies = "Disabled";
const HALF = "VirtualNetworkPeering hub-to-spoke1";
const OTHER_HALF = "VirtualNetworkPeering spoke1-to-hub";

/** The published topology; `recorded`: what the hub's half was last synchronised with, while the spoke has `ranges` now. */
const world = (
  policies: WorldPolicies,
  routes: readonly string[],
  recorded: readonly string[],
  ranges: readonly string[] = ["10.13.77.0/24"],
): World => {
  const blog = blogWorld({ policies, routes, spokeRanges: ranges });
  const peerings = blog.peerings.map((half) => (half.network === "hub" ? { ...half, recorded } : half));
  return { ...blog, peerings, endpoints: blog.endpoints.filter(({ name }) => name === "sql") };
};

/** Policies of the endpoint's subnet, routes of the gateway, what is recorded, what the spoke has now, and the verdict with the assumptions. */
type Row = readonly [WorldPolicies, readonly string[], readonly string[], readonly string[], string];

const ROWS: Readonly<Record<string, Row>> = {
  "synchronised, the exact range": [ON, [EXACT], ["10.13.77.0/24"], ["10.13.77.0/24"], "inspected"],
  "synchronised, in another order": [ON, [EXACT], ["10.14.0.0/24", "10.13.77.0/24"], ["10.13.77.0/24", "10.14.0.0/24"], "inspected CP-A11"],
  "synchronised, a summary": [ON, [SUMMARY], ["10.13.77.0/24"], ["10.13.77.0/24"], "bypassed CP-B03"],
  // Now the longer route of the peering beats the summary; before there was none, and the summary leads to the firewall.
  "the endpoint's range is new, a summary": [ON, [SUMMARY], ["10.14.0.0/24"], ["10.13.77.0/24", "10.14.0.0/24"], "inconclusive"],
  "another range is new, a summary": [ON, [SUMMARY], ["10.13.77.0/24"], ["10.13.77.0/24", "10.14.0.0/24"], "bypassed CP-B03"],
  "another range is new, the exact range": [ON, [EXACT], ["10.13.77.0/24"], ["10.13.77.0/24", "10.14.0.0/24"], "inspected CP-A11"],
  "another range is gone": [ON, [EXACT], ["10.13.77.0/24", "10.14.0.0/24"], ["10.13.77.0/24"], "inspected"],
  // A user route for the range that was loses to the route of the peering that still is: to half of it.
  "the range was two halves": [ON, [EXACT], ["10.13.77.0/25", "10.13.77.128/25"], ["10.13.77.0/24"], "inconclusive"],
  "the range was two halves, and the user routes are": [
    ON,
    [`10.13.77.0/25 via ${FIREWALL}`, `10.13.77.128/25 via ${FIREWALL}`],
    ["10.13.77.0/25", "10.13.77.128/25"],
    ["10.13.77.0/24"],
    "inspected CP-A10",
  ],
  "the range was wider, the user route is as wide": [
    ON,
    [`10.13.76.0/23 via ${FIREWALL}`],
    ["10.13.76.0/23"],
    ["10.13.77.0/24"],
    "inconclusive",
  ],
  // No user route: the /32, or the route of the peering, or none at all.
  "the endpoint's range is new, policies off": [OFF, [], ["10.14.0.0/24"], ["10.13.77.0/24", "10.14.0.0/24"], "inconclusive"],
  "another range is new, policies off": [OFF, [], ["10.13.77.0/24"], ["10.13.77.0/24", "10.14.0.0/24"], "bypassed CP-B01"],
  "nothing was recorded but an empty list": [ON, [SUMMARY], [], ["10.13.77.0/24"], "inconclusive"],
};

test.each(Object.entries(ROWS))("%s", (_, [policies, routes, recorded, ranges, expected]) => {
  expect(outcome(resourcesOf(world(policies, routes, recorded, ranges)))).toBe(expected);
});

test("the gap names the half and what it was synchronised with", () => {
  const [path] = reportOn(resourcesOf(world(ON, [SUMMARY], ["10.14.0.0/24"]))).paths;
  expect(path?.gaps).toContainEqual({
    resource: urnOf("azure-native:network:VirtualNetworkPeering", "hub-to-spoke1"),
    property: "remoteAddressSpace",
    text: expect.stringContaining("hub-to-spoke1 was last synchronised with 10.14.0.0/24"),
  });
});

/** What hides the record of the hub's half, in a network that is synchronised: the verdict without and with strict. */
const answer =
  (properties: Properties): Change =>
  (each) => ({ ...each, outputs: { ...each.outputs, ...properties } });
const updated =
  (inputs: Properties = {}): Change =>
  (each) => ({
    ...each,
    id: undefined,
    inputs: { ...each.inputs, ...inputs },
    outputs: {
      ...each.inputs,
      id: UNKNOWN,
      name: each.name,
      remoteAddressSpace: UNKNOWN,
      peeringSyncLevel: UNKNOWN,
      peeringState: UNKNOWN,
    },
  });
const unanswered: Change = answer({ remoteAddressSpace: undefined });
const level = (peeringSyncLevel: string, peeringState = "Connected"): Change =>
  answer({ remoteAddressSpace: undefined, peeringSyncLevel, peeringState });

test.each<[string, Readonly<Record<string, Change>>, string, string]>([
  ["the preview of an update", { [HALF]: updated() }, "inspected CP-A09", "inconclusive"],
  ["an update that synchronises", { [HALF]: updated({ syncRemoteAddressSpace: "true" }) }, "inspected", "inspected"],
  ["an update of the other half", { [OTHER_HALF]: updated() }, "inspected", "inspected"],
  [
    "the creation of the half",
    { [HALF]: (each) => ({ ...updated()(each), outputs: { ...each.inputs, id: UNKNOWN, name: UNKNOWN } }) },
    "inspected",
    "inspected",
  ],
  ["an answer that is not known", { [HALF]: answer({ remoteAddressSpace: UNKNOWN }) }, "inspected CP-A09", "inconclusive"],
  [
    "a prefix that is not known",
    { [HALF]: answer({ remoteAddressSpace: { addressPrefixes: [UNKNOWN] } }) },
    "inconclusive",
    "inconclusive",
  ],
  ["nothing was answered", { [HALF]: unanswered }, "inspected", "inspected"],
  ["only the level says that it is behind", { [HALF]: level("LocalNotInSync") }, "inconclusive", "inconclusive"],
  ["that both are behind", { [HALF]: level("LocalAndRemoteNotInSync") }, "inconclusive", "inconclusive"],
  ["that the other half is behind", { [HALF]: level("RemoteNotInSync") }, "inspected", "inspected"],
  ["that it is not", { [HALF]: level("FullyInSync") }, "inspected", "inspected"],
  ["of a half whose other one is not made", { [HALF]: level("LocalNotInSync", "Initiated") }, "inspected", "inspected"],
])("%s", (_, changes, expected, underStrict) => {
  const base: readonly Resource[] = resourcesOf(world(ON, [EXACT], ["10.13.77.0/24"]));
  const resources = Object.entries(changes).reduce((all, [which, change]) => changed(all, which, change), base);
  expect([outcome(resources), outcome(resources, true)]).toEqual([expected, underStrict]);
});

test.each<[string, Properties, string]>([
  ["is behind", { peeringSyncLevel: "RemoteNotInSync" }, "inconclusive"],
  ["is not", { peeringSyncLevel: "LocalNotInSync" }, "inspected"],
])("a half that is not in sight %s, as the other one says", (_, properties, expected) => {
  const unread = renderWorld(world(ON, [EXACT], ["10.13.77.0/24"]), { style: "standalone", refreshed: false });
  const all = changed(unread, OTHER_HALF, answer({ peeringState: "Connected" })).filter(({ name }) => name !== "hub-to-spoke1");
  expect(outcome(changed(all, OTHER_HALF, answer(properties)))).toBe(expected);
});

test("what the program states of a half counts like an answer", () => {
  const inputs = (each: Resource): Resource => ({
    ...each,
    inputs: { ...each.inputs, remoteAddressSpace: { addressPrefixes: ["10.14.0.0/24"] } },
  });
  expect(outcome(changed(resourcesOf(world(ON, [SUMMARY], ["10.13.77.0/24"])), HALF, inputs))).toBe("inconclusive");
});

test("a firewall in a range that is not routed yet may be out of reach (R17)", () => {
  const blog = world(ON, ["10.13.77.0/24 via 10.15.0.4"], ["10.13.77.0/24"]);
  const subnets = [{ name: "AzureFirewallSubnet", prefixes: ["10.15.0.0/26"], policies: OFF, routeTable: undefined }];
  const apart = (recorded: readonly string[]): World => ({
    ...blog,
    networks: [...blog.networks, { name: "security", location: "westeurope", ranges: ["10.15.0.0/24"], subnets }],
    peerings: [
      ...blog.peerings,
      ...peer("hub", "security").map((half) => ({ ...half, ...(half.network === "hub" ? { recorded } : {}), useRemoteGateways: false })),
      ...peer("security", "spoke1").map((half) => ({ ...half, useRemoteGateways: false })),
    ],
    firewalls: [{ name: "azfw", subnet: "security/AzureFirewallSubnet", address: "10.15.0.4" }],
    configuration: { ...blog.configuration, firewalls: ["10.15.0.4"] },
  });
  expect(outcome(resourcesOf(apart(["10.15.0.0/24"])))).toBe("inspected");
  expect(outcome(resourcesOf(apart(["10.16.0.0/24"])))).toBe("inconclusive");
});

test("a network that is not in sight: what the half says of now, and what it says that it routes (CP-H02)", () => {
  const both = (remoteAddressSpace: readonly string[]): readonly string[] => {
    const space = (addressPrefixes: readonly string[]): Properties => ({ addressPrefixes });
    const outputs = {
      remoteAddressSpace: space(remoteAddressSpace),
      remoteVirtualNetworkAddressSpace: space(["10.13.77.0/24", "10.14.0.0/24"]),
    };
    const hub = resourcesOf(world(ON, [EXACT], [])).filter(({ name }) => !/spoke1$|^spoke1|^sql$/.test(name) || name === "hub-to-spoke1");
    const { findings } = reportOn(changed(hub, HALF, answer(outputs)));
    return findings.flatMap(({ code, message }) => (code === "CP-H02" ? (/, ([\d./]+) of/.exec(message)?.[1] ?? "") : []));
  };
  expect(both(["10.13.77.0/24", "10.14.0.0/24"])).toEqual(["10.14.0.0/24"]);
  expect(both(["10.13.77.0/24"])).toEqual(["10.14.0.0/24"]);
  expect(both(["10.13.77.0/24", "10.14.0.0/24", "10.16.0.0/24"])).toEqual(["10.14.0.0/24"]);
});

function resourcesOf(given: World): readonly Resource[] {
  return renderWorld(given, { style: "standalone", refreshed: true });
}

function reportOn(resources: readonly Resource[], strict = false): Report {
  const { configuration, ...rest } = world(ON, [], []);
  const firewalls = [resources.some(({ name }) => name === "security") ? "10.15.0.4" : FIREWALL];
  return analyse(resources, intentOf({ ...rest, configuration: { ...configuration, firewalls, strict } })).report;
}

function outcome(resources: readonly Resource[], strict = false): string {
  const [path, ...others] = reportOn(resources, strict).paths;
  if (path === undefined || others.length > 0) throw new Error("expected one path");
  const { verdict, code, assumptions } = path;
  if (verdict === "inconclusive") return verdict;
  return [verdict, ...(verdict === "inspected" ? assumptions.map((each) => each.code) : [code])].join(" ");
}
