// A digest as people read it: what got worse and better, what changed, and a receipt for all the others. Pure.

import { describeFilter } from "../../news/filter/filter.ts";
import type { Delivery } from "../../platform/destination.ts";
import { actions, command, dotted, note } from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";
import { BUCKETS, countOf, sizeOf } from "../select.ts";
import type { Over } from "../spikes/tell.ts";
import type { DigestFilter } from "../subscription.ts";
import { changePassages } from "./changes.ts";
import type { CommandTexts, DigestContents, ShownStory } from "./contents.ts";
import { type HeadContents, headBlocks, headOf, lineAndRest } from "./headline.ts";
import { type Passage, type PlacedPiece, placedPieces, plainPassages } from "./pieces.ts";
import { bucketText, receiptText } from "./receipt.ts";
import { type BeganSpike, spikeHeadline, spikePassages } from "./spikes.ts";
import { storyPassages } from "./stories.ts";

/** A delivery whose pieces are known. */
export interface ComposedDigest extends Delivery {
  readonly pieces: readonly PlacedPiece[];
}

/**
 * The messages of a digest. With `thread` the articles are apart from the head; in the layout of one line everything else is
 * apart from that.
 */
export function composeDigest(contents: DigestContents, texts: CommandTexts): ComposedDigest {
  if (contents.subscription.settings.layout === "line") return composeLine(contents, texts);
  return composed(contents, {
    head: headBlocks(contents),
    body: [...storyPassages(contents, texts), ...changePassages(contents)],
    end: receiptBlocks(contents, texts),
  });
}

function composeLine(contents: DigestContents, texts: CommandTexts): ComposedDigest {
  const { line, rest } = lineAndRest(contents);
  return delivered(contents, [
    plainPassages(say("its line"), [line]),
    [
      ...plainPassages(say("its heading"), rest),
      ...storyPassages(contents, texts),
      ...changePassages(contents),
      ...plainPassages(say("its receipt"), receiptBlocks(contents, texts)),
    ],
  ]);
}

/** The messages of an alert that tells spikes. */
export function composeSpikes(
  contents: Omit<HeadContents, "kind" | "sentences"> & Pick<DigestContents, "slotId" | "settled">,
  news: { readonly began: readonly BeganSpike[]; readonly over: readonly Over[] },
  texts: CommandTexts,
): ComposedDigest {
  const { filter } = contents.subscription.settings;
  const shown = news.began.flatMap(({ stories }) => stories);
  return composed(
    { ...contents, shown },
    {
      head: headOf({ ...contents, kind: "alert", sentences: [] }, spikeHeadline(news)),
      body: spikePassages({ ...news, filter }, texts),
      end: receiptBlocks(contents, texts),
    },
  );
}

function composed(
  contents: Pick<DigestContents, "subscription" | "shown">,
  parts: {
    readonly head: readonly Block[];
    readonly body: readonly Passage[];
    readonly end: readonly Block[];
  },
): ComposedDigest {
  const { body } = parts;
  const head = plainPassages(say("its heading"), parts.head);
  const end = plainPassages(say("its receipt"), parts.end);
  const isThreaded = contents.subscription.settings.thread && body.length > 0;
  return delivered(contents, isThreaded ? [[...head, ...end], body] : [[...head, ...body, ...end]]);
}

/** The first reply, and the one in its thread where there is a second. */
function delivered(
  { shown }: Pick<DigestContents, "shown">,
  replies: readonly (readonly Passage[])[],
): ComposedDigest {
  const [main = [], inThread] = replies;
  const toEveryone = (passages: readonly Passage[]): Reply => ({
    audience: "everyone",
    blocks: passages.map(({ block }) => block),
  });
  return {
    main: toEveryone(main),
    ...(inThread === undefined ? {} : { inThread: toEveryone(inThread) }),
    pillars: pillarsOf(shown),
    pieces: placedPieces(replies),
  };
}

function pillarsOf(shown: readonly ShownStory[]): readonly number[] {
  const told = shown.flatMap(({ card }) => card.verdict?.pillar.number ?? []);
  const counts = Map.groupBy(told, (pillar) => pillar);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length).map(([pillar]) => pillar);
}

function receiptBlocks(
  { subscription, slotId, settled }: Pick<DigestContents, "subscription" | "slotId" | "settled">,
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
    note(
      dotted(
        describeScope(settings.filter),
        say("Scored by a language model: {about}", { about: "/news about" }),
      ),
    ),
    actions(
      ...sets,
      command(say("Mute…"), texts.mute(record.id)),
      command(say("Edit"), texts.edit(record.id)),
    ),
  ];
}

/** What a digest takes: `Absence of Corruption · strong impact · Latvia · "court"`. */
export function describeScope(filter: DigestFilter): string {
  return describeFilter(filter) || say("every article");
}
