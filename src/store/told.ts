// What a message tells that is told once: kept with the message, so that what never stood is told again.

import type { Transaction } from "kysely";
import { z } from "zod";
import { inChunks } from "./chunks.ts";
import { rowValues } from "./row-values.ts";
import type { SentArticleRecord, SlotRecord, Tables } from "./tables.ts";

/** A spike that is told and goes on. */
export interface SpikeTold {
  /** An English country name, and a pillar's number. */
  readonly country: string;
  readonly pillar: number;
  /** The last of the seven days that it was told of first: ms UTC of its midnight. */
  readonly since: number;
}

/** What a message says of a spike: that it began, or that it is over. */
export interface SpikeChange extends SpikeTold {
  readonly type: "began" | "over";
}

const spikeSchema = z.object({ country: z.string(), pillar: z.number(), since: z.number() });

export const toldSchema = z.object({
  /** Shown articles. */
  articles: z.array(z.string()),
  /** New verdicts of articles that were shown before. */
  rescored: z.array(z.object({ article: z.string(), before: z.number(), after: z.number() })),
  /** Articles that were shown before and are no longer in the data. */
  withdrawn: z.array(z.string()),
  spikes: z.array(spikeSchema.extend({ type: z.enum(["began", "over"]) })).default([]),
});

export interface Told {
  readonly articles: readonly string[];
  readonly rescored: readonly { readonly article: string; readonly before: number; readonly after: number }[];
  readonly withdrawn: readonly string[];
  readonly spikes: readonly SpikeChange[];
}

export const NOTHING_TOLD: Told = { articles: [], rescored: [], withdrawn: [], spikes: [] };

/** Reads what a stored message tells. */
export function readTold(json: string): Told {
  return toldSchema.parse(JSON.parse(json));
}

export function allTold(told: readonly Told[]): Told {
  return {
    articles: told.flatMap(({ articles }) => articles),
    rescored: told.flatMap(({ rescored }) => rescored),
    withdrawn: told.flatMap(({ withdrawn }) => withdrawn),
    spikes: told.flatMap(({ spikes }) => spikes),
  };
}

export function tellsNothing({ articles, rescored, withdrawn, spikes }: Told): boolean {
  return articles.length + rescored.length + withdrawn.length + spikes.length === 0;
}

/** The spikes that go on, as a subscription's row has them. */
export function readSpikes(json: string): readonly SpikeTold[] {
  return z.array(spikeSchema).parse(JSON.parse(json));
}

/** The spikes that go on after these changes, as a subscription's row has them. */
export function withSpikes(before: readonly SpikeTold[], changes: readonly SpikeChange[]): string {
  const isChanged = (one: SpikeTold): boolean =>
    changes.some(({ country, pillar }) => country === one.country && pillar === one.pillar);
  const began = changes.filter(({ type }) => type === "began");
  const after = [...before.filter((one) => !isChanged(one)), ...began];
  return JSON.stringify(after.map(({ country, pillar, since }): SpikeTold => ({ country, pillar, since })));
}

type Change<Column extends keyof SentArticleRecord> = Pick<
  SentArticleRecord,
  "subscription" | "article" | Column
>;

/** Notes the verdicts that subscriptions tell of articles which they showed before. */
export async function changeScores(
  trx: Transaction<Tables>,
  changes: readonly Change<"score">[],
): Promise<void> {
  for (const chunk of inChunks(changes)) {
    const rows = chunk.map(({ subscription, article, score }) => [subscription, article, score]);
    await trx
      .with("change(subscription, article, score)", () => rowValues<Change<"score">>(rows))
      .updateTable("sentArticles")
      .from("change")
      .set((set) => ({ score: set.cast<number>("change.score", "integer") }))
      .whereRef("sentArticles.subscription", "=", "change.subscription")
      .whereRef("sentArticles.article", "=", "change.article")
      .execute();
  }
}

/** Notes the withdrawals that subscriptions tell of articles which they showed before. */
export async function changeWithdrawals(
  trx: Transaction<Tables>,
  changes: readonly Change<"withdrawalTold">[],
): Promise<void> {
  for (const chunk of inChunks(changes)) {
    const rows = chunk.map(({ subscription, article, withdrawalTold }) => [
      subscription,
      article,
      withdrawalTold,
    ]);
    await trx
      .with("change(subscription, article, withdrawalTold)", () => rowValues<Change<"withdrawalTold">>(rows))
      .updateTable("sentArticles")
      .from("change")
      .set((set) => ({ withdrawalTold: set.cast<number | null>("change.withdrawalTold", "bigint") }))
      .whereRef("sentArticles.subscription", "=", "change.subscription")
      .whereRef("sentArticles.article", "=", "change.article")
      .execute();
  }
}

/** What a slot told counts as never told: its articles were not shown, and changes are as they were before it. */
export async function untell(
  trx: Transaction<Tables>,
  { id, subscription }: Pick<SlotRecord, "id" | "subscription">,
  { articles, rescored, withdrawn, spikes }: Told,
): Promise<void> {
  for (const chunk of inChunks(articles))
    await trx
      .deleteFrom("sentArticles")
      .where("subscription", "=", subscription)
      .where("slot", "=", id)
      .where("article", "in", chunk)
      .execute();
  await changeScores(
    trx,
    rescored.map(({ article, before }) => ({ subscription, article, score: before })),
  );
  await changeWithdrawals(
    trx,
    withdrawn.map((article) => ({ subscription, article, withdrawalTold: null })),
  );
  if (spikes.length > 0) await untellSpikes(trx, subscription, spikes);
}

/** What began is not known, and what was over goes on. */
async function untellSpikes(
  trx: Transaction<Tables>,
  subscription: string,
  changes: readonly SpikeChange[],
): Promise<void> {
  const found = await trx
    .selectFrom("subscriptions")
    .select("spikes")
    .where("id", "=", subscription)
    .executeTakeFirst();
  if (found === undefined) return;
  const back = changes.map(
    (change): SpikeChange => ({ ...change, type: change.type === "began" ? "over" : "began" }),
  );
  await trx
    .updateTable("subscriptions")
    .set({ spikes: withSpikes(readSpikes(found.spikes), back) })
    .where("id", "=", subscription)
    .execute();
}
