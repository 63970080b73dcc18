// Cards of a list: texts are fetched only for articles whose assessments have no summary.

import { cardOf, needsTexts, STEPS_READ } from "../../news/card.ts";
import type { Catalog, StoryEntry } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/filter/filter.ts";
import type { Marks } from "../../news/search/words-marks.ts";
import { command } from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import { showText } from "./one-article.ts";

/** One card a story, numbered from `first`; `marks` tells what stands out in its texts. */
export async function cardsOf(
  entries: readonly StoryEntry[],
  filter: NewsFilter,
  catalog: Catalog,
  first: number,
  marks?: Marks,
): Promise<Block[]> {
  const wanting = entries
    .filter(({ article }) => needsTexts(article, filter, marks))
    .map(({ article }) => article.id);
  const [texts, affairs] = await Promise.all([
    catalog.texts(wanting),
    catalog.affairs(
      entries.map(({ article }) => article.affairId),
      STEPS_READ,
    ),
  ]);
  return entries.map(({ article, pillar, reports }, index): Block => {
    const own = texts.get(article.id);
    return {
      type: "article",
      article: cardOf({
        article,
        pillar,
        reports,
        steps: affairs.get(article.affairId) ?? [],
        filter,
        number: first + index,
        ...(marks === undefined ? {} : { marks }),
        ...(own === undefined ? {} : { texts: own }),
      }),
      actions: [command("Details", showText(article.id), { typed: `/news show ${first + index}` })],
    };
  });
}
