import { formatAddress, formatPrefix, type Interval, prefixesOf } from "../address/prefix.ts";
import { append, compareText } from "../certainty/order.ts";
import { configuredSources } from "../model/designation.ts";
import type { Exemption, Intent } from "../model/intent.ts";
import type { Entity } from "../model/network.ts";
import type { Remedies } from "../remedy/remedy.ts";
import { isAppliance } from "../routing/point.ts";
import { subnetName } from "../topology/subnet-name.ts";
import type { PlacedGateway, Topology } from "../topology/topology.ts";
import { holderById } from "../tracing/designation.ts";
import type { NetworkFinding } from "../verdict/finding.ts";
import { compareVerdicts } from "../verdict/judge.ts";
import type { JudgedNetwork, JudgedPath, Unreached } from "../verdict/judged-path.ts";
import type { Judgement } from "../verdict/judgement.ts";
import { codeEntry } from "./codes.ts";
import { pathNames } from "./entity-names.ts";
import { rememberConcerned, rememberJudged } from "./path-outcomes.ts";
import type { Finding, Path, Report, ReportedFirewall, Summary, UnreachedEndpoint } from "./report.ts";
import { HopReporter } from "./report-hops.ts";
import { RemedyReporter } from "./report-remedies.ts";

/** A judged network with the exemptions of its paths, and what mends them. */
export interface ExemptedNetwork extends JudgedNetwork {
  readonly exemptions: ReadonlyMap<JudgedPath, Exemption>;
  /** Undefined where nobody has looked for them. */
  readonly remedies: Remedies | undefined;
}

/** Renders the judged network as report version 1: the same network in any order gives the same report. */
export function buildReport(topology: Topology, intent: Intent, judged: ExemptedNetwork, findings: readonly NetworkFinding[]): Report {
  const paths = new PathReporter(topology, intent, judged);
  const reported = paths.report(judged.paths);
  const unadvertised = paths.report(judged.unadvertised);
  const unreached = judged.unreached.map(reportUnreached).sort((a, b) => compareText(a.resource, b.resource));
  const summary: Summary = {
    paths: reported.length,
    ...countVerdicts(reported),
    exempted: reported.filter(({ exemption }) => exemption !== null).length,
    unreached: unreached.length,
    unadvertised: unadvertised.length,
    gaps: topology.network.gaps.length,
  };
  return {
    version: 1,
    summary,
    firewalls: reportFirewalls(topology, intent),
    paths: reported,
    unreached,
    unadvertised,
    findings: reportFindings(findings, topology, reported),
  };
}

function reportFindings(findings: readonly NetworkFinding[], topology: Topology, paths: readonly Path[]): readonly Finding[] {
  // The paths from gateways that are not in sight, by the name of the endpoint's subnet; where two have one name, of both.
  const unseen = new Map<string, Path[]>();
  for (const path of paths) if (path.gateway.resource === null) append(unseen, path.endpoint.subnet, path);
  return findings.map((finding) => {
    const said = reportFinding(finding);
    if (!finding.isBypass || finding.subnet === undefined) return said;
    const subnet = topology.subnets.get(finding.subnet);
    return rememberConcerned(said, (subnet && unseen.get(subnetName(subnet, topology))) ?? []);
  });
}

/** A proven bypass belongs to the policy that fails the preview, everything else to the one that advises. */
export function reportFinding({ code, resource, message, isBypass }: NetworkFinding): Finding {
  const policy = isBypass ? "private-endpoint-traffic-inspected" : "private-endpoint-routing-advice";
  return { policy, code, severity: codeEntry(code)?.severity ?? "medium", resource: resource ?? null, message };
}

/** How many paths there are of each verdict. */
export function countVerdicts(paths: readonly Path[]): Pick<Summary, "inspected" | "bypassed" | "undelivered" | "inconclusive"> {
  const counts = { inspected: 0, bypassed: 0, undelivered: 0, inconclusive: 0 };
  for (const { verdict } of paths) counts[verdict] += 1;
  return counts;
}

function reportUnreached({ endpoint, reason }: Unreached): UnreachedEndpoint {
  return { endpoint: endpoint.endpoint.name, resource: endpoint.endpoint.origin.resource, code: "CP-U01", reason };
}

