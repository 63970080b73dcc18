// Fills messages one after another: text flows from embed to embed and from message to message, cards stay whole where
// they can, buttons stand under the message they belong to. What the last message cannot hold is counted, never lost
// without a word.

import type { APIEmbed } from "discord.js";
import type { Chart } from "../../../src/reply/chart.ts";
import { say } from "../../../src/wording/say.ts";
import { type Pressable, type Row, rowsOf } from "./components.ts";
import { EMBED } from "./limits.ts";
import { costOf, type Line, lengthOf, markdownOf, markdownOfLines, type Piece } from "./lines.ts";

/** What is uploaded with a message: an image, a chart, which is drawn when it is sent, or a file on this machine. */
export type DiscordFile =
  | { readonly name: string; readonly mediaType: string; readonly path: string }
  | { readonly name: string; readonly base64: string }
  | { readonly name: string; readonly description: string; readonly chart: Chart };

export interface Page {
  readonly embeds: readonly APIEmbed[];
  readonly rows: readonly Row[];
  readonly files: readonly DiscordFile[];
}

/** An embed that stays whole where it fits into a message, else its lines flow through several. */
export interface Card {
  /** Title, address and colour. */
  readonly frame: APIEmbed;
  readonly lines: readonly Line[];
  /** Small print, plain text. */
  readonly footer: string;
  /** The small print as lines. */
  readonly footerLines: readonly Line[];
  readonly actions: readonly Pressable[];
}

/** The number of the message that something begins in, from 0; undefined when it was left out. */
export type Beginning = number | undefined;

export interface Pages {
  /** Markdown of a title, at most as long as one may be. */
  heading(title: string): Beginning;
  line(line: Line): Beginning;
  card(card: Card): Beginning;
  /** Below the text before it, in its embed. */
  image(file: DiscordFile): void;
  /** Below the message that its line is in. */
  attach(line: Line, file: DiscordFile): Beginning;
  actions(items: readonly Pressable[]): Beginning;
  /** The messages, at least one; it may have nothing to show. */
  finish(): readonly Page[];
}

/** Kept free for the sentence that tells what is left out. */
const RESERVE = 160;
const DESCRIPTION_ROOM = EMBED.descriptionLength - RESERVE;
const MESSAGE_ROOM = EMBED.totalLength - RESERVE;

/** A line goes on in the next embed only where at least this much of it still fits. */
const LEAST_BEGINNING = 200;

/** Marks the cut and the continuation of a line: " …" and "… ". */
const CUT_LENGTH = 2;

interface Draft {
  embed: APIEmbed;
  /** Whether more text may follow in it. */
  open: boolean;
}

interface Sheet {
  readonly drafts: Draft[];
  readonly groups: (readonly Pressable[])[];
  readonly files: DiscordFile[];
}

function embedLength({ author, title, description, footer }: APIEmbed): number {
  return [author?.name, title, description, footer?.text].reduce((sum, text = "") => sum + text.length, 0);
}

