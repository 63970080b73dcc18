// Which words of a corpus a question means by one of its words, and how near each is to it.

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { z } from "zod";
import { singular, wordsIn } from "../filter/words.ts";
import type { SearchPart } from "./question.ts";
import { stemOf } from "./stem.ts";
import { tokenNumber } from "./store.ts";

/** A word of the corpus that counts for one of the question. */
export interface Form {
  readonly word: string;
  readonly token: number;
  /** That have it. */
  readonly articles: number;
  readonly nearness: Nearness;
}

/** How near a form is: the word itself; its other number, or any word that begins so where that is asked for; another form; a guess. */
export const NEARNESS = { itself: 4, number: 3, related: 2, guess: 1 } as const;
export type Nearness = (typeof NEARNESS)[keyof typeof NEARNESS];

/** Words next to one another, each in any of its forms; of one word alone there is one. */
export type Sequence = readonly (readonly Form[])[];

/** Of words that begin so the commonest count. */
const MOST_STARTS = 250;
/** What nobody writes is taken for the beginning of a word from so many letters on. */
const SHORTEST_GUESS = 3;

/** Beginnings that some write with a hyphen and some do not: e-mail, antibribery. */
const LOOSE_BEGINNINGS = [
  "e",
  "anti",
  "co",
  "non",
  "ex",
  "pre",
  "post",
  "pro",
  "cyber",
  "self",
  "semi",
  "vice",
];
const SHORTEST_REST = 4;

const wordRow = z.object({
  number: z.number(),
  word: z.string(),
  common: z.number(),
  named: z.number(),
});
type WordRow = z.infer<typeof wordRow>;

export interface Vocabulary {
  /** What a part of a question may stand as; none where the corpus has nothing of the kind. */
  sequencesOf(part: SearchPart): readonly Sequence[];
  /** The sequence of a phrase as filters mean it: every word in either number, names as they are. */
  phraseOf(text: string): Sequence;
  /** In how many articles a word is, in this form. */
  rarityOf(folded: string): { readonly articles: number; readonly forms: readonly Form[] };
}

export function openVocabulary(database: DatabaseSync): Vocabulary {
  const columns = "SELECT number, word, common, named FROM words";
  const byWord = database.prepare(`${columns} WHERE word = ?`);
  const byStem = database.prepare(`${columns} WHERE stem = ? ORDER BY number`);
  const byStart = database.prepare(
    `${columns} WHERE word >= ? AND word < ? ORDER BY common + named DESC, number LIMIT ${MOST_STARTS}`,
  );
  const rows = (statement: StatementSync, ...values: readonly string[]): readonly WordRow[] =>
    z.array(wordRow).parse(statement.all(...values));
  const rowOf = (folded: string): WordRow | undefined => rows(byWord, folded)[0];
  const kinOf = (folded: string): readonly WordRow[] => rows(byStem, stemOf(folded));

  /** In either number; a name only as it is. */
  function numberForms(folded: string): readonly Form[] {
    const one = singular(folded);
    return kinOf(folded).flatMap((row) => [
      ...(row.word === folded ? nameForm(row, NEARNESS.itself) : []),
      ...(singular(row.word) === one
        ? commonForm(row, row.word === folded ? NEARNESS.itself : NEARNESS.number)
        : []),
    ]);
  }

  /** With every form of the same stem, where it is not a name here; and what begins so and is no name, where it is no word. */
  function widenedForms(folded: string): readonly Form[] {
    const one = singular(folded);
    const kin = kinOf(folded);
    const own = kin.find(({ word }) => word === folded);
    const isName = own !== undefined && isMainlyName(own);
    const forms = kin.flatMap((row): readonly Form[] => {
      if (row === own) return allForms(row, NEARNESS.itself);
      if (isName || isMainlyName(row)) return [];
      return allForms(row, singular(row.word) === one ? NEARNESS.number : NEARNESS.related);
    });
    if (forms.length > 0 || folded.length < SHORTEST_GUESS) return forms;
    return startsOf(folded).flatMap((row) => (isMainlyName(row) ? [] : allForms(row, NEARNESS.guess)));
  }

  const startsOf = (folded: string): readonly WordRow[] => rows(byStart, folded, `${folded}\u{10ffff}`);

  function startForms(folded: string): readonly Form[] {
    return startsOf(folded).flatMap((row) =>
      allForms(row, row.word === folded ? NEARNESS.itself : NEARNESS.number),
    );
  }

  /** As one word and as several. */
  function wordSequences(text: string): readonly Sequence[] {
    const words = wordsIn(text).map(({ folded }) => folded);
    const [first = ""] = words;
    if (words.length > 1) {
      const joined = words.join("");
      const isOneWord = words.some((word) => word.length > 1) && rowOf(joined) !== undefined;
      return [words.map(numberForms), ...(isOneWord ? [[widenedForms(joined)]] : [])];
    }
    // One may begin another: exminister is no e-xminister.
    const beginnings = LOOSE_BEGINNINGS.filter(
      (one) => first.startsWith(one) && first.length - one.length >= SHORTEST_REST,
    );
    return [
      [widenedForms(first)],
      // Typed in capitals, US may be written with points.
      ...(/^[A-Z]{2,4}$/.test(text) ? [[...first].map(numberForms)] : []),
      ...beginnings.map((one) => [one, first.slice(one.length)].map(numberForms)),
    ];
  }

  function sequencesOf({ type, text }: SearchPart): readonly Sequence[] {
    switch (type) {
      case "word":
        return wordSequences(text);
      case "phrase":
        return [phraseOf(text)];
      case "start": {
        const words = wordsIn(text).map(({ folded }) => folded);
        return [[...words.slice(0, -1).map(numberForms), startForms(words.at(-1) ?? "")]];
      }
    }
  }

  function phraseOf(text: string): Sequence {
    return wordsIn(text).map(({ folded }) => numberForms(folded));
  }

  return {
    sequencesOf: (part) =>
      sequencesOf(part).filter((sequence) => sequence.every((forms) => forms.length > 0)),
    phraseOf,
    rarityOf(folded) {
      const row = rowOf(folded);
      return row === undefined
        ? { articles: 0, forms: [] }
        : { articles: row.common + row.named, forms: allForms(row, NEARNESS.itself) };
    },
  };
}

/** Whether more articles have it as a name than as any other word. */
function isMainlyName({ common, named }: WordRow): boolean {
  return named > common;
}

function commonForm({ number, word, common }: WordRow, nearness: Nearness): readonly Form[] {
  return common === 0 ? [] : [{ word, token: tokenNumber(number, false), articles: common, nearness }];
}

function nameForm({ number, word, named }: WordRow, nearness: Nearness): readonly Form[] {
  return named === 0 ? [] : [{ word, token: tokenNumber(number, true), articles: named, nearness }];
}

function allForms(row: WordRow, nearness: Nearness): readonly Form[] {
  return [...commonForm(row, nearness), ...nameForm(row, nearness)];
}
