import { createNetwork, type NetworkOptions } from "../../examples/topology/network.ts";
import { describeWithPulumi } from "./support/describe-with-pulumi.ts";
import type { InlineProgram } from "./support/language-host.ts";
import { codes, policiesSection } from "./support/outcome.ts";
import { ADVICE, CONFIG, INSPECTED, SUBNET_POLICIES } from "./support/policies.ts";
import type { Project } from "./support/project.ts";
import { Workbench } from "./support/workbench.ts";

jest.setTimeout(120_000);

/** The examples' network: standalone subnets, and every next hop an output of the firewall. Inspected, unless changed. */
function network(change: NetworkOptions = {}): InlineProgram {
  return () => {
    createNetwork({
      endpointPolicies: "RouteTableEnabled",
      gatewayRoutes: (firewall) => [
        { name: "spoke1", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: firewall },
      ],
      ...change,
    });
  };
}
const policiesOff = network({ endpointPolicies: "Disabled" });

// One stack goes through its life: each group begins where the one before ended.
describeWithPulumi("a stack, from up to destroy", () => {
  let workbench: Workbench;
  let project: Project;
  const config = CONFIG;
  beforeAll(async () => {
    workbench = await Workbench.start();
    project = await workbench.project({ name: "network" });
  });
  afterAll(() => workbench?.stop());

  /** What Azure has, whatever the state says. */
  function deployedPolicies(): unknown {
    const subnet = workbench.cloud.all().find(({ name }) => name === "ep");
    return subnet?.inputs["privateEndpointNetworkPolicies"];
  }

  test("up previews and deploys what is inspected", async () => {
    const outcome = await project.up(network(), { config });
    expect([outcome.exitStatus, outcome.violations, outcome.passed]).toEqual([0, [], [ADVICE, INSPECTED]]);
    expect(outcome.changes).toEqual({ create: 21 });
    expect(deployedPolicies()).toBe("RouteTableEnabled");
  });

  describe("while what is deployed is inspected", () => {
    const passing: readonly {
      what: string;
      program: InlineProgram;
      flags?: readonly string[];
      changes: Readonly<Record<string, number>>;
    }[] = [
      { what: "no change", program: network(), changes: { same: 21 } },
      { what: "no change, with a refresh before", program: network(), flags: ["--refresh"], changes: { same: 21 } },
      {
        what: "a change that bypasses, which --target leaves out",
        program: policiesOff,
        flags: ["--target", "**GatewaySubnet"],
        changes: { same: 21 },
      },
    ];
    test.each(passing)("the preview of $what passes", async ({ program, flags = [], changes }) => {
      const outcome = await project.preview(program, { config, flags });
      expect([outcome.exitStatus, outcome.violations, outcome.passed]).toEqual([0, [], [ADVICE, INSPECTED]]);
      expect(outcome.changes).toEqual(changes);
    });

    const failing: readonly { what: string; program: InlineProgram; flags?: readonly string[]; code: string; at: string }[] = [
      { what: "policies turned off", program: policiesOff, code: "CP-B04", at: "Subnet ep" },
      {
        what: "policies turned off, within --target",
        program: policiesOff,
        flags: ["--target", "**Subnet::ep"],
        code: "CP-B04",
        at: "Subnet ep",
      },
      { what: "a route taken out", program: network({ gatewayRoutes: () => [] }), code: "CP-B01", at: "RouteTable gateway-routes" },
    ];
    test.each(failing)("the preview of $what fails", async ({ program, flags = [], code, at }) => {
      const outcome = await project.preview(program, { config, flags });
      expect(outcome.violations.map((violation) => [violation.level, violation.code, violation.at])).toEqual([["mandatory", code, at]]);
      expect(outcome.exitStatus).toBe(1);
      expect(outcome.changes).toEqual({ same: 20, update: 1 });
      // The addresses are known by now.
      expect(outcome.violations[0]?.message).toMatch(
        /^Traffic from on-premises 192\.168\.0\.0\/24 to private endpoint blob \(10\.13\.77\.\d\) bypasses/,
      );
    });

    test("up of a bypass ends with its preview: nothing is changed", async () => {
      const outcome = await project.up(policiesOff, { config });
      expect([outcome.exitStatus, codes(outcome, "mandatory")]).toEqual([1, ["CP-B04"]]);
      expect(outcome.text).toContain("error: preview failed");
      expect(deployedPolicies()).toBe("RouteTableEnabled");
    });

    test("policy analyze passes", async () => {
      const outcome = await project.analyze({ config });
      expect(outcome.exitStatus).toBe(0);
      expect(policiesSection(outcome.text)).toMatch(/✅ chokepoint@/);
    });

    test("a preview without the endpoints and gateways has nothing to judge: not applicable, and it passes", async () => {
      const outcome = await project.preview(() => undefined, { config });
      expect([outcome.exitStatus, outcome.violations, outcome.passed, outcome.failed]).toEqual([0, [], [], []]);
      expect(outcome.changes).toEqual({ delete: 20, same: 1 });
    });
  });

  describe("up --skip-preview asks the policies only when everything is deployed", () => {
    test("advisory: the bypass is deployed, the advice is printed, and it passes", async () => {
      const outcome = await project.upWithoutPreview(policiesOff, {
        config: { all: "advisory", ...config, [SUBNET_POLICIES]: "disabled" },
      });
      expect([outcome.exitStatus, codes(outcome, "advisory"), codes(outcome, "mandatory")]).toEqual([0, ["CP-B04"], []]);
      expect(deployedPolicies()).toBe("Disabled");
      await project.deploy(network());
    });

    test("mandatory: the bypass is deployed all the same, and then the command fails", async () => {
      const outcome = await project.upWithoutPreview(policiesOff, { config });
      expect([outcome.exitStatus, codes(outcome, "mandatory")]).toEqual([1, ["CP-B04"]]);
      expect(outcome.text).toContain("error: update failed");
      expect(deployedPolicies()).toBe("Disabled");
    });
  });

  describe("while what is deployed bypasses", () => {
    test("policy analyze fails, without any program", async () => {
      const outcome = await project.analyze({ config });
      expect(outcome.exitStatus).toBe(1);
      expect(policiesSection(outcome.text)).toContain(`- [mandatory] [severity: high]  ${INSPECTED}  (azure-native:network:Subnet: ep)`);
    });

    test("policy analyze --json names the resource, the level and the code", async () => {
      const outcome = await project.analyze({ config, flags: ["--json"] });
      expect(outcome.violations).toMatchObject([{ level: "mandatory", at: "Subnet ep", code: "CP-B04", policy: INSPECTED }]);
      expect(outcome.exitStatus).toBe(1);
    });

    test("policy analyze passes where it is advice", async () => {
      const outcome = await project.analyze({ config: { all: "advisory", ...config, [SUBNET_POLICIES]: "disabled" }, flags: ["--json"] });
      expect([outcome.exitStatus, codes(outcome, "advisory")]).toEqual([0, ["CP-B04"]]);
    });

    test("the preview of no change fails", async () => {
      const outcome = await project.preview(policiesOff, { config });
      expect([outcome.exitStatus, codes(outcome, "mandatory"), outcome.changes]).toEqual([1, ["CP-B04"], { same: 21 }]);
    });

    test("up of the mended program passes its preview", async () => {
      const outcome = await project.up(network(), { config });
      expect([outcome.exitStatus, outcome.passed, outcome.changes]).toEqual([0, [ADVICE, INSPECTED], { same: 20, update: 1 }]);
      expect(deployedPolicies()).toBe("RouteTableEnabled");
    });
  });

  test("destroy asks no policies", async () => {
    const outcome = await project.destroy();
    expect([outcome.exitStatus, outcome.changes, outcome.violations]).toEqual([0, { delete: 21 }, []]);
    expect(workbench.cloud.all()).toEqual([]);
  });
});
