// What a slot comes to: something to send, or a reason to skip it; and how far the subscription has then come. Pure.

import { formatInstant } from "../reply/dates.ts";
import type { Decision } from "../store/ledger.ts";
import { DAY_MS } from "../time/units.ts";
import { say } from "../wording/say.ts";
import { sayStored } from "../wording/stored.ts";
import type { Chosen } from "./choose.ts";
import { catchUpSentence } from "./say/headline.ts";
import { receiptText } from "./say/receipt.ts";
import { nothingSentence } from "./say/spikes.ts";
import type { Slot } from "./slots.ts";
import type { SpikeNews } from "./spikes/tell.ts";
import type { Subscription } from "./subscription.ts";

/** Days without anything to show after which a daily digest says once that it is still there. */
const SILENT_DAYS = 7;

/** Why the newest files do not serve. */
export interface Outage {
  readonly sentence: string;
  /** Names the outage: each is told once. ms UTC. */
  readonly since: number;
  /** When the news that serve were read from their files, ms UTC; absent when none serve. */
  readonly lastGoodAt?: number;
  /** All others' news are the newest. */
  readonly ofSomeFiles?: boolean;
}

/** What is told besides the articles, and whether the slot is sent at all. */
export interface Judgement {
  readonly sends: boolean;
  readonly sentences: readonly string[];
  /** Why nothing is sent; null when something is. */
  readonly reason: string | null;
  readonly progress: Pick<Decision["progress"], "silentSince" | "silenceTold" | "outageTold">;
}

/** `chosen` is absent when no news serve. */
export function judge(
  subscription: Subscription,
  slot: Slot,
  chosen: Pick<Chosen, "selection" | "rescored" | "withdrawn"> | undefined,
  outage: Outage | undefined,
): Judgement {
  const { record, settings } = subscription;
  const showsNothing = chosen === undefined || chosen.selection.shown.length === 0;
  const hasNews =
    chosen !== undefined && (!showsNothing || chosen.rescored.length > 0 || chosen.withdrawn.length > 0);
  const tellsOutage = outage !== undefined && outage.since !== record.outageTold && slot.kind !== "alert";
  const silentSince = showsNothing ? (record.silentSince ?? record.decidedSlot) : null;
  const tellsSilence =
    silentSince !== null &&
    settings.empty === "skip" &&
    record.silenceTold === 0 &&
    isDaily(subscription) &&
    slot.slotAt - silentSince >= SILENT_DAYS * DAY_MS;
  const saysEmpty = settings.empty === "say" && slot.kind !== "alert";
  const sends = hasNews || tellsOutage || tellsSilence || saysEmpty;
  const sentences = [
    catchUpSentence(slot.covered, record.zone),
    tellsOutage ? outageSentence(outage, record.zone) : undefined,
    tellsSilence
      ? say("Nothing fitted this digest for {days} days. It goes on; Edit changes what it takes.", {
          days: SILENT_DAYS,
        })
      : undefined,
  ].filter((sentence) => sentence !== undefined);
  return {
    sends,
    sentences,
    reason: sends
      ? null
      : chosen === undefined
        ? outage === undefined
          ? say("There was no news to choose from.")
          : say("There was no news to choose from: {why}", { why: sayStored(outage.sentence) })
        : say("Nothing to show: {receipt}.", { receipt: receiptText(chosen.selection.settled) }),
    progress: {
      silentSince,
      silenceTold: showsNothing && (tellsSilence || record.silenceTold === 1) ? 1 : 0,
      // What is over may come again, and is told again then.
      outageTold: outage === undefined ? null : tellsOutage ? outage.since : record.outageTold,
    },
  };
}

/** What an alert that waits for spikes tells: what began, and what is over. */
export function judgeSpikes({ record }: Subscription, news: SpikeNews | undefined): Judgement {
  const sends = news !== undefined && news.began.length + news.over.length > 0;
  return {
    sends,
    sentences: [],
    reason: sends ? null : news === undefined ? say("There was no news to look at.") : nothingSentence(news),
    progress: { silentSince: null, silenceTold: 0, outageTold: record.outageTold },
  };
}

function isDaily({ rule }: Subscription): boolean {
  return rule?.type === "hourly" || (rule?.type === "weekly" && rule.days.length >= 5);
}

function outageSentence(outage: Outage, zone: string): string {
  const { lastGoodAt, ofSomeFiles = false } = outage;
  const sentence = sayStored(outage.sentence);
  if (ofSomeFiles) return say("{outage} Admins know.", { outage: sentence });
  return lastGoodAt === undefined
    ? say("No news yet: {outage} Admins know.", { outage: sentence })
    : say("No new data since {instant}: {outage} Admins know.", {
        instant: formatInstant(lastGoodAt, zone),
        outage: sentence,
      });
}
