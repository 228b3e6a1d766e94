import type { EnforcementLevel } from "../model/intent.ts";
import type { Severity } from "./report.ts";

/** What a code stands for. Codes are stable: one is never given another meaning. */
export interface CodeEntry {
  /** A short name, lower case. */
  readonly title: string;
  /** The enforcement where the configuration sets none. Assumptions are listed with paths and are `disabled`: never reported by themselves. */
  readonly level: EnforcementLevel;
  readonly severity: Severity;
  /** One full sentence. */
  readonly text: string;
}

type Defaults = Pick<CodeEntry, "level" | "severity">;

const BYPASSED: Defaults = { level: "mandatory", severity: "high" };
const INCONCLUSIVE: Defaults = { level: "advisory", severity: "medium" };
const UNDELIVERED: Defaults = { level: "advisory", severity: "medium" };
const ASSUMPTION: Defaults = { level: "disabled", severity: "low" };

function advice(severity: Severity): Defaults {
  return { level: "advisory", severity };
}

function entry(title: string, defaults: Defaults, text: string): CodeEntry {
  return { title, level: defaults.level, severity: defaults.severity, text };
}

/**
 * Every code, in the order of the documentation: bypassed, inconclusive, without a path, undelivered, half checks, gateway
 * soundness, the way back, exemptions, assumptions. CP-H01 is mandatory where a gateway is proven; the policy of such a finding says so.
 */
