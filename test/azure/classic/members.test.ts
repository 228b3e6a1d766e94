import { formatAddress } from "../../../src/address/prefix.ts";
import type { FirewallRules } from "../../../src/model/firewall-rules.ts";
import type { LoadBalancer } from "../../../src/model/network.ts";
import { type Properties, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { armId, deployed, named, network, resource, urn } from "../support.ts";
import { CLASSIC, classicUrn, got, HUB, hubSubnet, made, planned, subnetId } from "./support.ts";

const WORK = hubSubnet("work", "10.0.2.0/24");
const FIREWALL_SUBNET = hubSubnet("AzureFirewallSubnet", "10.0.3.0/26");
const EP = hubSubnet("ep", "10.0.1.0/24");

const addressesOf = (resources: readonly Resource[], name: string): readonly string[] =>
  named(network(HUB, WORK, FIREWALL_SUBNET, ...resources).holders, name).attachments.map(({ address, subnet }) =>
    [
      address.known ? formatAddress(address.value) : "not known",
      subnet.kind === "entity" ? subnet.key.split("::").at(-1) : subnet.kind,
    ].join(" in "),
  );

describe("what holds an address", () => {
  const ip = (subnet: string, more: Properties = {}): Properties => ({ name: "ip", subnetId: subnetId(`hub/${subnet}`), ...more });
  const nic = (inputs: Properties, answer: Properties = {}): Resource => made("nic", "x", "networkInterfaces/x", inputs, answer);

  test.each<[string, Resource, readonly string[]]>([
    ["a network interface", nic({ ipConfigurations: [ip("work", { privateIpAddress: "10.0.2.4" })] }), ["10.0.2.4 in work"]],
    [
      "a network interface whose address Azure chose",
      nic({ ipConfigurations: [ip("work")] }, { ipConfigurations: [ip("work", { privateIpAddress: "10.0.2.5" })] }),
      ["10.0.2.5 in work"],
    ],
    ["a network interface before its deployment", nic({ ipConfigurations: [ip("work")] }), ["not known in work"]],
    [
      "a network interface with IPv6 beside",
      nic({
        ipConfigurations: [ip("work", { privateIpAddress: "10.0.2.4" }), ip("work", { name: "6", privateIpAddressVersion: "IPv6" })],
      }),
      ["10.0.2.4 in work"],
    ],
    [
      "a network interface that was read",
      got("nic", "x", "networkInterfaces/x", { ipConfigurations: [ip("work", { privateIpAddress: "10.0.2.4", publicIpAddressId: "" })] }),
      ["10.0.2.4 in work"],
    ],
    [
      "a firewall, of which the first configuration alone has a subnet",
      made(
        "firewall",
        "x",
        "azureFirewalls/x",
        { skuName: "AZFW_VNet", ipConfigurations: [ip("AzureFirewallSubnet"), { name: "2", publicIpAddressId: "p" }] },
        {
          ipConfigurations: [
            ip("AzureFirewallSubnet", { privateIpAddress: "10.0.3.4" }),
            { name: "2", subnetId: "", privateIpAddress: "" },
          ],
        },
      ),
      ["10.0.3.4 in AzureFirewallSubnet"],
    ],
    [
      "a firewall of version 0, with a single configuration",
      made("firewall", "x", "azureFirewalls/x", { ipConfiguration: ip("AzureFirewallSubnet", { privateIpAddress: "10.0.3.4" }) }),
      ["10.0.3.4 in AzureFirewallSubnet"],
    ],
    [
      "an internal load balancer",
      made("balancer", "x", "loadBalancers/x", { frontendIpConfigurations: [ip("work", { privateIpAddress: "10.0.2.9" })] }),
      ["10.0.2.9 in work"],
    ],
    [
      "a public load balancer",
      made("balancer", "x", "loadBalancers/x", { frontendIpConfigurations: [{ name: "f", publicIpAddressId: "p", subnetId: "" }] }),
      [],
    ],
  ])("%s", (_, holder, expected) => {
    expect(addressesOf([holder], "x")).toEqual(expected);
  });

  test("a firewall in a virtual hub has an address of the hub's", () => {
    const hub = deployed("VirtualHub", "vhub", "virtualHubs/vhub", {
      virtualHubName: "vhub",
      addressPrefix: "10.100.0.0/23",
      location: "westeurope",
      virtualWan: { id: armId("virtualWans/wan") },
    });
    const own = { virtualHubId: armId("virtualHubs/vhub") };
    const firewall = made(
      "firewall",
      "x",
      "azureFirewalls/x",
      { skuName: "AZFW_Hub", virtualHub: own },
      { virtualHub: { ...own, privateIpAddress: "10.100.0.4" } },
    );
    expect(network(HUB, hub, firewall).holders).toMatchObject([
      {
        attachments: [
          { address: { known: true, value: 0x0a640004 }, subnet: { kind: "entity", key: `${urn("VirtualHub", "vhub")}#firewall` } },
        ],
      },
    ]);
  });

  test("a machine tells which other interfaces an appliance may send on by", () => {
    const names = ["x", "y"];
    const nics = names.map((name, index) =>
      made("nic", name, `networkInterfaces/${name}`, {
        ipForwardingEnabled: true,
        ipConfigurations: [ip("work", { privateIpAddress: `10.0.2.${index + 4}` })],
      }),
    );
    const machine = (networkInterfaceIds: Properties["x"]): Resource =>
      resource("azure:compute/linuxVirtualMachine:LinuxVirtualMachine", "vm", { inputs: { name: "vm", networkInterfaceIds } });
    const siblings = (...more: readonly Resource[]): unknown => {
      const x = named(network(HUB, WORK, ...nics, ...more).holders, "x");
      return x.kind === "network-interface" ? [...x.siblings.items, ...(x.siblings.open === undefined ? [] : ["and others"])] : undefined;
    };
    expect(siblings()).toEqual([]);
    expect(siblings(machine(names.map((name) => armId(`networkInterfaces/${name}`))))).toEqual([classicUrn("nic", "y")]);
    expect(siblings(machine([armId("networkInterfaces/x"), armId("networkInterfaces/far")]))).toEqual(["and others"]);
    expect(siblings(machine(UNKNOWN))).toEqual(["and others"]);
  });

  test.each<[string, Properties, boolean | string]>([
    ["ipForwardingEnabled", { ipForwardingEnabled: true }, true],
    ["enableIpForwarding", { enableIpForwarding: true }, true],
    ["nothing", {}, false],
    ["ipForwardingEnabled, not known", { ipForwardingEnabled: UNKNOWN }, "ipForwardingEnabled"],
    ["enableIpForwarding, not known", { enableIpForwarding: UNKNOWN }, "enableIpForwarding"],
  ])("an interface forwards or not: %s", (_, inputs, expected) => {
    const net = network(HUB, WORK, nic({ ...inputs, ipConfigurations: [ip("work", { privateIpAddress: "10.0.2.4" })] }));
    const [holder] = net.holders;
    if (holder?.kind !== "network-interface") throw new Error("it is a network interface");
    expect(holder.ipForwarding.known ? holder.ipForwarding.value : holder.ipForwarding.gap.property).toBe(expected);
  });

  test("places are called what the program calls them", () => {
    const balancer = made("balancer", "x", "loadBalancers/x", { frontendIpConfigurations: [ip("work", { privateIpAddress: "nine" })] });
    const net = network(HUB, WORK, balancer);
    expect(net.holders).toMatchObject([{ attachments: [{ property: "frontendIpConfigurations[0]" }] }]);
    expect(net.gaps.map(({ property }) => property)).toContain("frontendIpConfigurations[0].privateIpAddress");
  });
});

describe("the rules of a firewall", () => {
  const POLICY = armId("firewallPolicies/p");
  const firewall = made("firewall", "x", "azureFirewalls/x", {
    skuName: "AZFW_VNet",
    firewallPolicyId: POLICY,
    ipConfigurations: [{ name: "ip", subnetId: subnetId("hub/AzureFirewallSubnet"), privateIpAddress: "10.0.3.4" }],
  });
  const policy = resource("azure:network/firewallPolicy:FirewallPolicy", "p", {
    id: POLICY,
    inputs: { name: "p", resourceGroupName: "net" },
    outputs: { id: POLICY, name: "p", ruleCollectionGroups: [] },
  });
  const networkRule: Properties = {
    name: "r",
    protocols: ["TCP"],
    sourceAddresses: ["192.168.0.0/24"],
    destinationAddresses: ["10.0.1.0/24"],
    destinationPorts: ["443"],
    destinationFqdns: [],
  };
  const group = (inputs: Properties): Resource =>
    resource("azure:network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup", "g", {
      id: `${POLICY}/ruleCollectionGroups/g`,
      inputs: { name: "g", firewallPolicyId: POLICY, priority: 100, ...inputs },
      outputs: { id: `${POLICY}/ruleCollectionGroups/g`, name: "g" },
    });
  const collection = (action: string, rule: Properties, priority: number): Properties => ({
    name: action,
    priority,
    action,
    rules: [rule],
  });
  const rulesOf = (...resources: readonly Resource[]): FirewallRules | undefined => {
    const holder = named(network(HUB, FIREWALL_SUBNET, firewall, ...resources).holders, "x");
    return holder.kind === "azure-firewall" ? holder.rules : undefined;
  };

  test("of all kinds stand in one list", () => {
    const { rules } = (rulesOf(
      policy,
      group({
        networkRuleCollections: [collection("Deny", networkRule, 200)],
        applicationRuleCollections: [
          collection("Allow", { name: "a", sourceAddresses: ["*"], protocols: [{ type: "Https", port: 443 }] }, 300),
        ],
        natRuleCollections: [collection("Dnat", { name: "n" }, 400)],
      }),
    ) ?? {}) as Extract<FirewallRules, { kind: "in-sight" }>;
    expect(rules.open).toBeUndefined();
    expect(rules.items).toMatchObject([
      {
        action: { value: "deny" },
        order: { kind: "network", collection: { value: 200 }, group: { value: 100 } },
        condition: { protocols: { items: ["tcp"], open: undefined } },
      },
      { action: { value: "allow" }, order: { kind: "application" } },
    ]);
  });

  test.each<[string, Properties, string]>([
    [
      "a protocol",
      { networkRuleCollections: [collection("Deny", { ...networkRule, protocols: ["GRE"] }, 200)] },
      "networkRuleCollections[0].rules[0].protocols[0]",
    ],
    [
      "an action",
      { networkRuleCollections: [collection("Deny", networkRule, 1), collection("Drop", networkRule, 2)] },
      "networkRuleCollections[1].action",
    ],
    [
      "a source of the second kind",
      {
        networkRuleCollections: [collection("Deny", networkRule, 1)],
        applicationRuleCollections: [collection("Allow", { name: "a", sourceAddresses: ["10.0.0.0/99"] }, 2)],
      },
      "applicationRuleCollections[0].rules[0].sourceAddresses[0]",
    ],
    ["a whole list", { networkRuleCollections: UNKNOWN }, "networkRuleCollections"],
  ])("are named as in the program: %s", (_, inputs, property) => {
    const { gaps } = network(HUB, FIREWALL_SUBNET, firewall, policy, group(inputs));
    expect(gaps.map((gap) => gap.property)).toContain(property);
  });

  test("are elsewhere where no group is in sight, and never all of them where one is of nobody knows which policy", () => {
    expect(rulesOf()?.kind).toBe("elsewhere");
    expect(rulesOf(policy)?.kind).toBe("elsewhere");
    const known = group({ networkRuleCollections: [collection("Deny", networkRule, 200)] });
    expect(rulesOf(policy, known)?.kind).toBe("in-sight");
    const homeless = resource("azure:network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup", "h", {
      inputs: { name: "h", firewallPolicyId: UNKNOWN, priority: 200 },
    });
    expect(rulesOf(policy, known, homeless)?.kind).toBe("elsewhere");
  });
});

describe("for which destinations network rules keep the source (R63)", () => {
  const POLICY = armId("firewallPolicies/p");
  const keptBy = (firewall: Properties, policy?: Properties): string => {
    const resources = [
      made("firewall", "x", "azureFirewalls/x", {
        skuName: "AZFW_VNet",
        ipConfigurations: [{ name: "ip", subnetId: subnetId("hub/AzureFirewallSubnet"), privateIpAddress: "10.0.3.4" }],
        ...firewall,
      }),
      ...(policy === undefined
        ? []
        : [
            resource("azure:network/firewallPolicy:FirewallPolicy", "p", {
              id: POLICY,
              inputs: { name: "p", resourceGroupName: "net", ...policy },
              outputs: { id: POLICY, name: "p" },
            }),
          ]),
    ];
    const holder = named(network(HUB, FIREWALL_SUBNET, ...resources).holders, "x");
    if (holder.kind !== "azure-firewall") throw new Error("x is no firewall");
    const { ranges, open } = holder.untranslated;
    return open ?? ranges.map(({ first, last }) => `${formatAddress(first)}-${formatAddress(last)}`).join(" ");
  };
  const IANA = "10.0.0.0-10.255.255.255 172.16.0.0-172.31.255.255 192.168.0.0-192.168.255.255 100.64.0.0-100.127.255.255";
  const MANAGED = { firewallPolicyId: POLICY };

  test.each<[string, Properties, Properties | undefined, string]>([
    ["a policy without a word of it", MANAGED, {}, IANA],
    ["a policy with ranges", MANAGED, { privateIpRanges: ["255.255.255.255/32"] }, "255.255.255.255-255.255.255.255"],
    ["a policy that learns", MANAGED, { autoLearnPrivateRangesEnabled: true }, "p learns further private ranges from a route server"],
    [
      "a policy that does not",
      MANAGED,
      { privateIpRanges: ["0.0.0.0/0"], autoLearnPrivateRangesEnabled: false },
      "0.0.0.0-255.255.255.255",
    ],
    ["a policy with ranges that are not known yet", MANAGED, { privateIpRanges: UNKNOWN }, "privateIpRanges of p is not known yet"],
    ["the empty list that the provider answers with", MANAGED, { privateIpRanges: [] }, IANA],
    [
      "a firewall with ranges of its own",
      { privateIpRanges: ["IANAPrivateRanges", "10.1.0.0/16"] },
      undefined,
      `${IANA} 10.1.0.0-10.1.255.255`,
    ],
    ["a firewall without", {}, undefined, "no rules or policy of x are in sight"],
  ])("%s", (_, firewall, policy, expected) => expect(keptBy(firewall, policy)).toBe(expected));
});

describe("the backends of a load balancer", () => {
  const LB = armId("loadBalancers/lb");
  const POOL = `${LB}/backendAddressPools/pool`;
  const front = { name: "f", subnetId: subnetId("hub/work"), privateIpAddress: "10.0.2.9" };
  const balancer = made("balancer", "lb", "loadBalancers/lb", { frontendIpConfigurations: [front] });
  const pool = (inputs: Properties = {}, answer: Properties = {}): Resource =>
    made("pool", "pool", "loadBalancers/lb/backendAddressPools/pool", { loadbalancerId: LB, ...inputs }, answer);
  const nic = (name: string, address: string): Resource =>
    made("nic", name, `networkInterfaces/${name}`, {
      ipConfigurations: [{ name: "ip", subnetId: subnetId("hub/work"), privateIpAddress: address }],
    });
  const member = (nicName: string, inputs: Properties = {}, dependsOn: Readonly<Record<string, readonly string[]>> = {}): Resource =>
    resource(CLASSIC.member, `${nicName}-in-pool`, {
      inputs: {
        networkInterfaceId: armId(`networkInterfaces/${nicName}`),
        ipConfigurationName: "ip",
        backendAddressPoolId: POOL,
        ...inputs,
      },
      dependsOn,
    });
  const scaleSet = (type: string, profile: Properties): Resource =>
    resource(`azure:compute/${type}`, "set", { inputs: { name: "set", ...profile } });
  const ipConfigurations = [{ name: "ip", loadBalancerBackendAddressPoolIds: [POOL] }];

  const NICS = [nic("a", "10.0.2.4"), nic("b", "10.0.2.5")];

  const backendsOf = (...resources: readonly Resource[]): string => {
    const { backends } = named(network(HUB, WORK, balancer, ...NICS, ...resources).holders, "lb") as LoadBalancer;
    return [...backends.items.map((key) => key.split("::").at(-1)), ...(backends.open === undefined ? [] : ["and others"])].join(" ");
  };

  test.each<[string, readonly Resource[], string]>([
    ["none", [pool()], ""],
    ["by associations", [pool(), member("a"), member("b")], "a b"],
    [
      "by an association in a preview",
      [
        planned("pool", "pool", { loadbalancerId: UNKNOWN }, { loadbalancerId: [classicUrn("balancer", "lb")] }),
        member(
          "a",
          { networkInterfaceId: UNKNOWN, backendAddressPoolId: UNKNOWN },
          {
            networkInterfaceId: [classicUrn("nic", "a")],
            backendAddressPoolId: [classicUrn("pool", "pool")],
          },
        ),
      ],
      "a",
    ],
    ["by an association of an interface out of sight", [pool(), member("far")], "and others"],
    [
      "by an association of one of two interfaces",
      [pool(), member("a", { networkInterfaceId: UNKNOWN }, { networkInterfaceId: [classicUrn("nic", "a"), classicUrn("nic", "b")] })],
      "and others",
    ],
    ["by an association of nobody knows which pool", [pool(), member("a", { backendAddressPoolId: UNKNOWN })], "and others"],
    ["by what the pool answers", [pool({}, { backendIpConfigurations: [armId("networkInterfaces/a/ipConfigurations/ip")] })], "a"],
    ["by addresses inside of the pool, as in version 4", [pool({ backendAddresses: [{ name: "a", ipAddress: "10.0.2.5" }] })], "b"],
    [
      "by addresses beside the pool",
      [pool(), resource(CLASSIC.poolAddress, "x", { inputs: { name: "x", backendAddressPoolId: POOL, ipAddress: "10.0.2.4" } })],
      "a",
    ],
    [
      "by addresses beside the pool, in another network",
      [
        pool(),
        resource(CLASSIC.poolAddress, "x", {
          inputs: { name: "x", backendAddressPoolId: POOL, ipAddress: "10.0.2.4", virtualNetworkId: armId("virtualNetworks/far") },
        }),
      ],
      "and others",
    ],
    [
      "by addresses beside the pool, not known yet",
      [
        pool(),
        resource(CLASSIC.poolAddress, "x", {
          inputs: { name: "x", backendAddressPoolId: UNKNOWN, ipAddress: UNKNOWN },
          dependsOn: { backendAddressPoolId: [classicUrn("pool", "pool")] },
        }),
      ],
      "and others",
    ],
    [
      "by addresses of nobody knows which pool",
      [pool(), resource(CLASSIC.poolAddress, "x", { inputs: { name: "x", backendAddressPoolId: UNKNOWN, ipAddress: "10.0.2.4" } })],
      "and others",
    ],
    [
      "that a Linux scale set makes",
      [
        pool(),
        scaleSet("linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet", { networkInterfaces: [{ name: "n", ipConfigurations }] }),
      ],
      "and others",
    ],
    [
      "that an early scale set makes",
      [pool(), scaleSet("scaleSet:ScaleSet", { networkProfiles: [{ name: "n", ipConfigurations }] })],
      "and others",
    ],
    [
      "that a Windows scale set makes whose interfaces are not known",
      [pool(), scaleSet("windowsVirtualMachineScaleSet:WindowsVirtualMachineScaleSet", { networkInterfaces: UNKNOWN })],
      "and others",
    ],
    [
      "by an interface of version 1",
      [
        pool(),
        made("nic", "c", "networkInterfaces/c", {
          ipConfigurations: [
            { name: "ip", subnetId: subnetId("hub/work"), privateIpAddress: "10.0.2.6", loadBalancerBackendAddressPoolsIds: [POOL] },
          ],
        }),
      ],
      "c",
    ],
  ])("%s", (_, resources, expected) => {
    expect(backendsOf(...resources)).toBe(expected);
    expect(backendsOf(...[...resources].reverse())).toBe(expected);
  });

  test("a pool of nobody knows which load balancer is called so", () => {
    const { gaps } = network(HUB, WORK, balancer, planned("pool", "pool", { loadbalancerId: UNKNOWN }));
    expect(gaps).toMatchObject([{ resource: classicUrn("pool", "pool"), property: "loadbalancerId" }]);
  });
});

describe("a private endpoint", () => {
  const endpoint = (inputs: Properties, answer: Properties = {}): Resource =>
    made("endpoint", "pe", "privateEndpoints/pe", { subnetId: subnetId("hub/ep"), ...inputs }, answer);
  const connection = (address: Properties["x"], ...subresourceNames: readonly string[]): Properties => ({
    privateServiceConnection: { name: "c", isManualConnection: false, subresourceNames, privateIpAddress: address },
  });
  const dns = (...ipAddresses: readonly string[]): Properties => ({ customDnsConfigs: [{ fqdn: "x", ipAddresses }] });
  const zone = (...ipAddresses: readonly string[]): Properties => ({
    privateDnsZoneConfigs: [{ name: "z", recordSets: [{ ipAddresses }] }],
  });

  const addressesOfEndpoint = (...resources: readonly Resource[]): string => {
    const { addresses } = named(network(HUB, EP, ...resources).endpoints, "pe");
    return addresses.kind === "known" ? addresses.addresses.map(formatAddress).join(" ") : `dynamic: ${addresses.gap.property}`;
  };

  test.each<[string, Resource, string]>([
    ["static addresses first", endpoint({ ipConfigurations: [{ name: "ip", privateIpAddress: "10.0.1.9" }] }, dns("10.0.1.7")), "10.0.1.9"],
    ["then its zone group's", endpoint({}, { ...zone("10.0.1.8"), customDnsConfigs: [] }), "10.0.1.8"],
    ["then its own", endpoint({}, { ...dns("10.0.1.7", "10.0.1.6"), privateDnsZoneConfigs: [] }), "10.0.1.6 10.0.1.7"],
    [
      "then the one of its interface, to a private link service",
      endpoint({}, { ...connection("10.0.1.5"), customDnsConfigs: [], privateDnsZoneConfigs: [] }),
      "10.0.1.5",
    ],
    ["but not to what may have several (R30)", endpoint({}, { ...connection("10.0.1.5", "Sql"), customDnsConfigs: [] }), "dynamic: "],
    [
      "a static address that is not known",
      endpoint({ ipConfigurations: [{ name: "ip", privateIpAddress: UNKNOWN }] }),
      "dynamic: ipConfigurations[0].privateIpAddress",
    ],
    ["none before its deployment", planned("endpoint", "pe", { subnetId: subnetId("hub/ep") }), "dynamic: "],
    [
      "none in an answer before its deployment",
      resource(CLASSIC.endpoint, "pe", {
        inputs: { name: "pe", subnetId: subnetId("hub/ep") },
        outputs: { name: "pe", customDnsConfigs: UNKNOWN, privateDnsZoneConfigs: UNKNOWN },
      }),
      "dynamic: ",
    ],
    [
      "one that was read",
      got("endpoint", "pe", "privateEndpoints/pe", { subnetId: subnetId("hub/ep"), ipConfigurations: [], ...dns("10.0.1.7") }),
      "10.0.1.7",
    ],
  ])("has %s", (_, resources, expected) => {
    expect(addressesOfEndpoint(resources)).toBe(expected);
  });

  test.each<[string, Properties, string]>([
    ["its zones", zone("10.9.9.9"), "privateDnsZoneConfigs"],
    ["its own records", dns("10.9.9.9"), "customDnsConfigs"],
    ["its interface", connection("10.9.9.9"), "privateServiceConnection"],
  ])("says where an address out of its subnet stands: %s", (_, answer, property) => {
    const { gaps } = network(HUB, EP, endpoint({}, answer));
    expect(gaps.filter(({ text }) => text.includes("10.9.9.9"))).toMatchObject([{ property }]);
  });

  test("is in the subnet that it depends on in a preview", () => {
    const subnet = planned("subnet", "ep", { virtualNetworkName: "hub", addressPrefixes: ["10.0.1.0/24"] });
    const pe = planned("endpoint", "pe", { subnetId: UNKNOWN }, { subnetId: [classicUrn("subnet", "ep")] });
    expect(network(HUB, subnet, pe).endpoints).toMatchObject([{ subnet: { kind: "entity", key: classicUrn("subnet", "ep") } }]);
    const nobody = network(HUB, subnet, planned("endpoint", "pe", { subnetId: UNKNOWN }));
    expect(nobody.endpoints).toMatchObject([{ subnet: { kind: "unknown", candidates: [], gap: { property: "subnetId" } } }]);
  });
});

test("a next hop that is not known names the firewall that it depends on", () => {
  const firewall = planned("firewall", "fw", {
    skuName: "AZFW_VNet",
    ipConfigurations: [{ name: "ip", subnetId: subnetId("hub/AzureFirewallSubnet") }],
  });
  const table = planned("table", "rt", {});
  const hop: Properties = { addressPrefix: "10.1.0.0/16", nextHopType: "VirtualAppliance", nextHopInIpAddress: UNKNOWN };
  const route = planned("route", "r", { routeTableName: "rt", ...hop }, { nextHopInIpAddress: [urn(CLASSIC.firewall, "fw")] });
  expect(network(HUB, FIREWALL_SUBNET, firewall, table, route).routeTables[0]?.routes.items).toMatchObject([
    {
      nextHop: {
        value: {
          addresses: { items: [{ known: false, dependsOn: [classicUrn("firewall", "fw")], gap: { property: "nextHopInIpAddress" } }] },
        },
      },
    },
  ]);
});
