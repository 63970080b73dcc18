// What somebody who makes a digest should know before it is silent: that nothing is connected, that the data have nothing of
// a country or an outlet, how old the newest article is, that one country may take every place.

import type { NewsLook } from "../../datasets/look.ts";
import { OLDER_MS } from "../../digest/select.ts";
import type { Subscription } from "../../digest/subscription.ts";
import { AppError } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import { listOf } from "../../language/read/text.ts";
import type { Catalog } from "../../news/catalog.ts";
import { actions, command, joined, paragraph } from "../../reply/build.ts";
import { formatAge, formatDate } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";
import { editCommandOptions } from "./options.ts";

/** Countries named before the rest is only counted. */
const COUNTRIES_NAMED = 12;

export async function prospectBlocks(
  news: NewsLook,
  subscription: Subscription,
  now: number,
): Promise<readonly Block[]> {
  try {
    const { catalog } = await news.serving();
    return [...(await silenceBlocks(catalog, subscription, now)), ...floodBlocks(catalog, subscription)];
  } catch (error) {
    // It is made all the same: data may come later than digests.
    if (!(error instanceof AppError)) throw error;
    return [paragraph(joined(say("It is silent until there is news to read."), error.message))];
  }
}

async function silenceBlocks(
  catalog: Catalog,
  { settings: { filter } }: Subscription,
  now: number,
): Promise<readonly Block[]> {
  const { country, source } = filter;
  const countries = catalog.countries.map(({ name }) => name);
  const sources = catalog.sources.map(({ name }) => name);
  const missing = [
    ...(country?.any ?? []).filter((name) => !countries.includes(name)),
    ...(source?.any ?? []).filter((name) => !sources.includes(name)),
  ];
  const told =
    missing.length === 0
      ? []
      : [
          paragraph(
            say(
              "The data have no article of {missing}: of that it brings nothing until they do. They cover {countries}.",
              { missing: listOf(missing, "or"), countries: coveredText(countries) },
            ),
          ),
        ];
  const scope = {
    ...(country === undefined ? {} : { country }),
    ...(source === undefined ? {} : { source }),
  };
  const newest = await catalog.newest(scope);
  if (newest === undefined || newest >= now - OLDER_MS) return told;
  return [
    ...told,
    paragraph(
      say(
        "The newest article it could bring is from {date}, {age}, and digests bring none older than 14 days. It is silent until newer ones arrive.",
        { date: formatDate(newest), age: formatAge(newest, now) },
      ),
    ),
  ];
}

function coveredText(countries: readonly string[]): string {
  const rest = countries.length - COUNTRIES_NAMED;
  const named = countries.slice(0, COUNTRIES_NAMED);
  if (named.length === 0) return say("no known country");
  return rest > 0
    ? say("{countries} and {rest} more", { countries: named.join(", "), rest })
    : listOf(named, "and");
}

/** With several countries the loudest may take every place; taking turns is one press away. */
function floodBlocks({ countries }: Catalog, { record, settings }: Subscription): readonly Block[] {
  if (settings.each !== undefined || record.kind === "alert") return [];
  const { any, not } = settings.filter.country ?? { any: [], not: [] };
  const covered = any.length || countries.filter(({ name }) => !not.includes(name)).length;
  if (covered < 2) return [];
  const editText = (name: string): string =>
    formatCommand(["digest", "edit"], { name, each: "country" }, editCommandOptions);
  return [
    paragraph(
      say(
        "It covers several countries, and one with much news may take every place. They can take turns instead.",
      ),
    ),
    actions(command(say("By country"), editText(record.id), { typed: editText(record.name) })),
  ];
}
