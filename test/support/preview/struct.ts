import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { WireObject } from "./wire.ts";

type JavaScriptObject = Parameters<typeof Struct.fromJavaScript>[0];

/** The protobuf message for an object. The cast only drops `readonly`: nothing writes to what is passed. */
export function toStruct(properties: WireObject): Struct {
  return Struct.fromJavaScript(properties as JavaScriptObject);
}

/** The object in a protobuf message; an absent message is an empty object. */
export function fromStruct(struct: Struct | undefined): WireObject {
  return (struct?.toJavaScript() ?? {}) as WireObject;
}
