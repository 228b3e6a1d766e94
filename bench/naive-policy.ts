import { IPv4, IPv4CidrRange } from "ip-num";
import { publishedCases } from "../test/conformance/published-cases.ts";
import { resourcesOf } from "./estate.ts";

type Json = { readonly [name: string]: any };

/**
 * The policy that one writes today: an endpoint is fine if the route that Azure's documentation calls the best, among those of the gateway's
 * table, leads to the firewall and the endpoint's subnet has network policies or the route is a /32. It knows nothing of peering routes.
 */
export function naiveVerdicts(resources: readonly Json[], firewalls: readonly string[]): ReadonlyMap<string, "inspected" | "bypassed"> {
  const of = (type: string): readonly Json[] => resources.filter((each) => String(each["type"]).endsWith(`:${type}`));
  const subnets = [
    ...of("Subnet").map((each) => ({ id: String(each["id"]).toLowerCase(), ...each["inputs"] })),
    ...of("VirtualNetwork").flatMap((network) =>
      (network["inputs"]["subnets"] ?? []).map((each: Json) => ({ id: `${network["id"]}/subnets/${each["name"]}`.toLowerCase(), ...each })),
    ),
  ];
  const gatewayTables = subnets
    .filter((each) => each.id.endsWith("/gatewaysubnet"))
    .map((each) => String(each.routeTable?.id ?? "").toLowerCase());
  const routes = [
    ...of("Route")
      .filter((each) => gatewayTables.some((id) => String(each["id"]).toLowerCase().startsWith(id) && id !== ""))
      .map((each) => each["inputs"]),
    ...of("RouteTable")
      .filter((each) => gatewayTables.includes(String(each["id"]).toLowerCase()))
      .flatMap((each) => each["inputs"]["routes"] ?? []),
  ];
  const verdicts = new Map<string, "inspected" | "bypassed">();
  for (const endpoint of of("PrivateEndpoint")) {
    const subnet = subnets.find((each) => each.id === String(endpoint["inputs"]["subnet"]["id"]).toLowerCase());
    const policies = subnet?.privateEndpointNetworkPolicies ?? "Disabled";
    for (const address of endpoint["outputs"]["customDnsConfigs"]?.flatMap((each: Json) => each["ipAddresses"]) ?? []) {
      const best = routes
        .filter((route) =>
          IPv4CidrRange.fromCidr(route["addressPrefix"]).contains(IPv4CidrRange.fromCidr(`${IPv4.fromString(address)}/32`)),
        )
        .sort((a, b) => length(b["addressPrefix"]) - length(a["addressPrefix"]))[0];
      const routed = best !== undefined && firewalls.includes(best["nextHopIpAddress"]);
      const counts =
        policies === "Enabled" || policies === "RouteTableEnabled" || (best !== undefined && length(best["addressPrefix"]) === 32);
      verdicts.set(String(endpoint["outputs"]["name"]), routed && counts ? "inspected" : "bypassed");
    }
  }
  return verdicts;
}

function length(prefix: string): number {
  return Number(prefix.split("/")[1]);
}

/** Which published cases it gets wrong, and how long it takes for 2,000 endpoints. */
export function benchNaivePolicy(): void {
  console.log("a straightforward policy on ip-num, as one would write it today");
  for (const { name, document, configuration, expected } of publishedCases()) {
    if (expected.verdicts === undefined) continue;
    const found = naiveVerdicts(document.deployment.resources as readonly Json[], (configuration as { firewalls: string[] }).firewalls);
    const wrong = Object.entries(expected.verdicts).filter(([pair, verdict]) => found.get(pair.split("/")[1] ?? "") !== verdict);
    console.log(
      `  ${name.padEnd(34)} ${wrong.length === 0 ? "right" : `WRONG: says ${found.get(wrong[0]?.[0].split("/")[1] ?? "")} where ${wrong[0]?.[1]} was measured`}`,
    );
  }
  const estate = [...resourcesOf({ endpoints: 2_000, hubs: 1 })];
  const started = process.hrtime.bigint();
  naiveVerdicts(estate, ["10.0.255.68"]);
  console.log(`  2,000 endpoints behind one hub: ${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(1)} s`);
}
