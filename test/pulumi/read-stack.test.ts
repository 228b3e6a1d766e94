import { unknownCheckingProxy } from "@pulumi/policy";
import { readStack, type StackResource } from "../../src/pulumi/read-stack.ts";
import { UNKNOWN } from "../../src/resources/resource.ts";

const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urn = (type: string, name: string) => `urn:pulumi:prod::net::${type}::${name}`;
const NETWORK = "azure-native:network:VirtualNetwork";
const SUBNET = "azure-native:network:Subnet";

function resource(
  type: string,
  name: string,
  props: object,
  dependencies: Readonly<Record<string, readonly string[]>> = {},
): StackResource {
  const refer = (urns: readonly string[]) => urns.map((each) => ({ urn: each }));
  return {
    urn: urn(type, name),
    type,
    name,
    props: unknownCheckingProxy(props),
    dependencies: refer(Object.values(dependencies).flat()),
    propertyDependencies: Object.fromEntries(Object.entries(dependencies).map(([property, urns]) => [property, refer(urns)])),
  };
}

const root = resource("pulumi:pulumi:Stack", "net-prod", {});
const bucket = resource("aws:s3:Bucket", "logs", {});
const vnet = resource(NETWORK, "hub", { id: UNKNOWN_STRING, addressSpace: { addressPrefixes: ["10.0.0.0/16"] } });
const subnet = resource(SUBNET, "ep", { id: "/subscriptions/s/x" }, { virtualNetworkName: [vnet.urn] });
const isRelevant = (type: string) => type.startsWith("azure-native:network:");

describe("a stack", () => {
  const inputs = new Map([[vnet.urn, { virtualNetworkName: "hub" }]]);
  const stack = readStack([subnet, bucket, vnet, root], inputs, isRelevant);
  const read = new Map(stack.resources.map((each) => [each.name, each]));

  it("holds the resources of relevant types, and knows the URNs of all", () => {
    expect([...read.keys()].sort()).toEqual(["ep", "hub"]);
    expect([...stack.urns].sort()).toEqual([subnet.urn, bucket.urn, vnet.urn, root.urn].sort());
  });

  it("joins what was captured with what is handed", () => {
    expect(read.get("hub")).toMatchObject({
      inputs: { virtualNetworkName: "hub" },
      outputs: { id: UNKNOWN, addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    });
  });

  it("has no inputs where none were captured, which is not the same as empty ones", () => {
    expect(read.get("ep")?.inputs).toBeUndefined();
  });

  it("has no inputs where they are empty, as those of a resource that the program only reads", () => {
    const [read] = readStack([vnet], new Map([[vnet.urn, {}]]), isRelevant).resources;
    expect(read).toMatchObject({ name: "hub", inputs: undefined });
  });

  it("does not have what is new and left out of the operation: it has neither inputs nor outputs", () => {
    const skipped = resource(SUBNET, "skipped", {});
    expect(readStack([skipped, vnet], new Map([[skipped.urn, {}]]), isRelevant).resources.map(({ name }) => name)).toEqual(["hub"]);
  });

  it("has the inputs that a resource is made with, not those that `ignoreChanges` kept", () => {
    const replaced = { ...vnet, opts: { ignoreChanges: ["addressSpace"] } };
    const captured = { virtualNetworkName: "hub", addressSpace: { addressPrefixes: ["10.9.0.0/16"] } };
    const [read] = readStack([replaced], new Map([[vnet.urn, captured]]), isRelevant).resources;
    expect(read?.inputs).toEqual({ virtualNetworkName: "hub", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } });
  });

  it.each<[string, object, string | undefined]>([
    ["configured", { subscriptionId: "00000000-0000-0000-0000-00000000000a" }, "00000000-0000-0000-0000-00000000000a"],
    ["not configured", {}, undefined],
    ["empty", { subscriptionId: "" }, undefined],
    ["not known yet", { subscriptionId: UNKNOWN_STRING }, undefined],
  ])("knows the provider of a resource, whose subscription is %s", (_, props, subscription) => {
    const provider = { urn: urn("pulumi:providers:azure-native", "default_3_28_0"), props: unknownCheckingProxy(props) };
    const [read] = readStack([{ ...vnet, provider }], new Map(), isRelevant).resources;
    expect(read?.provider).toEqual({ urn: provider.urn, subscription });
  });

  it("takes the id from the outputs, where it is known", () => {
    expect(read.get("ep")?.id).toBe("/subscriptions/s/x");
    expect(read.get("hub")?.id).toBeUndefined();
  });

  it("keeps dependencies as URNs", () => {
    expect(read.get("ep")).toMatchObject({ dependencies: [vnet.urn], propertyDependencies: { virtualNetworkName: [vnet.urn] } });
  });

  it("is named in gaps by project and stack", () => {
    expect(read.get("ep")?.origin).toBe("stack net/prod");
  });
});

describe("the URN of the stack itself", () => {
  const expected = "urn:pulumi:prod::net::pulumi:pulumi:Stack::net-prod";
  const rows: readonly { what: string; resources: readonly StackResource[]; urn: string }[] = [
    { what: "is that of the root stack", resources: [vnet, root], urn: expected },
    { what: "follows from any resource", resources: [vnet], urn: expected },
    { what: "is one even where there is nothing", resources: [], urn: "urn:pulumi:unknown::unknown::pulumi:pulumi:Stack::unknown-unknown" },
  ];
  it.each(rows)("$what", (row) => {
    expect(readStack(row.resources, new Map(), isRelevant).urn).toBe(row.urn);
  });
});
