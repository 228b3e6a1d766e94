import type { ReplyTag } from "../../model/network.ts";
import { type Properties, UNKNOWN } from "../../resources/resource.ts";
import { answered, byUrn, configured, type Declaration, displayNameOf } from "../declarations/declaration.ts";
import type { Reading } from "../declarations/reading.ts";
import { isAbsent, isObject } from "../values/field.ts";
import { gapLog } from "../values/gap-log.ts";
import { readMachineInterfaces } from "./machine-interfaces.ts";

const NAME = "disableSnatOnPL";

/** The tag of a network interface or a scale set (R62). Azure compares it letter by letter, in capitals and small ones. */
export function readReplyTag(declaration: Declaration): ReplyTag {
  const own = configured(declaration, "tags");
  if (own.value === UNKNOWN) return { kind: "unknown" };
  const { value } = isAbsent(own.value) ? answered(declaration, "tags") : own;
  return isObject(value) ? tagAmong(value) : { kind: "absent" };
}

/** The names of the machines that have the tag, by the keys of their interfaces. */
export function taggedMachines(machines: readonly Declaration[], reading: Reading): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const machine of byUrn(machines)) {
    if (readReplyTag(machine).kind !== "set") continue;
    // What is wrong with the list of interfaces is noted by whoever looks for siblings.
    const aside: Reading = { ...reading, log: gapLog() };
    for (const key of readMachineInterfaces(machine, aside).interfaces.items) names.set(key, displayNameOf(machine));
  }
  return names;
}

function tagAmong(tags: Properties): ReplyTag {
  const value = tags[NAME];
  if (value === UNKNOWN) return { kind: "unknown" };
  if (String(value) === "true") return { kind: "set" };
  const misspelt = Object.keys(tags).find((name) => name.toLowerCase() === NAME.toLowerCase() && isTrue(tags[name]));
  return misspelt === undefined ? { kind: "absent" } : { kind: "misspelt", text: `${misspelt}=${String(tags[misspelt])}` };
}

function isTrue(value: Properties[string]): boolean {
  return typeof value === "string" && value.trim().toLowerCase() === "true";
}
