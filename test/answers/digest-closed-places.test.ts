// What a platform tells of a channel before a digest is due there: digests pause as when a send finds out, only earlier.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workspaceKey } from "../../src/platform/workspace.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { ANA, CLEO, fieldOf, idsOf, labelsOf, startTestBot, type TestBot, wordsAround } from "./bot.ts";
import { archive, bribes, FILE, firstDay, MADE_AT, postedAt } from "./digest-news.ts";

const REASON = "The channel is archived.";

describe("digests of a channel that closes", { shuffle: false }, () => {
  let bot: TestBot;
  const closed = (channel: string): Promise<void> =>
    bot.placeChanges.closed({ platform: "test", channel }, async () => REASON);
  const stateOf = async (name: string): Promise<string | undefined> =>
    fieldOf(await bot.ask(`/digest show ${name}`), "State");

  beforeAll(async () => {
    bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
    await bot.ask("/digest create Morning when daily 09:00 channel news");
    await bot.ask("/digest create Second when daily 09:00 channel news");
    await bot.ask("/digest alert Watch channel news", CLEO);
    await bot.ask("/digest create Other when daily 09:00 channel newsroom");
    await bot.ask("/digest create Waits when daily 09:00 channel busy");
  });
  afterAll(() => bot.close());

  it("pause at once with the reason, and those of other channels go on", async () => {
    await closed("news");
    for (const name of ["Morning", "Second", "Watch"])
      expect(await stateOf(name)).toBe(`paused until somebody resumes it: ${REASON}`);
    expect(await stateOf("Other")).toBe("active");
    await bot.placeChanges.closed({ platform: "elsewhere", channel: "newsroom" }, async () => REASON);
    expect(await stateOf("Other")).toBe("active");
  });

  it("go on when the platform says that the channel is open, or does not say", async () => {
    await bot.placeChanges.closed({ platform: "test", channel: "newsroom" }, async () => undefined);
    await bot.placeChanges.closed({ platform: "test", channel: "newsroom" }, async () => {
      throw new Error("the platform is away");
    });
    expect(await stateOf("Other")).toBe("active");
  });

  it("tell each owner once, in one message, however often the platform tells", async () => {
    await closed("news");
    const told = bot.told().map(({ to, reply }) => [to, plainText(reply)]);
    expect(told).toEqual([
      [
        { actorId: ANA.id },
        expect.stringMatching(/"Morning" for #news is paused: The channel is archived.*"Second" for #news/s),
      ],
      [{ actorId: CLEO.id }, expect.stringContaining('"Watch" for #news is paused')],
    ]);
    expect(labelsOf(bot.told()[0]?.reply ?? expect.fail("nobody was told"))).toEqual([
      "Go on: Morning",
      "Edit",
      "Go on: Second",
      "Edit",
    ]);
  });

  it("send nothing, and bring everything once somebody has mended it", async () => {
    expect((await postedAt(bot, "2024-03-09T09:00:00Z")).flatMap(idsOf)).toHaveLength(2);
    await bot.ask("/digest resume Morning");
    const posted = await postedAt(bot, "2024-03-10T09:00:00Z");
    expect(posted.flatMap(idsOf).toSorted()).toEqual([bribes.id, archive.id].toSorted());
  });

  it("find out by the message that is on its way, where there is one, and tell of it once", async () => {
    const before = bot.told().length;
    expect(await stateOf("Waits")).toBe("active");
    bot.archive("busy");
    await closed("busy");
    await bot.tick();
    expect(await stateOf("Waits")).toContain("The channel was archived.");
    await closed("busy");
    await bot.tick();
    expect(
      bot
        .told()
        .slice(before)
        .map(({ reply }) => plainText(reply)),
    ).toEqual([expect.stringContaining("the next digest brings what did not arrive")]);
    expect(wordsAround(await bot.ask("/digest history Waits"))).toContain("given up");
  });
});

describe("digests of a workspace that the bot is out of", { shuffle: false }, () => {
  it("pause where the platform says that their channel is closed, and others go on", async () => {
    const bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
    try {
      await bot.ask("/digest create Morning when daily 09:00 channel news");
      await bot.ask("/digest create Second when daily 09:00 channel news");
      await bot.ask("/digest create Direct when daily 09:00 channel newsroom");
      const asked: string[] = [];
      const leave = (id: string): Promise<void> =>
        bot.placeChanges.left(workspaceKey({ platform: "slack", id }), async (channel) => {
          asked.push(channel);
          return channel === "news" ? "The bot is out." : undefined;
        });
      await leave("T9");
      expect(asked).toEqual([]);
      await leave("T1");
      expect(asked.toSorted()).toEqual(["news", "newsroom"]);
      const stateOf = async (name: string) => fieldOf(await bot.ask(`/digest show ${name}`), "State");
      for (const name of ["Morning", "Second"])
        expect(await stateOf(name)).toBe("paused until somebody resumes it: The bot is out.");
      expect(await stateOf("Direct")).toBe("active");
      expect(bot.told()).toHaveLength(1);
    } finally {
      await bot.close();
    }
  });
});

describe("a channel that is renamed", () => {
  it("is shown by its new name, and no other is", async () => {
    const bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
    try {
      await bot.ask("/digest create Morning when daily 09:00 channel news");
      await bot.ask("/digest create Other when daily 09:00 channel newsroom");
      await bot.placeChanges.renamed({ platform: "test", channel: "news" }, async () => () => "#law");
      const listed = wordsAround(await bot.ask("/digest list"));
      expect(listed).toContain("Morning · #law");
      expect(listed).toContain("Other · #newsroom");
    } finally {
      await bot.close();
    }
  });
});
