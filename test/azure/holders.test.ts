import { formatAddress } from "../../src/address/prefix.ts";
import type { AddressHolder } from "../../src/model/network.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, deployed, describeReference, gapsOf, network, read, resource, urn } from "./support.ts";

const HUB = deployed("VirtualNetwork", "hub", "virtualNetworks/hub", {
  location: "westeurope",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  subnets: [
    { name: "AzureFirewallSubnet", addressPrefix: "10.0.0.0/26" },
    { name: "nva", addressPrefix: "10.0.1.0/24" },
  ],
});
const NVA = { id: armId("virtualNetworks/hub/subnets/nva") };
const FIREWALL = { id: armId("virtualNetworks/hub/subnets/AzureFirewallSubnet") };

describe("a firewall", () => {
  const fw = (inputs: Properties, answer: Properties = {}): Resource =>
    deployed("AzureFirewall", "fw", "azureFirewalls/fw", inputs, answer);
  const ip = (name: string, more: Properties = {}): Properties => ({ name, subnet: FIREWALL, ...more });

  test.each<[string, Resource, readonly string[], readonly string[]]>([
    [
      "the address in the answer",
      fw({ ipConfigurations: [ip("ip")] }, { ipConfigurations: [ip("IP", { privateIPAddress: "10.0.0.4" })] }),
      ["entity hub/AzureFirewallSubnet 10.0.0.4"],
      [],
    ],
    [
      "further configurations with public addresses",
      fw(
        { ipConfigurations: [ip("ip"), { name: "more" }] },
        { ipConfigurations: [ip("ip", { privateIPAddress: "10.0.0.4" }), { name: "more" }] },
      ),
      ["entity hub/AzureFirewallSubnet 10.0.0.4"],
      [],
    ],
    [
      "no address yet",
      fw({ ipConfigurations: [ip("ip")] }),
      ["entity hub/AzureFirewallSubnet ?"],
      ["fw.ipConfigurations[0].privateIPAddress: is not known before Azure gives the address out"],
    ],
    [
      "the address 0.0.0.0",
      fw({ ipConfigurations: [ip("ip")] }, { ipConfigurations: [ip("ip", { privateIPAddress: "0.0.0.0" })] }),
      ["entity hub/AzureFirewallSubnet ?"],
      ['fw.ipConfigurations[0].privateIPAddress: "0.0.0.0" stands for no address'],
    ],
    [
      "no configuration",
      fw({ ipConfigurations: [] }),
      [],
      ["fw.ipConfigurations: is in no subnet, as a stopped firewall is: it holds no address"],
    ],
    ["a hub by its SKU", fw({ sku: { name: "AZFW_Hub" } }), [], []],
    [
      "a hub that is not in sight",
      fw({ virtualHub: { id: armId("virtualHubs/far") }, hubIPAddresses: { privateIPAddress: "10.30.0.132" } }),
      ["outside virtualhubs/far 10.30.0.132"],
      [`fw.virtualHub.id: refers to ${armId("virtualHubs/far")}, which is not in the stack or its context`],
    ],
    [
      "configurations that are not known",
      fw({ ipConfigurations: UNKNOWN }),
      ["unknown [] ?"],
      ["fw.ipConfigurations: is not known yet and depends on nothing that it could mean; give the id as text to settle it"],
    ],
    [
      "one that was only read",
      read("AzureFirewall", "fw", "azureFirewalls/fw", { ipConfigurations: [ip("ip", { privateIPAddress: "10.0.0.4" })] }),
      ["entity hub/AzureFirewallSubnet 10.0.0.4"],
      [],
    ],
  ])("may have %s", (_, resourceOf, expected, gaps) => {
    const net = network(HUB, resourceOf);
    expect(net.holders).toHaveLength(1);
    expect(attachmentsOf(net)).toEqual(expected);
    expect(gapsOf(net)).toEqual(gaps);
  });
});

