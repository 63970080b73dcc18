// Finds the articles of a snapshot among those that a data set is known to have held: by id, else by what identity.ts says.

import { setImmediate } from "node:timers/promises";
import type { Catalog, Sighting } from "../news/catalog.ts";
import { inChunks } from "../store/chunks.ts";
import type { KnownArticle, Seen } from "../store/seen.ts";
import {
  SAME_TITLE_MS,
  type Sighted,
  sameLinks,
  sameTitles,
  sighted,
  titleKeyOf,
  titlesDiffer,
  type Vanished,
} from "./identity.ts";

/** An article of the snapshot, and what is known of it. */
export type Recognised = readonly [Sighted, KnownArticle];

export interface Recognition {
  /** Known articles under another id than before. */
  readonly renamed: readonly Recognised[];
  /** Articles that were never there. */
  readonly fresh: readonly Sighted[];
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
  const appeared: Sighted[] = [];
  for await (const chunk of inTurns(catalog.sightings())) {
    const pairs = chunk.map((sighting): readonly [Sighted, KnownArticle | undefined] => {
      const one = sighted(sighting);
      return [one, likeliest(byId.get(one.id) ?? [], one)];
    });
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
function likeliest(alike: readonly KnownArticle[], { linkKey }: Sighted): KnownArticle | undefined {
  return (
    alike.find(({ link }) => link !== null && link === linkKey) ??
    alike.find(({ withdrawnAt }) => withdrawnAt === null) ??
    alike[0]
  );
}

/** Of these, the articles whose links are two and whose titles tell them apart, too: their id was another's. */
async function tellingApart(
  seen: RecognitionOptions["seen"],
  dataSet: string,
  pairs: readonly Recognised[],
): Promise<ReadonlySet<Sighted>> {
  const doubtful = pairs.filter(
    ([{ linkKey }, { link }]) => linkKey !== null && link !== null && linkKey !== link,
  );
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
  { seen, dataSet, catalog, now }: RecognitionOptions,
  appeared: readonly Sighted[],
  vanished: readonly KnownArticle[],
): Promise<ReadonlyMap<Sighted, KnownArticle>> {
  if (appeared.length === 0 || vanished.length === 0) return new Map();
  const links = new Set(appeared.map(({ linkKey }) => linkKey));
  const asked = vanished.filter(
    ({ link, withdrawnAt }) =>
      withdrawnAt === null || now - withdrawnAt <= SAME_TITLE_MS || (link !== null && links.has(link)),
  );
  const records: readonly Vanished[] = await seen.records(
    dataSet,
    asked.map(({ article }) => article),
  );
  const byLink = sameLinks(appeared, records);
  const taken = new Set(byLink.values());
  const left = appeared.filter((one) => !byLink.has(one));
  const free = records.filter((one) => !taken.has(one));
  const byTitle = await underSameTitles(left, free, { catalog, now });
  const known = new Map(asked.map((one) => [one.article, one]));
  return new Map(
    [...byLink, ...byTitle].flatMap(([one, { article }]) => {
      const same = known.get(article);
      return same === undefined ? [] : [[one, same] as const];
    }),
  );
}

async function underSameTitles(
  appeared: readonly Sighted[],
  vanished: readonly Vanished[],
  { catalog, now }: Pick<RecognitionOptions, "catalog" | "now">,
): Promise<ReadonlyMap<Sighted, Vanished>> {
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
