import { formatAddress } from "../../src/address/prefix.ts";
import type { PrivateEndpoint } from "../../src/model/network.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, deployed, gapsOf, named, network, read, resource, urn } from "./support.ts";

const SUBNET = armId("virtualNetworks/spoke/subnets/ep");
const DYNAMIC = "pe: the address is not known yet: every address of the subnet counts; a static address under ipConfigurations settles it";

function spoke(subnetAnswer: Properties = {}, subnet: Properties = {}): Resource {
  const ep = { name: "ep", addressPrefix: "10.1.1.0/24", ...subnet };
  const inputs = { virtualNetworkName: "spoke", location: "westeurope", addressSpace: { addressPrefixes: ["10.1.0.0/16"] }, subnets: [ep] };
  return deployed("VirtualNetwork", "spoke", "virtualNetworks/spoke", inputs, { subnets: [{ ...ep, id: SUBNET, ...subnetAnswer }] });
}

function endpoint(inputs: Properties, answer: Properties = {}): Resource {
  return deployed("PrivateEndpoint", "pe", "privateEndpoints/pe", { privateEndpointName: "pe", subnet: { id: SUBNET }, ...inputs }, answer);
}

function zoneGroup(answer: Properties): Resource {
  return deployed(
    "PrivateDnsZoneGroup",
    "zones",
    "privateEndpoints/PE/privateDnsZoneGroups/default",
    { privateEndpointName: "pe" },
    answer,
  );
}

const records = (...ipAddresses: readonly string[]): Properties => ({ privateDnsZoneConfigs: [{ recordSets: [{ ipAddresses }] }] });
const dns = (...ipAddresses: readonly string[]): Properties => ({ customDnsConfigs: [{ ipAddresses }] });
const statics = (...addresses: readonly Properties["x"][]): Properties => ({
  ipConfigurations: addresses.map((privateIPAddress) => ({ privateIPAddress })),
});
const nic = (address: string, answer: Properties = {}): Resource =>
  read("NetworkInterface", "pe-nic", "networkInterfaces/pe.nic", {
    ipConfigurations: [{ name: "ip", privateIPAddress: address, subnet: { id: SUBNET } }],
    ...answer,
  });

