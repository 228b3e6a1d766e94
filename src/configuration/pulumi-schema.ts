import type * as v from "valibot";
import { configurationSchema } from "./schema.ts";
import { isOptional, metadataOf, shapeOf } from "./schema-shape.ts";

/** The part of JSON schema that Pulumi understands in a policy's configuration: no references and no unions. */
export interface PulumiSchema {
  readonly type: "object" | "array" | "string" | "boolean" | "integer";
  readonly description?: string;
  readonly pattern?: string;
  readonly enum?: string[];
  readonly items?: PulumiSchema;
  readonly minItems?: number;
  readonly properties?: Record<string, PulumiSchema>;
  readonly required?: string[];
  readonly additionalProperties?: false;
}

/**
 * What a policy gives Pulumi as `configSchema`. Firewalls and prefixes are objects here; the shorthands are for files. There are no
 * defaults in it: Pulumi would fill them in, and a policy that inherits its configuration would seem to have one of its own.
 */
export const pulumiConfigSchema: PulumiConfigSchema = pulumiSchemaOf(configurationSchema);

/** What a policy may state of its configuration. Nothing is required: Pulumi asks it of policies that are disabled, too. */
export interface PulumiConfigSchema {
  readonly properties: Record<string, PulumiSchema>;
}

export function pulumiSchemaOf(schema: v.GenericSchema): PulumiConfigSchema {
  const { $schema: _forEditors, ...properties } = toPulumi(schema).properties ?? {};
  return { properties };
}

function toPulumi(schema: v.GenericSchema): PulumiSchema {
  return { ...structure(schema), ...annotations(schema) };
}

function structure(schema: v.GenericSchema): PulumiSchema {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case "object": {
      const entries = Object.entries(shape.entries);
      const required = entries.filter(([, entry]) => !isOptional(entry)).map(([name]) => name);
      return {
        type: "object",
        properties: Object.fromEntries(entries.map(([name, entry]) => [name, toPulumi(entry)])),
        ...(required.length > 0 && { required }),
        additionalProperties: false,
      };
    }
    case "list":
      return { type: "array", items: toPulumi(shape.item) };
    case "choice":
      return { type: "string", enum: [...shape.options] };
    case "text":
      return { type: "string" };
    case "flag":
      return { type: "boolean" };
    case "document":
      return { type: "object" };
    case "count":
      return { type: "integer" };
  }
}

function annotations(schema: v.GenericSchema): Partial<PulumiSchema> {
  const { description, pattern, minItems } = metadataOf(schema);
  return {
    ...(typeof description === "string" && { description }),
    ...(typeof pattern === "string" && { pattern }),
    ...(typeof minItems === "number" && { minItems }),
  };
}
