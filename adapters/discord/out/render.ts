// A reply as Discord messages, or as a form. Pure: nothing is sent here. Why embeds: docs/adr/0006.

import type { APIEmbed, APIModalInteractionResponseCallbackData } from "discord.js";
import { assertNever } from "../../../src/errors.ts";
import type { Spot } from "../../../src/platform/destination.ts";
import type { ArticleCard, Score } from "../../../src/reply/article-card.ts";
import { type Chart, chartTitle, hasValues, NO_VALUES, seriesLines } from "../../../src/reply/chart.ts";
import { excerptOfWords } from "../../../src/reply/excerpt.ts";
import { marked } from "../../../src/reply/marked.ts";
import {
  earlierLine,
  fileText,
  originLine,
  otherVerdicts,
  reportsLine,
  sizeText,
  verdictText,
} from "../../../src/reply/plain-text.ts";
import type { Action, Block, FileBlock, Inline, Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { cutTo, type Pressable, pressable, type Row } from "./components.ts";
import { cleanLine, escapeMarkdown, safeUrl } from "./escape.ts";
import { ATTACHMENT_DESCRIPTION, EMBED, FILE_BYTES, MESSAGES_PER_ANSWER } from "./limits.ts";
import { type Line, markdownOf, piecesOf } from "./lines.ts";
import { type AllowedMentions, allowedMentions, mentionOf, takePings } from "./mentions.ts";
import { modalOf } from "./modal.ts";
import { type Beginning, createPages, type DiscordFile, type Page, type Pages } from "./pages.ts";

export type { DiscordFile } from "./pages.ts";

/** The body of a message, in Discord's own words. */
interface MessageBody {
  /** Mentions and nothing else. */
  readonly content?: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly Row[];
  readonly allowed_mentions: AllowedMentions;
  /** The images that belong to the message, by their place among its files. */
  readonly attachments?: readonly {
    readonly id: string;
    readonly filename: string;
    readonly description?: string;
  }[];
}

export interface DiscordMessage {
  readonly body: MessageBody;
  readonly files: readonly DiscordFile[];
}

/** Of each message of an answer: the blocks and items of the reply that begin in it. */
export type Beginnings = readonly (readonly Omit<Spot, "reply">[])[];

export interface DiscordAnswer {
  /** At least one; the further ones are follow-ups. */
  readonly messages: readonly [DiscordMessage, ...DiscordMessage[]];
  /** The reply's form, to be shown instead of the messages where it may be: as the first response to an interaction. */
  readonly modal?: APIModalInteractionResponseCallbackData;
}

/** A colour beside the sign and the words of a verdict, never instead of them. */
const COLOURS: Readonly<Record<Score, number>> = {
  0: 0x8a8f98,
  1: 0xb3261e,
  2: 0xd98880,
  3: 0x8a8f98,
  4: 0x7fb3a2,
  5: 0x1b7f5c,
};

/**
 * Renders a reply. `codes` holds the code of every command in it; a command without one is shown to be typed. Mentions
 * that a paragraph begins with ping from the first message. What does not fit into `mostMessages` is counted.
 */
export function render(
  reply: Reply,
  codes: ReadonlyMap<string, string>,
  options: { readonly mostMessages?: number } = {},
): DiscordAnswer {
  return renderPlaced(reply, codes, options).answer;
}

/** The same, and where everything begins. */
export function renderPlaced(
  reply: Reply,
  codes: ReadonlyMap<string, string>,
  { mostMessages = MESSAGES_PER_ANSWER }: { readonly mostMessages?: number } = {},
): { readonly answer: DiscordAnswer; readonly begins: Beginnings } {
  const pages = createPages(mostMessages);
  const { ids, blocks, places } = takePings(reply.blocks);
  const begins: { readonly page: number; readonly spot: Omit<Spot, "reply"> }[] = [];
  let label: string | undefined;
  for (const [index, block] of blocks.entries()) {
    const own = labelOf(block, blocks[index + 1]);
    if (own !== undefined || block.type === "heading") label = own;
    if (own !== undefined) continue;
    const beginnings =
      block.type === "article"
        ? [renderArticle(block.article, block.actions, pages, codes, label)]
        : renderBlock(block, index, blocks[index - 1], pages, codes);
    for (const [item, page] of beginnings.entries())
      if (page !== undefined) begins.push({ page, spot: { block: places[index] ?? index, item } });
  }
  const [first = EMPTY, ...others] = pages.finish();
  const form = reply.blocks.find((block) => block.type === "form");
  const modal = form === undefined ? undefined : modalOf(form, codes);
  const messages = [messageOf(first, ids), ...others.map((page) => messageOf(page))] as const;
  return {
    answer: { messages, ...(modal === undefined ? {} : { modal }) },
    begins: messages.map((_, index) => begins.filter(({ page }) => page === index).map(({ spot }) => spot)),
  };
}

const EMPTY: Page = { embeds: [], rows: [], files: [] };
const nothing = (): APIEmbed => ({ description: say("There is nothing to show.") });

function messageOf({ embeds, rows, files }: Page, pings: readonly string[] = []): DiscordMessage {
  const content = pings.map(mentionOf).join(" ");
  const attachments = files.map((file, index) => ({
    id: String(index),
    filename: file.name,
    ...("chart" in file ? { description: file.description } : {}),
  }));
  return {
    body: {
      ...(content === "" ? {} : { content }),
      embeds: embeds.length === 0 && content === "" ? [nothing()] : embeds,
      components: rows,
      allowed_mentions: allowedMentions(pings),
      ...(attachments.length === 0 ? {} : { attachments }),
    },
    files,
  };
}

function line(content: readonly Inline[], gap: Line["gap"], prefix = "", multiline = false): Line {
  return { prefix, pieces: piecesOf(content, { multiline }), gap };
}

const text = (said: string): readonly Inline[] => [{ type: "text", text: said }];

/**
 * A bold line above articles, such as their country: it stands on each card up to the next one, since a message has room
 * for ten embeds.
 */
function labelOf(block: Block, next: Block | undefined): string | undefined {
  if (block.type !== "paragraph" || next?.type !== "article") return undefined;
  const [only, ...others] = block.content;
  if (only?.type !== "strong" || others.length > 0) return undefined;
  const label = cleanLine(only.text).trim();
  return label === "" || label.length > EMBED.authorLength ? undefined : label;
}

/** Returns where the block begins, or each item of a list. */
function renderBlock(
  block: Exclude<Block, { type: "article" }>,
  index: number,
  before: Block | undefined,
  pages: Pages,
  codes: ReadonlyMap<string, string>,
): readonly Beginning[] {
  const gap = before?.type === "heading" || before?.type === block.type ? "\n" : "\n\n";
  switch (block.type) {
    case "heading":
      return [renderHeading(block.text, block.aside, pages)];
    case "paragraph":
      return [pages.line(line(block.content, before?.type === "heading" ? "\n" : "\n\n", "", true))];
    case "note":
      return [pages.line(line(block.content, gap, "-# "))];
    case "fields":
      return block.fields
        .map(({ label, value }, place) => {
          const content: readonly Inline[] = [{ type: "strong", text: label }, ...text("  "), ...value];
          return pages.line(line(content, place === 0 ? gap : "\n"));
        })
        .slice(0, 1);
    case "list":
      return block.items.map((item, place) =>
        pages.line(line(item, place === 0 ? gap : "\n", block.ordered ? `${place + 1}. ` : "- ")),
      );
    case "image":
      return [renderImage(block, pages, index)];
    case "chart":
      return [renderChart(block.chart, { gap, pages, index })];
    case "file":
      return [renderFile(block, gap, pages)];
    case "divider":
      return [pages.line({ prefix: "", pieces: [{ markdown: "───", wrap: "", node: 0 }], gap: "\n" })];
    case "actions":
      return [renderActions(block.actions, codes, pages)];
    case "form": {
      const title = pages.line(line([{ type: "strong", text: block.title }], gap));
      for (const { label, hint } of block.fields)
        pages.line(line(text(hint === undefined ? label : `${label} (${hint})`), "\n", "- "));
      renderActions([{ type: "command", label: block.title, command: block.command }], codes, pages);
      return [title];
    }
    default:
      return assertNever(block);
  }
}

function renderHeading(title: string, aside: string | undefined, pages: Pages): Beginning {
  const { short, rest } = titleOf(title);
  const beginning = short === "" ? undefined : pages.heading(short);
  for (const whole of rest) pages.line(whole);
  if (aside !== undefined) pages.line(line(text(aside), "\n"));
  return beginning;
}

/** A title as short as it must be, and the whole of it as a line where it is cut. */
function titleOf(title: string): { readonly short: string; readonly rest: readonly Line[] } {
  const escaped = escapeMarkdown(cleanLine(title)).trim();
  if (escaped.length <= EMBED.titleLength) return { short: escaped, rest: [] };
  // Cut behind a backslash, the mark of the cut is what it escapes.
  return {
    short: cutTo(escaped, EMBED.titleLength),
    rest: [line([{ type: "strong", text: title }], "\n")],
  };
}

/** With its number before it, and slanted where it is marked, since the whole of it is bold; unmarked where that is too long. */
function titleOfCard({ number, title, titleMarks }: ArticleCard): ReturnType<typeof titleOf> {
  const before = number === undefined ? "" : `${number} · `;
  const nodes = marked(title, titleMarks).map(
    (node): Inline => (node.type === "strong" ? { ...node, type: "emphasis" } : node),
  );
  const slanted = markdownOf(piecesOf([...text(before), ...nodes])).trim();
  return titleMarks === undefined || slanted.length > EMBED.titleLength
    ? titleOf(`${before}${title}`)
    : { short: slanted, rest: [] };
}

function renderArticle(
  card: ArticleCard,
  actions: readonly Action[],
  pages: Pages,
  codes: ReadonlyMap<string, string>,
  label: string | undefined,
): Beginning {
  const { short, rest } = titleOfCard(card);
  const url = card.url === undefined ? undefined : safeUrl(card.url);
  const isLinkable = url !== undefined && url.length <= EMBED.urlLength;
  const others = otherVerdicts(card);
  const from: readonly Inline[] =
    card.summary?.from === "article"
      ? [{ type: "emphasis", text: say("From the article:") }, ...text(" ")]
      : [];
  const footer = [originLine(card), reportsLine(card), earlierLine(card)].filter((part) => part !== "");
  const beginning = pages.card({
    frame: {
      color: COLOURS[card.correction?.isWithdrawn === true ? 0 : (card.verdict?.score ?? 0)],
      ...(label === undefined ? {} : { author: { name: label } }),
      ...(short === "" ? {} : { title: short }),
      ...(isLinkable ? { url } : {}),
    },
    lines: [
      ...rest,
      ...(card.correction === undefined
        ? []
        : [line([{ type: "strong", text: card.correction.text }], "\n")]),
      ...(card.verdict === undefined
        ? []
        : [line([{ type: "strong", text: verdictText(card) }, ...text(others && ` · ${others}`)], "\n")]),
      ...(card.summary === undefined
        ? []
        : [line([...from, ...marked(card.summary.text, card.summary.marks)], "\n", "", true)]),
      ...(card.url === undefined || isLinkable ? [] : [line(text(unlinkable(url)), "\n")]),
    ],
    footer: footer.map(cleanLine).join("\n"),
    footerLines: footer.map((part) => line(text(part), "\n", "-# ")),
    actions: pressables(actions, codes, card),
  });
  typedActions(actions, codes, pages);
  return beginning;
}

function unlinkable(url: string | undefined): string {
  return url === undefined
    ? say("(Its address is no web address.)")
    : say("(Its address has {count} characters, too many for a link here.)", { count: url.length });
}

function pressables(
  actions: readonly Action[],
  codes: ReadonlyMap<string, string>,
  card?: ArticleCard,
): readonly Pressable[] {
  const number = card?.number === undefined ? "" : ` ${card.number}`;
  const title = card === undefined || number !== "" ? undefined : cleanLine(card.title).trim();
  return actions.flatMap((action) => pressable(action, codes, { number, title }) ?? []);
}

/** What cannot be a button is shown to be typed or opened. */
function typedActions(actions: readonly Action[], codes: ReadonlyMap<string, string>, pages: Pages): void {
  for (const action of actions.filter((candidate) => pressable(candidate, codes) === undefined)) {
    const target: Inline =
      action.type === "link"
        ? { type: "link", url: action.url, text: action.url }
        : { type: "code", text: action.typed ?? action.command };
    pages.line(line([...text(`${action.label}: `), target], "\n"));
  }
}

function renderActions(
  actions: readonly Action[],
  codes: ReadonlyMap<string, string>,
  pages: Pages,
): Beginning {
  typedActions(actions, codes, pages);
  return pages.actions(pressables(actions, codes));
}

/** Its title and what it shows, its numbers in a line for each series, and below them the picture. */
function renderChart(
  chart: Chart,
  { gap, pages, index }: { readonly gap: Line["gap"]; readonly pages: Pages; readonly index: number },
): Beginning {
  const beginning = pages.line(line([{ type: "strong", text: chartTitle(chart) }], gap));
  if (chart.alt !== "") pages.line(line(text(chart.alt), "\n"));
  if (!hasValues(chart)) {
    pages.line(line(text(say(NO_VALUES)), "\n"));
    return beginning;
  }
  const numbers = seriesLines(chart);
  for (const [label, values] of numbers)
    pages.line(line([{ type: "strong", text: label }, ...text(`  ${values}`)], "\n", "-# "));
  const said = [chart.alt, ...numbers.map((pair) => pair.join(": "))].filter((part) => part !== "");
  pages.image({
    name: `chart-${index}.png`,
    description: excerptOfWords(cleanLine(said.join(" ")), ATTACHMENT_DESCRIPTION),
    chart,
  });
  return beginning;
}

/** Its name as a line, and the file below the message; what Discord does not take is told. */
function renderFile(file: FileBlock, gap: Line["gap"], pages: Pages): Beginning {
  const { name, mediaType, path, sizeBytes } = file;
  if (sizeBytes <= FILE_BYTES)
    return pages.attach(line(text(fileText(file)), gap), { name, mediaType, path });
  return pages.line(
    line(
      text(
        say(
          "{file} has {size}, and Discord takes {most}. Ask for fewer dates or countries, or for parquet, which is smaller.",
          { file: name, size: sizeText(sizeBytes), most: sizeText(FILE_BYTES) },
        ),
      ),
      gap,
    ),
  );
}

function renderImage(
  { alt, mediaType, base64 }: Extract<Block, { type: "image" }>,
  pages: Pages,
  index: number,
): Beginning {
  const sizeBytes = Buffer.byteLength(base64, "base64");
  if (sizeBytes === 0 || sizeBytes > FILE_BYTES) {
    return pages.line(line(text(`[${alt}]`), "\n\n"));
  }
  const beginning = pages.line(line(text(alt), "\n\n"));
  const name = `image-${index}.${mediaType.slice("image/".length)}`;
  pages.image({ name, base64 });
  return beginning;
}
