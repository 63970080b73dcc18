// What people say of verdicts and stories, on every implementation of the store.

import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import { createJudgements, type JudgementRecord } from "../../src/store/judgements.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);

function judgement(actor: string, article: string, rest: Partial<JudgementRecord> = {}): JudgementRecord {
  return {
    workspace: "slack:T1",
    actor,
    article,
    pillar: 2,
    label: 0,
    reports: "[]",
    snapshot: "s1",
    judgedAt: NOW,
    ...rest,
  };
}

describe.each(implementations)("judgements on $name", ({ create }) => {
  let store: Store;
  storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  it("are one for each person, article and pillar: the last", async () => {
    const { judgements } = store;
    const last = judgement("U1", "a", { label: 2, snapshot: "s2", judgedAt: NOW + 1 });
    const others = [judgement("U2", "a"), judgement("U1", "a", { pillar: 3 }), judgement("U1", "b")];
    for (const record of [judgement("U1", "a"), ...others, last]) await judgements.keep(record);
    await judgements.keep(judgement("U9", "a", { workspace: "slack:T2" }));
    const kept = await judgements.ofWorkspace("slack:T1");
    expect(kept).toHaveLength(4);
    expect(kept.at(-1)).toEqual(last);
    expect(kept).toEqual(expect.arrayContaining(others));
    expect(await judgements.of("slack:T1", "U1", "a")).toEqual([last, others[1]]);
    expect(await judgements.workspaces()).toEqual(["slack:T1", "slack:T2"]);
  });

  it("are counted by people, verdicts and stories", async () => {
    expect(await store.judgements.count("slack:T1")).toEqual({ people: 0, verdicts: 0, stories: 0 });
    const story = judgement("U2", "a", { pillar: 0, reports: '["b"]' });
    for (const record of [judgement("U1", "a"), judgement("U1", "b"), story])
      await store.judgements.keep(record);
    expect(await store.judgements.count("slack:T1")).toEqual({ people: 2, verdicts: 2, stories: 1 });
  });

  it("beyond the bounds go oldest first, a person's own, then those of whoever has the most", async () => {
    const judgements = createJudgements(store.db, { ofPerson: 3, inWorkspace: 5 });
    const keep = (actor: string, article: string, at: number): Promise<void> =>
      judgements.keep(judgement(actor, article, { judgedAt: NOW + at }));
    const kept = async (): Promise<string> =>
      (await judgements.ofWorkspace("slack:T1")).map(({ actor, article }) => `${actor}${article}`).join(" ");
    for (const [at, article] of ["a", "b", "c", "d"].entries()) await keep("U1", article, at);
    expect(await kept()).toBe("U1b U1c U1d");
    for (const [at, article] of ["a", "b", "c"].entries()) await keep("U2", article, 10 + at);
    // U1 and U2 have three each: by name U1 is the first of them.
    expect(await kept()).toBe("U1c U1d U2a U2b U2c");
    await keep("U3", "a", 20);
    expect(await kept()).toBe("U1c U1d U2b U2c U3a");
  });
});
