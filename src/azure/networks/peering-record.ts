import type { PeeringRecord, PeeringScope } from "../../model/network.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { answered, configured, type Declaration } from "../declarations/declaration.ts";
import { addressSpaceOf } from "../values/addresses.ts";
import { type Field, isAbsent, isObject, textOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";

const NONE: PeeringRecord = { kind: "none" };

/**
 * The ranges that the half routes, which follow the remote network's only when the two are synchronised (R10b). Which ranges Azure answers of
 * single subnets is not documented: of these only the level counts.
 */
export function readRecord(declaration: Declaration, scope: PeeringScope, log: GapLog): PeeringRecord {
  if (isSynchronisedByUpdate(declaration)) return NONE;
  const isOfNetworks = scope.kind === "networks";
  const answer = answered(declaration, isOfNetworks ? "remoteAddressSpace" : "peeringSyncLevel");
  const ranges = isOfNetworks ? [configured(declaration, "remoteAddressSpace"), answer] : [];
  for (const field of ranges) if (isStated(field)) return stated(field, log);
  if (isBehind(declaration, "local")) return unknownRecord(declaration, "the peering was not synchronised when it was last read", log);
  return isHidden(declaration, answer) ? hidden(answer) : NONE;
}

/** What the half says of the other one. */
export function readRemoteRecord(declaration: Declaration, log: GapLog): PeeringRecord {
  if (isBehind(declaration, "remote"))
    return unknownRecord(declaration, "the other half was not synchronised when this one was last read", log);
  const level = answered(declaration, "peeringSyncLevel");
  return isHidden(declaration, level) ? hidden(level) : NONE;
}

/** An update that asks for it synchronises; any other leaves the routes as they are. */
function isSynchronisedByUpdate(declaration: Declaration): boolean {
  const asks = String(configured(declaration, "syncRemoteAddressSpace").value).toLowerCase() === "true";
  return asks && !declaration.isRead && !declaration.isDeployed;
}

function isStated({ value }: Field): boolean {
  return isObject(value) && !isAbsent(value["addressPrefixes"]) && value["addressPrefixes"] !== UNKNOWN;
}

function stated(field: Field, log: GapLog): PeeringRecord {
  return { kind: "stated", ranges: addressSpaceOf(field, log), origin: { resource: field.resource, property: field.path } };
}

/** `LocalNotInSync`, `RemoteNotInSync` or `LocalAndRemoteNotInSync`: of a half whose other one is not made yet it says nothing. */
function isBehind(declaration: Declaration, side: "local" | "remote"): boolean {
  const level = textOf(answered(declaration, "peeringSyncLevel").value)?.toLowerCase() ?? "";
  const isConnected = textOf(answered(declaration, "peeringState").value)?.toLowerCase() === "connected";
  return isConnected && level.endsWith("notinsync") && level.includes(side);
}

function unknownRecord(declaration: Declaration, text: string, log: GapLog): PeeringRecord {
  const { resource, path } = answered(declaration, "peeringSyncLevel");
  return { kind: "stated", ranges: { items: [], open: log.pending(resource, path, text) }, origin: { resource, property: path } };
}

/** The preview of an update hides what was recorded; of an inline half it shows the inputs alone. What is yet to be made has no record. */
function isHidden(declaration: Declaration, { value }: Field): boolean {
  const { resource, path, isRead, isDeployed } = declaration;
  if (isRead) return value === UNKNOWN;
  const isMade = isDeployed || textOf(resource.outputs?.["name"]) !== undefined;
  const isLost = value === UNKNOWN || (isObject(value) && value["addressPrefixes"] === UNKNOWN);
  return isMade && (isLost || (path !== "" && !isDeployed && isAbsent(value)));
}

function hidden({ resource, path }: Field): PeeringRecord {
  return { kind: "hidden", origin: { resource, property: path } };
}
