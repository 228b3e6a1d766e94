import type { Gap, OpenList } from "../../certainty/known.ts";
import type { Attachment, LoadBalancer } from "../../model/network.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import type { Reading } from "../declarations/reading.ts";
import { itemsOf } from "../values/field.ts";
import type { BackendMembers } from "./backend-members.ts";
import { inlinePools, readPool, standalonePool } from "./backend-pools.ts";
import type { InterfaceAddresses } from "./interface-addresses.ts";
import { readAttachments } from "./read-attachments.ts";

/** What the backends of a load balancer are found by. */
export interface BackendSources {
  readonly members: BackendMembers;
  readonly interfaces: InterfaceAddresses;
  /** The pools, and addresses of pools, that are resources of their own, by the key of their load balancer, and why there may be more. */
  readonly pools: {
    readonly of: (loadBalancer: string) => readonly Declaration[];
    readonly openOf: (loadBalancer: string) => Gap | undefined;
  };
}

/** Only frontends in a subnet are internal; of those with a public address there is nothing to say. */
export function readLoadBalancer(declaration: Declaration, sources: BackendSources, reading: Reading): LoadBalancer {
  const attachments = readAttachments(declaration, "frontendIPConfigurations", "workload", reading);
  // Traffic comes to the backends of internal frontends only.
  const backends = attachments.length === 0 ? { items: [], open: undefined } : readBackends(declaration, attachments, sources, reading);
  const scaleSets = sources.members.scaleSetsOf(declaration.key);
  return { ...entityOf(declaration), kind: "load-balancer", attachments, backends, scaleSets };
}

function readBackends(
  declaration: Declaration,
  attachments: readonly Attachment[],
  { members, interfaces, pools }: BackendSources,
  reading: Reading,
): OpenList<string> {
  const keys = new Set(members.interfacesOf(declaration.key));
  const networks = attachments.map(({ subnet }) => interfaces.networkOf(subnet)).filter((network) => network !== undefined);
  const inline = itemsOf(configured(declaration, "backendAddressPools"), reading.log);
  let open: Gap | undefined = members.openOf(declaration.key) ?? pools.openOf(declaration.key) ?? inline.open;
  const own = pools.of(declaration.key).map((pool) => standalonePool(pool, reading.log));
  for (const pool of [...inlinePools(declaration, inline.items, reading.log), ...own]) {
    const backends = readPool(pool, networks, interfaces, reading);
    for (const key of backends.items) keys.add(key);
    open ??= backends.open;
  }
  if (keys.size === 0 && open === undefined) reading.log.note(declaration.resource.urn, "backendAddressPools", "has no backend in sight");
  return { items: [...keys].sort(), open };
}
