// From spawning the program to its first answer: one command of the command line, and the service.

import { npmScript } from "../../npm-script.ts";
import { mixedQuestions } from "../../questions/mixed.ts";
import { startProgram } from "../../service/program.ts";
import { type Figure, medianOf, plain, seconds, times } from "../figures.ts";
import { type Line, NotMeasured } from "../line.ts";
import { fastestSession } from "../sessions.ts";
import { BASE_COMMIT, type Site } from "../site.ts";

const RUNS = 7;
const BASE_RUNS = 3;
/** Questions after the restart. */
const FURTHER = 200;

interface Asking {
  readonly checkout: URL;
  readonly files: string;
  readonly dataDirectory: string;
  readonly runs: number;
  readonly now: number;
}

/** ms until `ask` prints its answer, each run with another question. */
async function untilAnswered({
  checkout,
  files,
  dataDirectory,
  runs,
  now,
}: Asking): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    const command = `/news top pillar ${(run % 8) + 1} limit ${(run % 10) + 1}`;
    const program = startProgram(
      npmScript(checkout, "ask").program,
      ["ask", "--files", files, "--now", new Date(now).toISOString(), command],
      { DATA_DIR: dataDirectory },
    );
    await program.firstLine();
    tookMs.push(performance.now() - startedAt);
    await program.stop();
  }
  return tookMs;
}

const ask: Line = {
  id: "restart-ask",
  title: "npm run ask, from spawning it to its answer",
  async measure(site) {
    const bot = await site.bot();
    const questions = mixedQuestions(await site.corpus(), {
      count: FURTHER,
      seed: site.options.seed + 2,
      canSearch: false,
    });
    const { tookMs: furtherMs } = await bot.ask(questions);
    const [{ folder: files }, now] = [await site.served(), await site.now()];
    await site.closeBot();
    const tookMs = await untilAnswered({
      checkout: site.here,
      files,
      dataDirectory: site.dataDirectory,
      runs: RUNS,
      now,
    });
    const first = medianOf(tookMs);
    return [
      seconds(
        "restart-ask.first",
        "first answer",
        first,
        `median of ${RUNS}, slowest ${(Math.max(...tookMs) / 1000).toFixed(2)} s`,
      ),
      ...(await againstWholeFile(site, first, medianOf(furtherMs))),
      ...(await before(site, now, first)),
    ];
  },
};

async function againstWholeFile(site: Site, firstMs: number, furtherMs: number): Promise<readonly Figure[]> {
  try {
    const { way, firstMs: wholeMs } = await fastestSession(site);
    const note = `${way} reads the files for its first in ${(wholeMs / 1000).toFixed(2)} s`;
    return [
      times("restart-ask.whole", "first, as fast as reading the files", wholeMs / firstMs, note),
      times("restart-ask.further", "further, as fast as reading the files", wholeMs / furtherMs, note),
    ];
  } catch (error) {
    if (!(error instanceof NotMeasured)) throw error;
    return [times("restart-ask.further", "further, as fast as reading the files", Number.NaN, error.message)];
  }
}

async function before(site: Site, now: number, firstMs: number): Promise<readonly Figure[]> {
  try {
    const { checkout, dataDirectory } = await site.base();
    const { folder: files } = await site.news();
    const ms = medianOf(await untilAnswered({ checkout, files, dataDirectory, runs: BASE_RUNS, now }));
    return [
      seconds("restart-ask.before-first", "first answer before", ms, BASE_COMMIT),
      times("restart-ask.before", "as fast as before", ms / firstMs),
    ];
  } catch (error) {
    if (error instanceof NotMeasured) return [];
    throw error;
  }
}

const START_RUNS = 5;

const start: Line = {
  id: "restart-start",
  title: "the service over Dropbox, from spawning it to its first answer",
  async measure(site) {
    const service = await site.service();
    site.say("a service over a simulated Dropbox, and its snapshot where there is none");
    await (await service.start()).stop();
    const tookMs: number[] = [];
    for (let run = 0; run < START_RUNS; run += 1) {
      const running = await service.start();
      tookMs.push(running.firstAnswerMs);
      await running.stop();
    }
    const slowest = `median of ${START_RUNS}, slowest ${(Math.max(...tookMs) / 1000).toFixed(2)} s, over its socket`;
    return [seconds("restart-start.first", "first answer", medianOf(tookMs), slowest)];
  },
};

const dropbox: Line = {
  id: "dropbox",
  title: "a Dropbox in which nothing changed",
  async measure(site) {
    const { simulator, start } = await site.service();
    await (await start()).stop();
    simulator.traffic.reset();
    const running = await start();
    try {
      await running.ask("/dropbox refresh");
    } finally {
      await running.stop();
    }
    const { traffic } = simulator;
    const routes = Object.entries(traffic.routes()).filter(([, { requests }]) => requests > 0);
    const all = routes.reduce((sum, [, { bytesOut }]) => sum + bytesOut, 0);
    const said = routes.map(([name, { requests }]) => `${name} ${requests}`).join(", ");
    return [
      {
        id: "dropbox.bytes",
        says: "downloaded",
        value: traffic.of("files/download").bytesOut,
        unit: "bytes",
        note: "a restart, then /dropbox refresh",
      },
      { id: "dropbox.all", says: "of all answers", value: all, unit: "bytes", note: said },
      plain(
        "dropbox.requests",
        "requests",
        routes.reduce((sum, [, { requests }]) => sum + requests, 0),
      ),
    ];
  },
};

export const RESTARTS: readonly Line[] = [ask, start, dropbox];
