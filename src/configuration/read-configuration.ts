import * as v from "valibot";
import { address as addressOf, formatAddress, formatPrefix, prefix as prefixOf } from "../address/prefix.ts";
import { InputError } from "../certainty/input-error.ts";
import type { DesignatedFirewall, EnforcementLevel, Entry, Exemption, Intent, OnPremisesPrefix } from "../model/intent.ts";
import { utcDate } from "./dates.ts";
import { describeIssues, type Fault } from "./describe-issues.ts";
import { type Configuration, configurationSchema } from "./schema.ts";
import { unseenFaults } from "./unseen-faults.ts";

/**
 * Returns the intent that a configuration states, with defaults filled in. `source` is the file, or where else it comes from.
 * `today` is the day, `2027-01-31`, on which exemptions count or have expired. Throws one InputError that names everything that is wrong:
 * nothing is analysed with half a configuration.
 */
export function readConfiguration(value: unknown, source: string, today: string = utcDate(new Date())): Intent {
  const unseen = unseenFaults(value);
  const result = v.safeParse(configurationSchema, value);
  if (!result.success) throw faulty(source, [...unseen, ...describeIssues(result.issues).filter((fault) => !concerns(unseen, fault))]);
  if (unseen.length > 0) throw faulty(source, unseen);
  const intent = intentOf(result.output, today);
  const duplicates = [
    ...duplicateFirewalls(intent.firewalls),
    ...duplicatePrefixes(intent.onPremises),
    ...duplicateEntries(intent.entries),
  ];
  if (duplicates.length > 0) throw faulty(source, duplicates);
  return intent;
}

function intentOf(configuration: Configuration, today: string): Intent {
  return {
    firewalls: configuration.firewalls.map(firewallOf),
    onPremises: configuration.onPremises.map(onPremisesOf),
    entries: configuration.entries.map(entryOf),
    complete: configuration.complete,
    strict: configuration.strict,
    onInconclusive: configuration.onInconclusive,
    hostRouteOverride: configuration.hostRouteOverride,
    levels: levelsOf(configuration.levels),
    exemptions: configuration.exemptions.map(exemptionOf),
    today,
  };
}

function firewallOf(entry: Configuration["firewalls"][number]): DesignatedFirewall {
  if (typeof entry === "string") return { address: addressOf(entry), id: undefined, gateways: undefined };
  const { address, id, gateways } = entry;
  return { address: address === undefined ? undefined : addressOf(address), id, gateways };
}

function onPremisesOf(entry: Configuration["onPremises"][number]): OnPremisesPrefix {
  if (typeof entry === "string") return { prefix: prefixOf(entry), name: undefined, gateways: undefined };
  return { prefix: prefixOf(entry.prefix), name: entry.name, gateways: entry.gateways };
}

function entryOf({ subnet, name, prefixes }: Configuration["entries"][number]): Entry {
  return { subnet, name, prefixes: prefixes.map(prefixOf) };
}

function exemptionOf({ gateway, endpoint, subnet, stacks, ...stated }: Configuration["exemptions"][number]): Exemption {
  return { gateway, endpoint, subnet, stacks, ...stated };
}

function levelsOf(levels: Configuration["levels"]): Readonly<Record<string, EnforcementLevel>> {
  const result: Record<string, EnforcementLevel> = {};
  for (const [code, level] of Object.entries(levels)) if (level !== undefined) result[code] = level;
  return result;
}

/** An address is designated wherever it is held, so a second entry for it could only contradict the first. */
function duplicateFirewalls(firewalls: readonly DesignatedFirewall[]): readonly Fault[] {
  return repeated(firewalls, ({ address, id }) => (address === undefined ? (id ?? "").toLowerCase() : formatAddress(address))).map(
    ({ key, first, second }) => ({
      property: `firewalls[${second}]`,
      text: `two firewalls with one ${key.includes("/") || key.includes(":") ? "id" : "address"}: ${key} stands at firewalls[${first}] already`,
    }),
  );
}

/** One prefix may stand behind several gateways under different names. */
function duplicatePrefixes(entries: readonly OnPremisesPrefix[]): readonly Fault[] {
  return repeated(entries, ({ prefix, gateways }) => JSON.stringify([formatPrefix(prefix), gateways])).map(({ first, second }) => ({
    property: `onPremises[${second}]`,
    text: `the same prefix for the same gateways stands at onPremises[${first}] already`,
  }));
}

/** The name tells the paths apart; two entries in one subnet could only repeat each other. */
function duplicateEntries(entries: readonly Entry[]): readonly Fault[] {
  return (["name", "subnet"] as const).flatMap((property) =>
    repeated(entries, (entry) => entry[property].toLowerCase()).map(({ first, second }) => ({
      property: `entries[${second}].${property}`,
      text: `two entries with one ${property}: ${JSON.stringify(entries[second]?.[property])} stands at entries[${first}] already`,
    })),
  );
}

/** Whether the faults say of this property, or of what holds it, already that it is wrong. */
function concerns(faults: readonly Fault[], { property }: Fault): boolean {
  return faults.some((each) => each.property === "" || property === each.property || property.startsWith(`${each.property}.`));
}

interface Repetition {
  readonly key: string;
  readonly first: number;
  readonly second: number;
}

function repeated<T>(items: readonly T[], keyOf: (item: T) => string): readonly Repetition[] {
  const seen = new Map<string, number>();
  const result: Repetition[] = [];
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else result.push({ key, first, second: index });
  }
  return result;
}

function faulty(source: string, faults: readonly Fault[]): InputError {
  const lines = faults.map(({ property, text }) => `${property === "" ? "the configuration" : property}: ${text}`);
  return new InputError(
    lines.length === 1
      ? `${source}: ${lines[0]}`
      : `${source}: ${lines.length} things are wrong with the configuration\n${lines.map((line) => `  ${line}`).join("\n")}`,
  );
}
