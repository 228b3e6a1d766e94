import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { EmbeddedStack, type EmbeddedStackOptions } from "./embedded-engine.ts";

interface ProjectFile {
  readonly name: string;
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}

/** A new stack for the program in a folder: named as its Pulumi.yaml says, with the configuration that stands there. */
export function stackOfProject(folder: string, options: EmbeddedStackOptions = {}): EmbeddedStack {
  const project = load(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as ProjectFile;
  const config = Object.entries(project.config ?? {}).map(([key, value]) => [
    key.includes(":") ? key : `${project.name}:${key}`,
    String(value),
  ]);
  return new EmbeddedStack({ project: project.name, ...options, config: { ...Object.fromEntries(config), ...options.config } });
}
