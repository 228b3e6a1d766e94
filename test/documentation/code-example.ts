import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { renderFinding } from "../../src/report/render-finding.ts";
import { renderText } from "../../src/report/render-text.ts";
import { readStackExportRoot } from "../../src/sources/stack-export.ts";
import { ROOT } from "./markdown.ts";

/**
 * What the example of a code changes in the example network: the inputs of resources by name, as a JSON merge patch (null takes
 * away). docs/examples/README.md explains the names that begin with a dollar sign.
 */
export interface CodeExample {
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly resources?: Readonly<Record<string, Patch | null>>;
}

interface Patch {
  readonly $type?: string;
  readonly $new?: boolean;
  readonly $dependsOn?: Readonly<Record<string, readonly string[]>>;
  readonly $routes?: number;
  /** What Azure has answered; nothing else of the answer is there. */
  readonly $answer?: Readonly<Record<string, unknown>>;
  readonly [input: string]: unknown;
}

interface ExportedResource {
  urn: string;
  type: string;
  id?: string;
  inputs: Readonly<Record<string, unknown>>;
  outputs: Readonly<Record<string, unknown>>;
  propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

const BASE = "docs/examples/blog-3.json";
const URN = "urn:pulumi:prod::network::";
/** What Pulumi writes in place of a string that is not known yet. */
const NOT_KNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";

/** Returns what the command prints about the code: the paths that have it or assume it, else the lines of an audit that begin with it. */
export function resultOf(example: CodeExample, code: string): string {
  const { report } = analyse(readStackExportRoot(exampleStack(example), "stack.json"), configurationOf(example));
  const paths = report.paths.filter((path) => path.code === code || path.assumptions.some((each) => each.code === code));
  const isShort = /^CP-[AI]/.test(code);
  const texts = paths
    .map((path) => renderFinding(path, { firewalls: report.firewalls }))
    .map((text) => (isShort ? withoutHops(text) : text));
  if (texts.length > 0) return texts.join("\n\n");
  const entries = [...renderText(report)].join("").split(/\n(?= {2}CP-|\n)/);
  return entries.filter((entry) => entry.startsWith(`  ${code}  `)).join("\n");
}

/** The hops are left out where something else tells: what is not known, or what is assumed. */
function withoutHops(text: string): string {
  const lines = text.split("\n");
  const isHop = (line: string): boolean => /^ {2} ?\d+ {2}|^ {7}/.test(line);
  return lines.flatMap((line, index) => (!isHop(line) ? [line] : index > 0 && isHop(lines[index - 1] ?? "") ? [] : ["  …"])).join("\n");
}

/** The example network with the changes, as a stack export. */
export function exampleStack({ resources = {} }: CodeExample): unknown {
  const document = JSON.parse(readFileSync(join(ROOT, BASE), "utf8")) as { deployment: { resources: ExportedResource[] } };
  const byName: ByName = new Map(
    document.deployment.resources.map((resource) => [resource.urn.slice(resource.urn.lastIndexOf("::") + 2), resource]),
  );
  for (const [name, patch] of Object.entries(resources)) {
    if (patch === null) byName.delete(name);
    else byName.set(name, patched(byName.get(name) ?? created(name, patch), patch, byName));
  }
  return { ...document, deployment: { resources: [...byName.values()] } };
}

type ByName = Map<string, ExportedResource>;

function created(name: string, { $type, virtualNetworkName, subnetName }: Patch): ExportedResource {
  if ($type === undefined) throw new Error(`${name} is not in ${BASE}, and the example gives no $type`);
  const type = `azure-native:network:${$type}`;
  const resource = { urn: `${URN}${type}::${name}`, type, inputs: { resourceGroupName: "network" }, outputs: {} };
  if ($type !== "Subnet") return resource;
  const network = `${SUBSCRIPTION}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/${virtualNetworkName}`;
  return { ...resource, id: `${network}/subnets/${subnetName}` };
}

function patched(resource: ExportedResource, patch: Patch, byName: ByName): ExportedResource {
  const { $type, $new = false, $dependsOn = {}, $routes, $answer, ...inputs } = patch;
  const { id, ...withoutId } = resource;
  const routes = $routes === undefined ? undefined : { routes: manyRoutes($routes) };
  return {
    ...($new || id === undefined ? withoutId : { ...withoutId, id }),
    inputs: { ...(merge(resource.inputs, inputs, byName) as ExportedResource["inputs"]), ...routes },
    outputs: $answer === undefined ? ($new ? {} : resource.outputs) : (merge({}, $answer, byName) as ExportedResource["outputs"]),
    propertyDependencies: Object.fromEntries(
      Object.entries($dependsOn).map(([property, names]) => [property, names.map((name) => byName.get(name)?.urn ?? name)]),
    ),
  };
}

/** RFC 7396, with words for what a page cannot write out: `(not known yet)` and `(the id of ep)`. */
function merge(target: unknown, patch: unknown, byName: ByName): unknown {
  if (typeof patch === "string") return wordOf(patch, byName);
  if (Array.isArray(patch)) return patch.map((item) => merge(undefined, item, byName));
  if (typeof patch !== "object" || patch === null) return patch;
  const result: Record<string, unknown> = typeof target === "object" && target !== null ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merge(result[name], value, byName);
  }
  return result;
}

function wordOf(text: string, byName: ByName): string {
  if (text === "(not known yet)") return NOT_KNOWN;
  const name = /^\(the id of (.+)\)$/.exec(text)?.[1];
  if (name === undefined) return text;
  const id = byName.get(name)?.id;
  if (id === undefined) throw new Error(`the example names the id of ${name}, which has none`);
  return id;
}

function manyRoutes(count: number): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `spoke${index + 1}`,
    addressPrefix: index === 0 ? "10.13.77.0/24" : `10.${20 + Math.floor(index / 256)}.${index % 256}.0/24`,
    nextHopType: "VirtualAppliance",
    nextHopIpAddress: "10.13.76.68",
  }));
}

function configurationOf({ configuration = {} }: CodeExample): ReturnType<typeof readConfiguration> {
  return readConfiguration(merge({ firewalls: ["10.13.76.68"], onPremises: ["192.168.0.0/24"] }, configuration, new Map()), "the example", {
    folder: join(ROOT, "docs/examples"),
  });
}
