// Files become news: a whole build against reading every value of the files, and one changed file against a whole build.

import { readFile, rm, writeFile } from "node:fs/promises";
import { decodeMs } from "../../instead/client.ts";
import { type Figure, medianOf, seconds, times } from "../figures.ts";
import { type Line, NotMeasured } from "../line.ts";
import { BASE_COMMIT, type Site } from "../site.ts";

const DECODED = 3;

/** Where the time of a whole build is kept for runs that make none. */
const tookPath = ({ dataDirectory }: Site): string => `${dataDirectory}.built-in`;

const whole: Line = {
  id: "build",
  title: "a whole build, with relevance and stories",
  async measure(site) {
    const { paths, sizeBytes } = await site.news();
    await site.closeBot();
    await rm(site.dataDirectory, { recursive: true, force: true });
    site.say("a whole build");
    const { first } = await site.bot();
    await writeFile(tookPath(site), String(first.ms));
    const decoded: number[] = [];
    for (let run = 0; run < DECODED; run += 1) decoded.push(await decodeMs(paths));
    const decodes = medianOf(decoded);
    return [
      seconds(
        "build.whole",
        "whole build",
        first.ms,
        `${paths.length} files, ${Math.round(sizeBytes / 1e6)} MB`,
      ),
      seconds("build.decode", "DuckDB reads every value", decodes, `median of ${DECODED}`),
      times("build.ratio", "of that time", first.ms / decodes),
      ...(await before(site, decodes)),
    ];
  },
};

/** The older commit's own, where it has no snapshot yet. */
async function before(site: Site, decodes: number): Promise<readonly Figure[]> {
  try {
    const { first } = (await site.base()).bot;
    if (first.outcome !== "swapped") return [];
    return [
      seconds("build.before", "whole build before", first.ms, `${BASE_COMMIT}, without relevance`),
      times("build.before-ratio", "of that time before", first.ms / decodes),
    ];
  } catch (error) {
    if (error instanceof NotMeasured) return [];
    throw error;
  }
}

/** A change that takes longer is measured once. */
const SHORT_MS = 20_000;
const CHANGES = 3;

const oneFile: Line = {
  id: "one-file",
  title: "one changed file of all",
  async measure(site) {
    const { paths } = await site.news();
    if (paths.length === 1) throw new NotMeasured("There is one file only: run it with --files 27.");
    const bot = await site.bot();
    const { changeOne } = await site.served();
    const wholeMs = Number(await readFile(tookPath(site), "utf8").catch(() => "NaN"));
    const tookMs: number[] = [];
    while (tookMs.length < CHANGES && (tookMs[0] ?? 0) < SHORT_MS) {
      await changeOne();
      tookMs.push((await bot.refresh()).ms);
    }
    const ms = medianOf(tookMs);
    return [
      seconds(
        "one-file.took",
        "the smallest file changed",
        ms,
        `${paths.length} files, ${tookMs.length} changes`,
      ),
      times("one-file.ratio", "of a whole build", ms / wholeMs, `${(wholeMs / 1000).toFixed(1)} s`),
    ];
  },
};

export const BUILDS: readonly Line[] = [whole];
export const CHANGED: readonly Line[] = [oneFile];
