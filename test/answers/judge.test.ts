// `/news judge`: what people say of verdicts and stories is kept, counted, and read back as judged data; nothing else changes.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readArticles, readJudged } from "../../bench/quality/judged.ts";
import { judgedOf } from "../../src/cli/judged.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import type { Store } from "../../src/store/database.ts";
import { ANA, BEN, CLEO, type TestBot } from "./bot.ts";
import { writeArticles } from "./data-files.ts";
import { audit, register, sampleFiles, veto } from "./sample-news.ts";
import { type StoredBot, startStoredBot } from "./stored-bot.ts";

let store: Store;
let bot: TestBot;
let folder: string;
let end: StoredBot["end"];

beforeAll(async () => {
  ({ bot, store, folder, end } = await startStoredBot());
});

afterAll(() => end());

const feedbackOf = ({ blocks }: Reply): readonly string[] =>
  blocks.flatMap((block) =>
    block.type === "actions" && block.isFeedback === true ? block.actions.map(({ label }) => label) : [],
  );

describe("what people say of verdicts and stories", () => {
  it("is asked where an article is shown whole, and never on a list", async () => {
    const shown = await bot.ask(`/news show ${veto.id}`);
    expect(feedbackOf(shown)).toEqual([
      "About Constraints on Government Powers",
      "Not about Constraints on Government Powers",
      "One story",
      "Not one story",
    ]);
    const all = await bot.press(shown, "Right or wrong?");
    expect(feedbackOf(all)).toContain("Not about Fundamental Rights");
    expect(feedbackOf(all)).toHaveLength(2 * Object.keys(veto.verdicts).length + 2);
    expect(feedbackOf(await bot.ask("/news top"))).toEqual([]);
    expect(feedbackOf(await bot.ask("/news latest"))).toEqual([]);
  });

  it("is kept with who, when and which state of the news, and the last of a person counts", async () => {
    const shown = await bot.ask(`/news show ${audit.id}`, BEN);
    const about = await bot.press(shown, "About Absence of Corruption", BEN);
    expect(plainText(about)).toContain("You say that it is about Absence of Corruption");
    await bot.press(shown, "Not about Absence of Corruption", BEN);
    const [only, ...more] = await store.judgements.of("slack:T1", BEN.id, audit.id);
    expect(only).toMatchObject({ pillar: 2, label: 0, actor: BEN.id, reports: "[]" });
    expect(only?.snapshot).toMatch(/^[0-9a-f]{16,}/);
    expect(new Date(only?.judgedAt ?? 0).toISOString()).toMatch(/^2024-03-08/);
    expect(more).toEqual([]);
    expect(plainText(await bot.ask(`/news judge ${audit.id}`, BEN))).toContain("you said: off topic");
    expect(plainText(await bot.ask(`/news judge ${audit.id}`, CLEO))).not.toContain("you said");
  });

  it("has the other reports of a story that is none", async () => {
    const shown = await bot.ask(`/news show ${veto.id}`, BEN);
    await bot.press(shown, "Not one story", BEN);
    const [story] = await store.judgements.of("slack:T1", BEN.id, veto.id);
    expect(story).toMatchObject({ pillar: 0, label: 0 });
    expect(JSON.parse(story?.reports ?? "")).toEqual(["d0000000000000d1", "e0000000000000e1"]);
  });

  it("may be typed, also that it is related; what was not scored is refused", async () => {
    await bot.ask(`/news judge ${audit.id} pillar corruption topic related`, CLEO);
    expect(await store.judgements.of("slack:T1", CLEO.id, audit.id)).toMatchObject([{ pillar: 2, label: 1 }]);
    const refused = await bot.ask(`/news judge ${audit.id} pillar 7 topic on`, CLEO);
    expect(refused.isRefusal).toBe(true);
    expect(plainText(refused)).toContain("no verdict for Civil Justice");
    const alone = await bot.ask(`/news judge ${audit.id} story one`, CLEO);
    expect(plainText(alone)).toContain("no other report");
    expect(await store.judgements.of("slack:T1", CLEO.id, audit.id)).toHaveLength(1);
  });

  it("is not kept of an article that only words of a title led to", async () => {
    const asked = await bot.ask("/news judge register owners journalists pillar 3 topic on", CLEO);
    expect(feedbackOf(asked).length).toBeGreaterThan(1);
    expect(await store.judgements.of("slack:T1", CLEO.id, register.id)).toEqual([]);
  });

  it("stands in the state of the news, for admins alone", async () => {
    const told = /2 verdicts and 1 story judged by 2 people/;
    expect(plainText(await bot.ask("/news status", ANA))).toMatch(told);
    expect(plainText(await bot.ask("/news status", BEN))).not.toMatch(/judged/);
  });

  it("changes nothing of what is shown", async () => {
    const questions = [
      "/news top",
      "/news latest",
      "/news stats",
      `/news show ${audit.id}`,
      "/news top corruption",
    ];
    const before = [];
    for (const question of questions) before.push(await bot.ask(question, CLEO));
    for (const person of [ANA, BEN, CLEO])
      for (const pillar of [2, 3])
        await bot.ask(`/news judge ${audit.id} pillar ${pillar} topic off`, person);
    for (const [index, question] of questions.entries())
      expect(await bot.ask(question, CLEO)).toEqual(before[index]);
  });

  it("is read back by the bench as judged data", async () => {
    await bot.ask(`/news judge ${audit.id} pillar 2 topic on`, ANA);
    const { text, told } = await judgedOf(store.judgements, undefined);
    expect(told).toContain("2 judged assessments of slack:T1. 2 labels left out: two judges");
    const [articles, judged] = [join(folder, "articles.parquet"), join(folder, "judged.tsv")];
    await writeArticles(articles, Object.values(sampleFiles).flat());
    await writeFile(judged, text);
    const read = await readJudged(judged, await readArticles(articles));
    expect(read.map(({ article, pillar, label, score }) => [article.id, pillar, label, score])).toEqual([
      // Of three people who judged as many those two count who did so first: Ana came last. The story is no assessment.
      [audit.id, 2, 0, 1],
      [audit.id, 3, 0, 2],
    ]);
    await expect(judgedOf(store.judgements, "slack:T9")).rejects.toThrow(/Nobody has judged .* in slack:T9/);
  });
});
