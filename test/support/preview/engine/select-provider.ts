import { type Cloud, resourceType } from "../azure-native.ts";
import { type WireObject, withoutSecrets } from "../wire.ts";
import { anyOther, azureNative, type Provider, providerRegistry } from "./provider-answers.ts";
import { isProvider } from "./urn.ts";

/** The stack's configuration; keys with their namespace: `azure-native:location`. */
export type StackConfig = Readonly<Record<string, string>>;

const DEFAULT_SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

/** The provider resource that the engine registers for a package when a resource names none. */
export function defaultProvider(
  type: string,
  version: string,
  config: StackConfig,
): { readonly type: string; readonly name: string; readonly inputs: WireObject } {
  const pkg = type.split(":")[0] ?? "";
  const configured = Object.entries(config).filter(([key]) => key.startsWith(`${pkg}:`));
  return {
    type: `pulumi:providers:${pkg}`,
    name: version === "" ? "default" : `default_${version.replaceAll(".", "_")}`,
    inputs: {
      ...Object.fromEntries(configured.map(([key, value]) => [key.slice(pkg.length + 1), value])),
      ...(version === "" ? {} : { version }),
    },
  };
}

/** What answers for resources of the type, with the configuration of their provider resource. */
export function selectProvider(type: string, providerInputs: WireObject, stackConfig: StackConfig, cloud: Cloud): Provider {
  if (isProvider(type)) return providerRegistry;
  if (resourceType(type) === undefined) return anyOther;
  const { location, subscriptionId } = withoutSecrets(providerInputs);
  return azureNative(cloud, {
    subscription: typeof subscriptionId === "string" ? subscriptionId : configuredSubscription(stackConfig),
    location: typeof location === "string" ? location : undefined,
  });
}

export function configuredSubscription(config: StackConfig): string {
  return config["azure-native:subscriptionId"] ?? DEFAULT_SUBSCRIPTION;
}
