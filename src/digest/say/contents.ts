// What a digest has to say, before anybody puts it into words.

import type { Assessment } from "../../news/article.ts";
import type { ArticleCard } from "../../reply/article-card.ts";
import type { Period } from "../../time/windows.ts";
import type { Bucket, Settled } from "../select.ts";
import type { DigestFilter } from "../settings.ts";
import type { Subscription } from "../subscription.ts";

/** The commands behind a digest's buttons, written by the floor above. */
export interface CommandTexts {
  details(article: string): string;
  /** The articles of one bucket of a slot. */
  bucket(slot: string, bucket: Bucket): string;
  mute(subscription: string): string;
  edit(subscription: string): string;
  /** The stories that pass a filter over the weeks, and those of a period. */
  trend(filter: DigestFilter): string;
  stories(filter: DigestFilter, period: Period): string;
}

/** A story that is shown. */
export interface ShownStory {
  /** What its article is known by, whatever its id is now. */
  readonly article: string;
  readonly card: ArticleCard;
  /** What the filter kept of it, strongest first. */
  readonly kept: readonly [Assessment, ...Assessment[]];
  /** Every assessment, for the full layout. */
  readonly assessments: readonly Assessment[];
}

export interface DigestContents {
  readonly subscription: Subscription;
  readonly slotId: string;
  /** ms UTC. */
  readonly slotAt: number;
  readonly kind: "scheduled" | "run" | "alert";
  /** In rank order. */
  readonly shown: readonly ShownStory[];
  readonly settled: Settled;
  /** Candidates with a very strong verdict in scope. */
  readonly highImpact: number;
  /** Candidates that were in the data before: scored anew, or back after they were withdrawn. */
  readonly seenBefore: number;
  /** Shown before, and scored anew since. */
  readonly rescored: readonly {
    readonly article: string;
    readonly title: string;
    readonly before: number;
    readonly after: number;
    /** The file most of which was scored anew with it; null where it was scored anew by itself. */
    readonly withFile: string | null;
  }[];
  /** Shown before, and no longer in the data. */
  readonly withdrawn: readonly { readonly article: string; readonly title: string }[];
  /** Whether it may show articles of several countries: they then stand under theirs. */
  readonly severalCountries: boolean;
  /** Sentences that must be told: that data are old, that the bot was away. */
  readonly sentences: readonly string[];
}
