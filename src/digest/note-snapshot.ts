// Remembers of every article when a data set first held it, and when it was scored anew or withdrawn. Digests choose
// among what is new since they last looked.

import type { Catalog, Sighting } from "../news/catalog.ts";
import type { Clock } from "../reply/ports.ts";
import type { Seen, SeenArticleRecord } from "../store/seen.ts";

export interface SnapshotNotes {
  /**
   * Notes what a snapshot brought, unless it is the newest one noted. Resolves with its stamp: what was first seen up to
   * then is in it; undefined when it serves no more, for noting it after its successor would make news of what is old.
   * Calls at the same time share one run. A run that was cut off is done again from its beginning.
   */
  note(dataSet: string, catalog: Catalog, isServing: () => Promise<boolean>): Promise<number | undefined>;
}

export function createSnapshotNotes({
  seen,
  clock,
}: {
  readonly seen: Seen;
  readonly clock: Clock;
}): SnapshotNotes {
  const running = new Map<
    string,
    { readonly snapshot: string; readonly stamp: Promise<number | undefined> }
  >();

  async function noteNow(
    dataSet: string,
    catalog: Catalog,
    isServing: () => Promise<boolean>,
  ): Promise<number | undefined> {
    const before = await seen.snapshot(dataSet);
    if (before?.snapshot === catalog.manifest.id) return before.seenAt;
    if (!(await isServing())) return undefined;
    const stamp = Math.max(clock(), (before?.seenAt ?? 0) + 1);
    const known = new Map<string, { readonly verdicts: string; readonly isWithdrawn: boolean }>();
    for await (const articles of seen.articles(dataSet))
      for (const { article, verdicts, withdrawnAt } of articles)
        known.set(article, { verdicts, isWithdrawn: withdrawnAt !== null });
    for await (const sightings of catalog.sightings()) {
      await seen.add(
        sightings.filter(({ id }) => !known.has(id)).map((sighting) => recordOf(sighting, dataSet, stamp)),
      );
      const changed = sightings.filter(({ id, verdicts }) => {
        const old = known.get(id);
        // What was away may have been settled as withdrawn: it is looked at once more.
        return old !== undefined && (old.verdicts !== verdicts || old.isWithdrawn);
      });
      await seen.rescore(
        dataSet,
        changed.map(({ id, verdicts }) => ({ article: id, verdicts })),
        stamp,
      );
      for (const { id } of sightings) known.delete(id);
    }
    const gone = [...known].filter(([, { isWithdrawn }]) => !isWithdrawn).map(([article]) => article);
    await seen.withdraw(dataSet, gone, stamp);
    await seen.finish({ dataSet, snapshot: catalog.manifest.id, seenAt: stamp });
    return stamp;
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
      const stamp = noteNow(dataSet, catalog, isServing).finally(() => running.delete(dataSet));
      running.set(dataSet, { snapshot: catalog.manifest.id, stamp });
      return stamp;
    },
  };
}

function recordOf(
  { id, verdicts, source, countries, title, publishedAt }: Sighting,
  dataSet: string,
  stamp: number,
): SeenArticleRecord {
  return {
    dataSet,
    article: id,
    firstSeenAt: stamp,
    verdicts,
    source: source ?? null,
    countries: countries.join(","),
    title: title ?? null,
    publishedAt: publishedAt ?? null,
    rescoredAt: null,
    withdrawnAt: null,
  };
}
