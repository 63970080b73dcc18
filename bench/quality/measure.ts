// How well an order of judged assessments agrees with the judges.

import type { JudgedAssessment } from "./judged.ts";

/** On topic, "positive": the judges' mean is at least this. */
export const ON_TOPIC_LABEL = 1.5;

/** A group has at most so many assessments, the newest ones. */
const GROUP_SIZE = 10;

const RESAMPLES = 1_000;

/** A judged assessment with what orders it: larger keys come first, later keys break ties; then date, then id. */
export interface OrderedAssessment {
  readonly judged: JudgedAssessment;
  readonly keys: readonly number[];
}

/** One figure with the bounds between which 95 % of resampled weeks lie. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Quality {
  /** Chance that an assessment on topic stands before one that is not; ties count half. All judged assessments. */
  readonly auc: Figure;
  /** How often the first of a group is on topic. */
  readonly first: Figure;
  /** The share on topic among the first three of a group. */
  readonly firstThree: Figure;
  /** Discounted gain of the first five of a group against the best order; the gain of label y is 2^y − 1. */
  readonly ndcg: Figure;
  /** How often the first is on topic in all groups of two and more, also those that have nothing on topic. */
  readonly firstOfAll: Figure;
}

const isOnTopic = ({ judged }: OrderedAssessment): boolean => judged.label >= ON_TOPIC_LABEL;

/** The order of ADR 4: strength, focus, date, id. */
export function byFocus(judged: JudgedAssessment): OrderedAssessment {
  return { judged, keys: [judged.strength, -judged.focus] };
}

function inOrder(assessments: readonly OrderedAssessment[]): OrderedAssessment[] {
  return assessments.toSorted((a, b) => {
    const at = a.keys.findIndex((key, index) => key !== b.keys[index]);
    if (at >= 0) return (b.keys[at] ?? 0) - (a.keys[at] ?? 0);
    const [one, other] = [a.judged.article, b.judged.article];
    return other.publishedAt - one.publishedAt || (one.id < other.id ? -1 : 1);
  });
}

/** The groups: strong assessments of one pillar and week, two or more. */
export function groupsOf(assessments: readonly OrderedAssessment[]): OrderedAssessment[][] {
  const strong = assessments.filter(({ judged }) => judged.strength === 2);
  return [...Map.groupBy(strong, ({ judged }) => `${judged.pillar} ${judged.week}`).values()]
    .map((group) =>
      group
        .toSorted((a, b) => b.judged.article.publishedAt - a.judged.article.publishedAt)
        .slice(0, GROUP_SIZE),
    )
    .filter((group) => group.length > 1)
    .map(inOrder);
}

function auc(assessments: readonly OrderedAssessment[]): number {
  let [pairs, won] = [0, 0];
  const [positive, negative] = [
    assessments.filter(isOnTopic),
    assessments.filter((each) => !isOnTopic(each)),
  ];
  for (const one of positive) {
    for (const other of negative) {
      pairs++;
      const at = one.keys.findIndex((key, index) => key !== other.keys[index]);
      won += at < 0 ? 0.5 : (one.keys[at] ?? 0) > (other.keys[at] ?? 0) ? 1 : 0;
    }
  }
  return won / pairs;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function shareOnTopic(group: readonly OrderedAssessment[], first: number): number {
  return mean(group.slice(0, first).map((each) => (isOnTopic(each) ? 1 : 0)));
}

function ndcg(group: readonly OrderedAssessment[]): number {
  const gain = (labels: readonly number[]): number =>
    labels.slice(0, 5).reduce((sum, label, at) => sum + (2 ** label - 1) / Math.log2(at + 2), 0);
  const labels = group.map(({ judged }) => judged.label);
  return gain(labels) / gain(labels.toSorted((a, b) => b - a));
}

/** Numbers from 0 to 1 that are the same in every run. */
function repeatableNumbers(): () => number {
  let state = 20_241_123;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A figure of all weeks, and its bounds over weeks drawn with replacement. */
function figureOf<T>(
  items: readonly T[],
  weekOf: (item: T) => number,
  measure: (items: readonly T[]) => number,
): Figure {
  const weeks = [...Map.groupBy(items, weekOf).values()];
  const random = repeatableNumbers();
  const values = Array.from({ length: RESAMPLES }, () =>
    measure(weeks.flatMap(() => weeks[Math.floor(random() * weeks.length)] ?? [])),
  )
    .filter((value) => !Number.isNaN(value))
    .toSorted((a, b) => a - b);
  const at = (share: number): number => values[Math.floor(share * (values.length - 1))] ?? Number.NaN;
  return { value: measure(items), low: at(0.025), high: at(0.975) };
}

/** All figures of one order. */
export function qualityOf(assessments: readonly OrderedAssessment[]): Quality {
  const all = groupsOf(assessments);
  const groups = all.filter((group) => group.some(isOnTopic));
  const weekOf = (group: readonly OrderedAssessment[]): number => group[0]?.judged.week ?? 0;
  const overGroups = (measure: (group: readonly OrderedAssessment[]) => number): Figure =>
    figureOf(groups, weekOf, (sample) => mean(sample.map(measure)));
  return {
    auc: figureOf(assessments, ({ judged }) => judged.week, auc),
    first: overGroups((group) => shareOnTopic(group, 1)),
    firstThree: overGroups((group) => shareOnTopic(group, 3)),
    ndcg: overGroups(ndcg),
    firstOfAll: figureOf(all, weekOf, (sample) => mean(sample.map((group) => shareOnTopic(group, 1)))),
  };
}
