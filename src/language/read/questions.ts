// Whole questions as people put them: `what happened in Latvia`, `how many`, `why is this first`.

import { phrasesOf, plainText, withoutNouns } from "./plain-words.ts";
import type { Token } from "./text.ts";

interface Question {
  /** The command that answers it. */
  readonly verb: string;
  readonly phrases: readonly string[];
  /** It takes no filters: with more words behind it, it is another question. */
  readonly isWhole?: true;
}

/** Numbers of the pillars. */
const PILLARS = ["1", "2", "3", "4", "5", "6", "7", "8"];

const QUESTIONS: readonly Question[] = [
  {
    verb: "latest",
    phrases: phrasesOf(
      "whats new, what is new, anything new, any news, whats the latest, what is the latest, what are the latest, the latest, news from, news about, news on, news in, latest news, is there anything new, is there any news",
    ),
  },
  {
    verb: "top",
    phrases: phrasesOf(
      "what happened, whats happening, what is happening, whats going on, what is going on, whats important, what is important, what matters, what was important, the top, top news, the most important, the most important news",
    ),
  },
  { verb: "stats", phrases: phrasesOf("how many, how much") },
  {
    verb: "saved",
    phrases: phrasesOf("my questions, my saved questions, saved questions, what did i save"),
    isWhole: true,
  },
  {
    verb: "about",
    phrases: phrasesOf(
      "who scored this, who scores this, who scored that, who scored it, how is this scored, how is it scored, is this reliable, how reliable is this, can i trust this, " +
        "how are scores made, how are the scores made, how are articles scored, how are stories scored, what do the scores mean, what does the score mean, what do the signs mean, " +
        "how are these ranked, how are they ranked, how is this ranked, how are stories ranked, how is this sorted, how are these sorted, how is this ordered, why this order, why in this order, " +
        "why is this first, why is that first, why is it first, why is this one first, why is this on top, why is that on top, why is this at the top",
    ),
    isWhole: true,
  },
  {
    verb: "sources",
    phrases: phrasesOf(
      "which sources, what sources, which outlets, what outlets, which countries, what countries, which sources do you have, what sources do you have, which sources are there, which outlets do you have, which outlets are there, which countries do you have, which countries do you cover, which countries are there, what do you cover, where is this from, where does this come from, where do the news come from",
    ),
    isWhole: true,
  },
  {
    verb: "pillars",
    phrases: [
      ...phrasesOf(
        "which pillars, what pillars, what are the pillars, which pillars are there, what are pillars, what is a pillar",
      ),
      ...PILLARS.flatMap((pillar) => [`what is pillar ${pillar}`, `whats pillar ${pillar}`]),
    ],
    isWhole: true,
  },
  {
    verb: "help",
    phrases: phrasesOf(
      "what can you do, what can i ask, what can i do, help me, how does this work, who are you",
    ),
  },
];

const LONGEST = Math.max(
  ...QUESTIONS.flatMap(({ phrases }) => phrases.map((phrase) => phrase.split(" ").length)),
);

/** The command that a question asks for, and the words behind it: its filters. */
export function questionOf(
  tokens: readonly Token[],
): { readonly verb: string; readonly tokens: readonly Token[] } | undefined {
  for (let count = Math.min(LONGEST, tokens.length); count > 0; count -= 1) {
    const said = plainText(tokens.slice(0, count));
    const question = QUESTIONS.find(({ phrases }) => phrases.includes(said));
    if (question === undefined) continue;
    const behind = withoutNouns(tokens.slice(count));
    if (question.isWhole === undefined || behind.length === 0) return { verb: question.verb, tokens: behind };
  }
  return undefined;
}

/** Words that a question begins with: none of them is a slip of a command's name. */
const ASKING = new Set(phrasesOf("how, who, whose, what, which, when, where, why"));

/** Whether a word begins a question. */
export function asks(word: string): boolean {
  return ASKING.has(word.toLowerCase());
}
