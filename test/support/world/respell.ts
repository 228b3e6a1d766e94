import { asClassic } from "./classic.ts";
import type { ExportDocument, ExportedResource } from "./export-document.ts";
import { networkTypeOf } from "./export-document.ts";
import { randomOf } from "./random.ts";
import type { Child } from "./respell-children.ts";
import { childrenOf, declareChild, FAMILIES, isChild, respellParent } from "./respell-children.ts";
import type { Spelling } from "./spelling.ts";
import { tokenOf } from "./spelling.ts";

/** Each spelling that the same network may have in a state, but for the order of the resources. */
export const EVERY_SPELLING: readonly Spelling[] = [undefined, "v20230501", "local-v20240701"].flatMap((apiVersion) =>
  (["inline", "standalone"] as const).flatMap((style) =>
    [true, false].map((refreshed) => ({ style, refreshed, ...(apiVersion === undefined ? {} : { apiVersion }) })),
  ),
);

/** The same as the classic provider says it, of which there is no way back. */
export const CLASSIC_SPELLINGS: readonly Spelling[] = (["5", "6"] as const).flatMap((classic) =>
  (["inline", "standalone"] as const).flatMap((style) => [true, false].map((refreshed) => ({ style, refreshed, classic }))),
);

/** `standalone, not refreshed, v20230501`. */
export function describeSpelling({ style, refreshed, stale, shouted, apiVersion, classic }: Spelling): string {
  const more = [...(stale === true ? ["stale parents"] : []), ...(shouted === true ? ["shouted"] : [])];
  return [
    style,
    refreshed ? "refreshed" : "not refreshed",
    classic === undefined ? (apiVersion ?? "default version") : `classic ${classic}`,
    ...more,
  ].join(", ");
}

/** The same network in another spelling. Children keep their contents; a peering's state follows whether there was a refresh. */
export function respell(document: ExportDocument, spelling: Spelling): ExportDocument {
  const { resources } = document.deployment;
  const children = resources.flatMap((resource) => childrenOf(resource, resources));
  const parents = resources
    .filter((resource) => !isChild(resource))
    .map((resource) => ((networkTypeOf(resource) ?? "") in FAMILIES ? respellParent(resource, children, spelling) : resource));
  const declared = spelling.style === "inline" ? [] : children.map((child) => declareChild(child, children, spelling));
  const spelled = [...parents, ...declared]
    .map((resource) => redirect(resource, children, spelling))
    .map((resource) => retoken(resource, spelling));
  const provided = spelling.classic === undefined ? spelled : (asClassic(spelled, spelling.classic) as readonly ExportedResource[]);
  const ordered = spelling.shuffleSeed === undefined ? provided : randomOf(spelling.shuffleSeed).shuffle(provided);
  return { ...document, deployment: { ...document.deployment, resources: ordered } };
}

/** Whoever depended on a child depends on its parent where it is inline; endpoints depend on the subnet where it is not. */
function redirect(resource: ExportedResource, children: readonly Child[], spelling: Spelling): ExportedResource {
  if (resource.propertyDependencies === undefined) return resource;
  const subnet = JSON.stringify(resource.inputs?.["subnet"] ?? "").toLowerCase();
  const retarget = (urn: string): string => {
    if (spelling.style === "inline") return children.find((child) => child.urn === urn)?.parent.urn ?? urn;
    return children.find((child) => child.parent.urn === urn && subnet.includes(`"${child.id.toLowerCase()}"`))?.urn ?? urn;
  };
  const propertyDependencies = Object.fromEntries(
    Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, [...new Set(urns.map(retarget))]]),
  );
  const dependencies = [...new Set([...(resource.dependencies ?? []).map(retarget), ...Object.values(propertyDependencies).flat()])];
  return { ...resource, dependencies, propertyDependencies };
}

function retoken(resource: ExportedResource, { apiVersion }: Spelling): ExportedResource {
  const text = JSON.stringify(resource);
  const pattern = /azure-native(?:_network_\w+)?:network(?:\/\w+)?:(\w+)/g;
  return JSON.parse(text.replace(pattern, (_, type: string) => tokenOf(type, apiVersion))) as ExportedResource;
}
