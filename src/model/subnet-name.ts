/** How a configuration names a subnet: its name and its network's, and more where it is an ARM id; or its URN. */
export type SubnetName =
  | {
      readonly kind: "names";
      readonly subscription: string | undefined;
      readonly resourceGroup: string | undefined;
      readonly network: string;
      readonly subnet: string;
    }
  | { readonly kind: "urn"; readonly urn: string };

/** `network/subnet`, the ARM id of a subnet, or a URN; undefined where the text is none of these. */
export function parseSubnetName(text: string): SubnetName | undefined {
  if (text.startsWith("urn:pulumi:")) return { kind: "urn", urn: text };
  const [network, subnet, ...more] = text.split("/");
  if (network && subnet && more.length === 0) return { kind: "names", subscription: undefined, resourceGroup: undefined, network, subnet };
  const parts =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Network\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(
      text,
    );
  const [, subscription, resourceGroup, owner, name] = parts ?? [];
  return owner === undefined || name === undefined
    ? undefined
    : { kind: "names", subscription, resourceGroup, network: owner, subnet: name };
}
