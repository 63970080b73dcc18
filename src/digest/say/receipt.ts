// The receipt of a slot: what became of every candidate, in numbers that add up.

import { z } from "zod";
import { dotted } from "../../reply/build.ts";
import { BUCKETS, type Bucket, countOf, type Settled, sizeOf } from "../select.ts";

/** What a bucket is called behind its number. */
const WORDS: Readonly<Record<Bucket, string>> = {
  shown: "shown",
  refused: "refused by the platform",
  unsure: "perhaps not arrived",
  undelivered: "not delivered",
  "over-limit": "over the limit",
  "below-impact": "below impact",
  "off-topic": "off topic",
  "other-direction": "of the other direction",
  "same-story": "same story",
  "not-scored": "not scored",
  older: "older than 14 days",
  muted: "muted",
  withdrawn: "withdrawn",
};

/** Why articles of a bucket were not shown, of one as of many: the end of "not shown: …". */
const REASONS: Readonly<Record<Bucket, string>> = {
  shown: "shown",
  refused: "the platform refused its message",
  unsure: "nobody can tell whether its message arrived",
  undelivered: "its message was not delivered",
  "over-limit": "stories that rank higher filled the digest",
  "below-impact": "weaker verdicts than the digest asks for",
  "off-topic": "scored for a pillar, but it reports something else",
  "other-direction": "no verdict of the direction that the digest asks for",
  "same-story": "another report of the same story was shown",
  "not-scored": "the model gave no score",
  older: "published more than 14 days before",
  muted: "kept out by a mute",
  withdrawn: "no longer in the data",
};

/** Why articles are in a bucket, without a full stop. */
export function reasonOf(bucket: Bucket): string {
  return REASONS[bucket];
}

/** `3 over the limit`. */
export function bucketText(bucket: Bucket, count: number): string {
  return `${count.toLocaleString("en-US")} ${WORDS[bucket]}`;
}

/** `7 of 34 shown · 3 over the limit · 9 below impact`: buckets that hold something. */
export function receiptText(settled: Settled): string {
  const total = countOf(settled);
  if (total === 0) return "no new article in its scope";
  const kept = BUCKETS.filter((bucket) => bucket !== "shown").map((bucket) => {
    const count = sizeOf(settled, bucket);
    return count > 0 && bucketText(bucket, count);
  });
  return dotted(`${sizeOf(settled, "shown")} of ${total.toLocaleString("en-US")} shown`, ...kept);
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
