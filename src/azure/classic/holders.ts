import type { PropertyValue } from "../../resources/resource.ts";
import { isAbsent, isObject } from "../values/field.ts";
import { filled } from "./firewall-rules.ts";
import { groupInId, items, nameInId, oneOf, reference, references, same, spelling, table } from "./property.ts";

/** Network interfaces, load balancers and scale sets: `IP` in capitals is azure-native's. */
const IP_CONFIGURATION = table([
  reference("subnet", "subnetId"),
  same("privateIPAddress", "privateIpAddress"),
  same("privateIPAddressVersion", "privateIpAddressVersion"),
  // Up to version 1; later a NetworkInterfaceBackendAddressPoolAssociation says it.
  references("loadBalancerBackendAddressPools", "loadBalancerBackendAddressPoolsIds"),
]);

export const NETWORK_INTERFACE = table([
  same("networkInterfaceName", "name"),
  same("name", "name"),
  // The first since late in version 5.
  same("enableIPForwarding", "ipForwardingEnabled", "enableIpForwarding"),
  items("ipConfigurations", "ipConfigurations", IP_CONFIGURATION),
  reference("virtualMachine", "virtualMachineId"),
]);

export const FIREWALL = table([
  same("azureFirewallName", "name"),
  same("name", "name"),
  same("sku.name", "skuName"),
  reference("firewallPolicy", "firewallPolicyId"),
  // Of a firewall without policy; azure-native has it among the additional properties, as one text.
  oneOf(
    "additionalProperties",
    spelling("privateIpRanges", (value) => (isAbsent(filled(value)) ? undefined : { "Network.SNAT.PrivateRanges": value })),
  ),
  oneOf(
    "virtualHub",
    spelling("virtualHub", (value) => (isObject(value) ? { id: value["virtualHubId"] } : value)),
  ),
  oneOf(
    "hubIPAddresses.privateIPAddress",
    spelling("virtualHub", (value) => (isObject(value) && value["privateIpAddress"] !== "" ? value["privateIpAddress"] : undefined)),
  ),
  // A single one in version 0.
  {
    native: "ipConfigurations",
    spellings: [
      { name: "ipConfigurations", convert: (value) => value, inner: IP_CONFIGURATION },
      { name: "ipConfiguration", convert: (value) => [value], inner: IP_CONFIGURATION },
    ],
  },
]);

export const LOAD_BALANCER = table([
  same("loadBalancerName", "name"),
  same("name", "name"),
  items("frontendIPConfigurations", "frontendIpConfigurations", IP_CONFIGURATION),
]);

export const BACKEND_POOL = table([
  same("backendAddressPoolName", "name"),
  same("name", "name"),
  oneOf("loadBalancerName", nameInId("loadbalancerId")),
  oneOf(
    "resourceGroupName",
    // Up to version 4.
    spelling("resourceGroupName"),
    groupInId("loadbalancerId"),
  ),
  // Version 4; later each is a BackendAddressPoolAddress.
  items("loadBalancerBackendAddresses", "backendAddresses", table([reference("virtualNetwork", "virtualNetworkId")])),
  reference("virtualNetwork", "virtualNetworkId"),
  references("backendIPConfigurations", "backendIpConfigurations"),
]);

/** An address in a backend pool; of a global load balancer it is the frontend of another one. */
export const BACKEND_POOL_ADDRESS = table([
  reference("backendAddressPool", "backendAddressPoolId"),
  reference("virtualNetwork", "virtualNetworkId"),
]);

export const BACKEND_POOL_ASSOCIATION = table([
  reference("networkInterface", "networkInterfaceId"),
  reference("backendAddressPool", "backendAddressPoolId"),
]);

export const VIRTUAL_MACHINE = table([
  same("vmName", "name"),
  same("name", "name"),
  references("networkProfile.networkInterfaces", "networkInterfaceIds"),
]);

/** Only the pools that the instances are in are read. */
const SCALE_SET_INTERFACE = table([
  items(
    "ipConfigurations",
    "ipConfigurations",
    table([references("loadBalancerBackendAddressPools", "loadBalancerBackendAddressPoolIds")]),
  ),
]);

export const SCALE_SET = table([
  same("vmScaleSetName", "name"),
  same("name", "name"),
  {
    native: "virtualMachineProfile.networkProfile.networkInterfaceConfigurations",
    // The second in ScaleSet, up to version 6.
    spellings: ["networkInterfaces", "networkProfiles"].map((name) => ({ name, convert: alike, inner: SCALE_SET_INTERFACE })),
  },
]);

function alike(value: PropertyValue): PropertyValue {
  return value;
}
