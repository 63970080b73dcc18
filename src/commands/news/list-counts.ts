// The small print of a list in numbers: how many stories there are, how many of them are about the pillar, what is not
// among them.

import type { StoryEntry } from "../../news/catalog.ts";
import { dotted } from "../../reply/build.ts";
import { say } from "../../wording/say.ts";
import type { Page } from "./list-page.ts";

/**
 * `5 of 48 stories`, `6–10 of 48 stories`. With pillars also how many are about it, whatever is listed: `5 of 14 stories
 * on topic · 4 related · 31 more were scored for this pillar but report something else`.
 */
export function shownOf(page: Page): string {
  const { list, values } = page;
  const { onTopic, related, offTopic } = list.relevance;
  const shown = rangeOf(page);
  const pillars = values.pillar?.any.length ?? 0;
  const ofAll = say("{shown} of {stories, plural, one {# story} other {# stories}}", {
    shown,
    stories: list.stories,
  });
  if (pillars === 0) return ofAll;
  const relatedOnes = related > 0 && say("{related, number} related", { related });
  if (values.topic === undefined && list.entries.every(isOnTopic))
    return dotted(
      say("{shown} of {stories, plural, one {# story} other {# stories}} on topic", {
        shown,
        stories: onTopic,
      }),
      relatedOnes,
      offTopic > 0 && reportsElse(offTopic, pillars),
    );
  return dotted(
    ofAll,
    say("all in all {onTopic, number} on topic", { onTopic }),
    relatedOnes,
    offTopic > 0 && say("{offTopic, plural, one {# reports} other {# report}} something else", { offTopic }),
  );
}

function reportsElse(offTopic: number, pillars: number): string {
  return pillars === 1
    ? say(
        "{offTopic, plural, one {# more was scored for this pillar but reports} other {# more were scored for this pillar but report}} something else",
        { offTopic },
      )
    : say(
        "{offTopic, plural, one {# more was scored for these pillars but reports} other {# more were scored for these pillars but report}} something else",
        { offTopic },
      );
}

/** Whether a story is shown by a report that is about its pillar. */
function isOnTopic({ article, pillar }: StoryEntry): boolean {
  return article.assessments.some((own) => own.pillar === pillar && own.relevance === 2);
}

/** `5`, `6–10`. */
function rangeOf({ list, page, limit }: Page): string {
  if (page === 1) return String(list.entries.length);
  const first = (page - 1) * limit + 1;
  const last = first + list.entries.length - 1;
  return first === last ? String(first) : `${first}–${last}`;
}

/** `latest` shows them itself. */
export function notScoredOf({ list, kind }: Page): string | undefined {
  return list.notScored > 0 && kind.order === "top"
    ? say("{articles, plural, one {# article} other {# articles}} could not be scored", {
        articles: list.notScored,
      })
    : undefined;
}

/** Articles without a date are in no window but `all`. */
export function undatedOf({ resolved, catalog }: Page): string | undefined {
  const { undated } = catalog.manifest;
  const bounded = resolved.period.from !== undefined || resolved.period.to !== undefined;
  return undated > 0 && bounded
    ? say(
        '{articles, plural, one {# undated article} other {# undated articles}} in the data (only in "all")',
        { articles: undated },
      )
    : undefined;
}
