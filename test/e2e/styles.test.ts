import * as azure from "@pulumi/azure-native/provider";
import { type Alias, ComponentResource, rootStackResource } from "@pulumi/pulumi";
import { createInlineNetwork, type InlineNetworkOptions, type InlineSpoke, SPOKE } from "./programs/inline-network.ts";
import { describeWithPulumi } from "./support/describe-with-pulumi.ts";
import type { InlineProgram } from "./support/language-host.ts";
import { codes } from "./support/outcome.ts";
import { ADVICE, CONFIG, INSPECTED, SUBNET_POLICIES } from "./support/policies.ts";
import type { Project } from "./support/project.ts";
import { Workbench } from "./support/workbench.ts";

jest.setTimeout(120_000);

/** The spoke's exact range, and policies that let the route override: inspected. */
const GOOD: InlineNetworkOptions = { routePrefix: "10.13.77.0/24", spokes: [SPOKE] };
const withSpoke = (change: Partial<InlineSpoke>): InlineNetworkOptions => ({ ...GOOD, spokes: [{ ...SPOKE, ...change }] });

const inline =
  (network: InlineNetworkOptions): InlineProgram =>
  () =>
    createInlineNetwork(network);

/** The same in a component, whose type is then part of every URN. With an alias a resource that was outside of it keeps its state. */
function inComponent(network: InlineNetworkOptions, aliases: () => Alias[] = () => []): InlineProgram {
  return () => {
    class LandingZone extends ComponentResource {
      constructor() {
        super("example:network:LandingZone", "zone");
        createInlineNetwork({ ...network, options: { parent: this, aliases: aliases() } });
      }
    }
    new LandingZone();
  };
}

/** Two spokes that differ in their subscriptions, ranges and policies, while every name in Azure is the same. */
function inTwoSubscriptions(): void {
  const spokes = (["Disabled", "RouteTableEnabled"] as const).map((endpointPolicies, index): InlineSpoke => {
    const name = `spoke${index}`;
    const subscriptionId = `00000000-0000-0000-0000-00000000000${index + 2}`;
    return {
      name,
      prefix: `10.13.${77 + index}.0/24`,
      endpointPrefix: `10.13.${77 + index}.0/26`,
      endpointPolicies,
      azureName: "spoke",
      options: { provider: new azure.Provider(name, { subscriptionId }) },
    };
  });
  createInlineNetwork({ routePrefix: "10.13.78.0/24", spokes });
}

const HERE = "00000000-0000-0000-0000-00000000000a";
const THERE = "00000000-0000-0000-0000-00000000000b";

/** The gateway's subnet names its route table by an id that is written out; the program makes one of these names in the subscription `HERE`. */
function byWrittenId(subscription: string): InlineProgram {
  const hubNames = { resourceGroupName: "hub", routeTableName: "gateway" };
  const gatewayTableId = `/subscriptions/${subscription}/resourceGroups/hub/providers/Microsoft.Network/routeTables/gateway`;
  return () =>
    createInlineNetwork({ ...GOOD, hubNames, gatewayTableId, options: { provider: new azure.Provider("here", { subscriptionId: HERE }) } });
}

