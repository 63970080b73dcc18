// Chooses for many digests of one workspace at once: the data are read once for all that look at the same stretch of
// them, and each filter is applied once for all digests that share it.

import { strengthOf } from "../news/article.ts";
import type { Catalog, StoryEntry } from "../news/catalog.ts";
import { sieveOf } from "../news/filter/filter.ts";
import type { Ledger, SentArticleRecord } from "../store/ledger.ts";
import type { MuteRecord, Mutes as MuteStore } from "../store/mutes.ts";
import type { Seen } from "../store/seen.ts";
import { DAY_MS } from "../time/units.ts";
import { type CandidateSet, loadCandidates } from "./candidates.ts";
import { type Mutes, type Selection, screen, settle } from "./select.ts";
import type { DigestFilter } from "./settings.ts";
import type { Subscription } from "./subscription.ts";
import { scoreIn } from "./verdicts.ts";

/** The news of a workspace as they are now. */
export interface NewsView {
  readonly dataSet: string;
  readonly catalog: Catalog;
  /** The stamp of the snapshot: everything first seen up to then is in it. */
  readonly through: number;
}

export interface ChoiceRequest {
  readonly subscription: Subscription;
  /** ms UTC. */
  readonly slotAt: number;
  /** Stories shown at most. */
  readonly limit: number;
}

export interface Chosen {
  readonly request: ChoiceRequest;
  readonly selection: Selection;
  /** Candidates with a strength-2 verdict in scope. */
  readonly highImpact: number;
  /** Candidates that were in the data before: scored anew, or back after they were withdrawn. */
  readonly seenBefore: number;
  /** Whole articles of the shown stories, by what they are known by. */
  readonly entries: ReadonlyMap<string, StoryEntry>;
  /** Shown before, scored anew since the last decision. */
  readonly rescored: readonly {
    readonly article: string;
    readonly title: string;
    readonly before: number;
    readonly after: number;
    /** The file most of which was scored anew with it; null where it was scored anew by itself. */
    readonly withFile: string | null;
  }[];
  /** Shown before, no longer in the data. */
  readonly withdrawn: readonly {
    readonly article: string;
    readonly title: string;
    readonly withdrawnAt: number;
  }[];
}

/** How long ago something was shown for its rescoring or withdrawal still to be told. */
const CHANGES_TOLD_MS = 30 * DAY_MS;

export interface Chooser {
  /** What each digest would show now, in the order of the requests. Changes nothing. */
  choose(requests: readonly ChoiceRequest[], view: NewsView): Promise<readonly Chosen[]>;
}

export function createChooser(options: {
  readonly seen: Seen;
  readonly ledger: Ledger;
  readonly mutes: MuteStore;
}): Chooser {
  const { seen, ledger, mutes } = options;

  async function chooseTogether(
    requests: readonly ChoiceRequest[],
    view: NewsView,
    { muted, affairOf }: Muted,
  ): Promise<readonly Chosen[]> {
    const [first] = requests;
    if (first === undefined) return [];
    const { seenThrough, openFrom } = first.subscription.record;
    const set = await loadCandidates({ seen, view, after: seenThrough, openFrom, slotAt: first.slotAt });
    const ids = requests.map(({ subscription }) => subscription.record.id);
    const [sent, changed] = await Promise.all([
      ledger.sentAmong(ids, [...set.storyOf.keys()]),
      ledger.changedAmong(ids, view.dataSet, {
        after: seenThrough,
        through: view.through,
        shownSince: first.slotAt - CHANGES_TOLD_MS,
      }),
    ]);
    // Where it stands it is corrected in place, and told no second time.
    const posted = await ledger.postedAmong(changed);
    const changedOf = Map.groupBy(
      changed.filter(({ slot, article }) => !posted.has(`${slot} ${article}`)),
      ({ subscription }) => subscription,
    );
    const screened = new Map<string, ReturnType<typeof screen>>();

    /** What one filter chooses is the same for all that have shown none of these stories and mute the same. */
    const shared = new Map<string, Choosing>();
    const chooseOne = (request: ChoiceRequest, shownBefore: readonly SentArticleRecord[]): Choosing => {
      const { record, settings } = request.subscription;
      const filterKey = JSON.stringify(settings.filter);
      const inScope = screened.get(filterKey) ?? screen(set.candidates, settings.filter);
      screened.set(filterKey, inScope);
      const shownIds = new Set(shownBefore.map(({ article }) => article));
      const own =
        shownIds.size === 0 ? inScope : inScope.filter(({ candidate }) => !shownIds.has(candidate.id));
      const selection = settle(own, {
        slotAt: request.slotAt,
        // What was refused nobody saw: another report of its story may stand for it.
        sentStories: new Set(
          shownBefore.flatMap(({ article, refused }) =>
            refused === 1 ? [] : [set.storyOf.get(article) ?? ""],
          ),
        ),
        mutes: mutesOf(record.id, { muted, affairOf }, set.storyOf),
        limit: request.limit,
        ...(settings.each === undefined ? {} : { each: settings.each }),
      });
      return {
        selection,
        highImpact: countHighImpact(own, settings.filter),
        seenBefore: own.filter(({ candidate }) => set.seenBefore.has(candidate.id)).length,
        entries: entriesShown(selection, set),
      };
    };

    const withOwnMutes = new Set(muted.map(({ subscription }) => subscription));
    const chooseShared = (request: ChoiceRequest): Choosing => {
      const { record } = request.subscription;
      // Settings as they are stored: writing those of thousands anew takes longer than choosing for them.
      const key = `${request.limit} ${withOwnMutes.has(record.id) ? record.id : ""} ${record.settings}`;
      const known = shared.get(key);
      if (known !== undefined) return known;
      const choosing = chooseOne(request, []);
      shared.set(key, choosing);
      return choosing;
    };

    return requests.map((request): Chosen => {
      const { id } = request.subscription.record;
      const shownBefore = sent.get(id);
      const { selection, highImpact, seenBefore, entries } =
        shownBefore === undefined ? chooseShared(request) : chooseOne(request, shownBefore);
      const own = changedOf.get(id);
      const { rescored, withdrawn } = own === undefined ? UNCHANGED : changesOf(own);
      return { request, selection, highImpact, seenBefore, entries, rescored, withdrawn };
    });
  }

  return {
    async choose(requests, view) {
      const [first] = requests;
      if (first === undefined) return [];
      const now = Math.max(...requests.map(({ slotAt }) => slotAt));
      const muted = await mutedIn(
        view,
        seen,
        await mutes.ofWorkspace(first.subscription.record.workspace, now),
      );
      const groups = Map.groupBy(
        requests,
        ({ subscription: { record }, slotAt }) => `${record.seenThrough} ${record.openFrom} ${slotAt}`,
      );
      const chosen = new Map<ChoiceRequest, Chosen>();
      for (const group of groups.values())
        for (const one of await chooseTogether(group, view, muted)) chosen.set(one.request, one);
      return requests.flatMap((request) => chosen.get(request) ?? []);
    },
  };
}

