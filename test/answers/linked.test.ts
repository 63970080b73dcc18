// The doors on messages: the articles that a message links to, and what is asked of them.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkedInput, type Wanted } from "../../src/platform/linked.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { ANA, BEN, CLEO, idsOf, labelsOf, startTestBot, type TestBot } from "./bot.ts";
import { audit, prison, sampleFiles, veto } from "./sample-news.ts";

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot({ files: sampleFiles, now: "2024-03-08T09:00:00Z" });
});
afterAll(() => bot.close());

const VETO = "https://www.postimees.ee/7972001/president-vetoes";
const linkOf = ({ source = "", id }: { readonly source?: string; readonly id: string }): string =>
  `https://www.${source}/${id}`;

const asked = (
  message: string | readonly string[],
  wanted: Wanted = "reports",
  actor = BEN,
): Promise<Reply> => bot.enter(linkedInput(message, wanted), actor);

describe("a link is found", () => {
  it.each([
    ["bare, with a sentence behind it", `Did you see ${VETO}?`],
    ["as Slack has it", `<${VETO}|the veto>, and more`],
    ["as Discord has it", `[the veto](${VETO}) (<${VETO}>)`],
    ["in brackets", `(see ${VETO})`],
    ["with a tracking parameter", `${VETO}?utm_source=slack&amp;utm_medium=social`],
    ["of phones, without a scheme", "m.postimees.ee/7972001/president-vetoes"],
    ["behind a redirector", `https://www.google.com/url?q=${encodeURIComponent(VETO)}`],
    ["beside links to other things", `${VETO} https://example.org/ https://www.postimees.ee`],
  ])("%s", async (_, message) => {
    expect(idsOf(await asked(message))).toEqual([veto.id]);
  });
});

it("answers as the command behind it does", async () => {
  const text = plainText(await asked(VETO));
  expect(text).toContain("Other reports of this story");
  expect(text).toBe(plainText(await bot.ask(`/news show ${veto.id}`, BEN)));
  expect(plainText(await asked(VETO, "why"))).toBe(plainText(await bot.ask(`/digest why ${veto.id}`, BEN)));
});

it("asks which, by title and outlet, and then does what was wanted", async () => {
  const message = `${linkOf(audit)} ${linkOf(prison)} https://nowhere.example/1`;
  const which = await asked(message);
  expect(labelsOf(which)).toEqual([
    expect.stringMatching(/^Ministry dismisses.* · err\.ee$/),
    expect.stringMatching(/^Prison guards.* · postimees\.ee$/),
  ]);
  for (const label of labelsOf(which)) expect(label.length).toBeLessThanOrEqual(75);
  expect(idsOf(await bot.press(which, labelsOf(which)[1] ?? "", BEN))).toEqual([prison.id]);
  const muted = await asked(message, "mute", CLEO);
  expect(labelsOf(muted)).toHaveLength(2);
});

it.each([
  ["no link", "Nothing here but words.", "There is no link in that message"],
  ["no known one", "https://nowhere.example/1", "The link https://nowhere.example/1 leads to no article"],
  ["no known ones", "nowhere.example/1 nowhere.example/2", "None of the 2 links"],
])("says what to do where there is %s", async (_, message, sentence) => {
  const reply = await asked(message);
  expect(reply).toMatchObject({ audience: "asker", isRefusal: true });
  expect(plainText(reply)).toContain(sentence);
});

describe("muting the source", () => {
  it("is refused to who may not, before anything is looked for", async () => {
    const refusal = plainText(await asked(VETO, "mute", BEN));
    expect(refusal).toContain("/digest mute is for");
    expect(plainText(await asked("no link", "mute", BEN))).toBe(refusal);
  });

  it("asks first, and offers what its asker may decide", async () => {
    expect(plainText(await asked(VETO, "mute", CLEO))).toContain("You have no digest here");
    const everywhere = await asked(VETO, "mute", ANA);
    expect(labelsOf(everywhere)).toEqual(["Everywhere for 7 days", "Everywhere for good"]);
    await bot.ask("/digest create Morning when daily 09:00", CLEO);
    const own = await asked(VETO, "mute", CLEO);
    expect(labelsOf(own)).toEqual(['In "Morning"']);
    expect(plainText(await bot.ask("/digest unmute", ANA))).toContain("Nothing is muted.");
    const muted = plainText(await bot.pressAnyway(own, 'In "Morning"', CLEO));
    expect(muted).toContain('the source postimees.ee, in "Morning".');
  });
});
