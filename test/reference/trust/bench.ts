// What the program makes of a history: files are decided by what is given here, articles are noted and chosen by the
// program's own steps over a real store.

import type { HeldFile } from "../../../src/datasets/held-files.ts";
import { loadCandidates } from "../../../src/digest/candidates.ts";
import { createSnapshotNotes, type Noted } from "../../../src/digest/note-snapshot.ts";
import { screen, settle } from "../../../src/digest/select.ts";
import type { Catalog } from "../../../src/news/catalog.ts";
import type { Store } from "../../../src/store/database.ts";
import { EVERYTHING } from "../../digest/simulation/subscriptions.ts";
import { articleOfTitle, type Step } from "./history.ts";
import type { createModel, Served } from "./model.ts";

export type Outcome = ReturnType<ReturnType<typeof createModel>["step"]>;

/** The files after a step. */
export interface Decided {
  readonly isAnswered: boolean;
  readonly held: readonly Pick<HeldFile, "name" | "isKept">[];
  readonly refused: readonly string[];
  readonly catalog: Noted & Pick<Catalog, "entries" | "publishedSince">;
  readonly serves: readonly Served[];
}

export interface Bench {
  step(step: Step, decided: Decided): Promise<Outcome>;
}

/** Nothing that anybody mutes, sets in turn, or has seen as a story. */
const FREELY = {
  sentStories: new Set<string>(),
  mutes: { sources: new Set<string>(), words: [], stories: new Set<string>(), affairs: new Set<string>() },
  limit: 10_000,
};

export function createBench(store: Store, dataSet: string, clock: () => number): Bench {
  const { seen } = store;
  const notes = createSnapshotNotes({ seen, clock });
  const posted = new Set<string>();
  let decidedThrough = 0;
  let through = 0;

  async function noted(catalog: Decided["catalog"]) {
    const before = through;
    through = (await notes.note(dataSet, catalog, async () => true)) ?? 0;
    const changed = await seen.between(dataSet, before, through);
    const all = [];
    for await (const chunk of seen.articles(dataSet)) all.push(...chunk);
    const gone = all.filter(({ withdrawnAt }) => withdrawnAt !== null && withdrawnAt > before);
    const records = await seen.records(
      dataSet,
      gone.map(({ article }) => article),
    );
    const again = changed.filter(({ firstSeenAt }) => firstSeenAt <= before);
    return {
      fresh: numbersOf(changed.filter(({ firstSeenAt }) => firstSeenAt > before)),
      again: numbersOf(again),
      inMass: numbersOf(again.filter(({ rescoredWith }) => rescoredWith !== null)),
      withdrawn: numbersOf(records),
    };
  }

  async function post(catalog: Decided["catalog"], slotAt: number): Promise<readonly number[]> {
    const view = { dataSet, catalog, through };
    const set = await loadCandidates({ seen, view, after: decidedThrough, openFrom: null, slotAt });
    decidedThrough = through;
    const fitting = screen(set.candidates, EVERYTHING.filter).filter(
      ({ candidate }) => !posted.has(candidate.id),
    );
    const { shown } = settle(fitting, { ...FREELY, slotAt });
    for (const { candidate } of shown) posted.add(candidate.id);
    return numbersOf(shown.map(({ candidate: { title = "" } }) => ({ title })));
  }

  return {
    async step({ at, isDigestDue }, { isAnswered, held, refused, catalog, serves }) {
      const { again, ...of } = await noted(catalog);
      return {
        isAnswered,
        serves: serves.toSorted((a, b) => a.k - b.k),
        held: held
          .map(({ name, isKept }) => [name, isKept] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        refused: refused.toSorted(),
        ...of,
        // The store does not tell what was away from what was scored anew: the model's two are held against both.
        back: [],
        rescored: again,
        posted: isDigestDue ? await post(catalog, at) : [],
      };
    },
  };
}

function numbersOf(records: readonly { readonly title: string | null }[]): readonly number[] {
  return records.map(({ title }) => articleOfTitle(title ?? "")).toSorted((a, b) => a - b);
}
