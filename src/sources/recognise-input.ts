import { InputError } from "../certainty/input-error.ts";

/** What other tools write, by what only they have at the top level, and what to do about it. First match counts. */
const OTHER_INPUTS: readonly { readonly is: (root: Readonly<Record<string, unknown>>) => boolean; readonly message: string }[] = [
  {
    is: ({ terraform_version: version, planned_values: values, resource_changes: changes }) =>
      version !== undefined && (values !== undefined || changes !== undefined),
    message: "is a Terraform plan; Chokepoint reads Pulumi stacks only",
  },
  {
    is: ({ terraform_version: version, lineage }) => version !== undefined || lineage !== undefined,
    message: "is a Terraform state; Chokepoint reads Pulumi stacks only",
  },
  {
    is: ({ $schema: schema }) => typeof schema === "string" && /deploymentTemplate|deploymentParameters/i.test(schema),
    message: "is an ARM template; Chokepoint reads Pulumi stacks only",
  },
  {
    is: ({ steps, changeSummary }) => Array.isArray(steps) || changeSummary !== undefined,
    message: "is the result of `pulumi preview --json`, which is not read yet",
  },
  {
    is: ({ checkpoint }) => checkpoint !== undefined,
    message: "is a state file of a Pulumi backend, not an export",
  },
  {
    is: ({ data, totalRecords, total_records: total }) => Array.isArray(data) || totalRecords !== undefined || total !== undefined,
    message: "looks like an Azure Resource Graph result, which is not read yet",
  },
  {
    is: ({ format, chokepoint }) => chokepoint !== undefined || format === "chokepoint-snapshot",
    message: "is a snapshot, which is not read yet",
  },
  {
    is: ({ summary, paths }) => summary !== undefined && Array.isArray(paths),
    message: "is a report of Chokepoint",
  },
];

export const WHAT_TO_DO = "run `pulumi stack export --file <file>` and pass that file";

/** Returns the error that says what the content is instead of a stack export. */
export function notAStackExport(root: unknown, file: string): InputError {
  if (Array.isArray(root)) {
    const isGraph = root.some((row) => isRecord(row) && typeof row["id"] === "string" && "properties" in row);
    const what = isGraph ? "looks like an Azure Resource Graph result, which is not read yet" : "holds a list";
    return new InputError(`${file}: ${what}; expected a stack export: ${WHAT_TO_DO}`);
  }
  if (!isRecord(root))
    return new InputError(`${file}: holds ${root === null ? "null" : `a ${typeof root}`}; expected a stack export: ${WHAT_TO_DO}`);
  const known = OTHER_INPUTS.find(({ is }) => is(root));
  return new InputError(`${file}: ${known?.message ?? "is no stack export: it has no `deployment`"}; ${WHAT_TO_DO}`);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
