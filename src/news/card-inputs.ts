// What the cards of a list or a digest are made of: texts are fetched only for articles whose cards need them.

import { type CardInput, needsTexts, STEPS_READ } from "./card.ts";
import type { Catalog, StoryEntry } from "./catalog.ts";
import type { NewsFilter } from "./filter/filter.ts";
import type { Marks } from "./search/words-marks.ts";

/** All that `cardOf` takes but the pillar, for each of these entries. `marks` tells what stands out in their texts. */
export async function cardInputsOf(
  entries: readonly StoryEntry[],
  filter: NewsFilter,
  catalog: Catalog,
  marks: Marks | undefined,
): Promise<(entry: StoryEntry) => Omit<CardInput, "pillar">> {
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
  return ({ article, reports }) => {
    const own = texts.get(article.id);
    return {
      article,
      reports,
      steps: affairs.get(article.affairId) ?? [],
      filter,
      ...(marks === undefined ? {} : { marks }),
      ...(own === undefined ? {} : { texts: own }),
    };
  };
}
