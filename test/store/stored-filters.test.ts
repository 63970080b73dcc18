// Digests that an older program stored: after the update they take the same news as before.

import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { subscriptionOf } from "../../src/digest/subscription.ts";
import { nameKeyOf } from "../../src/language/read/text.ts";
import { passing, sieveOf } from "../../src/news/filter/filter.ts";
import { openStore } from "../../src/store/database.ts";
import { subscriptionRecord } from "./digest-records.ts";
import { implementations, type Place } from "./implementations.ts";
import { digestRow, writeStoreBefore } from "./older-store.ts";

const OLD = {
  whole:
    '{"filter":{"pillar":2,"direction":"negative","impact":"notable","countries":["Estonia"],"sources":["err.ee"],"words":["court","prison guard"]},"limit":3,"layout":"full","inThread":true,"mention":"U7","empty":"say","each":"source"}',
  bare: '{"filter":{"direction":"any","impact":"any","countries":[],"sources":[],"words":[]},"limit":10,"layout":"standard","inThread":false,"empty":"skip"}',
  alert:
    '{"filter":{"direction":"any","impact":"strong","countries":[],"sources":[],"words":[]},"limit":10,"layout":"standard","inThread":false,"empty":"skip","maxPerDay":5,"quiet":{"from":1320,"to":420}}',
};

describe.each(implementations)("digests in a store of an older program, on $name", ({ create }) => {
  let place: Place;

  beforeEach(async () => {
    place = await create();
  });

  afterEach(async () => {
    await place.remove();
  });

  async function updated(rows: Readonly<Record<string, string>>) {
    await writeStoreBefore(
      "0005-filters-by-dimension",
      place.location,
      Object.entries(rows).map(([name, settings]) => digestRow(name, { settings })),
    );
    const store = await openStore(place.location);
    onTestFinished(() => store.close());
    return async (name: string) => {
      const record = await store.subscriptions.get(name);
      if (record === undefined) throw new Error(`${name} is gone.`);
      return record;
    };
  }

  it("keep their filters and settings", async () => {
    const recordOf = await updated(OLD);
    const settingsOf = async (name: string) => subscriptionOf(await recordOf(name)).settings;
    expect(await settingsOf("whole")).toEqual({
      filter: {
        pillar: { any: [2], not: [] },
        direction: "negative",
        impact: "notable",
        relevance: "related",
        country: { any: ["Estonia"], not: [] },
        source: { any: ["err.ee"], not: [] },
        words: { any: [["court", "prison guard"]], not: [] },
      },
      limit: 3,
      layout: "full",
      thread: true,
      mention: "U7",
      empty: "say",
      each: "source",
    });
    expect(await settingsOf("bare")).toEqual({
      filter: { relevance: "related" },
      limit: 10,
      layout: "standard",
      thread: false,
      empty: "skip",
    });
    expect(await settingsOf("alert")).toMatchObject({
      filter: { impact: "strong", relevance: "related" },
      "max-per-day": 5,
      quiet: { from: 1_320, to: 420 },
    });
  });

  it("of before relevance show what is related, once; what people say after that stays", async () => {
    const asked =
      '{"filter":{"impact":"strong"},"limit":10,"layout":"standard","thread":false,"empty":"skip"}';
    await writeStoreBefore("0006-relevance-of-digests", place.location, [
      digestRow("early", { settings: asked }),
    ]);
    const updatedStore = await openStore(place.location);
    await updatedStore.subscriptions.add(subscriptionRecord("anything", { settings: asked }));
    await updatedStore.close();
    const store = await openStore(place.location);
    onTestFinished(() => store.close());
    const filterOf = async (name: string) => {
      const record = await store.subscriptions.get(name);
      return record === undefined ? undefined : subscriptionOf(record).settings.filter;
    };
    expect(await filterOf("early")).toEqual({ impact: "strong", relevance: "related" });
    expect(await filterOf("anything")).toEqual({ impact: "strong" });
  });

  it("of before things could be left out take what they took, whatever relevance they ask for", async () => {
    const asked = (filter: object): string =>
      JSON.stringify({ filter, limit: 10, layout: "standard", thread: false, empty: "skip" });
    await writeStoreBefore("0007-several-and-left-out", place.location, [
      digestRow("related", { settings: asked({ pillar: 2, relevance: "related", country: ["Estonia"] }) }),
      digestRow("anything", { settings: asked({ words: [["court"], ["judge"]] }) }),
    ]);
    const store = await openStore(place.location);
    onTestFinished(() => store.close());
    const filterOf = async (name: string) => {
      const record = await store.subscriptions.get(name);
      return record === undefined ? undefined : subscriptionOf(record).settings.filter;
    };
    expect(await filterOf("related")).toEqual({
      pillar: { any: [2], not: [] },
      relevance: "related",
      country: { any: ["Estonia"], not: [] },
    });
    expect(await filterOf("anything")).toEqual({ words: { any: [["court"], ["judge"]], not: [] } });
  });

  it("still want every word of a list", async () => {
    const recordOf = await updated(OLD);
    const { words = { any: [], not: [] } } = subscriptionOf(await recordOf("whole")).settings.filter;
    const isTaken = (title: string): boolean =>
      passing(sieveOf({ words }), {
        title,
        countries: [],
        assessments: [{ pillar: 1, score: 1, relevance: 2, fit: 200 }],
      }).length > 0;
    expect(isTaken("Court hears a prison guard")).toBe(true);
    expect(isTaken("Court hears a guard of the prison")).toBe(false);
    expect(isTaken("Prison guard held")).toBe(false);
  });

  it("keep their names apart by signs", async () => {
    const recordOf = await updated({ odd: OLD.bare });
    expect((await recordOf("odd")).nameKey).toBe(nameKeyOf((await recordOf("odd")).name));
  });

  it("are left alone where nobody can read them", async () => {
    const recordOf = await updated({ odd: '{"filter":"everything"}', bare: OLD.bare });
    expect((await recordOf("odd")).settings).toBe('{"filter":"everything"}');
    expect(subscriptionOf(await recordOf("bare")).settings.filter).toEqual({ relevance: "related" });
  });
});
