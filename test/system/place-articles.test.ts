// What a build makes of each article besides its verdicts: readable texts, relevance, opinions, stories and affairs.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { type Catalog, openCatalog } from "../../src/news/catalog.ts";
import { buildIn, newsFile } from "../news/parquet.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "place-articles-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function catalogOf(rows: Parameters<typeof newsFile>[2]): Promise<Catalog> {
  const { manifest, directory } = await buildIn(folder, [await newsFile(folder, "Latvia.parquet", rows)]);
  const catalog = await openCatalog(directory, manifest);
  onTestFinished(() => catalog.close());
  return catalog;
}

async function articleOf(catalog: Catalog, id: string) {
  const entry = await catalog.article(id);
  if (entry === undefined) throw new Error(`${id} is gone.`);
  return entry.article;
}

test("texts lose what was written for a browser, titles also what outlets put around them", async () => {
  const catalog = await catalogOf([
    {
      id: "a",
      domain_url: "lsm.lv",
      title_trans: "VIDEO ⟩ Court of &quot;Riga&quot; opens | LSM",
      summary: "**Summary:** <p>Fees &amp; costs&#8203; fall.</p>",
      description_trans: "<b>Courts</b> of law &#8211; open",
      content_trans: "Searched beside a description.",
    },
    {
      id: "b",
      title_trans: "a < b & c",
      summary: "R&D < 3 %",
      description_trans: "Skipped&nbsp;article",
      content_trans: `&lt;p&gt;Ten &amp; more. ${"x".repeat(2_000)}&lt;/p&gt;`,
    },
    { id: "c", title_trans: "&nbsp;", summary: "<br/>", content_trans: null },
  ]);
  const { title, assessments } = await articleOf(catalog, "a");
  expect([title, assessments[0]?.summary]).toEqual(['Court of "Riga" opens', "Fees & costs fall."]);
  const plain = await articleOf(catalog, "b");
  expect([plain.title, plain.assessments[0]?.summary]).toEqual(["a < b & c", "R&D < 3 %"]);
  const empty = await articleOf(catalog, "c");
  expect(empty).not.toHaveProperty("title");
  expect(empty.assessments[0]).not.toHaveProperty("summary");
  expect(await catalog.texts(["a", "b", "c"])).toEqual(
    new Map([
      ["a", { description: "Courts of law – open", content: "Searched beside a description." }],
      ["b", { content: `Ten & more. ${"x".repeat(988)}` }],
      ["c", { description: "A description" }],
    ]),
  );
});

test("every assessment tells whether the article is about its pillar", async () => {
  const bribe = {
    title_trans: "Mayor took bribes, anti-corruption bureau says",
    description_trans: "The bureau asks the prosecutor to charge the mayor with bribery and abuse of office.",
  };
  const catalog = await catalogOf([
    ...["1", "2", "7", "8"].map((pillar) => ({ id: "a", associated_pillar: pillar, ...bribe })),
    ...["2", "5", "8"].map((pillar) => ({
      id: "b",
      associated_pillar: pillar,
      title_trans: "Man stabbed to death in Riga, police detain a suspect",
    })),
  ]);
  const { assessments } = await articleOf(catalog, "a");
  const relevance = new Map(assessments.map((assessment) => [assessment.pillar, assessment.relevance]));
  expect([...relevance.keys()]).toEqual([1, 2, 7, 8]);
  expect([relevance.get(2), relevance.get(7)]).toEqual([2, 0]);
  for (const { fit } of assessments) expect(Number.isInteger(fit) && fit >= 0 && fit <= 255).toBe(true);
  expect((await articleOf(catalog, "b")).assessments).toMatchObject([
    { relevance: 0 },
    { relevance: 2 },
    { relevance: 1 },
  ]);
  const all = { filter: { pillar: { any: [2], not: [] } }, period: {}, limit: 1, offset: 0 } as const;
  expect(await catalog.top(all)).toMatchObject({
    entries: [{ article: { id: "a" } }],
    relevance: { onTopic: 1, related: 0, offTopic: 1 },
  });
  expect(
    await catalog.top({ ...all, filter: { pillar: { any: [2], not: [] }, relevance: "related" } }),
  ).toMatchObject({
    stories: 1,
    relevance: { onTopic: 1, related: 0, offTopic: 1 },
  });
});

test("a report comes before an opinion on the same", async () => {
  const title_trans = "Anti-corruption bureau charges the mayor with bribery";
  const catalog = await catalogOf([
    { id: "a", associated_pillar: "2", title_trans, link: "https://one.lv/opinion/1", domain_url: "one.lv" },
    { id: "b", associated_pillar: "2", title_trans, link: "https://two.lv/news/2", domain_url: "two.lv" },
  ]);
  const { entries } = await catalog.top({ filter: {}, period: {}, limit: 10, offset: 0 });
  expect(
    entries.map(({ article, reports }) => [article, ...reports].map(({ id, isOpinion }) => [id, isOpinion])),
  ).toEqual([
    [
      ["b", false],
      ["a", true],
    ],
  ]);
});

test("what was told before of an affair is found from any of its steps", async () => {
  const step = (id: string, day: number, happened: string) => ({
    id,
    published_date: `2024-03-0${day} 10:00:00`,
    title_trans: `${happened}: Jurmala mayor Berzins`,
    description_trans: `Jurmala mayor Andris Berzins, suspected of selling harbour land to his cousin, ${happened}.`,
    content_trans: `The harbour land in Jurmala was sold below its value, prosecutors believe. Berzins denies it. ${happened}.`,
  });
  const catalog = await catalogOf([
    step("a", 1, "Offices searched by investigators on Friday"),
    step("b", 3, "Detained overnight together with two councillors"),
    step("c", 6, "Released after paying bail into court"),
    { id: "d", title_trans: "Storm leaves villages without electricity", description_trans: null },
  ]);
  const ids = await Promise.all(["a", "b", "c", "d"].map((id) => articleOf(catalog, id)));
  expect(ids.map(({ storyId, affairId }) => [storyId, affairId])).toEqual([
    ["a", "a"],
    ["b", "a"],
    ["c", "a"],
    ["d", "d"],
  ]);
  const steps = await catalog.affairs(["a", "d", "nothing"], 10);
  expect(steps.get("a")?.map(({ storyId, publishedAt }) => [storyId, publishedAt])).toEqual([
    ["c", Date.UTC(2024, 2, 6, 10)],
    ["b", Date.UTC(2024, 2, 3, 10)],
    ["a", Date.UTC(2024, 2, 1, 10)],
  ]);
  expect(steps.get("d")).toEqual([
    {
      storyId: "d",
      title: "Storm leaves villages without electricity",
      publishedAt: Date.UTC(2024, 2, 5, 10),
    },
  ]);
  expect([...steps.keys()].sort()).toEqual(["a", "d"]);
  expect((await catalog.affairs(["a"], 2)).get("a")?.map(({ storyId }) => storyId)).toEqual(["c", "b"]);
});
