import type { PropertyValue, Resource } from "../../../src/resources/resource.ts";
import { asClassic } from "./classic.ts";
import { randomOf } from "./random.ts";
import { withoutNewSettings } from "./random-rarities.ts";
import { renderEndpoints } from "./render-endpoints.ts";
import { renderGateways } from "./render-gateways.ts";
import { renderAppliances } from "./render-members.ts";
import { renderNetworks } from "./render-networks.ts";
import { renderRouteServers } from "./render-route-servers.ts";
import { renderRouteTables } from "./render-route-tables.ts";
import type { Spelling } from "./spelling.ts";
import { urnOf } from "./spelling.ts";
import { resourceOf } from "./stack-resource.ts";
import type { World } from "./world.ts";

/** The resources of a deployed stack that made this world, in the given spelling. */
export function renderWorld(given: World, spelling: Spelling): readonly Resource[] {
  // The classic provider has no words for what is new in the API.
  const world = spelling.classic === undefined ? given : withoutNewSettings(given);
  const declared = [
    ...renderNetworks(world, spelling),
    ...renderRouteTables(world, spelling),
    ...renderEndpoints(world, spelling),
    ...renderAppliances(world, spelling),
    ...renderGateways(world, spelling),
    ...renderRouteServers(world, spelling),
  ].map((declaration) => resourceOf(declaration, spelling.apiVersion));
  const native = declared.map((resource) => (spelling.shouted === true ? shout(resource) : resource));
  const resources = spelling.classic === undefined ? native : (asClassic(native, spelling.classic) as readonly Resource[]);
  return spelling.shuffleSeed === undefined ? resources : randomOf(spelling.shuffleSeed).shuffle(resources);
}

const ENUMERATIONS = new Set([
  ...["privateEndpointNetworkPolicies", "nextHopType", "gatewayType", "vpnType", "connectionType", "peeringState"],
  ...["privateIPAllocationMethod", "recordType"],
]);

function shout(resource: Resource): Resource {
  const [inputs, outputs] = [resource.inputs, resource.outputs].map((side) => shoutValue(side, "") as Resource["inputs"]);
  return { ...resource, inputs, outputs };
}

function shoutValue(value: PropertyValue, property: string): PropertyValue {
  if (typeof value === "string") return value.startsWith("/subscriptions/") || ENUMERATIONS.has(property) ? value.toUpperCase() : value;
  if (isList(value)) return value.map((item) => shoutValue(item, property));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shoutValue(item, name)]));
}

function isList(value: PropertyValue): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

/** What `pulumi stack export` prints of the resources, as an object. */
export function stackExport(resources: readonly Resource[]): object {
  const stack = urnOf("pulumi:pulumi:Stack", "network-prod");
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.245.0" },
      resources: [
        { urn: stack, custom: false, type: "pulumi:pulumi:Stack" },
        ...resources.map(({ name: _name, origin: _origin, ...resource }) => ({ ...resource, custom: true, parent: stack })),
      ],
    },
  };
}
