// Plain reference of which rows of which files count and what articles they make: loops to read, not to be fast.

import { createHash } from "node:crypto";
import { isOpinion } from "../../src/news/cleaning/opinion.ts";
import { canonicalLink } from "../../src/news/links/canonical-link.ts";
import { PILLARS } from "../../src/news/pillars.ts";
import { createAssessRelevance } from "../../src/news/relevance/relevance.ts";
import type { Score } from "../../src/reply/article-card.ts";
import { normalisedTitle } from "./titles.ts";

/** A row as a file may spell it: every value as text, null where there is none. */
export interface DataRow {
  readonly id: string | null;
  readonly link: string | null;
  readonly domain_url: string | null;
  readonly published_date: string | null;
  readonly title_trans: string | null;
  readonly summary: string | null;
  readonly impact_score: string | null;
  readonly associated_pillar: string | null;
  /** Absent where a file has no such column. */
  readonly description_trans?: string | null | undefined;
  readonly content_trans?: string | null | undefined;
}

export interface DataFile {
  /** Path inside the data set. */
  readonly name: string;
  readonly modifiedAt: number;
  /** Set by an admin; it goes before the one the name tells. */
  readonly country?: string;
  readonly rows: readonly DataRow[];
}

export interface PlainAssessment {
  readonly pillar: number;
  readonly score: Score;
  readonly relevance: number;
  readonly fit: number;
  readonly summary: string | undefined;
}

export interface PlainArticle {
  readonly id: string;
  readonly link: string;
  readonly source: string | undefined;
  readonly title: string | undefined;
  readonly publishedAt: number | undefined;
  readonly countries: readonly string[];
  readonly assessments: readonly PlainAssessment[];
  readonly isOpinion: boolean;
  readonly description?: string | undefined;
  readonly content?: string | undefined;
}

const DAY_MS = 86_400_000;

/** The pillar of a row, undefined when it cannot be read: `Pillar 1`, `pillar_1`, `1`, `1.0`. */
export function pillarFrom(text: string | null): number | undefined {
  const digit = /^(?:pillar[ _])?([1-8])(?:\.0)?$/i.exec(text ?? "")?.[1];
  return digit === undefined ? undefined : Number(digit);
}

/** 1–5, or 0 for everything else. */
export function scoreFrom(text: string | null): Score {
  switch (Number(text ?? "")) {
    case 1:
      return 1;
    case 2:
      return 2;
    case 3:
      return 3;
    case 4:
      return 4;
    case 5:
      return 5;
    default:
      return 0;
  }
}

