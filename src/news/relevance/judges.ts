// From what people said of verdicts to judged data: two judges an assessment at most, and nobody who outweighs all others.

/** What one person said of an article and a pillar; nobody says two things of the same. */
export interface Label {
  readonly actor: string;
  readonly article: string;
  /** 1 to 8. */
  readonly pillar: number;
  /** 2 on topic, 1 related, 0 off topic. */
  readonly label: 0 | 1 | 2;
  /** ms since 1970 UTC. */
  readonly judgedAt: number;
}

/** An assessment with what one or two judges said, the first one's first. */
export interface JudgedRow {
  readonly article: string;
  readonly pillar: number;
  readonly labels: readonly Label[];
}

export interface JudgedData {
  readonly rows: readonly JudgedRow[];
  /** Labels that are in no row: of a third judge, or over what one person may say. */
  readonly leftOut: number;
}

/** Labels that one person may always give; more only as long as all others together give as many. */
export const LABELS_OF_ONE = 20;

const JUDGES = 2;

/**
 * Of several judges of an assessment those two count who judged the fewest; of as many, who judged it first. Then whoever
 * has more labels than `LABELS_OF_ONE` and than all others together keeps the newest ones up to that. In the order of
 * article and pillar, whoever said it.
 */
export function judgedData(labels: readonly Label[]): JudgedData {
  const amountOf = amounts(labels);
  const rarestFirst = (one: Label, other: Label): number =>
    (amountOf.get(one.actor) ?? 0) - (amountOf.get(other.actor) ?? 0) ||
    one.judgedAt - other.judgedAt ||
    compare(one.actor, other.actor);
  const chosen = [...Map.groupBy(labels, keyOf).values()].flatMap((of) =>
    of.toSorted(rarestFirst).slice(0, JUDGES),
  );
  const kept = withoutLoudest(chosen);
  const rows = [...Map.groupBy(kept, keyOf).values()].map((of) => rowOf(of.toSorted(rarestFirst)));
  return {
    rows: rows.flatMap((row) => row ?? []).toSorted(byArticle),
    leftOut: labels.length - kept.length,
  };
}

/** As docs/quality.md has judged data: tab-separated, with a head. */
export function judgedText(rows: readonly JudgedRow[]): string {
  const lines = rows.map(({ article, pillar, labels: [first, second] }) =>
    [article, pillar, first?.label ?? "", second?.label ?? ""].join("\t"),
  );
  return `${["id\tpillar\tjudge_1\tjudge_2", ...lines].join("\n")}\n`;
}

function keyOf({ article, pillar }: Label): string {
  return `${pillar} ${article}`;
}

function amounts(labels: readonly Label[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { actor } of labels) found.set(actor, (found.get(actor) ?? 0) + 1);
  return found;
}

/** Only one person can have more labels than all others together. */
function withoutLoudest(labels: readonly Label[]): readonly Label[] {
  const [loudest] = [...amounts(labels)].toSorted(([, one], [, other]) => other - one);
  if (loudest === undefined) return labels;
  const [actor, amount] = loudest;
  const most = Math.max(LABELS_OF_ONE, labels.length - amount);
  if (amount <= most) return labels;
  const newest = labels
    .filter((label) => label.actor === actor)
    .toSorted((one, other) => other.judgedAt - one.judgedAt || compare(keyOf(one), keyOf(other)))
    .slice(0, most);
  return [...labels.filter((label) => label.actor !== actor), ...newest];
}

function rowOf(labels: readonly Label[]): JudgedRow | undefined {
  const [first] = labels;
  if (first === undefined) return undefined;
  return { article: first.article, pillar: first.pillar, labels };
}

function byArticle(one: JudgedRow, other: JudgedRow): number {
  return compare(one.article, other.article) || one.pillar - other.pillar;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
