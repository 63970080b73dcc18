// What many people ask at the same time: some of everything, each of them their own.

import type { Question } from "../bot/protocol.ts";
import type { Corpus } from "./corpus.ts";
import { drawDifferent, oneOf } from "./draw.ts";
import { listQuestion } from "./lists.ts";
import { searchedWords } from "./search.ts";

/** So many askers take turns. */
const ACTORS = 64;

/** So many different questions, by as many actors as ask at once. */
export function mixedQuestions(
  corpus: Corpus,
  { count, seed, canSearch }: { readonly count: number; readonly seed: number; readonly canSearch: boolean },
): readonly Question[] {
  const kinds = [
    listQuestion(corpus, { verb: "top", isOfPillar: true }),
    listQuestion(corpus, { verb: "top", isOfPillar: true }),
    listQuestion(corpus, { verb: "top", isOfPillar: false }),
    listQuestion(corpus, { verb: "latest", isOfPillar: true }),
    listQuestion(corpus, { verb: "latest", isOfPillar: false }),
    listQuestion(corpus, { verb: "top", isOfPillar: true, also: ["since all"] }),
    listQuestion(corpus, { verb: "top", isOfPillar: false, also: ["since all"] }),
    (chance: Parameters<ReturnType<typeof listQuestion>>[0]) =>
      `/news show ${oneOf(corpus.ids, chance) ?? ""}`,
  ];
  const search = searchedWords(corpus, "common");
  if (canSearch) kinds.push((chance) => `/news search ${search(chance)}`);
  return drawDifferent(count, seed, (chance) => oneOf(kinds, chance)?.(chance) ?? "").map((text, index) => ({
    text,
    actor: `asker ${index % ACTORS}`,
  }));
}
