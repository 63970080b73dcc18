// A row of the files, as the scoring pipeline writes them: one article's verdict for one pillar.

import { createHash } from "node:crypto";
import type { PillarNumber } from "../../src/news/pillars.ts";
import type { Score } from "../../src/reply/article-card.ts";

export interface SampleRow {
  readonly id: string;
  readonly link: string;
  readonly domain_url: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly published_date: string | null;
  readonly title_trans: string;
  readonly description_trans: string;
  readonly content_trans: string;
  readonly summary: string;
  readonly impact_score: Score;
  /** 1 where the article has a row for the pillar. */
  readonly pillar_1: 0 | 1;
  readonly pillar_2: 0 | 1;
  readonly pillar_3: 0 | 1;
  readonly pillar_4: 0 | 1;
  readonly pillar_5: 0 | 1;
  readonly pillar_6: 0 | 1;
  readonly pillar_7: 0 | 1;
  readonly pillar_8: 0 | 1;
  readonly associated_pillar: string;
  /** The article's place in the data frame the file was cut from: grows with gaps. */
  readonly __index_level_0__: number;
}

export interface SampleArticle {
  readonly domain: string;
  readonly link: string;
  /** ms UTC; absent when undated. */
  readonly publishedAt?: number;
  readonly title: string;
  readonly description: string;
  readonly content: string;
  readonly assessments: readonly {
    readonly pillar: PillarNumber;
    readonly score: Score;
    readonly summary: string;
  }[];
}

/** One row for each assessment. The id is the MD5 of the link. */
export function rowsOf(article: SampleArticle, index: number): SampleRow[] {
  const id = createHash("md5").update(article.link).digest("hex");
  const has = (pillar: PillarNumber) => (article.assessments.some((one) => one.pillar === pillar) ? 1 : 0);
  return article.assessments.map(({ pillar, score, summary }) => ({
    id,
    link: article.link,
    domain_url: article.domain,
    published_date: article.publishedAt === undefined ? null : dateText(article.publishedAt),
    title_trans: article.title,
    description_trans: article.description,
    content_trans: article.content,
    summary,
    impact_score: score,
    pillar_1: has(1),
    pillar_2: has(2),
    pillar_3: has(3),
    pillar_4: has(4),
    pillar_5: has(5),
    pillar_6: has(6),
    pillar_7: has(7),
    pillar_8: has(8),
    associated_pillar: `Pillar ${pillar}`,
    __index_level_0__: index,
  }));
}

function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}
