// What the supervisor and its child say to each other, in JSON over the child's IPC channel.

import { z } from "zod";
import { manifestFileSchema, manifestSchema } from "./manifest.ts";

/** A file to read. `index` is its place in the request, which is how both sides speak of it. */
const inputSchema = z.object({
  index: z.number().int().nonnegative(),
  name: z.string(),
  /** Where the child reads it: a link in its own folder, so that odd characters of the real path mean nothing. */
  path: z.string(),
  /** Where it is, from the root. The child links what it reads: many links take longer than to read what was kept. */
  source: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  contentHash: z.string(),
  country: z.string().optional(),
  /** As many files at most may be read together with this one; absent: as many as there are. */
  mostTogether: z.number().int().positive().optional(),
});

/** A snapshot's folder, and what its manifest says. */
const earlierSchema = manifestSchema
  .pick({ articles: true, assessments: true, indexHash: true, catalogSum: true, moved: true })
  .extend({ directory: z.string() });

export const buildRequestSchema = z.object({
  /** Oldest first: of two equal assessments the later file's counts. */
  files: z.array(inputSchema),
  /** The snapshot from which the build goes on. */
  earlier: earlierSchema.optional(),
  catalogPath: z.string(),
  spillPath: z.string(),
  now: z.number(),
  databaseMemoryBytes: z.number().int().positive(),
  diskBytes: z.number().int().positive(),
});

/** What the child found out about a file that it keeps. */
const builtFileSchema = manifestFileSchema
  .pick({
    country: true,
    rows: true,
    assessments: true,
    articles: true,
    scored: true,
    dated: true,
    dropped: true,
    unread: true,
  })
  .extend({
    index: z.number().int().nonnegative(),
    overlaps: z.array(
      z.object({ index: z.number().int().nonnegative(), assessments: z.number().int().nonnegative() }),
    ),
  });

/** What the child found out about all files together. */
const builtTotalsSchema = manifestSchema.pick({
  validFrom: true,
  validUntil: true,
  rows: true,
  assessments: true,
  articles: true,
  stories: true,
  undated: true,
  notScored: true,
  firstDate: true,
  lastDate: true,
});

export const buildMessageSchema = z.discriminatedUnion("type", [
  /** Works on these files together from now on: what happens is the fault of one of them. */
  z.object({ type: z.literal("reading"), indices: z.array(z.number()) }),
  /** Works on no single file from now on. */
  z.object({ type: z.literal("joining") }),
  /** Cannot use this file and goes on without it. */
  z.object({ type: z.literal("refused"), index: z.number(), reason: z.string() }),
  /** Cannot use one of these files and cannot go on either: start anew without it. The reason is right for one alone. */
  z.object({ type: z.literal("spoiled"), indices: z.array(z.number()), reason: z.string() }),
  /** No file was left that has a row. */
  z.object({ type: z.literal("nothing") }),
  /** Could not finish, and no file is to blame. */
  z.object({ type: z.literal("failed"), reason: z.string(), detail: z.string() }),
  z.object({
    type: z.literal("built"),
    files: z.array(builtFileSchema),
    totals: builtTotalsSchema,
    indexHash: z.string(),
    moved: z.number(),
    /** Of the catalog as it was closed: absent as long as it is open. */
    catalogSum: z.number().optional(),
  }),
]);

export type BuildInput = z.infer<typeof inputSchema>;
export type EarlierSnapshot = z.infer<typeof earlierSchema>;
export type BuildRequest = z.infer<typeof buildRequestSchema>;
export type BuiltFile = z.infer<typeof builtFileSchema>;
export type BuiltTotals = z.infer<typeof builtTotalsSchema>;
export type BuildMessage = z.infer<typeof buildMessageSchema>;
