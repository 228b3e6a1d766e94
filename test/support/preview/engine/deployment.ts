import type { AnalyzedResource } from "../analysis-request.ts";
import { type Cloud, previewOfCreate, resourceType } from "../azure-native.ts";
import { isSecret, sameValue, secret, UNKNOWN_ON_THE_WIRE, type WireObject, type WireValue, withoutSecrets } from "../wire.ts";
import { type Answer, invokeAzureNative, type Provider } from "./provider-answers.ts";
import type { Operation, Registration, ResourceState } from "./resource-state.ts";
import { configuredSubscription, defaultProvider, type StackConfig, selectProvider } from "./select-provider.ts";
import { isProvider, nameOf, newUrn, urnOfProvider } from "./urn.ts";

export interface DeploymentOptions {
  readonly project: string;
  readonly stack: string;
  /** Whether this is a dry run. */
  readonly preview: boolean;
  readonly config: StackConfig;
  /** What is deployed. */
  readonly old: readonly ResourceState[];
  readonly cloud: Cloud;
  /** The outputs of another stack, by its full name. */
  readonly outputsOfStack: (name: string) => WireObject | undefined;
  /** Runs the policies on a resource before its operation and returns its inputs, remediated. */
  readonly beforeOperation: ((resource: AnalyzedResource) => Promise<WireObject>) | undefined;
}

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** What a default provider's registration has in common with any other's. */
const DEFAULT_PROVIDER: Omit<Registration, "type" | "name" | "inputs"> = {
  custom: true,
  parent: "",
  provider: "",
  version: "",
  dependencies: [],
  propertyDependencies: {},
  options: {
    protect: false,
    ignoreChanges: [],
    aliases: [],
    additionalSecretOutputs: [],
    deleteBeforeReplace: undefined,
    parent: "",
  },
};

/** One run of a program against the engine: turns registrations into resource states, one after the other, in the order of their arrival. */
export class Deployment {
  readonly states = new Map<string, ResourceState>();
  private readonly old: ReadonlyMap<string, ResourceState>;
  private queue: Promise<unknown> = Promise.resolve();

  private readonly options: DeploymentOptions;

  constructor(options: DeploymentOptions) {
    this.options = options;
    this.old = new Map(options.old.map((state) => [state.urn, state]));
  }

  /** Registers a resource, after its default provider where it needs one. Rejects what the engine or the provider would reject. */
  register(registration: Registration): Promise<ResourceState> {
    const result = this.queue.then(async () => {
      const provider = await this.providerReference(registration);
      return this.step({ ...registration, provider });
    });
    this.queue = result.catch(() => undefined);
    return result;
  }

  /** Reads a resource that something else manages (`.get()`), or another stack's outputs. */
  read(registration: Registration, id: string): Promise<ResourceState> {
    const result = this.queue.then(async () => {
      const isStackReference = registration.type === STACK_REFERENCE;
      const provider = isStackReference ? "" : await this.providerReference(registration);
      const urn = this.urnOf(registration);
      const state: ResourceState = {
        ...statePart(registration),
        urn,
        external: true,
        operation: "read",
        id: id === UNKNOWN_ON_THE_WIRE ? undefined : id,
        inputs: registration.inputs,
        outputs: this.readOutputs(registration, id),
        provider,
      };
      this.states.set(urn, state);
      return state;
    });
    this.queue = result.catch(() => undefined);
    return result;
  }

  /** A component's outputs, which it states when it is complete. */
  setOutputs(urn: string, outputs: WireObject): void {
    const state = this.states.get(urn);
    if (state === undefined) throw new Error(`the resource ${urn} is not registered`);
    this.states.set(urn, { ...state, outputs });
  }

  invoke(token: string, args: WireObject): WireObject {
    return invokeAzureNative(this.options.cloud, configuredSubscription(this.options.config), token, args);
  }

  /** Deletes what is deployed and was not registered, last things first. */
  deleteUnregistered(): void {
    for (const state of [...this.old.values()].reverse()) {
      if (!this.states.has(state.urn) && !state.external && resourceType(state.type) !== undefined)
        this.options.cloud.delete(state.id ?? "");
    }
  }

