import type { HubGatewayKind } from "../../../src/model/virtual-wan.ts";
import type { WorldGatewayKind, WorldPolicies } from "../world/world.ts";

/** Where the rule was applied: at a gateway of a kind, at an appliance that lets on-premises in, or at one further on. */
export type Vantage = WorldGatewayKind | HubGatewayKind | "entry" | "appliance";

/** The best user route that covers the endpoint: against the range and the subnet that the endpoint lies in. */
export type LengthClass = "none" | "default" | "supernet" | "range" | "inside" | "subnet" | "host";

/** One application of a rule. */
export interface Hit {
  readonly rule: string;
  readonly vantage: Vantage;
  readonly policies: WorldPolicies;
  readonly length: LengthClass;
}

const LENGTHS: readonly LengthClass[] = ["none", "default", "supernet", "range", "inside", "subnet", "host"];

/** Counts hits by cell, and how packets end. */
export class HitTable {
  readonly #cells = new Map<string, number>();
  readonly #ends = new Map<string, number>();
  readonly #waysBack = new Map<string, number>();

  readonly record = (hit: Hit): void => increase(this.#cells, cellOf(hit));

  /** How a packet ended: its disposition and verdict. */
  readonly recordEnd = (end: string): void => increase(this.#ends, end);

  /** What replies meet, and what has to be said of it. */
  readonly recordWayBack = (text: string): void => increase(this.#waysBack, text);

  count(hit: Hit): number {
    return this.#cells.get(cellOf(hit)) ?? 0;
  }

  countEnd(end: string): number {
    return this.#ends.get(end) ?? 0;
  }

  countWayBack(text: string): number {
    return this.#waysBack.get(text) ?? 0;
  }

  /** The tables as text: a line for each rule, vantage and policies value that was hit, a column for each length. */
  print(): string {
    const lines = new Set([...this.#cells.keys()].map((cell) => cell.slice(0, cell.lastIndexOf("|"))));
    const listed = (counts: ReadonlyMap<string, number>): readonly string[] =>
      [...counts].sort().map(([text, count]) => `${text.padEnd(WIDTHS.end)}${count}`);
    const heading = [...columns(["rule", "at", "policies"]), ...LENGTHS.map((length) => length.padStart(9))].join("");
    return [heading, ...[...lines].sort().map((line) => this.#line(line)), "", ...listed(this.#ends), "", ...listed(this.#waysBack)].join(
      "\n",
    );
  }

  #line(line: string): string {
    const counts = LENGTHS.map((length) => String(this.#cells.get(`${line}|${length}`) ?? "·").padStart(9));
    return [...columns(line.split("|")), ...counts].join("");
  }
}

const WIDTHS = { rule: 27, vantage: 28, policies: 28, end: 42 };

function columns([rule = "", vantage = "", policies = ""]: readonly string[]): readonly string[] {
  return [rule.padEnd(WIDTHS.rule), vantage.padEnd(WIDTHS.vantage), policies.padEnd(WIDTHS.policies)];
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function cellOf({ rule, vantage, policies, length }: Hit): string {
  return [rule, vantage, policies, length].join("|");
}
