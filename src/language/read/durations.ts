// Lengths of time between text and ms.

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, WEEK_MS } from "../../time/units.ts";

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND_MS,
  min: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: WEEK_MS,
};

/** A length of time in ms: `90min`, `24h`, `7d`, `12w`, `2 days`. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,15}) ?([a-z]+)$/.exec(text.trim().toLowerCase());
  const unit = (match?.[2] ?? "")
    .replace(/^(min)(ute)?s?$/, "$1")
    .replace(/^(h)(ou)?rs?$|^(d)ays?$|^(w)eeks?$/, "$1$3$4");
  return match === null || !Object.hasOwn(UNITS_MS, unit)
    ? undefined
    : Number(match[1]) * (UNITS_MS[unit] ?? 0);
}

/** The shortest canonical text of a length of time in whole ms; days from three days on, so `24h` stays `24h`. */
export function formatDuration(ms: number): string {
  const unit = ["d", "h", "min", "s"].find((name) => {
    const unitMs = UNITS_MS[name] ?? 1;
    return ms % unitMs === 0 && (name !== "d" || ms >= 3 * DAY_MS);
  });
  return `${ms / (UNITS_MS[unit ?? "ms"] ?? 1)}${unit ?? "ms"}`;
}
