import { compareKeys } from "../certainty/order.ts";
import type { AddressHolder, AzureFirewall, LoadBalancer, NetworkInterface, Subnet } from "../model/network.ts";
import type { Topology } from "../topology/topology.ts";
import { denialBy } from "./admission.ts";
import { towardsHolder } from "./next-hop-address.ts";
import { openSiblingsOf, siblingsOf } from "./siblings.ts";
import type { Situation } from "./situation.ts";
import { sourcesAt } from "./sources-at.ts";
import { ending, oneOfSteps, type Step } from "./step.ts";

/** What an appliance does with the packet that has come to it; the situation counts it among its appliances already. */
export function stepThrough(holder: AddressHolder, situation: Situation): Step {
  switch (holder.kind) {
    case "azure-firewall":
      return throughFirewall(holder, situation);
    case "network-interface":
      return throughInterface(holder, situation);
    case "load-balancer":
      return throughLoadBalancer(holder, situation);
    default:
      return holder satisfies never;
  }
}

/** What its rules certainly deny goes no further (R63b); rules that are not known let it through. */
function throughFirewall(firewall: AzureFirewall, situation: Situation): Step {
  const { surroundings, packet, appliances, passage } = situation;
  const sources = () => sourcesAt(surroundings.topology, surroundings.intent, packet.gateway, appliances);
  const denial = denialBy(firewall, packet.address, sources);
  if (denial === undefined) return onwardFrom(firewall, situation);
  passage.mayGoOnFrom([firewall]);
  return ending("denied", "CP-N04", denial);
}

function throughInterface(nic: NetworkInterface, situation: Situation): Step {
  const dropped = ending("next-hop-unreachable", "CP-N02", {
    resource: nic.origin.resource,
    property: nic.ipForwardingProperty,
    text: `${nic.name} does not forward: IP forwarding is off`,
  });
  if (nic.ipForwarding.known) return nic.ipForwarding.value ? onwardFrom(nic, situation) : dropped;
  return oneOfSteps([onwardFrom(nic, situation), dropped], [{ code: "CP-I11", gap: nic.ipForwarding.gap }]);
}

/** Every backend gets a share of the flows: all of them happen. */
function throughLoadBalancer(balancer: LoadBalancer, situation: Situation): Step {
  const { topology } = situation.surroundings;
  const { items, open } = balancer.backends;
  const backends = [...items].sort().map((key) => topology.holders.get(key));
  const steps = backends.map((backend) => (backend === undefined ? unseenBackend(balancer, situation) : towardsHolder(backend, situation)));
  if (open !== undefined || steps.length === 0) steps.push(unseenBackend(balancer, situation));
  return { kind: "every", steps };
}

function unseenBackend(balancer: LoadBalancer, { passage }: Situation): Step {
  const { open } = balancer.backends;
  if (open !== undefined) passage.mayGoOnFrom([balancer]);
  const none = {
    resource: balancer.origin.resource,
    property: "backendAddressPools",
    text: `no backend of ${balancer.name} is in sight`,
  };
  return ending("insufficient-information", "CP-I13", open ?? none);
}

/** The packet goes on from the appliance's subnet, as from any network interface. */
function onwardFrom(holder: AddressHolder, { surroundings, passage }: Situation): Step {
  const subnets = waysOn(holder, surroundings.topology);
  if (subnets === undefined) {
    passage.mayGoOnFrom([holder]);
    return ending("insufficient-information", "CP-I13", {
      resource: holder.origin.resource,
      property: holder.attachments[0]?.property ?? "",
      text: `the subnet from which ${holder.name} sends on is not known`,
    });
  }
  const steps = subnets.map((subnet): Step => ({ kind: "onward", via: holder, subnet }));
  const more = openSiblingsOf(holder);
  if (more !== undefined) {
    passage.mayGoOnFrom([holder]);
    steps.push(ending("insufficient-information", "CP-I13", more));
  }
  const which = {
    resource: holder.origin.resource,
    property: "virtualMachine",
    text: `by which of its interfaces ${holder.name}'s machine sends on is not known`,
  };
  return oneOfSteps(steps, [{ code: "CP-I11", gap: more ?? which }]);
}

/**
 * The subnets from which an appliance may send a packet on: that of its interface, and those of the other interfaces of the same virtual
 * machine that are in sight, for what comes in by one may leave by another. Undefined where the subnet of one is not known.
 */
function waysOn(holder: AddressHolder, topology: Topology): readonly Subnet[] | undefined {
  const siblings = siblingsOf(holder, topology);
  const attached = [holder, ...siblings].flatMap(({ attachments }) =>
    attachments.map(({ subnet }) => (subnet.kind === "entity" ? topology.subnets.get(subnet.key) : undefined)),
  );
  const subnets = [...new Set(attached)].filter((subnet) => subnet !== undefined);
  const isKnown = subnets.length > 0 && attached.every((subnet) => subnet !== undefined);
  return isKnown && (siblings.length > 0 || subnets.length === 1) ? subnets.sort(compareKeys) : undefined;
}
