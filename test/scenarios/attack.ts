import { analyse } from "../../src/analysis.ts";
import type { Intent } from "../../src/model/intent.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { blogWorld } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";

export const FIREWALL = "10.13.76.68";
export const EXACT = `10.13.77.0/24 via ${FIREWALL}`;

export type Change = (resource: Resource) => Resource;

/** A world whose verdict is certain, and the same with something hidden or made ambiguous. */
export interface Attack {
  readonly world: World;
  /** `Type name` → what is hidden. */
  readonly hide: Readonly<Record<string, Change>>;
  readonly intent?: (intent: Intent) => Intent;
  /** Of every path to the endpoint `sql`: gateway and verdict. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The published topology with one endpoint and network policies that let route tables count. */
export const blog = (routes: readonly string[], change: Partial<World> = {}, more: Partial<World["configuration"]> = {}): World => {
  const world = blogWorld({ policies: "RouteTableEnabled", routes, configuration: more });
  return { ...world, endpoints: world.endpoints.filter(({ name }) => name === "sql"), ...change };
};

/** The same without such policies, in a network that is said to be complete. */
export const bypassing = (change: Partial<World> = {}): World => {
  const world = blogWorld({ policies: "Disabled", routes: [EXACT], configuration: { complete: true } });
  return { ...world, endpoints: world.endpoints.filter(({ name }) => name === "sql"), ...change };
};

export const input =
  (properties: Properties, on: Readonly<Record<string, readonly string[]>> = {}): Change =>
  (resource) => ({ ...resource, inputs: { ...resource.inputs, ...properties }, propertyDependencies: on });

export const output =
  (properties: Properties): Change =>
  (resource) => ({ ...resource, outputs: { ...resource.outputs, ...properties } });

export const nothingSeen: Change = (resource) => ({ ...resource, inputs: undefined, outputs: undefined, propertyDependencies: {} });

/** As in a preview that creates it: no id, and no answer that is not a copy of the inputs. */
export const toBeMade: Change = (resource) => ({ ...resource, id: undefined, outputs: { ...resource.inputs, id: UNKNOWN, name: UNKNOWN } });

export const both =
  (first: Change, second: Change): Change =>
  (resource) =>
    second(first(resource));

export const urn = (type: string, name: string): string => `urn:pulumi:prod::network::azure-native:network:${type}::${name}`;

/** The verdicts before and after. `more` is there in both. */
export function judgeAttack({ world, hide, intent = (given) => given }: Attack, more: readonly Resource[]): readonly (readonly string[])[] {
  const resources = [...renderWorld(world, { style: "standalone", refreshed: true }), ...more];
  const hidden = Object.entries(hide).reduce((all, [which, change]) => changed(all, which, change), resources);
  return [resources, hidden].map((each) => verdicts(each, intent(intentOf(world))));
}

/** The resources with one of them changed. */
export function changed(resources: readonly Resource[], which: string, change: Change): Resource[] {
  const [type, name] = which.split(" ");
  const isMeant = (resource: Resource): boolean => resource.type.endsWith(`:${type}`) && resource.name === name;
  if (resources.filter(isMeant).length !== 1) throw new Error(`"${which}" is not one resource`);
  return resources.map((resource) => (isMeant(resource) ? change(resource) : resource));
}

function verdicts(resources: readonly Resource[], intent: Intent): readonly string[] {
  const { paths } = analyse(resources, intent).report;
  return paths.filter(({ endpoint }) => endpoint.name === "sql").map(({ gateway, verdict }) => `${gateway.name} ${verdict}`);
}
