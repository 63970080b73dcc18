// Answers questions from search.sqlite: which articles have what is asked for, and how well. Synchronous: it runs in a thread.

import type { DatabaseSync } from "node:sqlite";
import type { SoughtWords } from "../filter/dimension.ts";
import { wordsIn } from "../filter/words.ts";
import { type Form, openVocabulary, type Sequence } from "./forms.ts";
import { nearestWord } from "./likely.ts";
import type { FoundForms } from "./marks.ts";
import type { SearchPart, SearchQuestion, SearchTerm } from "./question.ts";
import { articlesOf, openTextFile } from "./text-file.ts";
import { clearWorths, createWorths, type Worths } from "./worths.ts";

/** How well each article says what was asked for, by its place in the index; 0 where it does not. */
export type Matches = Uint16Array<ArrayBuffer>;

export interface FoundTexts {
  readonly matches: Matches;
  readonly found: FoundForms;
  /** Where nothing matches: what may have been meant, and what matches that. */
  readonly meant?: {
    readonly question: SearchQuestion;
    readonly matches: Matches;
    readonly found: FoundForms;
  };
}

export interface Search {
  find(question: SearchQuestion): FoundTexts;
  /** Which articles say words as a filter asks for them: 1 or 0, by place. */
  saying(words: readonly SoughtWords[]): Matches;
  /** Which articles share the rarest words of texts. */
  similarTo(title: string, texts: readonly string[]): Matches;
}

/** What a word is worth by the fields it stands in, and by how near the form is: 64 at most. */
const TITLE = 10;
const SUMMARY = 4;
const OPENING = 2;
const WORTHS = [0, 1, 2, 3, 4].map((nearness) =>
  Uint8Array.from(
    { length: 8 },
    (_, mask) => nearness * ((mask & 1) * TITLE + ((mask >> 1) & 1) * SUMMARY + (mask >> 2) * OPENING),
  ),
);
const ranked = (nearness: Form["nearness"]): Uint8Array => WORTHS[nearness] ?? new Uint8Array(8);

/** Anywhere, in either number: what leaves out. */
const IN_EITHER_NUMBER = [0, 0, 0, 1, 1].map((worth) => new Uint8Array(8).fill(worth));
const ofStarts = new Uint8Array(8).fill(1);
/** In title or summaries: what filters look at. */
const IN_TITLE_OR_SUMMARY = Uint8Array.from({ length: 8 }, (_, mask) => Number((mask & 3) !== 0));

/** How much rarer words weigh: 1 to 16. */
const MOST_WEIGHT = 16;

/** Words next to one another are looked for as long as all of them together are in no more articles. */
const MOST_NEIGHBOURS = 60_000;

/** Of an article so many of its rarest words are looked up, each of which is in fewer than one article in so many. */
const SIMILAR_WORDS = 25;
const SIMILAR_IN = 20;

/** A part of a question with what it may stand as in the corpus; nothing where the corpus has none of it. */
interface SoughtPart {
  readonly part: SearchPart;
  readonly sequences: readonly Sequence[];
}

/** A term of a question, and how often the question has it. */
interface Sought {
  readonly term: SearchTerm;
  readonly parts: readonly SoughtPart[];
  readonly times: number;
}

/** In so many articles a term is, at most. */
function mostOf({ parts }: Sought): number {
  return parts
    .flatMap(({ sequences }) => sequences.map((sequence) => Math.min(...sequence.map(articlesOf))))
    .reduce((sum, articles) => sum + articles, 0);
}

