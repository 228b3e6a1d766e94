import { formatAddress } from "../../address/prefix.ts";
import { append } from "../../certainty/order.ts";
import type { AddressHolder } from "../../model/network.ts";
import type { GapLog } from "../values/gap-log.ts";

interface Use {
  readonly holder: AddressHolder;
  readonly property: string;
}

/** Notes addresses that two holders have in one network: Azure would refuse the second, so one of them is not what it says. */
export function noteSharedAddresses(
  holders: readonly AddressHolder[],
  networkOf: (subnet: string) => string | undefined,
  log: GapLog,
): void {
  const uses = new Map<string, Use[]>();
  for (const holder of holders) {
    for (const { address, subnet, property } of holder.attachments) {
      const network = subnet.kind === "entity" ? networkOf(subnet.key) : undefined;
      if (address.known && network !== undefined) append(uses, `${network} ${formatAddress(address.value)}`, { holder, property });
    }
  }
  for (const [place, group] of uses) {
    if (group.length > 1) noteShared(place.slice(place.lastIndexOf(" ") + 1), group, log);
  }
}

function noteShared(address: string, group: readonly Use[], log: GapLog): void {
  const keys = group.map(({ holder }) => holder.key).sort();
  for (const { holder, property } of group) {
    const other = keys.find((key) => key !== holder.key) ?? "another configuration of it";
    log.note(holder.origin.resource, property, `${address} is also the address of ${other} in the same network`);
  }
}
