import { type PropertyValue, type Resource, UNKNOWN } from "../../resources/resource.ts";
import type { ResourcesByType } from "../declarations/sort-resources.ts";
import { isAbsent, isEmpty, isList, isObject, textOf } from "../values/field.ts";

/**
 * The subscriptions, in lower case, to whose networks the configuration of a Virtual Network Manager can apply (R27, R72): whatever its groups
 * list, and Azure Policy may add to them, a manager changes nothing outside of its scope. Undefined: any.
 */
export function subscriptionsOfManager(configuration: Resource, resources: ResourcesByType): ReadonlySet<string> | undefined {
  const [manager, ...others] = ofType(resources, "network:NetworkManager").filter((each) => isManagerOf(each, configuration) !== false);
  // Connections to scopes of other tenants widen a manager's own.
  if (manager === undefined || others.length > 0 || ofType(resources, "network:ScopeConnection").length > 0) return undefined;
  return isManagerOf(manager, configuration) === true ? subscriptionsIn(manager) : undefined;
}

function ofType({ unmodelled }: ResourcesByType, token: string): readonly Resource[] {
  return [...unmodelled].filter(([type]) => type.token === token).flatMap(([, resources]) => resources);
}

/** By id, else by provider, group and name; undefined where that is not known. */
function isManagerOf(manager: Resource, configuration: Resource): boolean | undefined {
  if (manager.id !== undefined && configuration.id !== undefined)
    return configuration.id.toLowerCase().startsWith(`${manager.id.toLowerCase()}/`);
  if (manager.provider?.urn !== configuration.provider?.urn) return undefined;
  const pairs = ["resourceGroupName", "networkManagerName"].map((name) =>
    [manager, configuration].map(({ inputs }) => textOf(inputs?.[name])?.toLowerCase()),
  );
  if (pairs.some(([own, wanted]) => own !== undefined && wanted !== undefined && own !== wanted)) return false;
  return pairs.every(([own]) => own !== undefined) && pairs.every(([, wanted]) => wanted !== undefined) ? true : undefined;
}

/** Undefined where the scope has a management group, another tenant, or something that is not known. What was asked for counts, and the answer, which may be of before. */
function subscriptionsIn({ inputs, outputs }: Resource): ReadonlySet<string> | undefined {
  const asked = inputs?.["networkManagerScopes"];
  const answered = outputs?.["networkManagerScopes"];
  if (inputs === undefined ? isAbsent(answered) : !isObject(asked)) return undefined;
  const subscriptions = [...subscriptionsOfScope(asked), ...subscriptionsOfScope(answered)];
  return subscriptions.includes(undefined) ? undefined : new Set(subscriptions.flatMap((each) => each ?? []));
}

/** One for each entry; a half that is not there, or not known yet, has none. */
function subscriptionsOfScope(scope: PropertyValue): readonly (string | undefined)[] {
  if (isAbsent(scope) || scope === UNKNOWN) return [];
  if (!isObject(scope)) return [undefined];
  const { managementGroups, subscriptions, crossTenantScopes } = scope;
  if (!isEmpty(managementGroups) || !isEmpty(crossTenantScopes) || !isList(subscriptions)) return [undefined];
  return subscriptions.map((each) =>
    typeof each === "string" ? /^\/?subscriptions\/([^/]+)\/?$/i.exec(each)?.[1]?.toLowerCase() : undefined,
  );
}
