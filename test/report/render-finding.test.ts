import { groupPaths, renderFinding, renderGroup } from "../../src/report/render-finding.ts";
import { coloured } from "../../src/report/render-paint.ts";
import type { Path } from "../../src/report/report.ts";
import { arrival, atGateway, beaten, FIREWALL, hostRoute, inspectedPath, PEERING, path, urn, userRoute } from "./sample.ts";

const ESCAPE = "\u001b";
const OPTIONS = { firewalls: [FIREWALL] };

function lines(...texts: readonly string[]): string {
  return texts.join("\n");
}

const UNKNOWN_NEXT_HOP = { ...userRoute("10.13.77.0/24", null), presence: "possible" } as const;

describe("a finding reads like this", () => {
  test.each<[what: string, path: Path, text: string]>([
    [
      "a bypass",
      path(),
      lines(
        "Traffic from on-premises 192.168.0.0/24 to private endpoint sql (10.13.77.6) bypasses the firewall",
        "10.13.76.68.",
        "  1  vpngw, instances 0 and 1 (active/active), in hub/GatewaySubnet",
        "       chosen   10.13.77.6/32  → private endpoint         system route, programmed by sql",
        "       beaten   10.13.77.0/24  → peered network (global)  system route of hub-to-spoke1",
        "                because 10.13.77.0/24 (hub-to-spoke1) is the best other route and no user-defined",
        "                one, so the /32 stays in force (R33)",
        "       beaten   10.0.0.0/8     → appliance 10.13.76.68    user route of gateway-rt",
        "                because 10.13.77.0/24 is the longer prefix (R1)",
        "  2  sql: delivered",
        "To mend it: give hub/GatewaySubnet the user route 10.13.77.0/24 → VirtualAppliance 10.13.76.68.",
        "Code CP-B03, see policies/private-endpoint-traffic-inspected.",
      ),
    ],
    [
      "an inconclusive path",
      path({
        verdict: "inconclusive",
        code: "CP-I01",
        disposition: "insufficient-information",
        sources: ["on-premises"],
        hops: [atGateway(UNKNOWN_NEXT_HOP, beaten(PEERING, "a user-defined route beats a system route of the same prefix (R2)"))],
        assumptions: [
          { code: "CP-A02", text: "no firewall is designated: every Azure Firewall counts", resource: null, property: "firewalls" },
        ],
        gaps: [
          { resource: urn("RouteTable", "gateway-rt"), property: "routes[0].nextHopIpAddress", text: "the next hop is not known yet" },
        ],
      }),
      lines(
        "It is not known whether traffic from on-premises to private endpoint sql (10.13.77.6) crosses the",
        "firewall 10.13.76.68.",
        "  1  vpngw, instances 0 and 1 (active/active), in hub/GatewaySubnet",
        "       perhaps  10.13.77.0/24  → appliance, address not known  user route of gateway-rt",
        "       beaten   10.13.77.0/24  → peered network (global)       system route of hub-to-spoke1",
        "                because a user-defined route beats a system route of the same prefix (R2)",
        "       so       its further way is not known",
        "Why: The next hop of a route that decides is not known.",
        "Assumed (CP-A02): no firewall is designated: every Azure Firewall counts [firewalls].",
        "Not known: gateway-rt (RouteTable), routes[0].nextHopIpAddress: the next hop is not known yet.",
        "To settle it: give the route a next hop that is known before deployment, for example the firewall's",
        "  address as a literal.",
        "Code CP-I01, see policies/private-endpoint-routing-advice.",
      ),
    ],
    [
      "an undelivered path",
      path({
        verdict: "undelivered",
        code: "CP-N01",
        disposition: "null-routed",
        hops: [atGateway(userRoute("10.13.77.0/24", null, "None"))],
        gaps: [{ resource: urn("RouteTable", "gateway-rt"), property: "routes[1]", text: "the user route drops the packet (R13)" }],
      }),
      lines(
        "Traffic from on-premises 192.168.0.0/24 to private endpoint sql (10.13.77.6) does not arrive: a null",
        "route drops it.",
        "  1  vpngw, instances 0 and 1 (active/active), in hub/GatewaySubnet",
        "       chosen   10.13.77.0/24  → nowhere (dropped)  user route of gateway-rt",
        "       beaten   10.0.0.0/8     → nowhere (dropped)  system route",
        "                because a user-defined route beats a system route of the same prefix (R2)",
        "       so       a null route drops it",
        "Why: gateway-rt (RouteTable), routes[1]: the user route drops the packet (R13).",
        "To mend it: let the user route 10.13.77.0/24 of hub/GatewaySubnet lead to the firewall",
        "  (VirtualAppliance).",
        "Code CP-N01, see policies/private-endpoint-routing-advice.",
      ),
    ],
    [
      "an inspected path",
      inspectedPath("sql", "10.13.77.6"),
      lines(
        "Traffic from on-premises 192.168.0.0/24 to private endpoint sql (10.13.77.6) crosses the firewall",
        "10.13.76.68.",
        "  1  vpngw, instances 0 and 1 (active/active), in hub/GatewaySubnet",
        "       chosen   10.13.77.0/24  → appliance 10.13.76.68  user route of gateway-rt",
        "       beaten   10.13.77.6/32  → private endpoint       system route, programmed by sql",
        "                because network policies of ep are on, and the best other route is user-defined",
        "                (R33)",
        "  2  azfw, in hub/AzureFirewallSubnet",
        "       chosen   10.13.77.6/32  → private endpoint       system route, programmed by sql",
        "  3  sql: delivered",
      ),
    ],
  ])("%s", (_what, which, text) => {
    expect(renderFinding(which, OPTIONS)).toBe(text);
  });

  test("in a narrow terminal origins have lines of their own, and nothing is wider", () => {
    const text = renderFinding(path(), { ...OPTIONS, width: 60 });
    expect(text).toContain("       chosen   10.13.77.6/32  → private endpoint\n                system route, programmed by sql\n");
    expect(text.split("\n").filter((line) => line.length > 61)).toEqual([]);
  });

  test("every beaten route is there when all are asked for, and its clause", () => {
    const text = renderFinding(path(), { ...OPTIONS, beaten: "all" });
    expect(text).toContain("0.0.0.0/0      → Internet");
    expect(renderFinding(path(), OPTIONS)).not.toContain("Internet");
  });
});

