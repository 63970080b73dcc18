// cards.sqlite: the short texts that a card shows of an article, found by its ordinal or its id without a look at any other.

import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { eachRow } from "./rows.ts";

export const CARDS_FILE = "cards.sqlite";

export interface CardText {
  readonly id: string;
  readonly link: string;
  readonly title?: string;
  /** Of its assessments, the lowest pillar first; null where there is none. */
  readonly summaries: readonly (string | null)[];
}

/** Reads take microseconds of this thread each; what is asked for often stays in the system's memory. */
export interface CardTexts {
  /** Throws for an ordinal that is not there. */
  of(ordinal: number): CardText;
  idOf(ordinal: number): string;
  /** undefined when no article has that id. */
  ordinalOf(id: string): number | undefined;
  close(): void;
}

/** Writes the file from a finished catalog, through to the disk. @returns its sha256, in hex. */
export async function writeCardTexts(connection: DuckDBConnection, path: string): Promise<string> {
  const database = new DatabaseSync(path);
  try {
    // Nobody reads it before it is whole, and what is not whole is thrown away.
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;
      CREATE TABLE cards (article INTEGER PRIMARY KEY, id TEXT NOT NULL, link TEXT NOT NULL, title TEXT, summaries TEXT NOT NULL)`);
    const insert = database.prepare("INSERT INTO cards VALUES (?, ?, ?, ?, ?)");
    await eachRow(
      connection,
      `SELECT article, id, link, title, summaries FROM articles JOIN (
         SELECT article, to_json(list(summary ORDER BY pillar))::VARCHAR AS summaries FROM summaries GROUP BY article
       ) USING (article) ORDER BY article`,
      (number, text) => {
        insert.run(number(0) ?? 0, text(1) ?? "", text(2) ?? "", text(3) ?? null, text(4) ?? "[]");
      },
    );
    database.exec("CREATE UNIQUE INDEX ids ON cards (id); COMMIT");
  } finally {
    database.close();
  }
  return hashOfFile(path, { flush: true });
}

const rowSchema = z.object({
  id: z.string(),
  link: z.string(),
  title: z.string().nullable(),
  summaries: z.string(),
});
const summariesSchema = z.array(z.string().nullable());

/** Opens the file. Throws when it is not the one with that hash. */
export async function openCardTexts(path: string, hash: string): Promise<CardTexts> {
  if ((await hashOfFile(path)) !== hash) throw new Error(`${CARDS_FILE} is damaged or another snapshot's`);
  const database = new DatabaseSync(path, { readOnly: true });
  const byOrdinal = database.prepare("SELECT id, link, title, summaries FROM cards WHERE article = ?");
  const idByOrdinal = database.prepare("SELECT id FROM cards WHERE article = ?");
  const byId = database.prepare("SELECT article FROM cards WHERE id = ?");
  return {
    of(ordinal) {
      const { title, summaries, ...rest } = rowSchema.parse(byOrdinal.get(ordinal));
      return {
        ...rest,
        ...(title === null ? {} : { title }),
        summaries: summariesSchema.parse(JSON.parse(summaries)),
      };
    },
    idOf: (ordinal) => rowSchema.pick({ id: true }).parse(idByOrdinal.get(ordinal)).id,
    ordinalOf(id) {
      const row = byId.get(id);
      return row === undefined ? undefined : z.object({ article: z.number() }).parse(row).article;
    },
    close: () => database.close(),
  };
}

async function hashOfFile(
  path: string,
  { flush = false }: { readonly flush?: boolean } = {},
): Promise<string> {
  const file = await open(path);
  try {
    if (flush) await file.sync();
    const hash = createHash("sha256");
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 2 ** 20 }))
      hash.update(chunk);
    return hash.digest("hex");
  } finally {
    await file.close();
  }
}