describeWithPulumi("the inline style", () => {
  let workbench: Workbench;
  let project: Project;
  beforeAll(async () => {
    workbench = await Workbench.start();
    project = await workbench.project({ name: "inline" });
  });
  afterAll(() => workbench?.stop());

  const inspected: readonly (readonly [string, InlineProgram])[] = [
    ["new", inline(GOOD)],
    ["new, in a component", inComponent(GOOD)],
    ["new, the route table by a written id", byWrittenId(HERE)],
  ];
  test.each(inspected)("%s: inspected, the preview passes", async (_what, program) => {
    const outcome = await project.preview(program, { config: CONFIG });
    expect(outcome.violations).toEqual([]);
    expect(outcome.passed).toEqual([ADVICE, INSPECTED]);
    expect(outcome.exitStatus).toBe(0);
  });

  interface Bypass {
    readonly what: string;
    readonly program: InlineProgram;
    readonly code: string;
    readonly at: string;
  }
  const bypassed: readonly Bypass[] = [
    {
      what: "a summary route",
      program: inline({ ...GOOD, routePrefix: "10.0.0.0/8" }),
      code: "CP-B03",
      at: "RouteTable gateway-routes",
    },
    {
      what: "policies off; the network declares the subnet",
      program: inline(withSpoke({ endpointPolicies: "Disabled" })),
      code: "CP-B04",
      at: "VirtualNetwork spoke1",
    },
    {
      what: "policies off, in a component",
      program: inComponent(withSpoke({ endpointPolicies: "Disabled" })),
      code: "CP-B04",
      at: "VirtualNetwork spoke1",
    },
    {
      what: "one of two spokes of one name in two subscriptions",
      program: inTwoSubscriptions,
      code: "CP-B01",
      at: "VirtualNetwork spoke0",
    },
  ];
  test.each(bypassed)("new, $what: $code, the preview fails", async ({ program, code, at }) => {
    const outcome = await project.preview(program, { config: CONFIG });
    expect(outcome.violations.map((violation) => [violation.level, violation.code, violation.at])).toEqual([["mandatory", code, at]]);
    expect(outcome.exitStatus).toBe(1);
  });

  test("new, the route table by the id of one of its names in another subscription: inconclusive", async () => {
    const outcome = await project.preview(byWrittenId(THERE), { config: CONFIG });
    expect([outcome.exitStatus, codes(outcome, "mandatory"), codes(outcome, "advisory")]).toEqual([0, [], ["CP-I01", "CP-I14"]]);
    expect(outcome.text).toContain("which is not in the stack or its context");
  });

  describe("deployed", () => {
    beforeAll(() => project.deploy(inline(GOOD)));

    test("no change: inspected", async () => {
      const outcome = await project.preview(inline(GOOD), { config: CONFIG });
      expect([outcome.exitStatus, outcome.passed, Object.keys(outcome.changes)]).toEqual([0, [ADVICE, INSPECTED], ["same"]]);
    });

    test("no change after a refresh, when networks list their peerings and subnets their users: inspected", async () => {
      expect((await project.refresh()).exitStatus).toBe(0);
      const outcome = await project.preview(inline(GOOD), { config: CONFIG });
      expect([outcome.exitStatus, outcome.passed, Object.keys(outcome.changes)]).toEqual([0, [ADVICE, INSPECTED], ["same"]]);
    });

    test("a change that turns the policies off: bypassed", async () => {
      const outcome = await project.preview(inline(withSpoke({ endpointPolicies: "Disabled" })), { config: CONFIG });
      expect([outcome.exitStatus, codes(outcome, "mandatory")]).toEqual([1, ["CP-B04"]]);
      expect(outcome.violations[0]?.at).toBe("VirtualNetwork spoke1");
    });

    test("all resources move into a component, by aliases: nothing is created, inspected", async () => {
      const program = inComponent(GOOD, () => [{ parent: rootStackResource }]);
      const outcome = await project.preview(program, { config: CONFIG });
      // The component alone is new.
      expect(outcome.changes).toEqual({ create: 1, same: expect.any(Number) });
      expect([outcome.exitStatus, outcome.violations, outcome.passed]).toEqual([0, [], [ADVICE, INSPECTED]]);
    });

    test("the spoke is deleted: no endpoint of it is judged, whatever the route", async () => {
      const outcome = await project.preview(inline({ routePrefix: "10.0.0.0/8", spokes: [] }), { config: CONFIG });
      expect(outcome.changes["delete"]).toBeGreaterThanOrEqual(5);
      expect([outcome.exitStatus, codes(outcome, "mandatory")]).toEqual([0, []]);
      expect(outcome.passed).not.toContain(INSPECTED);
    });

    test("the virtual network is replaced, and as right as before: inspected", async () => {
      const outcome = await project.preview(inline(withSpoke({ location: "northeurope" })), { config: CONFIG });
      expect(outcome.changes["replace"]).toBeGreaterThanOrEqual(2);
      expect([outcome.exitStatus, outcome.passed]).toEqual([0, [ADVICE, INSPECTED]]);
    });

    const WITHOUT_POLICIES: Partial<InlineSpoke> = { location: "northeurope", endpointPolicies: "Disabled" };

    test("it is replaced, and the change that turns the policies off is ignored: the new one is made with it, bypassed", async () => {
      const program = inline(withSpoke({ ...WITHOUT_POLICIES, options: { ignoreChanges: ["subnets"] } }));
      const outcome = await project.preview(program, { config: CONFIG });
      expect([outcome.exitStatus, codes(outcome, "mandatory"), codes(outcome, "advisory")]).toEqual([1, ["CP-B04"], []]);
    });

    test("it is replaced, and a policy turns the policies on: the new one is made without, bypassed", async () => {
      const config = { ...CONFIG, [SUBNET_POLICIES]: { enforcementLevel: "remediate", subnets: ["*/ep"] } };
      const outcome = await project.preview(inline(withSpoke(WITHOUT_POLICIES)), { config });
      expect([outcome.exitStatus, codes(outcome, "mandatory"), codes(outcome, "advisory")]).toEqual([1, ["CP-B04"], []]);
    });

    test("a new spoke that --exclude leaves out: nothing is made of it, inspected", async () => {
      const other: InlineSpoke = { ...SPOKE, name: "spoke2", prefix: "10.13.78.0/24", endpointPrefix: "10.13.78.0/26" };
      const program = inline({ ...GOOD, spokes: [SPOKE, other] });
      const outcome = await project.preview(program, { config: CONFIG, flags: ["--exclude", "**spoke2*"] });
      expect(Object.keys(outcome.changes)).toEqual(["same"]);
      expect([outcome.exitStatus, outcome.violations, outcome.passed]).toEqual([0, [], [ADVICE, INSPECTED]]);
    });

    test("the virtual network is replaced by one with policies off: bypassed, once", async () => {
      const program = inline(withSpoke({ location: "northeurope", endpointPolicies: "Disabled" }));
      const outcome = await project.preview(program, { config: CONFIG });
      expect([outcome.exitStatus, codes(outcome, "mandatory"), codes(outcome, "advisory")]).toEqual([1, ["CP-B04"], []]);
    });
  });
});