  private async step(registration: Registration): Promise<ResourceState> {
    const urn = this.urnOf(registration);
    if (this.states.has(urn)) throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    const old = this.old.get(urn);
    const { config, cloud } = this.options;
    const providerInputs = this.states.get(urnOfProvider(registration.provider))?.inputs ?? {};
    const provider = registration.custom ? selectProvider(registration.type, providerInputs, config, cloud) : undefined;

    let inputs = await this.analysed(urn, registration, checked(urn, registration, provider, old?.inputs));
    let operation: Operation = old === undefined ? "create" : sameValue(old.inputs, inputs) ? "same" : "update";
    if (old !== undefined && operation === "update" && provider?.mustReplace(registration.type, old.inputs, inputs)) {
      operation = "replace";
      // A replacement gets its automatic name anew; policies are not asked again.
      inputs = checked(urn, registration, provider, undefined);
    }
    const answer = this.answer(urn, registration, provider, operation, inputs);
    const state: ResourceState = {
      ...statePart(registration),
      urn,
      external: false,
      operation,
      id: answer.id,
      inputs,
      outputs: withSecretsOf(inputs, registration.options.additionalSecretOutputs, answer.outputs),
      provider: registration.provider,
    };
    this.states.set(urn, state);
    return state;
  }

  /** The inputs after the policies, which may remediate them. */
  private async analysed(urn: string, { type, options, provider }: Registration, properties: WireObject): Promise<WireObject> {
    const analyze = this.options.beforeOperation;
    if (analyze === undefined) return properties;
    const state = this.states.get(urnOfProvider(provider));
    const providerPart =
      state === undefined ? {} : { provider: { urn: state.urn, type: state.type, name: state.name, properties: state.inputs } };
    return analyze({ urn, type, name: nameOf(urn), properties, options, ...providerPart });
  }

  private answer(
    urn: string,
    { type, custom }: Registration,
    provider: Provider | undefined,
    operation: Operation,
    inputs: WireObject,
  ): Answer {
    const old = this.old.get(urn);
    if (operation === "same" && old !== undefined) return old;
    if (!custom || provider === undefined) return { id: undefined, outputs: {} };
    const plain = withoutSecrets(inputs);
    if (!this.options.preview) {
      if (operation === "replace") this.options.cloud.delete(old?.id ?? "");
      return provider.apply(urn, type, plain);
    }
    return provider.preview(type, plain, operation === "update" ? old : undefined);
  }

  /** `<urn>::<id>` of the provider that serves the resource; registers the default provider of its package when it is first needed. */
  private async providerReference({ type, custom, provider, version }: Registration): Promise<string> {
    if (!custom || isProvider(type) || provider !== "") return provider;
    const registration = { ...defaultProvider(type, version, this.options.config), ...DEFAULT_PROVIDER };
    const urn = this.urnOf(registration);
    const state = this.states.get(urn) ?? (await this.step(registration));
    return `${urn}::${state.id ?? UNKNOWN_ON_THE_WIRE}`;
  }

  private readOutputs({ type, inputs }: Registration, id: string): WireObject {
    if (type === STACK_REFERENCE) {
      const outputs = this.options.outputsOfStack(id);
      if (outputs === undefined) throw new Error(`unknown stack "${id}"`);
      const secretOutputNames = Object.keys(outputs).filter((name) => isSecret(outputs[name]));
      return { name: id, outputs, secretOutputNames };
    }
    if (resourceType(type) === undefined) return inputs;
    return id === UNKNOWN_ON_THE_WIRE ? previewOfCreate(type, {}) : this.options.cloud.outputsOf(id);
  }

  private urnOf({ parent, type, name }: Registration): string {
    return newUrn(this.options.stack, this.options.project, parent, type, name);
  }
}

/** The inputs after the provider's check. What the program marked as secret stays so. */
function checked(
  urn: string,
  { type, inputs }: Registration,
  provider: Provider | undefined,
  oldInputs: WireObject | undefined,
): WireObject {
  const plain = withoutSecrets(inputs);
  const oldPlain = oldInputs === undefined ? undefined : withoutSecrets(oldInputs);
  const result = provider === undefined ? plain : provider.check(urn, type, plain, oldPlain);
  return Object.fromEntries(Object.entries(result).map(([name, value]): [string, WireValue] => [name, inputs[name] ?? value]));
}

function statePart({
  type,
  name,
  custom,
  parent,
  dependencies,
  propertyDependencies,
  options,
}: Registration): Pick<ResourceState, "type" | "name" | "custom" | "parent" | "dependencies" | "propertyDependencies" | "options"> {
  return { type, name, custom, parent, dependencies, propertyDependencies, options };
}

/** An output of the name of a secret input is a secret, and so are those that the program declares to be. */
function withSecretsOf(inputs: WireObject, declared: readonly string[], outputs: WireObject): WireObject {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => {
      const hidden = !isSecret(value) && (isSecret(inputs[name]) || declared.includes(name));
      return [name, hidden ? secret(value) : value];
    }),
  );
}
