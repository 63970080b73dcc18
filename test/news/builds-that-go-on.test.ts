// A build that goes on from an earlier snapshot gives what a build from nothing gives, whatever changed in between.

import { hash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Manifest } from "../../src/news/manifest.ts";
import { FilesRefused } from "../../src/news/snapshot.ts";
import { buildHere, type HereFile } from "./build-here.ts";
import { NOW, newsRows, rowsOf, withDuckDb, writeParquet } from "./parquet.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "go-on-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Row = Parameters<typeof newsRows>[0][number];

interface NewsFile {
  readonly name: string;
  readonly country?: string;
  readonly rows: readonly Row[];
}

const TEXTS = [
  "The supreme court of the capital annulled the ruling against the former minister on Monday",
  "The supreme court annulled on Monday a ruling against a former minister, the capital's paper says",
  "Prosecutors charged the mayor of the port with taking bribes from builders over ten years",
  "The mayor of the port is charged with taking bribes from builders, prosecutors told reporters",
  "Skipped article",
  "<p>Judges &amp;amp; clerks</p> of the port strike over late wages for the third week",
];
const TITLES = [
  "Supreme court annuls ruling against former minister",
  "Court annuls ruling against former minister again",
  "Mayor of the port charged with bribery | LSM",
  "Opinion: why the mayor &amp; his friends must go",
];
const HOUR_MS = 3_600_000;
const oneOf = <T>(...some: readonly T[]) => fc.constantFrom(...some);
const texts = oneOf<string | null>(...TEXTS, null);
const dates = oneOf<string | null>(
  null,
  ...[-90, -70, -60, -20, -1, 26, 30].map((hours) => new Date(NOW + hours * HOUR_MS).toISOString()),
);

const rows = fc.array(
  fc.record({
    id: oneOf(...Array.from({ length: 12 }, (_, number) => `${number}`), ""),
    link: oneOf(
      "https://lsm.lv/news/court-annuls-ruling",
      "https://err.ee/news/mayor",
      "https://err.ee/news/mayor-again",
    ),
    domain_url: oneOf("lsm.lv", "err.ee"),
    published_date: dates,
    title_trans: oneOf<string | null>(...TITLES, null),
    description_trans: texts,
    content_trans: texts,
    summary: texts,
    impact_score: oneOf("0", "1", "4", "5"),
    associated_pillar: oneOf("Pillar 1", "Pillar 2", "Pillar 8"),
  }),
  { minLength: 1, maxLength: 8 },
);

const NAMES = [
  "Estonia.parquet",
  "Latvia.parquet",
  "Malta.parquet",
  "news.parquet",
  "month=1/part.parquet",
] as const;
const newsFiles = fc.uniqueArray(fc.record({ name: oneOf(...NAMES), rows }), {
  selector: ({ name }) => name,
  minLength: 1,
  maxLength: 4,
});

const place = fc.nat(3);
const changes = fc.oneof(
  fc.record({ type: fc.constant("write" as const), name: oneOf(...NAMES), rows }),
  fc.record({ type: fc.constant("remove" as const), place }),
  fc.record({ type: fc.constant("rename" as const), place, name: oneOf(...NAMES) }),
  fc.record({ type: fc.constant("move row" as const), from: place, to: place }),
  fc.record({ type: fc.constant("drop row" as const), place }),
  fc.record({
    type: fc.constant("set country" as const),
    place,
    country: oneOf("Estonia", "Sweden", undefined),
  }),
  fc.record({ type: fc.constant("order" as const) }),
  fc.record({ type: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 12 }) }),
);
type Change = typeof changes extends fc.Arbitrary<infer T> ? T : never;

interface World {
  /** Oldest first. */
  readonly files: readonly NewsFile[];
  readonly now: number;
}

