import { formatAddress, intervalOf, parsePrefix } from "../address/prefix.ts";
import { clean, enumerated, NO_BREAK } from "./render-layout.ts";
import type { Disposition, HopRoute, Path, ReportedExemption, ReportedFirewall } from "./report.ts";

/** How the parts of a path are put into words. Everything that comes from the network is cleaned for terminals here. */

/** The sentence that gives the verdict. */
export function verdictSentence(path: Path, firewalls: readonly ReportedFirewall[]): string {
  const pair = `from ${sourcesText(path)} to private endpoint ${endpointText(path.endpoint)}`;
  switch (path.verdict) {
    case "bypassed":
      return `Traffic ${pair} ${firewalls.length === 0 ? "crosses no firewall" : `bypasses ${everyFirewall(firewalls)}`}${insteadText(path)}.`;
    case "inspected":
      return `Traffic ${pair} crosses ${someFirewall(firewalls)}.`;
    case "undelivered":
      return `Traffic ${pair} does not arrive: ${dispositionText(path.disposition)}.`;
    case "inconclusive":
      return `It is not known whether traffic ${pair} crosses ${someFirewall(firewalls)}.`;
  }
}

function insteadText({ hops }: Path): string {
  const others = [...new Set(hops.map(({ via }) => via).filter((via) => via !== null))];
  return others.length === 0 ? "" : ` (it crosses ${enumerated(others.map(clean))})`;
}

function everyFirewall(firewalls: readonly ReportedFirewall[]): string {
  return firewalls.length > 1 ? "every designated firewall" : someFirewall(firewalls);
}

function someFirewall(firewalls: readonly ReportedFirewall[]): string {
  const [only, ...more] = firewalls;
  if (only === undefined) return "a firewall";
  return more.length > 0 ? "a designated firewall" : `the firewall ${clean(only.address ?? only.name)}`;
}

/** Prefixes that are known, or just "on-premises"; both where BGP tells of more than the program does. */
function sourcesText({ sources }: Path): string {
  const prefixes = sources.filter((source) => source !== "on-premises");
  if (prefixes.length === 0) return "on-premises";
  const list = enumerated(prefixes.map(clean), 4);
  return prefixes.length === sources.length ? `on-premises ${list}` : `on-premises (${list} and what BGP tells)`;
}

export function endpointText({ name, addresses }: Path["endpoint"]): string {
  return addresses.length === 0 ? clean(name) : `${clean(name)}${NO_BREAK}(${addressesText(addresses)})`;
}

/** `waiver until 2027-01-31, approved by Ada: the firewall is replaced in January` */
export function exemptionText({ category, expires, approvedBy, reason }: ReportedExemption): string {
  return `${category} until ${expires}, approved by ${clean(approvedBy)}: ${clean(reason)}`;
}

/** Single addresses as such; what an endpoint may get, or has in a row, as stretches: `10.1.2.4–10.1.2.62`. */
function addressesText(addresses: readonly string[]): string {
  if (addresses.every((each) => each.endsWith("/32")))
    return enumerated(
      addresses.map((each) => each.slice(0, -3)),
      4,
    );
  const stretches: { first: number; last: number }[] = [];
  for (const text of addresses) {
    const prefix = parsePrefix(text);
    if (typeof prefix === "string") return enumerated(addresses.map(clean), 4);
    const { first, last } = intervalOf(prefix);
    const previous = stretches.at(-1);
    if (previous !== undefined && previous.last + 1 === first) previous.last = last;
    else stretches.push({ first, last });
  }
  const texts = stretches.map(({ first, last }) =>
    first === last ? formatAddress(first) : `${formatAddress(first)}–${formatAddress(last)}`,
  );
  return enumerated(texts, 4);
}

/** The gateway where the packet comes in: `vpngw, instances 0 and 1 (active/active)`. */
export function gatewayText({ name, kind, mode, instances }: Path["gateway"]): string {
  if (kind === "unknown") return "a gateway that is not in sight";
  const numbers =
    instances.length === 0 ? "" : `, ${instances.length === 1 ? "instance" : "instances"} ${enumerated(instances.map(String))}`;
  const modes = mode === null ? "" : ` (${mode === "unknown" ? "mode not known" : mode.replace("-", "/")})`;
  return `${clean(name)}${kind === "appliance" ? " (appliance)" : ""}${numbers}${modes}`;
}

export function dispositionText(disposition: Disposition): string {
  switch (disposition) {
    case "delivered":
      return "delivered";
    case "null-routed":
      return "a null route drops it";
    case "no-route":
      return "no route leads it to the endpoint";
    case "next-hop-unreachable":
      return "its next hop cannot be reached or does not forward";
    case "leaves-network":
      return "it leaves the network";
    case "loop":
      return "it comes back to where it was";
    case "denied":
      return "the firewall denies it";
    case "insufficient-information":
      return "its further way is not known";
  }
}

/** Where a route leads: `appliance 10.13.76.68`. */
export function nextHopText({ nextHopType, nextHop }: HopRoute): string {
  switch (nextHopType) {
    case "InterfaceEndpoint":
      return "private endpoint";
    case "VirtualAppliance":
      return nextHop === null ? "appliance, address not known" : `appliance ${clean(nextHop)}`;
    case "VNetPeering":
      return "peered network";
    case "VNetGlobalPeering":
      return "peered network (global)";
    case "VnetLocal":
      return "own network";
    case "VirtualNetworkGateway":
      return "gateway";
    case "None":
      return "nowhere (dropped)";
    case "unknown":
      return "not known";
    default:
      return nextHop === null ? clean(nextHopType) : `${clean(nextHopType)} ${clean(nextHop)}`;
  }
}

/** What a route comes from: `user route of gateway-rt`. */
export function originText({ source, nextHopType, resource }: HopRoute): string {
  const name = resource === null ? undefined : resourceName(resource);
  switch (source) {
    case "User":
      return name === undefined ? "user route" : `user route of ${name}`;
    case "VirtualNetworkGateway":
      return name === undefined ? "gateway route" : `gateway route of ${name}`;
    case "Default":
      if (name === undefined) return "system route";
      return nextHopType === "InterfaceEndpoint" ? `system route, programmed by ${name}` : `system route of ${name}`;
  }
}

/** The name of a resource: the last part of its URN, or the names in its ARM id below the provider: `spoke1/ep`. */
export function resourceName(resource: string): string {
  const [, , , ...name] = urnParts(resource);
  if (name.length > 0) return clean(name.join("::"));
  const names =
    /\/providers\/[^/]+\/(.+)$/i
      .exec(resource)?.[1]
      ?.split("/")
      .filter((_, index) => index % 2 === 1) ?? [];
  return clean(names.length > 0 ? names.join("/") : resource);
}

/** The name with the kind of resource, for places where the name alone says too little: `gateway-rt (RouteTable)`. */
export function resourceText(resource: string): string {
  const type = urnParts(resource)[2];
  const kind = type?.split(/[:$]/).at(-1);
  return kind === undefined ? resourceName(resource) : `${resourceName(resource)} (${clean(kind)})`;
}

/** `urn:pulumi:<stack>`, project, type, and the name, which may have `::` in it; none where it is no URN. */
function urnParts(resource: string): readonly string[] {
  return resource.startsWith("urn:pulumi:") ? resource.split("::") : [];
}
