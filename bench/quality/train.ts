// Trains the weights of the relevance model: two logistic regressions, held near zero, by Newton's method. Nothing in
// it is random, so the same files give the same weights.

import { PILLARS } from "../../src/news/pillars.ts";
import { createEvidenceReader, type Evidence } from "../../src/news/relevance/evidence.ts";
import {
  eachFeature,
  FEATURE_COUNT,
  fitsOf,
  type RelevanceWeights,
  SHARED_FEATURES,
  type UsualWorth,
} from "../../src/news/relevance/features.ts";
import type { JudgedAssessment, QualityArticle } from "./judged.ts";

const STEPS = 12;

/** How strongly a feature is held near zero: the constant hardly, what all pillars share little, one pillar's own more. */
function penaltyOf(feature: number): number {
  if (feature === 0) return 0.01;
  if (feature < SHARED_FEATURES.length) return 1;
  return (feature - SHARED_FEATURES.length) % (1 + PILLARS.length) === 0 ? 1 : 3;
}

/** Evidence of the same article is read once. */
export function evidenceReader(): (article: QualityArticle) => Evidence {
  const read = createEvidenceReader();
  const known = new Map<QualityArticle, Evidence>();
  return (article) => {
    const evidence = known.get(article) ?? read(article);
    known.set(article, evidence);
    return evidence;
  };
}

/** Mean and deviation of the worth by pillar; judgements play no part. */
export function usualWorth(evidences: readonly Evidence[]): UsualWorth {
  const mean = PILLARS.map(
    (_, at) => evidences.reduce((sum, evidence) => sum + (evidence[at]?.worth ?? 0), 0) / evidences.length,
  );
  const deviation = PILLARS.map((_, at) => {
    const squares = evidences.reduce((sum, each) => sum + ((each[at]?.worth ?? 0) - (mean[at] ?? 0)) ** 2, 0);
    return Math.sqrt(squares / evidences.length) || 1;
  });
  return { mean: mean.map(rounded), deviation: deviation.map(rounded) };
}

const rounded = (value: number): number => Number(value.toFixed(4));

/** Weights from judged assessments. `usual` comes from all articles of their file. */
export function trainWeights(request: {
  readonly judged: readonly JudgedAssessment[];
  readonly usual: UsualWorth;
  readonly evidenceOf: (article: QualityArticle) => Evidence;
}): RelevanceWeights {
  const { judged, usual, evidenceOf } = request;
  const rows = judged.map(({ article, pillar }) => {
    const row = new Float64Array(FEATURE_COUNT);
    const evidence = evidenceOf(article);
    const facts = { evidence, fits: fitsOf(evidence, usual), assessed: article.scores.size };
    eachFeature(facts, pillar, (feature, value) => {
      row[feature] = value;
    });
    return row;
  });
  const fitTo = (from: number): number[] =>
    logistic(
      rows,
      judged.map(({ label }) => (label >= from ? 1 : 0)),
    ).map(rounded);
  return { usual, related: fitTo(0.5), onTopic: fitTo(1.5) };
}

function logistic(rows: readonly Float64Array[], targets: readonly number[]): number[] {
  const weights = new Float64Array(FEATURE_COUNT);
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((weight, feature) => weight * penaltyOf(feature));
    const curvature = Array.from({ length: FEATURE_COUNT }, (_, feature) => {
      const line = new Float64Array(FEATURE_COUNT);
      line[feature] = penaltyOf(feature);
      return line;
    });
    for (const [index, row] of rows.entries()) {
      const used = [...row.keys()].filter((feature) => row[feature] !== 0);
      const chance =
        1 / (1 + Math.exp(-used.reduce((sum, at) => sum + (row[at] ?? 0) * (weights[at] ?? 0), 0)));
      const error = chance - (targets[index] ?? 0);
      for (const a of used) {
        const value = row[a] ?? 0;
        gradient[a] = (gradient[a] ?? 0) + value * error;
        const line = curvature[a];
        if (line === undefined) continue;
        for (const b of used) line[b] = (line[b] ?? 0) + value * (row[b] ?? 0) * chance * (1 - chance);
      }
    }
    const change = solve(curvature, gradient);
    for (const [feature, value] of change.entries()) weights[feature] = (weights[feature] ?? 0) - value;
  }
  return [...weights];
}

/** Solves `matrix · x = right` for a symmetric positive matrix, by elimination. Overwrites both. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    const pivot = matrix[column] ?? new Float64Array(size);
    for (let row = column + 1; row < size; row++) {
      const line = matrix[row] ?? pivot;
      const factor = (line[column] ?? 0) / (pivot[column] ?? 1);
      if (factor === 0) continue;
      for (let at = column; at < size; at++) line[at] = (line[at] ?? 0) - factor * (pivot[at] ?? 0);
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    const line = matrix[row] ?? right;
    let rest = right[row] ?? 0;
    for (let at = row + 1; at < size; at++) rest -= (line[at] ?? 0) * (right[at] ?? 0);
    right[row] = rest / (line[row] ?? 1);
  }
  return right;
}
