// Whether people were told right by digests that are corrected where they stand: read in order from all that they could see.

import { isScore } from "../../../src/reply/article-card.ts";
import type { Store } from "../../../src/store/database.ts";
import { readTold, type Told } from "../../../src/store/told.ts";
import { type CorrectedDays, type Seen, saidOf, type Truth, toldIn } from "./corrections.ts";
import { articlesIn } from "./platform.ts";

export interface CheckedCorrections {
  readonly messages: number;
  /** Articles that stand, and stand as they are. */
  right: number;
  readonly changed: number;
  readonly told: number;
  /** Told twice since nobody could know that the first time arrived. */
  readonly excused: number;
}

const DAY_MS = 86_400_000;

const sameAs = (one: Truth | undefined, other: Truth): boolean =>
  one?.isWithdrawn === other.isWithdrawn && (other.isWithdrawn || one?.score === other.score);

/** Throws with what people were told wrongly, twice or not at all. */
export async function checkCorrections(lived: CorrectedDays, store: Store): Promise<CheckedCorrections> {
  if (lived.wrong.length > 0) throw new Error(lived.wrong.join("\n"));
  const open = await store.db.selectFrom("posts").select("slot").where("state", "!=", "right").execute();
  if (open.length > 0) throw new Error(`${open.length} corrections were never made.`);
  const counts = { messages: 0, right: 0, changed: 0, told: 0, excused: 0 };
  for (const id of lived.subscriptions) {
    const read = await readChannel(id, lived, store);
    const right = await checkEnd(id, read, lived, store);
    counts.right += right;
    for (const key of ["messages", "changed", "told", "excused"] as const) counts[key] += read.counts[key];
  }
  return counts;
}

interface ReadChannel {
  /** What a reader of the whole channel knows of each article, and in which message it stands. */
  readonly known: ReadonlyMap<string, Truth>;
  readonly standsIn: ReadonlyMap<string, Seen>;
  readonly counts: Record<"messages" | "changed" | "told" | "excused", number>;
}

/** Throws where something is told that was known. */
async function readChannel(id: string, { seen, doubts }: CorrectedDays, store: Store): Promise<ReadChannel> {
  const known = new Map<string, Truth>();
  const standsIn = new Map<string, Seen>();
  /** In doubt by article: each may be told once more. */
  const doubted = new Set<string>();
  const counts = { messages: 0, changed: 0, told: 0, excused: 0 };
  const tells = new Map<string, Told>();
  for (const { id: slot } of await store.ledger.slotsOf(id, { limit: 1_000 }))
    for (const part of await store.ledger.parts(slot)) tells.set(part.key, readTold(part.tells));

  function readChange(key: string, article: string, before: number | undefined, after: Truth): void {
    const last = known.get(article);
    counts.told += 1;
    if (last === undefined) throw new Error(`${key} tells of ${article}, which ${id} never saw.`);
    const isRight = !sameAs(last, after) && (before === undefined || before === last.score);
    if (!isRight && !doubted.delete(article))
      throw new Error(
        `${key} tells of ${article} ${JSON.stringify({ before, after })}, and ${id} knew ${JSON.stringify(last)}.`,
      );
    if (!isRight) counts.excused += 1;
    known.set(article, after);
  }

  for (const event of seen.filter(({ message }) => message.channel === id)) {
    const { type, at, message } = event;
    for (const doubt of doubts)
      if (doubt.at <= at && standsIn.get(doubt.article)?.message.messageId === doubt.messageId)
        doubted.add(doubt.article);
    const said = saidOf(message.blocks);
    if (type === "arrived") {
      counts.messages += 1;
      for (const article of articlesIn(message.blocks)) {
        if (standsIn.has(article)) throw new Error(`${article} was posted twice in ${id}.`);
        standsIn.set(article, event);
      }
      // What is listed, and what is only counted.
      const { rescored = [], withdrawn = [] } = tells.get(message.key) ?? {};
      for (const { article, signs } of toldIn(message.blocks))
        if (!withdrawn.includes(article) && !rescored.some((one) => one.article === article))
          throw new Error(`${message.key} says ${signs} of ${article}, and nobody knows.`);
      for (const article of withdrawn)
        readChange(message.key, article, undefined, {
          score: known.get(article)?.score ?? 0,
          isWithdrawn: true,
        });
      for (const { article, before, after } of rescored)
        readChange(message.key, article, before, { isWithdrawn: false, score: isScore(after) ? after : 0 });
    } else {
      counts.changed += 1;
      if ([...said].every(([article, state]) => sameAs(known.get(article), state)))
        throw new Error(`${message.key} was corrected, and said nothing that was not known.`);
    }
    for (const [article, state] of said) known.set(article, state);
  }
  return { known, standsIn, counts };
}

/** How many articles stand and are right. Throws where one is wrong, or nobody told what became of one that stands no more. */
async function checkEnd(
  id: string,
  { known, standsIn }: ReadChannel,
  { truth, deleted, end }: CorrectedDays,
  store: Store,
): Promise<number> {
  const slots = await store.ledger.slotsOf(id, { limit: 1_000 });
  const posted = new Set<string>();
  for (const { slot, n } of await store.ledger.posts(slots.map(({ id: slot }) => slot)))
    for (const part of await store.ledger.parts(slot)) if (part.n === n) posted.add(part.key);
  let right = 0;
  for (const [article, { message, at }] of standsIn) {
    const now = truth.get(article);
    if (now === undefined || deleted.has(message.messageId)) continue;
    const last = known.get(article);
    const isPosted = posted.has(message.key);
    if (isPosted) right += 1;
    // Brought back, it is told where it stands; a digest says nothing of it, nor of what was shown long ago.
    const isBack = last?.isWithdrawn === true && !now.isWithdrawn;
    if (sameAs(last, now) || (!isPosted && (isBack || at < end - 29 * DAY_MS))) continue;
    throw new Error(
      `${article} in ${id} ${isPosted ? "stands" : "was told"} as ${JSON.stringify(last)}, and is ${JSON.stringify(now)}.`,
    );
  }
  return right;
}
