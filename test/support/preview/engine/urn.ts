const STACK_TYPE = "pulumi:pulumi:Stack";

/** `urn:pulumi:stack::project::parentType$type::name`; the stack itself is in nobody's type. */
export function newUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const parentType = parent === "" ? "" : qualifiedType(parent);
  const qualified = parentType === "" || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

export function typeOf(urn: string): string {
  return qualifiedType(urn).split("$").at(-1) ?? "";
}

export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

export function isStack(urn: string): boolean {
  return typeOf(urn) === STACK_TYPE;
}

/** The URN in a reference to a provider, `<urn>::<id>`; empty for an empty reference. */
export function urnOfProvider(reference: string): string {
  return reference.slice(0, Math.max(0, reference.lastIndexOf("::")));
}

export function isProvider(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}
