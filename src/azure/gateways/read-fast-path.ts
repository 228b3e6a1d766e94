import { type Known, known, unknown } from "../../certainty/known.ts";
import type { Reference } from "../../model/entity.ts";
import type { Circuit, FastPath } from "../../model/express-route.ts";
import { configured, type Declaration, dependenciesOf, entityOf } from "../declarations/declaration.ts";
import type { Reading } from "../declarations/reading.ts";
import { NO_REFERENCE, resolveReference } from "../declarations/resolve-reference.ts";
import { parentArmId, parseArmId } from "../values/arm-id.ts";
import { booleanOf, type Field, isAbsent, member, misfit } from "../values/field.ts";

/** A connection, or a place inside its gateway, with its properties. */
export interface ConnectionFields {
  readonly from: Declaration;
  readonly path: string;
  readonly field: (name: string) => Field;
  /** The property that names the circuit, or the circuit's peering. */
  readonly circuit: "peer" | "expressRouteCircuitPeering";
}

export function readFastPath({ from, path, field, circuit }: ConnectionFields, isExpressRoute: Known<boolean>, reading: Reading): FastPath {
  const bypass = booleanOf(field("expressRouteGatewayBypass"), false, reading.log);
  const privateLink = booleanOf(field("enablePrivateLinkFastPath"), false, reading.log);
  // A circuit out of sight is worth a word only where it matters.
  const matters = [isExpressRoute, bypass, privateLink].every((each) => !each.known || each.value);
  return {
    origin: { resource: from.resource.urn, property: path },
    isExpressRoute,
    bypass,
    privateLink,
    circuit: matters ? resolveCircuit(from, field(circuit), reading) : NO_REFERENCE,
  };
}

/** The circuit, by its own id or by that of one of its peerings. */
function resolveCircuit(from: Declaration, field: Field, { directory, log }: Reading): Reference {
  const peerings = dependenciesOf(from.resource, field.path).flatMap((urn) => {
    const declaration = directory.byUrn(urn);
    return declaration?.kind === "circuit-peering" ? [declaration] : [];
  });
  const [peering, ...others] = peerings;
  const id = member(field, "id").value;
  // What is known is better than what it depends on.
  if (typeof id !== "string" && peering !== undefined && others.length === 0) {
    const owner = directory.parentOf(peering);
    if (owner !== undefined) return { kind: "entity", key: owner.key };
  }
  return resolveReference(directory, from, circuitField(field, id), { kind: "circuit" }, log);
}

/** The id of a peering is that of its circuit and two parts more. */
function circuitField(field: Field, id: Field["value"]): Field {
  const parsed = typeof id === "string" ? parseArmId(id) : undefined;
  return parsed?.type === PEERING_TYPE ? { ...field, value: { id: parentArmId(parsed.text) } } : field;
}

const PEERING_TYPE = "microsoft.network/expressroutecircuits/peerings";

export function readCircuit(declaration: Declaration, reading: Reading): Circuit {
  return { ...entityOf(declaration), isDirect: readDirect(declaration, reading) };
}

/** A circuit names either a port of ExpressRoute Direct or a provider. */
function readDirect(declaration: Declaration, { log }: Reading): Known<boolean> {
  const port = configured(declaration, "expressRoutePort");
  if (!isAbsent(port.value) && typeof port.value === "object") return known(true);
  const provider = configured(declaration, "serviceProviderProperties");
  if (isAbsent(port.value) && !isAbsent(provider.value) && typeof provider.value === "object") return known(false);
  return unknown(misfit(port, "a port of ExpressRoute Direct, or serviceProviderProperties in its place", log));
}
