// The small words that give a line its meaning. None of them is ever taken for a slip of another word, nor left out of an offer.

/** Before something, they leave it out. Those that are true stand for a whole list: `without Estonia, Latvia`. */
const NEGATIONS: ReadonlyMap<string, boolean> = new Map([
  ["not", false],
  ["no", true],
  ["without", true],
  ["except", true],
  ["exclude", true],
  ["excluding", true],
  ["excl", true],
]);

/** Between two things of a kind. */
const ALTERNATIVE = "or";
const ADDITIONS = new Set(["and", "&", "+", ",", "plus"]);
const COMPARISONS = new Set(["vs", "vs.", "versus"]);

const TIMES = ["between", "from", "to", "since", "until", "till", "before", "after"];

const MEANINGS: ReadonlySet<string> = new Set([...NEGATIONS.keys(), ALTERNATIVE, ...COMPARISONS, ...TIMES]);

/** Whether a word leaves out what follows, and then whether it does so for a whole list. */
export function negationOf(word: string): { readonly isForAll: boolean } | undefined {
  const isForAll = NEGATIONS.get(word.toLowerCase());
  return isForAll === undefined ? undefined : { isForAll };
}

export type Joiner = "and" | "or" | "vs";

/** What a word between two others says of them. */
export function joinerOf(word: string): Joiner | undefined {
  const said = word.toLowerCase();
  if (said === ALTERNATIVE) return "or";
  if (COMPARISONS.has(said)) return "vs";
  return ADDITIONS.has(said) ? "and" : undefined;
}

/** Whether a word is never a slip of another one. */
export function isFunctionWord(word: string): boolean {
  const said = word.toLowerCase();
  return MEANINGS.has(said) || ADDITIONS.has(said);
}

/** Whether a line without that word would say something else. */
export function isMeaning(word: string): boolean {
  return MEANINGS.has(word.toLowerCase());
}
