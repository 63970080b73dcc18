// The trend line of a digest: its stories of seven days against those of the seven before.

import type { Catalog } from "../../news/catalog.ts";
import { joined } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import { cautionOf, differenceWords } from "../../reply/differences.ts";
import { periodBefore } from "../../time/spans.ts";
import { DAY_MS, WEEK_MS } from "../../time/units.ts";
import { referenceOf } from "../../time/windows.ts";
import { say } from "../../wording/say.ts";
import type { DigestFilter } from "../settings.ts";

/** From here on it is said where the data end. */
const STALE_MS = 2 * DAY_MS;

/**
 * `14 strong stories in the last 7 days, 6 in the 7 before: 8 more.`, by date of publication and whatever was sent before;
 * undefined where the data do not reach back so far.
 */
export async function trendSentence(
  catalog: Catalog,
  filter: DigestFilter,
  now: number,
): Promise<string | undefined> {
  const [newest, oldest] = await Promise.all([catalog.newest(filter), catalog.oldest(filter)]);
  if (newest === undefined || oldest === undefined) return undefined;
  const to = referenceOf({ now, newest });
  const week = { from: to - WEEK_MS + 1, to };
  const before = periodBefore(week, { now, newest });
  if (before === undefined || before.from < Math.floor(oldest / DAY_MS) * DAY_MS) return undefined;
  const [is, was] = await Promise.all(
    [week, before].map(async (period) => {
      const { total } = await catalog.count({ ...filter, scored: true }, period);
      return total.stories.all;
    }),
  );
  if (is === undefined || was === undefined) return undefined;
  const stories = storiesText(is, filter);
  const difference = differenceWords(is, was);
  return joined(
    now - to > STALE_MS
      ? say("{stories} in the 7 days to {day}, {was, number} in the 7 before: {difference}.", {
          stories,
          day: formatDate(to),
          was,
          difference,
        })
      : say("{stories} in the last 7 days, {was, number} in the 7 before: {difference}.", {
          stories,
          was,
          difference,
        }),
    cautionOf(is, was),
  );
}

/** `14 strong negative stories`. */
function storiesText(count: number, { impact, direction }: DigestFilter): string {
  return say(
    "{count, number}{impact, select, strong { strong} other {}}{direction, select, negative { negative} positive { positive} neutral { neutral} other {}} {count, plural, one {story} other {stories}}",
    { count, impact: impact ?? "any", direction: direction ?? "any" },
  );
}
