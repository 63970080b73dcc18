// Ids that restart in every file: two articles of one id are two, and one article of two files is one.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Catalog, openCatalog } from "../../src/news/catalog.ts";
import { type SampleArticle, writeArticles } from "../answers/data-files.ts";
import { buildHere } from "./build-here.ts";

const NOW = Date.UTC(2024, 2, 8);

/** The snapshot of files by country, the later ones newer. */
async function catalogOf(files: Readonly<Record<string, readonly SampleArticle[]>>): Promise<Catalog> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-restarted-"));
  const paths: { name: string; path: string; contentHash: string; modifiedAt: number }[] = [];
  for (const [country, articles] of Object.entries(files)) {
    const name = `${country}.parquet`;
    await writeArticles(join(directory, name), articles);
    paths.push({ name, path: join(directory, name), contentHash: "", modifiedAt: paths.length });
  }
  const manifest = await buildHere(paths, { id: "x", directory, now: NOW });
  const catalog = await openCatalog(directory, manifest);
  onTestFinished(async () => {
    await catalog.close();
    await rm(directory, { recursive: true });
  });
  return catalog;
}

function article(id: string, country: string, rest: Partial<SampleArticle> = {}): SampleArticle {
  return {
    id,
    title: `Case ${id} of ${country}`,
    source: `${country.toLowerCase()}.example`,
    date: "2024-03-05 14:30:00",
    verdicts: { 1: 5, 2: 1 },
    ...rest,
  };
}

async function idsIn(catalog: Catalog, country: string): Promise<readonly string[]> {
  const filter = { country: { any: [country], not: [] } };
  const { entries } = await catalog.top({ filter, period: {}, limit: 10, offset: 0 });
  return entries.map(({ article: { id } }) => id).toSorted();
}

test("every country has its own articles, whatever ids other files have", async () => {
  const restarted = (country: string) => ["1", "2", "3"].map((id) => article(id, country));
  const catalog = await catalogOf({
    Estonia: restarted("Estonia"),
    Latvia: [...restarted("Latvia"), article("77", "Latvia")],
  });
  expect(catalog.manifest).toMatchObject({ articles: 7, assessments: 14 });
  expect(
    catalog.manifest.files.map(({ articles, dropped, overlaps }) => [articles, dropped.repeated, overlaps]),
  ).toEqual([
    [3, 0, []],
    [4, 0, []],
  ]);
  const [estonia, latvia] = [await idsIn(catalog, "Estonia"), await idsIn(catalog, "Latvia")];
  expect(estonia).toEqual(
    ["1", "2", "3"].map((id) => expect.stringMatching(new RegExp(`^${id}~[0-9a-f]{8}$`))),
  );
  expect(latvia).toEqual([
    ...["1", "2", "3"].map((id) => expect.stringMatching(new RegExp(`^${id}~`))),
    "77",
  ]);
  expect((await catalog.article(estonia[0] ?? ""))?.article).toMatchObject({
    title: "Case 1 of Estonia",
    countries: ["Estonia"],
  });
  // What somebody types still leads to them.
  expect((await catalog.findByIdPrefix("1", 5)).map(({ id }) => id).toSorted()).toEqual(
    [estonia[0], latvia[0]].toSorted(),
  );
});

test("ids that restart within one file are parted, too", async () => {
  const catalog = await catalogOf({
    Estonia: [
      article("1", "Estonia"),
      article("1", "Estonia", { title: "Another", link: "https://e.example/b" }),
    ],
  });
  expect(catalog.manifest).toMatchObject({ articles: 2, assessments: 4 });
  expect(catalog.manifest.files[0]?.dropped.repeated).toBe(0);
});

test("one article is one with another link, another title, or without one of them", async () => {
  const link = "https://estonia.example/1";
  const catalog = await catalogOf({
    Estonia: [
      article("1", "Estonia", { link, verdicts: { 1: 1 } }),
      article("1", "Estonia", { link: `${link}?utm_source=x`, title: "Corrected", verdicts: { 2: 1 } }),
      article("1", "Estonia", {
        link: "https://estonia.example/moved",
        title: "Corrected",
        verdicts: { 3: 1 },
      }),
      article("1", "Estonia", { link: "", title: "Something else", verdicts: { 4: 1 } }),
    ],
    Latvia: [article("1", "Estonia", { link: "https://lv.example/9", title: "", verdicts: { 5: 1 } })],
  });
  expect(catalog.manifest).toMatchObject({ articles: 1, assessments: 5 });
  expect((await catalog.article("1"))?.article.countries).toEqual(["Estonia", "Latvia"]);
});
