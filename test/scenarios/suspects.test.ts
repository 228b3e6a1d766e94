import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { UNKNOWN } from "../../src/resources/resource.ts";
import { blogWorld, table } from "../support/world/hand-made.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { changed, input } from "./attack.ts";

/** Appliances to which routes for on-premises lead, and that nobody calls an entry (CP-I07). */

const FIREWALL = "10.13.76.68";
const NVA = "10.13.76.132";
const NVA_SUBNET = { name: "nva", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable: "nva-rt" } as const;

/** The published topology with an appliance in the hub and a workload in the spoke, whose table has these routes. */
function world(workload: readonly string[], appliance: readonly string[] = [], change: Partial<World> = {}): World {
  const given = blogWorld({ policies: "RouteTableEnabled", routes: [`10.13.77.0/24 via ${FIREWALL}`] });
  const [hub, spoke] = given.networks;
  if (hub === undefined || spoke === undefined) throw new Error("the world has no hub and spoke");
  const subnet = { name: "workload", prefixes: ["10.13.77.128/26"], policies: "Disabled", routeTable: "workload-rt" } as const;
  return {
    ...given,
    networks: [
      { ...hub, subnets: [...hub.subnets, NVA_SUBNET] },
      { ...spoke, subnets: [...spoke.subnets, subnet] },
    ],
    routeTables: [...given.routeTables, table("workload-rt", ...workload), table("nva-rt", ...appliance)],
    endpoints: given.endpoints.filter(({ name }) => name === "sql"),
    nics: [{ name: "nva-nic", subnet: "hub/nva", address: NVA, forwarding: true }],
    ...change,
  };
}

const deployed = (given: World) => renderWorld(given, { style: "standalone", refreshed: true });

function told(resources: ReturnType<typeof deployed>, more: object = {}): readonly string[] {
  const { paths } = analyse(resources, readConfiguration({ firewalls: [FIREWALL], ...more }, "chokepoint.yaml")).report;
  return paths.map(({ id, verdict, code }) => `${id} ${verdict}${code === null ? "" : ` ${code}`}`);
}

const FROM_GATEWAY = "vpngw/sql inspected";
const SUSPECTED = "nva-nic/sql inconclusive CP-I07";
/** A site that no gateway in sight has. */
const TO_SITE = `172.20.0.0/16 via ${NVA}`;

describe("routes for on-premises lead to an appliance", () => {
  test.each<[string, World, object, readonly string[]]>([
    ["a private range that nothing in sight has", world([TO_SITE]), {}, [SUSPECTED, FROM_GATEWAY]],
    [
      "what the configuration calls on-premises",
      world([`8.8.0.0/16 via ${NVA}`]),
      { onPremises: [{ prefix: "8.8.8.0/24", gateways: ["another"] }] },
      [SUSPECTED, FROM_GATEWAY],
    ],
    ["neither", world([`8.8.0.0/16 via ${NVA}`]), {}, [FROM_GATEWAY]],
    ["a range of the network itself", world([`10.13.76.0/24 via ${NVA}`]), {}, [FROM_GATEWAY]],
    ["by way of a default route", world([`0.0.0.0/0 via ${NVA}`]), { onPremises: ["172.20.0.0/16"] }, [FROM_GATEWAY]],
    ["to the designated firewall", world([`172.20.0.0/16 via ${FIREWALL}`]), {}, [FROM_GATEWAY]],
    ["to one of two that are designated", world([TO_SITE]), { firewalls: [FIREWALL, NVA] }, [FROM_GATEWAY]],
    // What comes in there would cross the firewall, or not arrive: entry or not, there is nothing to fear.
    ["from where all is inspected", world([TO_SITE], [`10.13.77.0/24 via ${FIREWALL}`]), {}, [FROM_GATEWAY]],
    ["from where nothing arrives", world([TO_SITE], ["10.13.77.0/24 None"]), {}, [FROM_GATEWAY]],
    ["from where a /32 leads past it", world([TO_SITE], ["10.13.77.6/32 VirtualNetworkGateway"]), {}, [SUSPECTED, FROM_GATEWAY]],
    [
      "through a load balancer",
      world(["172.20.0.0/16 via 10.13.76.150"], [], {
        loadBalancers: [{ name: "lb", subnet: "hub/nva", address: "10.13.76.150", backends: ["nva-nic"] }],
      }),
      {},
      [SUSPECTED, FROM_GATEWAY],
    ],
    [
      "through a designated load balancer",
      world(["172.20.0.0/16 via 10.13.76.150"], [], {
        loadBalancers: [{ name: "lb", subnet: "hub/nva", address: "10.13.76.150", backends: ["nva-nic"] }],
      }),
      { firewalls: [FIREWALL, "10.13.76.150"] },
      [FROM_GATEWAY],
    ],
    ["that nothing in sight is", world([TO_SITE], [], { nics: [] }), {}, ["net/10.13.76.132 in hub/sql inconclusive CP-I07", FROM_GATEWAY]],
  ])("%s", (_, given, more, expected) => {
    expect(told(deployed(given), more)).toEqual(expected);
  });
});