type Choosing = Pick<Chosen, "selection" | "highImpact" | "seenBefore" | "entries">;

/** Candidates with a strength-2 verdict on a pillar that is asked for. */
function countHighImpact(screened: ReturnType<typeof screen>, { pillar }: DigestFilter): number {
  const { inScope } = sieveOf(pillar === undefined ? {} : { pillar });
  return screened.filter(({ candidate }) => inScope(candidate).some(({ score }) => strengthOf(score) === 2))
    .length;
}

function entriesShown({ shown }: Selection, { entries }: CandidateSet): ReadonlyMap<string, StoryEntry> {
  return new Map(
    shown.flatMap(({ candidate: { id } }) => {
      const entry = entries.get(id);
      return entry === undefined ? [] : [[id, entry] as const];
    }),
  );
}

const UNCHANGED: Pick<Chosen, "rescored" | "withdrawn"> = { rescored: [], withdrawn: [] };

function changesOf(
  changed: Awaited<ReturnType<Ledger["changedAmong"]>>,
): Pick<Chosen, "rescored" | "withdrawn"> {
  // Told once until a correction says that it is back: when it went again meanwhile, nobody ever knew of its return.
  const withdrawn = changed.flatMap(({ article, title, withdrawnAt, withdrawalTold }) =>
    withdrawnAt === null || withdrawalTold !== null ? [] : [{ article, title, withdrawnAt }],
  );
  const rescored = changed.flatMap(
    ({ article, title, pillar, score, verdicts, withdrawnAt, rescoredWith }) => {
      const after = pillar === null ? undefined : scoreIn(verdicts, pillar);
      if (withdrawnAt !== null || score === null || after === undefined || after === score) return [];
      return [{ article, title, before: score, after, withFile: rescoredWith }];
    },
  );
  return { rescored, withdrawn };
}

/** What is muted in a workspace, and the affair of each muted story's article that is still in the data. */
export interface Muted {
  readonly muted: readonly MuteRecord[];
  readonly affairOf: ReadonlyMap<string, string>;
}

export async function mutedIn(
  { dataSet, catalog }: NewsView,
  seen: Seen,
  muted: readonly MuteRecord[],
): Promise<Muted> {
  const named = muted.filter(({ kind }) => kind === "story").map(({ value }) => value);
  if (named.length === 0) return { muted, affairOf: new Map() };
  const ids = await seen.idsOf(dataSet, named);
  const entries = await catalog.entries(named.map((article) => ids.get(article) ?? article));
  const affairs = new Map(entries.map(({ article }) => [article.id, article.affairId]));
  return {
    muted,
    affairOf: new Map(
      named.flatMap((article) => {
        const affair = affairs.get(ids.get(article) ?? article);
        return affair === undefined ? [] : [[article, affair] as const];
      }),
    ),
  };
}

/** `stories`: by article. A muted story that none of them is of keeps out nothing but the steps of its affair. */
export function mutesOf(
  subscription: string,
  { muted, affairOf }: Muted,
  stories: ReadonlyMap<string, string>,
): Mutes {
  const own = muted.filter((mute) => mute.subscription === null || mute.subscription === subscription);
  const valuesOf = (kind: MuteRecord["kind"]): readonly string[] =>
    own.filter((mute) => mute.kind === kind).map(({ value }) => value);
  return {
    sources: new Set(valuesOf("source")),
    words: valuesOf("word"),
    stories: new Set(valuesOf("story").flatMap((article) => stories.get(article) ?? [])),
    affairs: new Set(valuesOf("story").flatMap((article) => affairOf.get(article) ?? [])),
  };
}