describe("a network interface", () => {
  test.each<[string, Properties, Properties, readonly string[], object]>([
    [
      "a static address",
      { ipConfigurations: [{ name: "ip", subnet: NVA, privateIPAddress: "10.0.1.4" }], enableIPForwarding: true },
      {},
      ["entity hub/nva 10.0.1.4"],
      { known: true, value: true },
    ],
    [
      "an address in the answer",
      { ipConfigurations: [{ name: "ip", subnet: NVA }] },
      { ipConfigurations: [{ name: "ip", privateIPAddress: "10.0.1.4" }] },
      ["entity hub/nva 10.0.1.4"],
      { known: true, value: false },
    ],
    [
      "several",
      {
        ipConfigurations: [
          { name: "a", subnet: NVA },
          { name: "b", subnet: NVA },
        ],
      },
      {
        ipConfigurations: [
          { name: "b", privateIPAddress: "10.0.1.5" },
          { name: "a", privateIPAddress: "10.0.1.4" },
        ],
      },
      ["entity hub/nva 10.0.1.4", "entity hub/nva 10.0.1.5"],
      { value: false },
    ],
    [
      "an unknown address beside an answer",
      { ipConfigurations: [{ name: "ip", subnet: NVA, privateIPAddress: UNKNOWN }] },
      { ipConfigurations: [{ name: "ip", privateIPAddress: "10.0.1.4" }] },
      ["entity hub/nva ?"],
      { value: false },
    ],
    [
      "an IPv6 configuration beside",
      {
        ipConfigurations: [
          { name: "ip", subnet: NVA, privateIPAddress: "10.0.1.4" },
          { name: "v6", subnet: NVA, privateIPAddressVersion: "IPv6" },
        ],
      },
      {},
      ["entity hub/nva 10.0.1.4"],
      { value: false },
    ],
    [
      "forwarding that is not known",
      { ipConfigurations: [{ name: "ip", subnet: NVA, privateIPAddress: "10.0.1.4" }], enableIPForwarding: UNKNOWN },
      {},
      ["entity hub/nva 10.0.1.4"],
      { known: false },
    ],
  ])("may have %s", (_, inputs, answer, expected, forwarding) => {
    const net = network(HUB, deployed("NetworkInterface", "nic", "networkInterfaces/nic", inputs, answer));
    expect(attachmentsOf(net)).toEqual(expected);
    expect(net.holders).toMatchObject([{ kind: "network-interface", ipForwarding: forwarding }]);
  });
});

