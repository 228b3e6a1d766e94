import type { Random } from "./random.ts";
import type { World, WorldMachine, WorldNetwork } from "./world.ts";
import { splitSubnet } from "./world.ts";

/** One time in five: some of the interfaces of a network are of one virtual machine. */
export function withMachines(world: World, random: Random): World {
  if (!random.chance(1 / 5)) return world;
  const machines = world.networks.flatMap((network) => machinesIn(world, random, network));
  return machines.length === 0 ? world : { ...world, machines };
}

/** One with several interfaces, and now and then one with an interface of the rest. */
function machinesIn({ nics }: World, random: Random, { name }: WorldNetwork): readonly WorldMachine[] {
  const own = random.shuffle(nics.filter(({ subnet }) => splitSubnet(subnet).network === name)).map((nic) => nic.name);
  if (own.length < 2) return [];
  const interfaces = own.slice(0, random.pick([2, 2, 3]));
  const [other] = own.slice(interfaces.length);
  const machine = { name: `${name}-vm`, interfaces };
  return other !== undefined && random.chance(0.3) ? [machine, { name: `${name}-vm1`, interfaces: [other] }] : [machine];
}
