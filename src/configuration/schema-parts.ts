import * as v from "valibot";

/** An object with these properties and no others; unlike strictObject it names every unknown one. */
export function closed<const E extends v.ObjectEntries>(entries: E) {
  return v.objectWithRest(entries, v.never());
}

export function described<const S extends v.GenericSchema>(schema: S, description: string) {
  return v.pipe(schema, v.metadata({ description }));
}

/** A text that `fault` finds nothing wrong with; it returns what is wrong, and what was expected. */
export function checked(fault: (text: string) => string | undefined, metadata: Readonly<Record<string, unknown>>) {
  return v.pipe(
    v.string(),
    v.check(
      (text) => fault(text) === undefined,
      ({ input }) => fault(input) ?? "",
    ),
    v.metadata(metadata),
  );
}
