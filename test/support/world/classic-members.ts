import type { Generation } from "./classic.ts";
import { type Classic, depends, type Fields, given, idIn, listIn, objectIn, one, type Parts } from "./classic-parts.ts";

function configurationOf(configuration: Fields): Fields {
  return given({
    name: configuration["name"],
    subnetId: idIn(configuration["subnet"]),
    privateIpAddress: configuration["privateIPAddress"],
    publicIpAddressId: idIn(configuration["publicIPAddress"]),
  });
}

const firewall = one(
  "azure:network/firewall:Firewall",
  { ipConfigurations: "ipConfigurations", virtualHub: "virtualHub", firewallPolicy: "firewallPolicyId" },
  (side) => ({
    skuName: objectIn(side, "sku")?.["name"] ?? "AZFW_VNet",
    skuTier: objectIn(side, "sku")?.["tier"] ?? "Standard",
    firewallPolicyId: idIn(side["firewallPolicy"]),
    ipConfigurations: listIn(side, "ipConfigurations").map(configurationOf),
    virtualHub: inHub(side),
  }),
  "azureFirewallName",
);

function inHub(side: Fields): Fields | undefined {
  const virtualHubId = idIn(side["virtualHub"]);
  if (virtualHubId === undefined) return undefined;
  return given({ virtualHubId, privateIpAddress: objectIn(side, "hubIPAddresses")?.["privateIPAddress"] });
}

/** The pools of a load balancer are resources of their own, and who is in them is said by others again. */
const balancer: Parts = (entry, _all, _generation) => {
  const { inputs = {}, outputs = {} } = entry;
  const owner = entry.urn.slice(entry.urn.lastIndexOf("::") + 2);
  const own = (side: Fields): Fields =>
    given({
      name: inputs["loadBalancerName"],
      resourceGroupName: inputs["resourceGroupName"],
      sku: "Standard",
      frontendIpConfigurations: listIn(side, "frontendIPConfigurations").map(configurationOf),
    });
  const pools = listIn(inputs, "backendAddressPools").map((pool): Classic => {
    const answer = listIn(outputs, "backendAddressPools").find(({ name }) => name === pool["name"]);
    return {
      token: "azure:lb/backendAddressPool:BackendAddressPool",
      name: `${owner}-${String(pool["name"])}`,
      id: `${entry.id}/backendAddressPools/${String(pool["name"])}`,
      inputs: { name: pool["name"], loadbalancerId: entry.id },
      outputs: {
        name: pool["name"],
        loadbalancerId: entry.id,
        backendIpConfigurations: listIn(answer, "backendIPConfigurations").map(({ id }) => id),
      },
      dependsOn: { loadbalancerId: [entry.urn] },
    };
  });
  return [
    {
      token: "azure:lb/loadBalancer:LoadBalancer",
      name: undefined,
      id: entry.id,
      inputs: own(inputs),
      outputs: own(outputs),
      dependsOn: depends(entry, { frontendIPConfigurations: "frontendIpConfigurations" }),
    },
    ...pools,
  ];
};

