// The candidates of a digest: what was first seen, or scored anew, since it last decided. Articles that can only end up
// as withdrawn or older are told from what is remembered of them, so that a new file with years of news is not read.

import type { Catalog, StoryEntry } from "../news/catalog.ts";
import type { Seen, SeenArticleRecord } from "../store/seen.ts";
import { type Candidate, isOlder } from "./select.ts";
import { readVerdicts } from "./verdicts.ts";

export interface CandidateSet {
  readonly candidates: readonly Candidate[];
  /** Whole articles, by what they are known by: all that are neither withdrawn nor older. */
  readonly entries: ReadonlyMap<string, StoryEntry>;
  /** The story of every candidate and of every article that shares one with it, by what they are known by. */
  readonly storyOf: ReadonlyMap<string, string>;
  /** Candidates that were in the data before: scored anew, or back after they were withdrawn. */
  readonly seenBefore: ReadonlySet<string>;
}

export interface CandidateRequest {
  readonly seen: Seen;
  readonly view: {
    readonly dataSet: string;
    readonly catalog: Pick<Catalog, "entries" | "publishedSince">;
    readonly through: number;
  };
  /** Stamp up to which everything is settled. */
  readonly after: number;
  /** Articles published since then are candidates though they were seen before; null when none are. */
  readonly openFrom: number | null;
  /** ms UTC. */
  readonly slotAt: number;
}

export async function loadCandidates(request: CandidateRequest): Promise<CandidateSet> {
  const { seen, view, after, openFrom, slotAt } = request;
  const { dataSet, catalog, through } = view;
  const news = after >= through ? [] : await seen.between(dataSet, after, through);
  const newIds = new Set(news.map(idOf));
  const open = openFrom === null ? [] : await catalog.publishedSince(openFrom);
  const remembered = news.filter(
    ({ withdrawnAt, publishedAt }) => withdrawnAt !== null || isOlder(publishedAt ?? undefined, slotAt),
  );
  const isSettled = new Set(remembered);
  const wanted = [
    ...news.filter((one) => !isSettled.has(one)).map(idOf),
    ...open.filter((id) => !newIds.has(id)),
  ];
  const found = await catalog.entries(wanted);
  const keys = await seen.articlesWithIds(
    dataSet,
    found.flatMap(({ article, reports }) => [article.id, ...reports.map(({ id }) => id)]),
  );
  const keyOf = (id: string): string => keys.get(id) ?? id;
  const entries = new Map(found.map((entry) => [keyOf(entry.article.id), entry]));
  // What is remembered stands alone: its story is not looked for.
  const storyOf = new Map(remembered.map(({ article }) => [article, article]));
  for (const { article, reports } of entries.values())
    for (const { id } of [article, ...reports]) storyOf.set(keyOf(id), article.storyId);
  return {
    candidates: [
      ...remembered.map(fromMemory),
      ...[...entries].map(([key, entry]) => fromCatalog(key, entry)),
    ],
    entries,
    storyOf,
    seenBefore: new Set(news.filter(({ firstSeenAt }) => firstSeenAt <= after).map(({ article }) => article)),
  };
}

/** The id that an article has in the data. */
function idOf({ article, currentId }: SeenArticleRecord): string {
  return currentId ?? article;
}

/** `key`: what it is known by. */
export function fromCatalog(key: string, { article, outlets }: StoryEntry): Candidate {
  return { ...article, id: key, outlets, isWithdrawn: false };
}

/** What is remembered of an article has no summaries: words of a scope are then looked for in its title alone. */
function fromMemory({
  article,
  title,
  source,
  publishedAt,
  countries,
  verdicts,
  withdrawnAt,
}: SeenArticleRecord): Candidate {
  return {
    id: article,
    ...(title === null ? {} : { title }),
    ...(source === null ? {} : { source }),
    ...(publishedAt === null ? {} : { publishedAt }),
    countries: countries === "" ? [] : countries.split(","),
    // Nothing more is asked of what can only be withdrawn or older.
    assessments: readVerdicts(verdicts).map((verdict) => ({ ...verdict, relevance: 0, fit: 0 })),
    isOpinion: false,
    storyId: article,
    affairId: article,
    outlets: 1,
    isWithdrawn: withdrawnAt !== null,
  };
}