/** ms UTC; undefined for a missing or bad date and for one more than 24 h ahead of now. */
export function dateFrom(text: string | null, now: number): number | undefined {
  if (text === null || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const date = new Date(`${text.replace(" ", "T")}Z`);
  // A day that does not exist, like 30 February, comes back as another one.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  return date.getTime() > now + DAY_MS ? undefined : date.getTime();
}

/** The title without invisible characters, stars and the outlet's name at its end; undefined when missing. */
export function titleFrom(text: string | null): string | undefined {
  return presentFrom((text ?? "").replace(/ • [^ ]+\.[a-z]+\s*$/i, ""));
}

/** The summary without invisible characters, stars and the label at its beginning; undefined when missing. */
function summaryFrom(text: string | null): string | undefined {
  return presentFrom((text ?? "").replaceAll("**", "").replace(/^[\s#]*summary\s*:/i, ""));
}

function presentFrom(text: string): string | undefined {
  const plain = text
    .replace(/\p{Cf}/gu, "")
    .replaceAll("**", "")
    .replace(/\s+/g, " ")
    .trim();
  const missing = plain === "" || /^(skipped article|translation through api failed)/i.test(plain);
  return missing ? undefined : plain;
}

/** The outlet's domain: the column, else the link's host; lower case, without `www.`. */
export function sourceFrom(domain: string | null, link: string | null): string | undefined {
  const host = /^https?:\/\/([^/?#]+)/i.exec(link ?? "")?.[1];
  const source = (domain ?? "").trim() || (host ?? "");
  return source === "" ? undefined : source.toLowerCase().replace(/^www\./, "");
}

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** The first part of the file's name, else of its folder's, when that is an English country name. */
export function countryFrom(name: string): string | undefined {
  const [file, folder] = name.split("/").reverse();
  return countryNamed(file) ?? countryNamed(folder);
}

function countryNamed(name: string | undefined): string | undefined {
  const word = (name ?? "").split(/[_.\- ]/)[0]?.toLowerCase();
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const country = countryNames.of(String.fromCharCode(first, second));
      if (country !== undefined && country.toLowerCase() === word) return country;
    }
  }
  return undefined;
}

/** Oldest first; of two files of one moment the later name counts as the newer. */
function byAge(a: DataFile, b: DataFile): number {
  return a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : 1);
}

/**
 * The articles of a data set, in order of id. `now` decides which dates are too far ahead. Link, source, title and date
 * are those of the newest row that has one.
 */
export function articlesFrom(files: readonly DataFile[], now: number): PlainArticle[] {
  const articles = new Map<string, UnjudgedArticle>();
  const idOf = idsOf(files.flatMap(({ rows }) => rows));
  // From the oldest file and row to the newest: what comes later replaces what was there.
  for (const file of [...files].sort(byAge)) {
    const country = file.country ?? countryFrom(file.name);
    for (const row of file.rows) {
      const pillar = pillarFrom(row.associated_pillar);
      if (!row.id || pillar === undefined) continue;
      const id = idOf(row);
      const known = articles.get(id);
      const others = known?.assessments.filter((assessment) => assessment.pillar !== pillar) ?? [];
      const countries = new Set([...(known?.countries ?? []), ...(country === undefined ? [] : [country])]);
      articles.set(id, {
        id,
        link: row.link || (known?.link ?? ""),
        source: sourceFrom(row.domain_url, row.link) ?? known?.source,
        title: titleFrom(row.title_trans) ?? known?.title,
        publishedAt: dateFrom(row.published_date, now) ?? known?.publishedAt,
        countries: [...countries].sort(),
        description: presentFrom(row.description_trans ?? "") ?? known?.description,
        content: presentFrom(row.content_trans ?? "") ?? known?.content,
        assessments: [
          ...others,
          { pillar, score: scoreFrom(row.impact_score), summary: summaryFrom(row.summary) },
        ].sort((a, b) => a.pillar - b.pillar),
      });
    }
  }
  return [...articles.values()].map(judged).sort(byId);
}

/**
 * Names the article of a row. Rows of one id are one article, unless some differ in link and title; those with either in
 * common, be it through other rows, are one then. What lacks both in common with all goes with the first by link.
 */
function idsOf(rows: readonly DataRow[]): (row: DataRow) => string {
  const usable = rows.filter(({ associated_pillar }) => pillarFrom(associated_pillar) !== undefined);
  const groups = new Map<string, Set<string>[]>();
  for (const row of usable) {
    const [link, title] = marksOf(row);
    if (link === undefined || title === undefined) continue;
    const known = groups.get(row.id ?? "") ?? [];
    const joined = known.filter((marks) => marks.has(link) || marks.has(title));
    const others = known.filter((marks) => !joined.includes(marks));
    groups.set(row.id ?? "", [...others, new Set([link, title, ...joined.flatMap((marks) => [...marks])])]);
  }
  return (row) => {
    const id = row.id ?? "";
    const own = groups.get(id) ?? [];
    if (own.length < 2) return id;
    const marks = marksOf(row);
    const links = own.map(firstLinkOf);
    const group = marks.map((mark) => own.findIndex((of) => mark !== undefined && of.has(mark)));
    const link = links[group.find((index) => index >= 0) ?? -1] ?? links.toSorted()[0] ?? "";
    return `${id}~${createHash("sha256").update(link).digest("hex").slice(0, 8)}`;
  };
}

function marksOf({
  link,
  title_trans,
}: DataRow): readonly [link: string | undefined, title: string | undefined] {
  const canonical = canonicalLink(link ?? "");
  const title = normalisedTitle(titleFrom(title_trans) ?? "");
  return [canonical === "" ? undefined : `link ${canonical}`, title === "" ? undefined : `title ${title}`];
}

function firstLinkOf(marks: ReadonlySet<string>): string {
  const links = [...marks].flatMap((mark) => (mark.startsWith("link ") ? [mark.slice(5)] : []));
  return links.toSorted()[0] ?? "";
}

type UnjudgedArticle = Omit<PlainArticle, "assessments" | "isOpinion"> & {
  readonly assessments: readonly Omit<PlainAssessment, "relevance" | "fit">[];
};

const assess = createAssessRelevance();

/** What relevance and opinion are told of an article is taken as it is: how that comes is tested elsewhere. */
export function judged<Article extends Omit<UnjudgedArticle, "countries" | "id">>(
  article: Article,
): Article & Pick<PlainArticle, "assessments" | "isOpinion"> {
  const { title, description, content, link, assessments } = article;
  const pillars = assessments.flatMap(
    ({ pillar }) => PILLARS.find(({ number }) => number === pillar)?.number ?? [],
  );
  const byPillar: ReadonlyMap<number, { readonly relevance: number; readonly fit: number }> = assess({
    title,
    description,
    opening: content?.slice(0, 600),
    pillars,
  });
  return {
    ...article,
    assessments: assessments.map((assessment) => {
      const { relevance = 0, fit = 0 } = byPillar.get(assessment.pillar) ?? {};
      return { ...assessment, relevance, fit: Math.round(fit * 255) };
    }),
    isOpinion: isOpinion({ title, link }),
  };
}

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
