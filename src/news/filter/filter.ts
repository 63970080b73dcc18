// What can be asked of a catalog, free of words and of SQL.

import type { Period } from "../../time/windows.ts";
import type { PillarNumber } from "../pillars.ts";

export type DirectionFilter = "any" | "negative" | "positive";
/** `notable` is strength 1 or 2, `strong` is 2. */
export type ImpactFilter = "any" | "notable" | "strong";

/** Which assessments count. An article passes when at least one of its assessments does. */
export interface NewsFilter {
  readonly pillar?: PillarNumber;
  readonly direction: DirectionFilter;
  readonly impact: ImpactFilter;
  /** English country names, any of which fits; none given: every country. */
  readonly countries: readonly string[];
  /** Outlet domains, any of which fits; none given: every source. */
  readonly sources: readonly string[];
  /** true: scores 1–5 only; false: not scored only; absent: both. `top` always takes 1–5. */
  readonly scored?: boolean;
}

/** Takes turns: the best story of each group first, then the second best of each, and so on. */
export type Each = "country" | "pillar" | "source";

export interface ListQuery {
  readonly filter: NewsFilter;
  readonly period: Period;
  readonly each?: Each;
  /** Stories, 1–10. */
  readonly limit: number;
  /** Stories to leave out from the start. */
  readonly offset: number;
}
