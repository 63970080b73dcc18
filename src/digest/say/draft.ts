// From what was chosen to the messages of a digest, with the cards of its articles.

import { cardOf } from "../../news/card.ts";
import { cardInputsOf } from "../../news/card-inputs.ts";
import type { Catalog } from "../../news/catalog.ts";
import { marksOfWords } from "../../news/search/words-marks.ts";
import type { ShownArticle } from "../../store/ledger.ts";
import type { Chosen } from "../choose.ts";
import type { Settled } from "../select.ts";
import type { DigestFilter } from "../settings.ts";
import type { Slot } from "../slots.ts";
import type { SpikeNews } from "../spikes/tell.ts";
import { filterOfCell } from "../spikes/watch.ts";
import type { Subscription } from "../subscription.ts";
import { type ComposedDigest, composeDigest, composeSpikes } from "./compose.ts";
import type { CommandTexts, ShownStory } from "./contents.ts";
import { pillarsShown } from "./direction.ts";
import { trendSentence } from "./trend.ts";

export interface Draft {
  readonly delivery: ComposedDigest;
  /** What the digest shows, for the ledger. */
  readonly shown: readonly ShownArticle[];
}

export interface DraftRequest {
  readonly subscription: Subscription;
  readonly slot: Slot;
  /** Absent when no news serve: the digest then only tells why. */
  readonly chosen?: Chosen;
  readonly catalog?: Catalog;
  readonly sentences: readonly string[];
  readonly now: number;
}

/** What an alert tells of spikes. */
export async function draftSpikes(
  {
    subscription,
    slot,
    news,
    catalog,
    now,
  }: Omit<DraftRequest, "chosen" | "sentences"> & {
    readonly news: SpikeNews;
    readonly catalog: Catalog;
  },
  texts: CommandTexts,
): Promise<Draft> {
  const { filter } = subscription.settings;
  const began = await Promise.all(
    news.began.map(async (spike) => ({
      ...spike,
      stories: await storiesOf(filterOfCell(filter, spike), spike, catalog),
    })),
  );
  const contents = { subscription, slotId: slot.id, slotAt: slot.slotAt, settled: news.settled };
  return {
    delivery: composeSpikes(contents, { began, over: news.over }, texts),
    shown: shownIn(
      began.flatMap(({ stories }) => stories),
      subscription,
      slot,
      now,
    ),
  };
}

const NOTHING_SETTLED: Settled = {};

export async function draftDigest(request: DraftRequest, texts: CommandTexts): Promise<Draft> {
  const { subscription, slot, chosen, catalog, sentences, now } = request;
  const stories =
    chosen === undefined || catalog === undefined
      ? []
      : await storiesOf(subscription.settings.filter, chosen, catalog);
  const { filter, trend: isTrendTold } = subscription.settings;
  const trend =
    isTrendTold === true && catalog !== undefined ? await trendSentence(catalog, filter, now) : undefined;
  const contents = {
    subscription,
    slotId: slot.id,
    slotAt: slot.slotAt,
    kind: slot.kind,
    shown: stories,
    settled: chosen?.selection.settled ?? NOTHING_SETTLED,
    highImpact: chosen?.highImpact ?? 0,
    seenBefore: chosen?.seenBefore ?? 0,
    rescored: chosen?.rescored ?? [],
    withdrawn: chosen?.withdrawn ?? [],
    severalCountries:
      subscription.settings.filter.country?.any.length !== 1 && (catalog?.countries.length ?? 0) > 1,
    sentences: trend === undefined ? sentences : [...sentences, trend],
  };
  return {
    delivery: composeDigest(contents, texts),
    shown: shownIn(stories, subscription, slot, now),
  };
}

function shownIn(
  stories: readonly ShownStory[],
  subscription: Subscription,
  slot: Slot,
  now: number,
): readonly ShownArticle[] {
  return stories.map(({ article, card: { title, verdict } }) => ({
    subscription: subscription.record.id,
    article,
    slot: slot.id,
    pillar: verdict?.pillar.number ?? null,
    score: verdict?.score ?? null,
    title,
    sentAt: now,
  }));
}

async function storiesOf(
  filter: DigestFilter,
  chosen: Pick<Chosen, "selection" | "entries">,
  catalog: Catalog,
): Promise<readonly ShownStory[]> {
  const { shown } = chosen.selection;
  const entries = shown.flatMap(({ candidate }) => chosen.entries.get(candidate.id) ?? []);
  const { words } = filter;
  const inputOf = await cardInputsOf(
    entries,
    filter,
    catalog,
    words === undefined ? undefined : marksOfWords(words),
  );
  const pillars = pillarsShown(shown);
  return shown.flatMap(({ candidate: { id }, kept }, index) => {
    const entry = chosen.entries.get(id);
    if (entry === undefined) return [];
    const card = cardOf({ ...inputOf(entry), pillar: (pillars[index] ?? kept[0]).pillar });
    return [{ article: id, card, kept, assessments: entry.article.assessments }];
  });
}
