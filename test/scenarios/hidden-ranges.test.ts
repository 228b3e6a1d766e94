import { analyse } from "../../src/analysis.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { blogWorld } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { armId } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";
import { type Change, changed } from "./attack.ts";

/**
 * An address outside of everything that its network is known to have proves a range that is not in sight, and on its length depends which
 * user routes displace the /32 routes (R33): nothing there is decided, and nothing is relied on that it contradicts.
 */

const WORLD = worldOf(blogWorld({ policies: "RouteTableEnabled", routes: ["10.13.77.0/24 via 10.13.76.68"] }));
const STACK: readonly Resource[] = renderWorld(WORLD, { style: "standalone", refreshed: true });

const endpoint = (addresses: readonly string[], more: Properties = {}): Change => {
  const ipConfigurations = addresses.map((privateIPAddress, index) => ({ name: `ip${index}`, privateIPAddress }));
  return (each) => ({ ...each, inputs: { ...each.inputs, ipConfigurations, ...more } });
};
const holder =
  (address: string): Change =>
  (each) =>
    replacedIn(each, "10.13.76.132", address);
const firewall =
  (address: string): Change =>
  (each) =>
    replacedIn(each, "10.13.76.68", address);

test.each<[string, string, Change, string, string | undefined]>([
  ["a static address in its subnet", "PrivateEndpoint sql", endpoint(["10.13.77.6"]), "inspected", undefined],
  [
    "one in another part of the network",
    "PrivateEndpoint sql",
    endpoint(["10.13.77.200"]),
    "inspected",
    "10.13.77.200 is outside of the subnet",
  ],
  ["one outside of the network", "PrivateEndpoint sql", endpoint(["10.99.0.5"]), "inconclusive", "10.99.0.5 is outside of the network"],
  [
    "the second of two",
    "PrivateEndpoint sql",
    endpoint(["10.13.77.6", "10.99.0.5"]),
    "inconclusive",
    "10.99.0.5 is outside of the network",
  ],
  ["an interface in its subnet", "NetworkInterface nva", holder("10.13.76.133"), "inspected", undefined],
  [
    "an interface outside of the network",
    "NetworkInterface nva",
    holder("10.99.0.5"),
    "inconclusive",
    "10.99.0.5 is outside of the network",
  ],
  [
    "the firewall outside of the network",
    "AzureFirewall azfw",
    firewall("10.99.0.5"),
    "inconclusive",
    "10.99.0.5 is outside of the network",
  ],
])("%s: %s", (_, which, change, expected, told) => {
  const { paths, gaps } = resultOf(changed(STACK, which, change));
  expect(paths).toEqual([expected]);
  expect(gaps.filter((text) => text.includes("is outside of"))).toEqual(told === undefined ? [] : [expect.stringContaining(told)]);
});

test("where the subnet is not known, every network that it may be in has such a range", () => {
  const hidden = (each: Resource): Resource => ({
    ...endpoint(["10.99.0.5"], { subnet: UNKNOWN })(each),
    propertyDependencies: { subnet: STACK.filter(({ type }) => type.endsWith(":Subnet")).map(({ urn }) => urn) },
  });
  expect(resultOf(changed(STACK, "PrivateEndpoint sql", hidden)).paths).toEqual(["inconclusive"]);
});

test("beside addresses that fit, records of another time prove nothing", () => {
  const group: Resource = {
    ...(STACK.find(({ type }) => type.endsWith(":PrivateEndpoint")) as Resource),
    urn: "urn:pulumi:prod::network::azure-native:network:PrivateDnsZoneGroup::old",
    type: "azure-native:network:PrivateDnsZoneGroup",
    name: "old",
    id: `${armId("privateEndpoints/sql")}/privateDnsZoneGroups/old`,
    inputs: { privateEndpointName: "sql", privateDnsZoneGroupName: "old", resourceGroupName: "network" },
    outputs: { privateDnsZoneConfigs: [{ recordSets: [{ ipAddresses: ["10.99.0.5"] }] }] },
  };
  expect(resultOf([...STACK, group]).paths).toEqual(["inspected"]);
});

function resultOf(resources: readonly Resource[]): { readonly paths: readonly string[]; readonly gaps: readonly string[] } {
  const { report, network } = analyse(resources, intentOf(WORLD));
  return { paths: [...new Set(report.paths.map(({ verdict }) => verdict))], gaps: network.gaps.map(({ text }) => text) };
}

/** One endpoint, and an appliance beside the firewall. */
function worldOf(blog: World): World {
  const spare = { name: "spare", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable: undefined } as const;
  return {
    ...blog,
    networks: blog.networks.map((each) => (each.name === "hub" ? { ...each, subnets: [...each.subnets, spare] } : each)),
    endpoints: blog.endpoints.filter(({ name }) => name === "sql"),
    nics: [{ name: "nva", subnet: "hub/spare", address: "10.13.76.132", forwarding: true }],
  };
}

function replacedIn(resource: Resource, from: string, to: string): Resource {
  return JSON.parse(JSON.stringify(resource).replaceAll(`"${from}"`, `"${to}"`)) as Resource;
}
