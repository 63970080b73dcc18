// manifest.json: what a snapshot was made of and what came of it. Written last, so a snapshot without one is not one.

import { z } from "zod";

/**
 * Raise when the tables, the index, the cleaning, the stories, the order of `top` or `RELEVANCE_VERSION` change: older snapshots are then built anew.
 */
export const BUILDER_VERSION = 5;

const countSchema = z.number().int().nonnegative();
const timeSchema = z.number().int();

/** A column of which something could not be read. */
const unreadColumnSchema = z.object({
  /** The name that data files have it by: `impact_score`, whatever its case there. */
  column: z.string(),
  /** How many values are there but could not be read: an empty one, or one that says it is missing, is not meant. */
  values: countSchema,
  /** The first of them, cut to 60 characters. */
  sample: z.string(),
});

/** Rows that were read but not kept, by reason. */
const droppedSchema = z.object({
  /** Rows whose id is null or empty. */
  withoutId: countSchema,
  /** Rows whose pillar is not 1–8 in any accepted spelling. */
  unreadablePillar: countSchema,
  /** Rows with the same (id, pillar) as a later row of the same file. */
  repeated: countSchema,
});

export const manifestFileSchema = z.object({
  /** Path inside the data set, for people. */
  name: z.string(),
  contentHash: z.string(),
  sizeBytes: countSchema,
  /** ms; of two files with the same assessment the newer counts. */
  modifiedAt: timeSchema,
  /** English country name; null when neither the file nor its path tells one, or its rows tell several. */
  country: z.string().nullable(),
  rows: countSchema,
  /** Assessments and articles of this file that the snapshot keeps, before another file's newer ones replace them. */
  assessments: countSchema,
  articles: countSchema,
  /** Of these assessments those with a score of 1 to 5, and of these articles those with a date. */
  scored: countSchema,
  dated: countSchema,
  dropped: droppedSchema,
  unread: z.array(unreadColumnSchema),
  /** Assessments that a newer file also has: that file's count. */
  overlaps: z.array(z.object({ file: z.string(), assessments: countSchema })),
});

const refusedFileSchema = z.object({
  name: z.string(),
  contentHash: z.string(),
  /** One clear sentence for people that names the file. */
  reason: z.string(),
});

export const manifestSchema = z.object({
  id: z.string(),
  builderVersion: z.literal(BUILDER_VERSION),
  builtAt: timeSchema,
  /**
   * The clock readings, ms, for which the choice of undated articles is right: an article more than 24 h ahead of now
   * is undated, so a snapshot built at another time may have to be built anew.
   */
  validFrom: timeSchema,
  validUntil: timeSchema.nullable(),
  files: z.array(manifestFileSchema),
  refused: z.array(refusedFileSchema),
  rows: countSchema,
  assessments: countSchema,
  articles: countSchema,
  stories: countSchema,
  /** Articles without a usable date. */
  undated: countSchema,
  /** Assessments with score 0. */
  notScored: countSchema,
  /** Of the dated articles, ms; null when none is dated. */
  firstDate: timeSchema.nullable(),
  lastDate: timeSchema.nullable(),
  /** sha256 of index.bin, in hex. */
  indexHash: z.string(),
  /** CRC-32 of catalog.duckdb: a build goes on from what was written only. */
  catalogSum: countSchema,
  /** Articles that came or went in builds that each went on from one before, since the last build from nothing. */
  moved: countSchema,
});

export type ManifestFile = z.infer<typeof manifestFileSchema>;
export type RefusedFile = z.infer<typeof refusedFileSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
