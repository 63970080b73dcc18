// Snapshots of random data sets with random schemas, against a plain reference of what is kept.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { buildInProcess, NOW, rowsOf, sourceFile, withDuckDb, writeParquet } from "./parquet.ts";

/** A value as it is written into the file, and what it must be read as. */
interface Cell<T> {
  readonly sql: string;
  readonly value: T | undefined;
  /** There is a value, but none that can be read. */
  readonly isUnread: boolean;
}

interface Row {
  readonly id: Cell<string>;
  readonly pillar: Cell<number>;
  readonly score: Cell<number>;
  readonly date: Cell<number>;
  readonly title: Cell<string>;
}

/** One type of a column: all its cells are written in it. */
interface Spelling<T> {
  readonly type: string;
  readonly cell: fc.Arbitrary<Cell<T>>;
}

const cells = <T>(
  type: string,
  ...some: readonly (readonly [sql: string, value: T | undefined, unread?: "unread"])[]
): Spelling<T> => ({
  type,
  cell: fc.constantFrom(
    ...some.map(([sql, value, unread]) => ({ sql, value, isUnread: unread !== undefined })),
  ),
});

const whole = (type: string, most: number, spelled = (n: number) => String(n)): Spelling<number> =>
  cells(
    type,
    ...[-1, 0, 1, 2, 3, 4, 5, 8, 9].map((n) => {
      if (n >= 1 && n <= most) return [spelled(n), n] as const;
      // 0 is a score: not scored.
      return n === 0 && most === 5
        ? ([spelled(n), undefined] as const)
        : ([spelled(n), undefined, "unread"] as const);
    }),
    ["NULL", undefined],
  );

const numeric = (most: number): Spelling<number>[] => [
  whole("TINYINT", most),
  whole("INTEGER", most),
  whole("BIGINT", most),
  whole("HUGEINT", most),
  whole("FLOAT", most),
  whole("DOUBLE", most),
  cells(
    "DOUBLE",
    ["1", 1],
    ["'nan'", undefined],
    ["2.5", undefined, "unread"],
    ["'-inf'", undefined],
    ["NULL", undefined],
  ),
  cells("DECIMAL(6, 3)", ["1", 1], ["5.000", 5], ["2.001", undefined, "unread"], ["NULL", undefined]),
  whole("VARCHAR", most, (n) => `'${n}'`),
  whole("VARCHAR", most, (n) => `' ${n}.0 '`),
  cells(
    "JSON",
    ["'4'", 4],
    [`'"4"'`, 4],
    [`'"4.0"'`, 4],
    ["'null'", undefined],
    ["'[4]'", undefined, "unread"],
  ),
  cells<number>("BOOLEAN", ["true", undefined, "unread"], ["NULL", undefined]),
];

const scores = numeric(5);
const pillars: Spelling<number>[] = [
  ...numeric(8),
  cells(
    "VARCHAR",
    ["'Pillar 1'", 1],
    ["'pillar_2'", 2],
    ["'PILLAR  3'", 3],
    ["'Absence of Corruption'", 2],
    ["'5. order and security'", 5],
    ["'Pillar 9'", undefined, "unread"],
    ["'NaN'", undefined],
    ["''", undefined],
  ),
  cells("BLOB", ["encode('Pillar 4')", 4], ["encode('5')", 5], ["encode('x')", undefined, "unread"]),
];

const ids: Spelling<string>[] = [
  cells("VARCHAR", ["'a'", "a"], ["'b'", "b"], ["' c '", "c"], ["''", undefined], ["NULL", undefined]),
  cells("INTEGER", ["1", "1"], ["2", "2"], ["-3", "-3"], ["NULL", undefined]),
  cells("DOUBLE", ["1", "1"], ["2.5", "2.5"], ["9007199254740991", "9007199254740991"], ["'nan'", undefined]),
  cells("BIGINT", ["1", "1"], ["9007199254740991", "9007199254740991"]),
  cells("DECIMAL(20, 2)", ["1", "1"], ["2.5", "2.50"], ["NULL", undefined]),
  cells("JSON", ["'1'", "1"], [`'"1"'`, "1"], [`'"a"'`, "a"], ["'null'", undefined]),
  cells("VARCHAR", ["'1.0'", "1"], ["'2.00'", "2"], ["'-3.0'", "-3"]),
  cells(
    "UUID",
    ["'6b0e3d32-2b1c-4f4e-9d7e-0123456789ab'", "6b0e3d32-2b1c-4f4e-9d7e-0123456789ab"],
    ["NULL", undefined],
  ),
  cells("BLOB", ["encode('a')", "a"], ["encode('ü')", "ü"]),
];

