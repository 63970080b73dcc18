// A reply as Slack messages. Pure: the same reply and codes give the same messages; nothing is sent here.

import { assertNever } from "../../../src/errors.ts";
import type { Continuation, Spot } from "../../../src/platform/destination.ts";
import type { ArticleCard, CardSummary } from "../../../src/reply/article-card.ts";
import { dotted, paragraph, strong } from "../../../src/reply/build.ts";
import { marked } from "../../../src/reply/marked.ts";
import {
  earlierLine,
  originLine,
  otherVerdicts,
  plainText as plainTextOf,
  reportsLine,
  sizeText,
  verdictText,
} from "../../../src/reply/plain-text.ts";
import type { Action, Block, Field, FileBlock, Reply } from "../../../src/reply/reply.ts";
import { say, sayParts } from "../../../src/wording/say.ts";
import {
  accessoryAndRest,
  buttons,
  type Codes,
  contexts,
  feedbackButtons,
  header,
  mrkdwn,
  type SlackBlock,
  sections,
} from "./blocks.ts";
import { chartBlocks } from "./charts.ts";
import { escapeWithin, visibleText } from "./escape.ts";
import { FALLBACK_TEXT, FIELDS_A_SECTION, MESSAGES_AN_ANSWER, SECTION_FIELD } from "./limits.ts";
import { type ListSections, listSections } from "./list.ts";
import { joinedRuns, layRuns, NEWLINE, plainRun, type Run, runsOf, styledRuns, titleRuns } from "./mrkdwn.ts";
import { continuedUnit, pack, type Unit } from "./pack.ts";

