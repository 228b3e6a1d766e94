import type { Interval } from "../address/prefix.ts";
import { isPrivate } from "../address/private-ranges.ts";
import type { FirewallRule, RuleAddresses, RuleProtocol } from "../model/firewall-rules.ts";
import type { PacketSet } from "./packet-sets.ts";
import { ANY_SOURCE } from "./sources-at.ts";

/** Protocols and ports on one line: a stretch of 65536 for each of TCP and UDP, a number each for ICMP and for everything else. */
const TCP: Interval = { first: 0, last: 65_535 };
const UDP: Interval = { first: 65_536, last: 131_071 };
const ICMP: Interval = { first: 131_072, last: 131_072 };
const OTHERS: Interval = { first: 131_073, last: 131_073 };
export const EVERY_SERVICE: Interval = { first: 0, last: OTHERS.last };

/**
 * The packets for the address that the rule matches, whatever is not known of it (`certain`), or that it may match (`possible`): the first are
 * among the second.
 */
export function matchOf({ condition }: FirewallRule, destination: number, presence: "certain" | "possible"): readonly PacketSet[] {
  const isCertain = presence === "certain";
  const sources = isCertain || isClosed(condition.sources) ? condition.sources.ranges.items : ANY_SOURCE;
  if (condition.kind === "application") return isCertain ? [] : sources.map((each) => ({ sources: each, services: TCP }));
  const { destinations, ports, protocols } = condition;
  if (!destinations.ranges.items.some((each) => holds(each, destination)) && (isCertain || !mayName(destinations, destination))) return [];
  if (!isCertain && (ports.open !== undefined || protocols.open !== undefined))
    return sources.map((each) => ({ sources: each, services: EVERY_SERVICE }));
  const services = protocols.items.flatMap((protocol) => servicesOf(protocol, ports.items, isCertain));
  return sources.flatMap((each) => services.map((service) => ({ sources: each, services: service })));
}

function isClosed({ ranges, words }: RuleAddresses): boolean {
  return ranges.open === undefined && words === "none";
}

function mayName({ ranges, words }: RuleAddresses, address: number): boolean {
  if (ranges.open !== undefined || words === "domain-names") return true;
  // Service tags stand for public ranges (R18).
  return words === "service-tags" && !isPrivate(address);
}

/** Whether a rule for any protocol and some ports is also one for protocols without ports is not documented. */
function servicesOf(protocol: RuleProtocol, ports: readonly Interval[], isCertain: boolean): readonly Interval[] {
  switch (protocol) {
    case "tcp":
      return ports;
    case "udp":
      return ports.map(onUdp);
    case "icmp":
      return [ICMP];
    case "any": {
      const isWithoutPorts = !isCertain || ports.some(({ first, last }) => first === TCP.first && last === TCP.last);
      return [...ports, ...ports.map(onUdp), ...(isWithoutPorts ? [ICMP, OTHERS] : [])];
    }
    default:
      return protocol satisfies never;
  }
}

function onUdp({ first, last }: Interval): Interval {
  return { first: first + UDP.first, last: last + UDP.first };
}

function holds({ first, last }: Interval, address: number): boolean {
  return first <= address && address <= last;
}
