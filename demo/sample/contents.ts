// The body of an article: how it opens, what happened, what people say about it, and the lines that stand under all of them.

import type { ScoredEvent } from "./event.ts";
import type { Chance } from "./random.ts";

const SPEAKERS = [
  "A lawyer who knows such cases said",
  "An observer told the paper",
  "A former judge puts it like this",
] as const;

/** What stands in articles of any kind. */
const CLOSINGS = [
  "The paper asked those concerned for a comment and will add it when it comes.",
  "Photographs and the wording of the documents are on the website.",
  "Readers who know more about it can write to the newsroom in confidence.",
  "This article was first published in the morning and has been updated since.",
  "An overview of what we have reported so far can be found at the end of the page.",
] as const;

/** The content of a report that begins with `opening`. */
export function contentOf(event: ScoredEvent, opening: string, chance: Chance): string {
  const rest = opening === event.facts ? event.description : event.facts;
  const reasons = Object.values(event.verdicts).map(([, reason]) => reason);
  const said = reasons.slice(0, 3).map((reason, index) => `${SPEAKERS[index] ?? SPEAKERS[0]}: "${reason}"`);
  const from = chance.between(0, CLOSINGS.length - 2);
  return [opening, rest, ...said, event.background, ...CLOSINGS.slice(from, from + 2)].join("\n\n");
}
