import { join } from "node:path";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { EmbeddedStack, type ResourceState, type Run } from "../support/preview/embedded-engine.ts";
import { stackOfProject } from "../support/preview/project.ts";
import { isSecret, UNKNOWN_ON_THE_WIRE as UNKNOWN } from "../support/preview/wire.ts";

// Programs in folders run in a process of their own.
jest.setTimeout(60_000);

const examples = join(__dirname, "..", "..", "examples");

function named({ resources: states }: Run, name: string): ResourceState {
  const state = states.find((candidate) => candidate.name === name);
  if (state === undefined) throw new Error(`no ${name} among ${states.map((candidate) => candidate.name)}`);
  return state;
}

function namesOf(urns: readonly string[] | undefined): readonly string[] | undefined {
  return urns?.map((urn) => urn.slice(urn.lastIndexOf("::") + 2));
}

/** Every way of referring to another resource that programs use. */
function references(): void {
  const group = new resources.ResourceGroup("net", { location: "westeurope" });
  const inGroup = { resourceGroupName: group.name };
  const hub = new network.VirtualNetwork("hub", {
    ...inGroup,
    location: group.location,
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "inline", addressPrefix: "10.0.1.0/24" }],
  });
  const subnet = new network.Subnet("ep", { ...inGroup, virtualNetworkName: hub.name, addressPrefix: "10.0.0.0/24" });
  const firewall = new network.AzureFirewall("azfw", { ...inGroup, ipConfigurations: [{ name: "ip", subnet: { id: subnet.id } }] });
  const address = firewall.ipConfigurations.apply((configurations) => configurations?.[0]?.privateIPAddress ?? "");
  const routes = (nextHopIpAddress: pulumi.Input<string>) => [
    { name: "a", addressPrefix: "10.1.0.0/16", nextHopType: "VirtualAppliance", nextHopIpAddress },
    { name: "b", addressPrefix: "10.2.0.0/16", nextHopType: "None" },
  ];
  new network.RouteTable("leaf", { ...inGroup, routes: routes(address) });
  new network.RouteTable("whole", { ...inGroup, routes: address.apply(routes) });
  new network.Route("standalone", {
    ...inGroup,
    routeTableName: "rt",
    addressPrefix: "10.0.0.0/8",
    nextHopIpAddress: address,
    nextHopType: "VirtualAppliance",
  });
  new network.PrivateEndpoint("by-id", { ...inGroup, subnet: { id: subnet.id } });
  new network.PrivateEndpoint("by-inline-subnet", { ...inGroup, subnet: { id: hub.subnets.apply((all) => all?.[0]?.id ?? "") } });
  new network.PrivateEndpoint("by-interpolation", { ...inGroup, subnet: { id: pulumi.interpolate`${hub.id}/subnets/ep` } });
  new network.PrivateEndpoint("by-literal", { ...inGroup, subnet: { id: "/subscriptions/s/a" } });
  new network.NetworkInterface("nic", { ...inGroup, ipConfigurations: [{ name: "ip", subnet: { id: subnet.id } }] });
}

describe("a preview of a new stack", () => {
  let run: Run;
  beforeAll(async () => {
    run = await new EmbeddedStack().preview(references);
  });

  // What the SDK and the provider make of the same few references, each of which a reader of a preview meets.
  test.each([
    ["a parent's name is unknown, and its resource is named", "ep", "virtualNetworkName", UNKNOWN, ["hub"]],
    ["so is the resource group's", "hub", "resourceGroupName", UNKNOWN, ["net"]],
    ["a location of an output that is known is known", "hub", "location", "westeurope", ["net"]],
    ["a location that was left out depends on nothing", "ep", "location", undefined, undefined],
    ["the SDK makes an endpoint's subnet unknown as a whole", "by-id", "subnet", UNKNOWN, ["ep"]],
    ["an inline subnet leaves only its network", "by-inline-subnet", "subnet", UNKNOWN, ["hub"]],
    ["an interpolation over an unknown is unknown", "by-interpolation", "subnet", UNKNOWN, ["hub"]],
    [
      "in a literal reference the SDK fills in policies that say nothing of the subnet",
      "by-literal",
      "subnet",
      { id: "/subscriptions/s/a", privateEndpointNetworkPolicies: "Disabled", privateLinkServiceNetworkPolicies: "Enabled" },
      [],
    ],
    ["the SDK fills policies into a standalone subnet", "ep", "privateEndpointNetworkPolicies", "Disabled", []],
    ["and none into an inline one", "hub", "subnets", [{ name: "inline", addressPrefix: "10.0.1.0/24" }], []],
    ["the subnet of a NIC is unknown at its leaf", "nic", "ipConfigurations", [{ name: "ip", subnet: { id: UNKNOWN } }], ["ep"]],
    ["a standalone route's next hop is unknown", "standalone", "nextHopIpAddress", UNKNOWN, ["azfw"]],
    [
      "one unknown next hop leaves the table's other routes known",
      "leaf",
      "routes",
      [
        { name: "a", addressPrefix: "10.1.0.0/16", nextHopType: "VirtualAppliance", nextHopIpAddress: UNKNOWN },
        { name: "b", addressPrefix: "10.2.0.0/16", nextHopType: "None" },
      ],
      ["azfw"],
    ],
    ["unless the list itself comes from an apply", "whole", "routes", UNKNOWN, ["azfw"]],
  ] as const)("%s", (_title, name, property, value, dependencies) => {
    const state = named(run, name);
    expect({ value: state.inputs[property], dependencies: namesOf(state.propertyDependencies[property]) }).toEqual({ value, dependencies });
  });

  test("no resource has an id, nor a default provider a known one", () => {
    expect(run.resources.map(({ id }) => id).filter((id) => id !== undefined)).toEqual([UNKNOWN]);
  });

  test("the stack and the default provider are registered too", () => {
    expect(run.resources.slice(0, 2).map(({ urn }) => urn)).toEqual([
      "urn:pulumi:prod::network::pulumi:pulumi:Stack::network-prod",
      expect.stringMatching(/^urn:pulumi:prod::network::pulumi:providers:azure-native::default_\d+_\d+_\d+$/),
    ]);
  });
});

