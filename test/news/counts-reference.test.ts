// Counts against independent SQL: on the real Estonian file and on random data of several countries, whatever is asked and however
// it is counted; and what must hold of counts whatever they are.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Catalog, type Counts, type Grouping, openCatalog } from "../../src/news/catalog.ts";
import type { NewsFilter } from "../../src/news/filter/filter.ts";
import { DAY_MS } from "../../src/time/units.ts";
import type { Period } from "../../src/time/windows.ts";
import { resolvePeriod } from "../../src/time/windows.ts";
import { type CountSql, openCountSql, type PlainCounts } from "../reference/count-sql.ts";
import { writeDataFiles } from "../reference/data-files.ts";
import { filterArbitrary } from "../reference/filters.ts";
import { plainNews } from "../reference/plain-news.ts";
import { dataArbitrary, NOON } from "../reference/random-data.ts";
import { queryArbitrary } from "../reference/random-queries.ts";
import { hasSharedData, sharedDataReason } from "../shared-data.ts";
import {
  buildDataFiles,
  REAL_FILE,
  REAL_NOW,
  type ReferenceSnapshot,
  realFile,
  realSnapshot,
} from "./reference-snapshots.ts";

interface Both {
  readonly catalog: Catalog;
  readonly sql: CountSql;
}

async function openBoth({ directory, manifest }: ReferenceSnapshot, sql: CountSql): Promise<Both> {
  return { catalog: await openCatalog(directory, manifest), sql };
}

/** What must be equal: of groups those that have something. */
function shape(counts: Counts): Omit<PlainCounts, "undated" | "scored"> {
  const { groups, undated: _, scored: _scored, ...rest } = counts;
  const some = groups.filter(({ tally }) => tally.articles.all > 0);
  return { ...rest, groups: Object.fromEntries(some.map(({ name, tally }) => [name, tally])) };
}

async function compare(
  { catalog, sql }: Both,
  filter: NewsFilter,
  period: Period,
  grouping: Grouping,
): Promise<void> {
  const found = await catalog.count(filter, period, grouping);
  const { undated, scored, ...expected } = await sql.count(filter, period, grouping);
  expect(shape(found)).toEqual(expected);
  expect(found.undated).toBe(filter.words === undefined ? undated : undefined);
  expect(found.scored).toBe(filter.words === undefined ? scored : undefined);
  expect(await catalog.oldest(filter)).toBe(await sql.oldest(filter));
  addsUp(found, grouping);
  await isListed(catalog, filter, period, found, grouping);
}

/** What holds of counts whatever they are. */
function addsUp({ total, verdicts, groups }: Counts, grouping: Grouping): void {
  const sum = (of: (tally: Counts["total"]) => number): number =>
    groups.reduce((all, { tally }) => all + of(tally), 0);
  const articles = sum((tally) => tally.articles.all);
  const { negative, neutral, positive } = verdicts;
  if (total.stories.all > 0) expect(total.stories.all).toBeLessThanOrEqual(total.articles.all);
  expect(negative + neutral + positive).toBeLessThanOrEqual(verdicts.all);
  expect(verdicts.bothWays).toBe(0);
  for (const { tally } of groups) expect(tally.stories.all).toBeLessThanOrEqual(total.stories.all);
  switch (grouping.by) {
    case "pillar":
      expect(articles).toBe(verdicts.all);
      break;
    case "source":
      expect(articles).toBe(total.articles.all);
      expect(sum((tally) => tally.stories.all)).toBeGreaterThanOrEqual(total.stories.all);
      break;
    case "country":
      expect(articles).toBeGreaterThanOrEqual(total.articles.all);
      break;
    case "time":
      expect(articles).toBeLessThanOrEqual(total.articles.all);
  }
}

/** Each number is that of a list. */
async function isListed(
  catalog: Catalog,
  filter: NewsFilter,
  period: Period,
  counts: Counts,
  grouping: Grouping,
): Promise<void> {
  const listed = async (asked: NewsFilter, when: Period = period): Promise<number> =>
    (
      await catalog[asked.scored === true ? "top" : "latest"]({
        filter: asked,
        period: when,
        limit: 1,
        offset: 0,
      })
    ).stories;
  expect(await listed(filter)).toBe(counts.total.stories.all);
  if (filter.direction === undefined)
    for (const direction of ["negative", "neutral"] as const)
      expect(await listed({ ...filter, direction })).toBe(counts.total.stories[direction]);
  const first = counts.groups.find(({ name, tally }) => name !== "" && tally.stories.all > 0);
  if (first === undefined || grouping.by === "time" || grouping.by === "pillar") return;
  const wanted = filter[grouping.by];
  if (wanted !== undefined && wanted.any.length > 0 && !wanted.any.includes(first.name)) return;
  const only = { any: [first.name], not: wanted?.not ?? [] };
  expect(await listed({ ...filter, [grouping.by]: only })).toBe(first.tally.stories.all);
}

