// What is remembered of a data set's files, to and from the store.

import { z } from "zod";
import type { DataFileRecord } from "../store/data-sets.ts";
import type { FileState } from "./trust.ts";

const factsSchema = z.object({
  articles: z.number(),
  scores: z.number().nullable(),
  dates: z.number().nullable(),
  // Older programs did not remember them.
  unread: z.array(z.object({ column: z.string(), values: z.number(), sample: z.string() })).default([]),
});
const contentSchema = z.object({ contentHash: z.string(), sizeBytes: z.number(), modifiedAt: z.number() });
const goodSchema = contentSchema.extend({ facts: factsSchema, since: z.number() });
const heldSchema = z.discriminatedUnion("type", [
  contentSchema.extend({
    type: z.literal("lossy"),
    since: z.number(),
    facts: factsSchema,
    builder: z.number(),
  }),
  contentSchema.extend({
    type: z.literal("unreadable"),
    since: z.number(),
    reason: z.string(),
    builder: z.number(),
  }),
  z.object({
    type: z.literal("unfetched"),
    contentHash: z.string(),
    since: z.number(),
    reason: z.string(),
  }),
]);

export function stateOf({ name, country, serving, earlier, held, kept }: DataFileRecord): FileState {
  return {
    name,
    ...(country === null ? {} : { country }),
    ...(serving === null ? {} : { serving: goodSchema.parse(JSON.parse(serving)) }),
    earlier: z.array(goodSchema).parse(JSON.parse(earlier)),
    ...(held === null ? {} : { held: heldSchema.parse(JSON.parse(held)) }),
    isKept: kept === 1,
  };
}

export function recordOf(dataSet: string, state: FileState): DataFileRecord {
  const { name, country, serving, earlier, held, isKept } = state;
  // Parsed once more, so that one state is one text.
  return {
    dataSet,
    name,
    country: country ?? null,
    serving: serving === undefined ? null : JSON.stringify(goodSchema.parse(serving)),
    earlier: JSON.stringify(z.array(goodSchema).parse(earlier)),
    held: held === undefined ? null : JSON.stringify(heldSchema.parse(held)),
    kept: isKept ? 1 : 0,
  };
}

const oldManifestSchema = z.object({
  files: z.array(contentSchema.extend({ name: z.string(), articles: z.number() })),
});

/** What served by the manifest of any program's snapshot: before its files were remembered one by one. */
export function statesFromManifest(json: string, since: number): readonly FileState[] {
  const manifest = oldManifestSchema.safeParse(parsedJson(json));
  if (!manifest.success) return [];
  return manifest.data.files.map(({ name, articles, ...content }) => ({
    name,
    serving: { ...content, since, facts: { articles, scores: null, dates: null, unread: [] } },
    earlier: [],
    isKept: false,
  }));
}

/** Undefined for what is no JSON. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
