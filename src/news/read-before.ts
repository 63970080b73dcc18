// What was read of small files that are read together, kept beside the catalog in a few larger files: where one of hundreds
// changes, the next build reads that one and takes the others' rows and texts from here.

import { copyFile, link, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { cleanTextSql, presentTextSql, type TextKind } from "./cleaning.ts";
import { type FileGroup, rowsSql } from "./file-groups.ts";
import { type LoadedFile, SEQ_OF_FILE, seqSql } from "./load.ts";
import { BUILDER_VERSION, manifestFileSchema } from "./manifest.ts";
import { parquetSql } from "./queries.ts";
import type { BuildInput } from "./snapshot-protocol.ts";

/** Inside a snapshot's folder. */
export const READ_FOLDER = "read";
const INDEX_FILE = "index.json";

/** More parts than that are read anew as one; of each, at least half must still be in use. */
const MOST_PARTS = 8;

const entrySchema = z.object({
  key: z.string(),
  part: z.number().int().nonnegative(),
  /** How the part calls the file. */
  file: z.number().int().nonnegative(),
  facts: manifestFileSchema
    .pick({
      country: true,
      rows: true,
      assessments: true,
      articles: true,
      dropped: true,
      unread: true,
    })
    .readonly(),
});

const indexSchema = z.object({
  builderVersion: z.literal(BUILDER_VERSION),
  /** ms: dates were held against this clock; none of these files has one that is too far ahead of it. */
  now: z.number(),
  entries: z.array(entrySchema),
});

type Entry = z.infer<typeof entrySchema>;

/** Of files whose content, name and country are the same, the same is read. */
function keyOf({ contentHash, name, country }: BuildInput): string {
  return JSON.stringify([contentHash, name, country]);
}

function partPath(part: number): string {
  return join(READ_FOLDER, `${part}.parquet`);
}

/** The files of this build that were read before. */
export interface ReadBefore {
  readonly entries: readonly { readonly input: BuildInput; readonly entry: Entry }[];
  /** The number of the first part that is free. */
  readonly nextPart: number;
}

export const NOTHING_READ: ReadBefore = { entries: [], nextPart: 0 };

/**
 * Takes over what an earlier build read of these files: its parts are linked into the folder `read` of the working directory,
 * which is made. @param earlier that build's folder `read`
 */
export async function takeOver(
  earlier: string,
  { files, now }: { readonly files: readonly BuildInput[]; readonly now: number },
): Promise<ReadBefore> {
  const text = await readFile(join(earlier, INDEX_FILE), "utf8").catch(() => "null");
  const index = indexSchema.safeParse(JSON.parse(text));
  if (!index.success || index.data.now > now) return NOTHING_READ;
  const inputs = new Map(files.map((input) => [keyOf(input), input]));
  const parts = Map.groupBy(index.data.entries, ({ part }) => part);
  const useful = [...parts]
    .map(([part, entries]) => ({ part, entries, wanted: entries.filter(({ key }) => inputs.has(key)) }))
    .filter(({ entries, wanted }) => wanted.length * 2 >= entries.length)
    .toSorted((a, b) => b.wanted.length - a.wanted.length)
    .slice(0, MOST_PARTS - 1);
  await mkdir(READ_FOLDER, { recursive: true });
  for (const { part } of useful) {
    const from = join(earlier, `${part}.parquet`);
    await link(from, partPath(part)).catch(() => copyFile(from, partPath(part)));
  }
  return {
    nextPart: Math.max(-1, ...useful.map(({ part }) => part)) + 1,
    entries: useful.flatMap(({ wanted }) =>
      wanted.flatMap((entry) => {
        const input = inputs.get(entry.key);
        return input === undefined ? [] : [{ input, entry }];
      }),
    ),
  };
}

/** Puts the rows that were read before into the stage, and remembers where their texts are. */
export async function stageReadBefore(
  connection: DuckDBConnection,
  before: ReadBefore,
): Promise<LoadedFile[]> {
  await noteParts(connection, before.entries);
  await connection.run(`INSERT INTO stage_rows
    SELECT in_part.file * ${SEQ_OF_FILE}::BIGINT + part.row, in_part.file, id, pillar, score, published_at, link, source,
      title, country, kept
    FROM ${partsSql(before.entries.map(({ entry }) => entry.part))} JOIN in_part USING (part, part_file)`);
  return before.entries.map(({ input, entry }) => ({ input, ...entry.facts, firstFuture: null }));
}

/** Where the files are whose rows and texts are in parts. */
export const PART_TABLES = "CREATE TEMP TABLE in_part (part INTEGER, part_file INTEGER, file INTEGER);";

async function noteParts(
  connection: DuckDBConnection,
  entries: readonly { readonly input: BuildInput; readonly entry: Pick<Entry, "part" | "file"> }[],
): Promise<void> {
  const values = entries.map(({ input, entry }) => `(${entry.part}, ${entry.file}, ${input.index})`);
  await connection.run(`INSERT INTO in_part VALUES ${values.join(", ")}`);
}

/** SQL for parts as one table. */
function partsSql(parts: readonly number[]): string {
  return `${parquetSql([...new Set(parts)].map(partPath))} AS part`;
}

/** Writes what the stage has of a group, and all its texts, as a part. */
export async function writePart(connection: DuckDBConnection, group: FileGroup, part: number): Promise<void> {
  const text = (kind: TextKind): string => `${presentTextSql(kind)} AS ${kind}`;
  const cleaned = (kind: TextKind): string => `${cleanTextSql(kind, group.values[kind])} AS ${kind}`;
  await mkdir(READ_FOLDER, { recursive: true });
  await connection.run(`COPY (
      SELECT ${part}::INTEGER AS part, file AS part_file, seq % ${SEQ_OF_FILE}::BIGINT AS row, id, pillar, score,
        published_at, link, source, stage_rows.title, country, kept, ${text("summary")}, ${text("description")},
        ${text("content")}
      FROM stage_rows JOIN (
        SELECT ${seqSql(group)} AS seq, ${cleaned("summary")}, ${cleaned("description")}, ${cleaned("content")}
        FROM ${rowsSql(group)}
      ) USING (seq)
    ) TO '${partPath(part)}' (FORMAT parquet, CODEC zstd, COMPRESSION_LEVEL 1)`);
  await noteParts(
    connection,
    group.inputs.map((input) => ({ input, entry: { part, file: input.index } })),
  );
}

/** Writes what the next build needs to know of the parts. Files whose dates depend on the clock are read anew then. */
export async function writeIndex(
  before: ReadBefore,
  written: readonly { readonly part: number; readonly files: readonly LoadedFile[] }[],
  now: number,
): Promise<void> {
  const entries = [
    ...before.entries.map(({ entry }) => entry),
    ...written.flatMap(({ part, files }) =>
      files.flatMap(({ input, firstFuture, ...facts }) =>
        firstFuture === null ? [{ key: keyOf(input), part, file: input.index, facts }] : [],
      ),
    ),
  ];
  if (entries.length === 0) return;
  const index = { builderVersion: BUILDER_VERSION, now, entries } satisfies z.input<typeof indexSchema>;
  await writeFile(join(READ_FOLDER, INDEX_FILE), JSON.stringify(index));
}

/** Reads the summaries, descriptions and contents of the rows in parts that `wanted` names. */
export async function loadPartTexts(connection: DuckDBConnection, parts: readonly number[]): Promise<void> {
  await connection.run(`INSERT INTO stage_summaries
    SELECT article, wanted.pillar, part.summary FROM ${joinedSql(parts, "wanted")};
    INSERT INTO texts SELECT article, part.description, part.content FROM ${joinedSql(parts, "wanted")} WHERE has_texts`);
}

/** Reads the descriptions and contents of the rows in parts that `spare` names. */
export async function loadPartSpareTexts(
  connection: DuckDBConnection,
  parts: readonly number[],
): Promise<void> {
  await connection.run(`INSERT INTO spare_texts
    SELECT seq, article, CASE WHEN for_description THEN part.description END, CASE WHEN for_content THEN part.content END
    FROM ${joinedSql(parts, "spare")}`);
}

function joinedSql(parts: readonly number[], table: "wanted" | "spare"): string {
  return `${partsSql(parts)} JOIN in_part USING (part, part_file)
    JOIN ${table} ON ${table}.file = in_part.file AND ${table}.seq = in_part.file * ${SEQ_OF_FILE}::BIGINT + part.row`;
}
