// A digest as people read it: what got worse and better, what changed, and a receipt for all the others. Pure.

import { describeFilter } from "../../news/filter/filter.ts";
import type { Delivery } from "../../platform/destination.ts";
import { isScore } from "../../reply/article-card.ts";
import {
  actions,
  type Content,
  command,
  counted,
  dotted,
  heading,
  list,
  note,
  strong,
} from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { signOf } from "../../reply/signs.ts";
import { BUCKETS, countOf, sizeOf } from "../select.ts";
import type { DigestFilter } from "../subscription.ts";
import type { CommandTexts, DigestContents, ShownStory } from "./contents.ts";
import { headBlocks } from "./headline.ts";
import { bucketText, receiptText } from "./receipt.ts";
import { storyBlocks } from "./stories.ts";

/** Lines of rescored and withdrawn articles before the rest is only counted. */
const CHANGES_LISTED = 5;

const SCORED_BY = "Scored by a language model: /news about";

/** The messages of a digest. In the thread layout the articles are apart from the head. */
export function composeDigest(contents: DigestContents, texts: CommandTexts): Delivery {
  const { settings } = contents.subscription;
  const head = [...headBlocks(contents)];
  const body = [...storyBlocks(contents, texts), ...changeBlocks(contents)];
  const end = [...receiptBlocks(contents, texts)];
  const toEveryone = (blocks: readonly Block[]): Reply => ({ audience: "everyone", blocks });
  const pillars = pillarsOf(contents.shown);
  if (!settings.thread || body.length === 0) return { main: toEveryone([...head, ...body, ...end]), pillars };
  return { main: toEveryone([...head, ...end]), inThread: toEveryone(body), pillars };
}

function pillarsOf(shown: readonly ShownStory[]): readonly number[] {
  const told = shown.flatMap(({ card }) => card.verdict?.pillar.number ?? []);
  const counts = Map.groupBy(told, (pillar) => pillar);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length).map(([pillar]) => pillar);
}

function changeBlocks({ rescored, withdrawn }: DigestContents): readonly Block[] {
  const signs = (score: number): string => (isScore(score) ? signOf(score) : "");
  if (rescored.length === 0 && withdrawn.length === 0) return [];
  const byFile = Map.groupBy(rescored, ({ withFile }) => withFile);
  return [
    heading("CHANGED"),
    ...changeList(
      [...byFile].flatMap(([file, articles]) =>
        file === null
          ? []
          : [
              [
                "Most of ",
                strong(file),
                ` was scored anew, ${counted(articles.length, "article")} shown here with it`,
              ],
            ],
      ),
      "files scored anew",
    ),
    ...changeList(
      (byFile.get(null) ?? []).map(({ title, before, after }) => [
        "Rescored: ",
        strong(title),
        `  ${signs(before)} → ${signs(after)}`,
      ]),
      "rescored",
    ),
    ...changeList(
      withdrawn.map((title) => ["Withdrawn, no longer in the data: ", strong(title)]),
      "withdrawn",
    ),
  ];
}

function changeList(lines: readonly Content[], what: string): readonly Block[] {
  if (lines.length === 0) return [];
  const hidden = lines.length - CHANGES_LISTED;
  return [list(lines.slice(0, CHANGES_LISTED)), ...(hidden > 0 ? [note(`… ${hidden} more ${what}`)] : [])];
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
