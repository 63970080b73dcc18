// What must hold on two cores with 1,000,000 assessments, by figure. A figure without a target is there to be read.

import type { Unit } from "./figures.ts";

export type Target = { readonly unit: Unit } & ({ readonly most: number } | { readonly least: number });

const atMost = (most: number, unit: Unit): Target => ({ most, unit });
const atLeast = (least: number, unit: Unit): Target => ({ least, unit });

/** As many times as fast as the commit before the index. */
const TEN_TIMES = atLeast(10, "×");
const LIST = atMost(20, "ms");
const SEARCH = atMost(25, "ms");

export const TARGETS: Readonly<Record<string, Target>> = {
  "top.p50": atMost(4, "ms"),
  "top.p99": atMost(15, "ms"),
  "top.before": TEN_TIMES,
  "top-all.p50": atMost(4, "ms"),
  "top-all.p99": atMost(15, "ms"),
  "top-all.before": TEN_TIMES,
  "latest.p99": LIST,
  "latest.before": TEN_TIMES,
  "latest-all.p99": LIST,
  "latest-all.before": TEN_TIMES,
  "since-all.p99": LIST,
  "since-all.before": TEN_TIMES,
  "since-all-all.p99": LIST,
  "since-all-all.before": TEN_TIMES,
  "each-country.p99": LIST,
  "page-20.p99": LIST,
  "page-20.before": TEN_TIMES,
  "show-number.p99": atMost(10, "ms"),
  "show-id.p99": atMost(10, "ms"),
  "search-rare.p99": SEARCH,
  "search-common.p99": SEARCH,
  "search-commonest.p99": SEARCH,
  "search-phrase.p99": SEARCH,
  "search-prefix.p99": SEARCH,
  "search-hostile.p99": SEARCH,
  "search-ilike.ratio": atLeast(100, "×"),
  "stats.p99": atMost(30, "ms"),
  "in-flight.p50": atMost(60, "ms"),
  "in-flight.p99": atMost(250, "ms"),
  "growth.ratio": atMost(4, "×"),
  "memory.resident": atMost(400, "MB"),
  "restart-ask.first": atMost(0.8, "s"),
  "restart-ask.further": atLeast(100, "×"),
  "restart-start.first": atMost(0.8, "s"),
  "build.ratio": atMost(5, "×"),
  "one-file.ratio": atMost(0.2, "×"),
  "swap.loop": atMost(20, "ms"),
  "swap.refused": atMost(0, ""),
  "digests.decided": atMost(150, "ms"),
  "noting.sqlite": atMost(3, "s"),
  "noting.postgres": atMost(3, "s"),
  "dropbox.bytes": atMost(0, "bytes"),
  "askers.refused": atMost(0, ""),
  "askers.max": atMost(1_000, "ms"),
  "minutes.resident": atMost(400, "MB"),
};

/** Whether a figure holds its target, and which share of it it takes: above 1 it is missed. */
export function heldAgainst(
  value: number,
  target: Target,
): { readonly holds: boolean; readonly share: number } {
  if ("most" in target) {
    const share = target.most === 0 ? (value === 0 ? 0 : Number.POSITIVE_INFINITY) : value / target.most;
    return { holds: value <= target.most, share };
  }
  return { holds: value >= target.least, share: target.least / value };
}
