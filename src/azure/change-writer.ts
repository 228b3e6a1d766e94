import { formatAddress, formatPrefix, type Prefix } from "../address/prefix.ts";
import { compareText } from "../certainty/order.ts";
import type { AddressHolder, NetworkPolicies, Origin, PeeringHalf, RouteTable, Subnet, UserRoute } from "../model/network.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../resources/resource.ts";
import { type OutputUse, partsOf, type ResourceChange, valueAt } from "../resources/resource-change.ts";
import { classicType } from "./classic/classic-types.ts";
import { classicPath } from "./classic/property-names.ts";
import { isAbsent, isList } from "./values/field.ts";

/** Where a route is to lead: an address that is known, or that of something which has yet to get one. */
export type NextHopTarget =
  | { readonly kind: "address"; readonly address: number }
  | { readonly kind: "holder"; readonly holder: AddressHolder };

export interface NewRoute {
  readonly name: string;
  readonly prefix: Prefix;
  readonly nextHop: NextHopTarget;
}

export type PeeringFlag = "allowForwardedTraffic" | "allowVirtualNetworkAccess";

/**
 * Writes what is to change in the network as changes of the resources that declare it, in their own provider's spelling. Undefined:
 * nothing in sight declares it in a way that can be changed.
 */
export class ChangeWriter {
  readonly #resources: ReadonlyMap<string, Resource>;
  /** URNs of what is to be made, by what it is for: no two of them alike. */
  readonly #given = new Map<string, string>();

  constructor(resources: readonly Resource[]) {
    this.#resources = new Map(resources.map((each) => [each.urn, each]));
  }

  /** Whether the program only reads the resource, so that it is another's to change. */
  isRead(urn: string): boolean {
    const resource = this.#resources.get(urn);
    return resource !== undefined && resource.inputs === undefined;
  }

