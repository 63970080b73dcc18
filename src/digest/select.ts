// What becomes of every candidate of a digest: which stories are shown, and which bucket keeps each other article out.
// Pure, and the only place that decides it: deliveries, previews and `why` all ask here.

import type { Assessment } from "../news/article.ts";
import { keptOf, sieveOf, spokenBy, type VerdictDimension } from "../news/filter/filter.ts";
import { phraseMatcher } from "../news/filter/matcher.ts";
import { bestFirst, compareBy } from "../news/filter/rank.ts";
import { type Each, groupOf, inTurns } from "../news/filter/turns.ts";
import { DAY_MS } from "../time/units.ts";
import type { DigestFilter } from "./settings.ts";

/** Where an article ends up. One that fits several is in the first that fits, in the order of `settle`. */
export type Bucket =
  | "withdrawn" // no longer in the data
  | "older" // published more than 14 days before the slot
  | "same-story" // another report of its story stands for it, now or in an earlier digest
  | "not-scored"
  | "other-direction"
  | "below-impact"
  | "off-topic" // less about its pillar than is asked for
  | "muted"
  | "shown"
  | "over-limit"
  // Chosen as if shown, and what became of its message then: delivered.ts.
  | "refused" // the platform did not take it
  | "unsure" // nobody can tell whether it arrived
  | "undelivered"; // it was given up before it was sent

/** In the order in which receipts name them. */
export const BUCKETS: readonly Bucket[] = [
  "shown",
  "refused",
  "unsure",
  "undelivered",
  "over-limit",
  "below-impact",
  "off-topic",
  "other-direction",
  "same-story",
  "not-scored",
  "older",
  "muted",
  "withdrawn",
];

/** An article that was published longer ago than this comes too late for a digest. */
export const OLDER_MS = 14 * DAY_MS;

/** What the choice needs to know of an article. */
export interface Candidate {
  /** What it is known by, whatever its id is now. */
  readonly id: string;
  readonly title?: string;
  readonly source?: string;
  /** ms UTC; absent when undated. */
  readonly publishedAt?: number;
  readonly countries: readonly string[];
  readonly assessments: readonly Assessment[];
  readonly isOpinion: boolean;
  readonly storyId: string;
  readonly affairId: string;
  /** Distinct outlets of its story. */
  readonly outlets: number;
  readonly isWithdrawn: boolean;
}

/** The bucket of what each dimension of verdicts keeps out. */
const KEPT_OUT_BY = {
  scored: "not-scored",
  direction: "other-direction",
  impact: "below-impact",
  relevance: "off-topic",
} as const satisfies Readonly<Record<VerdictDimension, Bucket>>;

type KeptOut = (typeof KEPT_OUT_BY)[VerdictDimension];

/** A candidate in scope, looked at with the eyes of one filter. */
interface Screened {
  readonly candidate: Candidate;
  /** Absent when the filter keeps it. */
  readonly keptOutBy?: KeptOut;
  /** The assessments that pass, the best first. */
  readonly kept: readonly Assessment[];
}

/** A story that is shown, by its best report. */
export interface Choice {
  readonly candidate: Candidate;
  /** What the filter keeps of it: never empty; the first is the verdict that is shown. */
  readonly kept: readonly [Assessment, ...Assessment[]];
}

/** The articles of each bucket, by id; a bucket without any is left out. */
export interface Settled extends Readonly<Partial<Record<Bucket, readonly string[]>>> {
  /** How many more there are than are named: a new file may bring years of old news. */
  readonly unnamed?: Readonly<Partial<Record<Bucket, number>>>;
  /** What was told of spikes, in sentences. */
  readonly spikes?: readonly string[];
}

/** Articles named of a bucket that a new file may fill. */
const NAMED = 1_000;

export interface Selection {
  /** In rank order. */
  readonly shown: readonly Choice[];
  readonly settled: Settled;
}

/** Whether an article is published too long before a slot. Undated articles never are. */
export function isOlder(publishedAt: number | undefined, slotAt: number): boolean {
  return publishedAt !== undefined && publishedAt < slotAt - OLDER_MS;
}

