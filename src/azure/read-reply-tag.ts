import type { ReplyTag } from "../model/network.ts";
import { type Properties, UNKNOWN } from "../resources/resource.ts";
import { answered, configured, type Declaration } from "./declaration.ts";
import { isAbsent, isObject } from "./field.ts";

const NAME = "disableSnatOnPL";

/** The tag of a network interface or a scale set (R62). Azure compares it letter by letter, in capitals and small ones. */
export function readReplyTag(declaration: Declaration): ReplyTag {
  const own = configured(declaration, "tags");
  if (own.value === UNKNOWN) return { kind: "unknown" };
  const { value } = isAbsent(own.value) ? answered(declaration, "tags") : own;
  return isObject(value) ? tagAmong(value) : { kind: "absent" };
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