describe("the first sentence", () => {
  const nva: Path = path({
    code: "CP-B05",
    hops: [
      atGateway(userRoute("10.13.77.0/24", "10.13.76.100")),
      { node: "hub/nva", via: "nva1", chosen: [hostRoute("10.13.77.6", "sql")], beaten: [] },
      arrival("sql"),
    ],
  });
  const dynamic: Path = path({
    endpoint: { ...path().endpoint, addresses: ["10.13.77.4/30", "10.13.77.8/29", "10.13.77.16/32", "10.13.77.20/30"] },
  });

  test.each<[what: string, path: Path, firewalls: typeof OPTIONS.firewalls, sentence: string]>([
    [
      "names the other appliance",
      nva,
      [FIREWALL],
      "Traffic from on-premises 192.168.0.0/24 to private endpoint sql (10.13.77.6) bypasses the firewall 10.13.76.68 (it crosses nva1).",
    ],
    [
      "of a bypass of several firewalls",
      path(),
      [FIREWALL, FIREWALL],
      "Traffic from on-premises 192.168.0.0/24 to private endpoint sql (10.13.77.6) bypasses every designated firewall.",
    ],
    [
      "of an inspected path with several firewalls",
      inspectedPath("sql", "10.13.77.6"),
      [FIREWALL, FIREWALL],
      "Traffic from on-premises 192.168.0.0/24 to private endpoint sql (10.13.77.6) crosses a designated firewall.",
    ],
    [
      "without any firewall",
      path(),
      [],
      "Traffic from on-premises 192.168.0.0/24 to private endpoint sql (10.13.77.6) crosses no firewall.",
    ],
    [
      "has the stretches of addresses that an endpoint may get",
      dynamic,
      [FIREWALL],
      "Traffic from on-premises 192.168.0.0/24 to private endpoint sql (10.13.77.4–10.13.77.16 and 10.13.77.20–10.13.77.23) bypasses the firewall 10.13.76.68.",
    ],
    [
      "has several prefixes",
      path({ sources: ["10.9.0.0/16", "192.168.0.0/24"] }),
      [FIREWALL],
      "Traffic from on-premises 10.9.0.0/16 and 192.168.0.0/24 to private endpoint sql (10.13.77.6) bypasses the firewall 10.13.76.68.",
    ],
    [
      "has what BGP tells besides",
      path({ sources: ["192.168.0.0/24", "on-premises"] }),
      [FIREWALL],
      "Traffic from on-premises (192.168.0.0/24 and what BGP tells) to private endpoint sql (10.13.77.6) bypasses the firewall 10.13.76.68.",
    ],
  ])("%s", (_what, which, firewalls, sentence) => {
    expect(renderFinding(which, { firewalls, width: 1000 }).split("\n")[0]).toBe(sentence);
  });
});

