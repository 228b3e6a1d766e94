import { readConfiguration } from "../../../src/configuration/read-configuration.ts";
import type { Intent } from "../../../src/model/intent.ts";
import type { Everyone } from "../hiding/compare-hidden.ts";
import type { ConfiguredWan } from "./random-wan.ts";
import { vantagesOf } from "./reference.ts";

/** What the configuration of a random WAN says. */
export function intentOfWan({ firewalls, entries, complete }: ConfiguredWan): Intent {
  const configuration = {
    firewalls: firewalls.map((each) => (each.startsWith("/") ? { id: each } : each)),
    entries: entries.map((network) => ({ subnet: `${network}/nva`, name: `${network}-entry` })),
    complete,
  };
  return readConfiguration(configuration, "test");
}

/** Every way in of the WAN, and every endpoint. */
export function everyoneInWan(wan: ConfiguredWan): Everyone {
  return {
    gateways: vantagesOf(wan).map(({ name }) => name),
    endpoints: Object.entries(wan.sketch.networks).map(([name, { range }]) => ({
      name: `${name}-pe`,
      addresses: [range.replace(/\.\d+\/\d+$/, ".4")],
    })),
  };
}
