import type { EnforcementLevel, PackInfo, PolicyConfig } from "./analysis-request.ts";
import { isObject, type WireObject, type WireValue } from "./wire.ts";

/** What the engine sends: for every policy of the pack its level and its properties. */
export type ReconciledConfig = Readonly<Record<string, { readonly enforcementLevel: EnforcementLevel; readonly properties: WireObject }>>;

/**
 * Completes a policy pack's configuration as the CLI does before it configures the pack: every policy has an entry, a level ("all" serves
 * those that name none, then the pack's own) and the defaults of its schema, top-level properties only.
 * The CLI also checks the values against the schema; this does not. Throws for a policy that the pack has not.
 */
export function reconcileConfig(info: PackInfo, config: Readonly<Record<string, string | PolicyConfig>>): ReconciledConfig {
  const { all, ...given } = config;
  const unknown = Object.keys(given).find((name) => !info.policies.some((policy) => policy.name === name));
  if (unknown !== undefined) throw new Error(`the pack ${info.name} has no policy ${unknown}`);

  const levelOfAll = all === undefined ? undefined : levelAndProperties(all).level;
  return Object.fromEntries(
    info.policies.map((policy) => {
      const entry = given[policy.name];
      const { level, properties } = entry === undefined ? { level: undefined, properties: {} } : levelAndProperties(entry);
      const enforcementLevel = level ?? levelOfAll ?? policy.enforcementLevel;
      return [policy.name, { enforcementLevel, properties: { ...defaultsOf(policy.configSchema), ...properties } }];
    }),
  );
}

function levelAndProperties(entry: string | PolicyConfig): { level: EnforcementLevel | undefined; properties: WireObject } {
  if (typeof entry === "string") return { level: entry as EnforcementLevel, properties: {} };
  const { enforcementLevel, ...properties } = entry;
  return { level: enforcementLevel, properties: properties as WireObject };
}

function defaultsOf(schema: WireObject | undefined): WireObject {
  const defaults: Record<string, WireValue> = {};
  for (const [name, property] of Object.entries(schema ?? {})) {
    if (isObject(property) && property["default"] !== undefined) defaults[name] = property["default"];
  }
  return defaults;
}
