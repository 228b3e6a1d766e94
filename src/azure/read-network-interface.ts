import type { OpenList } from "../certainty/known.ts";
import type { NetworkInterface } from "../model/network.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import { booleanOf } from "./field.ts";
import { readAttachments } from "./read-attachments.ts";
import { readReplyTag } from "./read-reply-tag.ts";
import type { Reading } from "./reading.ts";

export function readNetworkInterface(declaration: Declaration, siblings: OpenList<string>, reading: Reading): NetworkInterface {
  return {
    ...entityOf(declaration),
    kind: "network-interface",
    ipForwarding: booleanOf(configured(declaration, "enableIPForwarding"), false, reading.log),
    ipForwardingProperty: reading.log.nameOf(declaration.resource.urn, "enableIPForwarding"),
    siblings,
    replyTag: readReplyTag(declaration),
    attachments: readAttachments(declaration, "ipConfigurations", "workload", reading),
  };
}
