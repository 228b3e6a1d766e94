import type { NetworkInterface } from "../model/network.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import { booleanOf, isObject, textOf } from "./field.ts";
import { readAttachments } from "./read-attachments.ts";
import type { Reading } from "./reading.ts";

export function readNetworkInterface(declaration: Declaration, reading: Reading): NetworkInterface {
  return {
    ...entityOf(declaration),
    kind: "network-interface",
    ipForwarding: booleanOf(configured(declaration, "enableIPForwarding"), false, reading.log),
    machine: machineOf(declaration),
    attachments: readAttachments(declaration, "ipConfigurations", "workload", reading),
  };
}

function machineOf({ resource }: Declaration): string | undefined {
  const machine = resource.outputs?.["virtualMachine"];
  return isObject(machine) ? textOf(machine["id"])?.toLowerCase() : undefined;
}
