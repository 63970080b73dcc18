// Blocks into messages: what belongs together stays together, and what does not fit is counted, never dropped unsaid.

import type { Continuation } from "../../../src/platform/destination.ts";
import { say } from "../../../src/wording/say.ts";
import { contexts, type SlackBlock, textOf } from "./blocks.ts";
import {
  BLOCKS_A_MESSAGE,
  CHARTS_A_MESSAGE,
  SIZE_OF_A_BLOCK,
  SIZE_OF_ALL_BLOCKS,
  TABLES_A_MESSAGE,
} from "./limits.ts";
import { plainRun } from "./mrkdwn.ts";

/** Blocks that one block of a reply became. */
export interface Unit {
  readonly blocks: readonly SlackBlock[];
  /** The same in plain words. */
  readonly plain: string;
  /** `story`: one of several like it, counted as such. `closing`: small print and buttons, kept when the end is cut. */
  readonly role: "story" | "text" | "closing";
}

/** One message: its blocks, and in plain words what begins in it. */
export interface Page {
  readonly blocks: readonly SlackBlock[];
  readonly plain: string;
}

interface Room {
  readonly blocks: number;
  /** Characters of text, and for each block what it takes itself. */
  readonly size: number;
  readonly charts: number;
  readonly tables: number;
}

/** What the lines "continued" and "did not fit" take. */
const NOTES: Room = { blocks: 2, size: 300 + 2 * SIZE_OF_A_BLOCK, charts: 0, tables: 0 };

const WHOLE: Room = {
  blocks: BLOCKS_A_MESSAGE - NOTES.blocks,
  size: SIZE_OF_ALL_BLOCKS - NOTES.size,
  charts: CHARTS_A_MESSAGE,
  tables: TABLES_A_MESSAGE,
};

/** Packs units into at most `most` messages. Each but the first begins with a line that says which it is. */
export function pack(units: readonly Unit[], most: number): readonly Page[] {
  const filled = fill(units, () => WHOLE);
  if (filled.pages.length <= most) return numbered(filled.pages);
  const end = units.findLastIndex(({ role }) => role !== "closing") + 1;
  const closing = fits(sizeOf(units.slice(end).flatMap(({ blocks }) => blocks)), halfOf(WHOLE))
    ? units.slice(end)
    : [];
  const body = units.slice(0, units.length - closing.length);
  const closingSize = sizeOf(closing.flatMap(({ blocks }) => blocks));
  const { pages, left } = fill(
    body,
    (index) => (index === most - 1 ? less(WHOLE, closingSize) : WHOLE),
    most,
  );
  const note = contexts([plainRun(leftSentence(left))]);
  return numbered([
    ...pages.slice(0, -1),
    ...pages.slice(-1).map(({ blocks, plain }) => ({
      blocks: [...blocks, ...note, ...closing.flatMap((unit) => unit.blocks)],
      // First, since plain words are cut at their end.
      plain: [leftSentence(left), plain, ...closing.map((unit) => unit.plain)].join("\n\n"),
    })),
  ]);
}

interface Left {
  readonly stories: number;
  readonly characters: number;
}

function leftSentence({ stories, characters }: Left): string {
  if (characters === 0)
    return say(
      "… {stories, plural, one {# more story} other {# more stories}} did not fit here. Ask for less at a time.",
      { stories },
    );
  if (stories === 0)
    return say(
      "… about {characters, plural, one {# more character} other {# more characters}} did not fit here. Ask for less at a time.",
      { characters },
    );
  return say(
    "… {stories, plural, one {# more story} other {# more stories}} and about {characters, plural, one {# more character} other {# more characters}} did not fit here. Ask for less at a time.",
    { stories, characters },
  );
}

/** Fills page after page; what is left when the pages are used up is counted. */
function fill(
  units: readonly Unit[],
  roomOf: (page: number) => Room,
  most = Number.POSITIVE_INFINITY,
): { readonly pages: readonly Page[]; readonly left: Left } {
  const pages: { blocks: SlackBlock[]; plain: string[] }[] = [];
  const left = { stories: 0, characters: 0 };
  let used = NOTHING;
  const open = (): boolean => {
    if (pages.length === most) return false;
    pages.push({ blocks: [], plain: [] });
    used = NOTHING;
    return true;
  };
  const fitsNow = (size: Room): boolean =>
    pages.length > 0 && fits(plus(used, size), roomOf(pages.length - 1));
  let isFull = false;
  for (const { blocks, plain, role } of units) {
    const whole = sizeOf(blocks);
    if (!isFull && !fitsNow(whole) && (pages.length === 0 || fits(whole, WHOLE))) isFull = !open();
    if (!isFull) pages.at(-1)?.plain.push(plain);
    else if (role === "story") {
      left.stories += 1;
      continue;
    }
    for (const block of blocks) {
      const size = sizeOf([block]);
      if (!isFull && !fitsNow(size)) isFull = !open();
      if (isFull) left.characters += textOf(block);
      else {
        pages.at(-1)?.blocks.push(block);
        used = plus(used, size);
      }
    }
  }
  return { pages: pages.map((page) => ({ blocks: page.blocks, plain: page.plain.join("\n\n") })), left };
}

function numbered(pages: readonly Page[]): readonly Page[] {
  return pages.map(({ blocks, plain }, index) => {
    if (index === 0) return { blocks, plain };
    const line = continuedUnit({ number: index + 1, of: pages.length });
    return { blocks: [...line.blocks, ...blocks], plain: `${line.plain}\n\n${plain}`.trim() };
  });
}

/** The line that says which of several messages this is. */
export function continuedUnit({ number, of }: Continuation): Unit {
  const plain = say("… continued, {number} of {count}", { number, count: of });
  return { blocks: contexts([plainRun(plain)]), plain, role: "text" };
}

const countOf = (blocks: readonly SlackBlock[], type: SlackBlock["type"]): number =>
  blocks.filter((block) => block.type === type).length;
const sizeOf = (blocks: readonly SlackBlock[]): Room => ({
  blocks: blocks.length,
  size: blocks.reduce((sum, block) => sum + textOf(block) + SIZE_OF_A_BLOCK, 0),
  charts: countOf(blocks, "data_visualization"),
  tables: countOf(blocks, "data_table"),
});
const NOTHING = sizeOf([]);
const combined = (a: Room, b: Room, by: (one: number, other: number) => number): Room => ({
  blocks: by(a.blocks, b.blocks),
  size: by(a.size, b.size),
  charts: by(a.charts, b.charts),
  tables: by(a.tables, b.tables),
});
const plus = (a: Room, b: Room): Room => combined(a, b, (one, other) => one + other);
const less = (a: Room, b: Room): Room => combined(a, b, (one, other) => one - other);
const halfOf = (room: Room): Room => combined(room, room, (one) => one / 2);
const fits = (size: Room, room: Room): boolean =>
  size.blocks <= room.blocks &&
  size.size <= room.size &&
  size.charts <= room.charts &&
  size.tables <= room.tables;
