// What a list without a story says: why it is empty, and what would not be.

import { filterOf } from "../../news/filter/filter.ts";
import { actions, command, paragraph, refusing } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Action, Block, Reply } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";
import { emptySearch, questionOf } from "./empty-search.ts";
import type { ListValues } from "./filters.ts";
import { fromStart, LATEST, type ListKind, type Page, searchOf, textOf } from "./list-page.ts";
import { isOutsideTheData } from "./outside-the-data.ts";

/** Answers what can have no story whatever the data hold; undefined for everything else. */
export function contradiction(kind: ListKind, values: ListValues): Reply | undefined {
  if (values.scored !== "no") return undefined;
  const { direction, impact } = filterOf(values);
  const {
    direction: _direction,
    impact: _impact,
    relevance: _relevance,
    topic: _topic,
    ...scope
  } = fromStart(values);
  const instead = textOf(kind.order === "search" ? kind : LATEST, scope);
  if (kind.order === "top")
    return refusing(
      paragraph(say("/news top ranks by score, so articles that could not be scored are not in it.")),
      actions(command(say("Not scored"), instead)),
    );
  if (direction === undefined && impact === undefined) return undefined;
  return refusing(
    paragraph(say("What could not be scored has no direction and no impact.")),
    actions(command(say("Not scored"), instead)),
  );
}

/** Why there is no story on this page, with a way to one where there is one. */
export async function emptyBlocks(page: Page): Promise<Block[]> {
  const { list, values, catalog, limit, kind } = page;
  if (list.stories > 0) {
    const pages = Math.ceil(list.stories / limit);
    const { share: _, ...mine } = values;
    return [
      paragraph(
        say("There {pages, plural, one {is only # page} other {are only # pages}} of this.", { pages }),
      ),
      actions(command(say("Last page"), textOf(kind, { ...mine, page: pages }))),
    ];
  }
  if (isOutsideTheData(catalog, values)) return [];
  const { onTopic, related, offTopic } = list.relevance;
  const others = onTopic + related + offTopic;
  if (others > 0)
    return [
      paragraph(
        say(
          "Of {stories, plural, one {# story} other {# stories}} {onTopic, plural, one {# is} other {# are}} on topic, {related, number} related and {offTopic, number} about something else: none is as you ask.",
          { stories: others, onTopic, related, offTopic },
        ),
      ),
    ];
  if (kind.order === "search") return emptySearch(page, kind);
  const filter = filterOf(values);
  const everything = { filter, period: {}, limit: 1, offset: 0 };
  const anywhen = (await catalog[kind.order](everything)).entries[0];
  const search = searchInstead(page);
  if (anywhen === undefined)
    return [
      paragraph(say("Nothing in the data matches this, whatever the dates. Ask again with less of it.")),
      ...(search === undefined ? [] : [actions(search)]),
    ];
  const newest = await catalog.newestMatch(kind.order === "top" ? { ...filter, scored: true } : filter);
  const { until: _, ...anyTime } = fromStart(values);
  return [
    paragraph(
      newest === undefined
        ? say("Nothing matches in these dates. What matches is undated.")
        : say("Nothing matches in these dates. The newest match is from {date}.", {
            date: formatDate(newest),
          }),
    ),
    actions(
      command(say("Show all dates"), textOf(kind, { ...anyTime, since: { type: "all" } })),
      ...(search === undefined ? [] : [search]),
    ),
  ];
}

/** A list by words that has none may have them as a search, which also finds their other forms. */
function searchInstead({ values }: Page): Action | undefined {
  const { words, ...others } = fromStart(values);
  const question = words === undefined ? undefined : questionOf(words);
  return question === undefined
    ? undefined
    : command(say("Search instead"), textOf(searchOf(question), others));
}