const groupingArbitrary = (from: number, to: number): fc.Arbitrary<Grouping> =>
  fc.oneof(
    fc.constantFrom<Grouping[]>({ by: "pillar" }, { by: "country" }, { by: "source" }),
    fc
      .uniqueArray(fc.integer({ min: Math.floor(from / DAY_MS), max: Math.floor(to / DAY_MS) }), {
        minLength: 1,
        maxLength: 12,
      })
      .map(
        (days): Grouping => ({
          by: "time",
          starts: days.toSorted((a, b) => a - b).map((day) => day * DAY_MS),
        }),
      ),
  );

/** As commands ask: mostly of what was scored. */
const asked = (filter: fc.Arbitrary<NewsFilter>): fc.Arbitrary<NewsFilter> =>
  fc.tuple(filter, fc.boolean()).map(([own, isAny]) => (isAny ? own : { ...own, scored: true }));

describe.skipIf(!hasSharedData)(`the real Estonian file${sharedDataReason}`, () => {
  let folder: string;
  let both: Both;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "counts-"));
    const sql = await openCountSql(folder, {
      ...plainNews([await realFile()], REAL_NOW),
      parquet: { path: REAL_FILE, country: "Estonia" },
    });
    both = await openBoth(await realSnapshot(), sql);
  }, 120_000);

  afterAll(async () => {
    both.sql.close();
    await both.catalog.close();
    await rm(folder, { recursive: true });
  });

  test("is counted as SQL counts it, whatever is asked", { timeout: 600_000 }, async () => {
    const [from, to] = [Date.UTC(2023, 7, 1), Date.UTC(2024, 2, 8)];
    const world = {
      countries: ["Estonia", "Latvia"],
      sources: both.catalog.sources.map(({ name }) => name).slice(0, 4),
      words: ["court", "prison", "european union", "kallas"],
    };
    const day = fc.integer({ min: 0, max: 220 });
    const periods = fc.oneof(
      fc.constant<Period>({}),
      fc.tuple(day, day).map(
        ([start, days]): Period => ({
          from: from + start * DAY_MS,
          to: from + (start + days) * DAY_MS - 1,
        }),
      ),
      day.map((start): Period => ({ from: from + start * DAY_MS })),
      day.map((end): Period => ({ to: from + end * DAY_MS })),
    );
    await fc.assert(
      fc.asyncProperty(
        asked(filterArbitrary(world)),
        periods,
        groupingArbitrary(from, to),
        (filter, period, grouping) => compare(both, filter, period, grouping),
      ),
      { seed: inject("seed"), numRuns: inject("long") ? 300 : 12 },
    );
  });
});

describe("random data of several countries", () => {
  test("is counted as SQL counts it", { timeout: inject("long") ? 3_600_000 : 120_000 }, async () => {
    const questions = fc.array(
      fc.tuple(queryArbitrary, fc.boolean(), groupingArbitrary(NOON - 70 * DAY_MS, NOON + DAY_MS)),
      { minLength: 15, maxLength: 25, size: "max" },
    );
    await fc.assert(
      fc.asyncProperty(dataArbitrary, questions, async (data, all) => {
        const folder = await mkdtemp(join(tmpdir(), "counts-"));
        try {
          const paths = await writeDataFiles(folder, data.files);
          const snapshot = await buildDataFiles(folder, data.files, paths, data.now);
          const both = await openBoth(snapshot, await openCountSql(folder, plainNews(data.files, data.now)));
          try {
            for (const [{ filter, since, until }, isScored, grouping] of all) {
              const newest = await both.catalog.newest(filter);
              const window = {
                ...(since === undefined ? {} : { since }),
                ...(until === undefined ? {} : { until }),
              };
              const { period } = resolvePeriod(
                window,
                newest === undefined ? { now: data.now } : { now: data.now, newest },
              );
              await compare(both, isScored ? { ...filter, scored: true } : filter, period, grouping);
            }
          } finally {
            both.sql.close();
            await both.catalog.close();
          }
        } finally {
          await rm(folder, { recursive: true });
        }
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 50 : 2 },
    );
  });
});