describe("a deployed stack", () => {
  const program = (prefix: string) => (): object => {
    const group = new resources.ResourceGroup("net", { location: "westeurope" });
    const inGroup = { resourceGroupName: group.name };
    const table = new network.RouteTable("rt", { ...inGroup, routes: [{ name: "r", addressPrefix: prefix, nextHopType: "None" }] });
    const hub = new network.VirtualNetwork("hub", { ...inGroup, addressSpace: { addressPrefixes: ["10.0.0.0/16"] } });
    new network.Subnet("ep", { ...inGroup, virtualNetworkName: hub.name, addressPrefix: "10.0.0.0/24", routeTable: { id: table.id } });
    return { networkId: hub.id, password: pulumi.secret("hidden") };
  };
  let stack: EmbeddedStack;
  beforeEach(async () => {
    stack = new EmbeddedStack();
    await stack.up(program("10.1.0.0/16"));
  });

  test("is previewed as unchanged, with everything known", async () => {
    const run = await stack.preview(program("10.1.0.0/16"));
    expect(new Set(run.resources.map(({ operation }) => operation))).toEqual(new Set(["same"]));
    expect(JSON.stringify(run)).not.toContain(UNKNOWN);
  });

  test("in a change knows the name of what is updated and the id that others use, and not its other outputs", async () => {
    const run = await stack.preview(program("10.2.0.0/16"));
    const table = named(run, "rt");
    expect(table.operation).toBe("update");
    expect(table.outputs).toMatchObject({ id: UNKNOWN, location: "westeurope", disableBgpRoutePropagation: UNKNOWN });
    expect(table.outputs["name"]).toMatch(/^rt[0-9a-f]{8}$/);
    expect(named(run, "ep")).toMatchObject({ operation: "same", inputs: { routeTable: { id: table.id } } });
  });

  test("loses the id of what is replaced, and so do those that use it", async () => {
    const run = await stack.preview(() => {
      const hub = new network.VirtualNetwork("hub", { resourceGroupName: "other", location: "northeurope" });
      new network.Subnet("ep", { resourceGroupName: "other", virtualNetworkName: hub.name, addressPrefix: "10.0.0.0/24" });
    });
    expect(named(run, "hub")).toMatchObject({ operation: "replace", id: undefined });
    expect(named(run, "ep").inputs["virtualNetworkName"]).toBe(UNKNOWN);
  });

  test("exports what the CLI exports", async () => {
    const { version, deployment } = stack.export();
    expect(version).toBe(3);
    const exported = deployment.resources.find(({ urn }) => urn.endsWith("::ep"));
    expect(exported).toMatchObject({
      type: "azure-native:network:Subnet",
      custom: true,
      inputs: { subnetName: "ep", privateEndpointNetworkPolicies: "Disabled" },
      outputs: { name: "ep", id: exported?.id, provisioningState: "Succeeded" },
      dependencies: expect.arrayContaining(["urn:pulumi:prod::network::azure-native:network:VirtualNetwork::hub"]),
      propertyDependencies: { routeTable: ["urn:pulumi:prod::network::azure-native:network:RouteTable::rt"] },
    });
    expect(deployment.resources[0]?.outputs?.["password"]).toEqual({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: '"hidden"',
    });
  });

  test("lists a standalone subnet in its network after a refresh only", () => {
    const subnetsOfHub = (): unknown => stack.export().deployment.resources.find(({ urn }) => urn.endsWith("::hub"))?.outputs?.["subnets"];
    expect(subnetsOfHub()).toEqual([]);
    stack.refresh();
    expect(subnetsOfHub()).toEqual([expect.objectContaining({ name: "ep" })]);
  });

  test("deletes what is no longer declared", async () => {
    await stack.up(() => undefined);
    expect(stack.export().deployment.resources.map(({ type }) => type)).toEqual(["pulumi:pulumi:Stack"]);
    expect(stack.cloud.all()).toEqual([]);
  });

  test("gives its outputs to another stack, and its network to those who read it", async () => {
    const other = new EmbeddedStack({ project: "spoke", cloud: stack.cloud, others: [stack] });
    const run = await other.preview(() => {
      const hub = new pulumi.StackReference("organization/network/prod");
      const read = network.VirtualNetwork.get("read", hub.requireOutput("networkId").apply(String));
      return { prefix: read.addressSpace.apply((space) => space?.addressPrefixes?.[0]), password: hub.getOutput("password") };
    });
    expect(run.outputs["prefix"]).toBe("10.0.0.0/16");
    expect(isSecret(run.outputs["password"])).toBe(true);
    expect(named(run, "read")).toMatchObject({ external: true, operation: "read", outputs: { location: "westeurope" } });
  });
});

