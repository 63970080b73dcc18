// Which articles report the same event (a story) and which stories are steps of one affair: decided in one pass in order
// of time, so that a later article never changes what an earlier one belongs to. docs/adr/0012.

import { canonicalLink, namesPage } from "../links/canonical-link.ts";
import { type RecentSteps, recentSteps } from "./affairs.ts";
import { heaviestStems } from "./heaviest-stems.ts";
import { type RecentStories, recentStories, type Story, type Telling } from "./recent-stories.ts";
import { normalisedTitle, titleWords } from "./titles.ts";
import { type CountryCounts, countryCounts, textVectors } from "./vectors.ts";

/** What makes a story. Texts are cleaned ones; the opening is the beginning of the content, as much as there is. */
export interface StoryArticle {
  readonly id: string;
  /** ms since 1970 UTC; absent when undated. */
  readonly publishedAt?: number | undefined;
  /** English names, or any other keys; empty when no country is known. */
  readonly countries: readonly string[];
  /** The outlet. */
  readonly source?: string | undefined;
  readonly link?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly opening?: string | undefined;
}

/** Where an article belongs. */
export interface StoryPlace {
  /** The id of its story's first article. */
  readonly story: string;
  /** The id of the story that is the first step of its affair: its own story's when nothing came before. */
  readonly affair: string;
}

export interface StoryLinker {
  /**
   * The places of the next articles, in their order. They come in order of date, then id; undated ones anywhere. How many come
   * at once changes no place, but many are faster.
   * Throws RangeError for an article that is older than one before it.
   */
  place(articles: readonly StoryArticle[]): StoryPlace[];
  /** How many texts were compared so far: the work that was done, whatever the machine. */
  readonly comparisons: number;
}

/** A title of fewer words says too little to tell events apart. */
const MIN_TITLE_WORDS = 4;

/**
 * How alike texts must be (cosine) to report one event: within hours of the last report it is nearly always that event
 * again; a day and a half later the same people and places are usually the next step of the affair.
 */
const ALIKE_AT_ONCE = 0.42;
const ALIKE_LATER = 0.6;
const LATER_MS = 24 * 3_600_000;

/** A story is looked for by so many of an article's heaviest stems. */
const STEMS_TO_FIND_BY = 8;

interface Country {
  readonly counts: CountryCounts;
  readonly stories: RecentStories;
  readonly steps: RecentSteps;
}