const nic: Parts = (entry, _all, generation) => {
  const { inputs = {}, outputs = {} } = entry;
  const owner = entry.urn.slice(entry.urn.lastIndexOf("::") + 2);
  const isSubnet = (urn: string): boolean => /:(Subnet|VirtualNetwork)::/.test(urn);
  const urns = entry.propertyDependencies?.["ipConfigurations"] ?? [];
  const own = (side: Fields): Fields =>
    given({
      name: inputs["networkInterfaceName"],
      resourceGroupName: inputs["resourceGroupName"],
      location: inputs["location"],
      [generation === "6" ? "ipForwardingEnabled" : "enableIpForwarding"]: side["enableIPForwarding"],
      virtualMachineId: idIn(side["virtualMachine"]),
      tags: side["tags"],
      ipConfigurations: listIn(side, "ipConfigurations").map((each) => ({
        privateIpAddressAllocation: "Static",
        ...configurationOf(each),
      })),
    });
  const memberships = listIn(inputs, "ipConfigurations").flatMap((configuration) =>
    listIn(configuration, "loadBalancerBackendAddressPools").map((pool, index): Classic => {
      const fields = { networkInterfaceId: entry.id, ipConfigurationName: configuration["name"], backendAddressPoolId: pool["id"] };
      return {
        token: "azure:network/networkInterfaceBackendAddressPoolAssociation:NetworkInterfaceBackendAddressPoolAssociation",
        name: `${owner}-${String(configuration["name"])}-pool${index}`,
        id: `${entry.id}/ipConfigurations/${String(configuration["name"])}|${String(pool["id"])}`,
        inputs: fields,
        outputs: fields,
        dependsOn: {
          networkInterfaceId: [entry.urn],
          backendAddressPoolId: urns.filter((urn) => namesBalancerOf(urn, String(pool["id"]))),
        },
      };
    }),
  );
  return [
    {
      token: "azure:network/networkInterface:NetworkInterface",
      name: undefined,
      id: entry.id,
      inputs: own(inputs),
      outputs: own(outputs),
      dependsOn: { ipConfigurations: urns.filter(isSubnet) },
    },
    ...memberships,
  ];
};

function namesBalancerOf(urn: string, pool: string): boolean {
  return urn.includes(":LoadBalancer::") && pool.toLowerCase().includes(`/loadbalancers/${urn.slice(urn.lastIndexOf("::") + 2)}/`);
}

const machine = one(
  "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
  { networkProfile: "networkInterfaceIds" },
  (side) => ({ networkInterfaceIds: listIn(objectIn(side, "networkProfile"), "networkInterfaces").map(({ id }) => id) }),
  "vmName",
);

const policy = one(
  "azure:network/firewallPolicy:FirewallPolicy",
  {},
  (side) => ({ sku: "Standard", ruleCollectionGroups: listIn(side, "ruleCollectionGroups").map(({ id }) => id) }),
  "firewallPolicyName",
);

/** Its rules are in lists by their kind. It knows its policy by the id. */
const ruleGroup: Parts = (entry) => {
  const { inputs = {}, outputs = {} } = entry;
  const own = (side: Fields): Fields => ({
    name: inputs["ruleCollectionGroupName"],
    firewallPolicyId: entry.id?.replace(/\/ruleCollectionGroups\/.*/i, ""),
    priority: side["priority"],
    networkRuleCollections: listIn(side, "ruleCollections").map((collection) => ({
      name: collection["name"],
      priority: collection["priority"],
      action: objectIn(collection, "action")?.["type"],
      rules: listIn(collection, "rules").map(({ ruleType: _, ipProtocols, ...rule }) => ({ ...rule, protocols: ipProtocols })),
    })),
  });
  return [
    {
      token: "azure:network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup",
      name: undefined,
      id: entry.id,
      inputs: own(inputs),
      outputs: own(outputs),
      dependsOn: depends(entry, { firewallPolicyName: "firewallPolicyId" }),
    },
  ];
};

/** The zone group of an endpoint is a part of it, and so are the records that Azure made. */
const endpoint: Parts = (entry, all) => {
  const { inputs = {}, outputs = {} } = entry;
  const group = all.find(
    ({ type, id }) => type.endsWith(":PrivateDnsZoneGroup") && id?.toLowerCase().startsWith(`${entry.id?.toLowerCase()}/`),
  );
  const own = (side: Fields): Fields =>
    given({
      name: inputs["privateEndpointName"],
      resourceGroupName: inputs["resourceGroupName"],
      subnetId: idIn(side["subnet"]),
      ipConfigurations: listIn(side, "ipConfigurations").map((each) =>
        given({
          name: each["name"],
          memberName: each["memberName"],
          subresourceName: each["groupId"],
          privateIpAddress: each["privateIPAddress"],
        }),
      ),
      privateServiceConnection: { name: "service", isManualConnection: false, subresourceNames: ["account"] },
    });
  const zones = listIn(group?.outputs, "privateDnsZoneConfigs").map((zone) => ({
    name: zone["name"],
    privateDnsZoneId: zone["privateDnsZoneId"],
    recordSets: listIn(zone, "recordSets").map(({ fqdn, ipAddresses, ttl }) => ({ fqdn, ipAddresses, ttl, type: "A", name: "record" })),
  }));
  return [
    {
      token: "azure:privatelink/endpoint:Endpoint",
      name: undefined,
      id: entry.id,
      inputs: { ...own(inputs), ...(group === undefined ? {} : { privateDnsZoneGroup: { name: "default", privateDnsZoneIds: [] } }) },
      outputs: {
        ...own(outputs),
        customDnsConfigs: listIn(outputs, "customDnsConfigs"),
        privateDnsZoneConfigs: zones,
        networkInterfaces: listIn(outputs, "networkInterfaces"),
      },
      dependsOn: depends(entry, { subnet: "subnetId" }),
    },
  ];
};

