import { meaningOf } from "../azure/declarations/type-meaning.ts";
import { stackOf } from "../exemption/stacks.ts";
import type { Path } from "../report/report.ts";
import { parseUrn } from "../resources/urn.ts";

/** The gateway or the endpoint of a path, as far as it is to be found again in another report. */
export interface End {
  /** The same for the same resource, whatever the version of the provider that its URN names. */
  readonly key: string;
  /** URN or ARM id; null for a gateway that is not in sight. */
  readonly resource: string | null;
  readonly name: string;
  /** What it is like in Azure, by which it is found under another URN; undefined where that says too little. Few are asked. */
  readonly likeness: () => string | undefined;
}

export function gatewayOf({ gateway: { resource, name, kind } }: Path): End {
  const likeness = (): string | undefined => {
    const stack = stackOf(resource ?? "");
    return stack === undefined ? undefined : JSON.stringify([stack, kind, name.toLowerCase()]);
  };
  return { key: keyOf(resource, name), resource, name, likeness };
}

/** Two endpoints have no address in common in one subnet. */
export function endpointOf({ endpoint: { resource, name, subnet, addresses } }: Path): End {
  const likeness = (): string | undefined => {
    const stack = stackOf(resource);
    const isSure = stack !== undefined && addresses.length > 0 && addresses.every((each) => each.endsWith("/32"));
    return isSure ? JSON.stringify([stack, name.toLowerCase(), subnet, addresses]) : undefined;
  };
  return { key: keyOf(resource, name), resource, name, likeness };
}

/** Kinds of resources that tell of what has no URN of its own: endpoints that Azure lists in a subnet, entries. There the name tells them apart. */
const HOLDERS: ReadonlySet<string> = new Set(["subnet", "virtual-network"]);

/** The key of what `name` means in a resource. */
export function keyOf(resource: string | null, name: string): string {
  if (resource === null) return `unknown ${name}`;
  const urn = parseUrn(resource);
  if (urn === undefined) return resource.toLowerCase();
  const meaning = meaningOf(urn.type);
  const kind = meaning.kind === "read" ? meaning.type.kind : urn.type;
  const own = HOLDERS.has(kind) ? `#${name.toLowerCase()}` : "";
  return `${urn.stack}::${urn.project}::${urn.parents}${kind}::${urn.name}${own}`;
}
