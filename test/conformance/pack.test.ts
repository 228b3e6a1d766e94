import { join } from "node:path";
import { type PolicyServer, startPolicyServer } from "../support/preview/policy-server.ts";
import type { WireObject } from "../support/preview/wire.ts";
import type { ExportDocument } from "../support/world/export-document.ts";
import { describeSpelling, EVERY_SPELLING, respell } from "../support/world/respell.ts";
import { agreeingCases, spellingsOf } from "./known-mismatches.ts";

/** The published verdicts in the spellings that previews have, through Pulumi's own policy server: inputs first, then the whole stack. */

const INSPECTED = "private-endpoint-traffic-inspected";

let server: PolicyServer;
beforeAll(async () => {
  server = await startPolicyServer({ pack: join(__dirname, "../..") });
}, 60_000);
afterAll(() => server.stop());

describe.each(agreeingCases().flatMap((each, index) => (each.expected.verdicts === undefined ? [] : [[each.name, each, index] as const])))(
  "%s",
  (_, published, index) => {
    const { document, configuration, expected } = published;
    test.each(spellingsOf(published, index, EVERY_SPELLING).map((spelling) => [describeSpelling(spelling), spelling] as const))(
      "%s",
      async (_title, spelling) => {
        const { firewalls } = configuration as { readonly firewalls: readonly string[] };
        await server.configure({ [INSPECTED]: { firewalls: firewalls.map((address) => ({ address })) } });
        const mandatory = await violationsOf(respell(document, spelling));
        const endpoints = Object.entries(expected.verdicts ?? {}).map(([pair, verdict]) => ({ name: pair.split("/")[1] ?? "", verdict }));
        for (const { name, verdict } of endpoints) {
          expect({ name, isViolated: mandatory.some((message) => message.includes(name)) }).toEqual({
            name,
            isViolated: verdict === "bypassed",
          });
        }
      },
    );
  },
);

/** The messages of the mandatory violations of a deployed stack that does not change. */
async function violationsOf({ deployment }: ExportDocument): Promise<readonly string[]> {
  const resources = deployment.resources.map(({ urn, type, inputs, outputs, parent, dependencies, propertyDependencies }) => ({
    urn,
    type,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    inputs: (inputs ?? {}) as WireObject,
    properties: (outputs ?? {}) as WireObject,
    ...(parent === undefined ? {} : { parent }),
    dependencies: dependencies ?? [],
    propertyDependencies: propertyDependencies ?? {},
  }));
  for (const { urn, type, name, inputs } of resources) await server.analyze({ urn, type, name, properties: inputs });
  const { diagnostics } = await server.analyzeStack(resources);
  return diagnostics.filter(({ enforcementLevel }) => enforcementLevel === "mandatory").map(({ message }) => message);
}
