import type { PrivateEndpoint } from "../../model/network.ts";
import { answered, type Declaration, entityOf } from "../declarations/declaration.ts";
import { findNamed, noPreference } from "../declarations/name-index.ts";
import type { Reading } from "../declarations/reading.ts";
import { type ArmId, parseArmId } from "../values/arm-id.ts";
import { isList, isObject } from "../values/field.ts";
import type { AddressSources } from "./endpoint-addresses.ts";
import { readIpv6 } from "./ipv6-addresses.ts";
import { readAddresses } from "./read-private-endpoint.ts";

/** Private endpoints of other stacks and services, which a deployed subnet lists: those that no resource in sight declares. */
export function readListedEndpoints(
  subnets: readonly Declaration[],
  sources: AddressSources,
  reading: Reading,
): readonly PrivateEndpoint[] {
  const listed = new Map<string, { readonly endpoint: Declaration; readonly subnet: Declaration }>();
  for (const subnet of subnets) {
    for (const endpoint of endpointsIn(subnet, reading)) {
      const other = listed.get(endpoint.key);
      if (other === undefined || subnet.key < other.subnet.key) listed.set(endpoint.key, { endpoint, subnet });
    }
  }
  return [...listed.values()].map(({ endpoint, subnet }) => {
    const reference = { kind: "entity", key: subnet.key } as const;
    return {
      ...entityOf(endpoint),
      subnet: reference,
      addresses: readAddresses(endpoint, reference, sources, reading.log),
      unapproved: undefined,
      ipv6: readIpv6(endpoint, sources, reading.log),
    };
  });
}

function endpointsIn(subnet: Declaration, { directory }: Reading): readonly Declaration[] {
  const list = answered(subnet, "privateEndpoints");
  if (!subnet.isDeployed || !isList(list.value)) return [];
  const endpoints: Declaration[] = [];
  for (const [index, item] of list.value.entries()) {
    const text = isObject(item) ? item["id"] : undefined;
    const id = typeof text === "string" ? parseArmId(text) : undefined;
    if (id === undefined || !isObject(item)) continue;
    if (findNamed(directory.index("private-endpoint"), { ...id, armId: id.text, passing: "name" }, noPreference).kind !== "none") continue;
    endpoints.push(declareListed(subnet, `${list.path}[${index}]`, id, item));
  }
  return endpoints;
}

function declareListed(subnet: Declaration, path: string, id: ArmId, answer: NonNullable<Declaration["answer"]>): Declaration {
  return {
    kind: "private-endpoint",
    key: id.text,
    resource: subnet.resource,
    path,
    config: answer,
    answer,
    isRead: true,
    isDeployed: true,
    identity: { subscription: id.subscription, resourceGroup: id.resourceGroup, names: id.names, armId: id.text },
  };
}
