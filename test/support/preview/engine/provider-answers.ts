import { armId, type Cloud, check, previewOfCreate, previewOfUpdate, resourcePath, resourceType } from "../azure-native.ts";
import { sameValue, UNKNOWN_ON_THE_WIRE, type WireObject } from "../wire.ts";
import { nameOf } from "./urn.ts";

/** What a provider answers for one resource. */
export interface Answer {
  /** Undefined while it is not known. */
  readonly id: string | undefined;
  readonly outputs: WireObject;
}

/** The four questions that the engine asks a provider, about resources of one provider configuration. */
export interface Provider {
  check(urn: string, type: string, inputs: WireObject, oldInputs: WireObject | undefined): WireObject;
  /** Whether the change of inputs can be made in place. */
  mustReplace(type: string, oldInputs: WireObject, inputs: WireObject): boolean;
  preview(type: string, inputs: WireObject, old: Answer | undefined): Answer;
  apply(urn: string, type: string, inputs: WireObject): Answer;
}

/** azure-native with the configuration of one provider resource. */
export function azureNative(cloud: Cloud, config: { readonly subscription: string; readonly location: string | undefined }): Provider {
  return {
    check: (urn, token, inputs, oldInputs) =>
      check({
        token,
        name: nameOf(urn),
        inputs,
        oldInputs,
        location: config.location,
        locationOfGroup: (group) => cloud.locationOfGroup(config.subscription, group),
        autonamingSeed: urn,
      }),
    mustReplace: (token, oldInputs, inputs) => {
      const names = resourcePath(token)?.segments.map(({ parameter }) => parameter) ?? [];
      return [...names, "resourceGroupName", "location"].some((name) => !sameValue(oldInputs[name], inputs[name]));
    },
    preview: (token, inputs, old) =>
      old === undefined
        ? { id: undefined, outputs: previewOfCreate(token, inputs) }
        : { id: old.id, outputs: previewOfUpdate(token, inputs, old.outputs) },
    apply: (_urn, token, inputs) => cloud.put(token, inputs, config.subscription),
  };
}

/** Any other provider: nothing is filled in, what goes in comes out. */
export const anyOther: Provider = {
  check: (_urn, _type, inputs) => inputs,
  mustReplace: () => false,
  preview: (_type, inputs, old) => ({ id: old?.id, outputs: inputs }),
  apply: (urn, _type, inputs) => ({ id: `${nameOf(urn)}-id`, outputs: inputs }),
};

/** The registry of providers, for resources that are providers themselves. */
export const providerRegistry: Provider = {
  ...anyOther,
  preview: (_type, inputs, old) => ({ id: old?.id ?? UNKNOWN_ON_THE_WIRE, outputs: inputs }),
};

/**
 * What a provider function answers. Throws for functions that need more of Azure than what was deployed.
 */
export function invokeAzureNative(cloud: Cloud, subscription: string, token: string, args: WireObject): WireObject {
  if (token === "azure-native:authorization:getClientConfig") {
    return { clientId: "chokepoint", objectId: "chokepoint", subscriptionId: subscription, tenantId: "chokepoint" };
  }
  const type = token.replace(/:get(\w+)$/, ":$1");
  if (resourceType(type) === undefined || type === token) throw new Error(`the function ${token} is not supported`);
  return cloud.outputsOf(armId(type, args, subscription));
}
