// The receipt of a slot: what became of every candidate, in numbers that add up.

import { z } from "zod";
import { dotted } from "../../reply/build.ts";
import { say, wording } from "../../wording/say.ts";
import { BUCKETS, type Bucket, countOf, type Settled, sizeOf } from "../select.ts";

/** What a bucket is called with its number: messages. */
const WORDS: Readonly<Record<Bucket, string>> = {
  shown: wording("{count, number} shown"),
  refused: wording("{count, number} refused by the platform"),
  unsure: wording("{count, number} perhaps not arrived"),
  undelivered: wording("{count, number} not delivered"),
  "over-limit": wording("{count, number} over the limit"),
  "below-impact": wording("{count, number} below impact"),
  "off-topic": wording("{count, number} off topic"),
  "other-direction": wording("{count, number} of the other direction"),
  "same-story": wording("{count, number} same story"),
  "not-scored": wording("{count, number} not scored"),
  older: wording("{count, number} older than 14 days"),
  muted: wording("{count, number} muted"),
  withdrawn: wording("{count, number} withdrawn"),
};

/** Why articles of a bucket were not shown, of one as of many: the end of "not shown: …". Messages. */
const REASONS: Readonly<Record<Bucket, string>> = {
  shown: wording("shown"),
  refused: wording("the platform refused its message"),
  unsure: wording("nobody can tell whether its message arrived"),
  undelivered: wording("its message was not delivered"),
  "over-limit": wording("stories that rank higher filled the digest"),
  "below-impact": wording("weaker verdicts than the digest asks for"),
  "off-topic": wording("scored for a pillar, but it reports something else"),
  "other-direction": wording("no verdict of the direction that the digest asks for"),
  "same-story": wording("another report of the same story was shown"),
  "not-scored": wording("the model gave no score"),
  older: wording("published more than 14 days before"),
  muted: wording("kept out by a mute"),
  withdrawn: wording("no longer in the data"),
};

/** Why articles are in a bucket, without a full stop. */
export function reasonOf(bucket: Bucket): string {
  return say(REASONS[bucket]);
}

/** `3 over the limit`. */
export function bucketText(bucket: Bucket, count: number): string {
  return say(WORDS[bucket], { count });
}

/** `7 of 34 shown · 3 over the limit · 9 below impact`: buckets that hold something. */
export function receiptText(settled: Settled): string {
  const total = countOf(settled);
  if (total === 0) return say("no new article in its scope");
  const kept = BUCKETS.filter((bucket) => bucket !== "shown").map((bucket) => {
    const count = sizeOf(settled, bucket);
    return count > 0 && bucketText(bucket, count);
  });
  return dotted(say("{shown} of {total, number} shown", { shown: sizeOf(settled, "shown"), total }), ...kept);
}

const settledSchema = z.partialRecord(z.enum(BUCKETS), z.array(z.string())).and(
  z.object({
    unnamed: z.partialRecord(z.enum(BUCKETS), z.number()).exactOptional(),
    spikes: z.array(z.string()).exactOptional(),
  }),
);

/** Reads what a stored slot settled. */
export function readSettled(json: string): Settled {
  return settledSchema.parse(JSON.parse(json));
}
