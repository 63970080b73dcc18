// Builders: the words a command writes its reply in.

import { boundedChart } from "./chart.ts";
import type { Action, ActionStyle, Block, Inline, Reply } from "./reply.ts";

/** A run of inline text; plain strings may stand among the nodes. */
export type Content = readonly (Inline | string)[];

/** Its nodes, plain strings among them. */
export function inline(content: Content): readonly Inline[] {
  return content.map((part) => (typeof part === "string" ? { type: "text", text: part } : part));
}

/** Somebody else's words, shown as they are. */
export const quote = (text: string): Inline => ({ type: "text", text, isQuoted: true });
export const strong = (text: string): Inline => ({ type: "strong", text });
export const emphasis = (text: string): Inline => ({ type: "emphasis", text });
export const code = (text: string): Inline => ({ type: "code", text });
/** An instant in ms UTC, for each reader in their own zone where the platform can. */
export const instant = (at: number): Inline => ({ type: "time", at, show: "datetime" });
export const link = (url: string, text: string): Inline => ({ type: "link", url, text });

export const heading = (text: string, aside?: string): Block => ({
  type: "heading",
  text,
  ...(aside === undefined ? {} : { aside }),
});
export const paragraph = (...content: Content): Block => ({ type: "paragraph", content: inline(content) });
/** A paragraph for each sentence that is there to be told. */
export const paragraphs = (...sentences: readonly (string | Content | undefined)[]): readonly Block[] =>
  sentences.flatMap((sentence) =>
    sentence === undefined
      ? []
      : [typeof sentence === "string" ? paragraph(sentence) : paragraph(...sentence)],
  );
export const note = (...content: Content): Block => ({ type: "note", content: inline(content) });
export const list = (items: readonly Content[], ordered = false): Block => ({
  type: "list",
  ordered,
  items: items.map(inline),
});
export const fields = (entries: readonly (readonly [label: string, ...value: Content])[]): Block => ({
  type: "fields",
  fields: entries.map(([label, ...value]) => ({ label, value: inline(value) })),
});
/** A chart of at most 8 series over 60 categories; throws AppError "internal" for one that is out of its bounds. */
export const chart = (given: Parameters<typeof boundedChart>[0]): Block => ({
  type: "chart",
  chart: boundedChart(given),
});
export const actions = (...items: readonly Action[]): Block => ({ type: "actions", actions: items });

/** Two answers to what stands above: that it is right, and that it is wrong. */
export const feedback = (right: Action, wrong: Action): Block => ({
  type: "actions",
  actions: [right, wrong],
  isFeedback: true,
});

/** A button that runs a command; see `Action`. */
export const command = (
  label: string,
  text: string,
  options: { readonly typed?: string; readonly style?: ActionStyle; readonly isSuggestion?: true } = {},
): Action => ({ type: "command", label, command: text, ...options });

/** An answer that only the asker sees. */
export const privately = (...blocks: readonly Block[]): Reply => ({ audience: "asker", blocks });

/** An answer that what was asked was not done, and why. */
export const refusing = (...blocks: readonly Block[]): Reply => ({
  ...privately(...blocks),
  isRefusal: true,
});

/** Joins parts by " · ", leaving out what is absent or empty. */
export function dotted(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => typeof part === "string" && part !== "").join(" · ");
}

/** Sentences behind one another, leaving out what is absent. */
export function joined(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined).join(" ");
}

/** The same of sentences with other nodes in them. */
export const joinedContent = (...sentences: readonly Content[]): Content =>
  sentences.flatMap((sentence, index) => (index === 0 ? sentence : [" ", ...sentence]));

/** `1 story`, `5 stories`, with thousands marked: `3,164 assessments`. */
export function counted(amount: number, singular: string, plural = `${singular}s`): string {
  return `${amount.toLocaleString("en-US")} ${amount === 1 ? singular : plural}`;
}

/** A sentence in which what is to be typed as it is stands between backticks. */
export function sentence(text: string): Content {
  return text.split(/`([^`\n]+)`/).map((part, index) => (index % 2 === 0 ? part : code(part)));
}
