import type { Intent } from "../../../src/model/intent.ts";
import { baseOf, lengthOf, numberOf } from "../reference/addresses.ts";
import type { World } from "./world.ts";

/** The validated configuration that a world's owner would have given. */
export function intentOf({ configuration }: World): Intent {
  return {
    firewalls: configuration.firewalls.map((address) => ({ address: numberOf(address), id: undefined, gateways: undefined })),
    onPremises: configuration.onPremises.map((cidr) => ({
      prefix: { base: baseOf(cidr), length: lengthOf(cidr) },
      name: undefined,
      gateways: undefined,
    })),
    entries: configuration.entries.map((entry) => ({ ...entry, prefixes: [] })),
    complete: configuration.complete,
    strict: configuration.strict,
    onInconclusive: "advise",
    hostRouteOverride: configuration.hostRouteOverride,
    levels: {},
    exemptions: [],
    today: "2026-01-01",
  };
}
