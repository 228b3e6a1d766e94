import type { Resource } from "../../../src/resources/resource.ts";
import { asResources } from "../preview/as-resources.ts";
import { type AddressPlan, Cloud } from "../preview/azure-native.ts";
import { Deployment } from "../preview/engine/deployment.ts";
import type { ResourceState } from "../preview/engine/resource-state.ts";
import { UNKNOWN_ON_THE_WIRE, type WireObject, type WireValue } from "../preview/wire.ts";
import { OutputOf, outputsIn, type ProgramObject, type ProgramResource, type ProgramValue } from "./program.ts";

/** What is seen of one program's stack. */
export interface StackHistory {
  /** A preview of the new stack. */
  readonly preview: readonly Resource[];
  /** The state right after the deployment. */
  readonly deployed: readonly Resource[];
  /** The state after a refresh. */
  readonly refreshed: readonly Resource[];
  /** A preview of the same program over the deployed state. */
  readonly noChange: readonly Resource[];
}

/** Previews the program as a new stack, deploys it, and previews it once more: every answer is azure-native's. */
export async function runOnce(program: readonly ProgramResource[]): Promise<StackHistory> {
  const preview = await run(program, new Cloud(), true, []);
  const cloud = new Cloud();
  const deployed = await run(program, cloud, false, []);
  const noChange = await run(program, cloud, true, deployed);
  return { preview: read(preview), deployed: read(deployed), refreshed: read(refresh(deployed, cloud)), noChange: read(noChange) };
}

/** What a preview of the program as a new stack shows. */
export async function previewOf(program: readonly ProgramResource[]): Promise<readonly Resource[]> {
  return read(await run(program, new Cloud(), true, []));
}

/** The state of the deployed program after a refresh; `addresses`: how Azure gives them out. */
export async function deploymentOf(program: readonly ProgramResource[], addresses: AddressPlan): Promise<readonly Resource[]> {
  const cloud = new Cloud(addresses);
  return read(refresh(await run(program, cloud, false, []), cloud));
}

function refresh(deployed: readonly ResourceState[], cloud: Cloud): readonly ResourceState[] {
  return deployed.map((state) => ({ ...state, outputs: state.id === undefined ? state.outputs : latest(cloud, state) }));
}

function read(states: readonly ResourceState[]): readonly Resource[] {
  return asResources({ resources: states, outputs: {} });
}

function latest(cloud: Cloud, { id, outputs }: ResourceState): WireObject {
  return cloud.find(id ?? "") === undefined ? outputs : cloud.outputsOf(id ?? "");
}

async function run(
  program: readonly ProgramResource[],
  cloud: Cloud,
  preview: boolean,
  old: readonly ResourceState[],
): Promise<readonly ResourceState[]> {
  const deployment = new Deployment({
    project: "network",
    stack: "prod",
    preview,
    config: { "azure-native:subscriptionId": "00000000-0000-0000-0000-000000000001" },
    old,
    cloud,
    outputsOfStack: () => undefined,
    beforeOperation: undefined,
  });
  const made = new Map<string, ResourceState>();
  for (const resource of program) made.set(resource.key, await register(deployment, resource, made, cloud));
  return [...deployment.states.values()];
}

function register(
  deployment: Deployment,
  { token, name, inputs }: ProgramResource,
  made: ReadonlyMap<string, ResourceState>,
  cloud: Cloud,
): Promise<ResourceState> {
  const propertyDependencies = Object.fromEntries(
    Object.entries(inputs)
      .map(([property, value]) => [property, [...new Set(outputsIn(value).map(({ key }) => made.get(key)?.urn ?? key))]] as const)
      .filter(([, urns]) => urns.length > 0),
  );
  return deployment.register({
    type: token,
    name,
    custom: true,
    parent: "",
    provider: "",
    version: "3.28.0",
    inputs: evaluated(inputs, (output) => answerTo(output, made, cloud)) as WireObject,
    dependencies: [...new Set(Object.values(propertyDependencies).flat())],
    propertyDependencies,
    options: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      deleteBeforeReplace: undefined,
      parent: "",
    },
  });
}

/** The value of an output; unknown while its resource is not made. An address in a list of which anything is unknown is unknown with it. */
function answerTo({ key, what, inside }: OutputOf, made: ReadonlyMap<string, ResourceState>, cloud: Cloud): WireValue {
  const state = made.get(key);
  const known = state?.id !== undefined && state.id !== UNKNOWN_ON_THE_WIRE ? state.id : undefined;
  if (known === undefined) return UNKNOWN_ON_THE_WIRE;
  switch (what) {
    case "id":
      return `${known}${inside}`;
    case "name":
      return known.slice(known.lastIndexOf("/") + 1);
    case "address":
      return cloud.find(known)?.addresses[0] ?? UNKNOWN_ON_THE_WIRE;
  }
}

function evaluated(value: ProgramValue, answer: (output: OutputOf) => WireValue): WireValue {
  if (value instanceof OutputOf) return answer(value);
  if (Array.isArray(value)) return value.map((item: ProgramValue) => evaluated(item, answer));
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value as ProgramObject).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, evaluated(member, answer)]));
  }
  return (value ?? null) as WireValue;
}
