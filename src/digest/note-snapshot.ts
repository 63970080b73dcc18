// Remembers of every article when a data set first held it, and when it was scored anew or withdrawn, whatever id it has.
// Digests choose among what is new since they last looked.

import { hash } from "node:crypto";
import { z } from "zod";
import type { Catalog, Sighting } from "../news/catalog.ts";
import type { Clock } from "../reply/ports.ts";
import { ALONE, type Leases, whenFree } from "../store/leases.ts";
import type { KnownArticle, Seen, SeenArticleRecord } from "../store/seen.ts";
import { linksDiffer, pageOf } from "./identity.ts";
import { inTurns, type Recognised, recognise } from "./recognise.ts";

/** What of a catalog is noted. */
export type Noted = Pick<Catalog, "sightings"> & {
  readonly manifest: { readonly id: string; readonly files: readonly { readonly name: string }[] };
};

export interface SnapshotNotes {
  /**
   * Notes what a snapshot brought, unless it is the newest one noted. Resolves with its stamp: what was first seen up to
   * then is in it; undefined when it serves no more, for noting it after its successor would make news of what is old.
   * Calls at the same time share one run, and of several processes one notes at a time. A run that was cut off is done again
   * from its beginning.
   */
  note(dataSet: string, catalog: Noted, isServing: () => Promise<boolean>): Promise<number | undefined>;
}

/** Characters by which two articles of one id are told apart. */
const KEY_LENGTH = 8;

/** `firstSeenAt` of what counts as known from the beginning: nobody can tell when undated articles of a new file came. */
export const KNOWN_BEFORE = 0;

/**
 * A file of which over half is scored anew at once, so many articles at least: that is one thing that happened. Fewer are
 * told one by one.
 */
const MASS_FROM = 5;

export function createSnapshotNotes({
  seen,
  leases = ALONE,
  clock,
}: {
  readonly seen: Seen;
  /** Default: no other process notes. */
  readonly leases?: Leases;
  readonly clock: Clock;
}): SnapshotNotes {
  const running = new Map<
    string,
    { readonly snapshot: string; readonly stamp: Promise<number | undefined> }
  >();

  async function stampOf(dataSet: string, { manifest }: Noted): Promise<number | undefined> {
    const newest = await seen.snapshot(dataSet);
    return newest?.snapshot === manifest.id ? newest.seenAt : undefined;
  }

  async function noteNow(
    dataSet: string,
    catalog: Noted,
    isServing: () => Promise<boolean>,
    lost: AbortSignal,
  ): Promise<number | undefined> {
    const before = await seen.snapshot(dataSet);
    if (before?.snapshot === catalog.manifest.id) return before.seenAt;
    if (!(await isServing())) return undefined;
    const stamp = Math.max(clock(), (before?.seenAt ?? 0) + 1);
    const files = filesOf(catalog, before);
    const known: KnownArticle[] = [];
    for await (const articles of seen.articles(dataSet)) known.push(...articles);
    const keys = new Set(known.map(({ article }) => article));
    const recordOf = (one: Sighting): SeenArticleRecord =>
      newRecord(one, {
        dataSet,
        article: keyOf(one, keys),
        firstSeenAt: one.publishedAt === undefined && files.isNew(one.file) ? KNOWN_BEFORE : stamp,
      });

    if (known.length === 0) {
      for await (const chunk of inTurns(catalog.sightings())) {
        lost.throwIfAborted();
        await seen.add(chunk.map(recordOf));
      }
    } else {
      const changes = createChanges();
      const { renamed, fresh, gone } = await recognise({
        seen,
        dataSet,
        catalog,
        known,
        now: clock(),
        onKnown: (one) => changes.note(one, one[1].renamedAt),
      });
      for (const one of renamed) changes.note(one, stamp);
      lost.throwIfAborted();
      await seen.rename(dataSet, changes.renamed);
      await seen.add(fresh.map(recordOf));
      await seen.rescore(dataSet, changes.rescored(), stamp);
      await seen.withdraw(
        dataSet,
        gone.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ article }) => article),
        stamp,
      );
    }
    lost.throwIfAborted();
    await seen.finish({ dataSet, snapshot: catalog.manifest.id, seenAt: stamp, files: files.all });
    return stamp;
  }

  /** What is noted already, as nearly always, needs no turn. */
  async function inTurnOrNoted(
    dataSet: string,
    catalog: Noted,
    isServing: () => Promise<boolean>,
  ): Promise<number | undefined> {
    return (
      (await stampOf(dataSet, catalog)) ??
      (await whenFree(leases, `noting ${dataSet}`, (lost) => noteNow(dataSet, catalog, isServing, lost)))
    );
  }

  return {
    async note(dataSet, catalog, isServing) {
      for (;;) {
        const now = running.get(dataSet);
        if (now === undefined) break;
        const stamp = await now.stamp;
        // Another snapshot was being noted: this one's turn comes after it.
        if (now.snapshot === catalog.manifest.id) return stamp;
      }
      const stamp = inTurnOrNoted(dataSet, catalog, isServing).finally(() => running.delete(dataSet));
      running.set(dataSet, { snapshot: catalog.manifest.id, stamp });
      return stamp;
    },
  };
}

