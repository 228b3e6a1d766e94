import { address as addressOf, formatAddress, formatPrefix, prefix as prefixOf } from "../address/prefix.ts";
import type { BaselinedIntent } from "../difference/baseline.ts";
import type { DesignatedFirewall, EnforcementLevel, Entry, Exemption, Intent, OnPremisesPrefix } from "../model/intent.ts";
import { readBaseline } from "./baseline-file.ts";
import { checkValue, faulty } from "./check-value.ts";
import { utcDate } from "./dates.ts";
import type { Fault } from "./describe-issues.ts";
import { repeated } from "./repeated.ts";
import { type Configuration, configurationSchema } from "./schema.ts";

export interface ReadingOptions {
  /** The day, `2027-01-31`, on which exemptions count or have expired; today in UTC where it is left out. */
  readonly today?: string;
  /** Where the file that holds the configuration is: names of other files start from there. Left out: no other file may be named. */
  readonly folder?: string | undefined;
}

/**
 * Returns the intent that a configuration states, with defaults filled in. `source` is the file, or where else it comes from. Throws one InputError
 * that names everything that is wrong: nothing is analysed with half a configuration. Of a baseline that cannot be read it names the file.
 */
export function readConfiguration(value: unknown, source: string, options: ReadingOptions = {}): BaselinedIntent {
  const configuration = checkValue(configurationSchema, value, source);
  const intent = intentOf(configuration, options.today ?? utcDate(new Date()));
  const duplicates = [
    ...duplicateFirewalls(intent.firewalls),
    ...duplicatePrefixes(intent.onPremises),
    ...duplicateEntries(intent.entries),
  ];
  if (duplicates.length > 0) throw faulty(source, duplicates);
  const { baseline } = configuration;
  return baseline === undefined ? intent : { ...intent, baseline: readBaseline(baseline, source, options.folder) };
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
