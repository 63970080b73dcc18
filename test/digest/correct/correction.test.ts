// What becomes of a message that stands, over any digest, layout and changes: right afterwards, the same stories in the same
// order, and nothing to correct a second time.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { type ArticleNow, correctedPieces } from "../../../src/digest/correct/correction.ts";
import { type Piece, replyOfPieces } from "../../../src/digest/say/pieces.ts";
import type { Assessment } from "../../../src/news/article.ts";
import type { PillarNumber } from "../../../src/news/pillars.ts";
import { isScore, type Score } from "../../../src/reply/article-card.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import { signOf } from "../../../src/reply/signs.ts";
import { LANGUAGES } from "../../../src/wording/languages.ts";
import { inLanguage } from "../../../src/wording/say.ts";
import { digestOf } from "../../adapters/composed-digests.ts";

const POSTED = Date.UTC(2024, 2, 5, 7);
const TIME = { at: Date.UTC(2024, 2, 5, 12, 5), postedAt: POSTED, zone: "Europe/Tallinn" };
const runs = { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 120 };

const scores = fc.constantFrom<Score[]>(0, 1, 2, 3, 4, 5);
const pillars = fc.array(fc.constantFrom<PillarNumber[]>(1, 2, 3, 4, 5, 6, 7, 8), {
  minLength: 1,
  maxLength: 8,
});
const languages = fc.constantFrom(...LANGUAGES);
/** By which a message says what became of it. */
const MARKS = /(?:corrected|withdrawn|back in the data|poprawiono|wycofano|znów w danych) 14:05/gu;
const layouts = fc.constantFrom("brief", "standard", "full");
/** What became of the article in that place. */
const fates = fc.array(
  fc.record({ score: scores, isWithdrawn: fc.boolean(), other: fc.option(scores, { nil: undefined }) }),
  { minLength: 8, maxLength: 8 },
);
type Fate = { readonly score: Score; readonly isWithdrawn: boolean; readonly other: Score | undefined };

const ALSO: readonly Assessment[] = [
  { pillar: 3, score: 2, relevance: 2, fit: 200, summary: "Minutes of the meeting stay closed." },
  { pillar: 6, score: 2, relevance: 0, fit: 0 },
];

function piecesOf(shown: readonly PillarNumber[], layout: "brief" | "standard" | "full"): readonly Piece[] {
  return digestOf(shown, { layout }, undefined, ALSO).pieces.map(({ piece }) => piece);
}

const articlesOf = (pieces: readonly Piece[]): readonly string[] =>
  pieces.flatMap(({ tells }) => tells.articles);

const said = (pieces: readonly Piece[]): string => plainText(replyOfPieces(pieces));

/** The pillar that each article is told under is the one that its composer gave it. */
function nowOf(article: string, index: number, shown: readonly PillarNumber[], fate: Fate): ArticleNow {
  const pillar = shownPillarOf(article, shown);
  const others: PillarNumber[] = [1, 2, 3, 4, 5, 6, 7, 8];
  const { other } = fate;
  return {
    isWithdrawn: fate.isWithdrawn,
    pillar,
    verdicts: [
      { pillar, score: fate.score },
      ...(other === undefined
        ? []
        : others.filter((one) => one !== pillar).map((one) => ({ pillar: one, score: other }))),
    ],
    summaryOf: () => (index % 2 === 0 ? undefined : "A court ruled. The ruling strengthens the courts."),
  };
}

/** `digestOf` names articles by their place. */
function shownPillarOf(article: string, shown: readonly PillarNumber[]): PillarNumber {
  return shown[Number(/\d+/.exec(article)?.[0] ?? 1) - 1] ?? 1;
}

