// Stories of one relevance alone, which is that of their most relevant verdict: what the counts under a list open.

import type { Choice, ChoiceOption } from "../../language/declare/options.ts";
import { say, wording } from "../../wording/say.ts";

const LEVELS = { on: 2, related: 1, off: 0 } as const;

export type Topic = keyof typeof LEVELS;

/** The option that asks for them. */
export const topicOption = {
  kind: "choice",
  summary: wording(
    "Only stories that are on topic, only related ones, or only those that report something else",
  ),
  choices: [
    { value: "on", label: wording("on topic"), aliases: ["on-topic"] },
    { value: "related", label: wording("related"), aliases: [] },
    { value: "off", label: wording("off topic"), aliases: ["off-topic"] },
  ],
} as const satisfies ChoiceOption & { readonly choices: readonly (Choice & { readonly value: Topic })[] };

/** In words: `off topic only`; undefined when everything is asked for. */
export function describeTopic(topic: Topic | undefined): string | undefined {
  return topic === undefined
    ? undefined
    : say("{topic, select, on {on topic} related {related} other {off topic}} only", { topic });
}

/** Whether a story of that relevance is asked for. */
export function isOfTopic(topic: Topic | undefined, relevance: number): boolean {
  return topic === undefined || LEVELS[topic] === relevance;
}
