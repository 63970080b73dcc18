// The full text of random articles against plain reading: which of them have what is asked for, and which pass a filter's words.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { filterOf, soughtWords, textMatcher } from "../../../src/news/filter/filter.ts";
import { spoken } from "../../../src/news/filter/matcher.ts";
import { readQuestion } from "../../../src/news/search/question.ts";
import { type Matches, openSearch, type Search } from "../../../src/news/search/search.ts";
import { openSearchFile } from "../../../src/news/search/store.ts";
import { createSearchWriter, type SearchedTexts } from "../../../src/news/search/write.ts";
import { articlesWith } from "../../reference/search.ts";

const RUNS = inject("long") ? 400 : 12;
const QUESTIONS = inject("long") ? 60 : 30;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "search-"));
});
afterAll(() => rm(folder, { recursive: true }));

const word = fc.constantFrom(
  ..."court Court courts COURTS courtly Levits Levit levit arrest Arrested arresting arrests eu EU us US U.S. e-mail email mail e-mails".split(
    " ",
  ),
  ..."Järve Jarve kohtla Kohtla-Järve kohtlajarve Łódź lodz judiciary judicial of the The rule law laws’ judge’s Beekeepers beekeeper".split(
    " ",
  ),
  ..."vote voter voting anti corruption anti-corruption anticorruption ex-voter exvoter 2024 Straße STRASSE ½ x".split(
    " ",
  ),
);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(" ", " ", " ", ", ", ". ", "-", " – ", "\u200b ")), { maxLength: 12 })
  .map((pieces) => pieces.flat().join(""));
const articles = fc.array(
  fc.record({
    title: fc.option(text),
    summaries: fc.array(fc.option(text), { minLength: 1, maxLength: 3 }),
    opening: fc.array(fc.option(text), { minLength: 2, maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 25 },
);
const piece = fc
  .tuple(
    fc.constantFrom("", "", "", "", "-", "+"),
    fc.oneof(
      { weight: 4, arbitrary: word },
      fc.tuple(word, fc.nat()).map(([one, at]) => `${one.slice(0, 1 + (at % one.length))}*`),
      fc.tuple(word, fc.nat()).map(([one, at]) => one.slice(0, 1 + (at % one.length))),
      fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `"${words.join(" ")}"`),
    ),
    fc.constantFrom(" ", " ", " ", " OR "),
  )
  .map((parts) => parts.join(""));
/** Some say all of it twice. */
const typed = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.constantFrom(1, 1, 2))
  .map(([pieces, times]) => `${pieces.join("")} `.repeat(times));
const words = fc.record({
  any: fc.array(
    fc.oneof(
      word,
      fc.tuple(word, word).map((both) => `"${both.join(" ")}" ${both[0]}`),
    ),
    { maxLength: 2 },
  ),
  not: fc.array(
    fc.oneof(
      word,
      fc.tuple(word, word).map((both) => `"${both.join(" ")}"`),
    ),
    { maxLength: 2 },
  ),
});

let files = 0;

/** Numbers of articles are their places here, turned round. */
function searchIn(written: readonly SearchedTexts[]): { readonly search: Search; close(): void } {
  const path = join(folder, `${files++}.sqlite`);
  // So few words a part that words stand in several.
  const writer = createSearchWriter(path, 40);
  for (const article of written) writer.add(article);
  writer.finish(Uint32Array.from(written, (_, at) => written.length - 1 - at));
  writer.close();
  const database = openSearchFile(path);
  return { search: openSearch(database), close: () => database.close() };
}

const numbersOf = (matches: Matches): readonly number[] =>
  [...matches]
    .flatMap((match, place) => (match === 0 ? [] : [matches.length - 1 - place]))
    .sort((a, b) => a - b);

test("finds what reading finds", () => {
  fc.assert(
    fc.property(
      articles,
      fc.array(typed, { minLength: QUESTIONS, maxLength: QUESTIONS }),
      (written, asked) => {
        const { search, close } = searchIn(written);
        const plain = articlesWith(written);
        try {
          for (const one of asked) {
            const question = readQuestion(one);
            if (question === undefined) continue;
            expect([one, numbersOf(search.find(question).matches)]).toEqual([one, plain(question)]);
          }
        } finally {
          close();
        }
      },
    ),
    { seed: inject("seed"), numRuns: RUNS },
  );
});

test("passes what a filter's words pass", () => {
  fc.assert(
    fc.property(
      articles,
      fc.array(words, { minLength: QUESTIONS, maxLength: QUESTIONS }),
      (written, asked) => {
        const { search, close } = searchIn(written);
        const texts = written.map(({ title, summaries }) =>
          spoken([title, ...summaries].map((one) => one ?? undefined)),
        );
        try {
          for (const one of asked) {
            const filter = filterOf({ words: one });
            const matches = textMatcher(filter) ?? (() => true);
            const passing = texts.flatMap((said, at) => (matches(said) ? [at] : []));
            expect([one, numbersOf(search.saying(soughtWords(filter)))]).toEqual([one, passing]);
          }
        } finally {
          close();
        }
      },
    ),
    { seed: inject("seed"), numRuns: RUNS },
  );
});
