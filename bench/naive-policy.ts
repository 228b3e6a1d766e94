import { IPv4, IPv4CidrRange } from "ip-num";
import { publishedCases } from "../test/conformance/published-cases.ts";
import { hubEstate } from "./hub-estate.ts";

/** As much of an exported resource as such a policy looks at. */
interface Exported {
  readonly type: string;
  readonly id: string;
  readonly inputs: {
    readonly subnets?: readonly DeclaredSubnet[];
    readonly routes?: readonly DeclaredRoute[];
    readonly subnet?: { readonly id: string };
  } & DeclaredSubnet &
    DeclaredRoute;
  readonly outputs: { readonly name: string; readonly customDnsConfigs?: readonly { readonly ipAddresses: readonly string[] }[] };
}

interface DeclaredSubnet {
  readonly name: string;
  readonly routeTable?: { readonly id: string };
  readonly privateEndpointNetworkPolicies?: string;
}

interface DeclaredRoute {
  readonly addressPrefix: string;
  readonly nextHopIpAddress?: string;
}

/**
 * The policy that one writes today: an endpoint is fine if the route that Azure's documentation calls the best, among those of the gateway's
 * table, leads to the firewall and the endpoint's subnet has network policies or the route is a /32. It knows nothing of peering routes.
 */
export function naiveVerdicts(resources: readonly Exported[], firewalls: readonly string[]): ReadonlyMap<string, "inspected" | "bypassed"> {
  const of = (type: string): readonly Exported[] => resources.filter((each) => each.type.endsWith(`:${type}`));
  const subnets = [
    ...of("Subnet").map(({ id, inputs }) => ({ ...inputs, id: id.toLowerCase() })),
    ...of("VirtualNetwork").flatMap(({ id, inputs }) =>
      (inputs.subnets ?? []).map((each) => ({ ...each, id: `${id}/subnets/${each.name}`.toLowerCase() })),
    ),
  ];
  const tables = subnets.filter(({ id }) => id.endsWith("/gatewaysubnet")).flatMap(({ routeTable }) => routeTable?.id.toLowerCase() ?? []);
  const routes: readonly DeclaredRoute[] = [
    ...of("Route")
      .filter(({ id }) => tables.some((table) => id.toLowerCase().startsWith(`${table}/`)))
      .map(({ inputs }) => inputs),
    ...of("RouteTable")
      .filter(({ id }) => tables.includes(id.toLowerCase()))
      .flatMap(({ inputs }) => inputs.routes ?? []),
  ];
  const verdicts = new Map<string, "inspected" | "bypassed">();
  for (const { inputs, outputs } of of("PrivateEndpoint")) {
    const subnet = subnets.find(({ id }) => id === inputs.subnet?.id.toLowerCase());
    const policies = subnet?.privateEndpointNetworkPolicies ?? "Disabled";
    for (const address of outputs.customDnsConfigs?.flatMap(({ ipAddresses }) => ipAddresses) ?? []) {
      const best = routes
        .filter((route) => IPv4CidrRange.fromCidr(route.addressPrefix).contains(IPv4CidrRange.fromCidr(`${IPv4.fromString(address)}/32`)))
        .sort((a, b) => length(b.addressPrefix) - length(a.addressPrefix))[0];
      const routed = best !== undefined && firewalls.includes(best.nextHopIpAddress ?? "");
      const counts =
        policies === "Enabled" || policies === "RouteTableEnabled" || (best !== undefined && length(best.addressPrefix) === 32);
      verdicts.set(outputs.name, routed && counts ? "inspected" : "bypassed");
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
    const found = naiveVerdicts(
      document.deployment.resources as unknown as readonly Exported[],
      (configuration as { firewalls: string[] }).firewalls,
    );
    const wrong = Object.entries(expected.verdicts).filter(([pair, verdict]) => found.get(pair.split("/")[1] ?? "") !== verdict);
    console.log(
      `  ${name.padEnd(34)} ${wrong.length === 0 ? "right" : `WRONG: says ${found.get(wrong[0]?.[0].split("/")[1] ?? "")} where ${wrong[0]?.[1]} was measured`}`,
    );
  }
  const estate = [...hubEstate(2_000, 1).resources()] as unknown as readonly Exported[];
  const started = process.hrtime.bigint();
  naiveVerdicts(estate, ["10.0.255.68"]);
  console.log(`  2,000 endpoints behind one hub: ${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(1)} s`);
}
