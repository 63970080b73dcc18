// Judged assessments: what people who read the articles said, beside what the files say.

import { readFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { AppError } from "../../src/errors.ts";
import { isPillarNumber, type PillarNumber } from "../../src/news/pillars.ts";
import { isScore, type Score } from "../../src/reply/article-card.ts";

const DAY_MS = 86_400_000;

export interface QualityArticle {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly opening: string;
  readonly link: string;
  /** The outlet's domain; empty when it is not told. */
  readonly source: string;
  /** ms since 1970 UTC. */
  readonly publishedAt: number;
  /** Score by pillar; 0 is not scored. */
  readonly scores: ReadonlyMap<PillarNumber, Score>;
}

/** One assessment with its judges' labels. */
export interface JudgedAssessment {
  readonly article: QualityArticle;
  readonly pillar: PillarNumber;
  /** Mean of the labels: 2 on topic, 1 related, 0 off topic. */
  readonly label: number;
  readonly score: Score;
  /** |score − 3|. */
  readonly strength: number;
  /** On how many pillars the article has strength 2. */
  readonly focus: number;
  /** Number of the week since 1970, weeks beginning on Monday. */
  readonly week: number;
}

/** All articles of a parquet file with a readable date. */
export async function readArticles(path: string): Promise<QualityArticle[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  try {
    const connection = await instance.connect();
    // One text for all scores: lists come in a form of the library's own.
    const reader = await connection.runAndReadAll(
      `SELECT id, any_value(title_trans) AS title, any_value(description_trans) AS description,
         left(any_value(content_trans), 2000) AS opening, any_value(link) AS link, any_value(domain_url) AS source,
         epoch_ms(try_cast(any_value(published_date) AS TIMESTAMP))::DOUBLE AS "publishedAt",
         string_agg(associated_pillar || ':' || impact_score::INTEGER, ',') AS scores
       FROM read_parquet('${path.replaceAll("'", "''")}') GROUP BY id ORDER BY id`,
    );
    const text = z
      .string()
      .nullable()
      .transform((value) => value ?? "");
    const row = z.object({
      id: z.string(),
      title: text,
      description: text,
      opening: text,
      link: text,
      source: text,
      publishedAt: z.number().nullable(),
      scores: z.string().transform((scores) => scores.split(",")),
    });
    return z
      .array(row)
      .parse(reader.getRowObjectsJS())
      .flatMap(({ publishedAt, scores, ...rest }) =>
        publishedAt === null ? [] : [{ ...rest, publishedAt, scores: new Map(scores.flatMap(scoreOf)) }],
      );
  } finally {
    instance.closeSync();
  }
}

function scoreOf(text: string): [PillarNumber, Score][] {
  const [, pillar, score] = /^\D*(\d):(\d)$/.exec(text) ?? [];
  const [number, value] = [Number(pillar), Number(score)];
  return isPillarNumber(number) && isScore(value) ? [[number, value]] : [];
}

/**
 * The judged assessments of a tab-separated file with the columns id, pillar, judge_1, judge_2 (empty where one judge
 * read it). Throws AppError "bad-input" for a line that is none; rows whose article or assessment is not there are
 * left out.
 */
export async function readJudged(
  path: string,
  articles: readonly QualityArticle[],
): Promise<JudgedAssessment[]> {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const [head, ...lines] = (await readFile(path, "utf8")).trimEnd().split(/\r?\n/);
  if (head?.split("\t").slice(0, 3).join() !== "id,pillar,judge_1")
    throw new AppError("bad-input", `${path} does not begin with the columns id, pillar, judge_1, judge_2.`);
  return lines.flatMap((line) => {
    const [id = "", pillarText, ...labelTexts] = line.split("\t");
    const pillar = Number(pillarText);
    const labels = labelTexts.filter((text) => text !== "").map(Number);
    if (!isPillarNumber(pillar) || labels.length === 0 || labels.some((label) => ![0, 1, 2].includes(label)))
      throw new AppError("bad-input", `${path} has a line that is no judgement: ${line}`);
    const article = byId.get(id);
    const score = article?.scores.get(pillar);
    if (article === undefined || score === undefined) return [];
    return [
      {
        article,
        pillar,
        label: labels.reduce((sum, label) => sum + label, 0) / labels.length,
        score,
        strength: Math.abs(score - 3),
        focus: [...article.scores.values()].filter((other) => other === 1 || other === 5).length,
        // 1 January 1970 was a Thursday.
        week: Math.floor((article.publishedAt / DAY_MS + 3) / 7),
      },
    ];
  });
}
