import { createNetwork } from "../../examples/topology/network.ts";
import { createInlineNetwork, SPOKE } from "./programs/inline-network.ts";
import { describeWithPulumi } from "./support/describe-with-pulumi.ts";
import type { InlineProgram } from "./support/language-host.ts";
import { type Outcome, policiesSection } from "./support/outcome.ts";
import { ADVICE, CONFIG, INSPECTED, SUBNET_POLICIES } from "./support/policies.ts";
import { Workbench } from "./support/workbench.ts";

jest.setTimeout(300_000);

/** Right but for the policies of the endpoints' subnet, which is a resource of its own, or stands in its network. */
const standalone: InlineProgram = () => {
  createNetwork({
    gatewayRoutes: (firewall) => [
      { name: "spoke1", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: firewall },
    ],
  });
};
const inline: InlineProgram = () =>
  createInlineNetwork({ routePrefix: "10.13.77.0/24", spokes: [{ ...SPOKE, endpointPolicies: "Disabled", azureName: "spoke1" }] });

const config = (enforcementLevel: string, subnets: unknown): Readonly<Record<string, unknown>> => ({
  ...CONFIG,
  [SUBNET_POLICIES]: { enforcementLevel, subnets },
});

/** What the policy says, at which resource. */
const said = ({ violations }: Outcome): readonly (readonly [string, string])[] =>
  violations.filter(({ policy }) => policy === SUBNET_POLICIES).map(({ level, at }) => [level, at]);

describeWithPulumi("subnets that must have route-table policies", () => {
  let workbench: Workbench;
  beforeEach(async () => {
    workbench = await Workbench.start();
  });
  afterEach(() => workbench?.stop());

  /** What Azure has: the policies of the subnet `ep`, wherever it was declared. */
  function deployedPolicies(): unknown {
    const own = workbench.cloud.all().find(({ name }) => name === "ep");
    const list = workbench.cloud.all().flatMap(({ inputs }) => (Array.isArray(inputs["subnets"]) ? inputs["subnets"] : []));
    const subnet = own?.inputs ?? list.find((each) => (each as { readonly name?: string }).name === "ep");
    return subnet === undefined ? "no such subnet" : (subnet as Readonly<Record<string, unknown>>)["privateEndpointNetworkPolicies"];
  }

  const styles: readonly { what: string; program: InlineProgram; at: string }[] = [
    { what: "a resource of its own", program: standalone, at: "Subnet ep" },
    { what: "declared by its network", program: inline, at: "VirtualNetwork spoke1" },
  ];

  test.each(styles)("mandatory, $what: neither the preview nor up without one passes, and it is not made", async ({ program, at }) => {
    const project = await workbench.project({ name: "network" });
    const preview = await project.preview(program, { config: config("mandatory", ["*/ep"]) });
    expect([preview.exitStatus, said(preview)]).toEqual([1, [["mandatory", at]]]);

    const up = await project.upWithoutPreview(program, { config: config("mandatory", ["*/ep"]) });
    expect([up.exitStatus, said(up)]).toEqual([1, [["mandatory", at]]]);
    expect(deployedPolicies()).toBe("no such subnet");
  });

  test.each(styles)("remediate, $what: the preview judges what will be, and up makes it so", async ({ program }) => {
    const project = await workbench.project({ name: "network" });
    const options = { config: config("remediate", ["*/ep"]) };
    const preview = await project.preview(program, options);
    expect([preview.exitStatus, preview.violations, preview.passed]).toEqual([0, [], [ADVICE, INSPECTED]]);
    expect(policiesSection(preview.text)).toContain(`[remediate]  ${SUBNET_POLICIES}`);

    const up = await project.up(program, options);
    expect([up.exitStatus, up.violations]).toEqual([0, []]);
    expect(deployedPolicies()).toBe("RouteTableEnabled");

    const again = await project.preview(program, options);
    expect([again.exitStatus, again.violations, Object.keys(again.changes)]).toEqual([0, [], ["same"]]);
    const analysed = await project.analyze(options);
    expect([analysed.exitStatus, analysed.violations]).toEqual([0, []]);
  });

  test("remediate, by a name that a preview does not know: advice there, and up without one makes it so", async () => {
    const project = await workbench.project({ name: "network" });
    const options = { config: config("remediate", ["spoke1*/ep"]) };
    const preview = await project.preview(standalone, options);
    expect(said(preview)).toEqual([["advisory", "Subnet ep"]]);
    expect(preview.violations.find(({ policy }) => policy === SUBNET_POLICIES)?.message).toContain(
      "the name of its network is not known yet",
    );

    const up = await project.upWithoutPreview(standalone, options);
    expect([up.exitStatus, up.violations]).toEqual([0, []]);
    expect(deployedPolicies()).toBe("RouteTableEnabled");
  });

  test("a wrong configuration stops up before any network is made", async () => {
    const project = await workbench.project({ name: "network" });
    const up = await project.upWithoutPreview(inline, {
      config: { ...CONFIG, [SUBNET_POLICIES]: { enforcementLevel: "advisory", subnet: ["*/ep"] } },
    });
    expect([up.exitStatus, said(up)]).toEqual([1, [["mandatory", expect.stringMatching(/^VirtualNetwork /)]]]);
    expect(up.violations[0]?.message).toContain("subnet: unknown property, did you mean subnets?");
    expect(workbench.cloud.all().filter(({ inputs }) => "addressSpace" in inputs)).toEqual([]);
  });

  test("a name that is none: the CLI says so itself, before anything runs", async () => {
    const project = await workbench.project({ name: "network" });
    const outcome = await project.preview(inline, { config: config("mandatory", ["ep"]) });
    expect([outcome.exitStatus, outcome.passed]).toEqual([1, []]);
    expect(outcome.text).toContain(`${SUBNET_POLICIES}: subnets.0: Does not match pattern`);
  });
});