const noon = Date.UTC(2024, 0, 5, 12);
const ahead = NOW + 86_400_001;
const moments = (type: string): Spelling<number> =>
  cells(
    type,
    ["'2024-01-05 12:00:00'", noon],
    ["'2024-05-31 12:00:00'", NOW - 86_400_000],
    [`'${new Date(ahead + 1_000).toISOString().slice(0, 19)}'`, undefined],
    ["NULL", undefined],
  );
const dates: Spelling<number>[] = [
  ...["VARCHAR", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMPTZ"].map(moments),
  cells(
    "VARCHAR",
    ["'2024-01-05T14:00:00+02:00'", noon],
    ["'2024-02-30 12:00:00'", undefined, "unread"],
    ["'03/04/2024'", undefined, "unread"],
    ["'soon'", undefined, "unread"],
    ["'Fri, 05 Jan 2024 12:00:00 GMT'", noon],
    ["'20240105T120000Z'", noon],
  ),
  cells(
    "DOUBLE",
    [`${noon / 1000}`, noon],
    [`${noon}`, noon],
    ["'nan'", undefined],
    ["7", undefined, "unread"],
  ),
  cells("DATE", ["'2024-01-05'", Date.UTC(2024, 0, 5)], ["'2030-01-01'", undefined], ["NULL", undefined]),
  cells("BIGINT", ["20240105", Date.UTC(2024, 0, 5)], [`${noon}000`, noon], ["NULL", undefined]),
];

const titles: Spelling<string>[] = [
  cells(
    "VARCHAR",
    ["'Court opens'", "Court opens"],
    ["'**Court** rules • err.ee'", "Court rules"],
    ["'Skipped article'", undefined],
    ["NULL", undefined],
  ),
  cells("BLOB", ["encode('Court opens')", "Court opens"], ["NULL", undefined]),
  cells("INTEGER", ["2024", "2024"], ["NULL", undefined]),
];

/** Columns that nobody asked for. */
const EXTRA = [
  "1::BIGINT AS pillar_1",
  "true AS pillar_2",
  "[1, 2] AS entities",
  "{'a': [1], 'b': NULL} AS record",
  "MAP {'a': 1} AS attributes",
  "'x' AS file_row_number",
  "'y' AS filename",
  "INTERVAL 1 DAY AS took",
  "NULL::INTEGER AS nothing",
  "['a'] AS content_trans",
];

const file = fc
  .record({
    id: fc.constantFrom(...ids),
    pillar: fc.constantFrom(...pillars),
    score: fc.constantFrom(...scores),
    date: fc.constantFrom(...dates),
    title: fc.constantFrom(...titles),
  })
  .chain((types) =>
    fc.record({
      types: fc.constant(types),
      rows: fc.array(
        fc.record({
          id: types.id.cell,
          pillar: types.pillar.cell,
          score: types.score.cell,
          date: types.date.cell,
          title: types.title.cell,
        }),
        { minLength: 1, maxLength: 12 },
      ),
      extra: fc.subarray(EXTRA),
      isUpperCase: fc.boolean(),
      order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }),
    }),
  );

type RandomFile = typeof file extends fc.Arbitrary<infer T> ? T : never;

/** SQL for the file's rows in order, its columns in any order. */
function selectOf({ types, rows, extra, isUpperCase, order }: RandomFile): string {
  return rows
    .map(({ id, pillar, score, date, title }) => {
      const columns = [
        `${id.sql}::${types.id.type} AS id`,
        `${pillar.sql}::${types.pillar.type} AS associated_pillar`,
        `${score.sql}::${types.score.type} AS impact_score`,
        `${date.sql}::${types.date.type} AS published_date`,
        `${title.sql}::${types.title.type} AS title_trans`,
        "'A summary' AS summary",
        "'' AS link",
      ].map((column) => (isUpperCase ? column.replace(/\w+$/, (name) => name.toUpperCase()) : column));
      return `SELECT ${[...order.map((place) => columns[place]), ...extra].join(", ")}`;
    })
    .join(" UNION ALL ");
}

