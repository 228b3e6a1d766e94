import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { transformSync } from "@swc/core";
import type { InlineProgram } from "./language-host.ts";

/**
 * The program in a file, as a function that can run several times in this process: its own files are evaluated anew each time, the SDKs that
 * they import are this process's. What the file exports are the stack's outputs.
 */
export function programIn(file: string): InlineProgram {
  return () => evaluate(file, new Map());
}

function evaluate(file: string, loaded: Map<string, object>): object {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const module = { exports: {} };
  loaded.set(file, module.exports);
  const { code } = transformSync(readFileSync(file, "utf8"), {
    filename: file,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  const load = (specifier: string): unknown =>
    specifier.startsWith(".") ? evaluate(withExtension(resolve(dirname(file), specifier)), loaded) : require(specifier);
  new Function("module", "exports", "require", code)(module, module.exports, load);
  return module.exports;
}

function withExtension(path: string): string {
  return existsSync(path) ? path : `${path}.ts`;
}
