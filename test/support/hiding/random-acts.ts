import * as fc from "fast-check";
import type { Resource } from "../../../src/resources/resource.ts";
import type { Act } from "./act.ts";
import { type Place, placesIn, type Side } from "./places.ts";

/** An act in numbers, before it is known which stack it is done to. */
export type Sketch = readonly [kind: number, first: number, second: number, third: number];

/** A stack with all places in it. */
interface Ground {
  readonly resources: readonly Resource[];
  readonly places: readonly Place[];
  readonly decisive: readonly Place[];
}

type Make = (sketch: Sketch, ground: Ground) => Act | undefined;

/** Which acts a law is about, each with its weight. */
export type Kinds = readonly (readonly [weight: number, make: Make])[];

const EVERY_SIDE: readonly (readonly Side[])[] = [["inputs"], ["outputs"], ["inputs", "outputs"], ["inputs", "outputs"]];

/** Properties whose values decide. */
const DECISIVE = [
  ...["id", "name", "subnet", "routeTable", "remoteVirtualNetwork", "nextHopIpAddress", "nextHopType", "addressPrefix", "addressPrefixes"],
  ...["routes", "subnets", "virtualNetworkPeerings", "ipConfigurations", "frontendIPConfigurations", "privateIPAddress"],
  ...["privateEndpointNetworkPolicies", "virtualNetworkName", "routeTableName", "resourceGroupName", "activeActive", "gatewayType"],
  ...["enableBgp", "localNetworkGateway2", "virtualNetworkGateway1", "allowGatewayTransit", "useRemoteGateways", "addressSpace"],
  ...["customDnsConfigs", "privateDnsZoneConfigs", "disableBgpRoutePropagation", "enableIPForwarding", "peeringState"],
  ...["subnetId", "routeTableId", "remoteVirtualNetworkId", "nextHopInIpAddress", "privateIpAddress", "frontendIpConfigurations"],
  ...["virtualNetworkGatewayId", "localNetworkGatewayId", "networkInterfaceId", "backendAddressPoolId", "loadbalancerId"],
  ...["addressSpaces", "bgpEnabled", "type", "bgpRoutePropagationEnabled", "ipForwardingEnabled", "privateDnsZoneConfigs"],
  ...["privateEndpointNetworkPoliciesEnabled", "enforcePrivateLinkEndpointNetworkPolicies"],
  ...[
    "networkProfile",
    "networkInterfaces",
    "virtualMachine",
    "networkInterfaceIds",
    "virtualMachineId",
    "firewallPolicy",
    "ruleCollections",
  ],
  ...["firewallPolicyId", "networkRuleCollections", "sourceAddresses", "destinationAddresses", "priority"],
  ...["backendAddressPools", "loadBalancerBackendAddressPools", "location", "vpnClientConfiguration", "connectionType"],
];

/** Knowing less, and nothing that is wrong. */
export const HIDING: Kinds = [
  [8, ([, first, second], { places }) => hide(pick(places, first), second)],
  [6, ([, first, second], { decisive }) => hide(pick(decisive, first), second)],
  [3, ([, first]) => ({ kind: "hide-everywhere", property: pick(DECISIVE, first) ?? "id" })],
  [3, ([, first, second], ground) => ofOne(ground, first, (urn) => ({ kind: "unseen", urn, sides: pick(EVERY_SIDE, second) ?? [] }))],
  [2, ([, first], ground) => ofOne(ground, first, (urn) => ({ kind: "no-id", urn }))],
  [3, ([, first], ground) => ofOne(ground, first, (urn) => ({ kind: "no-name", urn }))],
  [2, () => ({ kind: "new-stack" })],
];

/** Dependencies that say too much or too little. */
export const LOOSE_DEPENDENCIES: Kinds = [
  [4, depend],
  [1, ([, first], ground) => ofOne(ground, first, (urn) => ({ kind: "forget", urn }))],
];

/** Dependencies that say something else. */
export const WRONG_DEPENDENCIES: Kinds = [[3, mistake]];

/** Mostly a few acts, now and then many. Shrinks to fewer. */
export function sketches(): fc.Arbitrary<readonly Sketch[]> {
  const number = fc.noShrink(fc.nat({ max: 1_000_000 }));
  const sketch = fc.tuple(number, number, number, number);
  return fc.oneof(
    { weight: 2, arbitrary: fc.array(sketch, { minLength: 1, maxLength: 4 }) },
    fc.array(sketch, { minLength: 5, maxLength: 25 }),
  );
}

/** The acts that the sketches mean in this stack. */
export function actsOf(drawn: readonly Sketch[], kinds: Kinds, resources: readonly Resource[]): readonly Act[] {
  const bag = kinds.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  const places = placesIn(resources);
  const ground = { resources, places, decisive: places.filter(({ path }) => DECISIVE.includes(String(path.at(-1)))) };
  const acts = drawn.flatMap((sketch) => pick(bag, sketch[0])?.(sketch, ground) ?? []);
  // What is forgotten is forgotten as a whole: what is left of it would be wrong, not too little.
  return [...acts.filter(({ kind }) => kind !== "forget"), ...acts.filter(({ kind }) => kind === "forget")];
}

function hide(place: Place | undefined, chance: number): Act | undefined {
  if (place === undefined) return undefined;
  const { urn, side, path } = place;
  return { kind: "hide", urn, path, sides: chance % 3 === 0 ? [side] : ["inputs", "outputs"] };
}

function depend([, first, second, third]: Sketch, { resources }: Ground): Act | undefined {
  const resource = pick(resources, first);
  const on = pick(resources, third);
  if (resource === undefined || on === undefined) return undefined;
  const property = second % 2 === 0 ? undefined : pick(Object.keys(resource.inputs ?? {}), second);
  return { kind: "depend", urn: resource.urn, property, on: on.urn };
}

/** One resource is taken for another of its type. */
function mistake([, first, second, third]: Sketch, { resources }: Ground): Act | undefined {
  const resource = pick(
    resources.filter(({ dependencies }) => dependencies.length > 0),
    first,
  );
  const from = pick(resource?.dependencies ?? [], second);
  const type = resources.find(({ urn }) => urn === from)?.type;
  const to = pick(
    resources.filter((other) => other.urn !== from && other.type === type),
    third,
  );
  if (resource === undefined || from === undefined || to === undefined) return undefined;
  return { kind: "mistake", urn: resource.urn, from, to: to.urn };
}

function ofOne({ resources }: Ground, index: number, make: (urn: string) => Act): Act | undefined {
  const resource = pick(resources, index);
  return resource === undefined ? undefined : make(resource.urn);
}

function pick<T>(from: readonly T[], index: number): T | undefined {
  return from[index % from.length];
}
