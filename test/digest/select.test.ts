// What is chosen for a digest, against a plain reference: each candidate in one bucket, the shown ones in their order.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { BUCKETS, bucketOf, countOf, screen, settle } from "../../src/digest/select.ts";
import type { DigestFilter } from "../../src/digest/subscription.ts";
import { isPillarNumber } from "../../src/news/pillars.ts";
import { type PlainCandidate, plainDigest } from "./plain-digest.ts";

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
          summary: fc.constantFrom("About a bribe.", "About briberies."),
        }),
        { minLength: 1, maxLength: 4, selector: ({ pillar }) => pillar },
      ),
      story: fc.integer({ min: 0, max: 12 }),
      isWithdrawn: fc.integer({ min: 0, max: 15 }).map((n) => n === 0),
    }),
    { maxLength: 40, size: "max" },
  )
  .chain((drafts) =>
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 13, maxLength: 13 }).map((outlets) =>
      drafts.map(({ hoursAgo, word, story, verdicts, ...rest }, index) => ({
        ...rest,
        // Out of the order in which they come.
        id: `a${(index * 37) % 41}`,
        title: `A ${word}, again`,
        publishedAt: hoursAgo === undefined ? undefined : SLOT_AT - hoursAgo * HOUR_MS,
        verdicts: verdicts.toSorted((a, b) => a.pillar - b.pillar),
        story: `s${story}`,
        outlets: outlets[story] ?? 1,
      })),
    ),
  );

const filters: fc.Arbitrary<DigestFilter> = fc
  .record({
    pillar: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    direction: fc.constantFrom("any", "negative", "positive"),
    impact: fc.constantFrom("any", "notable", "strong"),
    countries: fc.subarray(COUNTRIES, { maxLength: 2 }),
    sources: fc.subarray(SOURCES, { maxLength: 2 }),
    words: fc.constantFrom([], [], ["court"], ["bribe"], ["court", "bribe"]),
  })
  .map(({ pillar, ...filter }) => ({
    ...filter,
    ...(pillar !== undefined && isPillarNumber(pillar) ? { pillar } : {}),
  }));

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
  }),
});

function chosenBy(
  all: readonly PlainCandidate[],
  { filter, limit, each, sentStories, mutes }: SettingsOf<typeof settings>,
) {
  const screened = screen(
    all.map(({ country, verdicts, story, publishedAt, ...candidate }) => ({
      ...candidate,
      ...(publishedAt === undefined ? {} : { publishedAt }),
      countries: [country],
      assessments: verdicts.flatMap(({ pillar, ...verdict }) =>
        isPillarNumber(pillar) ? [{ ...verdict, pillar }] : [],
      ),
      focus: verdicts.filter(({ score }) => score === 1 || score === 5).length,
      storyId: story,
    })),
    filter,
  );
  const selection = settle(screened, {
    slotAt: SLOT_AT,
    ...(filter.pillar === undefined ? {} : { pillar: filter.pillar }),
    sentStories: new Set(sentStories),
    mutes: { sources: new Set(mutes.sources), words: mutes.words, stories: new Set(mutes.stories) },
    limit,
    ...(each === undefined ? {} : { each }),
  });
  return { screened, selection };
}

type SettingsOf<T> = T extends fc.Arbitrary<infer Value> ? Value : never;

/** Whether an article is of the scope: country, outlet, pillar and words. */
function isInScope(
  { country, source, verdicts, title, isWithdrawn }: PlainCandidate,
  { countries, sources, pillar, words }: DigestFilter,
): boolean {
  const text = `${title} ${isWithdrawn ? "" : verdicts.map(({ summary }) => summary).join(" ")}`;
  return (
    (countries.length === 0 || countries.includes(country)) &&
    (sources.length === 0 || sources.includes(source)) &&
    (pillar === undefined || verdicts.some((verdict) => verdict.pillar === pillar)) &&
    words.every((word) => new RegExp(`\\b${word}\\b`, "i").test(text))
  );
}

describe("of any candidates, filter, mutes and limit", () => {
  const runs = { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 1_000 };

  test("each candidate in scope is in exactly one bucket, and no more are shown than the limit", () => {
    fc.assert(
      fc.property(candidates, settings, (all, options) => {
        const { screened, selection } = chosenBy(all, options);
        const ids = BUCKETS.flatMap((bucket) => selection.settled[bucket] ?? []);
        const inScope = all.filter((candidate) => isInScope(candidate, options.filter)).map(({ id }) => id);
        expect(screened.map(({ candidate }) => candidate.id)).toEqual(inScope);
        expect(ids.toSorted()).toEqual(inScope.toSorted());
        expect(countOf(selection.settled)).toBe(inScope.length);
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
          all.filter((candidate) => isInScope(candidate, options.filter)),
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
