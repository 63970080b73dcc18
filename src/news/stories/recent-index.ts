// Finds what was put under a key not long ago. What is older than the window is forgotten in two steps, so that memory
// holds at most two windows of news however many years are read.

export interface RecentIndex<Key, Entry> {
  /** Times come in order. */
  put(key: Key, entry: Entry, at: number): void;
  /** Fills `found` from its start with the newest entries under a key, newest first. @returns how many there are. */
  find(key: Key, most: number, found: Entry[]): number;
}

/** What was put in one window: entries in order, each with the place of the one before it under its key. */
interface Window<Key, Entry> {
  readonly newest: Map<Key, number>;
  readonly entries: Entry[];
  readonly before: number[];
}

const newWindow = <Key, Entry>(): Window<Key, Entry> => ({ newest: new Map(), entries: [], before: [] });

export function recentIndex<Key, Entry>(windowMs: number): RecentIndex<Key, Entry> {
  let current = newWindow<Key, Entry>();
  let previous = newWindow<Key, Entry>();
  let startedAt = Number.NEGATIVE_INFINITY;

  /** Adds to the `count` entries that were found already. */
  function findIn(
    { newest, entries, before }: Window<Key, Entry>,
    key: Key,
    most: number,
    found: Entry[],
    count: number,
  ): number {
    let next = count;
    let place = newest.get(key);
    while (place !== undefined && place >= 0 && next < most) {
      const entry = entries[place];
      if (entry !== undefined) found[next++] = entry;
      place = before[place];
    }
    return next;
  }

  return {
    put(key, entry, at) {
      if (at - startedAt > windowMs) {
        // After a pause of more than a window nothing that came before it is of use.
        previous = at - startedAt > 2 * windowMs ? newWindow() : current;
        current = newWindow();
        startedAt = at;
      }
      const { newest, entries, before } = current;
      const last = newest.get(key) ?? -1;
      if (last >= 0 && entries[last] === entry) return;
      newest.set(key, entries.push(entry) - 1);
      before.push(last);
    },
    find(key, most, found) {
      return findIn(previous, key, most, found, findIn(current, key, most, found, 0));
    },
  };
}
