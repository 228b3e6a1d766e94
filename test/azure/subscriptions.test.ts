import type { Provider, Resource } from "../../src/resources/resource.ts";
import { UNKNOWN } from "../../src/resources/resource.ts";
import { armId, deployed, describeReference, network, OTHER_SUBSCRIPTION, read, resource, SUBSCRIPTION, subnetOf, urn } from "./support.ts";

/**
 * Things in several subscriptions with equal names do not mix. The subnet's route table is looked for; all tables are called `rt` in the
 * resource group `net`.
 */

const provider = (name: string, subscription?: string, type = "azure-native"): Provider => ({
  urn: urn(`pulumi:providers:${type}`, name),
  subscription,
});
const DEFAULT = provider("default_3_28_0");
const OTHER_VERSION = provider("default_2_90_0");
const CONFIGURED = provider("default_3_28_0", SUBSCRIPTION);
const CLASSIC = provider("default_6_20_0", undefined, "azure");
const OWN = provider("second");

const by = (made: Resource, of: Provider | undefined): Resource => ({ ...made, provider: of });
const yetToBeMade = (type: string, name: string, inputs: Resource["inputs"], of: Provider | undefined): Resource =>
  by(resource(type, name, { inputs: { resourceGroupName: "net", ...inputs }, outputs: { id: UNKNOWN, name: UNKNOWN } }), of);
const table = (name: string, of: Provider | undefined): Resource => yetToBeMade("RouteTable", name, { routeTableName: "rt" }, of);
const made = (of: Provider, subscription: string): Resource => {
  const id = armId("networkSecurityGroups/other", subscription).replace("networkSecurityGroups", "loadBalancers");
  return by({ ...deployed("LoadBalancer", `lb-${of.urn}`, "loadBalancers/other", {}), id, outputs: { id } }, of);
};

const HERE = armId("routeTables/rt");
const THERE = armId("routeTables/rt", OTHER_SUBSCRIPTION);

function tableOf(id: string, others: readonly Resource[]): readonly string[] {
  const hub = deployed("VirtualNetwork", "hub", "virtualNetworks/hub", {
    virtualNetworkName: "hub",
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "ep", addressPrefix: "10.0.1.0/24", routeTable: { id } }],
  });
  // The network's own provider has nothing to do with what an id means.
  const net = network(by(hub, provider("third")), ...others);
  return [describeReference(net, subnetOf(net, "hub/ep").routeTable), ...net.assumptions.map(({ code }) => code)];
}

test.each<[string, string, readonly Resource[], readonly string[]]>([
  ["its provider's configuration names the subscription", HERE, [table("a", CONFIGURED)], ["entity rt"]],
  ["its provider's configuration names another", THERE, [table("a", CONFIGURED)], ["outside routetables/rt"]],
  ["its provider has made things in the subscription", HERE, [table("a", OWN), made(OWN, SUBSCRIPTION)], ["entity rt"]],
  ["its provider has made things in another", THERE, [table("a", OWN), made(OWN, SUBSCRIPTION)], ["outside routetables/rt"]],
  [
    "another version of the default provider has made things in another subscription",
    THERE,
    [table("a", DEFAULT), made(OTHER_VERSION, SUBSCRIPTION)],
    ["outside routetables/rt"],
  ],
  [
    "its provider has made things in both",
    HERE,
    [table("a", OWN), made(OWN, SUBSCRIPTION), by({ ...made(OWN, OTHER_SUBSCRIPTION), urn: urn("LoadBalancer", "b") }, OWN)],
    ["unknown []"],
  ],
  [
    "its provider has only read something there",
    HERE,
    [table("a", OWN), by(read("LoadBalancer", "lb", "loadBalancers/other", {}), OWN)],
    ["unknown []"],
  ],
  ["nothing tells where the default provider is", HERE, [table("a", DEFAULT)], ["entity rt", "CP-A08"]],
  ["no provider is recorded", HERE, [table("a", undefined)], ["entity rt", "CP-A08"]],
  ["nothing tells where the program's own provider is", HERE, [table("a", OWN)], ["unknown []"]],
  [
    "one of two of the same names is in the subscription",
    HERE,
    [table("a", CONFIGURED), table("b", provider("second", OTHER_SUBSCRIPTION))],
    ["entity rt"],
  ],
  ["one of two of the same names may be in the subscription", HERE, [table("a", OWN), table("b", CONFIGURED)], ["entity rt"]],
  ["either of two of the same names may be in the subscription", HERE, [table("a", OWN), table("b", DEFAULT)], ["unknown []"]],
])("a route table that is yet to be made is what an id means or not: %s", (_, id, others, expected) => {
  expect(tableOf(id, others)).toEqual(expected);
  expect(tableOf(id, [...others].reverse())).toEqual(expected);
});

const network_ = (name: string, of: Provider | undefined): Resource =>
  yetToBeMade("VirtualNetwork", name, { virtualNetworkName: "hub", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } }, of);

function networkOf(of: Provider | undefined, others: readonly Resource[]): readonly string[] {
  const subnet = yetToBeMade("Subnet", "ep", { virtualNetworkName: "hub", subnetName: "ep", addressPrefix: "10.0.1.0/24" }, of);
  const net = network(subnet, ...others);
  const [only] = net.subnets.filter(({ name }) => name === "ep");
  const owner = net.virtualNetworks.find(({ key }) => key === only?.network);
  return [owner?.logicalName ?? "elsewhere", ...net.assumptions.map(({ code }) => code)];
}

test.each<[string, Provider | undefined, readonly Resource[], readonly string[]]>([
  ["the same provider's", OWN, [network_("a", OWN)], ["a"]],
  ["the same provider's, of two", OWN, [network_("a", OWN), network_("b", DEFAULT)], ["a"]],
  ["another version of the same default provider's", OTHER_VERSION, [network_("a", DEFAULT)], ["a"]],
  ["that of two providers of which none is recorded", undefined, [network_("a", undefined)], ["a"]],
  ["the default provider's of the other package", CLASSIC, [network_("a", DEFAULT)], ["a", "CP-A08"]],
  ["another provider's, which may be elsewhere", OWN, [network_("a", DEFAULT)], ["elsewhere"]],
  ["another provider's of the same subscription", provider("second", SUBSCRIPTION), [network_("a", CONFIGURED)], ["a"]],
  ["another provider's of another subscription", provider("second", OTHER_SUBSCRIPTION), [network_("a", CONFIGURED)], ["elsewhere"]],
])("the network that a subnet yet to be made names is %s", (_, of, others, expected) => {
  expect(networkOf(of, others)).toEqual(expected);
  expect(networkOf(of, [...others].reverse())).toEqual(expected);
});