/** Collects what changed in articles that are known. */
function createChanges() {
  const renamed: Parameters<Seen["rename"]>[1][number][] = [];
  /** `file`: of those that were there until now. */
  const rescored: { readonly article: string; readonly verdicts: string; readonly file?: string }[] = [];
  const files = new Map<string, { known: number; rescored: number }>();
  return {
    renamed,

    note([one, same]: Recognised, renamedAt: number | null): void {
      const { id, file, verdicts, link, title } = one;
      const currentId = id === same.article ? null : id;
      if (currentId !== same.currentId || same.link === null || linksDiffer(link, same.link))
        renamed.push({
          article: same.article,
          currentId,
          link,
          title: title ?? null,
          renamedAt,
        });
      const isBack = same.withdrawnAt !== null;
      const isRescored = verdicts !== same.verdicts;
      // What was away may have been settled as withdrawn: it is looked at once more.
      if (isBack) {
        rescored.push({ article: same.article, verdicts });
        return;
      }
      if (isRescored) rescored.push({ article: same.article, verdicts, file });
      const counts = files.get(file) ?? { known: 0, rescored: 0 };
      files.set(file, { known: counts.known + 1, rescored: counts.rescored + (isRescored ? 1 : 0) });
    },

    /** With the file, where most of it changed together. */
    rescored(): Parameters<Seen["rescore"]>[1] {
      const inMass = new Set(
        [...files]
          .filter(([, of]) => of.rescored >= MASS_FROM && of.rescored * 2 > of.known)
          .map(([file]) => file),
      );
      return rescored.map(({ article, verdicts, file }) => ({
        article,
        verdicts,
        rescoredWith: file !== undefined && inMass.has(file) ? file : null,
      }));
    },
  };
}

/** Which files are read for the first time, and the names of all that ever were, as they are stored. */
function filesOf(
  { manifest }: Noted,
  before: { readonly files: string | null } | undefined,
): { isNew(file: string): boolean; readonly all: string } {
  const names = manifest.files.map(({ name }) => name);
  // A program that did not note the files noted their articles.
  const known = new Set(
    before === undefined
      ? []
      : before.files === null
        ? names
        : z.array(z.string()).parse(JSON.parse(before.files)),
  );
  return {
    isNew: (file) => !known.has(file),
    all: JSON.stringify([...new Set([...known, ...names])].toSorted()),
  };
}

/** What a new article is known by: its id, unless another article is known by that. */
function keyOf({ id, link }: Sighting, taken: Set<string>): string {
  let key = id;
  for (let n = 1; taken.has(key); n += 1)
    key = `${id}~${hash("sha256", `${pageOf(link)} ${n}`, "hex").slice(0, KEY_LENGTH)}`;
  taken.add(key);
  return key;
}

function newRecord(
  { id, link, verdicts, source, countries, title, publishedAt }: Sighting,
  { dataSet, article, firstSeenAt }: Pick<SeenArticleRecord, "dataSet" | "article" | "firstSeenAt">,
): SeenArticleRecord {
  return {
    dataSet,
    article,
    currentId: article === id ? null : id,
    link,
    firstSeenAt,
    verdicts,
    source: source ?? null,
    countries: countries.join(","),
    title: title ?? null,
    publishedAt: publishedAt ?? null,
    rescoredAt: null,
    withdrawnAt: null,
    rescoredWith: null,
    renamedAt: null,
  };
}