describe("what settles it", () => {
  test("an entry in its subnet is judged, and nothing is suspected", () => {
    const entries = [{ subnet: "hub/nva", name: "sdwan" }];
    expect(told(deployed(world([TO_SITE])), { entries })).toEqual(["sdwan/sql bypassed CP-B01", FROM_GATEWAY]);
  });

  test("an appliance that hands on to a gateway is none", () => {
    const to = `192.168.0.0/24 via ${NVA}`;
    expect(told(deployed(world([to])))).toEqual([SUSPECTED, FROM_GATEWAY]);
    // The gateway learns it, and its subnet has the route.
    expect(told(deployed(world([to])), { onPremises: ["192.168.0.0/24"] })).toEqual([FROM_GATEWAY]);
    const silent = world([to]);
    const closed = silent.routeTables.map((each) => (each.name === "nva-rt" ? { ...each, propagationDisabled: true } : each));
    expect(told(deployed({ ...silent, routeTables: closed }), { onPremises: ["192.168.0.0/24"] })).toEqual([SUSPECTED, FROM_GATEWAY]);
  });

  test("the gap names the route and says what to do", () => {
    const { paths } = analyse(deployed(world([TO_SITE])), readConfiguration({ firewalls: [FIREWALL] }, "chokepoint.yaml")).report;
    expect(paths[0]).toMatchObject({
      gateway: { name: "nva-nic", kind: "appliance" },
      sources: ["on-premises"],
      disposition: "insufficient-information",
    });
    expect(paths[0]?.gaps[0]?.text).toBe(
      "workload-rt / r0 leads 172.20.0.0/16 to nva-nic, which may let on-premises in: name its subnet under entries if it does, or what it leads to under onPremises if that is behind a gateway",
    );
    expect(paths[0]?.hops[0]?.node).toBe("hub/nva");
  });
});

describe("what is not known of a route may make it one for on-premises, to any appliance", () => {
  const harmless = world([`10.13.76.192/26 via ${NVA}`]);
  test.each<[string, World, object]>([
    ["its prefix", harmless, { addressPrefix: UNKNOWN }],
    ["its next hop", world([TO_SITE]), { nextHopIpAddress: UNKNOWN }],
    ["its type", world([TO_SITE]), { nextHopType: UNKNOWN }],
  ])("%s", (_, given, hidden) => {
    expect(told(changed(deployed(given), "Route workload-rt-r0", input(hidden as never)))).toEqual([SUSPECTED, FROM_GATEWAY]);
  });
});

test("where nothing is known of a subnet's table, it may be the one that leads to an appliance", () => {
  const given = world([TO_SITE]);
  const alone = { ...given, networks: given.networks.map((each) => ({ ...each, subnets: each.subnets.map(withoutTable) })) };
  expect(told(deployed(alone))).toEqual([FROM_GATEWAY]);
  const hidden = input({ routeTable: UNKNOWN });
  expect(told(changed(deployed(alone), "Subnet spoke1-workload", hidden))).toEqual([SUSPECTED, FROM_GATEWAY]);
});

function withoutTable<Subnet extends { readonly name: string; readonly routeTable: string | undefined }>(subnet: Subnet): Subnet {
  return subnet.name === "workload" ? { ...subnet, routeTable: undefined } : subnet;
}
