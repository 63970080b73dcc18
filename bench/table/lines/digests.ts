// Digests: noting what a snapshot brought, and deciding many of them at once.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalog, openCatalog } from "../../../src/news/catalog.ts";
import { openStore, type Store, type StoreLocation } from "../../../src/store/database.ts";
import { decideDigests, noteNews } from "../../digests/decide.ts";
import { startProgram } from "../../service/program.ts";
import { type Figure, milliseconds, plain, seconds } from "../figures.ts";
import { type Line, NotMeasured } from "../line.ts";
import type { Site } from "../site.ts";
import { builtSnapshot } from "../snapshot.ts";

const SUBSCRIPTIONS = 10_000;
const FILTERS = 200;
const FRESH = 2_000;
/** What the target speaks of. */
const ARTICLES = 300_000;

const POSTGRES = new URL("../../../test/bench/postgres-process.ts", import.meta.url);

async function withCatalog<T>(site: Site, use: (catalog: Catalog) => Promise<T>): Promise<T> {
  await site.bot();
  const { directory, manifest } = await builtSnapshot(site.dataDirectory);
  const catalog = await openCatalog(directory, manifest);
  try {
    return await use(catalog);
  } finally {
    await catalog.close();
  }
}

async function withStore<T>(location: StoreLocation, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(location);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "rol-news-bench-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const decided: Line = {
  id: "digests",
  title: `${SUBSCRIPTIONS.toLocaleString("en-US")} subscriptions with ${FILTERS} filters`,
  measure: (site) =>
    withCatalog(site, (catalog) =>
      withFolder((dataDirectory) =>
        withStore({ dataDirectory }, async (store) => {
          const now = await site.now();
          const fresh = Math.min(FRESH, Math.floor(catalog.manifest.articles / 4));
          const took = await decideDigests({
            catalog,
            store,
            now,
            subscriptions: SUBSCRIPTIONS,
            filters: FILTERS,
            fresh,
          });
          return [
            milliseconds(
              "digests.decided",
              "decided together",
              took.togetherMs,
              `${fresh} new articles, median of five`,
            ),
            milliseconds("digests.one-by-one", "one by one", took.aloneMs * SUBSCRIPTIONS, "from a sample"),
            milliseconds("digests.noted", "noting the new articles", took.noteFreshMs),
            milliseconds("digests.stored", "storing all decisions", took.storeMs),
            plain("digests.shown", "stories shown", took.shown),
          ];
        }),
      ),
    ),
};

/** Of more articles than the target speaks of, what so many would take. */
function noted(id: string, says: string, ms: number, articles: number): Figure {
  const counted = `${articles.toLocaleString("en-US")} articles`;
  if (articles <= ARTICLES) return seconds(id, says, ms, counted);
  return seconds(id, says, (ms * ARTICLES) / articles, `${counted} took ${(ms / 1000).toFixed(2)} s`);
}

const noting: Line = {
  id: "noting",
  title: `noting articles that are new, ${ARTICLES.toLocaleString("en-US")} where there are so many`,
  measure: (site) =>
    withCatalog(site, async (catalog) => {
      const now = await site.now();
      const { articles } = catalog.manifest;
      const sqlite = await withFolder((dataDirectory) =>
        withStore({ dataDirectory }, (store) => noteNews(store, catalog, now)),
      );
      return [noted("noting.sqlite", "on SQLite", sqlite.ms, articles), await onPostgres(site, catalog, now)];
    }),
};

async function onPostgres(site: Site, catalog: Catalog, now: number): Promise<Figure> {
  const { articles } = catalog.manifest;
  try {
    site.need("postgres");
  } catch (error) {
    if (error instanceof NotMeasured) return noted("noting.postgres", error.message, Number.NaN, articles);
    throw error;
  }
  const postgres = startProgram(POSTGRES, []);
  try {
    const databaseUrl = await postgres.firstLine();
    const { ms } = await withStore({ databaseUrl }, (store) => noteNews(store, catalog, now));
    return noted("noting.postgres", "on Postgres", ms, articles);
  } catch (error) {
    return {
      ...seconds("noting.postgres", "on Postgres", Number.NaN),
      note: error instanceof Error ? error.message.slice(0, 200) : String(error),
    };
  } finally {
    await postgres.stop();
  }
}

export const DIGESTS: readonly Line[] = [decided, noting];