function bgpOf(side: Fields, generation: Generation): Fields {
  return { [generation === "6" ? "bgpEnabled" : "enableBgp"]: side["enableBgp"] };
}

const gateway = one(
  "azure:network/virtualNetworkGateway:VirtualNetworkGateway",
  { ipConfigurations: "ipConfigurations" },
  (side, _name, generation) => {
    const pools = objectIn(objectIn(side, "vpnClientConfiguration"), "vpnClientAddressPool")?.["addressPrefixes"];
    return {
      type: side["gatewayType"],
      vpnType: side["vpnType"],
      sku: objectIn(side, "sku")?.["name"] ?? "VpnGw2AZ",
      activeActive: side["activeActive"],
      ...bgpOf(side, generation),
      ipConfigurations: listIn(side, "ipConfigurations").map(configurationOf),
      vpnClientConfiguration: pools === undefined ? undefined : { addressSpaces: pools },
    };
  },
  "virtualNetworkGatewayName",
);

const connection = one(
  "azure:network/virtualNetworkGatewayConnection:VirtualNetworkGatewayConnection",
  {
    virtualNetworkGateway1: "virtualNetworkGatewayId",
    virtualNetworkGateway2: "peerVirtualNetworkGatewayId",
    localNetworkGateway2: "localNetworkGatewayId",
    peer: "expressRouteCircuitId",
  },
  (side, _name, generation) => ({
    type: side["connectionType"],
    virtualNetworkGatewayId: idIn(side["virtualNetworkGateway1"]),
    peerVirtualNetworkGatewayId: idIn(side["virtualNetworkGateway2"]),
    localNetworkGatewayId: idIn(side["localNetworkGateway2"]),
    expressRouteCircuitId: idIn(side["peer"]),
    expressRouteGatewayBypass: side["expressRouteGatewayBypass"],
    privateLinkFastPathEnabled: side["enablePrivateLinkFastPath"],
    ...bgpOf(side, generation),
  }),
  "virtualNetworkGatewayConnectionName",
);

const circuit = one(
  "azure:network/expressRouteCircuit:ExpressRouteCircuit",
  {},
  (side) => ({
    expressRoutePortId: idIn(side["expressRoutePort"]),
    bandwidthInGbps: side["bandwidthInGbps"],
    ...(objectIn(side, "serviceProviderProperties") ?? {}),
  }),
  "circuitName",
);

const site = one(
  "azure:network/localNetworkGateway:LocalNetworkGateway",
  {},
  (side) => ({
    addressSpaces: objectIn(side, "localNetworkAddressSpace")?.["addressPrefixes"],
    gatewayAddress: side["gatewayIpAddress"],
  }),
  "localNetworkGatewayName",
);

function merged(): readonly Classic[] {
  return [];
}

export const CLASSIC_MEMBERS: Readonly<Record<string, Parts>> = {
  AzureFirewall: firewall,
  FirewallPolicy: policy,
  FirewallPolicyRuleCollectionGroup: ruleGroup,
  LoadBalancer: balancer,
  NetworkInterface: nic,
  VirtualMachine: machine,
  PrivateEndpoint: endpoint,
  PrivateDnsZoneGroup: merged,
  VirtualNetworkGateway: gateway,
  VirtualNetworkGatewayConnection: connection,
  ExpressRouteCircuit: circuit,
  LocalNetworkGateway: site,
};
