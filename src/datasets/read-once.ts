// A catalog that remembers which articles it has read, for as long as one look lasts: many digests choose among the same.

import type { Catalog } from "../news/catalog.ts";

/** The same catalog, which reads each article and its texts once, also for those who ask at the same time. */
export function readOnce(catalog: Catalog): Catalog {
  const entryOf = once(
    async (ids) => new Map((await catalog.entries(ids)).map((entry) => [entry.article.id, entry])),
  );
  return {
    ...catalog,
    entries: async (ids) => [...(await entryOf(ids)).values()],
    texts: once(catalog.texts),
  };
}

type Read<T> = (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>;

function once<T>(read: Read<T>): Read<T> {
  const reads = new Map<string, ReturnType<Read<T>>>();

  function begin(ids: readonly string[]): void {
    const reading = read(ids);
    for (const id of ids) reads.set(id, reading);
    // What failed is read again by whoever asks next.
    reading.catch(() => {
      for (const id of ids) reads.delete(id);
    });
  }

  return async (ids) => {
    const wanted = [...new Set(ids)];
    const unread = wanted.filter((id) => !reads.has(id));
    if (unread.length > 0) begin(unread);
    const found = new Map<string, T>();
    for (const reading of new Set(wanted.map((id) => reads.get(id))))
      for (const [id, one] of (await reading) ?? []) found.set(id, one);
    return new Map(
      wanted.flatMap((id) => {
        const one = found.get(id);
        return one === undefined ? [] : [[id, one]];
      }),
    );
  };
}