describe("a message that stands", () => {
  it("says what the data say, tells the same stories in the same order, and is right then", () => {
    fc.assert(
      fc.property(pillars, layouts, fates, (shown, layout, become) => {
        const pieces = piecesOf(shown, layout);
        const articles = articlesOf(pieces);
        const now = new Map(
          articles.map((article, index) => {
            const fate = become[index % become.length];
            if (fate === undefined) throw new Error("no fate");
            return [article, nowOf(article, index, shown, fate)] as const;
          }),
        );
        const corrected = correctedPieces(pieces, now, TIME);
        const after = corrected?.pieces ?? pieces;
        expect(articlesOf(after)).toEqual(articles);
        expect(after.map(({ name, tells }) => ({ name, tells }))).toEqual(
          pieces.map(({ name, tells }) => ({ name, tells })),
        );
        for (const piece of after) {
          const [article] = piece.tells.articles;
          const state = article === undefined ? undefined : now.get(article);
          const text = said([piece]);
          if (state === undefined) continue;
          expect(text.includes("withdrawn 14:05: no longer in the data")).toBe(state.isWithdrawn);
          const score = state.verdicts[0]?.score;
          if (!state.isWithdrawn && score !== undefined) expect(scoreSaid(piece)).toBe(score);
        }
        // What did not change is as it was, word for word.
        const changed = new Set(corrected?.changes.map(({ article }) => article));
        for (const [index, piece] of after.entries())
          if (!piece.tells.articles.some((article) => changed.has(article)))
            expect(piece).toEqual(pieces[index]);
        expect(correctedPieces(after, now, TIME)).toBeUndefined();
      }),
      runs,
    );
  });

  it("is right again after any row of changes, whatever it went through and whatever language it spoke", () => {
    const rows = fc.array(fc.tuple(languages, fates), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pillars, layouts, languages, rows, (shown, layout, posted, row) => {
        const pieces = inLanguage(posted, () => piecesOf(shown, layout));
        const articles = articlesOf(pieces);
        let standing = pieces;
        for (const [language, become] of row) {
          const now = new Map(
            articles.map((article, index) => {
              const fate = become[index % become.length];
              if (fate === undefined) throw new Error("no fate");
              return [article, nowOf(article, index, shown, fate)] as const;
            }),
          );
          standing = inLanguage(language, () => correctedPieces(standing, now, TIME))?.pieces ?? standing;
          for (const piece of standing) {
            const state = now.get(piece.tells.articles[0] ?? "");
            if (state === undefined) continue;
            expect(/no longer in the data|nie ma go już w danych/u.test(said([piece]))).toBe(
              state.isWithdrawn,
            );
            if (!state.isWithdrawn) expect(scoreSaid(piece)).toBe(state.verdicts[0]?.score);
            // One mark of one time, however often it changed.
            expect(said([piece]).match(MARKS) ?? []).toHaveLength(said([piece]).includes("14:05") ? 1 : 0);
          }
        }
      }),
      runs,
    );
  });

  it("tells of every verdict that people see, and takes the reason of what it was with it", () => {
    const become = (layout: "standard" | "full"): string => {
      const pieces = piecesOf([1], layout);
      const [article = ""] = articlesOf(pieces);
      const now: ArticleNow = {
        isWithdrawn: false,
        pillar: 1,
        verdicts: [
          { pillar: 1, score: 1 },
          { pillar: 3, score: 4 },
          { pillar: 6, score: 5 },
        ],
        summaryOf: () => undefined,
      };
      const corrected = correctedPieces(pieces, new Map([[article, now]]), TIME);
      expect(corrected?.changes).toEqual([{ article, score: 1, isWithdrawn: false }]);
      return said(corrected?.pieces ?? []);
    };
    expect(become("standard")).toContain("corrected 14:05: Open Government ▼ → ▲\n");
    expect(become("standard")).toContain("1 verdict off topic");
    expect(become("full")).toContain(
      "corrected 14:05: Open Government ▼ → ▲, Regulatory Enforcement ▼ → ▲▲\n",
    );
    expect(become("full")).toContain("▲▲ Regulatory Enforcement, very positive, off topic");
    expect(become("full")).not.toContain("Minutes of the meeting");
  });

  it("names the day once that is over, in the digest's own zone", () => {
    const pieces = piecesOf([1], "standard");
    const [article = ""] = articlesOf(pieces);
    const now = new Map([
      [article, nowOf(article, 0, [1], { score: 3, isWithdrawn: false, other: undefined })],
    ]);
    const before = scoreSaid(pieces.find(({ tells }) => tells.articles.length > 0) ?? pieces[0]);
    const corrected = correctedPieces(pieces, now, { ...TIME, at: Date.UTC(2024, 2, 6, 22, 30) });
    expect(said(corrected?.pieces ?? [])).toContain(
      `corrected Thu 7 Mar 00:30: ${isScore(before) ? signOf(before) : ""} → ●`,
    );
  });
});

/** The score whose sign stands first: of a card its verdict's, of a line the one before the title. */
function scoreSaid(piece: Piece | undefined): number {
  const block = piece?.alone.at(-1);
  if (block?.type === "article") return block.article.verdict?.score ?? -1;
  const sign = block?.type === "list" ? block.items[0]?.[0] : undefined;
  const text = sign?.type === "text" ? sign.text : "";
  return [0, 1, 2, 3, 4, 5].find((score) => isScore(score) && `${signOf(score)} ` === text) ?? -1;
}