describe("what else a program does", () => {
  test("a component's children carry its type in their URNs", async () => {
    const run = await new EmbeddedStack().preview(() => {
      const component = new pulumi.ComponentResource("company:network:Hub", "hub");
      new network.VirtualNetwork("vnet", { resourceGroupName: "net" }, { parent: component });
    });
    expect(named(run, "vnet").urn).toBe("urn:pulumi:prod::network::company:network:Hub$azure-native:network:VirtualNetwork::vnet");
  });

  test("the configured subscription is in the ids, and the configured location is the default", async () => {
    const stack = new EmbeddedStack({ config: { "azure-native:subscriptionId": "abc", "azure-native:location": "northeurope" } });
    const run = await stack.up(() => {
      new network.VirtualNetwork("vnet", { resourceGroupName: "net", virtualNetworkName: "v" });
    });
    expect(named(run, "vnet")).toMatchObject({
      id: "/subscriptions/abc/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v",
      outputs: { location: "northeurope" },
    });
  });

  test("an explicit provider's configuration is its own", async () => {
    const { Provider } = require("@pulumi/azure-native/provider") as typeof import("@pulumi/azure-native/provider");
    const run = await new EmbeddedStack().up(() => {
      const provider = new Provider("elsewhere", { subscriptionId: "def" });
      new network.VirtualNetwork("vnet", { resourceGroupName: "net", virtualNetworkName: "v" }, { provider });
    });
    expect(named(run, "vnet").id).toContain("/subscriptions/def/");
  });

  test("a function finds what is deployed", async () => {
    const stack = new EmbeddedStack();
    const program = (): object => {
      new network.VirtualNetwork("vnet", { resourceGroupName: "net", virtualNetworkName: "v", location: "westeurope" });
      return {};
    };
    await stack.up(program);
    const run = await stack.preview(async () => {
      program();
      return { location: (await network.getVirtualNetwork({ resourceGroupName: "net", virtualNetworkName: "v" })).location };
    });
    expect(run.outputs).toEqual({ location: "westeurope" });
  });

  test("two runs in one process do not mix", async () => {
    const program = (name: string) => (): void => void new network.RouteTable(name, { resourceGroupName: "net" });
    const runs = await Promise.all(["a", "b"].map((name) => new EmbeddedStack({ project: name }).preview(program(name))));
    expect(runs.map((run) => run.resources.map(({ name }) => name).filter((name) => name.length === 1))).toEqual([["a"], ["b"]]);
  });
});

describe("a program in a folder", () => {
  const folder = join(examples, "blog-3-exact-prefix-with-policies");

  test("runs in a process of its own, as TypeScript, under the name of its project", async () => {
    const run = await stackOfProject(folder).preview({ folder });
    expect(named(run, "spoke1").urn).toBe(
      "urn:pulumi:prod::blog-3-exact-prefix-with-policies::azure-native:network:VirtualNetwork::spoke1",
    );
    expect(named(run, "gateway-routes").inputs["routes"]).toEqual([
      { name: "spoke1", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: UNKNOWN },
    ]);
  });

  test.each([
    ["an exception", "throws.ts", "no such luck"],
    ["two resources of one name", "same-name-twice.ts", "Duplicate resource URN"],
    ["a read of what does not exist", "reads-nothing.ts", "was not found"],
    ["a reference to an unknown stack", "unknown-stack.ts", 'unknown stack "a/b/c"'],
  ])("%s fails the run, with the reason", async (_title, main, message) => {
    await expect(new EmbeddedStack().preview({ folder: join(__dirname, "programs"), main })).rejects.toThrow(message);
  });
});
