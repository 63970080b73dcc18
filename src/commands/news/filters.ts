// The options that commands over the news share: what of them, of which dates, in which order, how much.

import type { Arguments, Options, TextReader } from "../../language/declare/options.ts";
import { dimensionOptions } from "../../news/filter/dimensions.ts";
import { topicOption } from "../../news/filter/topics.ts";
import { eachOption } from "../../news/filter/turns.ts";
import { isTooLong, QUESTION_LIMITS, readQuestion, writeQuestion } from "../../news/search/question.ts";
import { say, wording } from "../../wording/say.ts";

const { pillar, direction, impact, relevance, ...others } = dimensionOptions;

/** Which news, of which dates. */
export const filterOptions = {
  pillar,
  direction,
  impact,
  relevance,
  since: {
    kind: "date",
    bound: "since",
    summary: wording("From when: 7d, last week, 2024-02, 2024-02-05, all"),
    bare: true,
  },
  until: { kind: "date", bound: "until", summary: wording("Up to and including: 2024-02, 2024-02-05") },
  ...others,
} as const satisfies Options;

/** What any answer about the news can be asked for besides. */
export const answerOptions = {
  share: {
    kind: "flag",
    layout: "once",
    amongPeople: true,
    summary: wording("Show the answer to everyone here"),
  },
  snapshot: {
    kind: "text",
    layout: "once",
    summary: wording("The state of the news that was answered from before"),
    hidden: true,
    maxLength: 64,
  },
  cite: {
    kind: "flag",
    standsBelow: true,
    layout: "once",
    summary: wording("Only the line that cites the answer"),
    hidden: true,
  },
} as const satisfies Options;

export const listOptions = {
  ...filterOptions,
  topic: topicOption,
  each: eachOption,
  limit: {
    kind: "integer",
    layout: "kept",
    summary: wording("How many stories, 1 to 10; 5 when not given"),
    min: 1,
    max: 10,
  },
  page: { kind: "integer", layout: "once", summary: wording("Which page, 1 to 50"), min: 1, max: 50 },
  ...answerOptions,
} as const satisfies Options;

const { words: _, ...besideWords } = listOptions;

/** A question to the texts, and all filters but the one of words. */
export const searchOptions = {
  words: {
    kind: "text",
    rest: true,
    isQuestion: true,
    required: true,
    summary: wording('For example court ruling, "a phrase", -without, this OR that, corrupt*'),
    reads: readQuestionText,
  },
  ...besideWords,
} as const satisfies Options;

/** A question as it is written; what looks for nothing, or for more than is read, is refused. */
function readQuestionText(text: string): ReturnType<TextReader> {
  const question = readQuestion(text);
  if (question === undefined)
    return refusal(say("A search needs letters or digits to look for, and these words have none."));
  const { characters, terms } = QUESTION_LIMITS;
  if (isTooLong(text))
    return refusal(
      say(
        "A search reads {terms, plural, one {# word} other {# words}} and {characters, plural, one {# character} other {# characters}} at most. Leave some of them out.",
        { terms, characters },
      ),
    );
  if (question.terms.every(({ isLeftOut }) => isLeftOut))
    return refusal(say("That only leaves words out. A search also needs one to look for."));
  return { ok: true, text: writeQuestion(question) };
}

function refusal(problem: string): ReturnType<TextReader> {
  return { ok: false, problem, offers: [] };
}

export type ListValues = Arguments<typeof listOptions>;
