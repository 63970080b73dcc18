// A digest in pieces: each can be sent alone when the message that it stands in is refused, and it is known what it tells.

import { z } from "zod";
import type { Continuation, PlannedPart, Spot } from "../../platform/destination.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { blockSchema } from "../../reply/stored.ts";
import type { NewPart } from "../../store/ledger.ts";
import { allTold, NOTHING_TOLD, type Told, toldSchema } from "../../store/told.ts";
import { say } from "../../wording/say.ts";

/** The smallest part of a digest that is a message of its own. */
export interface Piece {
  /** What it is called where it is refused: `its heading`, or an article's title in quotation marks. */
  readonly name: string;
  /** With the headings that it stands under. */
  readonly alone: readonly Block[];
  readonly tells: Told;
}

/** A block of a digest, with the pieces that begin in it: one, or one of each item of a list; none in a title of others. */
export interface Passage {
  readonly block: Block;
  readonly pieces: readonly Piece[];
}

/** A piece of a digest, and where it begins. */
export interface PlacedPiece {
  readonly at: Spot;
  readonly piece: Piece;
}

/** How much of a title names a piece. */
const TITLE_LENGTH = 150;

export function nameOfTitle(title: string): string {
  return say('"{title}"', { title: excerpt(title, TITLE_LENGTH) });
}

/** Blocks that are one piece together and tell nothing that is told once. */
export function plainPassages(name: string, blocks: readonly Block[]): readonly Passage[] {
  return blocks.map((block, index) => ({
    block,
    pieces: index === 0 ? [{ name, alone: blocks, tells: NOTHING_TOLD }] : [],
  }));
}

/** Where the pieces of a delivery's replies begin. */
export function placedPieces(replies: readonly (readonly Passage[])[]): readonly PlacedPiece[] {
  return replies.flatMap((passages, reply) =>
    passages.flatMap(({ pieces }, block) =>
      pieces.map((piece, item) => ({ at: { reply, block, item }, piece })),
    ),
  );
}

/** What a piece says behind another one: without the titles that both stand under. */
export function blocksBehind(before: Piece | undefined, { alone }: Piece): readonly Block[] {
  const titles = before?.alone.slice(0, -1).map((block) => JSON.stringify(block)) ?? [];
  const own = alone.slice(0, -1).map((block) => JSON.stringify(block));
  const differs = own.findIndex((title, index) => title !== titles[index]);
  return alone.slice(differs < 0 ? own.length : differs);
}

/** The message that pieces make together, with the titles that they stand under. */
export function replyOfPieces(pieces: readonly Piece[]): Reply {
  const blocks: Block[] = [];
  for (const [index, piece] of pieces.entries())
    for (const block of blocksBehind(pieces[index - 1], piece)) {
      const last = blocks.at(-1);
      // Each line of a list is a piece.
      if (block.type === "list" && last?.type === "list" && block.ordered === last.ordered)
        blocks.splice(-1, 1, { ...last, items: [...last.items, ...block.items] });
      else blocks.push(block);
    }
  return { audience: "everyone", blocks };
}

/** What a stored message is made of. */
export interface Contents {
  readonly pieces: readonly Piece[];
  /** It holds its pieces and nothing else: it was planned after another was refused. */
  readonly isApart: boolean;
  /** What its first line says of it, where it has such a line. */
  readonly continued?: Continuation | undefined;
}

const kept: z.ZodType<Contents> = z.object({
  pieces: z.array(z.object({ name: z.string(), alone: z.array(blockSchema), tells: toldSchema })),
  isApart: z.boolean(),
  continued: z.object({ number: z.number(), of: z.number() }).optional(),
});

/** What a stored message is made of; undefined when it is not kept. */
export function readContents({ pieces }: Pick<NewPart, "pieces">): Contents | undefined {
  return pieces === "" ? undefined : kept.parse(JSON.parse(pieces));
}

/** Planned messages as the ledger keeps them. A piece that begins in none of them is left out. */
export function partsWith(
  planned: readonly PlannedPart[],
  pieces: readonly PlacedPiece[],
  { isApart = false }: { readonly isApart?: boolean } = {},
): readonly NewPart[] {
  const nameOf = ({ reply, block, item }: Spot): string => `${reply} ${block} ${item}`;
  const at = new Map(pieces.map((placed) => [nameOf(placed.at), placed.piece]));
  return planned.map(({ n, key, payload, begins, continued }) => {
    const own = begins.flatMap((spot) => at.get(nameOf(spot)) ?? []);
    return {
      n,
      key,
      payload,
      pieces: JSON.stringify({ pieces: own, isApart, continued } satisfies Contents),
      tells: JSON.stringify(allTold(own.map(({ tells }) => tells))),
    };
  });
}
