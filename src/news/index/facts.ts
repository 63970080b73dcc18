// Which countries and outlets there are in a snapshot, how many articles each has and when its newest one is from.

import type { NewsIndex } from "./columns.ts";

export interface CountryFacts {
  readonly name: string;
  readonly articles: number;
  /** ms UTC; absent when none of its articles is dated. */
  readonly newest?: number;
}

export interface SourceFacts extends CountryFacts {
  /** Sorted. */
  readonly countries: readonly string[];
}

/** Most articles first. */
export function factsOf({ articles, published, countries, sources, names }: NewsIndex): {
  readonly countries: readonly CountryFacts[];
  readonly sources: readonly SourceFacts[];
} {
  const ofSet = createTally(names.countrySets.length);
  const ofSource = createTally(names.sources.length);
  /** By outlet: the numbers of its sets of countries. */
  const setsOf = names.sources.map(() => new Set<number>());
  const latestSets = new Int32Array(names.sources.length).fill(-1);
  for (let place = 0; place < articles; place++) {
    const [set, source] = [countries[place] ?? 0, sources[place] ?? 0];
    const at = published[place] ?? Number.NaN;
    ofSet.add(set, at);
    ofSource.add(source, at);
    // Most outlets are of one country.
    if (latestSets[source] === set) continue;
    latestSets[source] = set;
    setsOf[source]?.add(set);
  }
  const byCountry = new Map<string, { articles: number; newest: number }>();
  for (const [set, inSet] of names.countrySets.entries())
    for (const name of inSet) {
      const before = byCountry.get(name) ?? { articles: 0, newest: Number.NaN };
      const { articles: more, newest } = ofSet.of(set);
      byCountry.set(name, { articles: before.articles + more, newest: later(before.newest, newest) });
    }
  return {
    countries: [...byCountry].map(([name, tally]) => ({ name, ...told(tally) })).sort(mostFirst),
    sources: names.sources
      .map((name, source) => {
        const all = [...(setsOf[source] ?? [])].flatMap((set) => names.countrySets[set] ?? []);
        return { name, ...told(ofSource.of(source)), countries: [...new Set(all)].sort() };
      })
      // Number 0 is no outlet.
      .slice(1)
      .sort(mostFirst),
  };
}

interface Tally {
  readonly articles: number;
  /** NaN when none is dated. */
  readonly newest: number;
}

function createTally(size: number) {
  const articles = new Uint32Array(size);
  const newest = new Float64Array(size).fill(Number.NaN);
  return {
    add(group: number, at: number): void {
      articles[group] = (articles[group] ?? 0) + 1;
      newest[group] = later(newest[group] ?? Number.NaN, at);
    },
    of: (group: number): Tally => ({ articles: articles[group] ?? 0, newest: newest[group] ?? Number.NaN }),
  };
}

/** The later of two times, of which either may be none. */
function later(one: number, other: number): number {
  return one > other || Number.isNaN(other) ? one : other;
}

function told({ articles, newest }: Tally): Omit<CountryFacts, "name"> {
  return { articles, ...(Number.isNaN(newest) ? {} : { newest }) };
}

function mostFirst(a: CountryFacts, b: CountryFacts): number {
  return b.articles - a.articles || (a.name < b.name ? -1 : 1);
}