export const CODES = {
  "CP-B01": entry("no user route", BYPASSED, "No user route covers the endpoint, so Azure's own routes lead to it."),
  "CP-B02": entry(
    "ignored host route",
    BYPASSED,
    "The gateway ignores a /32 user route while the network policies of the endpoint's subnet are off.",
  ),
  "CP-B03": entry(
    "user route too short",
    BYPASSED,
    "A system route is more specific than the user route, so the endpoint's own /32 route stays in force.",
  ),
  "CP-B04": entry(
    "network policies off",
    BYPASSED,
    "A user route covers the endpoint, but the network policies of its subnet are off, so its own /32 route wins.",
  ),
  "CP-B05": entry("another appliance", BYPASSED, "The traffic crosses another appliance and not the designated firewall."),
  "CP-B06": entry("next hop is no appliance", BYPASSED, "The next hop of the user route is no appliance."),

  "CP-I01": entry("next hop not known", INCONCLUSIVE, "The next hop of a route that decides is not known."),
  "CP-I02": entry("network policies not known", INCONCLUSIVE, "The network policies of the endpoint's subnet are not known."),
  "CP-I03": entry(
    "host route unproven",
    INCONCLUSIVE,
    "Whether this kind of gateway honours a /32 user route while network policies are off is not proven.",
  ),
  "CP-I04": entry("gateway outside", INCONCLUSIVE, "The network is joined to one that is not in sight and may hold a gateway."),
  "CP-I05": entry("not modelled", INCONCLUSIVE, "Something that can change the path is not modelled yet."),
  "CP-I06": entry("context not trusted", INCONCLUSIVE, "The verdict rests on a context that is not trusted."),
  "CP-I07": entry("appliance as an entry", INCONCLUSIVE, "An appliance may be an entry from on-premises."),
  "CP-I08": entry("no firewall", INCONCLUSIVE, "No firewall is designated for this gateway, and none may be taken for one."),
  "CP-I09": entry("endpoint address not known", INCONCLUSIVE, "The address of the endpoint is not known and the outcome depends on it."),
  "CP-I10": entry("leaves the network", INCONCLUSIVE, "The packet leaves the network and may come back."),
  "CP-I11": entry("route not known", INCONCLUSIVE, "Which route is chosen is not known."),
  "CP-I12": entry("rests on an assumption", INCONCLUSIVE, "The verdict rests on an assumption, and strict is on."),
  "CP-I13": entry("onward way not in sight", INCONCLUSIVE, "The onward way of the appliance is not in the network."),
  "CP-I14": entry("not understood", advice("low"), "Something could not be read or resolved."),
  "CP-I15": entry(
    "past the gateway",
    INCONCLUSIVE,
    "ExpressRoute FastPath may take the traffic past the gateway, by a way that is not documented.",
  ),

  "CP-U01": entry("no path known", INCONCLUSIVE, "No path from on-premises to the endpoint is known."),

  "CP-N01": entry("null route", UNDELIVERED, "A null route drops the packet."),
  "CP-N02": entry("next hop out of reach", UNDELIVERED, "The next hop cannot be reached or does not forward."),
  "CP-N03": entry("loop", UNDELIVERED, "The packet comes back to where it was."),
  "CP-N04": entry("denied", UNDELIVERED, "The rules of the firewall deny the traffic."),
  "CP-N05": entry("no route", UNDELIVERED, "The packet arrives in another network or nowhere."),

  "CP-H01": entry(
    "endpoint half",
    advice("high"),
    "Endpoints in a joined network whose subnet has no route-table policies: every gateway in a direct peer bypasses.",
  ),
  "CP-H02": entry(
    "gateway half",
    advice("medium"),
    "A prefix of a peered network is not best served by a user route to a designated firewall.",
  ),

  "CP-G01": entry(
    "default route at the gateway",
    advice("high"),
    "Azure does not support a user route for 0.0.0.0/0 on the GatewaySubnet.",
  ),
  "CP-G02": entry(
    "next hop is nobody's",
    advice("high"),
    "The next hop of a user route is nobody's address, or that of a single firewall instance.",
  ),
  "CP-G03": entry(
    "propagation off at the gateway",
    advice("high"),
    "A gateway does not function with route propagation disabled on its subnet.",
  ),
  "CP-G04": entry("route table near its limit", advice("low"), "A route table comes near the number of routes that Azure allows."),
  "CP-G05": entry(
    "route over gateway or firewall",
    advice("medium"),
    "A user route covers the subnet of the gateway or of the firewall itself.",
  ),
  "CP-G06": entry(
    "host routes that will break",
    advice("medium"),
    "Some endpoints have a host route and others have none: the next endpoint is missed.",
  ),
  "CP-G07": entry("peering without access", advice("high"), "A peering has allowVirtualNetworkAccess: false, which drops what crosses it."),
  "CP-G08": entry(
    "forwarded traffic not allowed",
    advice("medium"),
    "A peering does not allow forwarded traffic, and an appliance forwards over it.",
  ),

  "CP-W01": entry(
    "replies cross the firewall alone",
    advice("medium"),
    "Requests go past the firewall of a virtual hub with a routing intent, and the replies cross it.",
  ),
  "CP-W02": entry(
    "gateway, firewall, endpoint together",
    advice("low"),
    "Gateway, firewall and endpoint are in one network: whether replies come back to the firewall without source translation is disputed.",
  ),
  "CP-W03": entry(
    "source kept by network rules",
    advice("low"),
    "The firewall keeps the source of requests: the documentation asks for source translation, and labs did without.",
  ),
  "CP-W04": entry(
    "tag without effect",
    advice("medium"),
    "The tag that brings replies back to an appliance is misspelt, in the wrong place, or lacking on some appliances.",
  ),

  "CP-E01": entry("exemption expired", advice("medium"), "An exemption has expired, so that it exempts nothing."),
  "CP-E02": entry("exemption not used", advice("low"), "An exemption exempts nothing: no path that it matches needs it."),
  "CP-E03": entry(
    "exemption too wide",
    advice("medium"),
    "More paths than an exemption allows match it and need it, so that it exempts none.",
  ),
  "CP-E04": entry(
    "baseline out of date",
    advice("low"),
    "Paths of the baseline are inspected or gone: written anew, it cannot let them come back.",
  ),
  "CP-E05": entry(
    "baseline of another network",
    advice("medium"),
    "The baseline tells of none of the stacks under test, so that nothing in it counts.",
  ),

  "CP-A01": entry(
    "firewall taken on trust",
    ASSUMPTION,
    "The onward way or the holder of the designated firewall's address is not known; it is taken to forward.",
  ),
  "CP-A02": entry("no firewall designated", ASSUMPTION, "No firewall is designated; every Azure Firewall in the network counts as one."),
  "CP-A03": entry(
    "next hop depends on the firewall alone",
    ASSUMPTION,
    "A next hop that is not known yet depends on the firewall and on nothing else that has an address.",
  ),
  "CP-A04": entry("first address of the subnet", ASSUMPTION, "The firewall has the first usable address of its subnet."),
  "CP-A05": entry("subnet inferred", ASSUMPTION, "The subnet of an endpoint is one of several that it may be in, and all of them agree."),
  "CP-A06": entry("on-premises is elsewhere", ASSUMPTION, "Prefixes of on-premises that are not known do not cover the endpoint."),
  "CP-A07": entry(
    "declared routes are all",
    ASSUMPTION,
    "A route table that the deployment updates has no other routes than those that the resources in sight declare.",
  ),
  "CP-A08": entry("the same subscription", ASSUMPTION, "What is yet to be made is in the subscription that the program's ids name."),
  "CP-A09": entry("peerings are synchronised", ASSUMPTION, "A peering routes the ranges that the remote network has now."),
  "CP-A10": entry(
    "another prefix length",
    ASSUMPTION,
    "A user route of another length than the address range, or a /32, displaces the endpoint's own route at the gateway.",
  ),
  "CP-A11": entry("several address ranges", ASSUMPTION, "In a network with several address ranges each range is compared by itself."),
  "CP-A12": entry("another kind of gateway", ASSUMPTION, "This kind of gateway behaves as was measured on an active/active VPN gateway."),
  "CP-A13": entry(
    "virtual WAN, inferred",
    ASSUMPTION,
    "Something about a virtual WAN follows from documented rules and is written nowhere: the assumption says what.",
  ),
  "CP-A20": entry(
    "host route override changed",
    ASSUMPTION,
    "The configuration states how gateways treat /32 user routes (hostRouteOverride).",
  ),
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type Code = keyof typeof CODES;

/** All codes in the order of the table. */
export const ALL_CODES: readonly Code[] = Object.keys(CODES).filter(isCode);

export function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}

/** The entry of a code; undefined for null and for what is no code. */
export function codeEntry(code: string | null): CodeEntry | undefined {
  return code !== null && isCode(code) ? CODES[code] : undefined;
}

/** Whether a code names an assumption, which has no enforcement level of its own. */
export function isAssumptionCode(code: string): boolean {
  return code.startsWith("CP-A");
}
