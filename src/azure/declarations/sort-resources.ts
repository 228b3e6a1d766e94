import { append } from "../../certainty/order.ts";
import type { Resource } from "../../resources/resource.ts";
import type { ResourceType } from "../types/resource-types.ts";
import type { UnmodelledType } from "../types/unmodelled-types.ts";
import { meaningOf } from "./type-meaning.ts";

/** The resources that matter, by what their type means. */
export interface ResourcesByType {
  readonly read: ReadonlyMap<ResourceType, readonly Resource[]>;
  readonly unmodelled: ReadonlyMap<UnmodelledType, readonly Resource[]>;
}

export function sortByType(resources: readonly Resource[]): ResourcesByType {
  const read = new Map<ResourceType, Resource[]>();
  const unmodelled = new Map<UnmodelledType, Resource[]>();
  for (const resource of resources) {
    const meaning = meaningOf(resource.type);
    switch (meaning.kind) {
      case "read":
        append(read, meaning.type, resource);
        break;
      case "unmodelled":
        append(unmodelled, meaning.type, resource);
        break;
      case "irrelevant":
        break;
    }
  }
  return { read, unmodelled };
}
