// What a scan finds of each story: the article that stands for it, and how relevant the story is. The room for it is made once for a
// snapshot, and emptied after each scan.

/** Stories that were found, by their place in these lists. */
export interface FoundStories {
  readonly size: number;
  /** Of the article that stands for it: its place, its packed verdict and its standing. */
  readonly places: Uint32Array;
  readonly verdicts: Uint8Array;
  readonly standings: Float64Array;
  /** Of its most relevant assessment that was kept. */
  readonly relevances: Uint8Array;
  /** Stories by their relevance whatever relevance was asked for, those of which nothing else was kept among them. */
  readonly ofAnyRelevance: readonly [number, number, number];
}

export interface StoryFinder {
  /** An article of that story would be kept but for its relevance, which is at most this. */
  hear(story: number, relevance: number): void;
  /** An article of that story is kept. It stands for the story if no other of the same or a better standing came before. */
  offer(story: number, place: number, verdict: number, standing: number, relevance: number): void;
  /** What was found since the last time; valid until the next scan. */
  take(): FoundStories;
}

/** For as many stories; each is named by a number below that. */
export function createStoryFinder(most: number): StoryFinder {
  const NONE = -1;
  const placeOf = new Int32Array(most).fill(NONE);
  const heard = new Int8Array(most).fill(NONE);
  const verdictOf = new Uint8Array(most);
  const standingOf = new Float64Array(most);
  const relevanceOf = new Uint8Array(most);
  const touched = new Uint32Array(most);
  let touchedSize = 0;
  const places = new Uint32Array(most);
  const verdicts = new Uint8Array(most);
  const standings = new Float64Array(most);
  const relevances = new Uint8Array(most);

  return {
    hear(story, relevance) {
      const before = heard[story] ?? NONE;
      if (before === NONE) touched[touchedSize++] = story;
      if (relevance > before) heard[story] = relevance;
    },
    offer(story, place, verdict, standing, relevance) {
      const isFirst = placeOf[story] === NONE;
      if (isFirst || relevance > (relevanceOf[story] ?? 0)) relevanceOf[story] = relevance;
      if (!isFirst && standing <= (standingOf[story] ?? 0)) return;
      placeOf[story] = place;
      verdictOf[story] = verdict;
      standingOf[story] = standing;
    },
    take() {
      const counts: [number, number, number] = [0, 0, 0];
      let size = 0;
      for (let at = 0; at < touchedSize; at++) {
        const story = touched[at] ?? 0;
        const level = heard[story];
        if (level === 0 || level === 1 || level === 2) counts[level] += 1;
        heard[story] = NONE;
        const place = placeOf[story] ?? NONE;
        if (place === NONE) continue;
        placeOf[story] = NONE;
        places[size] = place;
        verdicts[size] = verdictOf[story] ?? 0;
        standings[size] = standingOf[story] ?? 0;
        relevances[size] = relevanceOf[story] ?? 0;
        size += 1;
      }
      touchedSize = 0;
      return { size, places, verdicts, standings, relevances, ofAnyRelevance: counts };
    },
  };
}
