// Plain reference of what a digest shows and of what keeps every other article out: loops to read, not to be fast.

import type { Bucket } from "../../src/digest/select.ts";
import type { Settings } from "../../src/digest/subscription.ts";
import type { PlainAssessment } from "../reference/articles.ts";

export interface PlainCandidate {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly publishedAt: number | undefined;
  readonly country: string;
  readonly verdicts: readonly (PlainAssessment & { readonly summary: string })[];
  readonly story: string;
  /** Distinct outlets of its story. */
  readonly outlets: number;
  readonly isWithdrawn: boolean;
}

export interface PlainMutes {
  readonly sources: readonly string[];
  readonly words: readonly string[];
  readonly stories: readonly string[];
}

export interface PlainDigest {
  /** In order. */
  readonly shown: readonly string[];
  readonly buckets: ReadonlyMap<string, Bucket>;
}

const FOURTEEN_DAYS_MS = 14 * 86_400_000;

/** |score − 3|, and less than any for what was not scored. */
function strength({ score }: PlainAssessment): number {
  return score === 0 ? -1 : Math.abs(score - 3);
}

/** Candidates are in scope already. */
export function plainDigest(
  candidates: readonly PlainCandidate[],
  settings: Pick<Settings, "filter" | "limit" | "each">,
  {
    slotAt,
    sentStories,
    mutes,
  }: {
    readonly slotAt: number;
    readonly sentStories: ReadonlySet<string>;
    readonly mutes: PlainMutes;
  },
): PlainDigest {
  const { filter, limit, each } = settings;
  const buckets = new Map<string, Bucket>();
  const rest: { candidate: PlainCandidate; verdict: PlainAssessment }[] = [];
  for (const candidate of candidates) {
    const ofPillar = candidate.verdicts.filter(({ pillar }) => pillar === (filter.pillar ?? pillar));
    const scored = ofPillar.filter(({ score }) => score > 0);
    const directed = scored.filter(({ score }) => {
      if (filter.direction === "negative") return score < 3;
      return filter.direction === "positive" ? score > 3 : true;
    });
    const needed = { any: 0, notable: 1, strong: 2 }[filter.impact];
    const kept = directed.filter((verdict) => strength(verdict) >= needed);
    const verdict = kept.find((one) =>
      kept.every(
        (other) =>
          strength(one) > strength(other) ||
          (strength(one) === strength(other) && one.pillar <= other.pillar),
      ),
    );
    const isOld = candidate.publishedAt !== undefined && slotAt - candidate.publishedAt > FOURTEEN_DAYS_MS;
    if (candidate.isWithdrawn) buckets.set(candidate.id, "withdrawn");
    else if (isOld) buckets.set(candidate.id, "older");
    else if (sentStories.has(candidate.story)) buckets.set(candidate.id, "same-story");
    else if (scored.length === 0) buckets.set(candidate.id, "not-scored");
    else if (directed.length === 0) buckets.set(candidate.id, "other-direction");
    else if (verdict === undefined) buckets.set(candidate.id, "below-impact");
    else if (isMuted(candidate, mutes)) buckets.set(candidate.id, "muted");
    else rest.push({ candidate, verdict });
  }

  // The best first: whoever nobody left comes before.
  const ranked: typeof rest = [];
  while (rest.length > 0) {
    const best = rest.findIndex((one) =>
      rest.every((other) => one === other || comesBefore(one, other, filter.pillar)),
    );
    ranked.push(...rest.splice(best, 1));
  }
  const told = new Set<string>();
  const turns = new Map<string | number, number>();
  const queue: { id: string; turn: number }[] = [];
  for (const { candidate, verdict } of ranked) {
    if (told.has(candidate.story)) {
      buckets.set(candidate.id, "same-story");
      continue;
    }
    told.add(candidate.story);
    const group =
      each === undefined
        ? undefined
        : { country: candidate.country, pillar: verdict.pillar, source: candidate.source }[each];
    const turn = group === undefined ? 0 : (turns.get(group) ?? 0);
    if (group !== undefined) turns.set(group, turn + 1);
    queue.push({ id: candidate.id, turn });
  }
  const order: string[] = [];
  for (let turn = 0; order.length < queue.length; turn += 1)
    for (const one of queue) if (one.turn === turn) order.push(one.id);
  for (const [place, id] of order.entries()) buckets.set(id, place < limit ? "shown" : "over-limit");
  return { shown: order.slice(0, limit), buckets };
}

type Ranked = { readonly candidate: PlainCandidate; readonly verdict: PlainAssessment };

/** Strength; then with a pillar few strong pillars, without one many outlets; then the newest, undated last; then the id. */
function comesBefore(a: Ranked, b: Ranked, pillar: number | undefined): boolean {
  if (strength(a.verdict) !== strength(b.verdict)) return strength(a.verdict) > strength(b.verdict);
  if (pillar !== undefined && focus(a) !== focus(b)) return focus(a) < focus(b);
  if (pillar === undefined && a.candidate.outlets !== b.candidate.outlets)
    return a.candidate.outlets > b.candidate.outlets;
  const [dateOfA, dateOfB] = [a.candidate.publishedAt, b.candidate.publishedAt];
  if (dateOfA !== dateOfB) {
    if (dateOfA === undefined) return false;
    return dateOfB === undefined || dateOfA > dateOfB;
  }
  return a.candidate.id < b.candidate.id;
}

/** Pillars on which any of its verdicts is strong. */
function focus({ candidate }: Ranked): number {
  return new Set(candidate.verdicts.filter((one) => strength(one) === 2).map(({ pillar }) => pillar)).size;
}

function isMuted({ source, story, title, verdicts }: PlainCandidate, mutes: PlainMutes): boolean {
  if (mutes.sources.includes(source) || mutes.stories.includes(story)) return true;
  return mutes.words.some((word) =>
    [title, ...verdicts.map(({ summary }) => summary)].some((text) => says(text, word)),
  );
}

/** Whether a text has a word, whatever its case. */
function says(text: string, word: string): boolean {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .includes(word.toLowerCase());
}