describe("the addresses of a private endpoint", () => {
  test.each<[string, readonly Resource[], string, readonly string[]]>([
    ["static ones first", [endpoint(statics("10.1.1.9"), dns("10.1.1.7")), zoneGroup(records("10.1.1.8"))], "10.1.1.9", []],
    [
      "static ones as early versions write them",
      [endpoint({ ipConfigurations: [{ properties: { privateIPAddress: "10.1.1.9" } }] })],
      "10.1.1.9",
      [],
    ],
    [
      "the zone group's beside those of the answer: each source may know some only (R30)",
      [endpoint({}, dns("10.1.1.7")), zoneGroup(records("10.1.1.8"))],
      "10.1.1.7 10.1.1.8",
      [],
    ],
    [
      "several zones",
      [
        endpoint({}),
        zoneGroup({
          privateDnsZoneConfigs: [
            { recordSets: [{ ipAddresses: ["10.1.1.20"] }, { ipAddresses: ["10.1.1.8", "fd00::1"] }] },
            { recordSets: [{ ipAddresses: ["10.1.1.8"] }] },
          ],
        }),
      ],
      "10.1.1.8 10.1.1.20",
      [
        'zones.privateDnsZoneConfigs[0].recordSets[1].ipAddresses[1]: "fd00::1" is an IPv6 address of the endpoint, and its routes are not documented (R45)',
      ],
    ],
    ["then the endpoint's own", [endpoint({}, dns("10.1.1.7", "10.1.1.6"))], "10.1.1.6 10.1.1.7", []],
    [
      "then those of the interface that it names",
      [endpoint({}, { customDnsConfigs: [], networkInterfaces: [{ id: armId("networkInterfaces/PE.nic") }] }), nic("10.1.1.5")],
      "10.1.1.5",
      [],
    ],
    [
      "then those of the interface that names it",
      [endpoint({}), nic("10.1.1.5", { privateEndpoint: { id: armId("privateEndpoints/pe").toUpperCase() } })],
      "10.1.1.5",
      [],
    ],
    ["else whatever Azure will choose", [endpoint({}, { customDnsConfigs: [] })], "dynamic", [DYNAMIC]],
    [
      "without record sets, as in a preview",
      [endpoint({}, dns("10.1.1.7")), zoneGroup({ privateDnsZoneConfigs: [{ privateDnsZoneId: "x" }] })],
      "10.1.1.7",
      [],
    ],
    [
      "not a static one outside of the subnet",
      [endpoint(statics("10.1.2.9"), dns("10.1.1.7"))],
      "10.1.1.7",
      [
        "pe.ipConfigurations: 10.1.2.9 is outside of the subnet that it is taken from: a prefix of that is not in sight, or the address is of another time or place",
      ],
    ],
    ["not the zone group's outside of the subnet", [endpoint({}, dns("10.1.1.7")), zoneGroup(records("10.9.9.9"))], "10.1.1.7", []],
    [
      "none where all are outside of the subnet",
      [endpoint({}, dns("10.9.9.9"))],
      "dynamic",
      [
        "pe.customDnsConfigs: 10.9.9.9 is outside of the network that it is taken from: a prefix of that is not in sight, or the address is of another time or place",
        DYNAMIC,
      ],
    ],
    [
      "no answer beside a static one that is not known yet",
      [endpoint(statics("10.1.1.9", UNKNOWN), dns("10.1.1.7"))],
      "dynamic",
      ["pe.ipConfigurations[1].privateIPAddress: is not known yet"],
    ],
    [
      "a malformed static one is none",
      [endpoint(statics("10.1.1"), dns("10.1.1.7"))],
      "dynamic",
      ['pe.ipConfigurations[0].privateIPAddress: "10.1.1" is not an IPv4 address'],
    ],
    ["an empty list of static ones is none", [endpoint({ ipConfigurations: [] }, dns("10.1.1.7"))], "10.1.1.7", []],
  ])("%s", (_, resources, expected, gaps) => {
    const net = network(spoke(), ...resources);
    expect(describeAddresses(named(net.endpoints, "pe"))).toBe(expected);
    expect(gapsOf(net)).toEqual([...gaps].sort());
  });

  test("in an answer that is a copy of the inputs are none", () => {
    const inputs = { subnet: { id: SUBNET }, ...dns("10.1.1.7") };
    const net = network(spoke(), resource("PrivateEndpoint", "pe", { inputs, outputs: { ...inputs, id: UNKNOWN } }));
    expect(describeAddresses(net.endpoints[0]!)).toBe("dynamic");
  });

  test("of a zone group that outlives the endpoint are none", () => {
    const replaced = resource("PrivateEndpoint", "pe", {
      inputs: { resourceGroupName: "net", privateEndpointName: "pe", subnet: { id: SUBNET } },
      outputs: { id: UNKNOWN },
    });
    const net = network(spoke(), replaced, zoneGroup(records("10.1.1.8")));
    expect(describeAddresses(net.endpoints[0]!)).toBe("dynamic");
  });

  test("are relied on where the subnet is not known", () => {
    expect(describeAddresses(network(endpoint({}, dns("10.1.1.7"))).endpoints[0]!)).toBe("10.1.1.7");
  });

  test("are known of an endpoint that is only read", () => {
    const net = network(
      spoke(),
      read("PrivateEndpoint", "pe", "privateEndpoints/pe", { subnet: { id: SUBNET }, ipConfigurations: [], ...dns("10.1.1.7") }),
    );
    expect(describeAddresses(net.endpoints[0]!)).toBe("10.1.1.7");
    expect(net.endpoints[0]!.subnet.kind).toBe("entity");
  });
});

