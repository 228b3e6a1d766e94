import { isRelevantType } from "../azure/declarations/type-meaning.ts";
import { InputError } from "../certainty/input-error.ts";
import type { Resource } from "../resources/resource.ts";
import { decodeText } from "./decode-text.ts";
import { exportedProperties } from "./exported-values.ts";
import { parseJson } from "./parse-json.ts";
import { isRecord, notAStackExport, WHAT_TO_DO } from "./recognise-input.ts";
import { splitExport, textAt } from "./split-export.ts";

/** The versions of the format that are read: they differ in what is not looked at. */
const SUPPORTED_VERSIONS: readonly unknown[] = [undefined, 1, 2, 3, 4];

const NO_DEPENDENCIES: readonly string[] = [];
const NO_PROPERTY_DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {};

/**
 * Returns the resources of a `pulumi stack export` that the readers know; `file` is what errors and gaps call it. What awaits
 * its deletion, or is deleted and awaits its replacement, is left out. Throws an InputError that says what is wrong and what to do
 * for a text that is no stack export.
 */
export function readStackExport(text: string, file: string): readonly Resource[] {
  return readStackExportRoot(parseJson(text, file), file);
}

/**
 * The same for a file's bytes: UTF-8, or UTF-16 as PowerShell writes it. Resources are parsed one by one, and those of other kinds are let go
 * of at once, so that large exports need little memory.
 */
export function readStackExportBytes(bytes: Uint8Array, file: string): readonly Resource[] {
  const split = splitExport(bytes);
  const root = split === undefined ? undefined : tryParse(split.envelope);
  // Whatever is unusual, the parser of whole texts says what is wrong with it.
  if (split === undefined || root === undefined) return readStackExport(decodeText(bytes), file);
  checkRoot(root, file);
  const kept: Resource[] = [];
  for (const [index, place] of split.elements.entries()) {
    const entry = tryParse(textAt(bytes, place));
    if (entry === undefined) return readStackExport(decodeText(bytes), file);
    const resource = readResource(entry, index, file);
    if (resource !== undefined) kept.push(resource);
  }
  return withInterrupted(kept, root, file);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/** The same for content that is parsed already. */
export function readStackExportRoot(root: unknown, file: string): readonly Resource[] {
  const { resources } = checkRoot(root, file);
  const kept: Resource[] = [];
  resources.forEach((entry, index) => {
    const resource = readResource(entry, index, file);
    if (resource !== undefined) kept.push(resource);
  });
  return withInterrupted(kept, root, file);
}

function checkRoot(root: unknown, file: string): { readonly resources: readonly unknown[] } {
  if (!isRecord(root) || !isRecord(root["deployment"])) throw notAStackExport(root, file);
  if (!SUPPORTED_VERSIONS.includes(root["version"])) {
    throw new InputError(`${file}: is a stack export of version ${JSON.stringify(root["version"])}; versions 1 to 4 are read`);
  }
  // A stack without resources has none, or null.
  const resources = root["deployment"]["resources"] ?? [];
  if (!Array.isArray(resources)) throw new InputError(`${file}: deployment.resources is no list; ${WHAT_TO_DO}`);
  return { resources };
}

/** What an update that was cut off had begun with: `pending_operations`. Of a creation the resources say nothing. */
function withInterrupted(kept: readonly Resource[], root: unknown, file: string): readonly Resource[] {
  const operations = pendingOperations(root).flatMap(({ type, resource }) => {
    const read = type in INTERRUPTED ? readResource(resource, 0, file) : undefined;
    return read === undefined ? [] : [{ ...read, interrupted: INTERRUPTED[type as keyof typeof INTERRUPTED] }];
  });
  if (operations.length === 0) return kept;
  const byUrn = new Map(operations.map((each) => [each.urn, each]));
  const marked = kept.map((each) => ({ ...each, interrupted: byUrn.get(each.urn)?.interrupted }));
  const urns = new Set(kept.map(({ urn }) => urn));
  return [...marked, ...[...byUrn.values()].filter(({ urn }) => !urns.has(urn))];
}

/** To read changes nothing. */
const INTERRUPTED = { creating: "creation", updating: "update", deleting: "deletion", importing: "import" } as const;

function pendingOperations(root: unknown): readonly { readonly type: string; readonly resource: unknown }[] {
  const deployment = isRecord(root) && isRecord(root["deployment"]) ? root["deployment"] : {};
  const list = deployment["pending_operations"];
  return Array.isArray(list) ? list.filter(isOperation) : [];
}

function isOperation(value: unknown): value is { readonly type: string; readonly resource: unknown } {
  if (!isRecord(value) || !isRecord(value["resource"])) return false;
  const { type, urn } = value["resource"];
  return [value["type"], type, urn].every((each) => typeof each === "string");
}

function readResource(entry: unknown, index: number, file: string): Resource | undefined {
  if (!isRecord(entry)) throw new InputError(`${file}: deployment.resources[${index}] is no object; ${WHAT_TO_DO}`);
  const { type, urn, id, delete: isPendingDelete, pendingReplacement: isDeleted } = entry;
  if (typeof type !== "string" || typeof urn !== "string" || urn === "") {
    throw new InputError(`${file}: deployment.resources[${index}] has no type or URN; ${WHAT_TO_DO}`);
  }
  if (isPendingDelete === true || isDeleted === true || !isRelevantType(type)) return undefined;
  return {
    urn,
    type,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    id: typeof id === "string" && id !== "" ? id : undefined,
    // What was only read has no inputs of its own: those of the state are a copy of what Azure answered.
    inputs: entry["external"] === true ? undefined : exportedProperties(entry["inputs"]),
    outputs: exportedProperties(entry["outputs"]),
    dependencies: isTextList(entry["dependencies"]) ? entry["dependencies"] : NO_DEPENDENCIES,
    propertyDependencies: propertyDependenciesOf(entry["propertyDependencies"]),
    origin: file,
    ...(isTextList(entry["aliases"]) && entry["aliases"].length > 0 && { aliases: entry["aliases"] }),
  };
}

function propertyDependenciesOf(value: unknown): Readonly<Record<string, readonly string[]>> {
  if (!isRecord(value)) return NO_PROPERTY_DEPENDENCIES;
  const isSound = Object.values(value).every((urns) => isTextList(urns));
  if (isSound) return value as Readonly<Record<string, readonly string[]>>;
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, readonly string[]] => isTextList(entry[1])));
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
