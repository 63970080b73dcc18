// What one invented event is made of, before outlets report it and a model scores it.

import type { PillarNumber } from "../../src/news/pillars.ts";
import type { Score } from "../../src/reply/article-card.ts";

/** A score for one pillar and the sentences that give its reason. */
export type Verdict = readonly [score: Score, reason: string];

export type Verdicts = Readonly<Partial<Record<PillarNumber, Verdict>>>;

interface Told {
  /** Days before today of the first report, with a fraction. Below 0.65 the event is of the last 24 hours. */
  readonly daysAgo: number;
  /** One headline a report. They share at least half of their words, so that they make one story. */
  readonly titles: readonly [string, ...string[]];
  /** Two or three sentences, as a newspaper opens. */
  readonly description: string;
}

export interface ScoredEvent extends Told {
  /** One or two sentences, as an analyst retells the event. They open every summary. */
  readonly facts: string;
  /** What the article adds at its end. */
  readonly background: string;
  readonly verdicts: Verdicts;
  /** Verdicts that the second report gets instead. */
  readonly dissent?: Verdicts;
  /** One more report, by an outlet that tells it in words of its own. */
  readonly retold?: { readonly title: string; readonly description: string };
  /** A second country whose file has the first report too. */
  readonly alsoIn?: string;
  /** The original headline of the last report, where the translator failed. */
  readonly untranslatedTitle?: string;
  /** The last report has no date. */
  readonly undated?: true;
}

/** An event that the model would not read. Its articles have score 0 and the text "Skipped article". */
export interface UnscoredEvent extends Told {
  readonly pillars: readonly PillarNumber[];
}

export interface Outlet {
  readonly name: string;
  /** Under `.example`, which is nobody's (RFC 2606). */
  readonly domain: string;
}

export interface CountrySample {
  readonly country: string;
  /** At least three: as many as a story may have reports. */
  readonly outlets: readonly Outlet[];
  readonly events: readonly ScoredEvent[];
  readonly unscored: readonly UnscoredEvent[];
}
