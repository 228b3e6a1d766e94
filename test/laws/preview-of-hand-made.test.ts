import { analyse } from "../../src/analysis.ts";
import { blogWorld, peer, table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { type ProgramStyle, programOf } from "../support/world/preview-program.ts";
import { runOnce } from "../support/world/preview-world.ts";
import type { World } from "../support/world/world.ts";

/** What previews of new stacks must be able to say, and what they must not: one hand-made network a row. */

interface Row {
  readonly name: string;
  readonly world: World;
  readonly style: ProgramStyle;
  /** What the deployed stack shows, then the preview: verdict, code (an inspected path has none) and assumptions of the first endpoint's paths. */
  readonly deployed: string;
  readonly preview: readonly string[];
}

const OUTPUTS: ProgramStyle = { values: "outputs", subnets: "standalone", routes: "standalone" };

/** Azure may give an endpoint the addresses of the longer ones, or others. */
const RANGE_AND_PAIRS = ["10.13.77.0/24 via 10.13.76.68", "10.13.77.4/31 via 10.13.76.68", "10.13.77.6/31 via 10.13.76.68"];

const ROWS: readonly Row[] = [
  {
    name: "several routes of one table have their next hops from one firewall",
    world: blogWorld({ policies: "RouteTableEnabled", routes: RANGE_AND_PAIRS }),
    style: OUTPUTS,
    deployed: "inspected  CP-A10",
    preview: ["inspected  CP-A03 CP-A04 CP-A10", "inspected  CP-A03 CP-A04"],
  },
  {
    name: "so have several inline routes",
    world: blogWorld({ policies: "RouteTableEnabled", routes: RANGE_AND_PAIRS }),
    style: { ...OUTPUTS, routes: "inline" },
    deployed: "inspected  CP-A10",
    preview: ["inspected  CP-A03 CP-A04 CP-A10", "inspected  CP-A03 CP-A04"],
  },
  {
    name: "an inline list of routes with two sources does not say which next hop is whose",
    world: withAppliance("10.13.76.134", true),
    style: { ...OUTPUTS, routes: "inline" },
    deployed: "inspected ",
    preview: ["inconclusive CP-I01"],
  },
  {
    name: "routes of their own do",
    world: withAppliance("10.13.76.134", true),
    style: OUTPUTS,
    deployed: "inspected ",
    preview: ["inspected  CP-A03 CP-A04"],
  },
  {
    name: "a static address says which inline subnet an appliance and an endpoint are in",
    world: withAppliance("10.13.76.134", true, "10.13.76.134"),
    style: { values: "literal", subnets: "inline", routes: "inline" },
    deployed: "inspected ",
    preview: ["inspected  CP-A05"],
  },
  {
    name: "an endpoint may be given the address that a route after the firewall names",
    world: lostAfterFirewall(),
    style: OUTPUTS,
    deployed: "undelivered CP-N02",
    preview: ["inconclusive CP-I01"],
  },
];

test.each(ROWS)("$name", async ({ world, style, deployed, preview }) => {
  const stack = await runOnce(programOf(world, style));
  const said = (resources: (typeof stack)["preview"]): readonly string[] => {
    const paths = analyse(resources, intentOf(world))
      // What comes in by the gateway: the other range may lead to on-premises, which is another path (CP-I07).
      .report.paths.filter(({ endpoint, gateway }) => endpoint.resource.endsWith("::endpoint1") && gateway.kind !== "appliance")
      .map(({ verdict, code, assumptions }) => [verdict, code, ...assumptions.map((each) => each.code)].join(" "));
    return [...new Set(paths)];
  };
  expect({ deployed: said(stack.refreshed), preview: said(stack.preview) }).toEqual({ deployed: [deployed], preview });
});

/** The hub has an appliance too, and the table sends another range to it; the designated one is the firewall unless said otherwise. */
function withAppliance(address: string, forwarding: boolean, designated = "10.13.76.68"): World {
  const world = blogWorld({ policies: "RouteTableEnabled", configuration: { firewalls: [designated] } });
  const subnets = [
    { name: "nva", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable: undefined },
    { name: "other", prefixes: ["10.13.76.192/26"], policies: "RouteTableEnabled", routeTable: undefined },
  ] as const;
  return {
    ...world,
    networks: world.networks.map((network) =>
      network.name === "hub"
        ? {
            ...network,
            subnets: [
              ...network.subnets.map((subnet) => (subnet.name === "GatewaySubnet" ? { ...subnet, routeTable: "gateway" } : subnet)),
              ...subnets,
            ],
          }
        : network,
    ),
    routeTables: [table("gateway", `10.13.77.0/24 via ${designated}`, `10.20.0.0/16 via ${address}`)],
    nics: [{ name: "nva", subnet: "hub/nva", address, forwarding }],
  };
}

/** The firewall's own table sends what is meant for the first endpoint to the address that the second one gets. */
function lostAfterFirewall(): World {
  const world = blogWorld({ policies: "RouteTableEnabled", routes: ["10.13.77.0/24 via 10.13.76.68"] });
  return {
    ...world,
    networks: world.networks.map((network) => ({
      ...network,
      subnets: network.subnets.map((subnet) => (subnet.name === "AzureFirewallSubnet" ? { ...subnet, routeTable: "firewall" } : subnet)),
    })),
    routeTables: [...world.routeTables, table("firewall", "10.13.77.0/24 via 10.13.77.5")],
    peerings: peer("hub", "spoke1"),
  };
}
