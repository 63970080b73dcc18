// The order in which people see judged assessments: that of `top` itself, over the stories of the whole file.

import { isOpinion } from "../../src/news/cleaning/opinion.ts";
import { cleanTitle } from "../../src/news/cleaning/title.ts";
import { compareBy } from "../../src/news/filter/rank.ts";
import type { AssessedRelevance } from "../../src/news/relevance/relevance.ts";
import { linkStories } from "../../src/news/stories/link-stories.ts";
import type { JudgedAssessment, QualityArticle } from "./judged.ts";
import type { OrderedAssessment } from "./measure.ts";

export type Assessed = AssessedRelevance & { readonly judged: JudgedAssessment };

/** Prepares the articles of one country's file; then orders judged ones. */
export function shownOrder(
  articles: readonly QualityArticle[],
): (assessed: readonly Assessed[]) => OrderedAssessment[] {
  const places = linkStories(
    articles.map((article) => ({
      ...article,
      title: cleanTitle(article.title, article.source),
      countries: [],
    })),
  );
  const sources = new Map<string, Set<string | undefined>>();
  for (const [index, { source }] of articles.entries()) {
    const story = places[index]?.story ?? "";
    sources.set(story, (sources.get(story) ?? new Set()).add(source));
  }
  const facts = new Map(
    articles.map(({ id, title, link, source, publishedAt }, index) => [
      id,
      {
        id,
        publishedAt,
        isOpinion: isOpinion({ title: cleanTitle(title, source), link }),
        outlets: sources.get(places[index]?.story ?? "")?.size ?? 1,
      },
    ]),
  );
  const compare = compareBy("top");
  return (assessed) => {
    const ranked = assessed.flatMap(({ judged, relevance, fit }) => {
      const { article, pillar, score } = judged;
      const of = facts.get(article.id);
      // As a snapshot keeps it: in one byte.
      const best = { pillar, score, relevance, fit: Math.round(fit * 255) };
      return of === undefined ? [] : [{ judged, of, best }];
    });
    return ranked
      .toSorted((a, b) => compare(a.of, a.best, b.of, b.best))
      .map(({ judged }, place) => ({ judged, keys: [-place] }));
  };
}
