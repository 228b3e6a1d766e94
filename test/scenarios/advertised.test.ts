import { analyse } from "../../src/analysis.ts";
import { UNKNOWN } from "../../src/resources/resource.ts";
import { peer } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { blog, type Change, changed, EXACT, type input } from "./attack.ts";

/** R23, R56: a gateway that speaks BGP only does not tell of a network without transit, unless something else that it tells of covers the endpoint. */

const NO_TRANSIT = [
  "VirtualNetworkPeering spoke1-to-hub",
  (half: Parameters<Change>[0]) => ({ ...half, inputs: { ...half.inputs, useRemoteGateways: false } }),
] as const;
const summaries = (value: Parameters<typeof input>[0][string]): readonly [string, Change] => [
  "VirtualNetwork hub",
  (hub) => ({ ...hub, inputs: { ...hub.inputs, summarizedGatewayPrefixes: value } }),
];

test.each<[string, readonly (readonly [string, Change])[], "paths" | "unadvertised"]>([
  ["with transit", [], "paths"],
  ["without transit", [NO_TRANSIT], "unadvertised"],
  ["without transit, under a summary", [NO_TRANSIT, summaries({ addressPrefixes: ["10.12.0.0/14"] })], "paths"],
  ["without transit, beside a summary", [NO_TRANSIT, summaries({ addressPrefixes: ["10.13.76.0/24"] })], "unadvertised"],
  ["without transit, with a summary that is not known", [NO_TRANSIT, summaries({ addressPrefixes: UNKNOWN })], "paths"],
  ["without transit, with ranges of the hub that are not known", [NO_TRANSIT, ["VirtualNetwork hub", hubRanges(UNKNOWN)]], "paths"],
  ["without transit, in a range of the hub", [NO_TRANSIT, ["VirtualNetwork hub", hubRanges(["10.13.76.0/23"])]], "paths"],
])("%s", (_, changes, where) => {
  const world = blog([EXACT]);
  const stack = renderWorld(world, { style: "standalone", refreshed: false });
  const told = changes.reduce((resources, [which, change]) => changed(resources, which, change), [...stack]);
  const { paths, unadvertised } = analyse(told, intentOf(world)).report;
  const about = (list: typeof paths): number => list.filter(({ gateway }) => gateway.name === "vpngw").length;
  expect([about(paths), about(unadvertised)]).toEqual(where === "paths" ? [1, 0] : [0, 1]);
});

function hubRanges(addressPrefixes: Parameters<typeof input>[0][string]): Change {
  return (hub) => ({ ...hub, inputs: { ...hub.inputs, addressSpace: { addressPrefixes } } });
}

test.each([
  ["10.13.77.0/24", "paths"],
  ["10.13.78.0/24", "unadvertised"],
] as const)(
  "without transit, beside a network with transit of which single subnets are peered and that has %s too: %s (R26)",
  (range, where) => {
    const world = blog([EXACT]);
    const scope = { local: ["app"], remote: ["GatewaySubnet"], onlyIpv6: false };
    const overlapping: World = {
      ...world,
      networks: [
        ...world.networks,
        {
          name: "other",
          location: "westeurope",
          ranges: ["10.50.0.0/24", range],
          subnets: [{ name: "app", prefixes: ["10.50.0.0/26"], policies: "Disabled", routeTable: undefined }],
        },
      ],
      peerings: [
        ...world.peerings.map((half) => ({ ...half, useRemoteGateways: false })),
        ...peer("hub", "other").map((half) => ({
          ...half,
          scope: half.network === "other" ? scope : { ...scope, local: scope.remote, remote: scope.local },
        })),
      ],
    };
    const { paths, unadvertised } = analyse(renderWorld(overlapping, { style: "standalone", refreshed: false }), intentOf(world)).report;
    const endpoints = (list: typeof paths): number => list.filter(({ gateway }) => gateway.name === "vpngw").length;
    expect([endpoints(paths) > 0, endpoints(unadvertised) > 0]).toEqual([where === "paths", where === "unadvertised"]);
  },
);
