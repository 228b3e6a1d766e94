import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { table } from "../support/world/hand-made.ts";
import { armId, urnOf } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";
import { blog } from "./attack.ts";

export const ENDPOINTS = "10.13.77.0/24";
export const FIREWALL = `${ENDPOINTS} via 10.13.76.68`;
export const VM_TYPE = "azure-native:compute:VirtualMachine";

/** An appliance with an interface in each of two subnets is the gateway's next hop. The subnet `in` has the routes, `out` leads straight to the endpoint. */
export function appliance(onward: string, designated = "10.13.76.68"): World {
  const base = blog([`${ENDPOINTS} via 10.13.76.132`], {}, { firewalls: [designated] });
  const subnets = [
    { name: "in", prefixes: ["10.13.76.128/27"], policies: "Disabled", routeTable: "onward" },
    { name: "out", prefixes: ["10.13.76.160/27"], policies: "Disabled", routeTable: undefined },
  ] as const;
  return {
    ...base,
    networks: base.networks.map((each) => (each.name === "hub" ? { ...each, subnets: [...each.subnets, ...subnets] } : each)),
    routeTables: [...base.routeTables, table("onward", onward)],
    nics: [
      { name: "in", subnet: "hub/in", address: "10.13.76.132", forwarding: true },
      { name: "out", subnet: "hub/out", address: "10.13.76.164", forwarding: true },
    ],
  };
}

/** A virtual machine with these interfaces: `in` and `out` by their ids, UNKNOWN for an id that is not known yet. */
export function machine(
  name: string,
  ids: readonly (string | typeof UNKNOWN)[],
  on: readonly string[] = [],
  more: Properties = {},
): Resource {
  const networkInterfaces = ids.map((id): Properties => ({ id: id === UNKNOWN ? UNKNOWN : armId(`networkInterfaces/${id}`) }));
  return made(name, { ...more, networkInterfaces }, on);
}

export function made(name: string, networkProfile: PropertyValue, on: readonly string[] = []): Resource {
  return {
    urn: urnOf(VM_TYPE, name),
    type: VM_TYPE,
    name,
    id: undefined,
    inputs: { resourceGroupName: "net", vmName: name, networkProfile },
    outputs: { id: UNKNOWN, name: UNKNOWN, networkProfile },
    dependencies: on,
    propertyDependencies: { networkProfile: on },
    origin: "stack",
  };
}

export const machineId = (name: string): string => armId(`virtualMachines/${name}`).replace("Microsoft.Network", "Microsoft.Compute");

export function isInterface({ type }: Resource): boolean {
  return type.endsWith(":NetworkInterface");
}