/** Makes what places articles one by one. It keeps what later articles can still join: a month of news at most. */
export function storyLinker(): StoryLinker {
  const vectors = textVectors();
  const countries = new Map<string, Country>();
  let latestAt = Number.NEGATIVE_INFINITY;
  let placed = 0;

  function countryOf(name: string): Country {
    const known = countries.get(name);
    if (known !== undefined) return known;
    const made = { counts: countryCounts(), stories: recentStories(), steps: recentSteps() };
    countries.set(name, made);
    return made;
  }

  function tellingOf(at: number, article: StoryArticle, within: readonly Country[]): Telling {
    const { source, title = "", description = "", opening = "" } = article;
    const normalised = normalisedTitle(title);
    const link = canonicalLink(article.link ?? "");
    const vector = vectors.vectorOf(
      { title, description, opening },
      within.map(({ counts }) => counts),
    );
    return {
      at,
      source,
      link: namesPage(link) ? link : "",
      title: normalised.split(" ").length < MIN_TITLE_WORDS ? "" : normalised,
      titleWords: titleWords(title),
      vector,
      heaviest: vector === undefined ? [] : heaviestStems(vector, STEMS_TO_FIND_BY),
    };
  }

  /** The story that an article fits best: by link, else by the more alike text, else the later one. */
  function storyFor(telling: Telling, article: number, within: readonly Country[]): Story | undefined {
    let best: Story | undefined;
    let bestScore = 0;
    const offer = (story: Story, score: number): void => {
      if (score < bestScore || (score === bestScore && best !== undefined && best.number >= story.number))
        return;
      best = story;
      bestScore = score;
    };
    for (const { stories } of within) {
      const linked = stories.linkedWith(telling);
      if (linked !== undefined) offer(linked, Number.POSITIVE_INFINITY);
    }
    if (best !== undefined) return best;
    const seeTitle = (story: Story): void => offer(story, 0);
    const seeText = (story: Story): void => {
      if (story.comparedWith === article || story.vector === undefined) return;
      story.comparedWith = article;
      offer(story, vectors.cosineWith(story.vector) - askedAfter(telling.at - story.lastAt));
    };
    for (const { stories } of within) {
      stories.eachTitledLike(telling, seeTitle);
      stories.eachToldLike(telling, seeText);
    }
    return best;
  }

  function affairFor(id: string, { at, vector, heaviest }: Telling, within: readonly Country[]): string {
    if (vector === undefined) return id;
    let best: ReturnType<RecentSteps["affairOf"]>;
    for (const { steps } of within) {
      const found = steps.affairOf(at, heaviest, vectors.cosineWith);
      if (found !== undefined && (best === undefined || found.score > best.score)) best = found;
    }
    const affair = best?.affair ?? id;
    for (const { steps } of within) steps.put({ affair, at, vector, heaviest });
    return affair;
  }

  function placeOne(article: StoryArticle, number: number): StoryPlace {
    const { id, publishedAt: at } = article;
    if (at === undefined) return { story: id, affair: id };
    const within = countriesOf(article).map(countryOf);
    const telling = tellingOf(at, article, within);
    let story = storyFor(telling, number, within);
    if (story === undefined) {
      const affair = affairFor(id, telling, within);
      const { vector } = telling;
      story = { number, id, affair, first: telling, lastAt: at, comparedWith: 0, vector };
    } else {
      story.lastAt = at;
      if (telling.vector !== undefined)
        story.vector =
          story.vector === undefined ? telling.vector : vectors.sum(story.vector, telling.vector);
    }
    for (const { stories } of within) stories.put(story, telling);
    return { story: story.id, affair: story.affair };
  }

  return {
    get comparisons() {
      return vectors.comparisons;
    },
    place(articles) {
      const places: StoryPlace[] = [];
      const first = placed + 1;
      placed += articles.length;
      for (const { publishedAt: at = latestAt } of articles) {
        if (at < latestAt) throw new RangeError("articles are to come in order of their dates");
        latestAt = at;
      }
      for (const index of countryByCountry(articles)) {
        const article = articles[index];
        if (article !== undefined) places[index] = placeOne(article, first + index);
      }
      return places;
    },
  };
}

function countriesOf({ countries }: StoryArticle): readonly string[] {
  return countries.length === 0 ? [""] : [...new Set(countries)];
}

/**
 * The indices of articles in an order in which those of a country stay in theirs, but follow one another: what is known of a
 * country then stays in the processor's cache, which halves the time. An article of several countries parts what came before
 * it from what comes after it.
 */
function countryByCountry(articles: readonly StoryArticle[]): number[] {
  const order: number[] = [];
  const waiting = new Map<string, number[]>();
  const release = (): void => {
    for (const indices of waiting.values()) order.push(...indices);
    waiting.clear();
  };
  for (const [index, article] of articles.entries()) {
    const [country = "", ...others] = countriesOf(article);
    if (others.length > 0) {
      release();
      order.push(index);
      continue;
    }
    const indices = waiting.get(country);
    if (indices === undefined) waiting.set(country, [index]);
    else indices.push(index);
  }
  release();
  return order;
}

function askedAfter(ms: number): number {
  return ALIKE_AT_ONCE + (ALIKE_LATER - ALIKE_AT_ONCE) * Math.min(1, ms / LATER_MS);
}

/** Places articles that come in any order; the places are in theirs. */
export function linkStories(articles: readonly StoryArticle[]): StoryPlace[] {
  const linker = storyLinker();
  const places: StoryPlace[] = [];
  const inOrder = [...articles.entries()].sort(([, a], [, b]) => inOrderOfTime(a, b));
  const placesInOrder = linker.place(inOrder.map(([, article]) => article));
  for (const [at, [index]] of inOrder.entries()) {
    const place = placesInOrder[at];
    if (place !== undefined) places[index] = place;
  }
  return places;
}

function inOrderOfTime(a: StoryArticle, b: StoryArticle): number {
  return (a.publishedAt ?? 0) - (b.publishedAt ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