describe("the other interfaces of an interface's machine", () => {
  const nicUrn = (name: string): string => urn("NetworkInterface", name);
  const answering = (name: string, virtualMachine?: PropertyValue, enableIPForwarding: PropertyValue = true): Resource =>
    deployed("NetworkInterface", name, `networkInterfaces/${name}`, { enableIPForwarding, ipConfigurations: [] }, { virtualMachine });
  const [a, b, c] = ["a", "b", "c"].map((name) => answering(name));
  const nics = [a, b, c].filter((each) => each !== undefined);
  const idOf = (name: string): Properties => ({ id: armId(`networkInterfaces/${name}`) });
  const vmId = armId("virtualMachines/vm").replace("Microsoft.Network", "Microsoft.Compute");
  const vm = (networkProfile: PropertyValue, on: readonly string[] = [], name = "vm"): Resource =>
    resource("azure-native:compute:VirtualMachine", name, {
      inputs: { resourceGroupName: "net", vmName: name, networkProfile },
      dependsOn: { networkProfile: on.map(nicUrn) },
    });
  const list = (...networkInterfaces: readonly PropertyValue[]): Properties => ({ networkInterfaces });
  const unknown: Properties = { id: UNKNOWN };

  /** Of the interface `a`: the others, and what leaves it open that there are more. */
  test.each<[string, readonly Resource[], readonly string[], string | undefined]>([
    ["none without a machine", nics, [], undefined],
    ["those that it names", [...nics, vm(list(idOf("a"), idOf("B")))], ["b"], undefined],
    ["none where it names another alone", [...nics, vm(list(idOf("b")))], [], undefined],
    ["those that its ids depend on", [...nics, vm(list(unknown, unknown), ["a", "b"])], ["b"], undefined],
    ["one by its id and one by what depends", [...nics, vm(list(idOf("a"), unknown), ["a", "b"])], ["b"], undefined],
    ["none where its only id depends on one", [...nics, vm(list(unknown), ["a"])], [], undefined],
    ["none where its only id depends on two", [...nics, vm(list(unknown), ["a", "b"])], [], undefined],
    [
      "open where there are fewer ids than they depend on",
      [...nics, vm(list(unknown, unknown), ["a", "b", "c"])],
      ["b", "c"],
      "vm.networkProfile.networkInterfaces[0].id",
    ],
    [
      "open where there are more ids than they depend on",
      [...nics, vm(list(unknown, unknown), ["a"])],
      [],
      "vm.networkProfile.networkInterfaces[0].id",
    ],
    ["open where any may be one", [...nics, vm(list(unknown, unknown))], [], "vm.networkProfile.networkInterfaces[0].id"],
    [
      "closed where any may be one, but another machine has it",
      [...nics, vm(list(unknown, unknown)), vm(list(idOf("a")), [], "own")],
      [],
      undefined,
    ],
    ["open where an item is not known", [...nics, vm(list(idOf("a"), UNKNOWN))], [], "vm.networkProfile.networkInterfaces[1]"],
    [
      "open where the list is not known",
      [...nics, vm({ networkInterfaces: UNKNOWN }, ["a", "b"])],
      ["b"],
      "vm.networkProfile.networkInterfaces",
    ],
    ["open where the profile is not known", [...nics, vm(UNKNOWN, ["a", "b"])], ["b"], "vm.networkProfile"],
    ["not touched by an unknown list of others", [...nics, vm({ networkInterfaces: UNKNOWN }, ["b", "c"])], [], undefined],
    ["open where the list is none", [...nics, vm({ networkInterfaces: "a" }, ["a"])], [], "vm.networkProfile.networkInterfaces"],
    ["open where an id is none", [...nics, vm(list(idOf("a"), { id: "b" }))], [], "vm.networkProfile.networkInterfaces[1].id"],
    ["open where one is not in sight", [...nics, vm(list(idOf("a"), idOf("far")))], [], "vm.networkProfile.networkInterfaces[1].id"],
    [
      "open where it makes others",
      [...nics, vm({ ...list(idOf("a")), networkInterfaceConfigurations: [{}] })],
      [],
      "vm.networkProfile.networkInterfaceConfigurations",
    ],
    ["closed where it makes its own alone", [...nics, vm({ networkInterfaceConfigurations: [{}, {}] })], [], undefined],
    [
      "open where it is only answered",
      [answering("a", { id: vmId }), answering("b", { id: vmId.toUpperCase() })],
      ["b"],
      "a.virtualMachine.id",
    ],
    [
      "closed where the answered one is in sight",
      [answering("a", { id: vmId }), answering("b", { id: vmId }), vm(list(idOf("a")))],
      ["b"],
      undefined,
    ],
    [
      "what is declared, not answered",
      [answering("a", { id: `${vmId}-old` }), ...nics.slice(1), vm(list(idOf("a"), idOf("b")))],
      ["b"],
      undefined,
    ],
    ["open where the answer is not known any more", [answering("a", UNKNOWN)], [], "a.virtualMachine"],
    ["none where the answer is null", [answering("a", null)], [], undefined],
    ["of no interest where it does not forward", [answering("a", { id: vmId }, false)], [], undefined],
    ["open where it may forward", [answering("a", { id: vmId }, UNKNOWN)], [], "a.virtualMachine.id"],
  ])("are %s", (_, resources, expected, open) => {
    for (const ordered of [resources, [...resources].reverse()]) {
      const net = network(HUB, ...ordered);
      const nic = net.holders.find(({ name }) => name === "a");
      if (nic?.kind !== "network-interface") throw new Error("no network interface");
      expect(nic.siblings.items.map((key) => key.split("::").at(-1))).toEqual(expected);
      const gap = nic.siblings.open;
      expect(gap === undefined ? undefined : `${gap.resource.split("::").at(-1)}.${gap.property}`).toBe(open);
      if (gap !== undefined) expect(net.gaps.filter((other) => other === gap)).toHaveLength(1);
    }
  });

  test("leave no gap where they are known, or of no interest", () => {
    const known = vm(list(unknown, unknown), ["a", "b"]);
    const elsewhere = vm(list(idOf("far"), idOf("further")), [], "elsewhere");
    expect(gapsOf(network(HUB, ...nics, known, elsewhere, answering("d", { id: vmId }, false)))).toEqual([]);
  });
});

