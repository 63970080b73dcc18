// Whether an article is about the pillars it was scored for. The model is small, deterministic and needs nothing but
// the article: docs/adr/0014-relevance.md.

import type { PillarNumber } from "../pillars.ts";
import { createEvidenceReader, type Evidence, type RelevanceTexts } from "./evidence.ts";
import { eachFeature, fitsOf, type RelevanceWeights } from "./features.ts";
import { TRAINED_WEIGHTS } from "./weights.ts";

/** 2 on topic: the report is squarely about the pillar. 1 related: it touches it. 0 off topic: something else. */
export type Relevance = 0 | 1 | 2;

export interface AssessedRelevance {
  readonly relevance: Relevance;
  /** The estimated chance that it is on topic, 0 to 1: orders assessments of equal relevance. */
  readonly fit: number;
}

/** An article with the pillars that have an assessment, scored or not. */
export interface RelevanceArticle extends RelevanceTexts {
  readonly pillars: readonly PillarNumber[];
}

export type AssessRelevance = (article: RelevanceArticle) => ReadonlyMap<PillarNumber, AssessedRelevance>;

/** From here on an assessment counts as related, or as on topic: the estimated chance that a reader calls it that. */
const RELATED_CHANCE = 0.35;
const ON_TOPIC_CHANCE = 0.45;

const chanceOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The judgement of some pillars from the evidence of their article, `assessed` of whose pillars have an assessment. */
export function judge(
  weights: RelevanceWeights,
  evidence: Evidence,
  assessed: number,
): (pillar: PillarNumber) => AssessedRelevance {
  const article = { evidence, fits: fitsOf(evidence, weights.usual), assessed };
  return (pillar) => judgePillar(weights, article, pillar);
}

function judgePillar(
  weights: RelevanceWeights,
  article: Parameters<typeof eachFeature>[0],
  pillar: PillarNumber,
): AssessedRelevance {
  let related = 0;
  let onTopic = 0;
  eachFeature(article, pillar, (feature, value) => {
    related += value * (weights.related[feature] ?? 0);
    onTopic += value * (weights.onTopic[feature] ?? 0);
  });
  const fit = chanceOf(onTopic);
  if (fit >= ON_TOPIC_CHANCE) return { relevance: 2, fit };
  return { relevance: chanceOf(related) >= RELATED_CHANCE ? 1 : 0, fit };
}

/**
 * Prepares the model once (about a tenth of a second); what it returns judges all pillars of an article. The same texts and pillars
 * always give the same answer, whatever was judged before. Time is bounded: READ_CHARACTERS of each text are read.
 */
export function createAssessRelevance(weights: RelevanceWeights = TRAINED_WEIGHTS): AssessRelevance {
  const read = createEvidenceReader();
  return (article) => {
    const evidence = read(article);
    const pillars = new Set(article.pillars);
    const judgeOf = judge(weights, evidence, pillars.size);
    return new Map([...pillars].map((pillar) => [pillar, judgeOf(pillar)]));
  };
}
