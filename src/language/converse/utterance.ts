// What stands around what somebody says in a conversation: greetings, requests, words that carry on. Without them the
// filters are left.

import { joinerOf, negationOf } from "../read/function-words.ts";
import { phrasesOf, plainText, withoutNouns } from "../read/plain-words.ts";
import type { Token } from "../read/text.ts";

/** `dismissal`: nothing more is wanted. `assent`: yes, to what only a button or a command tells. */
export type Courtesy = "greeting" | "thanks" | "dismissal" | "assent";

/** What is said to carry on: the tokens that are left, and what the words around them mean. */
export interface Utterance {
  readonly tokens: readonly Token[];
  /** `also`, `too`, `as well`: beside what there is. */
  readonly isAdded: boolean;
  /** `and`, `what about`, `instead`, `the same`: it only makes sense behind something else. */
  readonly carriesOn: boolean;
}

type Meaning = "nothing" | "carries on" | "adds";

const BEGINNINGS: ReadonlyMap<string, Meaning> = new Map([
  ...phrasesOf(
    "please, ok, okay, so, well, hey, hi, hello, thanks, thank you, now, just, only, can you, could you, would you, i want, i would like, id like, lets see, show me, give me, tell me, tell me about, can i see, can i have, for",
  ).map((phrase) => [phrase, "nothing"] as const),
  ...phrasesOf(
    "and, but, then, with, what about, how about, what of, do, the same, same, the same for, same for, the same thing, same thing, the same thing for, same thing for, the same with, same with, the same but, same but, make it, make that, change it to, change to, switch to, limit it to, narrow it down to, narrow down to, filter by",
  ).map((phrase) => [phrase, "carries on"] as const),
  ...phrasesOf("also, plus, add, or").map((phrase) => [phrase, "adds"] as const),
]);

const ENDINGS: ReadonlyMap<string, Meaning> = new Map([
  ...phrasesOf("please, now, then, thanks, thank you, only, this time").map(
    (phrase) => [phrase, "nothing"] as const,
  ),
  ...phrasesOf("instead, again").map((phrase) => [phrase, "carries on"] as const),
  ...phrasesOf("too, also, as well").map((phrase) => [phrase, "adds"] as const),
]);

const LONGEST_PHRASE = 4;

/** What is said with the words around it taken off, and without signs that stand alone. */
export function readUtterance(said: readonly Token[]): Utterance {
  let tokens = said.filter(
    ({ text, quoted }) => quoted || /[\p{L}\p{N}]/u.test(text) || joinerOf(text) !== undefined,
  );
  const meanings: Meaning[] = [];
  for (let taken = phraseAt(tokens, BEGINNINGS, "start"); taken !== undefined; ) {
    meanings.push(taken.meaning);
    tokens = tokens.slice(taken.count);
    taken = phraseAt(tokens, BEGINNINGS, "start");
  }
  for (let taken = phraseAt(tokens, ENDINGS, "end"); taken !== undefined; ) {
    meanings.push(taken.meaning);
    tokens = tokens.slice(0, tokens.length - taken.count);
    taken = phraseAt(tokens, ENDINGS, "end");
  }
  return {
    tokens,
    isAdded: meanings.includes("adds"),
    carriesOn: meanings.some((meaning) => meaning !== "nothing") || isLeftOut(tokens[0]),
  };
}

function isLeftOut(token: Token | undefined): boolean {
  return token !== undefined && !token.quoted && negationOf(token.text) !== undefined;
}

function phraseAt(
  tokens: readonly Token[],
  phrases: ReadonlyMap<string, Meaning>,
  side: "start" | "end",
): { readonly count: number; readonly meaning: Meaning } | undefined {
  for (let count = Math.min(LONGEST_PHRASE, tokens.length); count > 0; count -= 1) {
    const part = side === "start" ? tokens.slice(0, count) : tokens.slice(tokens.length - count);
    const meaning = phrases.get(plainText(part));
    if (meaning !== undefined) return { count, meaning };
  }
  return undefined;
}

const GREETING =
  /^(?:hi|hiya|hello|hey|hallo|moin|hola|ciao|salut|bonjour|hej|tere|sveiki|labas|greetings|good (?:morning|afternoon|evening|day)|guten (?:tag|morgen))(?: (?:there|bot|all|everyone|everybody|team|again))*$/;
const PRAISE = "ok|okay|great|cool|perfect|nice|super|wonderful|excellent|got it|well done|good job|good bot";
const THANKS = new RegExp(
  `^(?:(?:${PRAISE}|many) )*(?:thanks|thank you|thx|ty|cheers|merci|danke|gracias|grazie|kiitos|tack|aitah|paldies|aciu)(?: (?:a lot|so much|very much|a million|all|bot|again|for that|for this|for your help|that helps))*(?: (?:${PRAISE}|bye))*$|^(?:(?:${PRAISE}) )*(?:${PRAISE}|bye|goodbye|good night|good bye)$`,
);

const DISMISSAL =
  /^(?:no|nope|no thanks|no thank you|never ?mind|nothing|stop|cancel|forget it|not now|unsubscribe(?: me)?)$/;
const ASSENT = /^(?:y|yes|yep|yeah|sure|yes please)$/;

/** A greeting or thanks and nothing else; signs and smileys count for nothing. */
export function courtesyOf(said: readonly Token[]): Courtesy | undefined {
  const words = said.filter(({ text }) => /[\p{L}\p{N}]/u.test(text) && !/^:[\w+-]+:$/.test(text));
  const text = plainText(words).normalize("NFKD").replace(/\p{M}/gu, "");
  if (GREETING.test(text)) return "greeting";
  if (DISMISSAL.test(text)) return "dismissal";
  if (ASSENT.test(text)) return "assent";
  return THANKS.test(text) ? "thanks" : undefined;
}

const RESET = new Set(
  phrasesOf(
    "everything, all of it, start over, start again, start anew, reset, clear, clear filters, clear the filters, clear all, no filters, no filter, without filters, without any filter, drop all filters, remove the filter, remove the filters, remove filters, remove all filters, drop the filters, without the filters, forget that, forget everything, all news",
  ),
);
const AGAIN = new Set(phrasesOf("again, once more, repeat, repeat that, the same, same, one more time"));
const MORE = new Set(
  phrasesOf(
    "more, next, next page, more results, show more, show me more, more of that, more of them, go on, continue, the next, the next page, the next ones",
  ),
);
const BACK = new Set(
  phrasesOf("back, previous, previous page, the previous page, go back, page before, the page before"),
);

export type Move = "everything" | "again" | "more" | "back";

/** What is asked of the command before, where nothing is named. `tokens`: as said, but for requests around. */
export function moveOf(said: readonly Token[], { tokens }: Utterance): Move | undefined {
  const ways: readonly (readonly [Move, ReadonlySet<string>])[] = [
    ["everything", RESET],
    ["more", MORE],
    ["back", BACK],
    ["again", AGAIN],
  ];
  for (const text of [plainText(said), plainText(tokens), plainText(withoutNouns(tokens))])
    for (const [move, phrases] of ways) if (phrases.has(text)) return move;
  // `same again`: everything that was said carries on.
  return said.length > 0 && tokens.length === 0 && /\b(?:again|same|more)\b/.test(plainText(said))
    ? "again"
    : undefined;
}
