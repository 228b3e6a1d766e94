import type { Properties, PropertyValue } from "../../../src/resources/resource.ts";
import { UNKNOWN } from "../../../src/resources/resource.ts";
import { isWithin } from "../reference/addresses.ts";
import { inOrder, OutputOf, type ProgramResource, type ProgramValue } from "./program.ts";
import { renderEndpoints } from "./render-endpoints.ts";
import { renderGateways } from "./render-gateways.ts";
import { renderAppliances } from "./render-members.ts";
import { renderNetworks } from "./render-networks.ts";
import { renderRouteTables } from "./render-route-tables.ts";
import { armId, tokenOf } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { World, WorldNetwork } from "./world.ts";
import { splitSubnet } from "./world.ts";

/** How a program is written. */
export interface ProgramStyle {
  /**
   * `literal`: addresses, names and next hops stand in the program, ids come from the resources. `outputs`: names and next hops come from the
   * resources too, and Azure chooses the addresses of the endpoints, but for those that a route of the program names: nobody can write its /32
   * who does not know the address.
   */
  readonly values: "literal" | "outputs";
  /**
   * `mixed`: inline, but beside the network where its subnets have several route tables. Pulumi records one list of dependencies for all
   * inline subnets, so that nothing in a preview says which subnet has which table.
   */
  readonly subnets: "inline" | "standalone" | "mixed";
  readonly routes: "inline" | "standalone";
}

const GROUP = "ResourceGroup net";

/** The inputs by which a top-level resource may be named; without one it gets its name in the program and eight digits. */
const OWN_NAME: Readonly<Record<string, string>> = {
  VirtualNetwork: "virtualNetworkName",
  RouteTable: "routeTableName",
  PrivateEndpoint: "privateEndpointName",
  AzureFirewall: "azureFirewallName",
  NetworkInterface: "networkInterfaceName",
  LoadBalancer: "loadBalancerName",
  VirtualNetworkGateway: "virtualNetworkGatewayName",
  LocalNetworkGateway: "localNetworkGatewayName",
  VirtualNetworkGatewayConnection: "virtualNetworkGatewayConnectionName",
  ExpressRouteCircuit: "circuitName",
  FirewallPolicy: "firewallPolicyName",
  "compute:VirtualMachine": "vmName",
};

/** A program that makes the world, its resources in an order in which they can be made. Throws where there is none. */
export function programOf(world: World, style: ProgramStyle): readonly ProgramResource[] {
  const spelling = { style: "standalone", refreshed: false } as const;
  const declared = [
    ...renderNetworks(world, spelling),
    ...renderRouteTables(world, spelling),
    ...renderEndpoints(world, spelling).map((each) => addressed(world, each, style)),
    ...renderAppliances(world, spelling),
    ...renderGateways(world, spelling),
  ];
  const inlineSubnets = fold(
    declared,
    SUBNETS,
    ({ name }) => style.subnets === "inline" || (style.subnets === "mixed" && tablesIn(world, name) < 2),
  );
  const folded = fold(inlineSubnets, ROUTES, () => style.routes === "inline");
  const writer = new Writer(world, folded, style.values);
  const group = {
    key: GROUP,
    token: "azure-native:resources:ResourceGroup",
    name: "net",
    inputs: { resourceGroupName: "net", location: "westeurope" },
  };
  return inOrder([group, ...folded.map((each) => writer.write(each))]);
}

function addressed(world: World, declaration: Declaration, { values }: ProgramStyle): Declaration {
  if (declaration.type !== "PrivateEndpoint") return declaration;
  const addresses = world.endpoints.find(({ name }) => name === declaration.name)?.addresses ?? [];
  const isStatic = values === "literal" || addresses.some((address) => isNamed(world, address));
  const ipConfigurations = addresses.map((privateIPAddress, index) => ({ name: `ip${index}`, privateIPAddress }));
  return { ...declaration, inputs: { ...declaration.inputs, ipConfigurations: isStatic ? ipConfigurations : undefined } };
}

function isNamed({ routeTables }: World, address: string): boolean {
  return routeTables.some(({ routes }) => routes.some(({ prefix }) => prefix === `${address}/32`));
}

/** The children that may stand in their parents' inputs, and the list that holds them there. */
interface Family {
  readonly child: string;
  readonly parent: string;
  readonly list: string;
}

const SUBNETS: Family = { child: "Subnet", parent: "VirtualNetwork", list: "subnets" };
const ROUTES: Family = { child: "Route", parent: "RouteTable", list: "routes" };

function fold(
  declared: readonly Declaration[],
  { child, parent, list }: Family,
  isInline: (parent: Declaration) => boolean,
): readonly Declaration[] {
  const parents = declared.filter((each) => each.type === parent && isInline(each));
  const parentOf = (each: Declaration): Declaration | undefined =>
    each.type === child ? parents.find(({ path }) => each.path.startsWith(`${path}/`)) : undefined;
  return declared
    .filter((each) => parentOf(each) === undefined)
    .map((each) => {
      if (!parents.includes(each)) return each;
      const own = declared.filter((other) => parentOf(other) === each);
      return { ...each, inputs: { ...each.inputs, [list]: own.map(inlined) } };
    });
}

