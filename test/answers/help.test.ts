// `/news help` as the whole bot gives it: everything it names works.

import { afterAll, beforeAll, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { ANA, BEN, startTestBot, type TestBot } from "./bot.ts";
import { sampleFiles } from "./sample-news.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z" });
});

afterAll(() => bot.close());

/** What stands in code type: commands to be typed. */
function commandsIn({ blocks }: Reply): readonly string[] {
  return blocks
    .flatMap((block) =>
      block.type === "list" ? block.items.flat() : block.type === "paragraph" ? block.content : [],
    )
    .flatMap((node) => (node.type === "code" ? [node.text] : []));
}

it("every command it lists has a page of its own, and every example there is understood", async () => {
  const names = commandsIn(await bot.ask("/news help")).filter((name) => /^\/\w+ \w+$/.test(name));
  expect(names).toEqual(
    expect.arrayContaining(["/news top", "/news latest", "/news show", "/dropbox connect"]),
  );
  await bot.ask("/news top");
  for (const name of names) {
    const page = await bot.ask(`/news help ${name}`);
    expect(plainText(page)).toMatch(new RegExp(`^${name} \\(`));
    const examples = commandsIn(page);
    expect(examples.length, name).toBeGreaterThan(0);
    for (const example of examples.filter((text) => text.startsWith("/news "))) {
      const words = plainText(await bot.ask(example));
      expect(words, example).not.toContain("For example:");
      expect(words, example).not.toContain("Something went wrong");
    }
  }
});

it("readers see no command that is refused to them", async () => {
  const listed = (reply: Reply) => commandsIn(reply).filter((name) => name.startsWith("/dropbox"));
  expect(listed(await bot.ask("/news help", BEN))).toEqual([]);
  expect(listed(await bot.ask("/news help", ANA))).not.toEqual([]);
});

it.each([
  ["/news", "What you can ask", "/digest create"],
  ["?", "What you can ask", "/digest create"],
  ["help", "What you can ask", "/dropbox connect"],
  ["/news ?", "What you can ask", "/news top"],
  ["/digest", "Digest (", "/digest create"],
  ["/digest help", "Digest (", "/digest create"],
  ["/digest ?", "Digest (", "/digest create"],
  ["/dropbox help", "Dropbox (", "/dropbox connect"],
  ["/digest help mute", "/digest mute (", "/digest mute word football"],
  ["/news help digest create", "/digest create (", "/digest create Morning brief"],
])("%s answers", async (typed, heading, command) => {
  const words = plainText(await bot.ask(typed));
  expect(words.startsWith(heading), words).toBe(true);
  expect(words).toContain(command);
});

it("commands are grouped, and who may give the others is said", async () => {
  const headings = (reply: Reply) =>
    reply.blocks.flatMap((block) => (block.type === "heading" ? [block.text] : []));
  expect(headings(await bot.ask("/news help", ANA))).toEqual([
    "What you can ask",
    "News",
    "Digest",
    "Dropbox",
  ]);
  expect(headings(await bot.ask("/news help", BEN))).toEqual(["What you can ask", "News", "Digest"]);
  expect(plainText(await bot.ask("/dropbox help", BEN))).toContain("for admins of this workspace");
  expect(plainText(await bot.ask("/digest help", BEN))).toContain("for members who manage this channel");
});
