// Which articles of a new snapshot are ones that a data set held before, whatever their ids are now. Pure. docs/adr/0017.

import type { Sighting } from "../news/catalog.ts";
import { canonicalLink, namesPage } from "../news/links/canonical-link.ts";
import { normalisedTitle } from "../news/stories/titles.ts";
import type { SeenArticleRecord } from "../store/seen.ts";
import { DAY_MS } from "../time/units.ts";

/** A title of fewer words says too little to tell an article by. */
const MIN_TITLE_WORDS = 4;

/** How far apart, in publication and in coming back, two articles with the same title may be and be one. */
export const SAME_TITLE_MS = 14 * DAY_MS;

/** What is remembered of an article that is not in the snapshot under its id. */
export type Vanished = Pick<
  SeenArticleRecord,
  "article" | "link" | "title" | "source" | "publishedAt" | "withdrawnAt"
>;

/** As much of it as links need. */
export type Linked = Pick<Vanished, "article" | "link" | "title" | "withdrawnAt">;

/** What a link tells an article by; undefined when it names no page. */
export function pageOf(link: string | null): string | undefined {
  const canonical = canonicalLink(link ?? "");
  return namesPage(canonical) ? canonical : undefined;
}

/** Whether two links are those of different pages. */
export function linksDiffer(a: string | null, b: string | null): boolean {
  if (a === b) return false;
  const [one, other] = [pageOf(a), pageOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}

/** Whether two titles are there and differ. */
export function titlesDiffer(a: string | null | undefined, b: string | null | undefined): boolean {
  const [one, other] = [normalisedTitle(a ?? ""), normalisedTitle(b ?? "")];
  return one !== "" && other !== "" && one !== other;
}

/** Outlet and title, where they tell an article. */
export function titleKeyOf(
  title: string | null | undefined,
  source: string | null | undefined,
): string | undefined {
  const normalised = normalisedTitle(title ?? "");
  if (source === null || source === undefined || normalised.split(" ").length < MIN_TITLE_WORDS)
    return undefined;
  return JSON.stringify([source, normalised]);
}

/**
 * Articles that appeared with the link of one that vanished, each at most once: what was there until now goes before what
 * has been gone for longer, then the same title, then the smaller id.
 */
export function sameLinks(
  appeared: readonly Sighting[],
  vanished: readonly Linked[],
): ReadonlyMap<Sighting, Linked> {
  const byPage = Map.groupBy(vanished, ({ link }) => pageOf(link));
  const matches = new Map<Sighting, Linked>();
  for (const one of appeared) {
    const page = pageOf(one.link);
    const alike = page === undefined ? undefined : byPage.get(page);
    const best = alike?.toSorted(
      (a, b) =>
        (b.withdrawnAt ?? Number.MAX_SAFE_INTEGER) - (a.withdrawnAt ?? Number.MAX_SAFE_INTEGER) ||
        Number(titlesDiffer(a.title, one.title)) - Number(titlesDiffer(b.title, one.title)) ||
        (a.article < b.article ? -1 : 1),
    )[0];
    if (best === undefined || alike === undefined) continue;
    alike.splice(alike.indexOf(best), 1);
    matches.set(one, best);
  }
  return matches;
}

/**
 * Articles that appeared with outlet and title of one that vanished at most 14 days before, their dates at most 14 days
 * apart. A title that an outlet gives to several, whether they appear, vanish or stay, is a series and tells nothing:
 * `staying` has the keys of the titles of everything in the snapshot that did not just appear.
 */
export function sameTitles(
  appeared: readonly Sighting[],
  vanished: readonly Vanished[],
  { staying, now }: { readonly staying: ReadonlySet<string>; readonly now: number },
): ReadonlyMap<Sighting, Vanished> {
  const recent = vanished.filter(
    ({ withdrawnAt }) => withdrawnAt === null || now - withdrawnAt <= SAME_TITLE_MS,
  );
  const gone = Map.groupBy(recent, ({ title, source }) => titleKeyOf(title, source));
  const matches = new Map<Sighting, Vanished>();
  for (const [key, alike] of Map.groupBy(appeared, ({ title, source }) => titleKeyOf(title, source))) {
    const [one, ...others] = alike;
    const [old, ...more] = key === undefined ? [] : (gone.get(key) ?? []);
    if (key === undefined || one === undefined || old === undefined) continue;
    if (others.length > 0 || more.length > 0 || staying.has(key)) continue;
    const isNear =
      one.publishedAt === undefined ||
      old.publishedAt === null ||
      Math.abs(one.publishedAt - old.publishedAt) <= SAME_TITLE_MS;
    if (isNear) matches.set(one, old);
  }
  return matches;
}
