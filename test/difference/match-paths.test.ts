import { matchPaths } from "../../src/difference/match-paths.ts";
import type { Path } from "../../src/report/report.ts";
import { path, urn } from "../report/sample.ts";

type Verdict = Path["verdict"];

/** `sql 10.13.77.4/32,10.13.77.5/32 bypassed`: a path to that endpoint, with these addresses (none: -) and that verdict. */
function paths(lines: readonly string[], changes: (name: string) => Partial<Path> = () => ({})): readonly Path[] {
  return lines.map((line) => {
    const [name = "", addresses = "", verdict = ""] = line.split(" ");
    const given = path({ name, verdict: verdict as Verdict });
    const list = addresses === "-" ? [] : addresses.split(",");
    return { ...given, endpoint: { ...given.endpoint, addresses: list }, ...changes(name) };
  });
}

/** `bypassed → inspected 10.13.77.4/32`, in any order. */
function matched(
  before: readonly Path[],
  after: readonly Path[],
  aliases: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly string[] {
  return matchPaths(before, after, aliases)
    .flatMap(({ counterparts }) => counterparts)
    .map((each) => `${each.before?.verdict ?? "none"} → ${each.after?.verdict ?? "none"} ${each.addresses.join(",")}`.trim())
    .sort();
}

describe("the pieces of one pair are compared address by address", () => {
  test.each<[what: string, before: readonly string[], after: readonly string[], result: readonly string[]]>([
    ["the same path", ["sql 10.0.0.4/32 bypassed"], ["sql 10.0.0.4/32 inspected"], ["bypassed → inspected 10.0.0.4/32"]],
    ["a path that is new", [], ["sql 10.0.0.4/32 bypassed"], ["none → bypassed 10.0.0.4/32"]],
    ["a path that is gone", ["sql 10.0.0.4/32 bypassed"], [], ["bypassed → none 10.0.0.4/32"]],
    [
      "another endpoint",
      ["sql 10.0.0.4/32 bypassed"],
      ["web 10.0.0.4/32 bypassed"],
      ["bypassed → none 10.0.0.4/32", "none → bypassed 10.0.0.4/32"],
    ],
    ["another address", ["sql 10.0.0.4/32 bypassed"], ["sql 10.0.0.9/32 inspected"], ["bypassed → inspected 10.0.0.9/32"]],
    [
      "an address more, which nobody had accepted",
      ["sql 10.0.0.4/32 bypassed"],
      ["sql 10.0.0.4/32,10.0.0.5/32 bypassed"],
      ["bypassed → bypassed 10.0.0.4/32", "none → bypassed 10.0.0.5/32"],
    ],
    [
      "an address less",
      ["sql 10.0.0.4/32,10.0.0.5/32 bypassed"],
      ["sql 10.0.0.4/32 bypassed"],
      ["bypassed → bypassed 10.0.0.4/32", "bypassed → none 10.0.0.5/32"],
    ],
    [
      "two pieces that become one",
      ["sql 10.0.0.4/32 bypassed", "sql 10.0.0.5/32 inspected"],
      ["sql 10.0.0.4/32,10.0.0.5/32 bypassed"],
      ["bypassed → bypassed 10.0.0.4/32", "inspected → bypassed 10.0.0.5/32"],
    ],
    [
      "one piece that becomes two",
      ["sql 10.0.0.4/31 bypassed"],
      ["sql 10.0.0.4/32 bypassed", "sql 10.0.0.5/32 inspected"],
      ["bypassed → bypassed 10.0.0.4/32", "bypassed → inspected 10.0.0.5/32"],
    ],
    ["what it may get, and then has", ["sql 10.0.0.4/30 bypassed"], ["sql 10.0.0.6/32 bypassed"], ["bypassed → bypassed 10.0.0.6/32"]],
    [
      "what it may get in pieces, and then has: the piece counts",
      ["sql 10.0.0.4/31 bypassed", "sql 10.0.0.6/31 inspected"],
      ["sql 10.0.0.6/32 bypassed"],
      ["inspected → bypassed 10.0.0.6/32"],
    ],
    ["what it has, and is then not known", ["sql 10.0.0.6/32 bypassed"], ["sql 10.0.0.4/30 bypassed"], ["bypassed → bypassed 10.0.0.6/32"]],
    [
      "what it has, and may then get where it fares worse",
      ["sql 10.0.0.6/32 inspected"],
      ["sql 10.0.0.4/31 bypassed", "sql 10.0.0.6/31 inspected"],
      ["inspected → bypassed 10.0.0.4/31", "inspected → inspected 10.0.0.6/32"],
    ],
    ["nothing known of either", ["sql - inconclusive"], ["sql - bypassed"], ["inconclusive → bypassed"]],
    ["nothing known before", ["sql - bypassed"], ["sql 10.0.0.4/32 bypassed"], ["bypassed → bypassed 10.0.0.4/32"]],
    ["nothing known after", ["sql 10.0.0.4/32 bypassed"], ["sql - bypassed"], ["bypassed → bypassed 10.0.0.4/32"]],
    [
      "all addresses changed: the best of what was",
      ["sql 10.0.0.4/32 bypassed", "sql 10.0.0.5/32 inspected"],
      ["sql 10.0.0.8/32,10.0.0.9/32 bypassed"],
      ["inspected → bypassed 10.0.0.8/31"],
    ],
    [
      "an IPv6 address, which has no text, beside an IPv4 one",
      ["sql - inconclusive", "sql 10.0.0.4/32 inspected"],
      ["sql - inconclusive", "sql 10.0.0.4/32 bypassed"],
      ["inconclusive → inconclusive", "inspected → bypassed 10.0.0.4/32"],
    ],
    [
      "two gateways out of sight at one address: the worst with the worst",
      ["sql 10.0.0.4/32 inconclusive", "sql 10.0.0.4/32 bypassed"],
      ["sql 10.0.0.4/32 bypassed", "sql 10.0.0.4/32 inconclusive"],
      ["bypassed → bypassed 10.0.0.4/32", "inconclusive → inconclusive 10.0.0.4/32"],
    ],
  ])("%s", (_what, before, after, result) => {
    expect(matched(paths(before), paths(after))).toEqual(result);
  });
});

describe("who is who", () => {
  const was = paths(["sql 10.0.0.4/32 bypassed"]);
  const endpoint = (changes: Partial<Path["endpoint"]>): readonly Path[] =>
    was.map((each) => ({ ...each, endpoint: { ...each.endpoint, ...changes } }));
  const gateway = (changes: Partial<Path["gateway"]>): readonly Path[] =>
    was.map((each) => ({ ...each, gateway: { ...each.gateway, ...changes } }));
  const SAME = ["bypassed → bypassed 10.0.0.4/32"];
  const OTHER = ["bypassed → none 10.0.0.4/32", "none → bypassed 10.0.0.4/32"];
  const OLD = urn("PrivateEndpoint", "sql");
  const NEW = urn("PrivateEndpoint", "database");
  const STACK = "urn:pulumi:prod::network::";

  test.each<[what: string, after: readonly Path[], aliases: Readonly<Record<string, readonly string[]>>, result: readonly string[]]>([
    ["the name in Azure does not count", endpoint({ name: "sql-1a2b" }), {}, SAME],
    ["nor does the path's id", was.map((each) => ({ ...each, id: "s/g/vpngw/s/g/sql" })), {}, SAME],
    [
      "nor the version that the type names",
      endpoint({ resource: `${STACK}azure-native:network/v20230501:PrivateEndpoint::sql` }),
      {},
      SAME,
    ],
    ["the name in the program does", endpoint({ resource: NEW, name: "database" }), {}, OTHER],
    ["unless an alias tells of it", endpoint({ resource: NEW, name: "database", addresses: ["10.0.0.4/31"] }), { [NEW]: [OLD] }, SAME],
    ["or everything in Azure is the same", endpoint({ resource: NEW }), {}, SAME],
    ["or for the gateway, its name and kind", gateway({ resource: urn("VirtualNetworkGateway", "gw") }), {}, SAME],
    ["another stack is another network", endpoint({ resource: OLD.replace(":prod::", ":dev::") }), {}, OTHER],
    ["another project too", endpoint({ resource: OLD.replace("::network::", "::other::") }), {}, OTHER],
    [
      "a parent in the program counts",
      endpoint({ resource: OLD.replace("azure-native:", "my:Component$azure-native:"), name: "x" }),
      {},
      OTHER,
    ],
    ["an endpoint that a subnet lists is known by its name", endpoint({ resource: urn("Subnet", "ep") }), {}, SAME],
  ])("%s", (_what, after, aliases, result) => {
    expect(matched(was, after, new Map(Object.entries(aliases)))).toEqual(result);
  });

  test("an alias of what is still there renames nothing", () => {
    const after = [...was, ...endpoint({ resource: NEW, name: "database" })];
    expect(matched(was, after, new Map([[NEW, [OLD]]]))).toEqual(["bypassed → bypassed 10.0.0.4/32", "none → bypassed 10.0.0.4/32"]);
  });

  test("two that claim to be one are none of them", () => {
    const THIRD = urn("PrivateEndpoint", "third");
    const after = [...endpoint({ resource: NEW, name: "a" }), ...endpoint({ resource: THIRD, name: "b" })];
    const aliases = new Map([
      [NEW, [OLD]],
      [THIRD, [OLD]],
    ]);
    expect(matched(was, after, aliases)).toEqual([
      "bypassed → none 10.0.0.4/32",
      "none → bypassed 10.0.0.4/32",
      "none → bypassed 10.0.0.4/32",
    ]);
  });

  test("two that are alike are none of them", () => {
    const after = [...endpoint({ resource: NEW }), ...endpoint({ resource: urn("PrivateEndpoint", "third") })];
    expect(matched(was, after)).toHaveLength(3);
  });

  test("endpoints that one subnet lists are several", () => {
    const listed = (name: string): readonly Path[] => endpoint({ resource: urn("Subnet", "ep"), name });
    expect(matched(listed("a"), [...listed("A"), ...listed("b")])).toEqual([
      "bypassed → bypassed 10.0.0.4/32",
      "none → bypassed 10.0.0.4/32",
    ]);
  });

  test("a gateway that comes into sight is another one", () => {
    const unseen = gateway({ resource: null, name: "unknown", kind: "unknown" });
    expect(matched(unseen, unseen)).toEqual(SAME);
    expect(matched(unseen, was)).toEqual(OTHER);
  });
});
