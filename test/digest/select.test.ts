// What is chosen for a digest, against a plain reference: each candidate in one bucket, the shown ones in their order.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { BUCKETS, bucketOf, countOf, screen, settle } from "../../src/digest/select.ts";
import { isPillarNumber } from "../../src/news/pillars.ts";
import type { Relevance } from "../../src/news/relevance/relevance.ts";
import { type PlainCandidate, plainDigest } from "../reference/digests.ts";
import { filterArbitrary, inScope } from "../reference/filters.ts";

const SLOT_AT = Date.UTC(2024, 2, 7, 9);
const HOUR_MS = 3_600_000;
const SOURCES = ["err.ee", "delfi.ee", "lsm.lv"];
const COUNTRIES = ["Estonia", "Latvia", "Lithuania"];

/** Few values of everything, so that everything ties with everything. */
const candidates: fc.Arbitrary<readonly PlainCandidate[]> = fc
  .array(
    fc.record({
      hoursAgo: fc.option(fc.constantFrom(-5, 0, 1, 1, 30, 14 * 24, 14 * 24 + 1), { nil: undefined }),
      source: fc.constantFrom(...SOURCES),
      country: fc.constantFrom(...COUNTRIES),
      word: fc.constantFrom("court", "Court", "courts", "press"),
      verdicts: fc.uniqueArray(
        fc.record({
          pillar: fc.integer({ min: 1, max: 4 }),
          score: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const, 5 as const),
          relevance: fc.constantFrom(0 as const, 1 as const, 2 as const),
          fit: fc.constantFrom(10, 20),
          summary: fc.constantFrom("About a bribe.", "About briberies."),
        }),
        { minLength: 1, maxLength: 4, selector: ({ pillar }) => pillar },
      ),
      story: fc.integer({ min: 0, max: 12 }),
      isOpinion: fc.boolean(),
      isWithdrawn: fc.integer({ min: 0, max: 15 }).map((n) => n === 0),
    }),
    { maxLength: 40, size: "max" },
  )
  .chain((drafts) =>
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 13, maxLength: 13 }).map((outlets) =>
      drafts.map(({ hoursAgo, word, story, verdicts, country, source, isOpinion, isWithdrawn }, index) => ({
        // Out of the order in which they come.
        id: `a${(index * 37) % 41}`,
        title: `A ${word}, again`,
        source,
        publishedAt: hoursAgo === undefined ? undefined : SLOT_AT - hoursAgo * HOUR_MS,
        countries: [country],
        assessments: verdicts
          .toSorted((a, b) => a.pillar - b.pillar)
          .map((verdict) => (isWithdrawn ? { ...verdict, summary: undefined } : verdict)),
        isOpinion,
        story: `s${story}`,
        // Three stories are steps of one affair.
        affair: `s${story < 3 ? 0 : story}`,
        outlets: outlets[story] ?? 1,
        isWithdrawn,
      })),
    ),
  );

const filters = filterArbitrary({
  countries: COUNTRIES,
  sources: SOURCES,
  words: ["court", "bribe", "a court again", "bribery"],
  pillars: [1, 2, 3, 4],
}).map(({ scored: _, ...filter }) => filter);

const settings = fc.record({
  filter: filters,
  limit: fc.integer({ min: 0, max: 10 }),
  each: fc.constantFrom(undefined, "country", "pillar", "source"),
  sentStories: fc.uniqueArray(
    fc.integer({ min: 0, max: 12 }).map((story) => `s${story}`),
    { maxLength: 3 },
  ),
  mutes: fc.record({
    sources: fc.subarray(SOURCES, { maxLength: 1 }),
    words: fc.constantFrom([], [], ["press"], ["bribe"]),
    stories: fc.uniqueArray(
      fc.integer({ min: 0, max: 12 }).map((story) => `s${story}`),
      { maxLength: 2 },
    ),
    affairs: fc.constantFrom([], [], ["s0"], ["s5"]),
  }),
});

function chosenBy(
  all: readonly PlainCandidate[],
  { filter, limit, each, sentStories, mutes }: SettingsOf<typeof settings>,
) {
  const screened = screen(
    all.map(({ title, source, publishedAt, assessments, story, affair, ...candidate }) => ({
      ...candidate,
      ...(title === undefined ? {} : { title }),
      ...(source === undefined ? {} : { source }),
      ...(publishedAt === undefined ? {} : { publishedAt }),
      assessments: assessments.flatMap(({ pillar, score, relevance, fit, summary }) =>
        isPillarNumber(pillar) && isRelevance(relevance)
          ? [{ pillar, score, relevance, fit, ...(summary === undefined ? {} : { summary }) }]
          : [],
      ),
      storyId: story,
      affairId: affair,
    })),
    filter,
  );
  const selection = settle(screened, {
    slotAt: SLOT_AT,
    sentStories: new Set(sentStories),
    mutes: {
      sources: new Set(mutes.sources),
      words: mutes.words,
      stories: new Set(mutes.stories),
      affairs: new Set(mutes.affairs),
    },
    limit,
    ...(each === undefined ? {} : { each }),
  });
  return { screened, selection };
}

function isRelevance(level: number): level is Relevance {
  return level === 0 || level === 1 || level === 2;
}

type SettingsOf<T> = T extends fc.Arbitrary<infer Value> ? Value : never;

describe("of any candidates, filter, mutes and limit", () => {
  const runs = { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 1_000 };

  test("each candidate in scope is in exactly one bucket, and no more are shown than the limit", () => {
    fc.assert(
      fc.property(candidates, settings, (all, options) => {
        const { screened, selection } = chosenBy(all, options);
        const ids = BUCKETS.flatMap((bucket) => selection.settled[bucket] ?? []);
        const expected = all
          .filter((candidate) => inScope(candidate, options.filter).length > 0)
          .map(({ id }) => id);
        expect(screened.map(({ candidate }) => candidate.id)).toEqual(expected);
        expect(ids.toSorted()).toEqual(expected.toSorted());
        expect(countOf(selection.settled)).toBe(expected.length);
        expect(selection.shown.length).toBeLessThanOrEqual(options.limit);
        expect(selection.settled.shown ?? []).toEqual(selection.shown.map(({ candidate }) => candidate.id));
      }),
      runs,
    );
  });

  test("the buckets and the order of what is shown are those of the rule", () => {
    fc.assert(
      fc.property(candidates, settings, (all, options) => {
        const { selection } = chosenBy(all, options);
        const { each, ...rest } = options;
        const expected = plainDigest(
          all,
          { ...rest, ...(each === undefined ? {} : { each }) },
          { slotAt: SLOT_AT, sentStories: new Set(options.sentStories), mutes: options.mutes },
        );
        expect(selection.shown.map(({ candidate }) => candidate.id)).toEqual(expected.shown);
        for (const [id, bucket] of expected.buckets)
          expect([id, bucketOf(selection.settled, id)]).toEqual([id, bucket]);
      }),
      runs,
    );
  });
});
