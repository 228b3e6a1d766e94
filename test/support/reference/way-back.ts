import type { World, WorldFirewall, WorldNic } from "../world/world.ts";
import { splitSubnet } from "../world/world.ts";
import { isWithin } from "./addresses.ts";
import type { HitTable } from "./hits.ts";
import type { ReferencePath, ReferenceResult } from "./reference.ts";
import { UNSEEN } from "./unseen-gateways.ts";

/** What a report has to say of replies: a code, the resource that it is about, and the rest in a line. */
export interface Advice {
  readonly code: "CP-W02" | "CP-W03" | "CP-W04";
  readonly about: string;
  readonly detail: string;
}

/** What brings the replies back, or does not (R62, R63). */
export type Source = "translated" | "tagged" | "kept" | "unknown";

/** Where gateway, firewall and endpoint are (R65, R66). */
export type Together = "one network" | "apart";

/** One firewall that may have the requests of one path first. */
export interface Meeting {
  readonly firewall: string;
  readonly network: string;
  readonly together: Together;
  readonly way: "vpn" | "express-route" | "entry";
  readonly source: Source;
  readonly path: ReferencePath;
}

/** Tells the table of hits what replies meet in the world, and what is said of it. Only counts. */
export function recordWaysBack(world: World, result: ReferenceResult, hits: HitTable): void {
  for (const { firewall, source, together, way } of meetingsIn(world, result))
    hits.recordWayBack(`${kindOf(world, firewall)}, ${together}, ${way}, ${source}`);
  for (const { code, detail } of adviceFor(world, result)) {
    const situation = /^(kept|unknown|misspelt|on its machine|behind)/.exec(detail)?.[0];
    hits.recordWayBack(code === "CP-W03" || situation === undefined ? code : `${code} ${situation}`);
  }
}

function kindOf({ firewalls, loadBalancers }: World, name: string): string {
  if (firewalls.some((each) => each.name === name)) return "firewall";
  return loadBalancers.some((each) => each.name === name) ? "load balancer" : "appliance";
}

/** Every finding about the way back that a report of the world must have, one for a firewall and situation. */
export function adviceFor(world: World, result: ReferenceResult): readonly Advice[] {
  const meetings = meetingsIn(world, result);
  const firewalls = [...new Set(meetings.map(({ firewall }) => firewall))];
  return firewalls.flatMap((firewall) => {
    const here = meetings.filter((each) => each.firewall === firewall);
    return [...disputed(world, here, "kept"), ...disputed(world, here, "unknown"), ...keeping(world, here), ...tagAdvice(world, firewall)];
  });
}

/** The firewalls of all paths that are inspected, and that on-premises is told of. */
export function meetingsIn(world: World, { paths }: ReferenceResult): readonly Meeting[] {
  return paths
    .filter(({ status, verdict }) => status === "path" && verdict === "inspected")
    .flatMap((path) => path.inspectors.map((firewall) => meetingAt(world, path, firewall)));
}

function meetingAt(world: World, path: ReferencePath, firewall: string): Meeting {
  const network = splitSubnet(memberNamed(world, firewall).subnet).network;
  const isHere = [...path.from, networkOfEndpoint(world, path)].every((each) => each === network);
  return {
    firewall,
    network,
    together: isHere ? "one network" : "apart",
    way: wayOf(world, path.gateway),
    source: sourceAfter(world, firewall, path.address),
    path,
  };
}

/** A gateway that is not in sight may be a VPN gateway. */
function wayOf({ gateways }: World, name: string): Meeting["way"] {
  const gateway = gateways.find((each) => each.name === name);
  if (gateway !== undefined) return gateway.kind === "express-route" ? "express-route" : "vpn";
  return name === UNSEEN ? "vpn" : "entry";
}

/** R66, C9: where a VPN gateway, the firewall and the endpoint are in one network, replies need the translation or do not. */
function isDisputed({ together, way }: Meeting): boolean {
  return together === "one network" && way === "vpn";
}

/** CP-W02, unless translation or tag are certain. */
function disputed(world: World, here: readonly Meeting[], source: "kept" | "unknown"): readonly Advice[] {
  const of = here.filter((each) => isDisputed(each) && each.source === source);
  const [first] = of;
  if (first === undefined) return [];
  const gateways = namesOf(of.map(({ path }) => path.gateway));
  return [{ code: "CP-W02", about: first.firewall, detail: `${source}: ${gateways} in ${first.network}, ${subnetsOf(world, of)}` }];
}

/** CP-W03 (R62, R65, C7): where it is certain that the firewall keeps the source, and CP-W02 says nothing. */
function keeping(world: World, here: readonly Meeting[]): readonly Advice[] {
  const of = here.filter((each) => each.source === "kept" && !isDisputed(each));
  const [first] = of;
  return first === undefined ? [] : [{ code: "CP-W03", about: first.firewall, detail: subnetsOf(world, of) }];
}

