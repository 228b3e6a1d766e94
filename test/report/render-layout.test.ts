import { clean, counted, enumerated, formatCount, wrap } from "../../src/report/render-layout.ts";
import { resourceName, resourceText } from "../../src/report/render-words.ts";

describe("wrap", () => {
  test.each([
    ["a short text", "one two", 40, ["- one two"]],
    ["a long text", "one two three four five six seven eight nine", 40, ["- one two three four five six seven", "  eight nine"]],
    ["a word that is too long", `see ${"x".repeat(50)} there`, 40, ["- see", `  ${"x".repeat(50)}`, "  there"]],
    [
      "words that belong together",
      "one two three four five six se (10.13.77.6\u00a0and\u00a0more)",
      40,
      ["- one two three four five six se", "  (10.13.77.6 and more)"],
    ],
    ["an absurd width", "one two three four five six seven eight", 3, ["- one two three four five six seven", "  eight"]],
  ])("%s", (_what, text, width, lines) => {
    expect(wrap(text, width, "- ", "  ")).toEqual(lines);
  });
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
  [["a", "b", "c", "d"], "a, b and 2 more"],
])("%j is enumerated as %j", (items, text) => {
  expect(enumerated(items, 3)).toBe(text);
});

test.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1,000"],
  [1_234_567, "1,234,567"],
])("%i is written %s", (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test("one is singular, none and many are plural", () => {
  expect([0, 1, 2].map((count) => counted(count, "path"))).toEqual(["0 paths", "1 path", "2 paths"]);
});

test("clean keeps what people write and replaces what steers terminals", () => {
  expect(clean("Zürich → 東京 \u001b[31m\u0007\r\n\u202e")).toBe("Zürich → 東京 \ufffd[31m\ufffd\ufffd\ufffd\ufffd");
});

describe("a resource is called", () => {
  test.each([
    ["urn:pulumi:prod::net::azure-native:network:RouteTable::rt", "rt", "rt (RouteTable)"],
    ["urn:pulumi:prod::net::azure-native:network/v20230201:Subnet::a::b", "a::b", "a::b (Subnet)"],
    ["urn:pulumi:prod::net::my:module:Hub$azure-native:network:RouteTable::rt", "rt", "rt (RouteTable)"],
    ["/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/ep", "v/ep", "v/ep"],
    ["hub.json", "hub.json", "hub.json"],
  ])("%s", (resource, name, text) => {
    expect([resourceName(resource), resourceText(resource)]).toEqual([name, text]);
  });
});
