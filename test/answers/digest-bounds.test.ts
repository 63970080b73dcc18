// What one person can take of what is everybody's, and what is left to whoever leaves a channel.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DIGEST_BOUNDS, MUTE_BOUNDS } from "../../src/commands/digest/bounds.ts";
import type { Actor } from "../../src/platform/invocation.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { ANA, CLEO, startTestBot, type TestBot } from "./bot.ts";
import { FILE, firstDay, MADE_AT } from "./digest-news.ts";

const DAN: Actor = { ...CLEO, id: "U5", name: "Dan" };

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
});
afterAll(() => bot.close());

const said = async (text: string, actor: Actor, place?: string): Promise<string> =>
  plainText(await bot.ask(text, actor, place));

describe("of digests and alerts", { shuffle: false }, () => {
  it("a member has so many, is told what to do, and others go on", async () => {
    const most = DIGEST_BOUNDS.ofPerson;
    for (let n = 1; n < most; n += 1)
      expect(await said(`/digest create Cleo ${n} when daily 09:00`, CLEO)).toContain("Digest made");
    expect(await said("/digest alert Cleo last", CLEO)).toContain("Alert made");
    for (const more of ["/digest create More when daily 09:00", "/digest alert More"])
      expect(await said(more, CLEO)).toBe(
        "You have 25 digests and alerts here already, which is the most for one person. /digest delete makes room, or ask an admin to set this one up. Nothing was changed.",
      );
    expect(await said("/digest create Dan when daily 09:00", DAN)).toContain("Digest made");
    await bot.ask("/digest delete Cleo 1 sure", CLEO);
    expect(await said("/digest create More when daily 09:00", CLEO)).toContain("Digest made");
  });

  it("an admin has as many as the workspace", async () => {
    for (let n = 0; n <= DIGEST_BOUNDS.ofPerson; n += 1)
      expect(await said(`/digest create Ana ${n} when daily 09:00`, ANA)).toContain("Digest made");
  });

  it("asked for all at once there are no more than that", async () => {
    const eve: Actor = { ...CLEO, id: "U6", name: "Eve" };
    // The thirty commands of a minute.
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, n) => said(`/digest create Eve ${n} when daily 09:00`, eve)),
    );
    expect(replies.filter((reply) => reply.includes("Digest made"))).toHaveLength(DIGEST_BOUNDS.ofPerson);
  });
});

describe("of mutes", () => {
  it("a member has so many in digests of their own, may renew one, and others go on", async () => {
    await bot.ask("/digest create Muted when daily 09:00", DAN);
    for (let n = 1; n <= MUTE_BOUNDS.ofPerson; n += 1)
      expect(await said(`/digest mute word w${n} digest Muted`, DAN)).toContain("Muted for good");
    expect(await said("/digest mute word more digest Muted", DAN)).toBe(
      "You have muted 50 things here already, which is the most for one person. /digest unmute lists what is muted and makes room. Nothing was changed.",
    );
    expect(await said("/digest mute word w1 for 7d digest Muted", DAN)).toContain("Muted until");
    expect(await said("/digest mute word more", ANA)).toContain("Muted for good");
    expect(await said('/digest mute word more digest "Cleo 2"', CLEO)).toContain("Muted for good");
  });
});

describe("whoever leaves the channel of a digest", { shuffle: false }, () => {
  const REFUSED =
    'You may not decide any more what is posted in #secret-plans, so you cannot change "Plans". It goes on for that channel. An admin can change it, and so can you once you are back. Nothing was changed.';

  beforeAll(async () => {
    const fay: Actor = { ...CLEO, id: "U7", name: "Fay" };
    expect(await said("/digest create Plans when daily 09:00", fay, "secret-plans")).toContain("Digest made");
    expect(await said("/digest edit Plans layout brief", fay)).toContain("Changed");
    bot.leave(fay, "secret-plans");
    for (const command of [
      "/digest edit Plans layout full",
      "/digest edit Plans channel elsewhere",
      "/digest edit Plans",
      "/digest pause Plans",
      "/digest resume Plans",
      "/digest run Plans",
      "/digest delete Plans",
      "/digest delete Plans sure",
      "/digest mute word football digest Plans",
    ])
      expect(await said(command, fay), command).toBe(REFUSED);
  });

  it("leaves it to the channel and to admins", async () => {
    const before = bot.posted().length;
    bot.at("2024-03-10T09:00:30Z");
    await bot.tick();
    expect(
      bot
        .posted()
        .slice(before)
        .map(plainText)
        .some((text) => text.includes("Plans")),
    ).toBe(true);
    expect(await said("/digest edit Plans layout full", ANA)).toContain("Changed");
  });

  it("or the workspace, gets no more direct messages: their digest pauses and says why", async () => {
    const gil: Actor = { ...CLEO, id: "U8", name: "Gil" };
    await bot.ask("/digest create Mine when daily 09:00 channel U8 empty say", gil);
    await bot.ask("/digest create Shared when daily 09:00 channel news empty say", gil);
    bot.leave(gil, "U8");
    bot.leave(gil, "news");
    const before = bot.posted().length;
    bot.at("2024-03-11T09:00:30Z");
    await bot.tick();
    const posted = bot.posted().slice(before).map(plainText).join("\n");
    expect(posted).toContain("Shared");
    expect(posted).not.toContain("Mine");
    expect(await said("/digest show Mine", ANA)).toContain("It went to Gil alone, who is not here any more.");
  });
});
