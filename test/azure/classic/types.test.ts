import { CLASSIC_TYPES } from "../../../src/azure/classic/classic-types.ts";
import { isRelevantType, meaningOf } from "../../../src/azure/declarations/type-meaning.ts";
import { RESOURCE_TYPES } from "../../../src/azure/types/resource-types.ts";
import { UNMODELLED_TYPES } from "../../../src/azure/types/unmodelled-types.ts";
import { type Properties, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { network, resource, urn } from "../support.ts";
import { CLASSIC, type ClassicName, HUB, hubSubnet } from "./support.ts";

test("every type of the classic provider is read, or known as not modelled", () => {
  const lost = CLASSIC_TYPES.filter(({ token }) => !isRelevantType(token));
  expect(lost).toEqual([]);
  const natives = new Set([
    ...RESOURCE_TYPES.map(({ module, typeName }) => `${module}:${typeName}`),
    ...UNMODELLED_TYPES.map(({ token }) => token),
  ]);
  expect(CLASSIC_TYPES.filter(({ native }) => !natives.has(native))).toEqual([]);
});

test.each(Object.values(CLASSIC))("%s is read", (token) => {
  expect(meaningOf(token).kind).toBe("read");
});

test.each([
  "azure:storage/account:Account",
  "azure:network/publicIp:PublicIp",
  "azure:network/networkSecurityGroup:NetworkSecurityGroup",
  "azure:network/subnet:Other",
  "azure-native:network/subnet:Subnet",
  "azuread:network/subnet:Subnet",
])("%s is irrelevant", (token) => {
  expect(isRelevantType(token)).toBe(false);
});

describe("types that are not modelled", () => {
  const EVERYTHING = { kind: "everything" };
  const of = (token: string, inputs: Properties = {}, dependsOn: Readonly<Record<string, readonly string[]>> = {}): Resource =>
    resource(`azure:${token}`, "x", { inputs, dependsOn });
  const template = (type: string): string => JSON.stringify({ resources: [{ type }] });

  test.each<[string, readonly Resource[], readonly object[]]>([
    ["a BGP peer", [of("network/routeServerBgpConnection:RouteServerBgpConnection")], []],
    ["an appliance in a hub", [of("paloalto/virtualNetworkAppliance:VirtualNetworkAppliance", { virtualHubId: UNKNOWN })], []],
    [
      "a route map",
      [of("network/routeMap:RouteMap", { virtualHubId: UNKNOWN })],
      [{ rule: "R69", scope: { kind: "hub", hub: undefined } }],
    ],
    [
      "a connectivity configuration",
      [of("network/networkManagerConnectivityConfiguration:NetworkManagerConnectivityConfiguration")],
      [{ rule: "R27", scope: EVERYTHING }],
    ],
    ["a routing rule", [of("network/networkManagerRoutingRule:NetworkManagerRoutingRule")], [{ rule: "R72", scope: EVERYTHING }]],
    [
      "a deployment of nobody knows which configurations",
      [of("network/networkManagerDeployment:NetworkManagerDeployment", { scopeAccess: "Connectivity" })],
      [{ rule: "R27", scope: EVERYTHING }],
    ],
    [
      "a deployment of nobody knows what",
      [of("network/networkManagerDeployment:NetworkManagerDeployment", { scopeAccess: UNKNOWN })],
      [{ rule: "R27", scope: EVERYTHING }],
    ],
    [
      "a deployment of security rules",
      [of("network/networkManagerDeployment:NetworkManagerDeployment", { scopeAccess: "SecurityAdmin" })],
      [],
    ],
    [
      "a template that makes networks",
      [
        of("core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", {
          templateContent: template("Microsoft.Network/routeTables"),
        }),
      ],
      [{ rule: "templates", scope: EVERYTHING }],
    ],
    [
      "a template that makes none",
      [
        of("core/subscriptionTemplateDeployment:SubscriptionTemplateDeployment", {
          templateContent: template("Microsoft.Storage/storageAccounts"),
        }),
      ],
      [],
    ],
    [
      "a template that is kept elsewhere",
      [of("core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", { templateSpecVersionId: "x" })],
      [{ rule: "templates", scope: EVERYTHING }],
    ],
    [
      "a template that is no JSON",
      [of("core/templateDeployment:TemplateDeployment", { templateBody: "{" })],
      [{ rule: "templates", scope: EVERYTHING }],
    ],
  ])("%s", (_, resources, expected) => {
    for (const order of [resources, [...resources].reverse()]) {
      const { unmodelled } = network(HUB, hubSubnet("RouteServerSubnet", "10.0.9.0/27"), ...order);
      expect(unmodelled).toMatchObject(expected);
      expect(unmodelled).toHaveLength(expected.length);
    }
  });
});

/** All inputs of versions 0.19, 1.14, 4.42, 5.89 and 6.40 of the provider, as its SDKs list them. */
const INPUTS: Readonly<Partial<Record<ClassicName, string>>> = {
  network: `addressSpaces bgpCommunity ddosProtectionPlan dnsServers edgeZone encryption flowTimeoutInMinutes ipAddressPools location name
    privateEndpointVnetPolicies resourceGroupName subnets tags vmProtectionEnabled`,
  subnet: `addressPrefix addressPrefixes defaultOutboundAccessEnabled delegations enforcePrivateLinkEndpointNetworkPolicies
    enforcePrivateLinkServiceNetworkPolicies ipAddressPool ipConfigurations name networkSecurityGroupId privateEndpointNetworkPolicies
    privateEndpointNetworkPoliciesEnabled privateLinkServiceNetworkPoliciesEnabled resourceGroupName routeTableId serviceEndpointPolicyIds
    serviceEndpoints sharingScope virtualNetworkName`,
  peering: `allowForwardedTraffic allowGatewayTransit allowVirtualNetworkAccess localSubnetNames name onlyIpv6PeeringEnabled
    peerCompleteVirtualNetworksEnabled remoteSubnetNames remoteVirtualNetworkId resourceGroupName triggers useRemoteGateways virtualNetworkName`,
  table: "bgpRoutePropagationEnabled disableBgpRoutePropagation location name resourceGroupName routes tags",
  route: "addressPrefix name nextHopInIpAddress nextHopType resourceGroupName routeTableName",
  gateway: `activeActive bgpEnabled bgpRouteTranslationForNatEnabled bgpSettings customRoute defaultLocalNetworkGatewayId dnsForwardingEnabled
    edgeZone enableBgp generation ipConfigurations ipSecReplayProtectionEnabled location maximumScaleUnit minimumScaleUnit name policyGroups
    privateIpAddressEnabled remoteVnetTrafficEnabled resourceGroupName sku tags type virtualWanTrafficEnabled vpnClientConfiguration vpnType`,
  connection: `authorizationKey bgpEnabled connectionMode connectionProtocol customBgpAddresses dpdTimeoutSeconds egressNatRuleIds enableBgp
    expressRouteCircuitId expressRouteGatewayBypass ingressNatRuleIds ipsecPolicy localAzureIpAddressEnabled localNetworkGatewayId location name
    peerVirtualNetworkGatewayId privateLinkFastPathEnabled resourceGroupName routingWeight sharedKey tags trafficSelectorPolicy type
    usePolicyBasedTrafficSelectors virtualNetworkGatewayId`,
  endpoint: `customNetworkInterfaceName edgeZone ipConfigurations location name privateDnsZoneGroup privateServiceConnection resourceGroupName
    subnetId tags`,
};

test.each(Object.entries(INPUTS))("every property of a %s has been looked at", (type, names) => {
  const inputs = Object.fromEntries(names.split(/\s+/).map((name) => [name, UNKNOWN]));
  const { gaps } = network(resource(CLASSIC[type as ClassicName], "x", { inputs: { ...inputs, __defaults: [] } }));
  expect(gaps.filter(({ text }) => text.includes("does not know"))).toEqual([]);
  const odd = network(resource(CLASSIC[type as ClassicName], "x", { inputs: { ...inputs, oddity: 1 } }));
  expect(odd.gaps.filter(({ text }) => text.includes("does not know"))).toMatchObject([
    { resource: urn(CLASSIC[type as ClassicName], "x"), property: "oddity" },
  ]);
});

test("every property of an inline subnet has been looked at", () => {
  const names = `addressPrefix addressPrefixes defaultOutboundAccessEnabled delegations id name privateEndpointNetworkPolicies
    privateLinkServiceNetworkPoliciesEnabled routeTableId securityGroup serviceEndpointPolicyIds serviceEndpoints`;
  const subnet = { ...Object.fromEntries(names.split(/\s+/).map((name) => [name, UNKNOWN])), name: "s" };
  const { gaps } = network(resource(CLASSIC.network, "x", { inputs: { name: "x", subnets: [subnet] } }));
  expect(gaps.filter(({ text }) => text.includes("does not know"))).toEqual([]);
});
