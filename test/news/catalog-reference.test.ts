// The catalog against the plain reference in test/reference: on the real Estonian file and on random data of several
// countries, ids, order and counts must be the same whatever is asked.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { ListQuery } from "../../src/news/catalog.ts";
import { type Catalog, openCatalog, type StoryList } from "../../src/news/catalog.ts";
import type { NewsFilter } from "../../src/news/filter/filter.ts";
import { PILLARS, type PillarNumber } from "../../src/news/pillars.ts";
import type { DateValue } from "../../src/time/date-value.ts";
import { resolvePeriod } from "../../src/time/windows.ts";
import { byId, type DataFile, type PlainArticle } from "../reference/articles.ts";
import { writeDataFiles } from "../reference/data-files.ts";
import type { PlainStory } from "../reference/linked-stories.ts";
import { latestOf, newestMatchOf, newestOf, type PlainList, topOf } from "../reference/lists.ts";
import { plainNews } from "../reference/plain-news.ts";
import { dataArbitrary, type RandomData } from "../reference/random-data.ts";
import { queryArbitrary, type RandomQuery, windowAndClockArbitrary } from "../reference/random-queries.ts";
import { periodOf } from "../reference/windows.ts";
import { hasSharedData, sharedDataReason } from "../shared-data.ts";
import {
  buildDataFiles,
  REAL_NOW,
  type ReferenceSnapshot,
  realFile,
  realSnapshot,
} from "./reference-snapshots.ts";

/** A data set twice: as the program's catalog and as the reference sees it. */
interface Both {
  readonly now: number;
  readonly catalog: Catalog;
  readonly articles: readonly PlainArticle[];
  readonly stories: readonly PlainStory[];
}

async function openBoth(
  { directory, manifest }: ReferenceSnapshot,
  files: readonly DataFile[],
  now: number,
): Promise<Both> {
  return { now, catalog: await openCatalog(directory, manifest), ...plainNews(files, now) };
}

/** What of a list must be equal. */
function shape(list: StoryList | PlainList) {
  return {
    stories: list.stories,
    notScored: list.notScored,
    relevance: list.relevance,
    entries: list.entries.map((entry) =>
      "story" in entry
        ? {
            id: entry.article.id,
            story: entry.story.id,
            pillar: entry.verdict.pillar,
            outlets: entry.story.outlets,
            reports: entry.story.articles
              .map(({ id }) => id)
              .filter((id) => id !== entry.article.id)
              .sort(),
          }
        : {
            id: entry.article.id,
            story: entry.article.storyId,
            pillar: entry.pillar,
            outlets: entry.outlets,
            reports: entry.reports.map(({ id }) => id).sort(),
          },
    ),
  };
}

/** Asks both for the period of a window, then for `top` and `latest` over it. */
async function compare(
  { catalog, articles, stories, now }: Both,
  { since, until, ...asked }: RandomQuery,
): Promise<void> {
  const newest = await catalog.newest(asked.filter);
  expect(newest).toBe(newestOf(articles, asked.filter));
  expect(await catalog.newestMatch(asked.filter)).toBe(newestMatchOf(articles, asked.filter));
  const window = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  const { period } = resolvePeriod(window, newest === undefined ? { now } : { now, newest });
  expect(period).toEqual(periodOf(window, { now, newest }));
  const query: ListQuery = { ...asked, period };
  expect(shape(await catalog.top(query))).toEqual(shape(topOf(stories, query)));
  expect(shape(await catalog.latest(query))).toEqual(shape(latestOf(stories, query)));
  // What a count says is what its button opens.
  const { relevance: _relevance, ...filter } = asked.filter;
  const { relevance } = await catalog.top({ ...query, filter });
  for (const [topic, count] of [
    ["on", relevance.onTopic],
    ["related", relevance.related],
    ["off", relevance.offTopic],
  ] as const)
    expect((await catalog.top({ ...query, filter, topic })).stories).toBe(count);
}

/** Every article of the catalog with every fact that ranking rests on, and its story. */
async function compareArticles({ catalog, stories }: Both): Promise<void> {
  const found: (Omit<PlainArticle, "link" | "title"> & { titled: boolean; storyId: string })[] = [];
  const filter: NewsFilter = {};
  for (let offset = 0; offset < stories.length; offset += 10) {
    const { entries } = await catalog.latest({ filter, period: {}, limit: 10, offset });
    for (const { article, reports } of entries) {
      for (const { id, source, title, publishedAt, countries, assessments, isOpinion, storyId } of [
        article,
        ...reports,
      ]) {
        const verdicts = assessments.map((assessment) => ({ summary: undefined, ...assessment }));
        const titled = title !== undefined;
        found.push({ id, source, titled, publishedAt, countries, assessments: verdicts, isOpinion, storyId });
      }
    }
  }
  const expected = stories.flatMap((story) =>
    story.articles.map(({ link: _l, description: _d, content: _c, title, ...facts }) => ({
      ...facts,
      titled: title !== undefined,
      storyId: story.id,
    })),
  );
  expect(found.sort(byId)).toEqual(expected.sort(byId));
}