/** The assessments and articles that a data set keeps. Files come oldest first. */
function expected(files: readonly (readonly Row[])[]) {
  const kept = files.map((rows) =>
    rows.flatMap(({ id, pillar, score, date, title }) =>
      id.value === undefined || pillar.value === undefined
        ? []
        : [
            {
              id: id.value,
              pillar: pillar.value,
              score: score.value ?? 0,
              date: date.value,
              title: title.value,
            },
          ],
    ),
  );
  const rows = kept.flat();
  const lastOf = <T>(id: string, value: (row: (typeof rows)[number]) => T | undefined) =>
    rows.findLast((row) => row.id === id && value(row) !== undefined);
  const byKey = new Map(rows.map((row) => [`${row.id} ${row.pillar}`, row]));
  return {
    perFile: kept.map((some) => new Set(some.map(({ id, pillar }) => `${id} ${pillar}`)).size),
    assessments: [...byKey.values()].map(({ id, pillar, score }) => [id, pillar, score].join(" ")).sort(),
    articles: [...new Set(rows.map(({ id }) => id))]
      .map((id) =>
        [id, lastOf(id, ({ date }) => date)?.date, lastOf(id, ({ title }) => title)?.title].join(" "),
      )
      .sort(),
  };
}

/** How many values of each column cannot be read. */
function unreadOf(file: RandomFile | undefined): Record<string, number> {
  const { rows = [], extra = [] } = file ?? {};
  const counts = {
    published_date: rows.filter(({ date }) => date.isUnread).length,
    impact_score: rows.filter(({ score }) => score.isUnread).length,
    associated_pillar: rows.filter(({ pillar }) => pillar.isUnread).length,
    content_trans: extra.some((column) => column.endsWith("content_trans")) ? rows.length : 0,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, values]) => values > 0));
}

test("random schemas are read as the plain reference reads them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "random-"));
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 6 }), async (files) => {
        const sources = await Promise.all(
          files.map(async (random, index) => {
            const path = join(folder, `${index}.parquet`);
            await writeParquet(path, selectOf(random));
            return sourceFile(path, { modifiedAt: index });
          }),
        );
        const goodPath = join(folder, "good.parquet");
        await writeParquet(
          goodPath,
          "SELECT 'good' AS id, '' AS link, '' AS published_date, 'Good' AS title_trans, '' AS summary, 1 AS impact_score, 1 AS associated_pillar",
        );
        const { manifest, catalogPath } = await buildInProcess(folder, [
          ...sources,
          await sourceFile(goodPath, { modifiedAt: 100 }),
        ]);
        const { perFile, assessments, articles } = expected(files.map(({ rows }) => rows));
        for (const [index, count] of perFile.entries()) {
          const name = `${index}.parquet`;
          const kept = manifest.files.find((one) => one.name === name);
          expect([name, kept?.assessments ?? 0]).toEqual([name, count]);
          expect(manifest.refused.some((one) => one.name === name)).toBe(count === 0);
          if (kept !== undefined) {
            const { withoutId, unreadablePillar, repeated } = kept.dropped;
            expect(kept.assessments + withoutId + unreadablePillar + repeated).toBe(
              files[index]?.rows.length,
            );
            const told = Object.fromEntries(kept.unread.map(({ column, values }) => [column, values]));
            expect(told).toEqual(unreadOf(files[index]));
          }
        }
        // Every assessment that is not in the snapshot is told as an overlap.
        const told = manifest.files.flatMap((one) => one.overlaps.map((overlap) => overlap.assessments));
        const own = manifest.files.map((one) => one.assessments);
        const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0);
        expect(manifest.assessments).toBe(sum(own) - sum(told));
        await withDuckDb(async (connection) => {
          const found = await rowsOf(
            connection,
            "SELECT id, pillar, score FROM assessments JOIN articles USING (article) WHERE id <> 'good'",
          );
          expect(found.map((row) => Object.values(row).join(" ")).sort()).toEqual(assessments);
          const written = await rowsOf(
            connection,
            "SELECT id, published_at, title FROM articles WHERE id <> 'good'",
          );
          expect(written.map((row) => Object.values(row).join(" ")).sort()).toEqual(articles);
        }, catalogPath);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 200 : 6 },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