describe("two holders of one address", () => {
  const nic = (name: string, subnet: Properties = NVA): Resource =>
    deployed("NetworkInterface", name, `networkInterfaces/${name}`, {
      ipConfigurations: [{ name: "ip", subnet, privateIPAddress: "10.0.1.4" }],
    });

  test("in one network leave a gap on each", () => {
    expect(gapsOf(network(HUB, nic("a"), nic("b")))).toEqual([
      `a.ipConfigurations[0]: 10.0.1.4 is also the address of ${urn("NetworkInterface", "b")} in the same network`,
      `b.ipConfigurations[0]: 10.0.1.4 is also the address of ${urn("NetworkInterface", "a")} in the same network`,
    ]);
  });

  test("in two networks are as they should be", () => {
    const other = deployed("VirtualNetwork", "other", "virtualNetworks/other", {
      location: "westeurope",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "nva", addressPrefix: "10.0.1.0/24" }],
    });
    expect(gapsOf(network(HUB, other, nic("a"), nic("b", { id: armId("virtualNetworks/other/subnets/nva") })))).toEqual([]);
  });
});

describe("the backends of an internal load balancer", () => {
  const pool = armId("loadBalancers/lb/backendAddressPools/p");
  const lb = (inputs: Properties = {}, answer: Properties = {}): Resource =>
    deployed(
      "LoadBalancer",
      "lb",
      "loadBalancers/lb",
      { loadBalancerName: "lb", frontendIPConfigurations: [{ name: "f", subnet: NVA, privateIPAddress: "10.0.1.9" }], ...inputs },
      answer,
    );
  const nic = (name: string, address: string, pools?: Properties["x"], on: readonly string[] = []): Resource => ({
    ...deployed("NetworkInterface", name, `networkInterfaces/${name}`, {
      ipConfigurations: [{ name: "ip", subnet: NVA, privateIPAddress: address, loadBalancerBackendAddressPools: pools }],
    }),
    propertyDependencies: { ipConfigurations: on },
  });
  const a = nic("a", "10.0.1.4", [{ id: pool }]);
  const b = nic("b", "10.0.1.5", [{ id: pool.toUpperCase() }]);
  const plain = nic("plain", "10.0.1.6");
  const lbUrn = urn("LoadBalancer", "lb");
  const poolResource = (inputs: Properties, answer: Properties = {}): Resource =>
    deployed(
      "LoadBalancerBackendAddressPool",
      "p",
      "loadBalancers/lb/backendAddressPools/p",
      { loadBalancerName: "lb", ...inputs },
      answer,
    );
  const scaleSet = (id: Properties["x"], on: readonly string[] = []): Resource =>
    resource("azure-native:compute:VirtualMachineScaleSet", "set", {
      inputs: {
        virtualMachineProfile: {
          networkProfile: { networkInterfaceConfigurations: [{ ipConfigurations: [{ loadBalancerBackendAddressPools: [{ id }] }] }] },
        },
      },
      dependsOn: { virtualMachineProfile: on },
    });
  const machine = (id: PropertyValue, on: readonly string[] = []): Resource =>
    resource("azure-native:compute:VirtualMachine", "vm", {
      inputs: {
        networkProfile: { networkInterfaceConfigurations: [{ ipConfigurations: [{ loadBalancerBackendAddressPools: [{ id }] }] }] },
      },
      dependsOn: { networkProfile: on },
    });
  const byAddress = (ipAddress: Properties["x"], more: Properties = {}): Properties => ({
    name: "p",
    loadBalancerBackendAddresses: [{ name: "x", ipAddress, ...more }],
  });

  test.each<[string, readonly Resource[], readonly string[], string | undefined]>([
    ["interfaces that name the pool", [lb(), a, b, plain], ["a", "b"], undefined],
    ["an interface that depends on the load balancer", [lb(), nic("a", "10.0.1.4", [{ id: UNKNOWN }], [lbUrn])], ["a"], undefined],
    [
      "an interface that depends on the pool",
      [lb(), poolResource({}), nic("a", "10.0.1.4", [{ id: UNKNOWN }], [urn("LoadBalancerBackendAddressPool", "p")])],
      ["a"],
      undefined,
    ],
    [
      "an interface that depends on two of them",
      [
        lb(),
        deployed("LoadBalancer", "lb2", "loadBalancers/lb2", {}),
        nic("a", "10.0.1.4", [{ id: UNKNOWN }], [lbUrn, urn("LoadBalancer", "lb2")]),
      ],
      [],
      "a.ipConfigurations[0].loadBalancerBackendAddressPools[0].id",
    ],
    [
      "an interface that may be in any pool",
      [lb(), a, nic("b", "10.0.1.5", UNKNOWN)],
      ["a"],
      "b.ipConfigurations[0].loadBalancerBackendAddressPools",
    ],
    [
      "an interface of which little is known",
      [lb(), a, resource("NetworkInterface", "b", { inputs: { ipConfigurations: UNKNOWN }, dependsOn: { ipConfigurations: [lbUrn] } })],
      ["a"],
      "b.ipConfigurations",
    ],
    [
      "an address of an interface in the network",
      [lb({ backendAddressPools: [byAddress("10.0.1.6", { virtualNetwork: { id: armId("virtualNetworks/hub") } })] }), plain],
      ["plain"],
      undefined,
    ],
    ["an address in the frontend's network", [lb({ backendAddressPools: [byAddress("10.0.1.6")] }), plain], ["plain"], undefined],
    ["an address in a pool of its own", [lb(), poolResource(byAddress("10.0.1.6")), plain], ["plain"], undefined],
    [
      "an address of nobody",
      [lb({ backendAddressPools: [byAddress("10.0.1.7")] }), plain],
      [],
      "lb.backendAddressPools[0].loadBalancerBackendAddresses[0].ipAddress",
    ],
    [
      "an unknown address",
      [lb({ backendAddressPools: [byAddress(UNKNOWN)] }), plain, a],
      ["a"],
      "lb.backendAddressPools[0].loadBalancerBackendAddresses[0].ipAddress",
    ],
    ["an unknown list of pools", [lb({ backendAddressPools: UNKNOWN }), a], ["a"], "lb.backendAddressPools"],
    [
      "what Azure answered",
      [
        lb(
          { backendAddressPools: [{ name: "p" }] },
          { backendAddressPools: [{ name: "p", backendIPConfigurations: [{ id: armId("networkInterfaces/Plain/ipConfigurations/ip") }] }] },
        ),
        plain,
      ],
      ["plain"],
      undefined,
    ],
    [
      "what Azure answered about a pool of its own",
      [lb(), poolResource({}, { backendIPConfigurations: [{ id: armId("networkInterfaces/plain/ipConfigurations/ip") }] }), plain],
      ["plain"],
      undefined,
    ],
    [
      "an instance of a scale set",
      [
        lb(
          {},
          {
            backendAddressPools: [
              {
                name: "p",
                backendIPConfigurations: [
                  {
                    id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/v/virtualMachines/0/networkInterfaces/n/ipConfigurations/ip",
                  },
                ],
              },
            ],
          },
        ),
        a,
      ],
      ["a"],
      "lb.backendAddressPools[0].backendIPConfigurations[0].id",
    ],
    ["a scale set that names the pool", [lb(), a, scaleSet(pool)], ["a"], "set.virtualMachineProfile"],
    ["a scale set that depends on the load balancer", [lb(), a, scaleSet(UNKNOWN, [lbUrn])], ["a"], "set.virtualMachineProfile"],
    ["a scale set elsewhere", [lb(), a, scaleSet(armId("loadBalancers/far/backendAddressPools/p"))], ["a"], undefined],
    ["a machine that names the pool", [lb(), a, machine(pool)], ["a"], "vm.networkProfile"],
    ["a machine that depends on the load balancer", [lb(), a, machine(UNKNOWN, [lbUrn])], ["a"], "vm.networkProfile"],
    ["a machine that depends on nothing", [lb(), a, machine(UNKNOWN)], ["a"], "vm.networkProfile"],
    ["a machine elsewhere", [lb(), a, machine(armId("loadBalancers/far/backendAddressPools/p"))], ["a"], undefined],
    ["nobody in sight", [lb(), plain], [], undefined],
  ])("are %s", (_, resources, expected, open) => {
    const net = network(HUB, ...resources);
    const balancer = net.holders.find((holder) => holder.kind === "load-balancer" && holder.name === "lb");
    if (balancer?.kind !== "load-balancer") throw new Error("no load balancer");
    expect(balancer.backends.items.map((key) => key.split("::").at(-1))).toEqual(expected);
    const gap = balancer.backends.open;
    expect(gap === undefined ? undefined : `${gap.resource.split("::").at(-1)}.${gap.property}`).toBe(open);
    if (gap !== undefined) expect(net.gaps.filter((other) => other === gap)).toHaveLength(1);
  });

  test("leave the same gaps in any order", () => {
    const unknown = ["x", "y"].map((name) => nic(name, "10.0.1.5", UNKNOWN));
    const resources = [
      HUB,
      lb(),
      ...unknown,
      scaleSet(pool),
      resource("NetworkInterface", "z", { inputs: { ipConfigurations: UNKNOWN }, dependsOn: { ipConfigurations: [lbUrn] } }),
    ];
    expect(gapsOf(network(...resources))).toEqual(gapsOf(network(...resources.reverse())));
  });

  test("do not matter where every frontend is public", () => {
    const net = network(HUB, lb({ frontendIPConfigurations: [{ name: "f", publicIPAddress: { id: "x" } }] }));
    expect(net.holders).toMatchObject([{ attachments: [], backends: { items: [], open: undefined } }]);
    expect(gapsOf(net)).toEqual([]);
  });

  test("a frontend's address may stand in the answer", () => {
    const net = network(
      HUB,
      a,
      lb(
        { frontendIPConfigurations: [{ name: "f", subnet: NVA }] },
        { frontendIPConfigurations: [{ name: "f", privateIPAddress: "10.0.1.9" }] },
      ),
    );
    expect(attachmentsOf(net)).toContain("entity hub/nva 10.0.1.9");
  });
});

function attachmentsOf(net: ReturnType<typeof network>): readonly string[] {
  return net.holders.flatMap(({ attachments }: AddressHolder) =>
    attachments.map(({ address, subnet }) => `${describeReference(net, subnet)} ${address.known ? formatAddress(address.value) : "?"}`),
  );
}
