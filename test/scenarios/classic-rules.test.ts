import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { classicAddress, classicCollection, classicGroup } from "../support/classic-rules.ts";
import { app, collection, ENDPOINT, MANAGED, net, outcome, resourcesOf, SITE, WORLD } from "../support/firewall-rules.ts";
import { armId } from "../support/world/spelling.ts";
import { changed } from "./attack.ts";

/** What the rules and IP groups of the classic provider deny (R63b). */

const HOLE = net("10.99.0.0/16", ENDPOINT);
const GROUP = armId("ipGroups/people");
const forPeople = (group: PropertyValue = GROUP): Resource =>
  classicCollection(
    "c",
    collection("Allow", 100, net(SITE, ENDPOINT, "Any *", { sourceAddresses: [], sourceIpGroups: [group] })),
    "network",
  );
const allowing = (rule: Properties): Resource => classicCollection("c", collection("Allow", 100, rule), "network");

test.each<[string, readonly Resource[], string]>([
  ["a rule allows it", [allowing(net(SITE, ENDPOINT))], "inspected"],
  ["no rule allows it", [allowing(HOLE)], "azfw by default"],
  [
    "a rule denies it before another allows it",
    [denying("c", 100), classicCollection("d", collection("Allow", 200, net(SITE, ENDPOINT)), "network")],
    "c / rule",
  ],
  [
    "an application rule may allow it",
    [allowing(HOLE), classicCollection("a", collection("Allow", 100, app(SITE)), "application")],
    "inspected",
  ],
  [
    "application rules for others",
    [classicCollection("a", collection("Allow", 100, app("10.99.0.0/16")), "application")],
    "azfw by default",
  ],
  ["a collection of another firewall", [setting(denying("c", 100), "azureFirewallName", "other")], "inspected"],
  ["a collection of nobody knows which firewall", [hiding(denying("stray", 100), "azureFirewallName"), allowing(HOLE)], "inspected"],
  ["rules that are not known", [hiding(allowing(HOLE), "rules")], "inspected"],
  ["an action that is not known", [hiding(denying("c", 100), "action")], "inspected"],
  ["addresses of a group", [forPeople(), classicGroup("people", [SITE])], "inspected"],
  ["addresses of a group that is of others", [forPeople(), classicGroup("people", ["10.99.0.0/16"])], "azfw by default"],
  ["a group that is not in sight", [forPeople()], "inspected"],
  [
    "a group without a word of its addresses, which Azure does not list either",
    [forPeople(), classicGroup("people", undefined)],
    "azfw by default",
  ],
  ["a group whose addresses Azure alone knows", [forPeople(), classicGroup("people", undefined, { cidrs: [SITE] })], "inspected"],
  ["addresses that are resources", [forPeople(), classicGroup("people", undefined), classicAddress("a", GROUP, SITE)], "inspected"],
  ["of others", [forPeople(), classicGroup("people", undefined), classicAddress("a", GROUP, "10.99.0.0/16")], "azfw by default"],
  [
    "which Azure lists too",
    [forPeople(), classicGroup("people", undefined, { cidrs: ["10.99.0.0/16"] }), classicAddress("a", GROUP, "10.99.0.0/16")],
    "azfw by default",
  ],
  [
    "beside which Azure lists more",
    [forPeople(), classicGroup("people", undefined, { cidrs: ["10.99.0.0/16", SITE] }), classicAddress("a", GROUP, "10.99.0.0/16")],
    "inspected",
  ],
  ["an address that is not known", [forPeople(), classicGroup("people", undefined), classicAddress("a", GROUP, UNKNOWN)], "inspected"],
  [
    "an address of nobody knows which group",
    [forPeople(), classicGroup("people", ["10.99.0.0/16"]), classicAddress("a", UNKNOWN, SITE)],
    "inspected",
  ],
  [
    "an address of another group",
    [forPeople(), classicGroup("people", ["10.99.0.0/16"]), classicAddress("a", armId("ipGroups/x"), SITE)],
    "azfw by default",
  ],
  [
    "a list beside resources, of which each write removes the others (R79)",
    [forPeople(), classicGroup("people", ["10.99.0.0/16"]), classicAddress("a", GROUP, "10.98.0.0/16")],
    "inspected",
  ],
])("%s", (_, rules, expected) => {
  expect(outcome(resourcesOf(WORLD, {}, rules))).toBe(expected);
  expect(outcome([...resourcesOf(WORLD, {}, rules)].reverse())).toBe(expected);
});

test("rules of the firewall's own beside a policy: nobody says which count", () => {
  expect(outcome(resourcesOf(WORLD, MANAGED, [denying("c", 100)]))).toBe("inspected");
});

test("collections inside the firewall beside resources remove each other (R79)", () => {
  expect(outcome(resourcesOf(WORLD, { networkRuleCollections: [] }, [denying("c", 100)]))).toBe("inspected");
});

describe("a firewall of azure-native, whose collections are resources of the classic provider", () => {
  const answering = (names: readonly string[]): readonly Resource[] =>
    changed(resourcesOf(WORLD, {}, [denying("c", 100)]), "AzureFirewall azfw", (each) => ({
      ...each,
      outputs: { ...each.outputs, networkRuleCollections: names.map((name) => ({ name })) },
    }));

  test("where Azure lists these", () => expect(outcome(answering(["C"]))).toBe("c / rule"));
  test("where Azure lists more", () => expect(outcome(answering(["c", "d"]))).toBe("inspected"));
  test("where it is only read", () => {
    const read = changed(resourcesOf(WORLD, {}, [denying("c", 100)]), "AzureFirewall azfw", (each) => ({ ...each, inputs: undefined }));
    expect(outcome(read)).toBe("inspected");
  });
});

function denying(name: string, priority: number): Resource {
  return classicCollection(name, collection("Deny", priority, net("*", "*")), "network");
}

function hiding(resource: Resource, property: string): Resource {
  return setting(resource, property, UNKNOWN);
}

/** As it is about to be made: without an id. */
function setting(resource: Resource, property: string, value: PropertyValue): Resource {
  const inputs: Properties = { ...resource.inputs, [property]: value };
  return { ...resource, id: undefined, inputs, outputs: inputs };
}