describe("endpoints that a subnet lists", () => {
  const listed = (name: string, more: Properties = {}): Properties => ({ id: armId(`privateEndpoints/${name}`), ...more });
  const inline = (...items: readonly Properties[]): Resource => spoke({ privateEndpoints: items });
  const ep = `${urn("VirtualNetwork", "spoke")}#subnets/ep`;

  test("are endpoints with any address of the subnet", () => {
    const net = network(inline(listed("Foreign")));
    expect(net.endpoints).toMatchObject([
      {
        name: "Foreign",
        key: armId("privateEndpoints/foreign").toLowerCase(),
        armId: armId("privateEndpoints/foreign").toLowerCase(),
        logicalName: undefined,
        subnet: { kind: "entity", key: ep },
        addresses: { kind: "dynamic" },
      },
    ]);
    expect(net.endpoints[0]!.origin).toEqual({ resource: urn("VirtualNetwork", "spoke"), property: "subnets[0].privateEndpoints[0]" });
    expect(gapsOf(net)).toHaveLength(1);
  });

  test("are those that a resource declares, where one does", () => {
    const net = network(inline(listed("PE")), endpoint({}, dns("10.1.1.7")));
    expect(net.endpoints.map(describeAddresses)).toEqual(["10.1.1.7"]);
    expect(gapsOf(net)).toEqual([]);
  });

  test("are those that a resource declares whose id is about to change", () => {
    const updated = resource("PrivateEndpoint", "pe", {
      inputs: { resourceGroupName: "net", privateEndpointName: "pe", subnet: { id: SUBNET } },
      outputs: { id: UNKNOWN, name: "pe" },
    });
    expect(network(inline(listed("pe")), updated).endpoints.map(({ key }) => key)).toEqual([updated.urn]);
  });

  test("have the address of their interface", () => {
    const net = network(inline(listed("foreign")), nic("10.1.1.5", { privateEndpoint: { id: armId("privateEndpoints/foreign") } }));
    expect(net.endpoints.map(describeAddresses)).toEqual(["10.1.1.5"]);
  });

  test("come from the answer about a subnet that is a resource", () => {
    const own = deployed(
      "Subnet",
      "own",
      "virtualNetworks/spoke/subnets/own",
      { addressPrefix: "10.1.2.0/24" },
      { privateEndpoints: [listed("foreign"), {}, "?", { id: "x" }] },
    );
    const net = network(spoke(), own);
    expect(net.endpoints.map(({ name, subnet }) => [name, subnet])).toEqual([["foreign", { kind: "entity", key: own.urn }]]);
  });
});

describe("IPv6 (R45)", () => {
  test.each<[Properties["x"], boolean | undefined, number]>([
    [undefined, undefined, 0],
    ["IPv4", undefined, 0],
    ["ipv4", undefined, 0],
    ["IPv6", true, 0],
    ["dualstack", false, 0],
    [UNKNOWN, undefined, 1],
    ["IPv5", undefined, 1],
  ])("an endpoint of version %p: IPv6 alone %p, %i entries", (ipVersionType, isOnly, count) => {
    const net = network(spoke(), endpoint({ ipVersionType }, dns("10.1.1.7")));
    expect(named(net.endpoints, "pe").ipv6?.isOnly).toBe(isOnly);
    expect(net.unmodelled).toHaveLength(count);
    if (count > 0)
      expect(net.unmodelled).toMatchObject([{ rule: "R45", scope: { kind: "endpoint", endpoint: urn("PrivateEndpoint", "pe") } }]);
  });

  const TEXT = '"fd00::1" is an IPv6 address of the endpoint, and its routes are not documented (R45)';

  test.each<[string, readonly Resource[], string]>([
    ["asked for", [endpoint(statics("10.1.1.9", "fd00::1"))], "pe.ipConfigurations[1].privateIPAddress"],
    ["answered", [endpoint({}, dns("10.1.1.7", "fd00::1"))], "pe.customDnsConfigs[0].ipAddresses[1]"],
    [
      "recorded in a zone",
      [endpoint({}, dns("10.1.1.7")), zoneGroup(records("fd00::1"))],
      "zones.privateDnsZoneConfigs[0].recordSets[0].ipAddresses[0]",
    ],
    [
      "of the interface",
      [
        endpoint({}, dns("10.1.1.7")),
        nic("10.1.1.7", {
          privateEndpoint: { id: armId("privateEndpoints/pe") },
          ipConfigurations: [{ name: "6", privateIPAddress: "fd00::1", privateIPAddressVersion: "IPv6" }],
        }),
      ],
      "pe-nic.ipConfigurations[0].privateIPAddress",
    ],
  ])("an address that is %s is named, whatever version the endpoint says", (_, resources, place) => {
    const net = network(spoke(), ...resources);
    expect(net.endpoints[0]!.ipv6?.isOnly).toBe(false);
    expect(gapsOf(net)).toContain(`${place}: ${TEXT}`);
  });

  test("of an endpoint that a subnet lists, its interface tells", () => {
    const listed = { id: armId("privateEndpoints/foreign") };
    const own = nic("10.1.1.5", { privateEndpoint: listed, ipConfigurations: [{ name: "6", privateIPAddress: "fd00::1" }] });
    expect(network(spoke({ privateEndpoints: [listed] }), own).endpoints[0]!.ipv6?.isOnly).toBe(false);
  });
});

function describeAddresses({ addresses }: PrivateEndpoint): string {
  return addresses.kind === "dynamic" ? "dynamic" : addresses.addresses.map(formatAddress).join(" ");
}