describe.skipIf(!hasSharedData)(`the real Estonian file${sharedDataReason}`, () => {
  let both: Both;

  beforeAll(async () => {
    both = await openBoth(await realSnapshot(), [await realFile()], REAL_NOW);
  });

  afterAll(() => both.catalog.close());

  test("has the same articles in the same stories", async () => {
    expect(both.catalog.manifest).toMatchObject({
      assessments: both.articles.flatMap((article) => article.assessments).length,
      articles: both.articles.length,
      stories: both.stories.length,
    });
    await compareArticles(both);
  });

  const hours = (amount: number): DateValue => ({ type: "ago", amountMs: amount * 3_600_000 });
  const february: DateValue = { type: "fixed", from: Date.UTC(2024, 1, 1), to: Date.UTC(2024, 2, 1) - 1 };
  const windows = [
    { since: hours(24) },
    { since: hours(24 * 7) },
    { since: hours(24 * 30) },
    { since: hours(24 * 7 * 12) },
    { since: february, until: february },
    { since: { type: "all" } },
  ] as const;

  function everyQuestion(): RandomQuery[] {
    const questions: RandomQuery[] = [];
    const pillars: readonly PillarNumber[] = PILLARS.map(({ number }) => number);
    const [most] = both.catalog.sources;
    const withoutMost: NewsFilter = { source: { any: [], not: most === undefined ? [] : [most.name] } };
    const scopes: readonly NewsFilter[] = [
      {},
      ...pillars.map((one) => ({ pillar: { any: [one], not: [] } })),
    ];
    const all = [
      ...scopes,
      ...scopes.map((scope) => ({ ...scope, ...withoutMost })),
      ...pillars.map((one): NewsFilter => ({ pillar: { any: [], not: [one] } })),
    ];
    const directions = [undefined, "negative", "positive"] as const;
    const impacts = [undefined, "notable", "strong"] as const;
    for (const scope of all) {
      for (const direction of directions) {
        for (const impact of impacts) {
          const filter: NewsFilter = {
            ...scope,
            ...(direction === undefined ? {} : { direction }),
            ...(impact === undefined ? {} : { impact }),
          };
          for (const window of windows) questions.push({ filter, ...window, limit: 10, offset: 0 });
        }
      }
    }
    return questions;
  }

  /** Offsets of the first pages and the last one; of every page in the long run. */
  function offsetsOf(question: RandomQuery): number[] {
    const period = periodOf(question, { now: both.now, newest: newestOf(both.articles, question.filter) });
    const stories = latestOf(both.stories, { ...question, period }).stories;
    const offsets = Array.from({ length: Math.max(1, Math.ceil(stories / 10)) }, (_, page) => page * 10);
    return inject("long") ? offsets : offsets.filter((_, page) => page < 2 || page === offsets.length - 1);
  }

  test("answers words as they stand in real titles and summaries", async () => {
    const questions = [
      [["kallas"], ["Õiguskantsler"]],
      [["european union", "law"]],
      [["Courts"]],
      [["prosecutor’s office"]],
    ];
    // Every text in scope is read for each.
    for (const words of inject("long") ? questions : questions.slice(0, 1)) {
      const question: RandomQuery = {
        filter: { words: { any: words, not: [] } },
        since: { type: "all" },
        limit: 10,
        offset: 0,
      };
      const found = latestOf(both.stories, { ...question, period: {} }).stories;
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThan(both.stories.length / 2);
      for (const offset of offsetsOf(question)) await compare(both, { ...question, offset });
    }
  });

  test("answers every pillar × exclusion × direction × impact × window, page by page", async () => {
    const questions = everyQuestion();
    expect(questions).toHaveLength(26 * 3 * 3 * 6);
    // All of them in the long run, else a sample.
    const count = inject("long") ? questions.length : 40;
    const asked = fc.shuffledSubarray(questions, { minLength: count, maxLength: count });
    for (const question of fc.sample(asked, { seed: inject("seed"), numRuns: 1 }).flat()) {
      for (const offset of offsetsOf(question)) await compare(both, { ...question, offset });
    }
  });
});

describe("windows", () => {
  test("are the same periods for every clock and age of the data", () => {
    fc.assert(
      fc.property(windowAndClockArbitrary, ({ window, now, ageMs }) => {
        const newest = ageMs === undefined ? undefined : now - ageMs;
        const { period } = resolvePeriod(window, newest === undefined ? { now } : { now, newest });
        expect(period).toEqual(periodOf(window, { now, newest }));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 100_000 : 1000 },
    );
  });
});

describe("random data of several countries", () => {
  async function check(data: RandomData, queries: readonly RandomQuery[]): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "reference-"));
    try {
      const paths = await writeDataFiles(folder, data.files);
      const both = await openBoth(
        await buildDataFiles(folder, data.files, paths, data.now),
        data.files,
        data.now,
      );
      try {
        await compareArticles(both);
        for (const query of queries) await compare(both, query);
      } finally {
        await both.catalog.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  // Builds are slow on a busy machine. A failure is shrunk only as long as there is time to tell of it.
  const timeoutMs = inject("long") ? 3_600_000 : 120_000;

  test("has the same articles, stories and answers", { timeout: timeoutMs }, async () => {
    const queriesArbitrary = fc.array(queryArbitrary, { minLength: 20, maxLength: 30, size: "max" });
    await fc.assert(fc.asyncProperty(dataArbitrary, queriesArbitrary, check), {
      seed: inject("seed"),
      numRuns: inject("long") ? 200 : 2,
      interruptAfterTimeLimit: timeoutMs * 0.8,
      markInterruptAsFailure: true,
    });
  });
});
