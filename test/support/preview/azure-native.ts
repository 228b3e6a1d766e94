/**
 * What the azure-native provider and Azure answer, as far as a policy sees it. This is the one place that knows; it follows the provider's
 * own sources and what its releases recorded.
 */
export { AddressPlan } from "./azure-native/address-plan.ts";
export { type CheckRequest, check } from "./azure-native/check.ts";
export { Cloud } from "./azure-native/cloud.ts";
export { previewOfCreate, previewOfUpdate } from "./azure-native/preview-outputs.ts";
export { armId, resourcePath } from "./azure-native/resource-path.ts";
export { resourceType } from "./azure-native/resource-type.ts";
export { resourceShape } from "./azure-native/sdk-types.ts";