/** The candidates in a filter's scope, and what the filter keeps of each. Shared by all digests of one filter. */
export function screen(candidates: readonly Candidate[], filter: DigestFilter): readonly Screened[] {
  const { inScope, verdicts } = sieveOf({ ...filter, scored: true });
  const screened: Screened[] = [];
  for (const candidate of candidates) {
    let kept = inScope(candidate);
    if (kept.length === 0) continue;
    let keptOutBy: KeptOut | undefined;
    for (const { name, keeps } of verdicts) {
      kept = keptOf(kept, (assessment) => keeps(assessment, candidate));
      if (kept.length > 0) continue;
      keptOutBy = KEPT_OUT_BY[name];
      break;
    }
    if (keptOutBy !== undefined) screened.push({ candidate, kept, keptOutBy });
    else screened.push({ candidate, kept: kept.length === 1 ? kept : kept.toSorted(compareVerdicts) });
  }
  return screened;
}

const compareVerdicts = bestFirst();

/** What keeps articles out of one digest. Stories are ids of `Candidate.storyId`, affairs of `Candidate.affairId`. */
export interface Mutes {
  readonly sources: ReadonlySet<string>;
  readonly words: readonly string[];
  readonly stories: ReadonlySet<string>;
  readonly affairs: ReadonlySet<string>;
}

export interface SettleOptions {
  /** ms UTC. */
  readonly slotAt: number;
  /** Stories that an earlier digest showed. */
  readonly sentStories: ReadonlySet<string>;
  readonly mutes: Mutes;
  /** Stories shown at most; 0 and more. */
  readonly limit: number;
  readonly each?: Each;
}

const compareStories = compareBy("top");

/** Puts every screened candidate into its bucket. */
export function settle(screened: readonly Screened[], options: SettleOptions): Selection {
  const { slotAt, sentStories, mutes, limit, each } = options;
  const buckets = new Map<Bucket, string[]>();
  const unnamed = new Map<Bucket, number>();
  const put = (bucket: Bucket, { id }: Candidate): void => {
    const ids = buckets.get(bucket);
    if (ids === undefined) buckets.set(bucket, [id]);
    else if (ids.length < NAMED) ids.push(id);
    else unnamed.set(bucket, (unnamed.get(bucket) ?? 0) + 1);
  };
  const muteMatchers = mutes.words.map(phraseMatcher);
  const isMuted = (candidate: Candidate): boolean => {
    if (candidate.source !== undefined && mutes.sources.has(candidate.source)) return true;
    if (mutes.stories.has(candidate.storyId) || mutes.affairs.has(candidate.affairId)) return true;
    if (muteMatchers.length === 0) return false;
    const texts = spokenBy(candidate);
    return muteMatchers.some((matches) => matches(texts));
  };

  const choices: Choice[] = [];
  for (const { candidate, kept, keptOutBy } of screened) {
    const [strongest, ...others] = kept;
    if (candidate.isWithdrawn) put("withdrawn", candidate);
    else if (isOlder(candidate.publishedAt, slotAt)) put("older", candidate);
    else if (sentStories.has(candidate.storyId)) put("same-story", candidate);
    else if (keptOutBy !== undefined || strongest === undefined) put(keptOutBy ?? "below-impact", candidate);
    else if (isMuted(candidate)) put("muted", candidate);
    else choices.push({ candidate, kept: [strongest, ...others] });
  }

  const ranked = choices.toSorted((a, b) => compareStories(a.candidate, a.kept[0], b.candidate, b.kept[0]));
  const stories = new Set<string>();
  const best = ranked.filter((choice) => {
    const { storyId } = choice.candidate;
    if (stories.has(storyId)) put("same-story", choice.candidate);
    else {
      stories.add(storyId);
      return true;
    }
    return false;
  });
  const inTurn =
    each === undefined ? best : inTurns(best, ({ candidate, kept }) => groupOf(each, candidate, kept[0]));
  const shown = inTurn.slice(0, limit);
  for (const { candidate } of shown) put("shown", candidate);
  for (const { candidate } of inTurn.slice(shown.length)) put("over-limit", candidate);
  return {
    shown,
    settled: {
      ...Object.fromEntries(buckets),
      ...(unnamed.size === 0 ? {} : { unnamed: Object.fromEntries(unnamed) }),
    },
  };
}

/** How many articles are in a bucket. */
export function sizeOf(settled: Settled, bucket: Bucket): number {
  return (settled[bucket]?.length ?? 0) + (settled.unnamed?.[bucket] ?? 0);
}

/** How many candidates there were: every one is in exactly one bucket. */
export function countOf(settled: Settled): number {
  return BUCKETS.reduce((sum, bucket) => sum + sizeOf(settled, bucket), 0);
}

/** The bucket that an article is in; undefined when it was no candidate, or is one of many that are not named. */
export function bucketOf(settled: Settled, article: string): Bucket | undefined {
  return BUCKETS.find((bucket) => settled[bucket]?.includes(article));
}
