import { join } from "node:path";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import { StackReference } from "@pulumi/pulumi";
import { createHub } from "../../examples/topology/hub.ts";
import { createSpoke } from "../../examples/topology/spoke.ts";
import { describeWithPulumi } from "./support/describe-with-pulumi.ts";
import { programIn } from "./support/load-program.ts";
import { codes } from "./support/outcome.ts";
import { CONFIG, INSPECTED } from "./support/policies.ts";
import type { Project } from "./support/project.ts";
import { ROOT } from "./support/root.ts";
import { Workbench } from "./support/workbench.ts";

jest.setTimeout(120_000);

const folderOf = (example: string): string => join(ROOT, "examples", example);
const config = CONFIG;

/** The hub's half of the peering and nothing else of split-hub: its table has no route. */
function hubWithoutRoutes(): void {
  const group = new resources.ResourceGroup("hub", { location: "westeurope" });
  const hub = createHub({ resourceGroupName: group.name, location: group.location }, () => []);
  new network.VirtualNetworkPeering("hub-to-spoke1", {
    resourceGroupName: group.name,
    virtualNetworkName: hub.network.name,
    remoteVirtualNetwork: {
      id: "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/spoke1/providers/Microsoft.Network/virtualNetworks/spoke1",
    },
    remoteVirtualNetworkAddressSpace: { addressPrefixes: ["10.13.77.0/24"] },
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    allowGatewayTransit: true,
  });
}

/** split-spoke with the policies that let routes override. */
function rightSpoke(): void {
  const hub = new StackReference("organization/split-hub/prod");
  const group = new resources.ResourceGroup("spoke1", { location: "australiaeast" });
  const spoke = createSpoke({ resourceGroupName: group.name, location: group.location }, { endpointPolicies: "RouteTableEnabled" });
  new network.VirtualNetworkPeering("spoke1-to-hub", {
    resourceGroupName: group.name,
    virtualNetworkName: spoke.name,
    remoteVirtualNetwork: { id: hub.requireOutput("networkId") },
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    useRemoteGateways: true,
  });
}

describeWithPulumi("hub and spoke as two stacks", () => {
  let workbench: Workbench;
  let hub: Project;
  let spoke: Project;
  beforeAll(async () => {
    workbench = await Workbench.start();
    hub = await workbench.project(folderOf("split-hub"));
    spoke = await workbench.project(folderOf("split-spoke"));
  });
  afterAll(() => workbench?.stop());

  test("a hub without the route for its spoke: advice", async () => {
    const outcome = await hub.preview(hubWithoutRoutes, { config });
    expect(codes(outcome, "advisory")).toContain("CP-H02");
    expect([outcome.exitStatus, codes(outcome, "mandatory")]).toEqual([0, []]);
  });

  test("a hub with it: this half is right, and up deploys it", async () => {
    const outcome = await hub.up(programIn(join(folderOf("split-hub"), "index.ts")), { config });
    expect(codes(outcome, "advisory")).not.toContain("CP-H02");
    expect([outcome.exitStatus, codes(outcome, "mandatory")]).toEqual([0, []]);
  });

  test("a spoke that uses the hub's gateway, policies off: its half proves the bypass", async () => {
    const outcome = await spoke.preview(programIn(join(folderOf("split-spoke"), "index.ts")), { config });
    expect([outcome.exitStatus, codes(outcome, "mandatory")]).toEqual([1, ["CP-H01"]]);
    expect(outcome.violations[0]).toMatchObject({ policy: INSPECTED, at: "Subnet ep" });
    // The StackReference was followed: the id is that of the hub in the cloud.
    const deployed = workbench.cloud.all().find(({ id }) => id.endsWith("/virtualNetworks/hub"));
    expect(outcome.text).toContain(`refers to\n            ${deployed?.id},`);
  });

  test("a spoke with policies on: its half is right, and the rest is advice", async () => {
    const outcome = await spoke.preview(rightSpoke, { config });
    expect(codes(outcome, "advisory")).toContain("CP-I04");
    expect([outcome.exitStatus, codes(outcome, "mandatory")]).toEqual([0, []]);
  });
});
