import { type Properties, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { armId, deployed, describeReference, network, resource, subnetOf, urn } from "../support.ts";
import { associated, CLASSIC, classicUrn, got, HUB, hubSubnet, made, planned, subnetId, tableTo } from "./support.ts";

const TABLES = [tableTo("rt", "10.0.0.4"), tableTo("other", "10.0.0.5")];
const GATEWAY_SUBNET = hubSubnet("GatewaySubnet", "10.0.0.0/27");
const EP = hubSubnet("ep", "10.0.1.0/24");

/** The association before its deployment: what it names is an output of what it depends on. */
function plannedAssociation(subnets: readonly string[], tables: readonly string[], name = "a"): Resource {
  return resource(CLASSIC.association, name, {
    inputs: { subnetId: UNKNOWN, routeTableId: UNKNOWN },
    outputs: {},
    dependsOn: { subnetId: subnets, routeTableId: tables },
  });
}

const plannedSubnet = (name: string): Resource =>
  planned("subnet", name, { virtualNetworkName: "hub", addressPrefixes: [name === "ep" ? "10.0.1.0/24" : "10.0.0.0/27"] });

/** A network whose subnets are inside, as version 5 and version 6 write them. */
function inline(own: object, answer: object = {}): Resource {
  const inputs = { location: "westeurope", addressSpaces: ["10.0.0.0/16"], subnets: [{ name: "GatewaySubnet", ...own }] };
  return made("network", "hub", "virtualNetworks/hub", inputs, answer as never);
}

const nativeSubnet = (inputs: object = {}): Resource =>
  deployed("Subnet", "GatewaySubnet", "virtualNetworks/hub/subnets/GatewaySubnet", {
    virtualNetworkName: "hub",
    subnetName: "GatewaySubnet",
    addressPrefix: "10.0.0.0/27",
    ...inputs,
  });

describe("the route table of a subnet", () => {
  test.each<[string, readonly Resource[], string]>([
    ["is what the association says", [GATEWAY_SUBNET, associated("GatewaySubnet", "rt")], "entity rt"],
    ["is none without an association", [GATEWAY_SUBNET], "none"],
    [
      "is what it depends on in a preview",
      [plannedSubnet("GatewaySubnet"), plannedAssociation([classicUrn("subnet", "GatewaySubnet")], [classicUrn("table", "rt")])],
      "entity rt",
    ],
    [
      "is not known where two associations name different ones",
      [GATEWAY_SUBNET, associated("GatewaySubnet", "rt"), associated("GatewaySubnet", "other", "again")],
      "unknown [other, rt]",
    ],
    [
      "is known where two associations name the same one",
      [GATEWAY_SUBNET, associated("GatewaySubnet", "rt"), associated("GatewaySubnet", "rt", "again")],
      "entity rt",
    ],
    ["is out of sight with a table that is", [GATEWAY_SUBNET, associated("GatewaySubnet", "far")], "outside routetables/far"],
    [
      "is not known where the association does not know its own",
      [GATEWAY_SUBNET, resource(CLASSIC.association, "a", { inputs: { subnetId: subnetId("hub/GatewaySubnet"), routeTableId: UNKNOWN } })],
      "unknown []",
    ],
    [
      "is not known where an association may be its own, or another's",
      [
        GATEWAY_SUBNET,
        EP,
        plannedAssociation([classicUrn("subnet", "GatewaySubnet"), classicUrn("subnet", "ep")], [classicUrn("table", "rt")]),
      ],
      "unknown []",
    ],
    [
      "is its own where an association may be its own or another's: Azure refuses a second one",
      [
        GATEWAY_SUBNET,
        EP,
        associated("GatewaySubnet", "rt"),
        plannedAssociation([classicUrn("subnet", "GatewaySubnet"), classicUrn("subnet", "ep")], [classicUrn("table", "other")]),
      ],
      "entity rt",
    ],
    [
      "is not known of a subnet that was only read: the answer does not tell",
      [got("subnet", "GatewaySubnet", "virtualNetworks/hub/subnets/GatewaySubnet", { virtualNetworkName: "hub" })],
      "unknown []",
    ],
    [
      "is what the association says of a subnet that was only read",
      [
        got("subnet", "GatewaySubnet", "virtualNetworks/hub/subnets/GatewaySubnet", { virtualNetworkName: "hub" }),
        associated("GatewaySubnet", "rt"),
      ],
      "entity rt",
    ],
    [
      "is what an association that was only read says",
      [
        GATEWAY_SUBNET,
        resource(CLASSIC.association, "a", {
          id: subnetId("hub/GatewaySubnet"),
          outputs: { subnetId: subnetId("hub/GatewaySubnet"), routeTableId: armId("routeTables/rt") },
        }),
      ],
      "entity rt",
    ],
    ["of a subnet that no resource declares is known all the same", [associated("GatewaySubnet", "rt")], "entity rt"],
    [
      "of an azure-native subnet without one is not known: each write of the subnet takes it away",
      [nativeSubnet(), associated("GatewaySubnet", "rt")],
      "unknown []",
    ],
    [
      "of an azure-native subnet with the same is known",
      [nativeSubnet({ routeTable: { id: armId("routeTables/rt") } }), associated("GatewaySubnet", "rt")],
      "entity rt",
    ],
    [
      "of an azure-native subnet with another is not known",
      [nativeSubnet({ routeTable: { id: armId("routeTables/other") } }), associated("GatewaySubnet", "rt")],
      "unknown []",
    ],
    [
      "of a subnet with an id of its own, as up to version 1",
      [hubSubnet("GatewaySubnet", "10.0.0.0/27", { routeTableId: armId("routeTables/rt") })],
      "entity rt",
    ],
  ])("%s", (_, resources, expected) => {
    for (const order of [resources, [...resources].reverse()]) {
      const net = network(HUB, ...TABLES, ...order);
      expect(describeReference(net, subnetOf(net, "hub/GatewaySubnet").routeTable)).toBe(expected);
    }
  });

  test.each<[string, Resource, readonly Resource[], string]>([
    ["version 5 by an association", inline({ addressPrefix: "10.0.0.0/27" }), [associated("GatewaySubnet", "rt")], "entity rt"],
    ["version 6 by its own property", inline({ addressPrefixes: ["10.0.0.0/27"], routeTableId: armId("routeTables/rt") }), [], "entity rt"],
    [
      "version 6 by both, which agree",
      inline({ addressPrefixes: ["10.0.0.0/27"], routeTableId: armId("routeTables/rt") }),
      [associated("GatewaySubnet", "rt")],
      "entity rt",
    ],
    [
      "version 6 by an association alone, which each write of the network takes away",
      inline({ addressPrefixes: ["10.0.0.0/27"] }),
      [associated("GatewaySubnet", "rt")],
      "unknown []",
    ],
    [
      "version 5 in a preview: every subnet of the network may be meant",
      inline({ addressPrefix: "10.0.0.0/27" }),
      [plannedAssociation([classicUrn("network", "hub")], [classicUrn("table", "rt")])],
      "unknown []",
    ],
  ])("inside of a network of %s", (_, parent, others, expected) => {
    const net = network(parent, ...TABLES, ...others);
    expect(describeReference(net, subnetOf(net, "hub/GatewaySubnet").routeTable)).toBe(expected);
  });

  test("is not known where the network lists one that no association in sight gives", () => {
    const listed = {
      id: subnetId("hub/GatewaySubnet"),
      name: "gatewaysubnet",
      addressPrefixes: ["10.0.0.0/27"],
      privateEndpointNetworkPolicies: "Disabled",
    };
    const hub = (routeTableId: string): Resource =>
      made(
        "network",
        "hub",
        "virtualNetworks/hub",
        { location: "westeurope", addressSpaces: ["10.0.0.0/16"] },
        { subnets: [{ ...listed, routeTableId }] },
      );
    const tableWith = (...resources: readonly Resource[]): string => {
      const net = network(...resources, ...TABLES, GATEWAY_SUBNET);
      return describeReference(net, subnetOf(net, "hub/GatewaySubnet").routeTable);
    };
    expect(tableWith(hub(armId("routeTables/far")))).toBe("unknown []");
    expect(tableWith(hub(""))).toBe("none");
    // An older copy gives way to the association.
    expect(tableWith(hub(armId("routeTables/far")), associated("GatewaySubnet", "rt"))).toBe("entity rt");
  });
});

test.each<[string, readonly Properties[]]>([
  ["that nothing in sight has", []],
  [
    "that the network lists",
    [
      {
        id: subnetId("hub/GatewaySubnet"),
        name: "GatewaySubnet",
        addressPrefixes: ["10.0.0.0/27"],
        routeTableId: "",
        privateEndpointNetworkPolicies: "Disabled",
      },
    ],
  ],
])("a subnet whose name is not known may be the one of an association, by a name %s", (_, subnets) => {
  const hub = made("network", "hub", "virtualNetworks/hub", { location: "westeurope", addressSpaces: ["10.0.0.0/16"] }, { subnets });
  const subnet = planned("subnet", "x", { name: UNKNOWN, virtualNetworkName: "hub", addressPrefixes: ["10.0.0.0/27"] });
  const net = network(hub, ...TABLES, subnet, associated("GatewaySubnet", "rt"));
  const nameless = net.subnets.find(({ key }) => key === classicUrn("subnet", "x"));
  expect(nameless?.routeTable).toMatchObject({
    kind: "unknown",
    candidates: [],
    gap: { resource: urn(CLASSIC.association, "GatewaySubnet-table") },
  });
});

test.each<[string, Resource]>([
  ["not known", resource(CLASSIC.association, "a", { inputs: { subnetId: UNKNOWN, routeTableId: armId("routeTables/rt") } })],
  ["missing", resource(CLASSIC.association, "a", { inputs: { routeTableId: armId("routeTables/rt") } })],
  ["no id", resource(CLASSIC.association, "a", { inputs: { subnetId: "ep", routeTableId: armId("routeTables/rt") } })],
])("an association whose subnet is %s may be that of any subnet", (_, association) => {
  const { unmodelled } = network(HUB, ...TABLES, GATEWAY_SUBNET, association);
  expect(unmodelled).toMatchObject([
    { rule: "outside", scope: { kind: "everything" }, gap: { resource: urn(CLASSIC.association, "a"), property: "subnetId" } },
  ]);
});

test("an association of a subnet that is not in sight changes nothing", () => {
  const far = resource(CLASSIC.association, "a", { inputs: { subnetId: subnetId("far/ep"), routeTableId: armId("routeTables/rt") } });
  const net = network(HUB, ...TABLES, GATEWAY_SUBNET, far);
  expect(net.unmodelled).toEqual([]);
  expect(subnetOf(net, "hub/GatewaySubnet").routeTable).toEqual({ kind: "none" });
});
