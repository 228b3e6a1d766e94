import { analyse } from "../../src/analysis.ts";
import type { Properties } from "../../src/resources/resource.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { blog, bypassing, changed, EXACT, FIREWALL } from "./attack.ts";

/** Endpoints whose connection is not approved: whether they have a /32 route is not known, and what is the same in both readings is decided (R44). */

const HOST = `10.13.77.6/32 via ${FIREWALL}`;
const states = (...all: readonly string[]): Properties => ({
  privateLinkServiceConnections: all.map((status) => ({ name: "sql", privateLinkServiceConnectionState: { status } })),
});
const manually = (status: string): Properties => ({
  manualPrivateLinkServiceConnections: [{ name: "sql", privateLinkServiceConnectionState: { status } }],
});

/** `verdict code` of the path to `sql`. */
function told(world: World, answer: Properties): readonly string[] {
  const stack = renderWorld(world, { style: "standalone", refreshed: true });
  const resources = changed(stack, "PrivateEndpoint sql", (each) => ({ ...each, outputs: { ...each.outputs, ...answer } }));
  const { paths } = analyse(resources, intentOf(world)).report;
  return paths
    .filter(({ endpoint }) => endpoint.name === "sql")
    .map(({ verdict, code }) => [verdict, code].filter((each) => each !== null).join(" "));
}

const off = (...routes: readonly string[]): World => {
  return { ...bypassing(), routeTables: blog(routes).routeTables };
};

test.each<[string, World, string, string]>([
  ["policies and an exact prefix: the /32 is invalid, or not there", blog([EXACT]), "inspected", "inspected"],
  ["no user route: the peering route leads there as well", off(), "bypassed CP-B01", "bypassed CP-B01"],
  ["policies and a summary: so does the peering route", blog([`10.0.0.0/8 via ${FIREWALL}`]), "bypassed CP-B03", "bypassed CP-B03"],
  ["policies off: bypassed with the /32, inspected without", off(EXACT), "bypassed CP-B04", "inconclusive CP-I11"],
  ["a /32 user route that the gateway ignores only where there is another", off(HOST), "bypassed CP-B02", "inconclusive CP-I11"],
])("%s", (_, world, approved, open) => {
  expect(told(world, states("Approved"))).toEqual([approved]);
  for (const status of ["Pending", "Rejected", "Disconnected"]) {
    expect(told(world, states(status))).toEqual([open]);
    expect(told(world, manually(status))).toEqual([open]);
  }
});

test("a state that Azure has not told is taken for approved: a bypass would be one as soon as there is traffic", () => {
  expect(told(off(EXACT), { privateLinkServiceConnections: [{ name: "sql" }] })).toEqual(["bypassed CP-B04"]);
  expect(told(off(EXACT), { manualPrivateLinkServiceConnections: [{ name: "sql" }] })).toEqual(["bypassed CP-B04"]);
});

test("what is not known of one endpoint does not touch another in its subnet", () => {
  const one = off(EXACT);
  const sql = one.endpoints.find(({ name }) => name === "sql");
  if (sql === undefined) throw new Error("there is sql");
  const world = { ...one, endpoints: [{ ...sql, name: "other", addresses: ["10.13.77.7"] }, sql] };
  const stack = renderWorld(world, { style: "standalone", refreshed: true });
  const resources = changed(stack, "PrivateEndpoint sql", (each) => ({ ...each, outputs: { ...each.outputs, ...states("Pending") } }));
  const { paths } = analyse(resources, intentOf(world)).report;
  expect(paths.map(({ endpoint, verdict }) => `${endpoint.name} ${verdict}`)).toEqual(["other bypassed", "sql inconclusive"]);
});
