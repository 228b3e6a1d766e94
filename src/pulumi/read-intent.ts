import { readFileSync } from "node:fs";
import { dirname, isAbsolute } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { InputError } from "../certainty/input-error.ts";
import { parseConfigurationText } from "../configuration/parse-configuration-text.ts";
import { readConfiguration } from "../configuration/read-configuration.ts";
import type { BaselinedIntent } from "../difference/baseline.ts";
import { messageOf } from "./describe-failure.ts";

/** The environment variable that may name a configuration file for all policies. */
export const CONFIGURATION_VARIABLE = "CHOKEPOINT_CONFIG";

/** A policy's block of the pack's configuration, as the engine hands it. */
export type Block = Readonly<Record<string, unknown>>;

/** Where the configuration of a policy can come from. */
export interface ConfigurationSources {
  readonly policy: string;
  readonly own: Block;
  /** The policy that the configuration is inherited from; undefined for that policy itself. */
  readonly inheritsFrom: string | undefined;
  /** The block of that policy; undefined where it did not run, because it is disabled. */
  readonly inherited: Block | undefined;
  /** What the environment variable holds; undefined or empty: no file. */
  readonly file: string | undefined;
}

/**
 * Returns the intent that the policies of one run share. The configuration is given once: in a file, or to the first policy,
 * or, where that one is disabled, to the policy itself. Throws an InputError where it is missing, malformed, or given twice
 * and differently: two policies that judge by two configurations would contradict each other.
 */
export function readIntent(sources: ConfigurationSources): BaselinedIntent {
  const { value, source, folder } = choose(sources);
  return readConfiguration(value, source, { folder });
}

interface Chosen {
  readonly value: unknown;
  readonly source: string;
  /** Of a file; undefined else. */
  readonly folder: string | undefined;
}

function choose({ policy, own, inheritsFrom, inherited, file }: ConfigurationSources): Chosen {
  if (file !== undefined && file !== "") return fromFile(file, policy, own);
  if (inheritsFrom === undefined) return blockOf(policy, own);
  if (inherited === undefined) {
    if (!isEmpty(own)) return blockOf(policy, own);
    throw new InputError(
      `${policy} has no configuration: ${inheritsFrom}, from which it inherits it, is disabled. ` +
        `Configure ${policy} itself, name a file in ${CONFIGURATION_VARIABLE}, or disable it too`,
    );
  }
  if (!isEmpty(own) && !isDeepStrictEqual(own, inherited)) {
    throw new InputError(
      `${policy} has another configuration than ${inheritsFrom}. Give it once, to ${inheritsFrom}: the other policies inherit it`,
    );
  }
  return blockOf(inheritsFrom, inherited);
}

function fromFile(file: string, policy: string, own: Block): Chosen {
  if (!isAbsolute(file)) {
    throw new InputError(
      `${CONFIGURATION_VARIABLE} is "${file}"; expected an absolute path, because a policy pack runs in its own folder and not in the project's`,
    );
  }
  const value = parseConfigurationText(readText(file), file);
  if (!isEmpty(own) && !isDeepStrictEqual(own, value)) {
    throw new InputError(
      `${policy} has another configuration than the file ${file}, which ${CONFIGURATION_VARIABLE} names. Give it once, in one of the two`,
    );
  }
  return { value, source: file, folder: dirname(file) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(`${CONFIGURATION_VARIABLE} names the file ${file}, which cannot be read: ${messageOf(error)}`);
  }
}

function blockOf(policy: string, value: Block): Chosen {
  return { value, source: `configuration of ${policy}`, folder: undefined };
}

function isEmpty(block: Block): boolean {
  return Object.keys(block).length === 0;
}