/** Pages for at most that many messages. */
export function createPages(mostMessages: number): Pages {
  const sheets: Sheet[] = [{ drafts: [], groups: [], files: [] }];
  let leftOutArticles = 0;
  let leftOutCharacters = 0;
  let leftOutButtons = 0;
  let full = false;

  const current = (): Sheet => sheets[sheets.length - 1] ?? { drafts: [], groups: [], files: [] };
  const roomOf = ({ drafts }: Sheet): number =>
    MESSAGE_ROOM - drafts.reduce((sum, { embed }) => sum + embedLength(embed), 0);

  /** False when the answer has as many messages as it may have. */
  function turnOver(): boolean {
    if (sheets.length >= mostMessages) full = true;
    else sheets.push({ drafts: [], groups: [], files: [] });
    return !full;
  }

  /** Puts an embed on this message or the next. */
  function place(draft: Draft): boolean {
    const sheet = current();
    const repeats = sheet.drafts.some(
      ({ embed }) => embed.url !== undefined && embed.url === draft.embed.url,
    );
    // Clients show embeds of one message with the same address as one.
    if (repeats || sheet.drafts.length >= EMBED.perMessage || embedLength(draft.embed) > roomOf(sheet)) {
      const heading = takeHeading(sheet);
      if (sheet.drafts.length > 0 && !turnOver()) {
        sheet.drafts.push(...heading);
        return false;
      }
      current().drafts.push(...heading);
    }
    current().drafts.push(draft);
    return true;
  }

  /** A heading that nothing stands under yet goes along to the next message. */
  function takeHeading({ drafts }: Sheet): readonly Draft[] {
    const last = drafts.at(-1);
    const isBare = last?.open === true && last.embed.description === undefined;
    return isBare && drafts.length > 1 ? drafts.splice(-1) : [];
  }

  /** The embed that text goes into, and how much of it. */
  function openDraft(): { draft: Draft; room: number } | undefined {
    const sheet = current();
    const last = sheet.drafts.at(-1);
    if (last?.open === true) {
      const room = Math.min(DESCRIPTION_ROOM - (last.embed.description?.length ?? 0), roomOf(sheet));
      return { draft: last, room };
    }
    if (sheet.drafts.length >= EMBED.perMessage) return undefined;
    return { draft: { embed: {}, open: true }, room: Math.min(DESCRIPTION_ROOM, roomOf(sheet)) };
  }

  function append(draft: Draft, markdown: string, gap: string): void {
    // White space alone leaves nothing, and Discord takes no empty description.
    if (markdown === "") return;
    const before = draft.embed.description ?? "";
    draft.embed = { ...draft.embed, description: before === "" ? markdown : `${before}${gap}${markdown}` };
    if (!current().drafts.includes(draft)) current().drafts.push(draft);
  }

  function closeText(): void {
    const last = current().drafts.at(-1);
    if (last !== undefined) last.open = false;
  }

  /** Ends the open embed, so that the next text begins on a new one, on a new message where this one is full. */
  function breakText(needed: number): boolean {
    closeText();
    const sheet = current();
    const fits = sheet.drafts.length < EMBED.perMessage && roomOf(sheet) >= needed;
    return fits || turnOver();
  }

  function write({ prefix, pieces, gap }: Line): Beginning {
    let rest = pieces;
    let continues = false;
    let beginning: Beginning;
    while (rest.length > 0 && !full) {
      const opening = continues ? "… " : prefix;
      const overhead = opening.length + gap.length + CUT_LENGTH;
      const whole = lengthOf(rest) + overhead;
      const target = openDraft();
      const room = (target?.room ?? 0) - overhead;
      const fitting = target === undefined ? 0 : countFitting(rest, room);
      const isWhole = fitting === rest.length;
      // What fits whole into a fresh message is not cut in two.
      if (
        target !== undefined &&
        (isWhole || (whole > DESCRIPTION_ROOM && room >= LEAST_BEGINNING && fitting > 0))
      ) {
        const markdown = markdownOf(rest.slice(0, fitting));
        const shown = (continues ? markdown.trimStart() : markdown).trimEnd();
        append(target.draft, `${opening}${shown}${isWhole ? "" : " …"}`, gap);
        beginning ??= sheets.length - 1;
        rest = rest.slice(fitting);
        continues = true;
        if (isWhole) return beginning;
      }
      const [first] = rest;
      const least = Math.max(LEAST_BEGINNING, first === undefined ? 0 : costOf(first, undefined)) + overhead;
      breakText(whole > DESCRIPTION_ROOM ? least : whole);
    }
    leftOutCharacters += rest.reduce((sum, { markdown }) => sum + markdown.length, 0);
    return beginning;
  }

  function sentence(): string | undefined {
    const parts = [
      leftOutArticles > 0
        ? say("{count, plural, one {# more article} other {# more articles}}", { count: leftOutArticles })
        : "",
      leftOutCharacters > 0
        ? say("{count, plural, one {# more character} other {# more characters}}", {
            count: leftOutCharacters,
          })
        : "",
      leftOutButtons > 0
        ? say("{count, plural, one {# more button} other {# more buttons}}", { count: leftOutButtons })
        : "",
    ].filter((part) => part !== "");
    return parts.length === 0
      ? undefined
      : say("… {parts} left out: ask for fewer.", { parts: parts.join(", ") });
  }

  return {
    heading(title) {
      const last = current().drafts.at(-1);
      if (!full && last?.open === true)
        return write({ prefix: "### ", pieces: [{ markdown: title, wrap: "", node: 0 }], gap: "\n\n" });
      if (!full && place({ embed: { title }, open: true })) return sheets.length - 1;
      leftOutCharacters += title.length;
      return undefined;
    },
    line: write,
    card({ frame, lines, footer, footerLines, actions }) {
      const embed: APIEmbed = {
        ...frame,
        ...(lines.length === 0 ? {} : { description: markdownOfLines(lines) }),
        ...(footer === "" ? {} : { footer: { text: footer } }),
      };
      const isWhole =
        (embed.description?.length ?? 0) <= DESCRIPTION_ROOM &&
        footer.length <= EMBED.footerLength &&
        embedLength(embed) <= MESSAGE_ROOM;
      const goesOn = !full && (rowsOf([...current().groups, actions]) !== undefined || turnOver());
      if (!goesOn || !place({ embed: isWhole ? embed : frame, open: !isWhole })) {
        leftOutArticles += 1;
        return undefined;
      }
      const beginning = sheets.length - 1;
      current().groups.push(actions);
      if (isWhole) return beginning;
      for (const line of [...lines, ...footerLines]) write(line);
      closeText();
      return beginning;
    },
    image(file) {
      if (full) return;
      const image = { url: `attachment://${file.name}` };
      const last = current().drafts.at(-1);
      if (last?.open === true) {
        last.embed = { ...last.embed, image };
        last.open = false;
      } else if (!place({ embed: { image }, open: false })) return;
      current().files.push(file);
    },
    attach(line, file) {
      const beginning = write(line);
      if (!full) current().files.push(file);
      return beginning;
    },
    actions(items) {
      const beginning = sheets.length - 1;
      let rest = items;
      for (;;) {
        const count = countOf(current().groups, rest);
        current().groups.push(rest.slice(0, count));
        rest = rest.slice(count);
        if (rest.length === 0 || !turnOverWithWords()) break;
      }
      leftOutButtons += rest.length;
      return beginning;
    },
    finish() {
      const told = sentence();
      const lastDraft = current().drafts.at(-1);
      if (told !== undefined && lastDraft !== undefined) append(lastDraft, told, "\n\n");
      return sheets.map(({ drafts, groups, files }) => ({
        embeds: drafts.map(({ embed }) => embed).filter(isVisible),
        rows: rowsOf(groups) ?? [],
        files,
      }));
    },
  };

  /** Buttons need a message to stand under. */
  function turnOverWithWords(): boolean {
    return !full && turnOver() && place({ embed: { description: say("… more to press:") }, open: true });
  }
}

/** How many pieces fit into that many characters. */
function countFitting(pieces: readonly Piece[], room: number): number {
  let used = 0;
  for (const [index, piece] of pieces.entries()) {
    used += costOf(piece, pieces[index - 1]);
    if (used > room) return index;
  }
  return pieces.length;
}

/** How many of the items find a place under the message, besides those it has. */
function countOf(groups: readonly (readonly Pressable[])[], items: readonly Pressable[]): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (rowsOf([...groups, items.slice(0, middle)]) === undefined) high = middle - 1;
    else low = middle;
  }
  return low;
}

/** Discord refuses an embed without anything to see. */
function isVisible({ author, title, description, footer, image }: APIEmbed): boolean {
  return (
    [author?.name, title, description, footer?.text].some(
      (text) => text !== undefined && text.trim() !== "",
    ) || image !== undefined
  );
}
