// Which stories are steps of one affair: arrested, charged, convicted; tabled, vetoed, adopted once more.

import { recentIndex } from "./recent-index.ts";
import { keptSteps } from "./steps.ts";
import type { TextVector, Vectors } from "./vectors.ts";

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

/** A key shows its newest steps only. */
const MOST_PER_KEY = 16;

interface Step {
  readonly affair: string;
  readonly at: number;
  readonly vector: TextVector;
  /** The heaviest stems of its text. */
  readonly heaviest: readonly number[];
}

/** The stories of one country that later ones may continue. */
export interface RecentSteps {
  put(step: Step): void;
  /**
   * The affair of the step that a story continues: of those alike enough the most alike, else none. It is sought by the
   * heaviest stems of the story's text, with which `cosineWith` compares.
   */
  affairOf(
    at: number,
    heaviest: readonly number[],
    cosineWith: Vectors["cosineWith"],
  ): { readonly affair: string; readonly score: number } | undefined;
}

function askedAfter(ms: number): number {
  const late = Math.min(1, Math.max(0, ms / DAY_MS - SOON_DAYS) / (LATE_DAYS - SOON_DAYS));
  return ALIKE_SOON + (ALIKE_LATE - ALIKE_SOON) * late;
}

export function recentSteps(): RecentSteps {
  const byStem = recentIndex<number, number>(MOST_DAYS * DAY_MS);
  const steps = keptSteps(MOST_DAYS * DAY_MS);
  const found: number[] = [];
  return {
    put({ affair, at, vector, heaviest }) {
      const step = steps.put(affair, at, vector);
      for (const stem of heaviest) byStem.put(stem, step, at);
    },
    affairOf(at, heaviest, cosineWith) {
      const oldest = steps.look(at);
      let best: number | undefined;
      let bestScore = 0;
      for (const stem of heaviest) {
        const count = byStem.find(stem, MOST_PER_KEY, found);
        for (let place = 0; place < count; place++) {
          const step = found[place] ?? 0;
          if (step < oldest) break;
          if (!steps.see(step)) continue;
          const score = steps.cosineOf(step, cosineWith) - askedAfter(at - steps.timeOf(step));
          if (score < bestScore || (score === bestScore && best !== undefined)) continue;
          best = step;
          bestScore = score;
        }
      }
      return best === undefined ? undefined : { affair: steps.affairOf(best), score: bestScore };
    },
  };
}
