import { isWithin, lengthOf, prefixAround } from "../reference/addresses.ts";
import type { Random } from "./random.ts";
import type { World, WorldFirewall, WorldRule } from "./world.ts";

/** In a fifth of the worlds: the rules of most firewalls are in the program. */
export function withRules(world: World, random: Random): World {
  if (!random.chance(1 / 5)) return world;
  const firewalls = world.firewalls.map((firewall) => (random.chance(0.8) ? withSome(world, random, firewall) : firewall));
  return { ...world, firewalls };
}

/** The firewall as if its rules were another program's. */
export function withoutRules({ rules: _, ...firewall }: WorldFirewall): WorldFirewall {
  return firewall;
}

/** As people write them: what is denied comes before what is allowed, or little is allowed; or anything. */
function withSome(world: World, random: Random, firewall: WorldFirewall): WorldFirewall {
  const rule = (action: WorldRule["action"]): WorldRule => randomRule(world, random, action);
  const everything: WorldRule = { action: "Allow", sources: [EVERYTHING], destinations: [EVERYTHING] };
  switch (random.weigh({ denials: 4, permits: 4, anything: 3, nothing: 1 })) {
    case "denials":
      return { ...firewall, rules: [rule("Deny"), ...(random.chance(0.5) ? [rule("Deny")] : []), everything] };
    case "permits":
      return { ...firewall, rules: [rule("Allow"), ...(random.chance(0.5) ? [rule("Allow")] : [])] };
    case "anything":
      return { ...firewall, rules: Array.from({ length: 1 + random.below(4) }, () => rule(random.pick(["Allow", "Deny"]))) };
    case "nothing":
      return { ...firewall, rules: [] };
  }
}

const EVERYTHING = "0.0.0.0/0";

function randomRule(world: World, random: Random, action: WorldRule["action"]): WorldRule {
  const [sources, destinations] = [onPremisesOf(world), world.endpoints.flatMap((each) => each.addresses)];
  const source = (): string => (sources.length === 0 || random.chance(0.45) ? EVERYTHING : partOf(random, random.pick(sources)));
  const destination = (): string =>
    destinations.length === 0 || random.chance(0.1) ? EVERYTHING : around(world, random, random.pick(destinations));
  const several = (make: () => string): readonly string[] => [...new Set(Array.from({ length: random.pick([1, 1, 2, 3]) }, make))];
  return { action, sources: several(source), destinations: several(destination) };
}

function onPremisesOf({ configuration, gateways, localGateways }: World): readonly string[] {
  return [...configuration.onPremises, ...localGateways.flatMap(({ prefixes }) => prefixes), ...gateways.flatMap(({ pools }) => pools)];
}

/** All of it, or what of it has one bit more. */
function partOf(random: Random, prefix: string): string {
  const [base = ""] = prefix.split("/");
  return random.chance(0.7) || lengthOf(prefix) === 32 ? prefix : prefixAround(base, lengthOf(prefix) + 1);
}

/** The address itself, its subnet or its network's range. */
function around({ networks }: World, random: Random, address: string): string {
  const holding = networks.flatMap(({ ranges, subnets }) => [...ranges, ...subnets.flatMap(({ prefixes }) => prefixes)]);
  return random.pick([`${address}/32`, ...holding.filter((prefix) => isWithin(address, prefix))]);
}
