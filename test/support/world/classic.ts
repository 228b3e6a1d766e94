import { CLASSIC_MEMBERS } from "./classic-members.ts";
import { CLASSIC_NETWORKS } from "./classic-networks.ts";
import { type Classic, type Fields, listIn } from "./classic-parts.ts";
import { CLASSIC_WAN } from "./classic-wan.ts";

const PARTS = { ...CLASSIC_NETWORKS, ...CLASSIC_MEMBERS, ...CLASSIC_WAN };

/** What a state says of a resource, as far as it matters here. */
export interface StateEntry {
  readonly urn: string;
  readonly type: string;
  readonly id?: string | undefined;
  readonly inputs?: Fields | undefined;
  readonly outputs?: Fields | undefined;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/**
 * `6`: as version 6 of the classic provider writes it. `5`: as programs of versions 4 and 5 do, with the names of then. Both say all that
 * azure-native's state says, but for the state of peerings.
 */
export type Generation = "5" | "6";

/** The same network as a program of the classic provider makes it. What has no counterpart stays azure-native's. */
export function asClassic<Entry extends StateEntry>(entries: readonly Entry[], generation: Generation): readonly Entry[] {
  const converted = entries.map((entry) => ({ entry, made: convert(entry, entries, generation) }));
  const urns = new Map(converted.map(({ entry, made }) => [entry.urn, made.map(({ urn }) => urn)] as const));
  return converted.flatMap(({ made }) => made.map((each) => redirected(each, urns)));
}

function convert<Entry extends StateEntry>(entry: Entry, all: readonly Entry[], generation: Generation): readonly Entry[] {
  const type = /^azure-native(?:_\w+)?:(?:network|compute)(?:\/\w+)?:(\w+)$/.exec(entry.type)?.[1] ?? "";
  const parts = PARTS[type];
  if (parts === undefined || isBeyondNetworkRules(entry)) return [entry];
  return parts(entry, all, generation).map((part) => made(entry, part));
}

/** A policy, or a group of its rules, with more than network rules: only these are translated. */
function isBeyondNetworkRules({ inputs = {} }: StateEntry): boolean {
  const rules = listIn(inputs, "ruleCollections").flatMap((collection) => listIn(collection, "rules"));
  return "basePolicy" in inputs || "snat" in inputs || rules.some(({ ruleType }) => ruleType !== "NetworkRule");
}

function made<Entry extends StateEntry>(from: Entry, { token, name, id, inputs, outputs, dependsOn }: Classic): Entry {
  const owner = from.urn.slice(from.urn.lastIndexOf("::") + 2);
  const logical = name ?? owner;
  const module = from.urn.slice(0, from.urn.lastIndexOf("::", from.urn.lastIndexOf("::") - 1));
  return {
    ...from,
    urn: `${module}::${token}::${logical}`,
    type: token,
    name: logical,
    id,
    inputs: { ...inputs, __defaults: [] },
    outputs: { ...outputs, id },
    dependencies: [...new Set(Object.values(dependsOn).flat())],
    propertyDependencies: dependsOn,
  };
}

/** The URNs of what the resource depends on, in their new spelling: of what became several resources the first is the thing itself. */
function redirected<Entry extends StateEntry>(entry: Entry, urns: ReadonlyMap<string, readonly string[]>): Entry {
  const retarget = (targets: readonly string[]): readonly string[] => [...new Set(targets.flatMap((urn) => urns.get(urn)?.[0] ?? urn))];
  return {
    ...entry,
    dependencies: retarget(entry.dependencies ?? []),
    propertyDependencies: Object.fromEntries(
      Object.entries(entry.propertyDependencies ?? {}).map(([property, targets]) => [property, retarget(targets)]),
    ),
  };
}