export function openSearch(database: DatabaseSync): Search {
  const vocabulary = openVocabulary(database);
  const texts = openTextFile(database);

  /** Room for what is worked out, made once. */
  const worths = createWorths(texts.size);
  const totals = new Uint16Array(texts.size);
  /** The first `candidates` are the articles that have all that was looked at so far. */
  const articles = new Uint32Array(texts.size);
  let candidates = 0;

  /**
   * A question with what each of its parts may stand as, looked up once. A term that it has several times counts as often; a part
   * that a term has several times is one.
   */
  function soughtOf({ terms }: SearchQuestion): readonly Sought[] {
    const byText = new Map<string, { term: SearchTerm; parts: readonly SoughtPart[]; times: number }>();
    for (const term of terms) {
      const text = JSON.stringify(term);
      const known = byText.get(text);
      if (known !== undefined) known.times += 1;
      else {
        const different = new Map(term.any.map((part) => [JSON.stringify(part), part]));
        const parts = [...different.values()].map((part) => ({
          part,
          sequences: vocabulary.sequencesOf(part),
        }));
        byText.set(text, { term, parts, times: 1 });
      }
    }
    return [...byText.values()];
  }

  /** Works out what any of the parts of a term is worth in each article. */
  function findWorths({ term, parts }: Sought): void {
    clearWorths(worths);
    for (const { part, sequences } of parts)
      for (const sequence of sequences) {
        const leavingOut = (nearness: Form["nearness"]): Uint8Array =>
          part.type === "start" ? ofStarts : (IN_EITHER_NUMBER[nearness] ?? ofStarts);
        texts.find(sequence, term.isLeftOut ? leavingOut : ranked, worths);
      }
  }

  /** Works out how well each article matches, and which are candidates. */
  function findTotals({ terms }: SearchQuestion, sought: readonly Sought[]): void {
    totals.fill(0);
    candidates = 0;
    const wanted = sought.filter(({ term }) => !term.isLeftOut).sort((a, b) => mostOf(a) - mostOf(b));
    // What one word is not in, all of them are not: the rarest is looked at first.
    if (wanted.some((one) => mostOf(one) === 0)) return;
    for (const [at, one] of wanted.entries()) {
      findWorths(one);
      const weight = weightOf(worths) * one.times;
      if (at === 0) begin(weight);
      else keep(weight);
      if (candidates === 0) return;
    }
    if (wanted.length === 0) {
      totals.fill(1);
      for (let doc = 0; doc < totals.length; doc++) articles[doc] = doc;
      candidates = totals.length;
    }
    addNeighbours(terms);
    for (const one of sought) {
      if (!one.term.isLeftOut) continue;
      findWorths(one);
      for (let at = 0; at < worths.many; at++) totals[worths.articles[at] ?? 0] = 0;
    }
  }

  /** The articles of the first word are candidates. */
  function begin(weight: number): void {
    candidates = worths.many;
    for (let at = 0; at < candidates; at++) {
      const doc = worths.articles[at] ?? 0;
      articles[at] = doc;
      totals[doc] = Math.imul(worths.of[doc] ?? 0, weight);
    }
  }

  /** Of the candidates those stay that have another word, too. */
  function keep(weight: number): void {
    let kept = 0;
    for (let at = 0; at < candidates; at++) {
      const doc = articles[at] ?? 0;
      const worth = worths.of[doc] ?? 0;
      articles[kept] = doc;
      kept += -worth >>> 31;
      totals[doc] = worth === 0 ? 0 : (totals[doc] ?? 0) + Math.imul(worth, weight);
    }
    candidates = kept;
  }

  /** Words that follow one another in the question count more where they do so in an article. */
  function addNeighbours(terms: readonly SearchTerm[]): void {
    const pairs = new Map<string, { readonly sequence: Sequence; times: number }>();
    let articlesLeft = MOST_NEIGHBOURS;
    for (const [at, term] of terms.entries()) {
      const [one, other] = [wordOf(term), wordOf(terms[at + 1])];
      if (one === undefined || other === undefined) continue;
      const text = `${one} ${other}`;
      const pair = pairs.get(text) ?? { sequence: vocabulary.phraseOf(text), times: 0 };
      articlesLeft -= pair.sequence.reduce((sum, forms) => sum + articlesOf(forms), 0);
      if (articlesLeft < 0) break;
      pairs.set(text, pair);
      pair.times += 1;
    }
    for (const { sequence, times } of pairs.values()) {
      if (sequence.some((forms) => forms.length === 0)) continue;
      clearWorths(worths);
      texts.find(sequence, ranked, worths, totals);
      const weight = weightOf(worths);
      for (let at = 0; at < worths.many; at++) {
        const doc = worths.articles[at] ?? 0;
        if ((totals[doc] ?? 0) > 0)
          totals[doc] = (totals[doc] ?? 0) + (((worths.of[doc] ?? 0) * weight) >> 1) * times;
      }
    }
  }

  /** The rarer, the more: logarithmically. */
  function weightOf({ many }: Worths): number {
    return Math.min(MOST_WEIGHT, 1 + Math.round(Math.log2(texts.size / Math.max(many, 1))));
  }

  /** How well the candidates match. */
  function matchesFound(): Matches {
    const matches = new Uint16Array(texts.size);
    for (let at = 0; at < candidates; at++) {
      const doc = articles[at] ?? 0;
      // Beyond the last place, nothing is written.
      matches[texts.places[doc] ?? texts.size] = totals[doc] ?? 0;
    }
    return matches;
  }

  function matchesOf(question: SearchQuestion, sought: readonly Sought[]): Matches {
    findTotals(question, sought);
    return matchesFound();
  }

  function formsOf(sought: readonly Sought[]): FoundForms {
    const words = new Set<string>();
    const starts = new Set<string>();
    const phrases: (readonly (readonly string[])[])[] = [];
    for (const { term, parts } of sought) {
      if (term.isLeftOut) continue;
      for (const { part, sequences } of parts)
        for (const sequence of sequences) {
          const [first = []] = sequence;
          if (sequence.length > 1)
            phrases.push(sequence.map((forms) => [...new Set(forms.map(({ word }) => word))]));
          else if (part.type === "start") starts.add(wordsIn(part.text)[0]?.folded ?? "");
          else for (const { word } of first) words.add(word);
        }
    }
    return { words: [...words], starts: [...starts], phrases };
  }

  /** The question with the words that the corpus does not know as others that are spelled nearly so; undefined without any. */
  function mended(question: SearchQuestion, sought: readonly Sought[]): SearchQuestion | undefined {
    const nearest = new Map<string, string>();
    for (const { term, parts } of sought) {
      if (term.isLeftOut) continue;
      for (const { part, sequences } of parts) {
        if (part.type === "phrase" || sequences.length > 0) continue;
        const [word, ...others] = wordsIn(part.text);
        if (word === undefined || others.length > 0) continue;
        const near = nearestWord(word.folded, texts.likelyWords());
        if (near !== undefined) nearest.set(JSON.stringify(part), near);
      }
    }
    if (nearest.size === 0) return undefined;
    const mend = (part: SearchPart): SearchPart => {
      const near = nearest.get(JSON.stringify(part));
      return near === undefined ? part : { type: "word", text: near };
    };
    return {
      terms: question.terms.map((term) => (term.isLeftOut ? term : { ...term, any: term.any.map(mend) })),
    };
  }

  /** Articles that say a phrase; valid until the next one is looked for. */
  function phraseArticles(phrase: string): Uint8Array {
    clearWorths(worths);
    const sequence = vocabulary.phraseOf(phrase);
    if (sequence.every((forms) => forms.length > 0)) texts.find(sequence, () => IN_TITLE_OR_SUMMARY, worths);
    return worths.of;
  }

  /** Articles that say any of these lists, all of which each. */
  function anyOf(lists: readonly (readonly string[])[]): Uint8Array {
    const any = new Uint8Array(texts.size);
    for (const [first, ...others] of lists) {
      if (first === undefined) continue;
      const all = phraseArticles(first).slice();
      for (const phrase of others) {
        const also = phraseArticles(phrase);
        for (let doc = 0; doc < all.length; doc++) all[doc] = (all[doc] ?? 0) & (also[doc] ?? 0);
      }
      for (let doc = 0; doc < all.length; doc++) any[doc] = (any[doc] ?? 0) | (all[doc] ?? 0);
    }
    return any;
  }

  return {
    find(question) {
      const sought = soughtOf(question);
      const matches = matchesOf(question, sought);
      const found = formsOf(sought);
      if (!isNowhere(matches)) return { matches, found };
      const meant = mended(question, sought);
      if (meant === undefined) return { matches, found };
      const soughtThen = soughtOf(meant);
      const meantMatches = matchesOf(meant, soughtThen);
      return !isNowhere(meantMatches)
        ? { matches, found, meant: { question: meant, matches: meantMatches, found: formsOf(soughtThen) } }
        : { matches, found };
    },
    saying(words) {
      const saying = new Uint8Array(texts.size).fill(1);
      for (const { any, not } of words) {
        const [wanted, leftOut] = [any.length === 0 ? undefined : anyOf(any), anyOf(not)];
        for (let doc = 0; doc < saying.length; doc++)
          if ((leftOut[doc] ?? 0) === 1 || wanted?.[doc] === 0) saying[doc] = 0;
      }
      const matches = new Uint16Array(texts.size);
      // Beyond the last place, nothing is written.
      for (let doc = 0; doc < saying.length; doc++)
        matches[texts.places[doc] ?? texts.size] = saying[doc] ?? 0;
      return matches;
    },
    similarTo(title, others) {
      const titleWords = new Set(wordsIn(title).map(({ folded }) => folded));
      const all = new Set([
        ...titleWords,
        ...others.flatMap((text) => wordsIn(text).map(({ folded }) => folded)),
      ]);
      const rarest = [...all]
        .map((word) => ({ word, ...vocabulary.rarityOf(word) }))
        .filter(({ articles }) => articles > 1 && articles < Math.max(texts.size / SIMILAR_IN, 3))
        .map((one) => ({
          ...one,
          weight: Math.log2(texts.size / one.articles) * (titleWords.has(one.word) ? 2 : 1),
        }))
        .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
        .slice(0, SIMILAR_WORDS);
      totals.fill(0);
      candidates = 0;
      const shared = new Uint8Array(texts.size);
      for (const { forms, weight } of rarest) {
        clearWorths(worths);
        texts.find([forms], ranked, worths);
        for (let at = 0; at < worths.many; at++) {
          const doc = worths.articles[at] ?? 0;
          if (shared[doc] === 0) articles[candidates++] = doc;
          totals[doc] = Math.min((totals[doc] ?? 0) + (((worths.of[doc] ?? 0) * weight) >> 1), 0xffff);
          shared[doc] = (shared[doc] ?? 0) + 1;
        }
      }
      // One word alone is chance.
      for (let at = 0; at < candidates; at++) {
        const doc = articles[at] ?? 0;
        if ((shared[doc] ?? 0) < 2) totals[doc] = 0;
      }
      return matchesFound();
    },
  };
}

/** The word of a term that is nothing but one. */
function wordOf(term: SearchTerm | undefined): string | undefined {
  const [part, ...others] = term?.any ?? [];
  return term?.isLeftOut !== false || others.length > 0 || part?.type !== "word" ? undefined : part.text;
}

function isNowhere(totals: Uint16Array): boolean {
  for (let at = 0; at < totals.length; at++) if (totals[at] !== 0) return false;
  return true;
}
