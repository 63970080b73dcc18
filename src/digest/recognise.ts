// Finds the articles of a snapshot among those that a data set is known to have held: by id, else by what identity.ts says.

import { setImmediate } from "node:timers/promises";
import type { Catalog, Sighting } from "../news/catalog.ts";
import { inChunks } from "../store/chunks.ts";
import type { KnownArticle, Seen } from "../store/seen.ts";
import {
  linksDiffer,
  pageOf,
  SAME_TITLE_MS,
  sameLinks,
  sameTitles,
  titleKeyOf,
  titlesDiffer,
  type Vanished,
} from "./identity.ts";

/** An article of the snapshot, and what is known of it. */
export type Recognised = readonly [Sighting, KnownArticle];

export interface Recognition {
  /** Known articles under another id than before. */
  readonly renamed: readonly Recognised[];
  /** Articles that were never there. */
  readonly fresh: readonly Sighting[];
  /** Known articles that are not in the snapshot. */
  readonly gone: readonly KnownArticle[];
}

export interface RecognitionOptions {
  readonly seen: Pick<Seen, "records">;
  readonly dataSet: string;
  readonly catalog: Pick<Catalog, "sightings">;
  readonly known: readonly KnownArticle[];
  /** ms UTC. */
  readonly now: number;
  /** Told of each article that has the id under which it is known: mostly all of them, so they are not collected. */
  onKnown(one: Recognised): void;
}

export async function recognise(options: RecognitionOptions): Promise<Recognition> {
  const { seen, dataSet, catalog, known, onKnown } = options;
  const byId = Map.groupBy(known, ({ article, currentId }) => currentId ?? article);
  const found = new Set<KnownArticle>();
  const appeared: Sighting[] = [];
  for await (const chunk of inTurns(catalog.sightings())) {
    const pairs = chunk.map((one) => [one, likeliest(byId.get(one.id) ?? [], one)] as const);
    const others = await tellingApart(
      seen,
      dataSet,
      pairs.flatMap(([one, same]) => (same === undefined ? [] : [[one, same] as const])),
    );
    for (const [one, same] of pairs) {
      if (same === undefined || others.has(one)) appeared.push(one);
      else {
        found.add(same);
        onKnown([one, same]);
      }
    }
  }
  const vanished = known.filter((one) => !found.has(one));
  const renamed = await underNewIds(options, appeared, vanished);
  const isBack = new Set(renamed.values());
  return {
    renamed: [...renamed],
    fresh: appeared.filter((one) => !renamed.has(one)),
    gone: vanished.filter((one) => !isBack.has(one)),
  };
}

/** The same sightings, so many at once that others get their turn in between. */
export async function* inTurns(
  sightings: AsyncIterable<readonly Sighting[]>,
): AsyncGenerator<readonly Sighting[]> {
  for await (const chunk of sightings)
    for (const some of inChunks(chunk, SIGHTINGS_AT_ONCE)) {
      yield some;
      await setImmediate();
    }
}

/** Some milliseconds of work. */
const SIGHTINGS_AT_ONCE = 1_000;

/** Of the articles that have or had an id: the one with the same link, else the one that was there until now. */
function likeliest(alike: readonly KnownArticle[], { link }: Sighting): KnownArticle | undefined {
  if (alike.length < 2) return alike[0];
  return (
    alike.find((one) => !linksDiffer(one.link, link)) ??
    alike.find(({ withdrawnAt }) => withdrawnAt === null) ??
    alike[0]
  );
}

/** Of these, the articles whose links are two and whose titles tell them apart, too: their id was another's. */
async function tellingApart(
  seen: RecognitionOptions["seen"],
  dataSet: string,
  pairs: readonly Recognised[],
): Promise<ReadonlySet<Sighting>> {
  const doubtful = pairs.filter(([one, same]) => linksDiffer(one.link, same.link));
  if (doubtful.length === 0) return new Set();
  const records = await seen.records(
    dataSet,
    doubtful.map(([, { article }]) => article),
  );
  const titles = new Map(records.map(({ article, title }) => [article, title]));
  return new Set(
    doubtful
      .filter(([{ title }, { article }]) => titlesDiffer(title, titles.get(article)))
      .map(([one]) => one),
  );
}

/** What appeared, and is one of what vanished. */
async function underNewIds(
  options: RecognitionOptions,
  appeared: readonly Sighting[],
  vanished: readonly KnownArticle[],
): Promise<ReadonlyMap<Sighting, KnownArticle>> {
  if (appeared.length === 0 || vanished.length === 0) return new Map();
  const { seen, dataSet, now } = options;
  const titled = await withTitles(seen, dataSet, severalOfAPage(vanished));
  const byLink = sameLinks(
    appeared,
    vanished.map((one) => titled.get(one.article) ?? { ...one, title: null }),
  );
  const taken = new Set([...byLink.values()].map(({ article }) => article));
  const left = appeared.filter((one) => !byLink.has(one));
  const free = vanished.filter(
    ({ article, withdrawnAt }) =>
      !taken.has(article) && (withdrawnAt === null || now - withdrawnAt <= SAME_TITLE_MS),
  );
  const byTitle = await underSameTitles(left, free, options);
  const known = new Map(vanished.map((one) => [one.article, one]));
  return new Map(
    [...byLink, ...byTitle].flatMap(([one, { article }]) => {
      const same = known.get(article);
      return same === undefined ? [] : [[one, same] as const];
    }),
  );
}

/** Only of those that share a page are titles needed. */
function severalOfAPage(vanished: readonly KnownArticle[]): readonly KnownArticle[] {
  const byPage = Map.groupBy(vanished, ({ link }) => pageOf(link));
  byPage.delete(undefined);
  return [...byPage.values()].filter(({ length }) => length > 1).flat();
}

async function withTitles(
  seen: RecognitionOptions["seen"],
  dataSet: string,
  articles: readonly KnownArticle[],
): Promise<ReadonlyMap<string, Vanished>> {
  const records = await seen.records(
    dataSet,
    articles.map(({ article }) => article),
  );
  return new Map(records.map((one) => [one.article, one]));
}

async function underSameTitles(
  appeared: readonly Sighting[],
  known: readonly KnownArticle[],
  { seen, dataSet, catalog, now }: RecognitionOptions,
): Promise<ReadonlyMap<Sighting, Vanished>> {
  if (appeared.length === 0 || known.length === 0) return new Map();
  const vanished = [...(await withTitles(seen, dataSet, known)).values()];
  const gone = new Set(vanished.flatMap(({ title, source }) => titleKeyOf(title, source) ?? []));
  const asked = new Set(
    appeared.flatMap(({ title, source }) => titleKeyOf(title, source) ?? []).filter((key) => gone.has(key)),
  );
  if (asked.size === 0) return new Map();
  const ids = new Set(appeared.map(({ id }) => id));
  const staying = new Set<string>();
  for await (const chunk of catalog.sightings())
    for (const { id, title, source } of chunk) {
      const key = ids.has(id) ? undefined : titleKeyOf(title, source);
      if (key !== undefined && asked.has(key)) staying.add(key);
    }
  return sameTitles(appeared, vanished, { staying, now });
}
