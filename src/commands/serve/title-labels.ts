// Articles as they are told from one another in a list of titles: where two read alike, their outlets, countries and days
// stand behind them, else a number. Some clients know a choice only by what it is called.

import { dotted } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import { countryHere } from "../../wording/countries.ts";
import { say } from "../../wording/say.ts";

export interface TitledArticle {
  readonly id: string;
  readonly title: string;
  readonly source?: string;
  readonly countries?: readonly string[];
  /** ms UTC. */
  readonly publishedAt?: number;
}

/** A label of at most `length` characters for each article, in their order; no two are read alike. */
export function labelsOf(articles: readonly TitledArticle[], length: number): readonly string[] {
  const plain = articles.map(({ title }) => excerpt(title, length));
  const detailed = articles.map((article, index) =>
    isAlone(plain, index)
      ? excerpt(article.title, length)
      : withEnd(article.title, detailsOf(article), length),
  );
  const taken = new Set(detailed.filter((_, index) => isAlone(detailed, index)).map(key));
  return articles.map(({ title }, index) => {
    const label = detailed[index] ?? "";
    return isAlone(detailed, index) ? label : numbered(title, taken, length);
  });
}

/** The title with the first number that no other label has, which is then taken. */
function numbered(title: string, taken: Set<string>, length: number): string {
  for (let number = 1; ; number += 1) {
    const label = withEnd(title, say("no. {number}", { number }), length);
    if (taken.has(key(label))) continue;
    taken.add(key(label));
    return label;
  }
}

function isAlone(labels: readonly string[], index: number): boolean {
  return labels.every((label, other) => other === index || key(label) !== key(labels[index] ?? ""));
}

/** What a reader sees of a label: capitals and spaces do not tell it from another. */
function key(label: string): string {
  return label.toLowerCase().replace(/\s+/g, " ").trim();
}

function detailsOf({ source, countries = [], publishedAt }: TitledArticle): string {
  return dotted(
    source,
    countries.map(countryHere).join(", "),
    publishedAt === undefined ? say("undated") : formatDate(publishedAt),
  );
}

/** Room for the title: its beginning is what people look for. */
const SHORTEST_TITLE = 40;

function withEnd(title: string, end: string, length: number): string {
  const shown = excerpt(end, length - SHORTEST_TITLE - 3);
  return `${excerpt(title, length - shown.length - 3)} · ${shown}`;
}
