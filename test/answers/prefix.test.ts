// A bot whose commands carry a prefix: nothing that people read names a command that they cannot type, and what articles
// say stays as it is.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { render as renderDiscord } from "../../adapters/discord/render.ts";
import { slackPayloads } from "../../adapters/slack/payloads.ts";
import { renderTerminal } from "../../adapters/terminal/render.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { startTestBot, type TestBot } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { sampleFiles } from "./sample-news.ts";

/** Its texts talk of our commands, and so does another outlet's report. */
const manual: SampleArticle = {
  id: "f00df00df00df00d",
  title: "Editors told to type /news top and /digest list",
  source: "manual.ee",
  date: "2024-03-06 10:00:00",
  verdicts: { 1: [5, "Whoever types /news top is free."], 2: [4, "See /dropbox connect."] },
  description: "The manual says /news latest and /digest create.",
};
const reprint: SampleArticle = {
  ...manual,
  id: "f11df11df11df11d",
  source: "reprint.ee",
  link: "no address",
  date: "2024-03-06 12:00:00",
};

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({
    now: "2024-03-08T09:00:00Z",
    files: { ...sampleFiles, "Manual.parquet": [manual, reprint] },
    prefix: "rol-",
  });
});

afterAll(() => bot.close());

const UNPREFIXED = /(?<![\w/.-])\/(news|digest|dropbox)\b/;

/** A reply as each platform shows it where buttons carry no code, so that every command is told in words. */
function shownOf(reply: Reply): readonly string[] {
  const none = new Map<string, string>();
  return [
    plainText(reply),
    renderTerminal(reply, { width: 100, bold: (text) => text }),
    JSON.stringify(slackPayloads(reply, none)),
    JSON.stringify(renderDiscord(reply, none)),
  ];
}

const MISUNDERSTOOD = [
  "/rol-news",
  "rol-news",
  "/rol-nwes top",
  "/rol-news tpo",
  "/rol-news xyzzy plugh",
  "/rol-news corruption",
  "/rol-news top piller 1",
  "/rol-news top pillar 9",
  "/rol-news top since 01/02/2024",
  '/rol-news top "estonia',
  "/rol-news show 999",
  "/rol-digest show nothing",
  "/rol-dropbox use",
  "status",
];

it.each(MISUNDERSTOOD)("no command without the prefix is named in the answer to %s", async (text) => {
  for (const shown of shownOf(await bot.ask(text))) expect(shown).not.toMatch(UNPREFIXED);
});

it("nor in any help, nor in the answer to any example of any command", async () => {
  await bot.ask('/rol-digest create Morning brief when "daily 09:00" source delfi.ee');
  for (const { path, examples } of bot.commands) {
    for (const text of [`/news help ${path.join(" ")}`, ...examples]) {
      const reply = await bot.ask(text.replace("/", "/rol-"));
      for (const shown of shownOf(reply))
        expect(shown.replaceAll(ARTICLE_WORDS, ""), text).not.toMatch(UNPREFIXED);
    }
  }
});

/** What the two articles say of commands, however it is cut. */
const ARTICLE_WORDS = /(told to type|types|See|says) \/(news|digest|dropbox)|and \/digest (list|create)/g;

describe("what an article says", () => {
  const summaries = ["Whoever types /news top is free.", "See /dropbox connect."];

  it("stays as it is in lists and in the article itself", async () => {
    const listed = plainText(await bot.ask("/rol-news latest source manual.ee"));
    expect(listed).toContain(manual.title);
    expect(listed).toContain(summaries[0]);
    const shown = plainText(await bot.ask("/rol-news show f00df00d"));
    for (const words of [...summaries, manual.description, `: ${manual.title}`])
      expect(shown).toContain(words);
    expect(plainText(await bot.ask("/rol-news show editors told to type"))).toContain(manual.title);
  });

  it("stays as it is in digests and in what is said of them", async () => {
    const created = '/rol-digest create Manuals when "daily 09:00" source manual.ee,reprint.ee layout full';
    await bot.ask(created);
    const preview = plainText(await bot.ask("/rol-digest preview Manuals"));
    const muted = plainText(await bot.ask("/rol-digest mute story f00df00d digest Manuals"));
    expect(muted).toContain(`the story ${manual.title}, in "Manuals"`);
    const shown = await bot.ask("/rol-digest show Manuals");
    expect(plainText(shown)).toContain(`story ${manual.title}`);
    const list = await bot.ask("/rol-digest unmute");
    expect(plainText(list)).toContain(`story ${manual.title}`);
    expect(plainText(list)).toContain(`Unmute ${manual.title}`);
    expect(plainText(await bot.ask("/rol-digest why f00df00d"))).toContain(manual.title);
    expect(preview).toContain("nothing");
  });
});

it("answers the plain name and the prefixed one alike", async () => {
  const [plain, prefixed] = [await bot.ask("/news pillars"), await bot.ask("/rol-news pillars")];
  expect(plainText(prefixed)).toBe(plainText(plain));
});
