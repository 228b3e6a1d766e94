import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExportDocument, ExportedResource } from "../support/world/export-document.ts";
import { objectsIn } from "../support/world/export-document.ts";
import { blogWorld } from "../support/world/hand-made.ts";
import { renderWorld, stackExport } from "../support/world/render-world.ts";
import { describeSpelling, EVERY_SPELLING, respell } from "../support/world/respell.ts";
import type { Spelling } from "../support/world/spelling.ts";

/** A respelling says the same: whatever came in between, a spelling comes out alike. */

const CASES = join(__dirname, "..", "conformance", "cases");
const NAMES = readdirSync(CASES);

function readCase(name: string): ExportDocument {
  return JSON.parse(readFileSync(join(CASES, name, "stack.json"), "utf8")) as ExportDocument;
}

/** The resources by URN, lists of children by name: their order says nothing. */
function contents({ deployment }: ExportDocument): readonly ExportedResource[] {
  return [...deployment.resources].map(sortChildren).sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

function sortChildren(resource: ExportedResource): ExportedResource {
  const sorted = (side: ExportedResource["inputs"]): object =>
    Object.fromEntries(
      ["subnets", "virtualNetworkPeerings", "routes"]
        .filter((list) => side?.[list] !== undefined)
        .map((list) => [list, [...objectsIn(side, list)].sort((a, b) => (String(a["name"]) < String(b["name"]) ? -1 : 1))]),
    );
  return {
    ...resource,
    dependencies: [...(resource.dependencies ?? [])].sort(),
    ...(resource.inputs === undefined ? {} : { inputs: { ...resource.inputs, ...sorted(resource.inputs) } }),
    ...(resource.outputs === undefined ? {} : { outputs: { ...resource.outputs, ...sorted(resource.outputs) } }),
  };
}

describe.each(NAMES)("the published case %s", (name) => {
  const document = readCase(name);

  test.each(EVERY_SPELLING.map((spelling) => [describeSpelling(spelling), spelling] as const))(
    "%s, by way of each other",
    (_, spelling) => {
      const direct = contents(respell(document, spelling));
      for (const other of EVERY_SPELLING.filter(({ refreshed }) => refreshed === spelling.refreshed)) {
        expect(contents(respell(respell(document, other), spelling))).toEqual(direct);
      }
    },
  );
});

test("inline leaves no child beside its parent, standalone none inside", () => {
  const counts = (spelling: Spelling): readonly [number, number] => {
    const { resources } = respell(readCase("S3-policies-and-exact-prefix"), spelling).deployment;
    const children = resources.filter(({ type }) => /:(Subnet|VirtualNetworkPeering|Route)$/.test(type));
    const inside = resources.flatMap(({ inputs }) =>
      ["subnets", "virtualNetworkPeerings", "routes"].flatMap((list) => objectsIn(inputs, list)),
    );
    return [children.length, inside.length];
  };
  expect(counts({ style: "standalone", refreshed: false })).toEqual([6, 0]);
  expect(counts({ style: "inline", refreshed: false })).toEqual([0, 6]);
});

test("before a refresh the half that was made first says Initiated", () => {
  const states = (refreshed: boolean): readonly unknown[] =>
    respell(readCase("S3-policies-and-exact-prefix"), { style: "standalone", refreshed })
      .deployment.resources.filter(({ type }) => type.endsWith("Peering"))
      .map(({ outputs }) => outputs?.["peeringState"])
      .sort();
  expect(states(false)).toEqual(["Connected", "Initiated"]);
  expect(states(true)).toEqual(["Connected", "Connected"]);
});

test("a rendered world respelled is the world rendered so", () => {
  const world = blogWorld({ policies: "RouteTableEnabled", routes: ["10.13.77.0/24 via 10.13.76.68"] });
  const rendered = (spelling: Spelling): ExportDocument => stackExport(renderWorld(world, spelling)) as ExportDocument;
  const urns = (document: ExportDocument): readonly string[] => contents(document).map(({ urn }) => urn);
  for (const spelling of EVERY_SPELLING)
    expect(urns(respell(rendered({ style: "inline", refreshed: true }), spelling))).toEqual(urns(rendered(spelling)));
});
