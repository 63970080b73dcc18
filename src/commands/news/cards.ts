// Cards of a list.

import { cardOf } from "../../news/card.ts";
import { cardInputsOf } from "../../news/card-inputs.ts";
import type { Catalog, StoryEntry } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/filter/filter.ts";
import type { Marks } from "../../news/search/words-marks.ts";
import { command } from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";
import { showText } from "./one-article.ts";

/** One card a story, numbered from `first`; `marks` tells what stands out in its texts. */
export async function cardsOf(
  entries: readonly StoryEntry[],
  filter: NewsFilter,
  catalog: Catalog,
  first: number,
  marks?: Marks,
): Promise<Block[]> {
  const inputOf = await cardInputsOf(entries, filter, catalog, marks);
  return entries.map((entry, index): Block => {
    const number = first + index;
    return {
      type: "article",
      article: cardOf({ ...inputOf(entry), pillar: entry.pillar, number }),
      actions: [command(say("Details"), showText(entry.article.id), { typed: `/news show ${number}` })],
    };
  });
}
