// Until when platforms asked not to be called, on every store.

import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

describe.each(implementations)("rests on $name", ({ create }) => {
  let store: Store;
  storeOfEachTest({ create }, (opened) => {
    store = opened;
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
