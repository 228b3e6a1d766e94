import { hintFor } from "../../src/report/render-hint.ts";
import type { HopRoute, Path } from "../../src/report/report.ts";
import { arrival, atGateway, beaten, FIREWALL, hostRoute, PEERING, path, systemRoute, userRoute } from "./sample.ts";

/** A path that the endpoint's own route decides, with the routes that it beats. */
function direct(code: string, networkPolicies: string, ...routes: readonly HopRoute[]): Path {
  const hops = [atGateway(hostRoute("10.13.77.6", "sql"), ...routes.map((route) => beaten(route, "…"))), arrival("sql")];
  return path({ code, hops, endpoint: { ...path().endpoint, networkPolicies } });
}

const OWN_RANGE = systemRoute("10.13.76.0/24", "VnetLocal");
const WIDE_PEERING = { ...PEERING, prefix: "10.13.0.0/16" };

describe("the hint mends what decides", () => {
  test.each<[what: string, path: Path, hint: string | undefined]>([
    [
      "no user route, policies off: both",
      direct("CP-B01", "Disabled", PEERING),
      "set privateEndpointNetworkPolicies of spoke1/ep to RouteTableEnabled, and give hub/GatewaySubnet the user route 10.13.77.0/24 → VirtualAppliance 10.13.76.68",
    ],
    [
      "no user route, policies on",
      direct("CP-B01", "RouteTableEnabled", PEERING),
      "give hub/GatewaySubnet the user route 10.13.77.0/24 → VirtualAppliance 10.13.76.68",
    ],
    [
      "policies for security groups alone stay on",
      direct("CP-B01", "NetworkSecurityGroupEnabled", PEERING),
      "set privateEndpointNetworkPolicies of spoke1/ep to Enabled, and give hub/GatewaySubnet the user route 10.13.77.0/24 → VirtualAppliance 10.13.76.68",
    ],
    [
      "host routes that are ignored",
      direct("CP-B02", "Disabled", userRoute("10.13.77.6/32"), PEERING),
      "set privateEndpointNetworkPolicies of spoke1/ep to RouteTableEnabled, and give hub/GatewaySubnet the user route 10.13.77.0/24 → VirtualAppliance 10.13.76.68, in place of the /32 routes",
    ],
    [
      "a user route that is too short",
      direct("CP-B03", "RouteTableEnabled", PEERING, userRoute("10.0.0.0/8")),
      "give hub/GatewaySubnet the user route 10.13.77.0/24 → VirtualAppliance 10.13.76.68",
    ],
    [
      "a user route that is too short, policies off as well",
      direct("CP-B03", "Disabled", PEERING, userRoute("10.0.0.0/8")),
      "set privateEndpointNetworkPolicies of spoke1/ep to RouteTableEnabled, and give hub/GatewaySubnet the user route 10.13.77.0/24 → VirtualAppliance 10.13.76.68",
    ],
    [
      "a user route that would do, policies off",
      direct("CP-B04", "Disabled", userRoute("10.13.77.0/24"), PEERING),
      "set privateEndpointNetworkPolicies of spoke1/ep to RouteTableEnabled",
    ],
    [
      "a user route that leads to another appliance, policies off",
      direct("CP-B04", "Disabled", userRoute("10.13.77.0/24", "10.13.76.100"), PEERING),
      "set privateEndpointNetworkPolicies of spoke1/ep to RouteTableEnabled, and let the user route 10.13.77.0/24 of hub/GatewaySubnet lead to VirtualAppliance 10.13.76.68",
    ],
    [
      "a user route that leads to no appliance",
      direct("CP-B06", "RouteTableEnabled", userRoute("10.13.77.0/24", null, "VirtualNetworkGateway"), PEERING),
      "let the user route 10.13.77.0/24 of hub/GatewaySubnet lead to VirtualAppliance 10.13.76.68",
    ],
    [
      "an endpoint in the gateway's own network: no route for all of it",
      direct("CP-B01", "RouteTableEnabled", OWN_RANGE),
      "give hub/GatewaySubnet a user route for the prefix of spoke1/ep (not for all of 10.13.76.0/24, which holds the gateway) → VirtualAppliance 10.13.76.68",
    ],
    [
      "a network that holds the firewall: no route for all of it",
      direct("CP-B01", "RouteTableEnabled", WIDE_PEERING),
      "give hub/GatewaySubnet a user route for the prefix of spoke1/ep (not for all of 10.13.0.0/16, which holds the firewall) → VirtualAppliance 10.13.76.68",
    ],
    [
      "no system route in sight",
      direct("CP-B01", "RouteTableEnabled"),
      "give hub/GatewaySubnet a user route of the length of the address range that holds the endpoint, leading to VirtualAppliance 10.13.76.68",
    ],
    [
      "another appliance",
      path({
        code: "CP-B05",
        hops: [
          atGateway(userRoute("10.13.77.0/24", "10.13.76.100")),
          { node: "hub/nva", via: "nva1", chosen: [hostRoute("10.13.77.6", "sql")], beaten: [] },
          arrival("sql"),
        ],
      }),
      "let the user route 10.13.77.0/24 of hub/GatewaySubnet lead to the designated firewall instead of 10.13.76.100, or designate 10.13.76.100 if it is a firewall too",
    ],
    [
      "a null route before the firewall",
      path({ code: "CP-N01", hops: [atGateway(userRoute("10.13.77.0/24", null, "None"))] }),
      "let the user route 10.13.77.0/24 of hub/GatewaySubnet lead to the firewall (VirtualAppliance)",
    ],
    [
      "a null route behind the firewall",
      path({
        code: "CP-N01",
        hops: [
          atGateway(userRoute("10.13.77.0/24")),
          { node: "hub/AzureFirewallSubnet", via: "azfw", chosen: [userRoute("10.13.0.0/16", null, "None")], beaten: [] },
        ],
      }),
      "let the user route 10.13.0.0/16 of hub/AzureFirewallSubnet lead on to the endpoint",
    ],
    ["a loop: nothing can be said", path({ code: "CP-N03" }), undefined],
  ])("%s", (_what, which, hint) => {
    expect(hintFor(which, [FIREWALL])).toBe(hint === undefined ? undefined : `To mend it: ${hint}.`);
  });
});

test("with several firewalls it names the one that the gateway's routes lead to, else none", () => {
  const other = { ...FIREWALL, address: "10.99.0.4" };
  expect(hintFor(direct("CP-B03", "Enabled", PEERING, userRoute("10.0.0.0/8")), [other, FIREWALL])).toContain(
    "→ VirtualAppliance 10.13.76.68.",
  );
  expect(hintFor(direct("CP-B01", "Enabled", PEERING), [other, FIREWALL])).toContain("→ the designated firewall (VirtualAppliance).");
});

test("beyond an appliance nobody has traced what would change", () => {
  const hops = [atGateway(userRoute("10.13.77.0/24", "10.13.76.100")), arrival("sql")];
  expect(hintFor(path({ code: "CP-B01", hops }), [FIREWALL])).toBeUndefined();
});
