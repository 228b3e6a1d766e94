import * as v from "valibot";

/**
 * The report, version 1, for everything that reads one: `schema/report.json` is made from it. A test keeps it and the types of
 * `report.ts` the same.
 */

const resource = v.pipe(v.string(), v.metadata({ description: "URN, or ARM id where there is none." }));
const optionalResource = v.nullable(resource);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const code = v.pipe(v.string(), v.metadata({ pattern: "^CP-[A-Z][0-9]{2}$" }));
export const verdictSchema = v.picklist(["inspected", "bypassed", "undelivered", "inconclusive"]);
const presence = v.picklist(["certain", "possible"]);

const hopRoute = {
  source: v.picklist(["Default", "User", "VirtualNetworkGateway"]),
  prefix: v.string(),
  nextHopType: v.string(),
  nextHop: v.nullable(v.string()),
  presence,
  resource: optionalResource,
};

const hop = v.strictObject({
  node: v.string(),
  via: v.pipe(v.nullable(v.string()), v.metadata({ description: "The appliance that forwards here." })),
  chosen: v.array(v.strictObject(hopRoute)),
  beaten: v.array(v.strictObject({ ...hopRoute, because: v.string() })),
});

const gap = v.strictObject({ resource: v.string(), property: v.string(), text: v.string() });

const path = v.strictObject({
  id: v.pipe(v.string(), v.metadata({ description: "<gateway>/<endpoint>[#n]" })),
  sources: v.array(v.string()),
  gateway: v.strictObject({
    name: v.string(),
    resource: optionalResource,
    kind: v.picklist([
      "vpn",
      "express-route",
      "virtual-wan-vpn",
      "virtual-wan-express-route",
      "virtual-wan-point-to-site",
      "appliance",
      "unknown",
    ]),
    mode: v.nullable(v.picklist(["active-active", "active-standby", "unknown"])),
    instances: v.array(count),
  }),
  endpoint: v.strictObject({
    name: v.string(),
    resource,
    addresses: v.pipe(v.array(v.string()), v.metadata({ description: "CIDR, in address order." })),
    subnet: v.string(),
    networkPolicies: v.string(),
  }),
  verdict: verdictSchema,
  code: v.nullable(code),
  disposition: v.picklist([
    "delivered",
    "null-routed",
    "no-route",
    "next-hop-unreachable",
    "leaves-network",
    "loop",
    "denied",
    "insufficient-information",
  ]),
  hops: v.array(hop),
  assumptions: v.array(v.strictObject({ code, text: v.string(), resource: optionalResource, property: v.nullable(v.string()) })),
  gaps: v.array(gap),
  remedies: v.array(
    v.strictObject({
      text: v.string(),
      changes: v.array(v.strictObject({ resource, property: v.string(), before: v.unknown(), after: v.unknown() })),
      verdictAfter: verdictSchema,
    }),
  ),
  exemption: v.pipe(
    v.nullable(
      v.strictObject({
        category: v.picklist(["waiver", "mitigated"]),
        reason: v.string(),
        approvedBy: v.string(),
        expires: v.pipe(v.string(), v.metadata({ description: "The last day on which it counts, in UTC: 2027-01-31." })),
      }),
    ),
    v.metadata({ description: "An exempted path fails nothing, whatever its verdict." }),
  ),
});

export const reportSchema = v.strictObject({
  version: v.literal(1),
  summary: v.pipe(
    v.strictObject({
      paths: count,
      inspected: count,
      bypassed: count,
      undelivered: count,
      inconclusive: count,
      exempted: count,
      unreached: count,
      unadvertised: count,
      gaps: count,
    }),
    v.metadata({ description: "The four verdicts add up to the paths." }),
  ),
  firewalls: v.array(v.strictObject({ address: v.nullable(v.string()), resource: optionalResource, name: v.string() })),
  paths: v.array(path),
  unreached: v.array(v.strictObject({ endpoint: v.string(), resource, code: v.literal("CP-U01"), reason: v.string() })),
  unadvertised: v.array(path),
  findings: v.array(
    v.strictObject({
      policy: v.string(),
      code,
      severity: v.picklist(["low", "medium", "high", "critical"]),
      resource: optionalResource,
      message: v.string(),
    }),
  ),
});
