// A reply as lines of text for a terminal. Pure: the same reply and width give the same lines.

import stringWidth from "string-width";
import { assertNever } from "../../../src/errors.ts";
import type { ArticleCard, CardSummary } from "../../../src/reply/article-card.ts";
import { partsOf } from "../../../src/reply/marked.ts";
import {
  earlierLine,
  inlineText,
  originLine,
  otherVerdicts,
  reportsLine,
  sizeText,
  verdictText,
} from "../../../src/reply/plain-text.ts";
import type { Action, Block, Inline, Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { renderChart } from "./chart.ts";
import { escapeText } from "./escape.ts";
import { wrap, wrapAfter } from "./wrap.ts";

export interface TerminalLayout {
  /** Columns. */
  readonly width: number;
  /** Makes a title or a heading stand out; the identity where the terminal cannot. */
  readonly bold: (text: string) => string;
}

/** The beginning of a random id is enough for `/news show`; in counted ids the end is what differs. */
function shownId(id: string): string {
  return /^[0-9a-f-]{16,}$/i.test(id) ? id.slice(0, 8) : id;
}

const INDENT = "    ";

/** Left and right on one line when both fit, else one below the other. */
function leftAndRight(left: string, right: string, width: number, indent = ""): string {
  const gap = width - indent.length - stringWidth(left) - stringWidth(right);
  if (right !== "" && gap >= 2) return `${indent}${left}${" ".repeat(gap)}${right}`;
  return [left, right].flatMap((part) => (part === "" ? [] : [wrap(part, width, indent)])).join("\n");
}

const text = (content: readonly Inline[]): string => escapeText(inlineText(content));

/** Columns of the verdict, so that what the other pillars say stands below one another. */
const VERDICT_WIDTH = 24;

function renderVerdicts(card: ArticleCard, width: number): string[] {
  const [verdict, others] = [escapeText(verdictText(card)), escapeText(otherVerdicts(card))];
  const line = `${INDENT}${verdict.padEnd(VERDICT_WIDTH)}  ${others}`.trimEnd();
  if (stringWidth(line) <= width) return line === "" ? [] : [line];
  return [verdict, others].filter((part) => part !== "").map((part) => wrap(part, width, INDENT));
}

/** Each word that is marked stands out by itself, so that a line may end between two. */
function summaryText({ text: said, marks }: CardSummary, bold: TerminalLayout["bold"]): string {
  return partsOf(said, marks)
    .map(({ text: part, isMarked }) => {
      const shown = escapeText(part);
      return isMarked ? shown.replace(/\S+/g, (word) => bold(word)) : shown;
    })
    .join("");
}

function renderCard(card: ArticleCard, { width, bold }: TerminalLayout): string {
  const number = card.number === undefined ? "" : String(card.number).padStart(2);
  const title = wrapAfter(number.padEnd(INDENT.length), escapeText(card.title), width);
  const label = card.summary?.from === "article" ? `${say("From the article:")} ` : "";
  return [
    ...title.split("\n").map((line) => `${line.slice(0, INDENT.length)}${bold(line.slice(INDENT.length))}`),
    ...(card.correction === undefined ? [] : [wrap(escapeText(card.correction.text), width, INDENT)]),
    ...renderVerdicts(card, width),
    leftAndRight(escapeText(originLine(card)), escapeText(shownId(card.id)), width, INDENT),
    ...(card.summary === undefined
      ? []
      : [wrap(`${label}${summaryText(card.summary, bold)}`, width, INDENT)]),
    ...(card.url === undefined ? [] : [`${INDENT}${escapeText(card.url)}`]),
    ...[reportsLine(card), earlierLine(card)].flatMap((line) =>
      line === "" ? [] : [wrap(escapeText(line), width, INDENT)],
    ),
  ].join("\n");
}

/** Labels in a column before their values; one that is too wide for the column stands above its value. */
function labelled(
  rows: readonly (readonly [label: string, value: string])[],
  width: number,
  wrapValue: (value: string, indent: string) => string,
): string {
  const cleaned = rows.map(([label, value]) => [escapeText(label), escapeText(value)] as const);
  const labelWidth = Math.min(
    Math.max(0, ...cleaned.map(([label]) => stringWidth(label))),
    Math.floor(width / 2),
  );
  const indent = " ".repeat(labelWidth + 2);
  return cleaned
    .map(([label, value]) => {
      const lines = wrapValue(value, indent);
      const space = labelWidth + 2 - stringWidth(label);
      return space >= 2
        ? `${label}${" ".repeat(space)}${lines.slice(indent.length)}`.trimEnd()
        : `${wrap(label, width)}\n${lines}`;
    })
    .join("\n");
}

/** What a button does, to be typed or opened here. */
function actionText(action: Action): string {
  return action.type === "link" ? action.url : (action.typed ?? action.command);
}

function renderBlock(block: Block, layout: TerminalLayout): string {
  const { width, bold } = layout;
  switch (block.type) {
    case "heading":
      return leftAndRight(bold(escapeText(block.text)), escapeText(block.aside ?? ""), width);
    case "paragraph":
    case "note":
      return wrap(text(block.content), width);
    case "article":
      return renderCard(block.article, layout);
    case "fields":
      return labelled(
        block.fields.map(({ label, value }) => [label, inlineText(value)]),
        width,
        (value, indent) => wrap(value, width, indent),
      );
    case "list":
      return block.items
        .map((item, index) => wrapAfter(block.ordered ? `${index + 1}. ` : "- ", text(item), width))
        .join("\n");
    case "image":
      return wrap(`[${escapeText(block.alt)}]`, width);
    case "chart":
      return renderChart(block.chart, layout);
    // Where it lies stays on one line, so that it can be copied whole.
    case "file":
      return say("Saved: {path} ({size})", { path: escapeText(block.path), size: sizeText(block.sizeBytes) });
    case "divider":
      return "─".repeat(width);
    case "actions":
      // Commands stay on one line like links, so that they can be copied whole.
      return labelled(
        block.actions.map((action) => [action.label, actionText(action)]),
        width,
        (command, indent) => `${indent}${command}`,
      );
    case "form":
      return [
        bold(wrap(escapeText(block.title), width)),
        ...block.fields.map(({ label, hint }) =>
          wrap(escapeText(hint === undefined ? label : `${label} (${hint})`), width, "  "),
        ),
      ].join("\n");
    default:
      return assertNever(block);
  }
}

/** Notes follow one another without an empty line: they are one small print. */
function gapBetween(before: Block, after: Block): string {
  const tight =
    (before.type === "note" && (after.type === "note" || after.type === "actions")) ||
    (before.type === "heading" && after.type !== "article" && after.type !== "heading");
  return tight ? "\n" : "\n\n";
}

/**
 * The cards' buttons of one label, which are alike but for the card's number, as one: the first card's. They join the
 * last buttons of the reply. A command that the text above already shows is not repeated.
 */
function arrangeActions(blocks: readonly Block[]): readonly Block[] {
  const ofCards = blocks
    .flatMap((block) => (block.type === "article" ? block.actions : []))
    .filter(({ label }, index, all) => all.findIndex((action) => action.label === label) === index);
  const shown = new Set(
    blocks.flatMap((block) =>
      block.type === "paragraph"
        ? block.content.flatMap((node) => (node.type === "code" ? [node.text] : []))
        : [],
    ),
  );
  const last = blocks.findLastIndex(({ type }) => type === "actions");
  const arranged = blocks.map((block, index): Block => {
    if (block.type !== "actions") return block;
    const actions = index === last ? [...ofCards, ...block.actions] : block.actions;
    return {
      ...block,
      actions: actions.filter((action) => action.type === "link" || !shown.has(action.command)),
    };
  });
  const whole: readonly Block[] =
    last === -1 ? [...arranged, { type: "actions", actions: ofCards }] : arranged;
  return whole.filter((block) => block.type !== "actions" || block.actions.length > 0);
}

/** The whole reply; nothing of it is cut. Ends without a line break. */
export function render(reply: Reply, layout: TerminalLayout): string {
  const blocks = arrangeActions(reply.blocks);
  return blocks.reduce((rendered, block, index) => {
    const before = blocks[index - 1];
    return `${rendered}${before === undefined ? "" : gapBetween(before, block)}${renderBlock(block, layout)}`;
  }, "");
}
