import { readFile } from "node:fs/promises";
import { InputError } from "../certainty/input-error.ts";
import { parseConfigurationText } from "../configuration/parse-configuration-text.ts";
import { readConfiguration } from "../configuration/read-configuration.ts";
import type { Intent } from "../model/intent.ts";
import type { Resource } from "../resources/resource.ts";
import { readStackExport } from "../sources/stack-export.ts";

/** The resources of all files, as one network. Throws an InputError for what cannot be read and for a resource that stands in two files. */
export async function readNetworkFiles(files: readonly string[]): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const name = nameOf(file);
    for (const resource of readStackExport(await readText(file), name)) {
      const other = fileOf.get(resource.urn);
      if (other !== undefined && other !== name) throw new InputError(`${resource.urn} stands in ${other} and in ${name}`);
      // Within one file the reader of exports decides; with one file there is nothing to compare.
      if (files.length > 1) fileOf.set(resource.urn, name);
      resources.push(resource);
    }
  }
  return resources;
}

/** The intent of a configuration file; all defaults where there is none. Throws an InputError that names the file. */
export async function readIntent(file: string | undefined): Promise<Intent> {
  if (file === undefined) return readConfiguration({}, "no configuration");
  const name = nameOf(file);
  return readConfiguration(parseConfigurationText(await readText(file), name), name);
}

function nameOf(file: string): string {
  return file === "-" ? "standard input" : file;
}

async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = file === "-" ? await readStandardInput() : await readFile(file);
  } catch (error) {
    throw new InputError(`${nameOf(file)} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return decode(bytes);
  } catch (error) {
    // A text has at most 2^29 - 24 characters in V8.
    throw new InputError(`${nameOf(file)} is too large: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readStandardInput(): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** UTF-8, or UTF-16 as PowerShell writes it with `>`; both with or without a byte order mark as is usual for them. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.toString("utf8", 3) : bytes.toString("utf8");
}