/** The designated firewalls; every Azure Firewall where none is configured (CP-A02). */
function reportFirewalls(topology: Topology, intent: Intent): readonly ReportedFirewall[] {
  const holders = topology.network.holders;
  const reported =
    intent.firewalls.length === 0
      ? holders.filter((holder) => holder.kind === "azure-firewall").map((holder) => ({ holder, address: undefined, id: undefined }))
      : intent.firewalls.map(({ address, id }) => ({
          address,
          id,
          holder: id === undefined ? holderAt(topology, address) : holderById(id, topology).holder,
        }));
  return reported
    .map(({ holder, address, id }): ReportedFirewall => {
      const held = holder?.attachments.find((each) => each.address.known)?.address;
      const value = address ?? (held?.known ? held.value : undefined);
      const text = value === undefined ? null : formatAddress(value);
      return { address: text, resource: holder?.origin.resource ?? null, name: holder?.name ?? id ?? text ?? "unknown" };
    })
    .sort((a, b) => compareText(`${a.name} ${a.address} ${a.resource}`, `${b.name} ${b.address} ${b.resource}`));
}

function holderAt(topology: Topology, address: number | undefined): Topology["network"]["holders"][number] | undefined {
  if (address === undefined) return undefined;
  const found = [...topology.occupants.values()].flatMap(({ byAddress }) => byAddress.get(address) ?? []).map(({ holder }) => holder);
  return found.sort((a, b) => compareText(a.key, b.key))[0];
}

/** Reports the paths of one network, with ids that are unique in it. */
class PathReporter {
  readonly #intent: Intent;
  readonly #exemptions: ExemptedNetwork["exemptions"];
  readonly #remedies: RemedyReporter;
  readonly #hops: HopReporter;
  readonly #gatewayNames: (gateway: Entity) => string;
  readonly #endpointNames: (endpoint: Entity) => string;
  readonly #gateways = new Map<PlacedGateway | undefined, Pick<Path, "gateway" | "sources">>();

  readonly #assumptions = new WeakMap<Judgement, Path["assumptions"]>();
  /** Of the latest piece among those of its pair. */
  #number = 0;

  constructor(topology: Topology, intent: Intent, { exemptions, paths, remedies }: ExemptedNetwork) {
    this.#intent = intent;
    this.#exemptions = exemptions;
    this.#remedies = new RemedyReporter(remedies);
    this.#hops = new HopReporter(topology);
    // Appliances that may be entries are in paths only.
    const vantages = new Set([...topology.gateways, ...paths.flatMap(({ gateway }) => gateway ?? [])]);
    this.#gatewayNames = pathNames([...vantages].flatMap(({ gateway, unseen }) => (unseen === undefined ? [gateway] : [])));
    this.#endpointNames = pathNames(topology.network.endpoints);
  }

