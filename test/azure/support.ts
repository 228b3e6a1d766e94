import { readNetwork } from "../../src/azure/read-network.ts";
import type { Gap } from "../../src/certainty/known.ts";
import type { Network, Reference, Subnet } from "../../src/model/network.ts";
import type { Properties, Resource } from "../../src/resources/resource.ts";

export const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
export const OTHER_SUBSCRIPTION = "00000000-0000-0000-0000-000000000002";

/** The ARM id of `virtualNetworks/hub/subnets/ep` and the like. */
export function armId(path: string, subscription = SUBSCRIPTION, group = "net"): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/${path}`;
}

export function urn(type: string, name: string): string {
  return `urn:pulumi:prod::network::${type.includes(":") ? type : `azure-native:network:${type}`}::${name}`;
}

export interface Parts {
  readonly id?: string;
  readonly inputs?: Properties | undefined;
  readonly outputs?: Properties;
  /** Property → URNs. */
  readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
  readonly dependencies?: readonly string[];
}

/** A resource of the network module, or of the type token. */
export function resource(type: string, name: string, { id, inputs, outputs, dependsOn = {}, dependencies }: Parts): Resource {
  return {
    urn: urn(type, name),
    type: type.includes(":") ? type : `azure-native:network:${type}`,
    name,
    id,
    inputs,
    outputs,
    dependencies: dependencies ?? Object.values(dependsOn).flat(),
    propertyDependencies: dependsOn,
    origin: "test",
  };
}

/** A deployed resource: it has an id, and Azure's answer holds the inputs and what else it says. */
export function deployed(type: string, name: string, path: string, inputs: Properties, answer: Properties = {}): Resource {
  const id = armId(path);
  return resource(type, name, {
    id,
    inputs: { resourceGroupName: "net", ...inputs },
    outputs: { id, name: path.split("/").at(-1), ...inputs, ...answer },
  });
}

/** A resource that a program reads with `.get()`. */
export function read(type: string, name: string, path: string, outputs: Properties): Resource {
  const id = armId(path);
  return resource(type, name, { id, outputs: { id, name: path.split("/").at(-1), ...outputs } });
}

export function network(...resources: readonly Resource[]): Network {
  return readNetwork(resources);
}

/** `resource.property: text` of every gap, in order. */
export function gapsOf({ gaps }: Network): readonly string[] {
  return gaps.map(describeGap).sort();
}

export function describeGap({ resource: of, property, text }: Gap): string {
  return `${of.split("::").at(-1)}${property === "" ? "" : `.${property}`}: ${text}`;
}

export function named<T extends { readonly name: string }>(things: readonly T[], name: string): T {
  const found = things.filter((thing) => thing.name === name);
  if (found.length !== 1) throw new Error(`${found.length} things are called ${name}`);
  return found[0]!;
}

export function subnetOf(net: Network, path: string): Subnet {
  const [networkName, subnetName] = path.split("/");
  const owner = named(net.virtualNetworks, networkName!);
  return named(
    net.subnets.filter(({ network: key }) => key === owner.key),
    subnetName!,
  );
}

/** A reference by names: `entity hub/ep`, `unknown [a, b]`, `outside <id>`, `none`. */
export function describeReference(net: Network, reference: Reference): string {
  const nameOf = (key: string): string => {
    const things = [...net.virtualNetworks, ...net.subnets, ...net.routeTables, ...net.gateways, ...net.localNetworkGateways];
    const thing = things.find((candidate) => candidate.key === key);
    if (thing === undefined) return `? ${key}`;
    const owner = "network" in thing ? net.virtualNetworks.find(({ key: networkKey }) => networkKey === thing.network) : undefined;
    return owner === undefined ? thing.name : `${owner.name}/${thing.name}`;
  };
  switch (reference.kind) {
    case "none":
      return "none";
    case "entity":
      return `entity ${nameOf(reference.key)}`;
    case "outside":
      return `outside ${reference.id.split("/").slice(-2).join("/")}`;
    case "unknown":
      return `unknown [${reference.candidates.map(nameOf).sort().join(", ")}]`;
  }
}