describe("a group", () => {
  const same = Array.from({ length: 30 }, (_, n) => path({ name: `ep${n}`, address: `10.13.77.${10 + n}` }));

  test("of paths that differ in the endpoint alone is one text that names some and counts the others", () => {
    const groups = groupPaths([path(), ...same]);
    expect(groups.map(({ paths }) => paths.length)).toEqual([31]);
    const text = groups.map((group) => renderGroup(group, { ...OPTIONS, width: 1000 })).join("");
    expect(text.split("\n")[1]).toBe(
      `And 30 more endpoints of spoke1/ep the same way: ${same
        .slice(0, 12)
        .map(({ endpoint }, n) => `${endpoint.name} (10.13.77.${10 + n})`)
        .join(", ")} and 18 others.`,
    );
  });

  const other = { ...path(), name: "web", address: "10.13.77.7" };
  test.each<[what: string, second: Path, groups: number]>([
    ["another endpoint of the subnet", path({ name: "web", address: "10.13.77.7" }), 1],
    ["another subnet", path({ ...other, endpoint: { ...path().endpoint, resource: "other", subnet: "spoke2/ep" } }), 2],
    ["another gateway", path({ ...other, gateway: { ...path().gateway, resource: urn("VirtualNetworkGateway", "ergw") } }), 2],
    ["another code", path({ ...other, code: "CP-B04" }), 2],
    ["another source", path({ ...other, sources: ["10.0.0.0/8"] }), 2],
    ["other policies", path({ ...other, endpoint: { ...path().endpoint, networkPolicies: "Disabled" } }), 2],
    ["another assumption", path({ ...other, assumptions: [{ code: "CP-A02", text: "", resource: null, property: null }] }), 2],
    ["another gap", path({ ...other, gaps: [{ resource: "x", property: "y", text: "" }] }), 2],
    [
      "another rule that decides",
      path({
        name: "web",
        address: "10.13.77.7",
        hops: [atGateway(hostRoute("10.13.77.7", "web"), beaten(PEERING, "so it is (R32)")), arrival("web")],
      }),
      2,
    ],
  ])("with %s", (_what, second, groups) => {
    expect(groupPaths([path(), second])).toHaveLength(groups);
  });

  test("does not part by the host routes that each endpoint has of its own", () => {
    const hop = (name: string, address: string) =>
      atGateway(
        hostRoute(address, name),
        beaten({ ...userRoute(`${address}/32`), resource: urn("Route", `to-${name}`) }, `${address}/32 is ignored (R38)`),
      );
    const paths = ["10.13.77.4", "10.13.77.5"].map((address, n) =>
      path({ name: `ep${n}`, address, hops: [hop(`ep${n}`, address), arrival(`ep${n}`)] }),
    );
    expect(groupPaths(paths)).toHaveLength(1);
  });

  test("counts an endpoint with several addresses once", () => {
    const [group] = groupPaths([path(), path({ name: "web", address: "10.13.77.7" }), path({ name: "web", address: "10.13.77.8" })]);
    expect(group && renderGroup(group, OPTIONS)).toContain("And 1 more endpoint of spoke1/ep the same way: web (10.13.77.7).");
  });
});

describe("what names from a file may not do", () => {
  const evil = "sql\u001b[2J\n\u202eevil";
  const text = renderFinding(path({ name: evil, endpoint: { ...path().endpoint, name: evil } }), OPTIONS);

  test("they move no cursor, break no line and turn no direction", () => {
    expect(["\u001b", "\u202e"].filter((each) => text.includes(each))).toEqual([]);
    expect(text.split("\n")).toHaveLength(renderFinding(path(), OPTIONS).split("\n").length);
  });
});

test("colours are only added: the text is the same without them", () => {
  const text = renderFinding(path(), { ...OPTIONS, paint: coloured });
  expect(text).toContain("\u001b[31m");
  expect(text.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, "g"), "")).toBe(renderFinding(path(), OPTIONS));
});
