// Which articles each decision had to look at, told from the news alone: the oracle for what digests settled.

import type { DigestFilter } from "../../../src/digest/subscription.ts";
import { judged, type PlainArticle, scoreFrom } from "../../reference/articles.ts";
import { inScope, type PlainFiltered } from "../../reference/filters.ts";
import { DAY_MS, type InventedArticle, type News, verdictText } from "./news.ts";

/** What became of an article from one snapshot to the next: it came (back), or was scored anew. */
interface Change {
  readonly id: string;
  /** Of the news that brought it. */
  readonly index: number;
}

export interface NewsHistory {
  /** Articles that are new, back or scored anew in the news after `before` up to and including `index`. */
  changed(before: number, index: number): ReadonlySet<string>;
  /** The article as it was last in the news up to and including `index`. */
  article(id: string, index: number): InventedArticle | undefined;
}

/** `noted`: indexes of the news that the bot ever looked at, ascending. */
export function readHistory(news: readonly News[], noted: readonly number[]): NewsHistory {
  const changes: Change[] = [];
  const versions = new Map<string, { readonly index: number; readonly article: InventedArticle }[]>();
  const filesRead = new Set<string>();
  for (const [n, index] of noted.entries()) {
    const before = news[noted[n - 1] ?? -1]?.articles;
    const files = [...(news[index]?.contents ?? [])].flatMap(([file, { length }]) =>
      length > 0 ? [file] : [],
    );
    /** Of an undated article of a file that is read for the first time nobody can tell whether it is news. */
    const isKnownBefore = ({ publishedAt, countries }: InventedArticle): boolean =>
      publishedAt === undefined &&
      !filesRead.has(files.filter((file) => countries.includes(file)).at(-1) ?? "");
    for (const [id, article] of news[index]?.articles ?? []) {
      const known = versions.get(id);
      const last = known?.at(-1)?.article;
      if (known === undefined) versions.set(id, [{ index, article }]);
      else if (last !== article) known.push({ index, article });
      if (last === undefined && isKnownBefore(article)) continue;
      if (last === undefined || before?.has(id) !== true || verdictText(last) !== verdictText(article))
        changes.push({ id, index });
    }
    for (const file of files) filesRead.add(file);
  }
  return {
    changed: (before, index) =>
      new Set(changes.filter((change) => change.index > before && change.index <= index).map(({ id }) => id)),
    article: (id, index) => versions.get(id)?.findLast((version) => version.index <= index)?.article,
  };
}

export interface DecisionMade {
  readonly filter: DigestFilter;
  /** The news that served, and those of the decision before or, for the first one, of the creation. */
  readonly index: number;
  readonly before: number;
  /** For the first decision: what was published since then counts too, ms UTC. */
  readonly openFrom: number | null;
  /** ms UTC. */
  readonly slotAt: number;
  /** Articles that arrived before. */
  readonly shown: ReadonlySet<string>;
}

/** The candidates, by the reason for which the time alone settles them, if it does. */
export function candidatesOf(
  { filter, index, before, openFrom, slotAt, shown }: DecisionMade,
  news: readonly News[],
  history: NewsHistory,
): ReadonlyMap<string, "withdrawn" | "older" | undefined> {
  const there = news[index]?.articles ?? new Map<string, InventedArticle>();
  const changed = history.changed(before, index);
  const ids = new Set(changed);
  if (openFrom !== null)
    for (const [id, { publishedAt }] of there)
      if (publishedAt !== undefined && publishedAt >= openFrom) ids.add(id);
  const candidates = new Map<string, "withdrawn" | "older" | undefined>();
  for (const id of ids) {
    const article = there.get(id) ?? history.article(id, index);
    if (article === undefined || shown.has(id)) continue;
    const { publishedAt } = article;
    const isOld = publishedAt !== undefined && publishedAt < slotAt - 14 * DAY_MS;
    const fate = there.has(id) ? (isOld ? "older" : undefined) : "withdrawn";
    // Of what came meanwhile and time alone settles, no summary is read.
    const looked = inScope(plainOf(article, fate === undefined || !changed.has(id)), filter);
    if (looked.length > 0) candidates.set(id, fate);
  }
  return candidates;
}

/** The article as the plain rules see it. */
export function plainOf(
  { link, title, source, countries, verdicts }: InventedArticle,
  withSummaries: boolean,
): PlainFiltered & Pick<PlainArticle, "isOpinion"> {
  const assessments = Object.entries(verdicts).map(([pillar, [score, summary]]) => ({
    pillar: Number(pillar),
    score: scoreFrom(`${score}`),
    summary: withSummaries ? summary : undefined,
  }));
  return judged({ link: link ?? "", title, source, publishedAt: undefined, countries, assessments });
}