/** One message, as chat.postMessage and a `response_url` take it. */
export interface SlackMessage {
  /** Shown in notifications and read by screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

export type Form = Extract<Block, { type: "form" }>;

/** Of each message: the blocks and items of the reply that begin in it. */
export type Beginnings = readonly (readonly Omit<Spot, "reply">[])[];

export interface SlackRendering {
  readonly messages: readonly SlackMessage[];
  /** Opens as a modal, when something to open it with is at hand; the messages then need not be sent. */
  readonly form?: Form;
  /** Uploaded behind the messages. */
  readonly files: readonly FileBlock[];
}

/**
 * The messages of a reply, within every limit of Slack. A long reply becomes several messages that say so; what does not
 * fit into `mostMessages` is counted in the last. A form among the blocks is also a button that asks for it.
 */
export function render(
  reply: Reply,
  codes: Codes,
  options: { readonly mostMessages?: number } = {},
): SlackRendering {
  return renderPlaced(reply, codes, options).rendering;
}

/** The same, and where everything begins; `continued`: it is a message that goes on from others. */
export function renderPlaced(
  reply: Reply,
  codes: Codes,
  {
    mostMessages = MESSAGES_AN_ANSWER,
    continued,
  }: { readonly mostMessages?: number; readonly continued?: Continuation } = {},
): { readonly rendering: SlackRendering; readonly begins: Beginnings } {
  const beginsIn = new Map<SlackBlock, Beginnings[number]>();
  const units = reply.blocks.flatMap((block, index): readonly Unit[] => {
    const rendered = renderItems(block, codes);
    const blocks = rendered.flatMap((own) => own.blocks);
    for (const {
      blocks: [first],
      items,
    } of rendered)
      if (first !== undefined)
        beginsIn.set(
          first,
          items.map((item) => ({ block: index, item })),
        );
    if (blocks.length === 0) return [];
    return [{ blocks, plain: plainTextOf({ ...reply, blocks: [unaddressed(block)] }), role: roleOf(block) }];
  });
  const form = reply.blocks.find((block) => block.type === "form");
  const pages = pack(
    [...(continued === undefined ? [] : [continuedUnit(continued)]), ...units],
    mostMessages,
  );
  return {
    rendering: {
      messages: pages.map(({ blocks, plain }) => ({
        text: fallbackText(plain),
        blocks,
        unfurl_links: false,
        unfurl_media: false,
      })),
      ...(form === undefined ? {} : { form }),
      files: reply.blocks.filter((block) => block.type === "file"),
    },
    begins: pages.map(({ blocks }) => blocks.flatMap((own) => beginsIn.get(own) ?? [])),
  };
}

/** A block without those it pings, and the space behind them: their ids say nothing in a notification. */
function unaddressed(block: Block): Block {
  if (block.type !== "paragraph" && block.type !== "note") return block;
  const content = block.content.filter(({ type }) => type !== "mention");
  const [first, ...rest] = content;
  if (content.length === block.content.length || first?.type !== "text") return { ...block, content };
  return { ...block, content: [{ ...first, text: first.text.trimStart() }, ...rest] };
}

/** A block as Slack's, by its items; a block that is no list has one. */
function renderItems(block: Block, codes: Codes): readonly ListSections[] {
  return block.type === "list"
    ? listSections(block.items, block.ordered)
    : [{ blocks: renderBlock(block, codes), items: [0] }];
}

/** One block as Slack's: none where there is nothing to show. */
export function renderBlock(block: Block, codes: Codes): readonly SlackBlock[] {
  switch (block.type) {
    case "heading":
      return [...header(block.text), ...contexts([plainRun(block.aside ?? "")])];
    case "paragraph":
      return sections(runsOf(block.content));
    case "article":
      return card(block.article, block.actions, codes);
    case "fields":
      return fields(block.fields);
    case "list":
      return listSections(block.items, block.ordered).flatMap(({ blocks }) => blocks);
    case "image":
      return contexts(styledRuns(block.alt, "emphasis"));
    case "chart":
      return chartBlocks(block.chart);
    case "file":
      return renderBlock(
        paragraph(
          ...sayParts("{file} ({size}) comes as a message from the bot.", {
            file: strong(block.name),
            size: sizeText(block.sizeBytes),
          }),
        ),
        codes,
      );
    case "divider":
      return [{ type: "divider" }];
    case "actions":
      return block.isFeedback === true
        ? feedbackButtons(block.actions, codes)
        : buttons(block.actions, codes);
    case "note":
      return contexts(runsOf(block.content));
    case "form":
      return [
        ...sections(styledRuns(block.title, "strong")),
        ...buttons([{ type: "command", label: say("Open the form"), command: block.command }], codes),
      ];
    default:
      return assertNever(block);
  }
}

function roleOf({ type }: Block): Unit["role"] {
  if (type === "article") return "story";
  return type === "note" || type === "actions" ? "closing" : "text";
}

function card(article: ArticleCard, actions: readonly Action[], codes: Codes): readonly SlackBlock[] {
  const { accessory, rest } = accessoryAndRest(actions, codes);
  const title = titleRuns(article.title, article.url, article.titleMarks);
  const verdict = dotted(verdictText(article), otherVerdicts(article));
  const lines: readonly (readonly Run[])[] = [
    [...(article.number === undefined ? [] : styledRuns(`${article.number}. `, "strong")), ...title],
    ...(article.correction === undefined ? [] : [styledRuns(article.correction.text, "strong")]),
    ...(verdict === "" ? [] : [[plainRun(verdict)]]),
    ...(article.summary === undefined ? [] : [summaryRuns(article.summary)]),
  ];
  return [
    ...sections(joinedRuns(lines), accessory),
    ...contexts([plainRun(dotted(originLine(article), reportsLine(article), earlierLine(article)))]),
    ...buttons(rest, codes),
  ];
}

function summaryRuns({ text, from, marks }: CardSummary): readonly Run[] {
  const runs = runsOf(marked(text, marks));
  return from === "article"
    ? [...styledRuns(say("From the article:"), "emphasis"), plainRun(" "), ...runs]
    : runs;
}

/** Two columns of labels and values; below one another where one is too long for a column. */
function fields(entries: readonly Field[]): readonly SlackBlock[] {
  const runs = entries.map(({ label, value }) => [...styledRuns(label, "strong"), NEWLINE, ...runsOf(value)]);
  const texts = runs.map((entry) => layRuns(entry, SECTION_FIELD));
  if (texts.some(({ length }) => length > 1)) return sections(joinedRuns(runs));
  const columns = texts.flat().map(mrkdwn);
  return Array.from({ length: Math.ceil(columns.length / FIELDS_A_SECTION) }, (_, index) => ({
    type: "section",
    fields: columns.slice(index * FIELDS_A_SECTION, (index + 1) * FIELDS_A_SECTION),
  }));
}

/** Plain words for where blocks cannot be shown, cut with a word about it. */
function fallbackText(plain: string): string {
  const end = ` ${say("… the rest is in the message.")}`;
  const text = visibleText(plain).trim();
  const whole = escapeWithin(text, FALLBACK_TEXT);
  if (whole.taken === text.length) return whole.mrkdwn || "…";
  return `${escapeWithin(text, FALLBACK_TEXT - end.length).mrkdwn}${end}`;
}
