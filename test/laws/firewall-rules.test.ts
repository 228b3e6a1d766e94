import fc from "fast-check";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { classicCollection, inlineCollection } from "../support/classic-rules.ts";
import {
  app,
  collection,
  ENDPOINT,
  group,
  MANAGED,
  net,
  pathOf,
  policy,
  type Rule,
  resourcesOf,
  SITE,
  WORLD,
} from "../support/firewall-rules.ts";

/** The laws of what a firewall lets through, on random policies (R63b). */

/** In the order of their priorities, each with its action. */
type DrawnCollections = readonly (readonly [action: string, rules: readonly Rule[]])[];

interface Drawn {
  readonly own: DrawnCollections;
  readonly base: DrawnCollections | undefined;
}

const PLACE = fc.constantFrom(SITE, "192.168.0.0/25", "10.99.0.0/16", "*");
const GOAL = fc.constantFrom(ENDPOINT, "10.13.77.0/24", "10.98.0.0/16", "*", "Storage");
const SERVICE = fc.constantFrom("Any *", "TCP *", "TCP 443", "UDP,ICMP *", "Any 443");
const NETWORK_RULE = fc.tuple(PLACE, GOAL, SERVICE).map(([from, to, by]) => net(from, to, by));
const RULES = fc.oneof(
  { arbitrary: fc.array(NETWORK_RULE, { maxLength: 3 }), weight: 4 },
  {
    arbitrary: fc.array(
      PLACE.map((from) => app(from)),
      { maxLength: 2 },
    ),
    weight: 1,
  },
);
const COLLECTIONS: fc.Arbitrary<DrawnCollections> = fc.array(fc.tuple(fc.constantFrom("Allow", "Deny"), RULES), {
  minLength: 1,
  maxLength: 4,
});
const POLICIES: fc.Arbitrary<Drawn> = fc.record({ own: COLLECTIONS, base: fc.option(COLLECTIONS, { nil: undefined }) });

function collectionsOf(drawn: DrawnCollections): readonly Properties[] {
  return drawn.map(([action, rules], n) => collection(action, 100 + n, ...rules));
}

/** The network with these policies. `order`: how the collections are written down. */
function resourcesFor({ own, base }: Drawn, order = (all: readonly Properties[]): readonly Properties[] => all): readonly Resource[] {
  const parents = base === undefined ? [] : [policy("base"), group("base", 900, ...order(collectionsOf(base)))];
  const child = policy("policy", base === undefined ? undefined : "base");
  return resourcesOf(WORLD, MANAGED, [child, group("policy", 100, ...order(collectionsOf(own))), ...parents]);
}

test("the order in which rules are written down changes nothing, as long as priorities differ", () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
  const outcomeOf = (resources: readonly Resource[]): unknown => {
    const path = pathOf(resources);
    return [path?.verdict, path?.gaps.map(({ text }) => text)];
  };
  fc.assert(
    fc.property(POLICIES, order, (drawn, places) => {
      const shuffled = resourcesFor(drawn, (all) => places.map((place) => all[place]).filter((each) => each !== undefined));
      expect(outcomeOf([...shuffled].reverse())).toEqual(outcomeOf(resourcesFor(drawn)));
    }),
    { numRuns: 150, seed: 5 },
  );
});

test("packet by packet: a path is undelivered exactly where none of its packets is allowed", () => {
  const counts = { inspected: 0, undelivered: 0 };
  fc.assert(
    fc.property(POLICIES, (drawn) => {
      const policies = drawn.base === undefined ? [drawn.own] : [drawn.base, drawn.own];
      const expected = PACKETS.filter((packet) => isAllowed(policies, packet)).length > 0 ? "inspected" : "undelivered";
      counts[expected] += 1;
      expect(pathOf(resourcesFor(drawn))?.verdict).toBe(expected);
    }),
    { numRuns: 300, seed: 7 },
  );
  expect(Math.min(counts.inspected, counts.undelivered)).toBeGreaterThan(50);
});

test.each([
  ...["TCP", "UDP", "ICMP", "GRE"].flatMap((service) =>
    ["own", "parent's"].flatMap((owner) => ["allows", "denies"].map((what) => `${owner} network rule ${what} ${service}`)),
  ),
  ...["own", "parent's"].map((owner) => `${owner} application rule allows TCP`),
  "no name of an application rule denies TCP",
  ...["TCP", "UDP", "ICMP", "GRE"].map((service) => `no rule denies ${service}`),
])("those packets have met each case of R63b: %s", (hit) => {
  expect(hits.get(hit) ?? 0).toBeGreaterThan(0);
});

test("what is hidden denies nothing that was let through", () => {
  const counts = { decided: 0, undecided: 0 };
  fc.assert(
    fc.property(POLICIES, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (drawn, places) => {
      const resources = resourcesFor(drawn);
      const hidden = places.reduce<readonly Resource[]>(hideIn, resources);
      const [before, after] = [resources, hidden].map((each) => pathOf(each)?.verdict);
      if (before === "inspected") expect(after).toBe("inspected");
      else counts[after === "undelivered" ? "decided" : "undecided"] += 1;
    }),
    { numRuns: 400, seed: 9 },
  );
  expect(Math.min(counts.decided, counts.undecided)).toBeGreaterThan(20);
});

