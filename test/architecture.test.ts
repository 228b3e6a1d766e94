import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const SRC = resolve(__dirname, "../src");

/** The stages in the order of the data. A module imports from its own folder and from those before it. */
const ORDER = [
  "certainty",
  "resources",
  "address",
  "model",
  "azure/values",
  "azure/types",
  "azure/classic",
  "azure/declarations",
  "azure/rules",
  "azure/holders",
  "azure/networks",
  "azure/endpoints",
  "azure/gateways",
  "azure/wan",
  "azure/unmodelled",
  "azure",
  "sources",
  "topology",
  "routing",
  "tracing",
  "verdict",
  "remedy",
  "exemption",
  "report",
  "difference",
  "analysis.ts",
  "configuration",
  "library.ts",
  "pulumi",
  "policies",
  "pack.ts",
  "index.ts",
  "cli",
];

interface Import {
  /** Paths relative to src. */
  readonly from: string;
  readonly to: string;
}

interface Rule {
  readonly name: string;
  /** Tells the offender what to do. */
  readonly advice: string;
  readonly forbids: (each: Import) => boolean;
}

const RULES: readonly Rule[] = [
  {
    name: "stages-look-back-only",
    advice:
      "A stage uses what earlier stages yield. Move the shared piece down to the stage that both may import, or hand it in as an argument.",
    forbids: ({ from, to }) => ORDER.includes(placeOf(to)) && ORDER.indexOf(placeOf(to)) > ORDER.indexOf(placeOf(from)),
  },
  {
    name: "pulumi-stays-at-the-edge",
    advice: "Only src/pulumi, src/policies, src/pack.ts and src/index.ts know @pulumi: translate at the edge, into Resource.",
    forbids: ({ from, to }) => to.startsWith("@pulumi/") && !["pulumi", "policies", "pack.ts", "index.ts"].includes(placeOf(from)),
  },
  {
    name: "azure-native-is-for-types-in-tests",
    advice: "@pulumi/azure-native is 136 MB and not installed with the pack: describe the few properties here.",
    forbids: ({ to }) => to.startsWith("@pulumi/azure-native"),
  },
  {
    name: "ip-num-stays-in-address",
    advice: "Use src/address: ip-num checks what comes in, and plain numbers do the rest.",
    forbids: ({ from, to }) => to === "ip-num" && placeOf(from) !== "address",
  },
  {
    name: "azure-knows-no-routing",
    advice: "Readers yield the model. What a property means for a route is said in src/routing.",
    forbids: ({ from, to }) =>
      placeOf(from).startsWith("azure") && ["topology", "routing", "tracing", "verdict", "report"].includes(placeOf(to)),
  },
  {
    name: "the-core-reads-no-files",
    advice: "Files are read in src/cli, src/pulumi and src/configuration; everything else gets text or values.",
    forbids: ({ from, to }) =>
      /^(node:)?(fs|child_process|net|http|https|process)(\/|$)/.test(to) && !["cli", "pulumi", "configuration"].includes(placeOf(from)),
  },
];

describe("the architecture", () => {
  const imports = modulesIn(SRC).flatMap(importsOf);

  test.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (_, rule) => {
    const offences = imports.filter(rule.forbids).map(({ from, to }) => `${from} imports ${to}. ${rule.advice}`);
    expect(offences).toEqual([]);
  });

  test("no-cycles: no module imports itself by way of others; pull the shared piece out into a module of its own", () => {
    expect(findCycle(imports)).toBeUndefined();
  });

  test("every folder has its place in the order", () => {
    const files = modulesIn(SRC).map((path) => placeOf(relative(SRC, path)));
    expect([...new Set(files)].filter((name) => !ORDER.includes(name))).toEqual([]);
  });

  test("src/README.md tells what each folder is for", () => {
    const map = readFileSync(join(SRC, "README.md"), "utf8");
    expect(ORDER.filter((name) => !map.includes(name))).toEqual([]);
  });

  test("the rules see imports: the entry imports the SDK and the analysis its stages", () => {
    expect(imports).toContainEqual({ from: "index.ts", to: "@pulumi/policy" });
    expect(imports.filter(({ from }) => from === "analysis.ts").length).toBeGreaterThan(5);
  });
});

/** The folder, or the file in `src` itself; the folders of readers are stages of their own. */
function placeOf(path: string): string {
  const [first = path, second, ...rest] = path.split("/");
  return first === "azure" && rest.length > 0 ? `${first}/${second}` : first;
}

function modulesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return modulesIn(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

function importsOf(path: string): Import[] {
  const text = readFileSync(path, "utf8");
  const targets = [...text.matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return targets.map((target) => ({
    from: relative(SRC, path),
    to: target.startsWith(".") ? relative(SRC, resolve(dirname(path), target)) : target,
  }));
}

function findCycle(imports: readonly Import[]): readonly string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  function visit(module: string, trail: readonly string[]): readonly string[] | undefined {
    if (trail.includes(module)) return [...trail.slice(trail.indexOf(module)), module];
    if (done.has(module)) return undefined;
    for (const each of next.get(module) ?? []) {
      const cycle = visit(each, [...trail, module]);
      if (cycle !== undefined) return cycle;
    }
    done.add(module);
    return undefined;
  }
  for (const module of next.keys()) {
    const cycle = visit(module, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
