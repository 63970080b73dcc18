// A message that the platform does not take goes again in smaller ones, down to single stories. What is then still not taken
// is noted as refused; everything else arrives.

import type { Places, SendOutcome, Spot } from "../../platform/destination.ts";
import { paragraph } from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import type { DeliveryPartRecord, Ledger } from "../../store/ledger.ts";
import type { SubscriptionRecord } from "../../store/tables.ts";
import { say } from "../../wording/say.ts";
import {
  blocksBehind,
  type Contents,
  type Piece,
  type PlacedPiece,
  partsWith,
  readContents,
} from "../say/pieces.ts";
import { readPlace } from "../subscription.ts";

type Refusal = Extract<SendOutcome, { type: "refused" }>;

/** Stands where a digest begins, so that threads and posts can be opened, when its beginning is not taken. */
function inPlaceOfBeginning(): Block {
  return paragraph(say("A digest begins here. Its heading was not taken in this place; its owner was told."));
}

/** Divides a claimed message, or notes it as refused. False when its platform does not run here any more. */
export async function takeRefusal(
  { ledger, places }: { readonly ledger: Ledger; readonly places: Pick<Places, "open"> },
  { workspace, place }: Pick<SubscriptionRecord, "workspace" | "place">,
  part: DeliveryPartRecord & { readonly claimedAt: number },
  { cause, reason }: Refusal,
): Promise<boolean> {
  const { slot, claimedAt } = part;
  const all = await ledger.parts(slot);
  const contents = readContents(part);
  const groups = contents === undefined ? undefined : smaller(contents, cause, part.n === 0);
  if (groups === undefined) {
    await ledger.refuse(slot, part.n, reason, claimedAt);
    // Not even a plain line was taken, and below nothing nothing can stand.
    if (part.n === 0 && contents?.pieces.length === 0)
      for (const { n, state } of all) if (state === "pending") await ledger.refuse(slot, n, reason, null);
    return true;
  }
  const messages = groups.map(messageOf);
  const replies = messages.map(({ reply }) => reply);
  const destination = await places.open(workspace, readPlace(place), replies);
  if (destination === undefined) return false;
  const next = Math.max(...all.map(({ n }) => n)) + 1;
  const planned = destination.replan(part, replies, { key: slot, next });
  const placed = messages.flatMap(({ begins }, reply) =>
    begins.map(({ piece, block }): PlacedPiece => ({ piece, at: { reply, block, item: 0 } satisfies Spot })),
  );
  await ledger.divide(slot, part.n, partsWith(planned, placed, { isApart: true }), claimedAt);
  return true;
}

/** The pieces of each message; undefined when there is nothing smaller. An empty one is what a digest then begins with. */
function smaller(
  { pieces, isApart }: Contents,
  cause: Refusal["cause"],
  isFirst: boolean,
): readonly (readonly Piece[])[] | undefined {
  if (pieces.length === 0) return undefined;
  if (pieces.length === 1) {
    // Titles of what comes next may stand in it, or the end of what came before.
    if (!isApart) return [pieces];
    return isFirst ? [[], pieces] : undefined;
  }
  if (cause === "content") return pieces.map((piece) => [piece]);
  const half = Math.ceil(pieces.length / 2);
  return [pieces.slice(0, half), pieces.slice(half)];
}

interface Message {
  readonly reply: Reply;
  /** The block in which each piece begins. */
  readonly begins: readonly { readonly piece: Piece; readonly block: number }[];
}

function messageOf(pieces: readonly Piece[]): Message {
  const blocks: Block[] = [];
  const begins: { readonly piece: Piece; readonly block: number }[] = [];
  for (const [index, piece] of pieces.entries()) {
    const own = blocksBehind(pieces[index - 1], piece);
    const told = own.findIndex(({ type }) => type === "article" || type === "list");
    begins.push({ piece, block: blocks.length + Math.max(0, told) });
    blocks.push(...own);
  }
  return {
    reply: { audience: "everyone", blocks: blocks.length === 0 ? [inPlaceOfBeginning()] : blocks },
    begins,
  };
}