test("inside the firewall, and as resources of the classic provider: the same", () => {
  const counts: Record<string, number> = { inspected: 0, undelivered: 0 };
  fc.assert(
    fc.property(COLLECTIONS, (drawn) => {
      // Of a firewall's own rules each collection has rules of one kind.
      const kinds = ["network", "application"] as const;
      const [network = [], application = []] = kinds.map((kind) => collectionsOf(drawn).map((each) => ofKind(each, kind)));
      const named = (all: readonly Properties[]): readonly Properties[] => all.map((each, n) => inlineCollection(`c${n}`, each));
      const inline = { networkRuleCollections: named(network), applicationRuleCollections: named(application) };
      const own = [network, application].flatMap((all, k) => all.map((each, n) => classicCollection(`c${n}`, each, kinds[k] ?? "network")));
      const [inside, outside] = [resourcesOf(WORLD, inline, []), resourcesOf(WORLD, {}, own)].map((each) => pathOf(each));
      expect([outside?.verdict, outside?.code]).toEqual([inside?.verdict, inside?.code]);
      counts[inside?.verdict ?? ""] = (counts[inside?.verdict ?? ""] ?? 0) + 1;
    }),
    { numRuns: 120, seed: 11 },
  );
  expect(Math.min(counts["inspected"] ?? 0, counts["undelivered"] ?? 0)).toBeGreaterThan(10);
});

function ofKind(drawn: Properties, kind: "network" | "application"): Properties {
  const type = kind === "network" ? "NetworkRule" : "ApplicationRule";
  return { ...drawn, rules: (drawn["rules"] as readonly Rule[]).filter((rule) => rule["ruleType"] === type) };
}

interface Packet {
  readonly source: string;
  readonly service: string;
}

/** A packet of each kind that the rules above can tell apart. */
const PACKETS: readonly Packet[] = ["192.168.0.7", "192.168.0.200"].flatMap((source) =>
  ["TCP 443", "TCP 80", "UDP 53", "UDP 443", "ICMP -", "GRE -"].map((service) => ({ source, service })),
);

/** Which rule decided what about which packet, and how often. */
const hits = new Map<string, number>();

/** The slow, obvious way: the first rule that matches decides. */
function isAllowed(policies: readonly DrawnCollections[], packet: Packet): boolean {
  const { isAllowed: answer, by } = decide(policies, packet);
  const hit = `${by} ${answer ? "allows" : "denies"} ${packet.service.split(" ")[0]}`;
  hits.set(hit, (hits.get(hit) ?? 0) + 1);
  return answer;
}

function decide(policies: readonly DrawnCollections[], packet: Packet): { readonly isAllowed: boolean; readonly by: string } {
  const rules = policies.flatMap((collections, place) =>
    collections.flatMap(([action, of]) => of.map((rule) => ({ action, rule, owner: place === policies.length - 1 ? "own" : "parent's" }))),
  );
  const [network, application] = ["NetworkRule", "ApplicationRule"].map((kind) => rules.filter(({ rule }) => rule["ruleType"] === kind));
  const first = network?.find(({ action, rule }) => isFrom(rule, packet) && isToEndpoint(rule) && isBy(rule, action, packet));
  if (first !== undefined) return { isAllowed: first.action === "Allow", by: `${first.owner} network rule` };
  // Names decide: what one application rule denies may be allowed under another name.
  const named = packet.service.startsWith("TCP") ? (application ?? []).filter(({ rule }) => isFrom(rule, packet)) : [];
  const allowing = named.find(({ action }) => action === "Allow");
  if (allowing !== undefined) return { isAllowed: true, by: `${allowing.owner} application rule` };
  return { isAllowed: false, by: named.length > 0 ? "no name of an application rule" : "no rule" };
}

function isFrom(rule: Rule, { source }: Packet): boolean {
  const [text] = rule["sourceAddresses"] as readonly string[];
  return text === "*" || text === SITE || (text === "192.168.0.0/25" && source === "192.168.0.7");
}

function isToEndpoint(rule: Rule): boolean {
  return ["*", ENDPOINT, "10.13.77.0/24"].includes((rule["destinationAddresses"] as readonly string[])[0] ?? "");
}

/** Whether any protocol on some ports includes what has no ports is not known: a rule that allows may, one that denies may not. */
function isBy(rule: Rule, action: string, { service }: Packet): boolean {
  const [protocol = "", port = ""] = service.split(" ");
  const protocols = rule["ipProtocols"] as readonly string[];
  const [ports = ""] = rule["destinationPorts"] as readonly string[];
  const isPort = ports === "*" || ports === port || (port === "-" && action === "Allow");
  return isPort && (protocols.includes("Any") || protocols.includes(protocol));
}

/** Hides one value of what has to do with rules, at any depth. */
function hideIn(resources: readonly Resource[], at: number): readonly Resource[] {
  const rules = resources.filter(({ type }) => type.includes("FirewallPolicy"));
  const victim = rules[at % rules.length];
  if (victim?.inputs === undefined) return resources;
  const paths = pathsIn(victim.inputs);
  const path = paths[Math.floor(at / rules.length) % paths.length] ?? [];
  const inputs = withUnknown(victim.inputs, path) as Properties;
  return resources.map((each) => (each === victim ? { ...each, id: at % 3 === 0 ? undefined : each.id, inputs, outputs: inputs } : each));
}

function pathsIn(value: PropertyValue): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [[name], ...pathsIn(part as PropertyValue).map((path) => [name, ...path])]);
}

function withUnknown(value: PropertyValue, [name, ...rest]: readonly string[]): PropertyValue {
  if (name === undefined) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item, n) => (String(n) === name ? withUnknown(item as PropertyValue, rest) : item));
  const properties = value as Properties;
  return { ...properties, [name]: withUnknown(properties[name], rest) };
}
