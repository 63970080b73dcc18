// A bot whose commands carry a prefix: nothing that people read names a command that they cannot type, and what articles
// say stays as it is.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { render as renderDiscord } from "../../adapters/discord/out/render.ts";
import { preview } from "../../adapters/slack/out/preview.ts";
import { render as renderTerminal } from "../../adapters/terminal/out/render.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { placeArticles, placeSnapshotOf } from "../kept.ts";
import { createBoard } from "./board.ts";
import { ANA } from "./bot.ts";
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

const board = createBoard();
let directory: string;
let bot: Bot;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-prefix-"));
  const files = join(directory, "news");
  await mkdir(files);
  for (const [name, articles] of Object.entries({ ...sampleFiles, "Manual.parquet": [manual, reprint] }))
    await placeArticles(join(files, name), articles);
  const [dataDirectory, now] = [join(directory, "data"), Date.UTC(2024, 2, 8, 9)];
  await placeSnapshotOf(files, { dataDirectory, now });
  bot = await assembleBot({
    config: readConfig({
      DATA_DIR: dataDirectory,
      COMMAND_PREFIX: "rol-",
      DROPBOX_APP_KEY: "a-key",
    }),
    clock: () => now,
    log: createLogger("silent"),
    notifier: { tell: async () => undefined },
    platformNamed: (name) => (name === "test" ? board.places : undefined),
    files,
    commandsPerMinute: 1_000,
  });
});

afterAll(async () => {
  await bot.close();
  await rm(directory, { recursive: true, force: true });
});

let requests = 0;

async function ask(text: string): Promise<Reply> {
  requests += 1;
  const reply = await bot.router.handle(
    {
      platform: "test",
      workspace: "slack:T1",
      place: "C1",
      actor: ANA,
      requestId: `request ${requests}`,
      input: { type: "text", text },
    },
    { progress: () => undefined },
  );
  await bot.digests.queue.idle();
  return reply;
}

async function read(text: string): Promise<string> {
  return plainText(await ask(text));
}

const UNPREFIXED = /(?<![\w/.-])\/(news|digest|dropbox)\b/;

/** A reply as each platform shows it where buttons carry no code, so that their commands are told in words. */
function shownOf(reply: Reply): readonly string[] {
  // Forms always carry one.
  const forms = reply.blocks.flatMap((block) => (block.type === "form" ? [block.command] : []));
  const codes = new Map(forms.map((command) => [command, "code"]));
  return [
    plainText(reply),
    renderTerminal(reply, { width: 100, bold: (text) => text }),
    JSON.stringify(preview(reply, codes)),
    JSON.stringify(renderDiscord(reply, codes)),
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
  for (const shown of shownOf(await ask(text))) expect(shown).not.toMatch(UNPREFIXED);
});

it("nor in any help, nor in the answer to any example of any command", async () => {
  await ask('/rol-digest create Morning brief when "daily 09:00" source delfi.ee');
  for (const { path, examples } of bot.router.commands)
    for (const text of [`/news help ${path.join(" ")}`, ...examples])
      for (const shown of shownOf(await ask(text.replace("/", "/rol-"))))
        expect(shown.replaceAll(ARTICLES_WORDS, ""), text).not.toMatch(UNPREFIXED);
});

/** What the two articles say of commands. */
const ARTICLES_WORDS = /(type|types|See|says|and) \/(news|digest|dropbox)/g;

it("nor in a digest", async () => {
  await ask('/rol-digest create Courts when "daily 09:00" source delfi.ee empty say');
  await ask("/rol-digest run Courts");
  const [posted] = board.posted.slice(-1);
  expect(posted).toBeDefined();
  for (const shown of posted === undefined ? [] : shownOf(posted)) {
    expect(shown).toContain("/rol-news about");
    expect(shown).not.toMatch(UNPREFIXED);
  }
});

it("nor in sentences outside of replies", () => {
  expect(bot.asRead("Start again with /dropbox connect.")).toBe("Start again with /rol-dropbox connect.");
});

describe("what an article says", () => {
  it("stays as it is in lists and where the article is shown", async () => {
    const listed = await read("/rol-news latest source manual.ee");
    expect(listed).toContain(manual.title);
    expect(listed).toContain("See /dropbox connect.");
    const shown = await read("/rol-news show f00df00d");
    for (const words of [
      "Whoever types /news top is free.",
      "See /dropbox connect.",
      "The manual says /news latest and /digest create.",
      `reprint.ee · 6 Mar 2024: ${manual.title}`,
    ])
      expect(shown).toContain(words);
  });

  it("stays as it is in digests and in what is said of them", async () => {
    await ask('/rol-digest create Manuals when "daily 09:00" source manual.ee layout full');
    for (const [text, words] of [
      [
        "/rol-digest mute story f00df00d digest Manuals",
        `the story ${manual.title} with every other step of its affair, in "Manuals"`,
      ],
      ["/rol-digest show Manuals", `- story ${manual.title}`],
      ["/rol-digest unmute", `Unmute ${manual.title}: /rol-digest unmute`],
      ["/rol-digest why f00df00d", manual.title],
      [
        `/rol-digest unmute story ${manual.id} digest Manuals`,
        `The story ${manual.title} may be shown again.`,
      ],
    ] as const)
      expect(await read(text)).toContain(words);
  });
});
