// What the list of tools says of each: as short as it can be, since assistants read it whole before the first question.

import { z } from "zod";

export interface Listed {
  readonly name: string;
  readonly config: {
    readonly description: string;
    readonly inputSchema: z.ZodType;
    readonly outputSchema: z.ZodType;
    /** The same, with less said of articles: of tools whose answers have few or none. */
    readonly shortOutputSchema: z.ZodType;
    readonly annotations: { readonly readOnlyHint: boolean; readonly openWorldHint: boolean };
  };
}

/** A tool as `tools/list` has it. The SDK's own list is more than twice as long, and made anew for every program that asks. */
export function listingOf({ name, config }: Listed) {
  const { description, annotations } = config;
  const inputSchema = objectSchema(config.inputSchema, "inline");
  const { properties = {} } = inputSchema;
  const isAboutArticles = "page" in properties || "article" in properties;
  return {
    name,
    description,
    inputSchema,
    // Whatever stands in it twice is told once; assistants that make forms of arguments read no references.
    outputSchema: objectSchema(isAboutArticles ? config.outputSchema : config.shortOutputSchema, "ref"),
    annotations,
  };
}

/**
 * In the dialect that the protocol assumes where none is named. Left out is what any number or text may be anyway, and how long
 * a text may be: who sends too much is told so.
 */
function objectSchema(schema: z.ZodType, reused: "inline" | "ref") {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: "input",
    reused,
    override({ jsonSchema }) {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (typeof jsonSchema.additionalProperties === "object") delete jsonSchema.additionalProperties;
      for (const bound of ["minLength", "maxLength", "minItems", "maxItems"] as const)
        delete jsonSchema[bound];
    },
  });
  return { ...json, type: "object" as const };
}
