// The small words that give a line its meaning. None of them is ever taken for a slip of another word, nor left out of an offer.

/** Before something, they leave it out, in the languages of readers. */
const NOT = ["not", "nicht", "pas", "mitte", "ei"];
/** They stand for a whole list: `without Estonia, Latvia`. */
const WITHOUT =
  "no without except exclude excluding excl minus kein keine ohne außer ausser sans sauf hors ilma".split(
    " ",
  );

const NEGATIONS: ReadonlyMap<string, boolean> = new Map([
  ...NOT.map((word) => [word, false] as const),
  ...WITHOUT.map((word) => [word, true] as const),
]);

/** Between two things of a kind. */
const ALTERNATIVE = "or";
const ADDITIONS = new Set(["and", "&", "+", ",", "plus"]);
const COMPARISONS = new Set(["vs", "vs.", "versus"]);

const TIMES = ["between", "from", "to", "since", "until", "till", "before", "after"];

/** `all but Estonia`, `other than Estonia`: understood by nobody here, and skipped by nobody. */
const EXCEPTIONS = ["but", "than", "besides", "apart", "unless", "nor", "neither"];

const MEANINGS: ReadonlySet<string> = new Set([
  ...NEGATIONS.keys(),
  ALTERNATIVE,
  ...COMPARISONS,
  ...TIMES,
  ...EXCEPTIONS,
]);

/** Whether a word leaves out what follows, and then whether it does so for a whole list. */
export function negationOf(word: string): { readonly isForAll: boolean } | undefined {
  const isForAll = NEGATIONS.get(word.toLowerCase().replace(/:$/, ""));
  return isForAll === undefined ? undefined : { isForAll };
}

export type Joiner = "and" | "or" | "but" | "vs";

/** What a word between two others says of them. */
export function joinerOf(word: string): Joiner | undefined {
  const said = word.toLowerCase();
  if (said === ALTERNATIVE) return "or";
  if (said === "but") return "but";
  if (COMPARISONS.has(said)) return "vs";
  return ADDITIONS.has(said) ? "and" : undefined;
}

/** Between the two sides of a comparison: `Latvia with Estonia`. Elsewhere they are words like others. */
const BETWEEN_SIDES = new Set(["with", "to", "against"]);

/** Whether a word stands between two things that are compared. */
export function standsBetweenSides(word: string): boolean {
  return BETWEEN_SIDES.has(word.toLowerCase());
}

/** Words between values that mean nothing to us. */
const FILLERS = new Set(["in", "on", "about", "from", "the", "only", "news", "everything", "anything"]);

/** Whether a word says nothing, so that it is skipped. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word.toLowerCase());
}

/** Whether a word is never a slip of another one. */
export function isFunctionWord(word: string): boolean {
  return isMeaning(word) || ADDITIONS.has(word.toLowerCase());
}

/** Whether a line without that word would say something else. */
export function isMeaning(word: string): boolean {
  return MEANINGS.has(word.toLowerCase().replace(/[:,;!?]+$/, ""));
}
