// A digest as people read it: what got worse and better, what changed, and a receipt for all the others. Pure.

import { describeFilter } from "../../news/filter/filter.ts";
import type { Delivery } from "../../platform/destination.ts";
import { actions, command, dotted, note } from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { BUCKETS, countOf, sizeOf } from "../select.ts";
import type { DigestFilter } from "../subscription.ts";
import { changePassages } from "./changes.ts";
import type { CommandTexts, DigestContents, ShownStory } from "./contents.ts";
import { headBlocks } from "./headline.ts";
import { type Passage, type PlacedPiece, placedPieces, plainPassages } from "./pieces.ts";
import { bucketText, receiptText } from "./receipt.ts";
import { storyPassages } from "./stories.ts";

const SCORED_BY = "Scored by a language model: /news about";

/** A delivery whose pieces are known. */
export interface ComposedDigest extends Delivery {
  readonly pieces: readonly PlacedPiece[];
}

/** The messages of a digest. In the thread layout the articles are apart from the head. */
export function composeDigest(contents: DigestContents, texts: CommandTexts): ComposedDigest {
  const { settings } = contents.subscription;
  const head = plainPassages("its heading", headBlocks(contents));
  const body = [...storyPassages(contents, texts), ...changePassages(contents)];
  const end = plainPassages("its receipt", receiptBlocks(contents, texts));
  const isThreaded = settings.thread && body.length > 0;
  const replies = isThreaded ? [[...head, ...end], body] : [[...head, ...body, ...end]];
  const [main = [], inThread] = replies;
  const toEveryone = (passages: readonly Passage[]): Reply => ({
    audience: "everyone",
    blocks: passages.map(({ block }) => block),
  });
  return {
    main: toEveryone(main),
    ...(inThread === undefined ? {} : { inThread: toEveryone(inThread) }),
    pillars: pillarsOf(contents.shown),
    pieces: placedPieces(replies),
  };
}

function pillarsOf(shown: readonly ShownStory[]): readonly number[] {
  const told = shown.flatMap(({ card }) => card.verdict?.pillar.number ?? []);
  const counts = Map.groupBy(told, (pillar) => pillar);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length).map(([pillar]) => pillar);
}

function receiptBlocks(
  { subscription, slotId, settled }: DigestContents,
  texts: CommandTexts,
): readonly Block[] {
  const { record, settings } = subscription;
  const sets = BUCKETS.flatMap((bucket) => {
    const count = sizeOf(settled, bucket);
    return bucket === "shown" || count === 0
      ? []
      : [command(bucketText(bucket, count), texts.bucket(slotId, bucket))];
  });
  return [
    ...(countOf(settled) === 0 ? [] : [note(receiptText(settled))]),
    note(dotted(describeScope(settings.filter), SCORED_BY)),
    actions(...sets, command("Mute…", texts.mute(record.id)), command("Edit", texts.edit(record.id))),
  ];
}

/** What a digest takes: `Absence of Corruption · strong impact · Latvia · "court"`. */
export function describeScope(filter: DigestFilter): string {
  return describeFilter(filter) || "every article";
}
