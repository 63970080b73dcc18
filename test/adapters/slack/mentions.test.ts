// Whom a digest is to notify: people and groups that are there, and why others are not taken.

import { afterEach, describe, expect, it } from "vitest";
import type { MentionAnswer } from "../../../src/platform/mentions.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";

let bot: AdapterUnderTest;

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

async function mentioned(id: string, channel = "C0NEWS"): Promise<MentionAnswer | undefined> {
  return bot.adapter.places.mentioned?.({
    ...{ platform: "slack", workspace: "slack:T0NEWS", actor: { id: "U0MEMBER" } },
    ...{ place: { platform: "slack", channel }, id },
  });
}

describe("a digest in a channel notifies", () => {
  it.each([
    ["somebody who is in it", "U0MEMBER", { type: "found", label: "@u0member" }],
    [
      "somebody who is not in it, once they join",
      "U0GUEST",
      { type: "found", label: "@u0guest", remark: expect.stringContaining("is not in that channel") },
    ],
    ["a group", "S0COURTS", { type: "found", label: "@court-watchers" }],
    ["everybody", "here", { type: "found", label: "@here" }],
    [
      "nobody who does not exist",
      "U0NOBODY",
      { type: "refused", sentence: expect.stringContaining("no such person") },
    ],
    ["nobody who left", "U0LEFT", { type: "refused", sentence: expect.stringContaining("has left") }],
    [
      "no group that does not exist",
      "S0NONE",
      { type: "refused", sentence: expect.stringContaining("no such group") },
    ],
    [
      "no group that is switched off",
      "S0OLD",
      { type: "refused", sentence: expect.stringContaining("switched off") },
    ],
    [
      "nobody who was only typed",
      "ana",
      { type: "refused", sentence: expect.stringContaining("choose one") },
    ],
  ] as const)("%s", async (_, id, answer) => {
    bot = await startAdapter();
    bot.slack.workspace.users.set("U0LEFT", { id: "U0LEFT", deleted: true });
    expect(await mentioned(id)).toEqual(answer);
  });

  it("a group that cannot be checked without the scope for it, which is said", async () => {
    bot = await startAdapter({ scopes: ["users:read", "channels:read"] });
    expect(await mentioned("S0COURTS")).toEqual({
      type: "unchecked",
      remark: expect.stringContaining("lacks usergroups:read"),
    });
  });

  it("nobody while Slack is away: nothing is made", async () => {
    bot = await startAdapter();
    bot.slack.fail("usergroups.list", ...Array.from({ length: 3 }, () => ({ status: 500 }) as const));
    await expect(mentioned("S0COURTS")).rejects.toMatchObject({ code: "network", retryable: true });
  });
});

it("a digest in a direct message notifies its reader alone", async () => {
  bot = await startAdapter();
  expect(await mentioned("U0MEMBER", "D0MEMBER")).toEqual({ type: "found", label: "@u0member" });
  for (const id of ["U0ADMIN", "S0COURTS", "here"])
    expect(await mentioned(id, "D0MEMBER")).toMatchObject({ type: "refused" });
});
