import type { Path } from "./report.ts";

const outcomes = new WeakMap<Path, object>();

/** Remembers what the path shares with all others that fared alike, so that whoever groups a hundred thousand paths need not compare them. */
export function rememberOutcome(path: Path, outcome: object): Path {
  outcomes.set(path, outcome);
  return path;
}

/** Paths with the same outcome differ in nothing but the endpoint. Undefined where nothing is remembered: then only a comparison tells. */
export function rememberedOutcome(path: Path): object | undefined {
  return outcomes.get(path);
}
