import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { InputError } from "../certainty/input-error.ts";
import { parseConfigurationText } from "../configuration/parse-configuration-text.ts";
import { readConfiguration } from "../configuration/read-configuration.ts";
import type { BaselinedIntent } from "../difference/baseline.ts";
import type { Resource } from "../resources/resource.ts";
import { decodeText } from "../sources/decode-text.ts";
import { parseJson } from "../sources/parse-json.ts";
import { readStackExportBytes } from "../sources/stack-export.ts";

/** The resources of all files, as one network. Throws an InputError for what cannot be read and for a resource that stands in two files. */
export async function readNetworkFiles(files: readonly string[]): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const name = nameOf(file);
    for (const resource of await readResources(file, name)) {
      const other = fileOf.get(resource.urn);
      if (other !== undefined && other !== name)
        throw new InputError(`${resource.urn} stands in ${other} and in ${name}: give one export of each stack`);
      // Within one file the reader of exports decides; with one file there is nothing to compare.
      if (files.length > 1) fileOf.set(resource.urn, name);
      resources.push(resource);
    }
  }
  return resources;
}

/** The intent of a configuration file; all defaults where there is none. Throws an InputError that names the file. */
export async function readIntent(file: string | undefined): Promise<BaselinedIntent> {
  if (file === undefined) return readConfiguration({}, "no configuration");
  const name = nameOf(file);
  const folder = file === "-" ? "." : dirname(file);
  return readConfiguration(parseConfigurationText(await readText(file, name), name), name, { folder });
}

/** `{ "version": 3, "deployment": …`, before anything else that is nested. */
const EXPORT_START = /^[^{]*\{[^{[]*"deployment"\s*:/;

export type SavedOrNetwork =
  | { readonly kind: "saved"; readonly root: unknown; readonly name: string }
  | { readonly kind: "network"; readonly resources: readonly Resource[] };

/** The content of a file that is what `isSaved` says, or else the resources of an export. Throws an InputError for what is neither. */
export async function readSavedOrNetwork(file: string, isSaved: (root: unknown) => boolean): Promise<SavedOrNetwork> {
  const [name, bytes] = [nameOf(file), await readBytes(file)];
  // Exports may be very large, and have no use for being parsed as a whole.
  if (!EXPORT_START.test(bytes.subarray(0, 1024).toString("latin1"))) {
    const root = decoding(name, () => parseJson(decodeText(bytes), name));
    if (isSaved(root)) return { kind: "saved", root, name };
  }
  return { kind: "network", resources: decoding(name, () => readStackExportBytes(bytes, name)) };
}

async function readResources(file: string, name: string): Promise<readonly Resource[]> {
  const bytes = await readBytes(file);
  return decoding(name, () => readStackExportBytes(bytes, name));
}

async function readText(file: string, name: string): Promise<string> {
  const bytes = await readBytes(file);
  return decoding(name, () => decodeText(bytes));
}

function nameOf(file: string): string {
  return file === "-" ? "standard input" : file;
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return file === "-" ? await readStandardInput() : await readFile(file);
  } catch (error) {
    throw new InputError(`${nameOf(file)} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What `read` makes of the bytes. A text has at most 2^29 - 24 characters in V8: beyond that a file cannot be decoded as a whole. */
function decoding<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "ERR_STRING_TOO_LONG") throw error;
    throw new InputError(`${name} is too large: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readStandardInput(): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
