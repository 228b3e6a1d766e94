import type { Verdict } from "../../../src/report/report.ts";
import type { Resource } from "../../../src/resources/resource.ts";
import type { ExportDocument } from "../../support/world/export-document.ts";
import { renderWorld, stackExport } from "../../support/world/render-world.ts";
import type { World, WorldNetwork, WorldSubnet } from "../../support/world/world.ts";
import { EMPTY_WORLD } from "../../support/world/world.ts";
import type { PublishedCase, Row } from "../published-cases.ts";

/** A published observation in few words. */
export interface WrittenCase {
  /** A letter and a number, then what this one of several shows: `O7-balancer`. */
  readonly name: string;
  readonly rules: readonly string[];
  readonly source: string;
  readonly network: Partial<World> | readonly Resource[];
  /** Designated by address. */
  readonly firewalls: readonly string[];
  readonly onPremises?: readonly string[];
  readonly verdicts?: Readonly<Record<string, Verdict>>;
  /** `User Active 10.0.0.0/16 VirtualAppliance 10.0.0.4`; the address is left out where there is none, several are told apart by commas. */
  readonly routes?: Readonly<Record<string, readonly string[]>>;
  readonly absent?: Readonly<Record<string, readonly string[]>>;
  readonly findings?: readonly string[];
  /** The classic provider has no words for it. */
  readonly isNativeOnly?: true;
}

export function asPublished(written: WrittenCase): PublishedCase {
  const { name, rules, source, network, firewalls, onPremises = [], verdicts, routes, absent, findings } = written;
  const resources = isResources(network) ? network : renderWorld({ ...EMPTY_WORLD, ...network }, { style: "standalone", refreshed: true });
  return {
    name,
    isWritten: true,
    isNativeOnly: written.isNativeOnly === true,
    configuration: { firewalls, onPremises },
    // As a file holds it: what is undefined is not there.
    document: JSON.parse(JSON.stringify(stackExport(resources))) as ExportDocument,
    expected: {
      source,
      rules,
      ...(verdicts === undefined ? {} : { verdicts }),
      ...(routes === undefined ? {} : { routes: mapValues(routes, (rows) => rows.map(rowOf)) }),
      ...(absent === undefined ? {} : { absent }),
      ...(findings === undefined ? {} : { findings }),
    },
  };
}

function isResources(network: WrittenCase["network"]): network is readonly Resource[] {
  return Array.isArray(network);
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Readonly<Record<string, Result>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function rowOf(text: string): Row {
  const [source = "", state = "", prefix = "", nextHopType = "", ...addresses] = text.split(" ");
  if (nextHopType === "" || addresses.slice(0, -1).some((address) => !address.endsWith(","))) throw new Error(`"${text}" is no route`);
  return [source, state, prefix, nextHopType, addresses.length === 0 ? null : addresses.join(" ")];
}

export function network(name: string, ranges: readonly string[], ...subnets: readonly WorldSubnet[]): WorldNetwork {
  return { name, location: "westeurope", ranges, subnets };
}

export function subnet(name: string, prefix: string, more: Partial<WorldSubnet> = {}): WorldSubnet {
  return { name, prefixes: [prefix], policies: "Disabled", routeTable: undefined, ...more };
}

/** Both halves of a peering, without gateway transit. */
export function join(one: string, other: string): World["peerings"] {
  const plain = { allowGatewayTransit: false, useRemoteGateways: false, state: "Connected" } as const;
  return [
    { name: `${one}-to-${other}`, network: one, remote: other, ...plain },
    { name: `${other}-to-${one}`, network: other, remote: one, ...plain },
  ];
}
