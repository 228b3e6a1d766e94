import type { Properties } from "../../../src/resources/resource.ts";
import { policyNameOf, renderRules } from "./render-rules.ts";
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
    ...machinesOf(world).map((machine) => renderMachine(machine)),
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

/** The firewall's policy with a group of rules, and its parent with another one. */
function renderPolicy({ name, policy }: WorldFirewall): readonly Declaration[] {
  if (policy === undefined) return [];
  const [own, parent] = [policyNameOf(name), `${name}-parent`];
  const { rules, privateRanges, learns, inherits } = policy;
  const ranges: Properties = privateRanges === undefined ? {} : { privateRanges };
  const learning: Properties = learns ? { autoLearnPrivateRanges: "Enabled" } : {};
  const snat = { ...ranges, ...learning };
  const written = rules === "elsewhere" ? [] : [...networkRules(rules.network), ...(rules.application ? [APPLICATION_RULE] : [])];
  return [
    {
      ...declaredPolicy(own, {
        ...(Object.keys(snat).length === 0 ? {} : { snat }),
        ...(inherits ? { basePolicy: { id: armId(`firewallPolicies/${parent}`) } } : {}),
      }),
      dependsOn: inherits ? { basePolicy: [`FirewallPolicy ${parent}`] } : {},
    },
    ...(rules === "elsewhere" ? [] : [declaredGroup(own, written)]),
    ...(inherits ? [declaredPolicy(parent, {}), declaredGroup(parent, [APPLICATION_RULE])] : []),
  ];
}

function declaredPolicy(name: string, properties: Properties): Declaration {
  const inputs = { firewallPolicyName: name, location: "westeurope", ...properties };
  return { type: "FirewallPolicy", name, path: `firewallPolicies/${name}`, inputs, outputs: properties, dependsOn: {} };
}

function declaredGroup(policy: string, rules: readonly Properties[]): Declaration {
  const collection = {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name: "allow",
    priority: 100,
    action: { type: "Allow" },
    rules,
  };
  const properties = { priority: 200, ruleCollections: [collection] };
  return {
    type: "FirewallPolicyRuleCollectionGroup",
    name: `${policy}-rules`,
    path: `firewallPolicies/${policy}/ruleCollectionGroups/rules`,
    inputs: { firewallPolicyName: policy, ruleCollectionGroupName: "rules", ...properties },
    outputs: properties,
    dependsOn: { firewallPolicyName: [`FirewallPolicy ${policy}`] },
  };
}

function networkRules(destinations: readonly string[]): readonly Properties[] {
  if (destinations.length === 0) return [];
  return [
    {
      ruleType: "NetworkRule",
      name: "packets",
      sourceAddresses: ["*"],
      destinationAddresses: destinations,
      ipProtocols: ["Any"],
      destinationPorts: ["*"],
    },
  ];
}

const APPLICATION_RULE: Properties = { ruleType: "ApplicationRule", name: "names", sourceAddresses: ["*"], targetFqdns: ["*"] };

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
function attachedTo(world: World, nic: string, { refreshed }: Spelling): Properties {
  const machine = machinesOf(world).find(({ interfaces }) => interfaces.includes(nic));
  return machine === undefined || !refreshed ? {} : { virtualMachine: { id: machineId(machine.name) } };
}

/** Those of single interfaces are there for their tags. */
function machinesOf({ machines = [], nics }: World): readonly (WorldMachine & { readonly tags?: Properties })[] {
  const tagged = nics.flatMap(({ name, machineTags: tags }) =>
    tags === undefined ? [] : [{ name: `${name}-vm`, interfaces: [name], tags }],
  );
  return [...machines, ...tagged];
}

function renderMachine({ name, interfaces, tags }: ReturnType<typeof machinesOf>[number]): Declaration {
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
