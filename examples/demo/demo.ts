/**
 * Previews two of the examples with the policy pack, and prints what `pulumi preview` would print: first a network whose traffic bypasses
 * the firewall, then the same network mended. The programs are real and so is the policy server; the engine and Azure are stand-ins, so
 * neither the Pulumi CLI nor an account is needed.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliText } from "../../test/support/preview/cli-text.ts";
import { previewWithPolicies } from "../../test/support/preview/preview-with-policies.ts";
import { stackOfProject } from "../../test/support/preview/project.ts";

interface Scene {
  readonly example: string;
  readonly story: string;
  readonly outcome: string;
  readonly exitStatus: 0 | 1;
}

const SCENES: readonly Scene[] = [
  {
    example: "blog-4-summary-with-policies",
    story: "One route 10.0.0.0/8 leads from the gateway to the firewall, and the endpoints' subnet lets routes override its endpoints'.",
    outcome: "The preview fails: traffic to all three endpoints would bypass the firewall.",
    exitStatus: 1,
  },
  {
    example: "blog-3-exact-prefix-with-policies",
    story: "The same network, with a route that repeats the spoke's address range 10.13.77.0/24.",
    outcome: "The preview passes: traffic to all three endpoints crosses the firewall.",
    exitStatus: 0,
  },
];

const root = join(__dirname, "..", "..");
const colour = process.stdout.isTTY && !process.env["NO_COLOR"];

async function show({ example, story, outcome, exitStatus }: Scene): Promise<void> {
  const folder = join(root, "examples", example);
  const policyConfig = JSON.parse(readFileSync(join(folder, "policy-config.json"), "utf8"));
  console.log(`${story}\n\n$ cd examples/${example}`);
  console.log("$ pulumi preview --policy-pack ../.. --policy-pack-config policy-config.json\n");
  const preview = await previewWithPolicies({ folder }, { pack: root, policyConfig, stack: stackOfProject(folder) });
  console.log(cliText(preview, { stack: "prod", packPath: "../..", resources: false, colour }));
  if (preview.exitStatus !== exitStatus) throw new Error(`the preview of ${example} ended with status ${preview.exitStatus}`);
  console.log(`${outcome} Exit status ${exitStatus}.\n`);
}

async function main(): Promise<void> {
  console.log("Does traffic from on-premises to every private endpoint cross the firewall? No Pulumi CLI and no Azure account are used.\n");
  for (const scene of SCENES) await show(scene);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
