import { analyse } from "../../src/analysis.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { blog, bypassing, changed, EXACT, FIREWALL, input } from "./attack.ts";

/** IPv6 beside IPv4: what is documented of IPv4 is decided, and what nothing is documented of is named (R45). */

type Change = readonly [which: string, properties: Properties];

/** `addresses verdict code` of each path to `sql`, with these properties of resources changed. */
function told(world: World, ...changes: readonly Change[]): readonly string[] {
  const stack: readonly Resource[] = renderWorld(world, { style: "standalone", refreshed: false });
  const resources = changes.reduce((all, [which, properties]) => changed(all, which, input(properties)), stack);
  const { paths } = analyse(resources, intentOf(world)).report;
  return paths
    .filter(({ endpoint }) => endpoint.name === "sql")
    .map(({ endpoint, verdict, code }) =>
      [endpoint.addresses.join(" "), verdict, code].filter((each) => each !== "" && each !== null).join(" "),
    );
}

const PASSED = "10.13.77.6/32 inspected";
const BYPASSED = "10.13.77.6/32 bypassed CP-B04";
const OPEN = "inconclusive CP-I05";
const version = (ipVersionType: Properties["x"]): Change => ["PrivateEndpoint sql", { ipVersionType }];

test.each<[string, World, readonly Change[], readonly string[]]>([
  ["IPv4, by its word", blog([EXACT]), [version("IPv4")], [PASSED]],
  ["dual stack: IPv4 is decided, IPv6 named", blog([EXACT]), [version("DualStack")], [OPEN, PASSED]],
  ["dual stack does not hide a bypass", bypassing(), [version("DualStack")], [OPEN, BYPASSED]],
  ["IPv6 alone", blog([EXACT]), [version("IPv6")], [OPEN]],
  ["IPv6 alone past everything", bypassing(), [version("IPv6")], [OPEN]],
  ["a version that is not known", blog([EXACT]), [version(UNKNOWN)], ["10.13.77.6/32 inconclusive CP-I05"]],
  [
    "networks and subnets with IPv6 ranges beside: an endpoint has IPv4 unless it says otherwise",
    blog([EXACT]),
    [
      ["VirtualNetwork spoke1", { addressSpace: { addressPrefixes: ["fd00:13:77::/48", "10.13.77.0/24"] } }],
      ["Subnet spoke1-ep", { addressPrefixes: ["10.13.77.0/26", "fd00:13:77::/64"], addressPrefix: undefined }],
    ],
    [PASSED],
  ],
  [
    "an IPv6 route covers no IPv4 address",
    bypassing(),
    [["Route gateway-r0", { addressPrefix: "::/0" }]],
    ["10.13.77.6/32 bypassed CP-B01"],
  ],
  [
    "an IPv6 next hop of an IPv4 route is no next hop",
    blog([EXACT]),
    [["Route gateway-r0", { nextHopIpAddress: "fd00::4" }]],
    ["10.13.77.6/32 inconclusive CP-I01"],
  ],
])("%s", (_, world, changes, expected) => {
  expect(told(world, ...changes)).toEqual(expected);
});

test("the interface of a firewall with IPv6 beside holds its IPv4 address", () => {
  const world = blog([EXACT]);
  const stack = changed(renderWorld(world, { style: "standalone", refreshed: false }), "AzureFirewall azfw", (each) => {
    const [first] = (each.inputs?.["ipConfigurations"] ?? []) as readonly Properties[];
    const six = { ...first, name: "six", privateIPAddress: "fd00::4", privateIPAddressVersion: "IPv6" };
    const both: Properties = { ipConfigurations: [six, ...((each.outputs?.["ipConfigurations"] ?? []) as readonly Properties[])] };
    return { ...each, inputs: { ...each.inputs, ...both }, outputs: { ...each.outputs, ...both } };
  });
  const { paths } = analyse(stack, intentOf(world)).report;
  expect(paths.map(({ verdict, hops }) => [verdict, hops.map(({ via }) => via).includes("azfw")])).toEqual([["inspected", true]]);
  expect(FIREWALL).toBe("10.13.76.68");
});
