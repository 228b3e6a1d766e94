import type { Prefix } from "../../address/prefix.ts";
import type { OpenList } from "../../certainty/known.ts";
import type { PeeringHalf, PeeringScope } from "../../model/network.ts";
import { answered, configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { noteUnknownProperties } from "../declarations/not-known.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { addressSpaceOf } from "../values/addresses.ts";
import { booleanOf, type Field, isAbsent, isObject, misfit, textOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import { readRecord, readRemoteRecord } from "./peering-record.ts";
import { readPeeringScope } from "./peering-scope.ts";

/** Returns the half of a peering pair that is declared in the virtual network with the key `network`. */
export function readPeering(declaration: Declaration, network: string, reading: Reading): PeeringHalf {
  const { directory, log } = reading;
  noteUnknownProperties(declaration, [{ kind: "peering", peering: declaration.key }], reading);
  const remote = configured(declaration, "remoteVirtualNetwork");
  const reference = resolveReference(directory, declaration, remote, { kind: "virtual-network" }, log);
  const scope = readPeeringScope(declaration, log);
  return {
    ...entityOf(declaration),
    network,
    // A peering without a remote network cannot be: nothing is known of the other side.
    remote: reference.kind === "none" ? { kind: "unknown", candidates: [], gap: misfit(remote, "an object with an id", log) } : reference,
    remoteRanges: readRemoteRanges(declaration, scope, log),
    record: readRecord(declaration, scope, log),
    remoteRecord: readRemoteRecord(declaration, log),
    scope,
    state: readState(declaration),
    allowGatewayTransit: booleanOf(configured(declaration, "allowGatewayTransit"), false, log),
    useRemoteGateways: booleanOf(configured(declaration, "useRemoteGateways"), false, log),
    allowForwardedTraffic: booleanOf(configured(declaration, "allowForwardedTraffic"), false, log),
    allowVirtualNetworkAccess: booleanOf(configured(declaration, "allowVirtualNetworkAccess"), true, log),
  };
}

/**
 * The remote network's own current address space is newer than the one that the peering was last synchronised with. Of single subnets
 * Azure answers the prefixes; what the program states may be the whole network's.
 */
function readRemoteRanges(declaration: Declaration, scope: PeeringScope, log: GapLog): OpenList<Prefix> | undefined {
  for (const name of ["remoteVirtualNetworkAddressSpace", "remoteAddressSpace"]) {
    const asked = configured(declaration, name);
    if (!isAbsent(asked.value) && scope.kind === "networks") return addressSpaceOf(asked, log);
    const answer = answered(declaration, name);
    if (statesPrefixes(answer) && (declaration.isDeployed || scope.kind === "networks")) return addressSpaceOf(answer, log);
  }
  return undefined;
}

function statesPrefixes({ value }: Field): boolean {
  return isObject(value) && Array.isArray(value["addressPrefixes"]) && value["addressPrefixes"].length > 0;
}

/** A state in an answer about something that has no id yet is a copy of the input. */
function readState(declaration: Declaration): string | undefined {
  return declaration.isDeployed ? textOf(answered(declaration, "peeringState").value) : undefined;
}
