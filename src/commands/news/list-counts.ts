// The small print of a list in numbers: how many stories there are, how many of them are about the pillar, what is not
// among them.

import type { StoryEntry } from "../../news/catalog.ts";
import { counted, dotted } from "../../reply/build.ts";
import type { Page } from "./list-page.ts";

/**
 * `5 of 48 stories`, `6–10 of 48 stories`. With pillars also how many are about it, whatever is listed: `5 of 14 stories
 * on topic · 4 related · 31 more were scored for this pillar but report something else`.
 */
export function shownOf(page: Page): string {
  const { list, values } = page;
  const { onTopic, related, offTopic } = list.relevance;
  const shown = `${rangeOf(page)} of`;
  const stories = counted(list.stories, "story", "stories");
  const pillars = values.pillar?.any.length ?? 0;
  if (pillars === 0) return `${shown} ${stories}`;
  const relatedOnes = related > 0 && `${related.toLocaleString("en-US")} related`;
  if (values.topic === undefined && list.entries.every(isOnTopic))
    return dotted(
      `${shown} ${counted(onTopic, "story", "stories")} on topic`,
      relatedOnes,
      offTopic > 0 &&
        `${counted(offTopic, "more was", "more were")} scored for ${pillars === 1 ? "this pillar" : "these pillars"} but ${reportsElse(offTopic)}`,
    );
  return dotted(
    `${shown} ${stories}`,
    `all in all ${onTopic.toLocaleString("en-US")} on topic`,
    relatedOnes,
    offTopic > 0 && `${offTopic.toLocaleString("en-US")} ${reportsElse(offTopic)}`,
  );
}

function reportsElse(count: number): string {
  return `${count === 1 ? "reports" : "report"} something else`;
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
    ? `${counted(list.notScored, "article")} could not be scored`
    : undefined;
}

/** Articles without a date are in no window but `all`. */
export function undatedOf({ resolved, catalog }: Page): string | undefined {
  const { undated } = catalog.manifest;
  const bounded = resolved.period.from !== undefined || resolved.period.to !== undefined;
  return undated > 0 && bounded
    ? `${counted(undated, "undated article")} in the data (only in "all")`
    : undefined;
}
