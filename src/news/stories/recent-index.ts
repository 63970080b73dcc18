// Finds what was put under a key not long ago. What is older than the window is forgotten in two steps, so that memory
// holds at most two windows of news however many years are read.

export interface RecentIndex<Key, Entry> {
  /** Times come in order. */
  put(key: Key, entry: Entry, at: number): void;
  /** Shows the newest entries under a key, newest first, at most `most`, until one is old: then `visit` says false. */
  visit(key: Key, most: number, visit: (entry: Entry) => boolean): void;
}

interface Link<Entry> {
  readonly entry: Entry;
  readonly before: Link<Entry> | undefined;
}

export function recentIndex<Key, Entry>(windowMs: number): RecentIndex<Key, Entry> {
  let current = new Map<Key, Link<Entry>>();
  let previous = new Map<Key, Link<Entry>>();
  let startedAt = Number.NEGATIVE_INFINITY;
  return {
    put(key, entry, at) {
      if (at - startedAt > windowMs) {
        // After a pause of more than a window nothing that came before it is of use.
        previous = at - startedAt > 2 * windowMs ? new Map() : current;
        current = new Map();
        startedAt = at;
      }
      const before = current.get(key);
      if (before?.entry !== entry) current.set(key, { entry, before });
    },
    visit(key, most, visit) {
      let left = most;
      for (const links of [current, previous])
        for (let link = links.get(key); link !== undefined; link = link.before)
          if (left-- === 0 || !visit(link.entry)) return;
    },
  };
}
