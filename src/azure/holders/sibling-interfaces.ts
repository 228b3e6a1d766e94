import type { Gap, OpenList } from "../../certainty/known.ts";
import { append } from "../../certainty/order.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { answered, byUrn, configured, type Declaration } from "../declarations/declaration.ts";
import type { Directory } from "../declarations/directory.ts";
import { findNamed, noPreference } from "../declarations/name-index.ts";
import type { Reading } from "../declarations/reading.ts";
import { parseArmId } from "../values/arm-id.ts";
import { isAbsent, member, NOT_KNOWN_YET, textOf } from "../values/field.ts";
import { readMachineInterfaces } from "./machine-interfaces.ts";

/** Keys of the other network interfaces of the machine that an interface is attached to; open where the machine may have more. */
export type SiblingsOf = (nic: Declaration) => OpenList<string>;

/** A virtual machine, in sight or not, while its interfaces are collected. */
interface Machine {
  readonly members: Set<string>;
  open: Gap | undefined;
}

/**
 * Finds which interfaces are of one machine. An interface that a machine in sight names is that machine's; any other is attached to what
 * Azure answered. Where it answered nothing, as it does before the first refresh, the interface is taken to have no other beside it.
 */
export function findSiblings(interfaces: readonly Declaration[], machines: readonly Declaration[], reading: Reading): SiblingsOf {
  const { directory, log } = reading;
  const inSight = new Map<string, Machine>();
  const outside = new Map<string, Machine>();
  const naming = new Map<string, Machine[]>();
  const answers = new Map<string, Machine>();
  const unknownAnswers = new Map<string, Gap>();
  let any: Gap | undefined;

  // By URN, so that the order of the resources does not decide which gap is taken.
  for (const machine of byUrn(machines)) readMachine(machine);
  for (const nic of byUrn(interfaces)) readAnswer(nic);

  return (nic) => {
    const declared = naming.get(nic.key) ?? [];
    const answer = answers.get(nic.key);
    const members = new Set([...declared, ...(answer === undefined ? [] : [answer])].flatMap((machine) => [...machine.members]));
    members.delete(nic.key);
    return { items: [...members].sort(), open: mayForward(nic) ? openOf(nic, declared, answer) : undefined };
  };

  function openOf({ key }: Declaration, declared: readonly Machine[], answer: Machine | undefined): Gap | undefined {
    if (declared.length > 0) return declared.find(({ open }) => open !== undefined)?.open;
    return answer === undefined ? (unknownAnswers.get(key) ?? any) : answer.open;
  }

  function readMachine(declaration: Declaration): void {
    const read = readMachineInterfaces(declaration, reading);
    const machine: Machine = { members: new Set(read.interfaces.items), open: read.interfaces.open };
    inSight.set(declaration.key, machine);
    for (const key of read.interfaces.items) append(naming, key, machine);
    any ??= read.any;
  }

  function readAnswer(nic: Declaration): void {
    const id = member(answered(nic, "virtualMachine"), "id");
    const isOpen = mayForward(nic) && !naming.has(nic.key);
    if (id.value === UNKNOWN && isOpen && hasName(nic)) unknownAnswers.set(nic.key, log.pending(id.resource, id.path, NOT_IN_SIGHT));
    const text = textOf(id.value);
    if (text === undefined) return;
    const key = keyOfMachine(text, directory);
    const machine = (key === undefined ? outside.get(text.toLowerCase()) : inSight.get(key)) ?? { members: new Set(), open: undefined };
    if (key === undefined) outside.set(text.toLowerCase(), machine);
    if (key === undefined && isOpen)
      machine.open ??= log.note(id.resource, id.path, `refers to ${text}, which is not in the stack or its context: ${MORE}`);
    machine.members.add(nic.key);
    answers.set(nic.key, machine);
  }
}

const MORE = "what other interfaces the machine may send on by is not known";
const NOT_IN_SIGHT = `${NOT_KNOWN_YET}: ${MORE}`;

/** What never sends on has no use for other ways. */
function mayForward(nic: Declaration): boolean {
  const { value } = configured(nic, "enableIPForwarding");
  return !isAbsent(value) && value !== false;
}

/** Whether Azure has the interface already. One that is yet to be made is attached to no machine but to one that names it. */
function hasName({ answer }: Declaration): boolean {
  return textOf(answer?.["name"]) !== undefined;
}

function keyOfMachine(text: string, directory: Directory): string | undefined {
  const id = parseArmId(text);
  if (id?.type !== "microsoft.compute/virtualmachines") return undefined;
  const found = findNamed(directory.index("virtual-machine"), { ...id, armId: id.text }, noPreference);
  return found.kind === "one" ? found.declaration.key : undefined;
}
