// `/news search`: what the articles say, by match, strength and recency.

import { AppError } from "../../errors.ts";
import { readQuestion } from "../../news/search/question.ts";
import { wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { searchOptions } from "./filters.ts";
import { searchOf } from "./list-page.ts";
import { answerList } from "./lists.ts";
import type { NewsServices } from "./services.ts";

export function searchCommand(services: NewsServices): Command {
  return defineCommand({
    path: ["news", "search"],
    summary: wording("What the articles say: words, phrases, and every filter of /news top"),
    role: "read",
    explanation: wording(
      'Every word must be there, in any of its forms; `"a phrase"` word by word, `-word` not at all, `this OR that` either, `corrupt*` whatever begins so. Filters stand among the words: a country or an outlet of the data, `negative`, `strong`, `p2`, `last week`, `2024-02` are filters, and so is `name value`. In quotes, and behind `words`, all are words. The heading tells what was taken as what.',
    ),
    answers: "message",
    isLookup: true,
    carriesOn: true,
    examples: [
      "/news search bribery",
      '/news search "supreme court" bribery -football since 2024',
      "/news search corrupt* OR embezzle* negative",
    ],
    options: searchOptions,
    handler({ words, ...values }, context) {
      const question = readQuestion(words);
      if (question === undefined) throw new AppError("internal", "A search without words was read.");
      return answerList(services, searchOf(question), values, context);
    },
  });
}
