// What a search says that found nothing: what may have been meant, and what would find something.

import type { Listed } from "../../language/declare/options.ts";
import { termsOf } from "../../language/read/terms.ts";
import { describeFilter, filterOf } from "../../news/filter/filter.ts";
import { readQuestion, type SearchQuestion, writeQuestion } from "../../news/search/question.ts";
import { actions, code, command, counted, paragraph } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import { fromStart, type ListKind, listIn, type Page, searchOf, textOf } from "./list-page.ts";

type SearchKind = Extract<ListKind, { order: "search" }>;

/** Why there is no story, and a button to what would have some. */
export async function emptySearch(page: Page, kind: SearchKind): Promise<Block[]> {
  const { suggestion, values } = page;
  if (suggestion !== undefined)
    return [
      paragraph("No article says that. Did you mean: ", code(writeQuestion(suggestion))),
      actions(
        command("Search that", textOf(searchOf(suggestion), fromStart(values)), { isSuggestion: true }),
      ),
    ];
  const blocks = (await widerSearch(page, kind)) ?? (await anyOfTheWords(page, kind));
  if (blocks !== undefined) return blocks;
  return [
    paragraph(
      "No article says that in title, summary or opening. A word finds its other forms, and ",
      code("corrupt*"),
      " all that begins so.",
    ),
  ];
}

/** One of the words instead of all of them, where that has stories. */
async function anyOfTheWords(
  { catalog, values, resolved }: Page,
  kind: SearchKind,
): Promise<Block[] | undefined> {
  const wanted = kind.question.terms.filter(({ isLeftOut }) => !isLeftOut);
  const [first, ...others] = wanted;
  if (first === undefined || others.length === 0) return undefined;
  const leftOut = kind.question.terms.filter(({ isLeftOut }) => isLeftOut);
  const any = searchOf({
    terms: [{ any: wanted.flatMap((term) => term.any), isLeftOut: false }, ...leftOut],
  });
  const query = { filter: filterOf(values), period: resolved.period, limit: 1, offset: 0 };
  const found = await listIn(catalog, any, query);
  if ("done" in found || found.list.stories === 0) return undefined;
  const stories = counted(found.list.stories, "story has", "stories have");
  return [
    paragraph(`No article says all of that. ${stories} one of the words.`),
    actions(command("Any of the words", textOf(any, fromStart(values)))),
  ];
}

/** The same words in all dates, else without any filter, where that has stories. */
async function widerSearch(
  { catalog, values, resolved }: Page,
  kind: SearchKind,
): Promise<Block[] | undefined> {
  const { since: _since, until: _until, ...anyTime } = fromStart(values);
  const { limit, ...filters } = anyTime;
  const filter = filterOf(anyTime);
  const said = describeFilter(filter);
  const isDated = resolved.period.from !== undefined || resolved.period.to !== undefined;
  const inAllDates = {
    sentence: `No article says that ${said === "" ? "" : "under these filters "}in these dates. In all dates`,
    button: "Show all dates",
    filter,
    values: anyTime,
  };
  const unfiltered = {
    sentence: `No article says that under ${said === "" ? "these filters" : `"${said}"`}. Without`,
    button: "Without filters",
    filter: {},
    values: limit === undefined ? {} : { limit },
  };
  for (const wider of [
    ...(isDated ? [inAllDates] : []),
    ...(Object.keys(filters).length > 0 ? [unfiltered] : []),
  ]) {
    const found = await listIn(catalog, kind, { filter: wider.filter, period: {}, limit: 1, offset: 0 });
    if ("done" in found) return undefined;
    const [best] = found.list.entries;
    if (best === undefined) continue;
    const { publishedAt } = best.article;
    const when = publishedAt === undefined ? "" : `; the best match is from ${formatDate(publishedAt)}`;
    return [
      paragraph(`${wider.sentence} ${counted(found.list.stories, "story does", "stories do")}${when}.`),
      actions(command(wider.button, textOf(kind, wider.values))),
    ];
  }
  return undefined;
}

/** The search for what a filter of words asks for; undefined where no question asks that. */
export function questionOf({ any, not }: Listed): SearchQuestion | undefined {
  const alternatives = any.map(termsOf);
  const isOneEach = alternatives.every(({ length }) => length === 1);
  if (any.length === 0 || (any.length > 1 && !isOneEach)) return undefined;
  const wanted = alternatives
    .flat()
    .map(written)
    .join(isOneEach ? " OR " : " ");
  const leftOut = not
    .map(termsOf)
    .flatMap((terms) => (terms.length === 1 ? terms.map((term) => `-${written(term)}`) : []));
  return readQuestion([wanted, ...leftOut].join(" "));
}

function written(term: string): string {
  return /\s/.test(term) ? `"${term.replaceAll('"', " ")}"` : term;
}
