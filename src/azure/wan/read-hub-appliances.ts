import type { HubAppliance } from "../../model/network.ts";
import { configured, entityOf } from "../declarations/declaration.ts";
import { referenceToHub } from "../declarations/hub-network.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { isAbsent } from "../values/field.ts";
import { hubsOfWans } from "./read-route-servers.ts";

/** Reads the appliances in virtual hubs (R73b). One in no hub is in some network, and not modelled. */
export function readHubAppliances(inventory: Inventory, reading: Reading): readonly HubAppliance[] {
  const all = hubsOfWans(inventory);
  return inventory.ofKind("hub-appliance").flatMap((appliance): readonly HubAppliance[] => {
    if (isAbsent(configured(appliance, "virtualHub").value)) {
      const gap = reading.log.note(appliance.resource.urn, "", "an appliance that Azure runs in a network is not modelled (R16)");
      reading.noteUnmodelled("R16", gap, { kind: "everything" });
      return [];
    }
    const hub = referenceToHub(appliance, reading);
    if (hub.kind === "entity" && all.some(({ key }) => key === hub.key))
      return [{ ...entityOf(appliance), hubs: [hub.key], gap: undefined }];
    // A hub that is not in sight may be of any WAN.
    const gap =
      hub.kind === "outside" || hub.kind === "unknown"
        ? hub.gap
        : reading.log.note(appliance.resource.urn, "virtualHub", "names no virtual hub");
    return [{ ...entityOf(appliance), hubs: all.map(({ key }) => key).sort(), gap }];
  });
}
