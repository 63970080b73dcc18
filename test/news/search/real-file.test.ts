// Questions to the real file, whose answers were read: the article that is meant is among the first five. Articles are named by id.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { AppError } from "../../../src/errors.ts";
import { type Catalog, openCatalog, type SearchList, type SearchQuery } from "../../../src/news/catalog.ts";
import { filterOf } from "../../../src/news/filter/filter.ts";
import { marksIn } from "../../../src/news/search/marks.ts";
import {
  asTyped,
  QUESTION_LIMITS,
  readQuestion,
  type SearchQuestion,
  writeQuestion,
} from "../../../src/news/search/question.ts";
import { keptFullText } from "../../kept.ts";
import { hasSharedData, sharedDataReason } from "../../shared-data.ts";
import { realSnapshot } from "../reference-snapshots.ts";
import { hasWord, openSearched } from "./searched.ts";

describe.skipIf(!hasSharedData)(`the real Estonian file${sharedDataReason}`, () => {
  let catalog: Catalog;
  /** The same without a full text. */
  let unsearched: Catalog;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const { directory, manifest } = await realSnapshot();
    ({ catalog, close } = await openSearched(await keptFullText(directory, manifest), manifest));
    unsearched = await openCatalog(directory, manifest);
  });

  afterAll(async () => {
    await close();
    await unsearched.close();
  });

  async function ask(question: SearchQuestion, query: Partial<SearchQuery> = {}): Promise<SearchList> {
    const list = await catalog.search({ filter: {}, period: {}, limit: 5, offset: 0, ...query, question });
    if (list.type !== "found") throw new Error("the full text is not ready");
    return list;
  }

  const read = (text: string): SearchQuestion => readQuestion(text) ?? { terms: [] };
  const idsOf = ({ entries }: SearchList): readonly string[] =>
    entries.flatMap(({ article, reports }) => [article.id, ...reports.map(({ id }) => id)]);

  test.each<[what: string, typed: string, id: string]>([
    ["a word of the title", "corruption", "8529d5de53c1255eead70d44f211ad9c"],
    ["the other number", "constructions permits", "1cd524063986ac05b0b8c2cea09c7082"],
    ["the other number of a word of one title", "quarries", "edf568f201a66f768e4e63805a9ce34b"],
    ["a related form", "extradited crypto second time", "352ecbffe206819face1589677c1d67b"],
    ["arrest as arrested", "arrest drug", "487ae8c2d3057960f9332e34d5d03349"],
    ["arrested as it is", "arrested drug", "487ae8c2d3057960f9332e34d5d03349"],
    ["corrupt before corruption", "corrupt", "c47e6aac1e90761bae3c760adf0d7651"],
    ["judges that may do business", "judges business", "105b09e27bb938951986a610027982c8"],
    ["judge appointed", "judge appointed", "3330840283ded5016c5420d112b9740f"],
    ["a phrase", '"money laundering" swedbank', "09a284a5e587121985d292dce0a98b61"],
    ["a phrase of common words", '"rule of law"', "c5d3bae0ef9a04bcb28b80c03f03384b"],
    ["a phrase in the other number", '"construction permits"', "1cd524063986ac05b0b8c2cea09c7082"],
    ["words that stand side by side", "prime minister distrust", "76cd7ae21089a7dbc5c84ec66a2a431a"],
    ["words of one thing", "teachers strike", "0a4c31d9566c77534b7b2048014561c7"],
    ["several words of a title", "oiling cormorant eggs", "5044829604b9821922468c03dc11fa23"],
    ["a name with marks", "Kohtla-Järve council", "507e72f4ebe319296e7abafa0f068265"],
    ["the same without", "kohtla-jarve council", "507e72f4ebe319296e7abafa0f068265"],
    ["and as two words", "kohtla jarve council", "507e72f4ebe319296e7abafa0f068265"],
    ["õ typed as o", "kivioli murder", "7cef48d5395f9bb7d0b5d9bdf74cb6d5"],
    ["õ as it is", "Kiviõli murder", "7cef48d5395f9bb7d0b5d9bdf74cb6d5"],
    ["ü and ä typed plainly", "otepaa", "99def3a661d4d704805ad3d2730101ec"],
    ["capitals", "OTEPÄÄ", "99def3a661d4d704805ad3d2730101ec"],
    ["a name with an s at its end", "Poolamets rampage", "001095a40dcb9ed9a145d1f0a5ab030b"],
    ["a whole name", "Ülle Madise surveillance", "04a5e20a0553b07cac6dba64152d8143"],
    ["a whole name typed plainly", "ulle madise surveillance", "04a5e20a0553b07cac6dba64152d8143"],
    ["the name of a firm", "asper biogene scams", "367bab1b7639424781fd66e59d1e255f"],
    ["a hyphen left out", "anticorruption grünthal", "9ca3bc9cea27cb0236561c442497f4ba"],
    ["a hyphen", "anti-corruption grunthal", "9ca3bc9cea27cb0236561c442497f4ba"],
    ["e-mail", "e-mail scams asper", "367bab1b7639424781fd66e59d1e255f"],
    ["email", "email scams asper", "367bab1b7639424781fd66e59d1e255f"],
    ["a word and a number with a hyphen", "3-MMC kilograms", "3ad352ef61f9fcef452ee0f7c5feaa17"],
    ["US in capitals", "extradition US court canceled", "9f258186548cac522dec3dbad6bc594e"],
    ["any of two", "stripping OR cormorant prisoners", "4828b9e999db323ddfd0a04aacc7fe20"],
    ["any of two, the rarer", "cocaine|cormorant ships", "51b5e7f2d793388a9996253862f32df9"],
    ["without a word", "teacher strike -kallas", "f8b26d503ca430f4db39524f940cb587"],
    ["without a phrase", 'swedbank -"state prosecutor"', "e833805e3971300bfd67aba730a88422"],
    ["a start", "cormor* oil*", "5044829604b9821922468c03dc11fa23"],
    ["what is said in the summary alone", "prisoners number fell", "8a20a5a972c8509e6b5af337b794ccbb"],
    ["same-sex", "same-sex marriage", "881fc1ccf241dd62ffa291138fa03373"],
    ["words of different places", "toddler elderly driver", "465a574bd5b5c237e88f244b8ed83698"],
  ])("%s: %s", async (_what, typed, id) => {
    expect(idsOf(await ask(read(typed)))).toContain(id);
  });

  test("every beginning of a word finds it while it is typed", async () => {
    for (let letters = 2; letters <= "corruption".length; letters++) {
      const typed = asTyped(read(`economic crimes work ${"corruption".slice(0, letters)}`));
      expect([letters, idsOf(await ask(typed))]).toEqual([
        letters,
        expect.arrayContaining(["8529d5de53c1255eead70d44f211ad9c"]),
      ]);
    }
  });

  test("names are not taken for the plural of others, nor words for others of their stem", async () => {
    expect((await ask(read("kallas"))).stories).toBeGreaterThan(50);
    // Some texts have it so, by mistake.
    expect((await ask(read("kalla"))).stories).toBe(6);
    expect((await ask(read("poolamets"))).stories).toBe(3);
    expect((await ask(read("poolamet"))).stories).toBe(0);
    const [judicial, judiciary, both] = await Promise.all(
      ["judicial", "judiciary", "judicial judiciary"].map(async (typed) => (await ask(read(typed))).stories),
    );
    expect(both).toBeLessThan(Math.min(judicial ?? 0, judiciary ?? 0));
  });

  test("of what matches alike the newer comes first", async () => {
    const dates = (await ask(read("jarve"))).entries.map(({ article }) => article.publishedAt ?? 0);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    expect(new Set(dates).size).toBe(5);
  });

  test("what is left out is in no article, however short it is", async () => {
    const all = await ask(read("court"));
    const without = await ask(read("court NOT eu"));
    expect(without.stories).toBeLessThan(all.stories);
    const marks = { words: ["eu"], starts: [], phrases: [] };
    for (const { article } of (await ask(read("court -eu"), { limit: 10 })).entries)
      for (const text of [article.title, ...article.assessments.map(({ summary }) => summary)])
        expect(marksIn(text ?? "", marks)).toEqual([]);
  });

  test("what is found is emphasised", async () => {
    const { entries, found } = await ask(read('"money laundering" investigations'));
    for (const { article } of entries) {
      const texts = [article.title, ...article.assessments.map(({ summary }) => summary)];
      const marked = texts.flatMap((text = "") =>
        marksIn(text, found).map(({ from, to }) => text.slice(from, to)),
      );
      expect(marked.some((one) => /^money laundering$/i.test(one))).toBe(true);
      expect(marked.every((one) => /^(?:money laundering|investigat\w+)$/i.test(one))).toBe(true);
    }
  });

  test.each([
    ["coruption tallinn", "corruption tallinn"],
    ["kaja kallsa", "kaja kallas"],
    ["-eu swedbnak", "-eu swedbank"],
    ['"prime minister" distrsut', '"prime minister" distrust'],
  ])("%s: did you mean %s", async (typed, meant) => {
    const { stories, suggestion } = await ask(read(typed));
    expect(stories).toBe(0);
    expect(suggestion && writeQuestion(suggestion)).toBe(meant);
    expect((await ask(suggestion ?? { terms: [] })).stories).toBeGreaterThan(0);
  });

  test.each(["xqzzkv", "cormorant swedbank", "withuot", "swedbank -swedbnak -swedbank", "coruption xqzzkv"])(
    "%s: nothing is suggested",
    async (typed) => {
      const { stories, suggestion } = await ask(read(typed));
      expect([stories, suggestion]).toEqual([0, undefined]);
    },
  );

  test("filter and period hold", async () => {
    const filter = filterOf({ direction: "negative", pillar: { any: ["8"], not: [] } });
    const period = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 1, 1) };
    const list = await ask(read("court"), { filter, period, limit: 10 });
    expect(list.stories).toBeGreaterThan(3);
    expect(list.stories).toBeLessThan((await ask(read("court"), { filter })).stories);
    for (const { article, pillar } of list.entries) {
      expect(pillar).toBe(8);
      expect(article.publishedAt).toBeGreaterThanOrEqual(period.from);
      expect(article.publishedAt).toBeLessThanOrEqual(period.to);
      expect(article.assessments.some((one) => one.pillar === 8 && [1, 2].includes(one.score))).toBe(true);
    }
    const pages = [0, 5, 10].map((offset) => ask(read("court"), { filter, period, offset }));
    const ids = (await Promise.all(pages)).flatMap(({ entries }) => entries.map(({ article }) => article.id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("words of a filter give the same with and without a full text", async () => {
    for (const words of [
      { any: ["court", '"prime minister" kallas'], not: ["eu"] },
      { any: [], not: ["the"] },
      { any: ["Järve"], not: [] },
      { any: ['"rule of law"'], not: ["courts", "judge"] },
      { any: ["xqzzkv"], not: [] },
    ]) {
      const query = { filter: filterOf({ words, direction: "negative" }), period: {}, limit: 10, offset: 0 };
      expect(await catalog.top(query)).toEqual(await unsearched.top(query));
      expect(await catalog.latest(query)).toEqual(await unsearched.latest(query));
      expect(await catalog.newestMatch(query.filter)).toBe(await unsearched.newestMatch(query.filter));
    }
  });

  test("more like an article are other stories of the same kind", async () => {
    const similar = await catalog.similar("7cef48d5395f9bb7d0b5d9bdf74cb6d5", 5);
    if (similar.type !== "found") throw new Error("the full text is not ready");
    expect(similar.entries.map(({ article }) => article.id)).toContain("e93700d1394631e8fb76105cad8708cb");
    const own = await catalog.article("7cef48d5395f9bb7d0b5d9bdf74cb6d5");
    expect(similar.entries.map(({ article }) => article.storyId)).not.toContain(own?.article.storyId);
    expect(await catalog.similar("no such id", 5)).toEqual({ type: "found", entries: [] });
    expect(await unsearched.similar("7cef48d5395f9bb7d0b5d9bdf74cb6d5", 5)).toMatchObject({
      type: "not-ready",
    });
  });

  test("whatever is typed is searched as words", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'court|corruption|the|of|Järve|eu|"|"|\'|(|)|((((|*|-|--|+|NEAR(|AND|OR|NOT|^|:|{|}|\\|%|_|;|\u0000|\ud800|😀'.split(
          "|",
        ),
      ),
      fc.constantFrom(
        "'; DROP TABLE words; --",
        "1 OR 1=1",
        'title:"x"',
        "UNION SELECT value FROM facts",
        "<!channel>",
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(
        "a".repeat(5_000),
        '"'.repeat(500),
        "(".repeat(500),
        "court ".repeat(900),
        "a* ".repeat(60),
      ),
    );
    const typed = fc
      .array(fc.tuple(piece, fc.constantFrom("", " ")), { minLength: 1, maxLength: 12 })
      .map((pieces) => pieces.flat().join(""));
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const question = readQuestion(text);
        const read = [...text].slice(0, QUESTION_LIMITS.characters).join("");
        expect(question === undefined).toBe(!hasWord(read));
        if (question === undefined) return;
        const answer = await ask(question).catch((error: unknown) => error);
        if (answer instanceof AppError) expect(answer.code).toBe("busy");
        else expect(answer).toMatchObject({ type: "found" });
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 200 },
    );
  });
});
