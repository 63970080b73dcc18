// What the maker of an export and its child process say to each other, in JSON over the child's IPC channel.

import { z } from "zod";
import { LANGUAGES } from "../../wording/languages.ts";
import { storedFilter } from "../filter/filter.ts";

export const EXPORT_FORMATS = ["xlsx", "csv", "parquet"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const countSchema = z.number().int().nonnegative();
const timeSchema = z.number().int().nullable();

export const countsSchema = z.object({
  assessments: countSchema,
  articles: countSchema,
  stories: countSchema,
  /** Assessments. */
  notScored: countSchema,
  /** Articles. */
  undated: countSchema,
  /** Of the dated articles, ms UTC. */
  firstDate: timeSchema,
  lastDate: timeSchema,
});
/** What an export is of, counted. */
export type ExportCounts = z.infer<typeof countsSchema>;

export const exportRequestSchema = z.object({
  catalogPath: z.string(),
  format: z.enum(EXPORT_FORMATS),
  withTexts: z.boolean(),
  filter: storedFilter,
  period: z.object({ from: z.number().exactOptional(), to: z.number().exactOptional() }),
  mostRows: countSchema,
  /** Rows that are worked on together. */
  rowsAtOnce: countSchema,
  /** Of whoever reads the first sheet. */
  language: z.enum(LANGUAGES),
  /** What the first sheet says of the question. */
  told: z.array(z.tuple([z.string(), z.string()])).readonly(),
  /** In the child's folder. */
  outputPath: z.string(),
  partsPath: z.string(),
  spillPath: z.string(),
  databaseMemoryBytes: countSchema,
  diskBytes: countSchema,
});
export type ExportRequest = z.input<typeof exportRequestSchema>;

export const exportMessageSchema = z.discriminatedUnion("type", [
  /** So many of the rows are found and put aside. */
  z.object({ type: z.literal("rows"), done: countSchema, of: countSchema }),
  /** They are being written. */
  z.object({ type: z.literal("writing"), of: countSchema }),
  z.object({ type: z.literal("too-many"), rows: countSchema }),
  z.object({ type: z.literal("nothing") }),
  /** The file is whole. `cut`: texts that a cell of a sheet does not hold. */
  z.object({ type: z.literal("written"), counts: countsSchema, cut: countSchema }),
  z.object({ type: z.literal("failed"), detail: z.string() }),
]);
export type ExportMessage = z.infer<typeof exportMessageSchema>;