function tablesIn({ networks }: World, name: string): number {
  const subnets = networks.find((network) => network.name === name)?.subnets ?? [];
  return new Set(subnets.flatMap(({ routeTable }) => routeTable ?? [])).size;
}

const NAMES_IN_PATH = new Set(["virtualNetworkName", "subnetName", "routeTableName", "routeName"]);

function inlined({ path, inputs }: Declaration): Properties {
  const own = Object.entries(inputs).filter(([property]) => !NAMES_IN_PATH.has(property));
  return { name: path.split("/").at(-1), ...Object.fromEntries(own) };
}

/** Writes declarations as a person would: what another resource answers is taken from there. */
class Writer {
  readonly #world: World;
  readonly #values: ProgramStyle["values"];
  readonly #byPath: ReadonlyMap<string, string>;

  constructor(world: World, declared: readonly Declaration[], values: ProgramStyle["values"]) {
    this.#world = world;
    this.#values = values;
    this.#byPath = new Map(declared.map((each) => [each.path, keyOf(each)]));
  }

  write(declaration: Declaration): ProgramResource {
    const { type, name, inputs, path } = declaration;
    const table = /^routeTables\/([^/]+)/.exec(path)?.[1] ?? "";
    const own = OWN_NAME[type];
    const written = Object.entries(inputs)
      .filter(([property]) => this.#values === "literal" || property !== own)
      .map(([property, value]) => [property, this.#named(property, value, property === own, table)] as const);
    return {
      key: keyOf(declaration),
      token: tokenOf(type, undefined),
      name,
      inputs: { resourceGroupName: new OutputOf(GROUP, "name"), ...Object.fromEntries(written) },
    };
  }

  /** A child names its parent, in the program's words or by the parent's output. */
  #named(property: string, value: PropertyValue, isOwn: boolean, table: string): ProgramValue {
    const parent = Object.entries(OWN_NAME).find(([, name]) => name === property)?.[0];
    if (!isOwn && parent !== undefined && this.#values === "outputs") return new OutputOf(`${parent} ${String(value)}`, "name");
    return this.#value(property, value, table);
  }

  #value(property: string, value: PropertyValue, table: string): ProgramValue {
    if (value === UNKNOWN) throw new Error("a program does not say what it does not know");
    if (Array.isArray(value)) return value.map((item: PropertyValue) => this.#value(property, item, table));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.#value(name, member, table)]));
    if (typeof value !== "string") return value as ProgramValue;
    if (property === "nextHopIpAddress" && this.#values === "outputs") return this.#holderOf(value, table) ?? value;
    return value.startsWith(armId("")) ? this.#output(value) : value;
  }

  #output(id: string): ProgramValue {
    const path = id.slice(armId("").length);
    for (let part = path; part.includes("/"); part = part.slice(0, part.lastIndexOf("/"))) {
      const key = this.#byPath.get(part);
      if (key !== undefined) return new OutputOf(key, "id", path.slice(part.length));
    }
    return id;
  }

  /** Whoever has the address where the table's packets are; else somebody elsewhere, unless it is the address of nobody in sight. */
  #holderOf(address: string, table: string): OutputOf | undefined {
    const { firewalls, nics, loadBalancers } = this.#world;
    const holders = [
      ...firewalls.map((holder) => ({ ...holder, key: `AzureFirewall ${holder.name}` })),
      ...loadBalancers.map((holder) => ({ ...holder, key: `LoadBalancer ${holder.name}` })),
      ...nics.map((holder) => ({ ...holder, key: `NetworkInterface ${holder.name}` })),
    ].filter((holder) => holder.address === address);
    const joined = this.#networksAround(table);
    const near = holders.find(({ subnet }) => joined.some(({ name }) => name === splitSubnet(subnet).network));
    const isNobodys = joined.some(({ ranges }) => ranges.some((range) => isWithin(address, range)));
    const holder = near ?? (isNobodys ? undefined : holders[0]);
    return holder === undefined ? undefined : new OutputOf(holder.key, "address");
  }

  /** The networks of the subnets that have the table, and their peers. */
  #networksAround(table: string): readonly WorldNetwork[] {
    const { networks, peerings } = this.#world;
    const own = networks.filter(({ subnets }) => subnets.some(({ routeTable }) => routeTable === table)).map(({ name }) => name);
    const peers = peerings.flatMap(({ network, remote }) => (own.includes(network) ? [remote] : own.includes(remote) ? [network] : []));
    return networks.filter(({ name }) => own.includes(name) || peers.includes(name));
  }
}

function keyOf({ type, name }: Declaration): string {
  return `${type} ${name}`;
}
