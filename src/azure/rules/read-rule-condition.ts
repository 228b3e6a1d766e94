import type { Interval } from "../../address/prefix.ts";
import type { Gap, OpenList } from "../../certainty/known.ts";
import type { RuleAddresses, RuleCondition, RuleProtocol } from "../../model/firewall-rules.ts";
import { type Field, isAbsent, isObject, itemsOf, member, misfit, wordOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { IpGroups } from "./ip-groups.ts";
import { ruleAddresses } from "./rule-addresses.ts";

const PROTOCOLS: Readonly<Record<string, RuleProtocol>> = { Any: "any", TCP: "tcp", UDP: "udp", ICMP: "icmp" };

/** The properties of network rules that have been looked at. One that is not here may narrow down what a rule matches. */
const NETWORK_RULE: ReadonlySet<string> = new Set([
  ...["name", "description", "ruleType", "ruleConditionType", "sourceAddresses", "sourceIpGroups", "ipProtocols", "protocols"],
  ...["destinationAddresses", "destinationIpGroups", "destinationFqdns", "destinationPorts"],
]);

/** Which packets a network rule matches; `protocols` is the name of the property that lists them. */
export function readNetworkCondition(rule: Field, protocols: string, groups: IpGroups, log: GapLog): RuleCondition {
  const destinations = ruleAddresses(
    {
      addresses: member(rule, "destinationAddresses"),
      ipGroups: member(rule, "destinationIpGroups"),
      domainNames: member(rule, "destinationFqdns"),
    },
    groups,
    log,
  );
  const strange = unknownProperty(rule, log);
  return {
    kind: "network",
    sources: readSources(rule, groups, log),
    destinations: strange === undefined ? destinations : { ranges: { items: [], open: strange }, words: destinations.words },
    ...readServices(member(rule, protocols), member(rule, "destinationPorts"), log),
  };
}

export function readApplicationCondition(rule: Field, groups: IpGroups, log: GapLog): RuleCondition {
  return { kind: "application", sources: readSources(rule, groups, log) };
}

/** A condition of which nothing is known. */
export function anyCondition(gap: Gap): RuleCondition {
  const open = { items: [], open: gap };
  const addresses: RuleAddresses = { ranges: open, words: "none" };
  return { kind: "network", sources: addresses, destinations: addresses, protocols: open, ports: open };
}

function readSources(rule: Field, groups: IpGroups, log: GapLog): RuleAddresses {
  return ruleAddresses({ addresses: member(rule, "sourceAddresses"), ipGroups: member(rule, "sourceIpGroups") }, groups, log);
}

function unknownProperty({ resource, path, value }: Field, log: GapLog): Gap | undefined {
  if (!isObject(value)) return undefined;
  const name = Object.keys(value).find((each) => !NETWORK_RULE.has(each) && !each.startsWith("__") && !isAbsent(value[each]));
  return name === undefined ? undefined : log.note(resource, `${path}.${name}`, "this version of Chokepoint does not know the property");
}

/** Azure takes no rule without ports but for ICMP, which has none. */
function readServices(
  protocolList: Field,
  portList: Field,
  log: GapLog,
): { readonly protocols: OpenList<RuleProtocol>; readonly ports: OpenList<Interval> } {
  const protocols = readProtocols(protocolList, log);
  const ports = readPorts(portList, log);
  const isWhole = ports.items.length > 0 || ports.open !== undefined || protocols.items.every((each) => each === "icmp");
  const open = isWhole ? ports.open : misfit({ ...portList, value: undefined }, "a list of ports", log);
  return { protocols, ports: { items: ports.items, open } };
}

function readProtocols(field: Field, log: GapLog): OpenList<RuleProtocol> {
  const list = itemsOf(field, log);
  const items: RuleProtocol[] = [];
  let open = list.open;
  for (const item of list.items) {
    const protocol = wordOf(item, PROTOCOLS, undefined, log);
    if (protocol.known) items.push(protocol.value);
    else open ??= protocol.gap;
  }
  if (items.length === 0) open ??= misfit({ ...field, value: undefined }, "a list of protocols", log);
  return { items, open };
}

function readPorts(field: Field, log: GapLog): OpenList<Interval> {
  const list = itemsOf(field, log);
  const items: Interval[] = [];
  let open = list.open;
  for (const item of list.items) {
    const range = portRange(item);
    if (range !== undefined) items.push(range);
    else open ??= misfit(item, "a port, a range of ports or *", log);
  }
  return { items, open };
}

const LAST_PORT = 65_535;

/** No flow uses port 0: a range from 1 is one from 0. */
function portRange({ value }: Field): Interval | undefined {
  if (value === "*") return { first: 0, last: LAST_PORT };
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(value).trim());
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? first);
  return first <= last && last <= LAST_PORT ? { first: first === 1 ? 0 : first, last } : undefined;
}