function changed({ files, now }: World, change: Change): World {
  const at = (number: number): NewsFile | undefined => files[number % files.length];
  const replace = (file: NewsFile | undefined, by: Partial<NewsFile>): readonly NewsFile[] =>
    files.map((one) => (one === file ? { ...one, ...by } : one));
  switch (change.type) {
    case "write": {
      const { name } = change;
      return { now, files: [...files.filter((file) => file.name !== name), { name, rows: change.rows }] };
    }
    case "remove":
      return { now, files: files.length < 2 ? files : files.filter((file) => file !== at(change.place)) };
    case "rename":
      return {
        now,
        files: files.some(({ name }) => name === change.name)
          ? files
          : replace(at(change.place), { name: change.name }),
      };
    case "move row": {
      const [from, to] = [at(change.from), at(change.to)];
      const row = from?.rows[0];
      if (from === undefined || to === undefined || row === undefined || from === to || from.rows.length < 2)
        return { files, now };
      return {
        now,
        files: files.map((file) => {
          if (file === from) return { ...file, rows: file.rows.slice(1) };
          return file === to ? { ...file, rows: [...file.rows, row] } : file;
        }),
      };
    }
    case "drop row": {
      const file = at(change.place);
      return file === undefined || file.rows.length < 2
        ? { files, now }
        : { now, files: replace(file, { rows: file.rows.slice(1) }) };
    }
    case "set country": {
      const file = at(change.place);
      const { country, ...rest } = { ...file, country: change.country };
      return {
        now,
        files: files.map((one) =>
          one === file
            ? { name: one.name, rows: one.rows, ...rest, ...(country === undefined ? {} : { country }) }
            : one,
        ),
      };
    }
    case "order":
      return { now, files: files.toReversed() };
    case "wait":
      return { files, now: now + change.hours * HOUR_MS };
  }
}

/** Written once for each content. */
const written = new Map<string, Promise<string>>();
async function onDisk({ name, country, rows: some }: NewsFile): Promise<HereFile> {
  const contentHash = hash("sha256", JSON.stringify(some), "hex");
  const path = join(folder, `${contentHash}.parquet`);
  const known = written.get(contentHash) ?? writeParquet(path, newsRows(some)).then(() => path);
  written.set(contentHash, known);
  return {
    name,
    path: await known,
    contentHash,
    modifiedAt: 0,
    ...(country === undefined ? {} : { country }),
  };
}

interface Built {
  readonly directory: string;
  readonly manifest: Manifest;
}

let builds = 0;
async function build({ files, now }: World, earlier?: Built): Promise<Built | string> {
  const directory = join(folder, `snapshot-${builds++}`);
  await mkdir(directory);
  const here = await Promise.all(files.map(onDisk));
  try {
    return { directory, manifest: await buildHere(here, { id: "built", directory, now, earlier }) };
  } catch (error) {
    if (error instanceof FilesRefused) return error.message;
    throw error;
  }
}

const TABLES = ["articles", "assessments", "country_sets", "stories", "summaries", "texts"].map(
  (table) => `SELECT * FROM ${table} ORDER BY ALL`,
);
const READ = `SELECT key, facts, read_rows.* EXCLUDE (number)
  FROM read_files LEFT JOIN read_rows USING (number) ORDER BY ALL`;

async function told(built: Built | string) {
  if (typeof built === "string") return built;
  const { directory, manifest } = built;
  const { catalogSum, moved, ...rest } = manifest;
  const tables = await withDuckDb(
    (connection) => Promise.all([...TABLES, READ].map((sql) => rowsOf(connection, sql))),
    join(directory, "catalog.duckdb"),
  );
  const [cards, index] = await Promise.all(
    ["cards.bin", "index.bin"].map(async (name) =>
      (await readFile(join(directory, name))).toString("base64"),
    ),
  );
  return { manifest: rest, tables, cards, index };
}

test("whatever changed, what is there is what a build from nothing makes", async () => {
  await fc.assert(
    fc.asyncProperty(
      newsFiles,
      fc.array(fc.array(changes, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
      async (files, rounds) => {
        let world: World = { files, now: NOW };
        let earlier = await build(world);
        for (const round of rounds) {
          world = round.reduce(changed, world);
          const again = await build(world);
          earlier = await build(world, typeof earlier === "string" ? undefined : earlier);
          expect(await told(earlier)).toEqual(await told(again));
        }
      },
    ),
    { numRuns: inject("long") ? 200 : 2, seed: inject("seed") },
  );
});
