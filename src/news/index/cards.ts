// cards.bin: what is shown of each article in words, one record after the other by ordinal. Where each ends and its sum stand in
// the index, so that one is read without a look at any other and what is damaged is never shown.

import { readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import type { NewsIndex } from "./columns.ts";
import type { EarlierCards } from "./earlier-cards.ts";
import { eachRow } from "./rows.ts";

export const CARDS_FILE = "cards.bin";

export interface Card {
  readonly link: string;
  readonly title?: string;
  /** Of its assessments, the lowest pillar first; null where there is none. */
  readonly summaries: readonly (string | null)[];
  readonly texts: OwnTexts;
}

/** What an article says of itself; absent when missing. */
export interface OwnTexts {
  readonly description?: string;
  /** Its first 500 characters, which are searched; without a description its first 1,000, which are shown. */
  readonly content?: string;
}

/** As JSON: link, title, summaries, description, content. */
export const recordSchema = z.tuple([
  z.string(),
  z.string().nullable(),
  z.array(z.string().nullable()),
  z.string().nullable(),
  z.string().nullable(),
]);

/** Of an article's content so many characters are searched: what it says first, it is about. */
export const CONTENT_SEARCHED = 500;
/** Without a description it is shown. */
const CONTENT_SHOWN = 1_000;

/** Articles whose texts are in memory at once while they are written: some ten megabytes. */
const WRITTEN_AT_ONCE = 4_000;

/** Writes the file from earlier records and a finished catalog, and fills the columns that lead to its records. */
export async function writeCards(
  connection: DuckDBConnection,
  path: string,
  { articles, cardEnds, cardSums }: Pick<NewsIndex, "articles" | "cardEnds" | "cardSums">,
  earlier?: EarlierCards,
): Promise<void> {
  // The texts are in no order there.
  await connection.run(`CREATE TEMP TABLE own_texts AS
    SELECT article, description,
      left(content, CASE WHEN description IS NULL THEN ${CONTENT_SHOWN} ELSE ${CONTENT_SEARCHED} END) AS content
    FROM texts ANTI JOIN taken USING (article) ORDER BY article`);
  const file = await open(path, "wx");
  try {
    for (let from = 0; from < articles; from += WRITTEN_AT_ONCE) {
      const to = Math.min(articles, from + WRITTEN_AT_ONCE);
      const there = (await earlier?.read(from, to)) ?? [];
      const isWhole = there.length > 0 && !there.includes(undefined);
      const cards = isWhole ? [] : await readCards(connection, from, to);
      const records = Array.from({ length: to - from }, (_, at) => there[at]?.bytes ?? recordOf(cards[at]));
      for (const [at, record] of records.entries()) {
        const ordinal = from + at;
        cardEnds[ordinal + 1] = (cardEnds[ordinal] ?? 0) + record.length;
        cardSums[ordinal] = there[at]?.sum ?? crc32(record);
      }
      await file.writeFile(Buffer.concat(records));
    }
  } finally {
    await file.close();
    await connection.run("DROP TABLE own_texts");
  }
}

type CardRecord = z.infer<typeof recordSchema>;

function recordOf(card: CardRecord | undefined): Buffer {
  if (card === undefined) throw new RangeError("an article has no card");
  return Buffer.from(JSON.stringify(card));
}

/** What is to be written of the articles that are not taken over, from one ordinal to another, by their places among them all. */
async function readCards(
  connection: DuckDBConnection,
  from: number,
  to: number,
): Promise<readonly CardRecord[]> {
  const cards: CardRecord[] = [];
  const some = `WHERE article >= ${from} AND article < ${to} AND article NOT IN (SELECT article FROM taken)`;
  await eachRow(
    connection,
    `SELECT article, link, title, description, content FROM articles LEFT JOIN own_texts USING (article) ${some}`,
    (number, text) => {
      cards[(number(0) ?? 0) - from] = [text(1) ?? "", text(2) ?? null, [], text(3) ?? null, text(4) ?? null];
    },
  );
  await eachRow(
    connection,
    `SELECT article, summary FROM summaries ${some} ORDER BY article, pillar`,
    (number, text) => cards[(number(0) ?? 0) - from]?.[2].push(text(1) ?? null),
  );
  return cards;
}

export interface Cards {
  /** Throws for an ordinal that is not there, and for a record that is not what was written. */
  read(ordinal: number): Promise<Card>;
  /** Waits for what is being read. */
  close(): Promise<void>;
}

/** Records that are read when the file is opened, spread over it: another snapshot's file shows. */
const LOOKED_AT = 16;

/** Opens the file that belongs to an index. Throws when it is cut, damaged where it is looked at, or another's. */
export async function openCards(path: string, index: NewsIndex): Promise<Cards> {
  const { articles, cardEnds } = index;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size !== cardEnds[articles])
      throw new Error(`${CARDS_FILE} has ${size} bytes instead of ${cardEnds[articles]}`);
    for (let at = 0; at < LOOKED_AT; at++) readRecord(file, index, Math.floor((at * articles) / LOOKED_AT));
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    async read(ordinal) {
      const [link, title, summaries, description, content] = recordSchema.parse(
        JSON.parse(readRecord(file, index, ordinal)),
      );
      const texts = {
        ...(description === null ? {} : { description }),
        ...(content === null ? {} : { content }),
      };
      return { link, ...(title === null ? {} : { title }), summaries, texts };
    },
    close: () => file.close(),
  };
}

/** Right here, for it takes microseconds: to hand it to another thread and back takes ten times as long. */
function readRecord(
  { fd }: FileHandle,
  { articles, cardEnds, cardSums }: NewsIndex,
  ordinal: number,
): string {
  if (ordinal >= articles) throw new RangeError(`no article ${ordinal}`);
  const start = cardEnds[ordinal] ?? 0;
  const record = Buffer.allocUnsafe((cardEnds[ordinal + 1] ?? 0) - start);
  const bytesRead = readSync(fd, record, 0, record.length, start);
  if (bytesRead < record.length || crc32(record) !== cardSums[ordinal]) throw new DamagedCard();
  return record.toString("utf8");
}

/** A record is not what was written: its file was changed since. */
export class DamagedCard extends Error {}