  report(judged: readonly JudgedPath[]): readonly Path[] {
    const named = judged
      .map((path) => ({ pair: this.#pairName(path), path }))
      .sort((a, b) => compareText(a.pair, b.pair) || comparePieces(a.path, b.path));
    return named.map(({ pair, path }, at) => {
      const isFirst = named[at - 1]?.pair !== pair;
      if (isFirst && named[at + 1]?.pair !== pair) return this.#path(pair, path);
      // The pieces of one pair follow each other in address order.
      this.#number = isFirst ? 1 : this.#number + 1;
      return this.#path(`${pair}#${this.#number}`, path);
    });
  }

  #pairName({ gateway, endpoint }: JudgedPath): string {
    const isInSight = gateway !== undefined && gateway.unseen === undefined;
    return `${isInSight ? this.#gatewayNames(gateway.gateway) : UNKNOWN_GATEWAY.gateway.name}/${this.#endpointNames(endpoint.endpoint)}`;
  }

  #path(id: string, judged: JudgedPath): Path {
    const { gateway, endpoint, subnet, intervals, judgement } = judged;
    const { name, origin } = endpoint.endpoint;
    const policies = subnet?.networkPolicies;
    const path: Path = {
      id,
      ...this.#gatewayPart(gateway),
      endpoint: {
        name,
        resource: origin.resource,
        addresses: cidrsOf(intervals),
        subnet: subnet === undefined ? "unknown" : this.#hops.nodeName(subnet),
        networkPolicies: policies?.known ? policies.value : "unknown",
      },
      verdict: judgement.verdict,
      code: judgement.code ?? null,
      disposition: judgement.disposition,
      hops: this.#hops.hopsOf(judgement.trace, { name, resource: origin.resource, intervals }),
      assumptions: this.#assumptionsOf(judgement),
      gaps: judgement.gaps.length === 0 ? NO_GAPS : judgement.gaps.map(({ resource, property, text }) => ({ resource, property, text })),
      remedies: this.#remedies.remediesOf(judged),
      exemption: reportExemption(this.#exemptions.get(judged)),
    };
    return gateway === undefined ? path : this.#remedies.remember(rememberJudged(path, judged), judged);
  }

  /** Many paths share a judgement. */
  #assumptionsOf(judgement: Judgement): Path["assumptions"] {
    let assumptions = this.#assumptions.get(judgement);
    if (assumptions === undefined) {
      assumptions = judgement.assumptions.map(({ code, text, resource, property }) => ({
        code,
        text,
        resource: resource ?? null,
        property: property ?? null,
      }));
      this.#assumptions.set(judgement, assumptions);
    }
    return assumptions;
  }

  #gatewayPart(placed: PlacedGateway | undefined): Pick<Path, "gateway" | "sources"> {
    let part = this.#gateways.get(placed);
    if (part === undefined) {
      part = placed === undefined ? UNKNOWN_GATEWAY : describeGateway(placed, this.#intent);
      this.#gateways.set(placed, part);
    }
    return part;
  }
}

function cidrsOf(intervals: readonly Interval[]): readonly string[] {
  const [only, ...others] = intervals;
  if (only !== undefined && others.length === 0 && only.first === only.last) return [`${formatAddress(only.first)}/32`];
  return intervals.flatMap((interval) => prefixesOf(interval).map(formatPrefix));
}

function reportExemption(exemption: Exemption | undefined): Path["exemption"] {
  if (exemption === undefined) return null;
  const { category, reason, approvedBy, expires } = exemption;
  return { category, reason, approvedBy, expires };
}

const NO_GAPS: Path["gaps"] = [];

const UNKNOWN_GATEWAY: Pick<Path, "gateway" | "sources"> = {
  sources: ["on-premises"],
  gateway: { name: "unknown", resource: null, kind: "unknown", mode: null, instances: [] },
};

function describeGateway(placed: PlacedGateway, intent: Intent): Pick<Path, "gateway" | "sources"> {
  const { gateway, unseen } = placed;
  if (unseen !== undefined) return { ...UNKNOWN_GATEWAY, sources: sourcesOf(placed, intent) };
  const kind = gateway.kind.known ? gateway.kind.value : "unknown";
  const vpnMode = gateway.activeActive.known ? (gateway.activeActive.value ? "active-active" : "active-standby") : "unknown";
  // Only of a virtual network's own VPN gateway is there a choice.
  const mode = kind === "vpn" || kind === "unknown" ? vpnMode : null;
  return {
    sources: sourcesOf(placed, intent),
    gateway: { name: gateway.name, resource: gateway.origin.resource, kind, mode, instances: isAppliance(gateway) ? [] : [0, 1] },
  };
}

/** The configured prefixes; else those of local network gateways and point-to-site pools, and "on-premises" for what BGP tells. */
function sourcesOf(placed: PlacedGateway, intent: Intent): readonly string[] {
  const configured = configuredSources(placed.gateway, intent);
  if (configured.length > 0) return distinctTexts(configured.map(formatPrefix));
  const { bgp, staticPrefixes, possiblePrefixes } = placed;
  const stated = [...staticPrefixes, ...possiblePrefixes.map(({ prefix }) => prefix)].map(formatPrefix);
  return distinctTexts(!bgp.known || bgp.value || stated.length === 0 ? [...stated, "on-premises"] : stated);
}

function distinctTexts(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}

/** Gateways that are not in sight share a name: each one's pieces follow each other, in the same order before and after a deployment. */
function comparePieces(a: JudgedPath, b: JudgedPath): number {
  return (
    compareText(a.gateway?.gateway.key ?? "", b.gateway?.gateway.key ?? "") ||
    (a.intervals[0]?.first ?? -1) - (b.intervals[0]?.first ?? -1) ||
    (a.intervals[0]?.last ?? -1) - (b.intervals[0]?.last ?? -1) ||
    compareText(a.subnet?.key ?? "", b.subnet?.key ?? "") ||
    compareVerdicts(a.judgement.verdict, b.judgement.verdict) ||
    compareText(`${a.judgement.code} ${a.judgement.disposition}`, `${b.judgement.code} ${b.judgement.disposition}`)
  );
}
