import { isObject, type WireObject, type WireValue } from "../wire.ts";
import { AddressPlan } from "./address-plan.ts";
import { answerOf } from "./answers.ts";
import { armId, isResourceGroup, referencedId } from "./resource-path.ts";
import { resourceType } from "./resource-type.ts";

/** A resource as Azure keeps it. Inline children are resources of their own. */
export interface StoredResource {
  readonly id: string;
  readonly token: string;
  /** Last part of the id. */
  readonly name: string;
  readonly inputs: WireObject;
  /** Private addresses, one for each IP configuration in a subnet, in their order. */
  readonly addresses: readonly string[];
}

/** The collections that a parent may declare inline, with the type of their members and the parameter that names one. */
const INLINE_CHILDREN: Readonly<Record<string, Readonly<Record<string, { readonly type: string; readonly collection: string }>>>> = {
  VirtualNetwork: {
    subnets: { type: "Subnet", collection: "subnets" },
    virtualNetworkPeerings: { type: "VirtualNetworkPeering", collection: "virtualNetworkPeerings" },
  },
  RouteTable: { routes: { type: "Route", collection: "routes" } },
};

/**
 * A stand-in for Azure that remembers what was deployed and fills in what Azure fills in: ids, private addresses, the state of peerings,
 * what a network and a subnet hold. Several stacks may share one.
 */
export class Cloud {
  private readonly resources = new Map<string, StoredResource>();
  private readonly addresses: AddressPlan;

  constructor(addresses = new AddressPlan()) {
    this.addresses = addresses;
  }

  /** Creates or updates a resource and returns its id with the answer at this moment, which nobody brings up to date before a refresh. */
  put(token: string, inputs: WireObject, subscription: string): { readonly id: string; readonly outputs: WireObject } {
    const id = armId(token, inputs, subscription);
    this.store(id, token, inputs);
    return { id, outputs: this.outputsOf(id) };
  }

  /** What a GET answers now. Throws where there is no such resource. */
  outputsOf(id: string): WireObject {
    const resource = this.find(id);
    if (resource === undefined) throw new Error(`the resource ${id} was not found`);
    return answerOf(resource, this);
  }

  find(id: string): StoredResource | undefined {
    return this.resources.get(id.toLowerCase());
  }

  /** The resources that have the id of `parent` and one more collection in theirs: its subnets, say. */
  childrenOf(parent: string, collection: string): readonly StoredResource[] {
    const prefix = `${parent}/${collection}/`.toLowerCase();
    return [...this.resources]
      .filter(([id]) => id.startsWith(prefix) && !id.slice(prefix.length).includes("/"))
      .map(([, resource]) => resource);
  }

  all(): readonly StoredResource[] {
    return [...this.resources.values()];
  }

  locationOfGroup(subscription: string, group: string): string | undefined {
    const location = this.find(`/subscriptions/${subscription}/resourceGroups/${group}`)?.inputs["location"];
    return typeof location === "string" ? location : undefined;
  }

  /** Deletes a resource with everything in it. */
  delete(id: string): void {
    const key = id.toLowerCase();
    for (const other of [...this.resources.keys()]) {
      if (other === key || other.startsWith(`${key}/`)) this.resources.delete(other);
    }
    this.addresses.release(key);
  }

  private store(id: string, token: string, inputs: WireObject): void {
    const kind = isResourceGroup(token) ? "ResourceGroup" : (resourceType(token)?.name ?? "");
    for (const [property, child] of Object.entries(INLINE_CHILDREN[kind] ?? {})) {
      const declared = inputs[property];
      // A parent that says nothing of its children leaves those that were made on their own.
      if (Array.isArray(declared)) this.replaceChildren(`${id}/${child.collection}`, `azure-native:network:${child.type}`, declared);
    }
    const addresses = this.addresses.assign(id, kind, inputs, (subnet) => this.prefixOf(subnet));
    this.resources.set(id.toLowerCase(), { id, token, name: id.slice(id.lastIndexOf("/") + 1), inputs, addresses });
  }

  private replaceChildren(collection: string, token: string, declared: readonly WireValue[]): void {
    for (const id of [...this.resources.keys()]) {
      if (id.startsWith(`${collection.toLowerCase()}/`)) this.resources.delete(id);
    }
    for (const child of declared) {
      if (isObject(child)) this.store(`${collection}/${String(child["name"])}`, token, child);
    }
  }

  private prefixOf(subnet: WireObject): string | undefined {
    const inputs = this.find(referencedId(subnet) ?? "")?.inputs;
    const several = inputs?.["addressPrefixes"];
    const prefix = inputs?.["addressPrefix"] ?? (Array.isArray(several) ? several[0] : undefined);
    return typeof prefix === "string" ? prefix : undefined;
  }
}
