// Until when platforms asked not to be called, on every store.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import { implementations, type Place } from "./implementations.ts";

describe.each(implementations)("rests on $name", ({ create }) => {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await create();
    store = await openStore(place.location);
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  it("are kept by platform and kind, the last word counts, and those that are over are gone", async () => {
    const [slack, discord] = [store.rests.of("slack"), store.rests.of("discord")];
    await slack.keep({ kind: "chat.postMessage", until: 5_000 });
    await slack.keep({ kind: "chat.postMessage", until: 9_000 });
    await slack.keep({ kind: "users.info", until: 3_000 });
    await discord.keep({ kind: "every call", until: 1_800_000_000_000 });
    expect(await slack.since(3_000)).toEqual([{ kind: "chat.postMessage", until: 9_000 }]);
    expect(await slack.since(0)).toHaveLength(1);
    expect(await discord.since(3_000)).toEqual([{ kind: "every call", until: 1_800_000_000_000 }]);
  });
});
