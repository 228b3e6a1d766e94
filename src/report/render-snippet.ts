import { dump } from "js-yaml";
import { partsOf } from "../resources/resource-change.ts";
import { parseUrn } from "../resources/urn.ts";
import type { Remedy } from "./report.ts";

/** A change as it is written in a program. Lines without a final line break. */
export interface Snippet {
  readonly typescript: string;
  readonly yaml: string;
}

type Change = Remedy["changes"][number];

/** The change in the program of the resource that it names, in both languages; what stays as it is is left out. */
export function snippetOf(change: Change): Snippet {
  const { resource, property, after } = change;
  const name = nameOfUrn(resource);
  if (after === null) {
    const what = property === "" ? `the resource ${name} (${typeOf(resource)})` : `${property} of ${name} (${typeOf(resource)})`;
    return { typescript: `// Remove ${what}.`, yaml: `# Remove ${what}.` };
  }
  const parts = partsOf(property);
  const properties = parts.reduceRight<unknown>((inner, part) => (typeof part === "number" ? [inner] : { [part]: inner }), after);
  const places = parts.some((part) => typeof part === "number")
    ? [`${property}; all else stays as it is`]
    : property === ""
      ? []
      : ["all else stays as it is"];
  const typescript = [
    ...places.map((place) => `// ${place}`),
    `new ${classOf(typeOf(resource))}(${JSON.stringify(name)}, ${literal(properties, "")});`,
  ].join("\n");
  const yaml = [
    ...places.map((place) => `# ${place}`),
    dump({ resources: { [name]: { type: typeOf(resource), properties } } }, { lineWidth: -1 }).trimEnd(),
  ].join("\n");
  return { typescript, yaml };
}

/** The name in the program. */
export function nameOfUrn(urn: string): string {
  return parseUrn(urn)?.name ?? urn;
}

/** `azure-native:network:Subnet` */
function typeOf(urn: string): string {
  return parseUrn(urn)?.type ?? "";
}

/** `azure_native.network.Subnet`, as Pulumi's own examples call the modules. */
function classOf(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  return `${provider.replaceAll("-", "_")}.${module.split("/")[0]}.${name}`;
}

function literal(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return value.length === 0 ? "[]" : `[\n${value.map((item) => `${inner}${literal(item, inner)},`).join("\n")}\n${indent}]`;
  if (typeof value === "object" && value !== null) {
    const lines = Object.entries(value).map(
      ([name, item]) => `${inner}${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${literal(item, inner)},`,
    );
    return `{\n${lines.join("\n")}\n${indent}}`;
  }
  const output = typeof value === "string" ? /^\$\{([^.}]+)\.([^}]+)\}$/.exec(value) : null;
  return output === null ? JSON.stringify(value) : `${identifier(output[1] ?? "")}.${output[2]}`;
}

/** A name in the program as a variable is likely to be called: `hub-fw` is `hubFw`. */
function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "");
}
