// Files decided by a whole data set: parquet files on the disk, read by the builder's own steps, in snapshots that serve.

import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { createDataSet } from "../../../src/datasets/data-set.ts";
import { createOpenSnapshots } from "../../../src/datasets/open-snapshots.ts";
import { createDataFiles } from "../../../src/dropbox/data-files.ts";
import { AppError } from "../../../src/errors.ts";
import { createLogger } from "../../../src/log.ts";
import type { SourceFile } from "../../../src/news/snapshot.ts";
import type { Store } from "../../../src/store/database.ts";
import { buildInProcess } from "../../news/build-here.ts";
import type { Decided } from "./bench.ts";
import { articleOfTitle, type Content, type Step, titleOf } from "./history.ts";

const log = createLogger("silent");

export async function openBuiltFiles(store: Store, dataSet: string, clock: () => number) {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-built-"));
  const tmpDirectory = join(directory, "tmp");
  const folder = join(directory, "news");
  await mkdir(tmpDirectory);
  await mkdir(folder);
  const writer = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await writer.connect();
  const snapshots = createOpenSnapshots({ directory: join(directory, "snapshots"), clock, log });
  let listed: readonly SourceFile[] = [];
  const news = createDataSet({
    source: {
      dataSet,
      workspace: "slack:T1",
      description: "the files of a history",
      files: async () => ({ files: listed, unavailable: [] }),
    },
    snapshots,
    records: store.dataSets,
    dataFiles: createDataFiles({ filesDirectory: join(directory, "files"), tmpDirectory }),
    tmpDirectory,
    clock,
    log,
    build: buildInProcess,
  });
  const open: (() => void)[] = [];

  /** Writes the content in place of what was there: what served must be kept by then. */
  async function put(name: string, { version, articles, condition }: Content): Promise<SourceFile> {
    const path = join(folder, name);
    if (condition === "broken") await writeFile(path, "<!doctype html><title>Log in</title>");
    else {
      const rows = articles.map(({ k, id, link, publishedAt, score }) => {
        const date = publishedAt === null ? "NULL" : `'${new Date(publishedAt).toISOString().slice(0, 19)}'`;
        return `('${id}', '${link}', ${condition === "no-dates" ? "'the 5th'" : date}, '${titleOf(k)}', ${
          condition === "no-scores" ? "'4,5'" : `'${score}'`
        })`;
      });
      await connection.run(
        `COPY (SELECT id, link, date AS published_date, title AS title_trans, 'news.example' AS domain_url,
           'What it means.' AS summary, score AS impact_score, 'Pillar 1' AS associated_pillar
         FROM (VALUES ${rows.join(", ")}) AS t(id, link, date, title, score)) TO '${path}' (FORMAT parquet)`,
      );
    }
    const { size } = await stat(path);
    return { name, path, contentHash: version, sizeBytes: size, modifiedAt: 0 };
  }

  const versions = new Map<string, SourceFile>();

  async function list(files: Step["files"]): Promise<void> {
    const found: SourceFile[] = [];
    for (const [name, content] of files) {
      const known = versions.get(name);
      const file = known?.contentHash === content.version ? known : await put(name, content);
      versions.set(name, file);
      found.push(file);
    }
    for (const name of [...versions.keys()]) if (!files.has(name)) versions.delete(name);
    listed = found;
    const outcome = await news.refresh();
    if (outcome.type === "failed") throw outcome.error;
  }

  return {
    async step({ files, answer }: Step): Promise<Decided> {
      let isAnswered = false;
      if (answer === undefined) await list(files);
      else
        isAnswered = await news.answerHold(answer.answer, answer.file).then(
          () => true,
          (error: unknown) => {
            if (error instanceof AppError) return false;
            throw error;
          },
        );
      const { lease, status } = await news.lookAtNews();
      open.push(lease.release);
      const { catalog } = lease;
      const serves = [];
      for await (const chunk of catalog.sightings())
        for (const { title = "", file, verdicts, publishedAt = null } of chunk)
          serves.push({ k: articleOfTitle(title), file, score: Number(verdicts.split(":")[1]), publishedAt });
      return {
        isAnswered,
        catalog,
        serves,
        held: status.held,
        refused: status.refused.map(({ name }) => name),
      };
    },

    async close(): Promise<void> {
      for (const release of open) release();
      await news.close();
      await snapshots.close();
      connection.closeSync();
      writer.closeSync();
      await rm(directory, { recursive: true });
    },
  };
}
