// Which stories are steps of one affair: arrested, charged, convicted; tabled, vetoed, adopted once more.

import { type RecentIndex, recentIndex } from "./recent-index.ts";
import { lightened, type TextVector, vectorRoom } from "./vectors.ts";

const DAY_MS = 86_400_000;

/** A step follows an earlier one within so many days. */
const MOST_DAYS = 30;

/**
 * How alike the texts of two steps must be (cosine): within the days of a story nearly all that is somewhat alike is one
 * affair; in a month other crimes and other laws come that are as much alike.
 */
const ALIKE_SOON = 0.27;
const ALIKE_LATE = 0.42;
const SOON_DAYS = 3;
const LATE_DAYS = 14;

/** A step is kept for a month, so only so many of its heaviest stems are. */
const STEMS_TO_COMPARE = 64;

/** A key shows its newest steps only. */
const MOST_PER_KEY = 16;

interface Step {
  readonly affair: string;
  readonly at: number;
  readonly vector: TextVector;
}

interface KeptStep extends Step {
  /** The search that looked at it last. */
  search: number;
}

/** The stories of one country that later ones may continue. */
export interface RecentSteps {
  put(step: Step, heaviest: readonly number[]): void;
  /**
   * The affair of the step that a story continues: of those alike enough the most alike, else none.
   * `heaviest` are the heaviest stems of its text, `cosineWith` compares with it.
   */
  affairOf(
    at: number,
    heaviest: readonly number[],
    cosineWith: (vector: TextVector) => number,
  ): { readonly affair: string; readonly score: number } | undefined;
}

function askedAfter(ms: number): number {
  const late = Math.min(1, Math.max(0, ms / DAY_MS - SOON_DAYS) / (LATE_DAYS - SOON_DAYS));
  return ALIKE_SOON + (ALIKE_LATE - ALIKE_SOON) * late;
}

export function recentSteps(): RecentSteps {
  const byStem: RecentIndex<number, KeptStep> = recentIndex(MOST_DAYS * DAY_MS);
  // Steps are kept ten times as long as stories, so they have arrays of their own.
  const room = vectorRoom();
  let searches = 0;
  return {
    put(step, stems) {
      const vector = lightened(step.vector, STEMS_TO_COMPARE, room);
      const light = { affair: step.affair, at: step.at, vector, search: 0 };
      for (const stem of stems) byStem.put(stem, light, step.at);
    },
    affairOf(at, stems, cosineWith) {
      let best: { affair: string; score: number } | undefined;
      const search = ++searches;
      for (const stem of stems)
        byStem.visit(stem, MOST_PER_KEY, (step) => {
          if (at - step.at > MOST_DAYS * DAY_MS) return false;
          if (step.search === search) return true;
          step.search = search;
          const score = cosineWith(step.vector) - askedAfter(at - step.at);
          if (score >= 0 && (best === undefined || score > best.score)) best = { affair: step.affair, score };
          return true;
        });
      return best;
    },
  };
}
