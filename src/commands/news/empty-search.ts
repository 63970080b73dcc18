// What a search says that found nothing: what may have been meant, and what would find something.

import type { Listed } from "../../language/declare/options.ts";
import { termsOf } from "../../language/read/terms.ts";
import { describeFilter, filterOf } from "../../news/filter/filter.ts";
import {
  readQuestion,
  type SearchQuestion,
  type SearchTerm,
  writeQuestion,
} from "../../news/search/question.ts";
import { actions, code, command, joined, paragraph } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import { say, sayParts } from "../../wording/say.ts";
import { fromStart, type ListKind, listIn, type Page, searchOf, textOf } from "./list-page.ts";

type SearchKind = Extract<ListKind, { order: "search" }>;

/** Why there is no story, and a button to what would have some. */
export async function emptySearch(page: Page, kind: SearchKind): Promise<Block[]> {
  const { suggestion, values } = page;
  if (suggestion !== undefined)
    return [
      paragraph(
        ...sayParts("No article says that. Did you mean: {question}", {
          question: code(writeQuestion(suggestion)),
        }),
      ),
      actions(
        command(say("Search that"), textOf(searchOf(suggestion), fromStart(values)), { isSuggestion: true }),
      ),
    ];
  const blocks = (await widerSearch(page, kind)) ?? (await fewerWords(page, kind));
  if (blocks !== undefined) return blocks;
  return [
    paragraph(
      ...sayParts(
        "No article says that in title, summary or opening. A word finds its other forms, and {beginning} all that begins so.",
        { beginning: code("corrupt*") },
      ),
    ),
  ];
}

/** Words of questions and of every text: nobody looks for them by themselves. */
const SMALL_WORDS = new Set(
  (
    "a about an and any are as at be been by can did do does for from had has have he her his how i if in is it its me more of on or " +
    "she so tell than that the their them there they this to was we were what when where which who whom whose why will with you"
  ).split(" "),
);

function isSmall({ any, isLeftOut }: SearchTerm): boolean {
  return !isLeftOut && any.every(({ type, text }) => type === "word" && SMALL_WORDS.has(text.toLowerCase()));
}

/** The words that say something, else any of them instead of all, where that has stories. */
async function fewerWords(page: Page, { question }: SearchKind): Promise<Block[] | undefined> {
  const telling = question.terms.filter((term) => !isSmall(term));
  const wanted = telling.filter(({ isLeftOut }) => !isLeftOut);
  const leftOut = question.terms.filter(({ isLeftOut }) => isLeftOut);
  if (wanted.length === 0) return undefined;
  const small = question.terms.filter(isSmall).map(({ any }) => any.map(({ text }) => text).join(" "));
  if (small.length > 0) {
    const kind = searchOf({ terms: telling });
    const stories = await countOf(page, kind);
    if (stories > 0)
      return [
        paragraph(
          say(
            'No article says all of that. Without "{words}" {stories, plural, one {# story does} other {# stories do}}.',
            { words: small.join(" "), stories },
          ),
        ),
        actions(
          command(say("Without small words"), textOf(kind, fromStart(page.values)), { isSuggestion: true }),
        ),
      ];
  }
  if (wanted.length === 1) return undefined;
  const any = searchOf({
    terms: [{ any: wanted.flatMap((term) => term.any), isLeftOut: false }, ...leftOut],
  });
  const stories = await countOf(page, any);
  if (stories === 0) return undefined;
  return [
    paragraph(
      say(
        "No article says all of that. {stories, plural, one {# story has} other {# stories have}} one of the words.",
        { stories },
      ),
    ),
    actions(command(say("Any of the words"), textOf(any, fromStart(page.values)))),
  ];
}

/** How many stories another search has under the same filters, in the same dates. */
async function countOf({ catalog, values, resolved }: Page, kind: SearchKind): Promise<number> {
  const query = { filter: filterOf(values), period: resolved.period, limit: 1, offset: 0 };
  const found = await listIn(catalog, kind, query);
  return "done" in found ? 0 : found.list.stories;
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
    missing:
      said === ""
        ? say("No article says that in these dates.")
        : say("No article says that under these filters in these dates."),
    found: foundInAllDates,
    button: say("Show all dates"),
    filter,
    values: anyTime,
  };
  const unfiltered = {
    missing:
      said === ""
        ? say("No article says that under these filters.")
        : say('No article says that under "{filters}".', { filters: said }),
    found: foundWithoutFilters,
    button: say("Without filters"),
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
    return [
      paragraph(joined(wider.missing, wider.found(found.list.stories, publishedAt))),
      actions(command(wider.button, textOf(kind, wider.values))),
    ];
  }
  return undefined;
}

function foundInAllDates(stories: number, bestAt: number | undefined): string {
  return bestAt === undefined
    ? say("In all dates {stories, plural, one {# story does} other {# stories do}}.", { stories })
    : say(
        "In all dates {stories, plural, one {# story does} other {# stories do}}; the best match is from {date}.",
        { stories, date: formatDate(bestAt) },
      );
}

function foundWithoutFilters(stories: number, bestAt: number | undefined): string {
  return bestAt === undefined
    ? say("Without filters {stories, plural, one {# story does} other {# stories do}}.", { stories })
    : say(
        "Without filters {stories, plural, one {# story does} other {# stories do}}; the best match is from {date}.",
        { stories, date: formatDate(bestAt) },
      );
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
