import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readNetwork } from "../../src/azure/read-network.ts";
import type { Gap } from "../../src/certainty/known.ts";
import type { Network } from "../../src/model/network.ts";
import { type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { readStackExport } from "../../src/sources/stack-export.ts";
import { app, collection, inherited, MANAGED, net, resourcesOf, SITE, WORLD } from "../support/firewall-rules.ts";

const cases = join(__dirname, "../conformance/cases");
const published = readdirSync(cases).map((name) => {
  const file = join(cases, name, "stack.json");
  return { name, resources: readStackExport(readFileSync(file, "utf8"), file) };
});

const ruled = inherited(
  collection("Deny", 100, net("*", "10.98.0.1-10.98.0.9", "UDP 53,100-200"), app("10.99.0.0/16")),
  collection("Allow", 100, net(SITE, "Storage,10.13.77.6", "TCP 443", { destinationFqdns: ["sql.example.com"] })),
);
const stacks = [...published, { name: "rules", resources: resourcesOf(WORLD, MANAGED, ruled) }];

/** What a program, a provider or a hand-edited file may put in place of a value. */
const JUNK: readonly PropertyValue[] = [
  UNKNOWN,
  null,
  undefined,
  "",
  "x",
  "10.0.0.0/33",
  "/",
  "/subscriptions//",
  -1,
  1.5,
  true,
  [],
  [UNKNOWN],
  [null],
  [[]],
  {},
  { id: UNKNOWN },
  { id: 7 },
  { name: "x" },
];

const KINDS = [
  "virtualNetworks",
  "subnets",
  "peerings",
  "routeTables",
  "endpoints",
  "gateways",
  "connections",
  "circuits",
  "localNetworkGateways",
  "holders",
] as const;

describe("whatever a value is replaced with", () => {
  const damage = fc.record({
    stack: fc.constantFrom(...stacks),
    at: fc.array(fc.tuple(fc.nat(), fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 }), fc.constantFrom(...JUNK)), {
      minLength: 1,
      maxLength: 4,
    }),
  });

  test("the rest is read: no error, unique keys, references that lead somewhere, and every gap of the model in the list, once", () => {
    fc.assert(
      fc.property(damage, ({ stack, at }) => {
        let resources = stack.resources;
        for (const [index, path, junk] of at) resources = damaged(resources, index, path, junk);
        expectSound(readNetwork(resources));
      }),
      { numRuns: 1500, seed: 3 },
    );
  });
});

describe("the order of the resources", () => {
  test("changes nothing", () => {
    const shuffled = fc.constantFrom(...stacks).chain((stack) =>
      fc.record({
        stack: fc.constant(stack),
        order: fc.shuffledSubarray([...stack.resources], { minLength: stack.resources.length, maxLength: stack.resources.length }),
        at: fc.array(fc.tuple(fc.nat(), fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 }), fc.constantFrom(...JUNK)), {
          maxLength: 2,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ stack, order, at }) => {
        let before = stack.resources;
        for (const [index, path, junk] of at) before = damaged(before, index, path, junk);
        const byUrn = new Map(before.map((resource) => [resource.urn, resource]));
        const after = order.map(({ urn }) => byUrn.get(urn)!);
        expect(canonical(readNetwork(after))).toEqual(canonical(readNetwork(before)));
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

/** The resources with one value, at the path that the numbers pick, replaced. */
function damaged(resources: readonly Resource[], index: number, path: readonly number[], junk: PropertyValue): readonly Resource[] {
  const at = index % resources.length;
  const half = path[0]! % 3;
  return resources.map((resource, position) => {
    if (position !== at) return resource;
    const inputs = replaced(resource.inputs ?? {}, path, junk) as Resource["inputs"];
    const outputs = replaced(resource.outputs ?? {}, path, junk) as Resource["outputs"];
    if (half === 0) return { ...resource, inputs };
    return half === 1 ? { ...resource, outputs } : { ...resource, inputs, outputs, id: undefined };
  });
}

function replaced(value: PropertyValue, [step, ...rest]: readonly number[], junk: PropertyValue): PropertyValue {
  if (step === undefined || typeof value !== "object" || value === null) return junk;
  const names = Object.keys(value);
  const name = names[step % Math.max(names.length, 1)];
  if (name === undefined) return junk;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? replaced(item, rest, junk) : item));
  return { ...value, [name]: replaced((value as Record<string, PropertyValue>)[name], rest, junk) };
}

function expectSound(net: Network): void {
  const keys = KINDS.flatMap((kind) => net[kind].map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  const known = new Set(keys);
  const gaps = new Set(net.gaps);
  expect(new Set(net.gaps.map((gap) => JSON.stringify(gap))).size).toBe(net.gaps.length);
  visit(net, (part) => {
    // A WAN is nothing but what its hubs have in common.
    const isWan = String(part["key"]).includes(":VirtualWan::");
    if ("kind" in part && part["kind"] === "entity" && !isWan) expect(known).toContain(part["key"]);
    if ("kind" in part && part["kind"] === "unknown")
      for (const candidate of part["candidates"] as readonly string[]) expect(known).toContain(candidate);
    if ("text" in part && "property" in part) expect(gaps.has(part as unknown as Gap)).toBe(true);
  });
  for (const { network } of net.subnets) expect(known).toContain(network);
  for (const { network } of net.peerings) expect(known).toContain(network);
  for (const { scope } of net.unmodelled)
    for (const [name, value] of Object.entries(scope)) if (name !== "kind") expect(known).toContain(value);
}

function visit(part: unknown, see: (part: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(part)) for (const item of part) visit(item, see);
  else if (typeof part === "object" && part !== null) {
    see(part as Readonly<Record<string, unknown>>);
    for (const value of Object.values(part)) visit(value, see);
  }
}

/** The network with every list in an order of its own. */
function canonical(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(canonical).sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, canonical(value)]));
}
