import { readFileSync } from "node:fs";
import { join } from "node:path";
import { conformanceCase, type DeployedResource, forPack, UNKNOWN_ON_THE_WIRE } from "../policies/run-policies.ts";
import { type PolicyServer, startPolicyServer } from "../support/preview/policy-server.ts";
import { analyzeDeployed, withManyEndpoints } from "./deployed-stack.ts";

const PACK = join(__dirname, "../..");
const GATE = "private-endpoint-traffic-inspected";
const ADVICE = "private-endpoint-routing-advice";
const INPUTS = "private-endpoint-network-inputs";
const URN = "urn:pulumi:prod::network::";
const STACK = `${URN}pulumi:pulumi:Stack::network-prod`;

jest.setTimeout(120_000);

let server: PolicyServer;
beforeAll(async () => {
  // Without the provider's SDK: the pack is not to need it, and most users have another language's or none.
  server = await startPolicyServer({ pack: PACK, env: { NODE_OPTIONS: `--require ${join(__dirname, "without-azure-native.cjs")}` } });
});
afterAll(() => server.stop());

async function analyze(name: string, config: Record<string, unknown> = {}) {
  const { resources, config: firewalls } = conformanceCase(name);
  await server.configure({ [GATE]: { ...forPack(firewalls), ...config } as never });
  return analyzeDeployed(server, resources);
}

describe("the policy server", () => {
  it("serves the pack under its name and the package's version, without the provider's SDK", () => {
    const { version } = JSON.parse(readFileSync(join(PACK, "package.json"), "utf8"));
    expect(server.info).toMatchObject({ name: "chokepoint", version });
    expect(server.info.policies.map(({ name, enforcementLevel }) => [name, enforcementLevel])).toEqual([
      [INPUTS, "advisory"],
      [GATE, "mandatory"],
      [ADVICE, "advisory"],
      ["private-endpoint-subnet-policies", "disabled"],
    ]);
  });

  it("says nothing else on its standard output or error", () => {
    expect(server.written()).toBe("");
  });

  it("reports a bypass as mandatory, at the subnet whose policies are off", async () => {
    const { diagnostics } = await analyze("S1-no-user-routes");
    expect(diagnostics.filter(({ policyName }) => policyName === GATE)).toEqual([
      expect.objectContaining({
        policyPackName: "chokepoint",
        enforcementLevel: "mandatory",
        severity: "high",
        urn: `${URN}azure-native:network:Subnet::spoke1-ep`,
        message: expect.stringMatching(/^Traffic from on-premises/),
      }),
    ]);
  });

  it("reports nothing mandatory where the traffic is inspected", async () => {
    const { diagnostics, notApplicable } = await analyze("S3-policies-and-exact-prefix");
    expect(diagnostics.filter(({ enforcementLevel }) => enforcementLevel === "mandatory")).toEqual([]);
    // What is said of the resource policy concerns single resources.
    expect(notApplicable).toEqual([]);
  });

  it("keeps previews in one process apart", async () => {
    const verdicts: boolean[] = [];
    for (const name of [
      "S3-policies-and-exact-prefix",
      "S4-policies-and-summary",
      "S3-policies-and-exact-prefix",
      "S5-exact-prefix-without-policies",
    ]) {
      const { diagnostics } = await analyze(name);
      verdicts.push(diagnostics.some(({ enforcementLevel }) => enforcementLevel === "mandatory"));
    }
    expect(verdicts).toEqual([false, true, false, true]);
  });

  it("reports a wrong configuration as mandatory at the stack, with the message", async () => {
    const { diagnostics } = await analyze("S3-policies-and-exact-prefix", { stricd: true });
    expect(diagnostics).toEqual([
      expect.objectContaining({ policyName: GATE, enforcementLevel: "mandatory", urn: STACK, message: expect.stringContaining("stricd") }),
    ]);
  });

  it("is not applicable to a stack without endpoints and gateways", async () => {
    await server.configure({});
    const { diagnostics, notApplicable } = await analyzeDeployed(server, [{ urn: STACK, type: "pulumi:pulumi:Stack" }]);
    expect(diagnostics).toEqual([]);
    expect(notApplicable.map(({ policyName }) => policyName)).toEqual([GATE, ADVICE]);
  });

  it("answers where nothing at all is known yet", async () => {
    await server.configure({});
    const { resources } = conformanceCase("S1-no-user-routes");
    const unknown = (properties: Record<string, unknown> = {}) =>
      Object.fromEntries(Object.keys(properties).map((name) => [name, UNKNOWN_ON_THE_WIRE]));
    const hidden = resources.map((each): DeployedResource => ({ ...each, inputs: unknown(each.inputs), outputs: unknown(each.outputs) }));
    const { diagnostics } = await analyzeDeployed(server, hidden);
    expect(diagnostics.filter(({ message }) => /defect|can't be known/.test(message))).toEqual([]);
  });

  it("answers within what the command line takes, with five thousand bypasses that have nothing in common", async () => {
    const { resources, config } = conformanceCase("S1-no-user-routes");
    await server.configure({ [GATE]: forPack(config) as never });
    const { diagnostics } = await analyzeDeployed(server, withManyEndpoints(resources, 5_000));
    const own = diagnostics.filter(({ policyName }) => policyName === GATE);
    expect(own.length).toBeGreaterThan(100);
    expect(own.at(-1)).toMatchObject({ urn: STACK, enforcementLevel: "mandatory" });
    expect(own.at(-1)?.message).toMatch(/^\d+ more violations are not shown/);
  });
});
