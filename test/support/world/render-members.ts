import type { Properties } from "../../../src/resources/resource.ts";
import { policyNameOf, renderPolicy, renderRules } from "./render-rules.ts";
import type { Spelling } from "./spelling.ts";
import { armId, machineId, subnetId } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { World, WorldFirewall, WorldLoadBalancer, WorldMachine, WorldNic } from "./world.ts";

/** The resource that declares a subnet: itself, or its network. */
export function subnetResource(subnet: string, { style }: Spelling): string {
  return style === "inline" ? `VirtualNetwork ${subnet.split("/")[0]}` : `Subnet ${subnet.replace("/", "-")}`;
}

/** Azure Firewalls, internal load balancers, network interfaces and the machines that have them. */
export function renderAppliances(world: World, spelling: Spelling): readonly Declaration[] {
  return [
    ...world.firewalls.flatMap((firewall) => [
      renderFirewall(firewall, spelling),
      ...renderRules(firewall, spelling),
      ...renderPolicy(firewall),
    ]),
    ...world.loadBalancers.map((balancer) => renderBalancer(balancer, spelling)),
    ...world.nics.map((nic) => renderNic(world, nic, spelling)),
    ...(world.machines ?? []).map((machine) => renderMachine(machine)),
  ];
}

/** A firewall's address is Azure's choice: it stands in the outputs only. */
function renderFirewall({ name, subnet, address, rules, policy }: WorldFirewall, spelling: Spelling): Declaration {
  const sku = { name: "AZFW_VNet", tier: "Standard" };
  const isManaged = rules !== undefined || policy !== undefined;
  const managed: Properties = isManaged ? { firewallPolicy: { id: armId(`firewallPolicies/${policyNameOf(name)}`) } } : {};
  const ip = { name: "ip", subnet: { id: subnetId(subnet) }, publicIPAddress: { id: armId(`publicIPAddresses/${name}`) } };
  return {
    type: "AzureFirewall",
    name,
    path: `azureFirewalls/${name}`,
    inputs: { azureFirewallName: name, location: "westeurope", sku, ipConfigurations: [ip], ...managed },
    outputs: { sku, ipConfigurations: [{ ...ip, privateIPAddress: address }], ...managed },
    dependsOn: {
      ipConfigurations: [subnetResource(subnet, spelling)],
      ...(isManaged ? { firewallPolicy: [`FirewallPolicy ${policyNameOf(name)}`] } : {}),
    },
  };
}

/** Pools hold no members of their own: the members name the pool, and only a refresh shows them here. */
function renderBalancer({ name, subnet, address, backends }: WorldLoadBalancer, spelling: Spelling): Declaration {
  const sku = { name: "Standard" };
  const frontendIPConfigurations = [
    { name: "front", privateIPAddress: address, privateIPAllocationMethod: "Static", subnet: { id: subnetId(subnet) } },
  ];
  const members = backends.map((nic) => ({ id: armId(`networkInterfaces/${nic}/ipConfigurations/ip`) }));
  const listed: Properties = spelling.refreshed ? { backendIPConfigurations: members } : {};
  return {
    type: "LoadBalancer",
    name,
    path: `loadBalancers/${name}`,
    inputs: { loadBalancerName: name, location: "westeurope", sku, frontendIPConfigurations, backendAddressPools: [{ name: "pool" }] },
    outputs: { sku, frontendIPConfigurations, backendAddressPools: [{ id: poolId(name), name: "pool", ...listed }] },
    dependsOn: { frontendIPConfigurations: [subnetResource(subnet, spelling)] },
  };
}

function poolId(balancer: string): string {
  return armId(`loadBalancers/${balancer}/backendAddressPools/pool`);
}

function renderNic(world: World, { name, subnet, address, forwarding, tags }: WorldNic, spelling: Spelling): Declaration {
  const balancers = world.loadBalancers.filter(({ backends }) => backends.includes(name));
  const pools = balancers.map((balancer) => ({ id: poolId(balancer.name) }));
  const ip = {
    name: "ip",
    subnet: { id: subnetId(subnet) },
    privateIPAddress: address,
    privateIPAllocationMethod: "Static",
    primary: true,
    ...(pools.length === 0 ? {} : { loadBalancerBackendAddressPools: pools }),
  };
  const properties = {
    location: "westeurope",
    enableIPForwarding: forwarding,
    ipConfigurations: [ip],
    ...(tags === undefined ? {} : { tags }),
  };
  return {
    type: "NetworkInterface",
    name,
    path: `networkInterfaces/${name}`,
    inputs: { networkInterfaceName: name, ...properties },
    outputs: { ...properties, ...attachedTo(world, name, spelling) },
    dependsOn: { ipConfigurations: [subnetResource(subnet, spelling), ...balancers.map((balancer) => `LoadBalancer ${balancer.name}`)] },
  };
}

/** An interface is made before its machine, so that only a refresh shows what it is attached to. */
function attachedTo({ machines = [] }: World, nic: string, { refreshed }: Spelling): Properties {
  const machine = machines.find(({ interfaces }) => interfaces.includes(nic));
  return machine === undefined || !refreshed ? {} : { virtualMachine: { id: machineId(machine.name) } };
}

function renderMachine({ name, interfaces, tags }: WorldMachine): Declaration {
  const networkInterfaces = interfaces.map((nic, index) => ({ id: armId(`networkInterfaces/${nic}`), primary: index === 0 }));
  const properties = { location: "westeurope", networkProfile: { networkInterfaces }, ...(tags === undefined ? {} : { tags }) };
  return {
    type: "compute:VirtualMachine",
    name,
    path: machineId(name),
    inputs: { vmName: name, ...properties },
    outputs: properties,
    dependsOn: { networkProfile: interfaces.map((nic) => `NetworkInterface ${nic}`) },
  };
}
