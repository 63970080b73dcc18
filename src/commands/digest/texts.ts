// The commands behind a digest's buttons.

import type { CommandTexts } from "../../digest/say/contents.ts";
import type { DigestFilter } from "../../digest/settings.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Listed } from "../../language/declare/options.ts";
import { termsText } from "../../language/read/terms.ts";
import type { FilterValues } from "../../news/filter/filter.ts";
import { TREND } from "../news/counts/options.ts";
import { fixedDates, TOP, textOf } from "../news/list-page.ts";
import { showText } from "../news/one-article.ts";
import { historyOptions } from "./history.ts";
import { muteOptions } from "./mute-options.ts";
import { editCommandOptions } from "./options.ts";

export const digestTexts: CommandTexts = {
  details: showText,
  bucket: (slot, set) => formatCommand(["digest", "history"], { slot, set }, historyOptions),
  // By id: a digest may be renamed while its messages stand.
  mute: (digest) => formatCommand(["digest", "mute"], { digest }, muteOptions),
  trend: (filter) => formatCommand(TREND.path, filterValues(filter), TREND.options),
  stories: (filter, period) => textOf(TOP, { ...filterValues(filter), ...fixedDates(period) }),
  edit: (name) => formatCommand(["digest", "edit"], { name }, editCommandOptions),
};

/** What a filter is typed as. What it does not ask is said, too: lists and counts have usual values of their own. */
function filterValues({ pillar, country, source, words, ...verdict }: DigestFilter): FilterValues {
  const { direction, impact = "any", relevance = "any" } = verdict;
  return {
    ...(pillar === undefined ? {} : { pillar: listed(pillar, String) }),
    ...(direction === undefined ? {} : { direction }),
    impact,
    relevance,
    ...(country === undefined ? {} : { country: listed(country, (name) => name) }),
    ...(source === undefined ? {} : { source: listed(source, (name) => name) }),
    ...(words === undefined ? {} : { words: listed(words, termsText) }),
  };
}

function listed<Item>({ any, not }: Listed<Item>, write: (item: Item) => string): Listed {
  return { any: any.map(write), not: not.map(write) };
}
