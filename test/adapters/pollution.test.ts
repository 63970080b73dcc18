// Keys that every object inherits, at random places of what Slack, Discord and Dropbox send and of what is stored: nothing is
// polluted, and what was meant is understood as it is without them.

import fc from "fast-check";
import { expect, inject, it, vi } from "vitest";
import { readInteraction } from "../../adapters/discord/in/read.ts";
import { subscriptionOf } from "../../src/digest/subscription.ts";
import { createHttp } from "../../src/dropbox/http.ts";
import { createOAuth } from "../../src/dropbox/oauth.ts";
import { createLogger } from "../../src/log.ts";
import { FROM_MEMBER } from "../fakes/discord/from-member.ts";
import { actionPayload, homePayload, viewPayload } from "../fakes/slack/payloads.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { isUnpolluted, pollution } from "./pollution.ts";
import { startInstalledApp } from "./slack/installed-app.ts";

const COUNT = inject("long") ? 5_000 : 60;

const sampled = (payloads: number) =>
  fc.sample(fc.tuple(fc.nat({ max: payloads - 1 }), pollution), { seed: inject("seed"), numRuns: COUNT });

it("in what Slack sends", async () => {
  const app = await startInstalledApp("http");
  await app.install({ team: "T1" });
  const { slack } = app.bot;
  const from = { team: "T1", user: "U0MEMBER" };
  const makers = [
    () =>
      actionPayload(
        from,
        slack.addresses("U0MEMBER", "C0NEWS", false),
        { action_id: "run:0", value: "c1:/news search court" },
        { channel: "C0NEWS" },
      ),
    () => viewPayload(from, { triggerId: "t" }, { callback_id: "c1:/news search" }, { words: "court" }),
    () => homePayload(from),
  ];
  const expected = ["news search court", "news search court", "news home"];
  for (const [which, pollute] of sampled(makers.length)) {
    const payload = pollute(makers[which]?.());
    if (typeof payload !== "object" || payload === null) throw new Error("it is no payload");
    const before = app.bot.ran.length;
    await app.send(Object.fromEntries(Object.entries(payload)));
    await vi
      .waitFor(() => expect(app.bot.ran.length).toBeGreaterThan(before), { timeout: 5_000, interval: 5 })
      .catch(() => undefined);
    expect(app.bot.ran.slice(before), JSON.stringify(payload)).toEqual([expected[which]]);
    expect(isUnpolluted()).toBe(true);
  }
  await app.close();
});

it("in what Discord sends", () => {
  const fields = [{ name: "search", type: 1, options: [{ name: "words", type: 3, value: "court" }] }];
  const text = { type: 18, component: { type: 4, custom_id: "words", value: "court" } };
  const payloads = [
    { ...FROM_MEMBER, type: 2, data: { id: "1", name: "news", type: 1, options: fields } },
    { ...FROM_MEMBER, type: 3, data: { custom_id: "c1:/news search court", component_type: 2 } },
    { ...FROM_MEMBER, type: 4, data: { name: "news", options: fields } },
    { ...FROM_MEMBER, type: 5, data: { custom_id: "c1:/news search", components: [text] } },
  ];
  const read = (payload: unknown) => readInteraction(payload, { prefix: "", adminIds: [] });
  for (const [which, pollute] of sampled(payloads.length)) {
    const payload = pollute(payloads[which]);
    expect(read(payload), JSON.stringify(payload)).toEqual(read(payloads[which]));
    expect(isUnpolluted()).toBe(true);
  }
});

it("in what Dropbox answers to a code", async () => {
  const granted = {
    access_token: "sl.u.access",
    expires_in: 14_400,
    refresh_token: "refresh",
    account_id: "dbid:1",
    scope: "files.metadata.read",
    team: { name: "x" },
  };
  let answer: unknown = granted;
  const http = createHttp({ log: createLogger("silent"), fetch: async () => Response.json(answer) });
  const oauth = createOAuth({ http, clock: () => 0, appKey: "app" });
  const exchanged = () => oauth.exchangeCode({ code: "code", verifier: "verifier" });
  const plain = await exchanged();
  for (const [, pollute] of sampled(1)) {
    answer = pollute(granted);
    expect(await exchanged(), JSON.stringify(answer)).toEqual(plain);
    expect(isUnpolluted()).toBe(true);
  }
});

it("in what is stored of a digest", () => {
  const [settings, place] = [
    {
      filter: { impact: "notable", relevance: "related" },
      limit: 3,
      layout: "full",
      empty: "say",
      thread: true,
    },
    { platform: "slack", channel: "C1", direct: { workspace: "slack:T1" } },
  ];
  const read = (by: (payload: unknown) => unknown) => {
    const [kept, there] = [JSON.stringify(by(settings)), JSON.stringify(by(place))];
    const { record: _, ...rest } = subscriptionOf(subscriptionRecord("d", { settings: kept, place: there }));
    return rest;
  };
  for (const [, pollute] of sampled(1)) {
    expect(read(pollute)).toEqual(read((payload) => payload));
    expect(isUnpolluted()).toBe(true);
  }
});
