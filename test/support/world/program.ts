/** A resource as the program asks for it. */
export interface ProgramResource {
  /** `Subnet hub-ep`: what outputs call it by. */
  readonly key: string;
  readonly token: string;
  readonly name: string;
  readonly inputs: ProgramObject;
}

export type ProgramValue = string | number | boolean | null | undefined | OutputOf | readonly ProgramValue[] | ProgramObject;

export interface ProgramObject {
  readonly [name: string]: ProgramValue;
}

/** A value that another resource will answer. */
export class OutputOf {
  readonly key: string;
  readonly what: "id" | "name" | "address";
  /** Of an id: what stands behind it for something inside of the resource, `/subnets/ep`. */
  readonly inside: string;

  constructor(key: string, what: OutputOf["what"], inside = "") {
    this.key = key;
    this.what = what;
    this.inside = inside;
  }
}

/** Everything after what it takes outputs of. */
export function inOrder(resources: readonly ProgramResource[]): readonly ProgramResource[] {
  const ordered: ProgramResource[] = [];
  const done = new Set<string>();
  for (let left = resources; left.length > 0; ) {
    const ready = left.filter(({ inputs }) => outputsIn(inputs).every(({ key }) => done.has(key)));
    if (ready.length === 0) throw new Error(`${left.map(({ key }) => key).join(", ")} wait for each other`);
    for (const each of ready) done.add(each.key);
    ordered.push(...ready);
    left = left.filter(({ key }) => !done.has(key));
  }
  return ordered;
}

/** The outputs of other resources in a value. */
export function outputsIn(value: ProgramValue): readonly OutputOf[] {
  if (value instanceof OutputOf) return [value];
  if (Array.isArray(value)) return value.flatMap((item: ProgramValue) => outputsIn(item));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap((member: ProgramValue) => outputsIn(member)) : [];
}