/** What becomes of the source of a request to the address. */
export function sourceAfter(world: World, name: string, address: string): Source {
  const firewall = world.firewalls.find((each) => each.name === name);
  if (firewall !== undefined) return sourceAfterFirewall(firewall, address);
  // Whether an appliance translates is said inside of it.
  const appliances = appliancesOf(world, name);
  return appliances.length > 0 && appliances.every(isTagged) ? "tagged" : "unknown";
}

function sourceAfterFirewall({ policy }: WorldFirewall, address: string): Source {
  if (policy === undefined) return "unknown";
  const isPrivate = isPrivateFor(policy, address);
  if (isPrivate === "no") return "translated";
  if (policy.rules === "elsewhere") return "unknown";
  const byPackets = policy.rules.network.some((to) => to === "*" || isWithin(address, asPrefix(to)));
  // R62: application rules translate always.
  if (!byPackets) return "translated";
  return isPrivate === "yes" ? "kept" : "unknown";
}

/** Whether the address is in the private ranges, for which network rules do not translate (R63). */
function isPrivateFor(
  { privateRanges, learns, inherits }: NonNullable<WorldFirewall["policy"]>,
  address: string,
): "yes" | "no" | "unknown" {
  const otherwise = learns ? "unknown" : "no";
  // What an empty list means is not documented, nor whether a policy without one takes that of its parent.
  if (privateRanges === undefined ? inherits : privateRanges.length === 0) return "unknown";
  const ranges = (privateRanges ?? [BY_NAME]).flatMap((range) => (range === BY_NAME ? RFC_1918_AND_6598 : asPrefix(range)));
  return ranges.some((range) => isWithin(address, range)) ? "yes" : otherwise;
}

const BY_NAME = "IANAPrivateRanges";
const RFC_1918_AND_6598 = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

function asPrefix(text: string): string {
  return text.includes("/") ? text : `${text}/32`;
}

/** The appliances that do the work: the one itself, or those behind the load balancer. */
function appliancesOf({ loadBalancers, nics }: World, name: string): readonly WorldNic[] {
  const behind = loadBalancers.find((each) => each.name === name)?.backends;
  return nics.filter((nic) => (behind === undefined ? nic.name === name : behind.includes(nic.name)));
}

const TAG = "disableSnatOnPL";

/** R62: letter by letter. */
function isTagged({ tags }: WorldNic): boolean {
  return tags?.[TAG] === "true";
}

/** CP-W04: the tag is misspelt, in the wrong place, or lacking on some of the appliances. */
function tagAdvice(world: World, firewall: string): readonly Advice[] {
  const appliances = appliancesOf(world, firewall);
  const tagged = appliances.filter(isTagged);
  const bare = appliances.filter((nic) => !isTagged(nic) && idleTag(world, nic) === undefined);
  const idle = appliances.flatMap((nic): readonly Advice[] => {
    const detail = idleTag(world, nic);
    return detail === undefined ? [] : [{ code: "CP-W04", about: nic.name, detail }];
  });
  if (tagged.length === 0 || bare.length === 0) return idle;
  const [names, others] = [tagged, bare].map((each) => namesOf(each.map(({ name }) => name)));
  const about = bare.map(({ name }) => name).sort()[0] ?? "";
  return [...idle, { code: "CP-W04", about, detail: `behind ${firewall} ${names} have it, ${others} not` }];
}

/** What is wrong with a tag that somebody has set. */
function idleTag({ machines = [] }: World, nic: WorldNic): string | undefined {
  if (isTagged(nic)) return undefined;
  const meant = Object.entries(nic.tags ?? {}).find(([name, value]) => `${name}=${value}`.toLowerCase() === `${TAG}=true`.toLowerCase());
  if (meant !== undefined) return `misspelt ${meant.join("=")}`;
  const machine = machines.find(({ interfaces }) => interfaces.includes(nic.name));
  return machine?.tags?.[TAG] === "true" ? "on its machine" : undefined;
}

function subnetsOf(world: World, meetings: readonly Meeting[]): string {
  return namesOf(meetings.map(({ path }) => subnetOfEndpoint(world, path)));
}

function networkOfEndpoint(world: World, path: ReferencePath): string {
  return splitSubnet(subnetOfEndpoint(world, path)).network;
}

function subnetOfEndpoint({ endpoints }: World, { endpoint }: ReferencePath): string {
  const found = endpoints.find(({ name }) => name === endpoint);
  if (found === undefined) throw new Error(`no endpoint "${endpoint}"`);
  return found.subnet;
}

function memberNamed({ firewalls, loadBalancers, nics }: World, name: string): { readonly subnet: string } {
  const found = [...firewalls, ...nics, ...loadBalancers].find((each) => each.name === name);
  if (found === undefined) throw new Error(`no firewall or appliance "${name}"`);
  return found;
}

/** Names in order, the first five of them. */
function namesOf(names: readonly string[]): string {
  const all = [...new Set(names)].sort();
  return all.length <= 5 ? all.join(", ") : `${all.slice(0, 5).join(", ")} and ${all.length - 5} more`;
}