  /** R42: the classic provider has had three names for it, the oldest of which says the opposite. */
  setPolicies({ origin }: Subnet, value: NetworkPolicies): readonly ResourceChange[] | undefined {
    return this.#set(origin, "privateEndpointNetworkPolicies", (property) => {
      const name = property.slice(property.lastIndexOf(".") + 1);
      if (name === "enforcePrivateLinkEndpointNetworkPolicies") return false;
      return name === "privateEndpointNetworkPoliciesEnabled" ? true : value;
    });
  }

  setFlag({ origin }: PeeringHalf, flag: PeeringFlag): readonly ResourceChange[] | undefined {
    return this.#set(origin, flag, () => true);
  }

  /** Inline, where the table has its routes so; a resource of its own, where its others are (R79: mixed, each writer removes the other's). */
  addRoute(table: RouteTable, route: NewRoute): readonly ResourceChange[] | undefined {
    const resource = this.#resources.get(table.origin.resource);
    if (resource === undefined) return undefined;
    const [sibling] = table.routes.items
      .filter(({ origin }) => origin.resource !== table.origin.resource)
      .sort((a, b) => compareText(a.origin.resource, b.origin.resource));
    if (sibling !== undefined) return this.#addResource(table, sibling, route);
    const present = valueAt(propertiesOf(resource), partsOf("routes"));
    if (!isAbsent(present) && !isList(present)) return undefined;
    const { value, outputs } = this.#routeValue(resource, route);
    return [
      {
        resource: resource.urn,
        property: `routes[${present?.length ?? 0}]`,
        before: null,
        after: { name: route.name, ...value },
        outputs,
      },
    ];
  }

  #addResource(table: RouteTable, { origin }: UserRoute, route: NewRoute): readonly ResourceChange[] | undefined {
    const sibling = this.#resources.get(origin.resource);
    const inputs = sibling?.inputs;
    if (sibling === undefined || inputs === undefined) return undefined;
    const { value, outputs } = this.#routeValue(sibling, route);
    const name = classicType(sibling.type) === undefined ? "routeName" : "name";
    const place = ["resourceGroupName", "routeTableName"].map((property) => ({ property, ...this.#copied(sibling, property) }));
    const after: Properties = { ...Object.fromEntries(place.map((each) => [each.property, each.value])), [name]: route.name, ...value };
    const start = sibling.urn.slice(0, sibling.urn.lastIndexOf("::"));
    const { nextHop } = route;
    const purpose = `${table.key} ${route.name} ${nextHop.kind === "address" ? nextHop.address : nextHop.holder.key}`;
    const urn = this.#newUrn(start, route.name, purpose);
    return [{ resource: urn, property: "", before: null, after, outputs: [...place.flatMap((each) => each.outputs), ...outputs] }];
  }

  /** What two resources have in common: a value that is not known yet is what it is for the other. */
  #copied(from: Resource, property: string): { readonly value: PropertyValue; readonly outputs: readonly OutputUse[] } {
    const value = from.inputs?.[property];
    if (value !== UNKNOWN) return { value, outputs: [] };
    const holders = from.propertyDependencies[property] ?? [];
    return { value, outputs: holders.map((resource) => ({ path: property, resource, property: "name" })) };
  }

  /** The URN of what is to be made; the same for the same purpose. */
  #newUrn(start: string, name: string, purpose: string): string {
    const key = `${start}::${purpose}`;
    let urn = this.#given.get(key);
    if (urn === undefined) {
      const taken = new Set(this.#given.values());
      urn = `${start}::${name}`;
      for (let n = 2; this.#resources.has(urn) || taken.has(urn); n += 1) urn = `${start}::${name}-${n}`;
      this.#given.set(key, urn);
    }
    return urn;
  }

  #routeValue(resource: Resource, { prefix, nextHop }: NewRoute): { readonly value: Properties; readonly outputs: readonly OutputUse[] } {
    const property = classicType(resource.type) === undefined ? "nextHopIpAddress" : "nextHopInIpAddress";
    const { value, outputs } = this.#target(nextHop, property);
    return { value: { addressPrefix: formatPrefix(prefix), nextHopType: "VirtualAppliance", [property]: value }, outputs };
  }

  #target(target: NextHopTarget, path: string): { readonly value: PropertyValue; readonly outputs: readonly OutputUse[] } {
    if (target.kind === "address") return { value: formatAddress(target.address), outputs: [] };
    const { origin, attachments } = target.holder;
    const property = this.#nameOf(origin.resource, attachments[0]?.property ?? "ipConfigurations[0].privateIPAddress");
    return { value: UNKNOWN, outputs: [{ path, resource: origin.resource, property }] };
  }

  retarget(route: UserRoute, nextHop: NextHopTarget): readonly ResourceChange[] | undefined {
    const address = this.#address(route.origin, nextHop);
    if (address === undefined) return undefined;
    const type = this.#set(route.origin, "nextHopType", () => "VirtualAppliance") ?? [];
    return [...type.filter(({ before }) => before !== "VirtualAppliance"), ...address];
  }

  #address(origin: Origin, nextHop: NextHopTarget): readonly ResourceChange[] | undefined {
    const { value, outputs } = this.#target(nextHop, "");
    return this.#set(origin, "nextHopIpAddress", () => value)?.map((change) => ({ ...change, outputs }));
  }

  narrow(route: UserRoute, prefix: Prefix): readonly ResourceChange[] | undefined {
    return this.#set(route.origin, "addressPrefix", () => formatPrefix(prefix));
  }

  removeRoute({ origin }: UserRoute): readonly ResourceChange[] | undefined {
    const before = this.#declared(origin);
    return before === undefined ? undefined : [{ resource: origin.resource, property: origin.property, before, after: null, outputs: [] }];
  }

  /** A table of its own for a subnet that has none; beside its network, in the same group. Several routes for one subnet make one table. */
  addTable(subnet: Subnet, location: string, route: NewRoute): readonly ResourceChange[] | undefined {
    const owner = this.#resources.get(subnet.origin.resource);
    if (owner?.inputs === undefined) return undefined;
    const isClassic = classicType(owner.type) !== undefined;
    const type = isClassic ? "azure:network/routeTable:RouteTable" : "azure-native:network:RouteTable";
    const start = owner.urn.split("::").slice(0, 2).join("::");
    const urn = this.#newUrn(`${start}::${type}`, `${subnet.name.toLowerCase()}-rt`, subnet.key);
    const group = this.#copied(owner, "resourceGroupName");
    const { value, outputs } = this.#routeValue({ ...owner, type }, route);
    const named = urn.slice(urn.lastIndexOf("::") + 2);
    const after: Properties = {
      resourceGroupName: group.value,
      [isClassic ? "name" : "routeTableName"]: named,
      location,
      routes: [{ name: route.name, ...value }],
    };
    const table: ResourceChange = {
      resource: urn,
      property: "",
      before: null,
      after,
      outputs: [...group.outputs, ...outputs.map((use) => ({ ...use, path: `routes[0].${use.path}` }))],
    };
    const association = this.#associate(subnet, { value: UNKNOWN, outputs: [{ path: "", resource: urn, property: "id" }] });
    return association === undefined ? undefined : [table, ...association];
  }

  associate(subnet: Subnet, { armId, origin }: RouteTable): readonly ResourceChange[] | undefined {
    const id = this.#resources.get(origin.resource)?.id ?? armId;
    return this.#associate(subnet, {
      value: id ?? UNKNOWN,
      outputs: id === undefined ? [{ path: "", resource: origin.resource, property: "id" }] : [],
    });
  }

  /** The classic provider has a resource for it; only since its version 6 an inline subnet can say it too. */
  #associate(
    { origin }: Subnet,
    id: { readonly value: PropertyValue; readonly outputs: readonly OutputUse[] },
  ): readonly ResourceChange[] | undefined {
    const owner = this.#resources.get(origin.resource);
    if (owner?.inputs === undefined) return undefined;
    if (classicType(owner.type) === undefined) {
      const property = joined(origin.property, "routeTable");
      return [
        {
          resource: owner.urn,
          property,
          before: null,
          after: { id: id.value },
          outputs: id.outputs.map((use) => ({ ...use, path: "id" })),
        },
      ];
    }
    if (origin.property !== "")
      return [
        { resource: owner.urn, property: joined(origin.property, "routeTableId"), before: null, after: id.value, outputs: id.outputs },
      ];
    const type = "azure:network/subnetRouteTableAssociation:SubnetRouteTableAssociation";
    const start = owner.urn.split("::").slice(0, 2).join("::");
    const urn = this.#newUrn(`${start}::${type}`, owner.name, owner.urn);
    const subnet: { readonly value: PropertyValue; readonly outputs: readonly OutputUse[] } =
      owner.id === undefined
        ? { value: UNKNOWN, outputs: [{ path: "subnetId", resource: owner.urn, property: "id" }] }
        : { value: owner.id, outputs: [] };
    const after: Properties = { subnetId: subnet.value, routeTableId: id.value };
    const outputs = [...subnet.outputs, ...id.outputs.map((use) => ({ ...use, path: "routeTableId" }))];
    return [{ resource: urn, property: "", before: null, after, outputs }];
  }

  /** `native`: the property as azure-native calls it. */
  #set(origin: Origin, native: string, valueFor: (property: string) => PropertyValue): readonly ResourceChange[] | undefined {
    if (this.#declared(origin) === undefined) return undefined;
    const property = this.#nameOf(origin.resource, joined(origin.property, native));
    const resource = this.#resources.get(origin.resource);
    const before = resource === undefined ? undefined : valueAt(propertiesOf(resource), partsOf(property));
    return [{ resource: origin.resource, property, before: before ?? null, after: valueFor(property), outputs: [] }];
  }

  /** The declaration itself; undefined where only Azure's answer about its parent tells of it. */
  #declared({ resource: urn, property }: Origin): PropertyValue {
    const resource = this.#resources.get(urn);
    const value = resource === undefined ? undefined : valueAt(propertiesOf(resource), partsOf(property));
    return typeof value === "object" && value !== null ? value : undefined;
  }

  #nameOf(urn: string, path: string): string {
    const resource = this.#resources.get(urn);
    const type = resource === undefined ? undefined : classicType(resource.type);
    return resource === undefined || type === undefined ? path : classicPath(path, type.table, [resource.inputs, resource.outputs]);
  }
}

function propertiesOf({ inputs, outputs }: Resource): Properties | undefined {
  return inputs ?? outputs;
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
