// Lists of the index against SQL on the catalog: what the packed columns answer is what the database answers, whatever is asked.

import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { writeNews } from "../../../bench/news/write.ts";
import { type Catalog, openCatalog } from "../../../src/news/catalog.ts";
import { without } from "../../../src/news/filter/filter.ts";
import { numberSchema, openQueryPool, type QueryPool } from "../../../src/news/query-pool.ts";
import { readManifest } from "../../../src/news/snapshot.ts";
import { DAY_MS } from "../../../src/time/units.ts";
import { keptFolder } from "../../kept.ts";
import { filterArbitrary } from "../../reference/filters.ts";
import { createListSql, type ListSql } from "../../reference/list-sql.ts";
import { buildInProcess } from "../build-here.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const ROWS = inject("long") ? 300_000 : 2_000;
const QUESTIONS = inject("long") ? 2_000 : 60;

let catalog: Catalog;
let sql: ListSql;
let rows: QueryPool["rows"];
let close: () => Promise<void>;

beforeAll(async () => {
  const folder = await keptFolder(["index against sql", ROWS], async (made) => {
    const written = await writeNews({
      directory: join(made, "files"),
      rows: ROWS,
      files: 5,
      until: NOW,
      seed: 16,
    });
    const files = await Promise.all(
      written.map(async ({ path }, index) => {
        const { size } = await stat(path);
        const name = basename(path);
        return { name, path, contentHash: name, sizeBytes: size, modifiedAt: index };
      }),
    );
    const directory = join(made, "snapshot");
    await buildInProcess({ id: "invented", files, directory, tmpDirectory: made, now: NOW });
  });
  const directory = join(folder, "snapshot");
  const manifest = await readManifest(directory);
  if (manifest === undefined) throw new Error("the snapshot is not there");
  catalog = await openCatalog(directory, manifest);
  const pool = await openQueryPool(join(directory, "catalog.duckdb"));
  ({ rows, close } = pool);
  const sets = await rows(
    z.object({ countries: numberSchema, names: z.array(z.string()) }),
    "SELECT countries, names FROM country_sets",
  );
  sql = createListSql((wanted) =>
    sets.flatMap(({ countries, names }) => (names.some((name) => wanted.includes(name)) ? [countries] : [])),
  );
}, 1_200_000);

afterAll(async () => {
  await catalog.close();
  await close();
});

const listRow = z.object({
  id: z.string(),
  pillar: numberSchema,
  outlets: numberSchema,
  stories: numberSchema,
  country_groups: numberSchema,
});
const relevanceRow = z.object({
  relevance_0: numberSchema,
  relevance_1: numberSchema,
  relevance_2: numberSchema,
});

/** Questions to news of these outlets and countries; what texts say is found without the index. */
const questionsOn = (sources: readonly string[], countries: readonly string[]) =>
  fc
    .record({
      order: fc.constantFrom("top" as const, "latest" as const),
      filter: filterArbitrary({ sources, countries, words: ["any", "thing"] }).map((filter) =>
        without(filter, "words"),
      ),
      period: fc.constantFrom(
        ...[{}, { from: 7 }, { from: 30, to: 7 }, { to: 200 }, { from: 365, to: 1 }, { from: 1 }].map(
          ({ from, to }: { from?: number; to?: number }) => ({
            ...(from === undefined ? {} : { from: NOW - from * DAY_MS }),
            ...(to === undefined ? {} : { to: NOW - to * DAY_MS }),
          }),
        ),
      ),
      turns: fc.constantFrom({}, {}, ...(["country", "pillar", "source"] as const).map((each) => ({ each }))),
      topics: fc.constantFrom({}, {}, {}, ...(["on", "related", "off"] as const).map((topic) => ({ topic }))),
      limit: fc.integer({ min: 1, max: 10 }),
      offset: fc.constantFrom(0, 0, 10, 55, 200, 100_000),
      // Over all dates and all the world lists are made in another way.
      isWhole: fc.constantFrom(true, false, false),
    })
    .map(({ isWhole, filter, period, turns, ...rest }) =>
      isWhole
        ? { ...rest, filter: without(without(filter, "country"), "source"), period: {}, turns: {} }
        : { ...rest, filter, period, turns },
    );

test(`${QUESTIONS} questions to ${ROWS} assessments`, async () => {
  const namesOf = (facts: readonly { readonly name: string }[]) => facts.slice(0, 40).map(({ name }) => name);
  const questions = questionsOn(
    [...namesOf(catalog.sources), "nowhere.example"],
    [...namesOf(catalog.countries), "Atlantis"],
  );
  await fc.assert(
    fc.asyncProperty(questions, async ({ order, filter, period, turns, topics, ...rest }) => {
      const page = { ...rest, ...turns, ...topics };
      const found = await catalog[order]({ filter, period, ...page });

      const selection = { filter: order === "top" ? { ...filter, scored: true } : filter, period };
      const listed = async (limit: number, offset: number) => {
        const statement = sql.list(order, selection, { ...page, limit, offset });
        // The rows in their order, with ids for ordinals.
        return rows(
          listRow,
          `SELECT id, listed.* EXCLUDE (article, story) FROM (SELECT *, row_number() OVER () AS n FROM (${statement.sql})) AS listed
           JOIN articles USING (article) ORDER BY n`,
          statement.bindings,
        );
      };
      const shown = await listed(page.limit, page.offset);
      const [totals] = await listed(1, 0);
      const one = async <T>(schema: z.ZodType<T>, { sql: text, bindings }: ReturnType<ListSql["newest"]>) =>
        (await rows(schema, text, bindings))[0];
      const relevance = await one(
        relevanceRow,
        sql.relevance({ ...selection, filter: without(selection.filter, "relevance") }),
      );
      const notScored = await one(z.object({ articles: numberSchema }), sql.notScored(selection));
      const newest = await one(
        z.object({ newest: numberSchema.nullable() }),
        sql.newest({ filter, period: {} }, ["scope", "verdict"]),
      );
      expect(found.entries.map(({ article: { id }, pillar, outlets }) => ({ id, pillar, outlets }))).toEqual(
        shown.map(({ id, pillar, outlets }) => ({ id, pillar, outlets })),
      );
      expect({ ...found, entries: [] }).toEqual({
        entries: [],
        stories: totals?.stories ?? 0,
        countryGroups: totals?.country_groups ?? 0,
        notScored: notScored?.articles,
        relevance: {
          onTopic: relevance?.relevance_2,
          related: relevance?.relevance_1,
          offTopic: relevance?.relevance_0,
        },
      });
      expect(await catalog.newestMatch(filter)).toBe(newest?.newest ?? undefined);
    }),
    { seed: inject("seed"), numRuns: QUESTIONS },
  );
}, 3_600_000);
