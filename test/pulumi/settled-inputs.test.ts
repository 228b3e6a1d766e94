import { settledInputs } from "../../src/pulumi/settled-inputs.ts";
import { type Properties, UNKNOWN } from "../../src/resources/resource.ts";

const SUBNET = "azure-native:network:Subnet";
const NETWORK = "azure-native:network:VirtualNetwork";
const CLASSIC = "azure:network/virtualNetwork:VirtualNetwork";

const ON: Properties = { privateEndpointNetworkPolicies: "RouteTableEnabled" };
const OFF: Properties = { privateEndpointNetworkPolicies: "Disabled" };
const HIDDEN: Properties = { privateEndpointNetworkPolicies: UNKNOWN };

const TO_BE_MADE: Properties = { id: UNKNOWN, name: UNKNOWN };
const UPDATED: Properties = { id: UNKNOWN, name: "ep" };
const DEPLOYED = { id: "/subscriptions/s", name: "ep" };

interface Row {
  readonly what: string;
  readonly type?: string;
  readonly captured: Properties;
  readonly outputs: Properties;
  readonly ignored?: readonly string[];
  readonly dependent?: readonly string[];
  /** As captured unless given. */
  readonly settled?: Properties;
}

const rows: readonly Row[] = [
  { what: "a copy of the inputs changes nothing", captured: ON, outputs: { ...TO_BE_MADE, ...ON } },
  { what: "what a preview does not say of a new resource changes nothing", captured: {}, outputs: { ...TO_BE_MADE, ...HIDDEN } },
  {
    what: "an ignored value is gone in a replacement",
    captured: ON,
    outputs: { ...TO_BE_MADE, ...OFF },
    ignored: Object.keys(ON),
    settled: OFF,
  },
  {
    what: "and so it is where the program says nothing",
    captured: ON,
    outputs: { ...TO_BE_MADE, ...HIDDEN },
    ignored: ["*"],
    settled: HIDDEN,
  },
  {
    what: "a value that was ignored counts, where there was none",
    captured: {},
    outputs: { ...TO_BE_MADE, ...OFF },
    ignored: ["*"],
    settled: OFF,
  },
  {
    what: "an ignored reference is what the program depends on",
    captured: { routeTable: { id: "old" } },
    outputs: { ...TO_BE_MADE, routeTable: UNKNOWN },
    ignored: ["routeTable.id"],
    settled: { routeTable: UNKNOWN },
  },
  {
    what: "so it is where there was none",
    captured: {},
    outputs: { ...TO_BE_MADE, routeTable: UNKNOWN },
    ignored: ["routeTable"],
    dependent: ["routeTable"],
    settled: { routeTable: UNKNOWN },
  },
  { what: "and none where there is none", captured: {}, outputs: { ...TO_BE_MADE, routeTable: UNKNOWN }, ignored: ["routeTable"] },
  {
    what: "an ignored name in the path is what the program depends on",
    captured: { virtualNetworkName: "old" },
    outputs: TO_BE_MADE,
    ignored: ['["virtualNetworkName"]'],
    dependent: ["virtualNetworkName"],
    settled: { virtualNetworkName: UNKNOWN },
  },
  { what: "or as the program writes it", captured: { virtualNetworkName: "hub" }, outputs: TO_BE_MADE, ignored: ["virtualNetworkName"] },
  { what: "a remediated value is gone in a replacement", captured: ON, outputs: { ...TO_BE_MADE, ...OFF }, settled: OFF },
  {
    what: "also in a list, where the program says nothing",
    type: NETWORK,
    captured: { subnets: [{ name: "ep", ...ON }] },
    outputs: { ...TO_BE_MADE, subnets: [{ id: UNKNOWN, name: "ep", routeTable: UNKNOWN, ...HIDDEN }] },
    settled: { subnets: [{ name: "ep", ...HIDDEN }] },
  },
  {
    what: "an ignored list is that of the program",
    type: NETWORK,
    captured: { subnets: [{ name: "ep", ...ON }] },
    outputs: { ...TO_BE_MADE, subnets: ["gw", "ep"].map((name) => ({ id: UNKNOWN, name, routeTable: UNKNOWN, ...OFF })) },
    ignored: ["subnets"],
    settled: { subnets: ["gw", "ep"].map((name) => ({ name, ...OFF })) },
  },
  {
    what: "what nobody sets in a new resource's list is not set, whatever the list depends on",
    type: NETWORK,
    captured: { subnets: [{ name: "ep", routeTable: { id: UNKNOWN } }] },
    outputs: { ...TO_BE_MADE, subnets: [{ id: UNKNOWN, name: "ep", routeTable: { id: UNKNOWN, name: UNKNOWN }, ...HIDDEN }] },
    ignored: ["subnets"],
    dependent: ["subnets"],
  },
  { what: "an update keeps what is ignored", captured: ON, outputs: { ...UPDATED, ...ON }, ignored: Object.keys(ON) },
  {
    what: "and has what is not set, whatever depends on what",
    captured: {},
    outputs: { ...UPDATED, routeTable: UNKNOWN },
    ignored: ["routeTable"],
    dependent: ["routeTable"],
  },
  { what: "of a deployed resource the inputs count", captured: ON, outputs: { ...DEPLOYED, ...OFF } },
  { what: "but not where they are ignored", captured: ON, outputs: { ...DEPLOYED, ...OFF }, ignored: ["*"], settled: OFF },
  {
    what: "lists of it that Azure added to stay",
    captured: { subnets: [{ name: "gw" }] },
    outputs: { ...DEPLOYED, subnets: [{ name: "gw" }, { name: "ep" }] },
    ignored: ["subnets"],
  },
  {
    what: "lists of the classic provider may come in another order",
    type: CLASSIC,
    captured: { subnets: [{ name: "gw" }, { name: "ep" }] },
    outputs: { id: UNKNOWN, name: "hub", subnets: [{ name: "ep" }, { name: "gw" }] },
  },
  {
    what: "letters of another case are no other value",
    captured: { location: "WestEurope" },
    outputs: { ...TO_BE_MADE, location: "westeurope" },
  },
];

describe("the inputs that count", () => {
  test.each(rows)("$what", ({ type = SUBNET, captured, outputs, ignored = [], dependent = [], settled = captured }) => {
    const isDependent = (property: string) => dependent.includes(property);
    expect(settledInputs(captured, { type, outputs, ignoreChanges: ignored, isDependent })).toEqual(settled);
  });

  test("are the captured ones themselves where nothing is else", () => {
    const captured = { subnets: [{ name: "ep", ...ON }] };
    const circumstances = { type: NETWORK, outputs: { ...TO_BE_MADE, ...captured }, ignoreChanges: ["*"], isDependent: () => false };
    expect(settledInputs(captured, circumstances)).toBe(captured);
  });
});
