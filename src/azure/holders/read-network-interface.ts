import type { OpenList } from "../../certainty/known.ts";
import type { NetworkInterface } from "../../model/network.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import type { Reading } from "../declarations/reading.ts";
import { booleanOf } from "../values/field.ts";
import { readAttachments } from "./read-attachments.ts";
import { readReplyTag } from "./read-reply-tag.ts";

/** `machine`: the name of its virtual machine, where that has the tag for replies. */
export function readNetworkInterface(
  declaration: Declaration,
  siblings: OpenList<string>,
  machine: string | undefined,
  reading: Reading,
): NetworkInterface {
  const own = readReplyTag(declaration);
  return {
    ...entityOf(declaration),
    kind: "network-interface",
    ipForwarding: booleanOf(configured(declaration, "enableIPForwarding"), false, reading.log),
    ipForwardingProperty: reading.log.nameOf(declaration.resource.urn, "enableIPForwarding"),
    siblings,
    replyTag: own.kind === "absent" && machine !== undefined ? { kind: "on-machine", machine } : own,
    attachments: readAttachments(declaration, "ipConfigurations", "workload", reading),
  };
}
