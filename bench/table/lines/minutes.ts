// What takes minutes and is asked for by name: 64 askers while the news change twice, and the memory of the whole service.

import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { chanceOf } from "../../../demo/sample/random.ts";
import { messageOf } from "../../../src/errors.ts";
import { MINUTE_MS, SECOND_MS } from "../../../src/time/units.ts";
import { oneOf } from "../../questions/draw.ts";
import { listQuestion } from "../../questions/lists.ts";
import { type FakePlatforms, startFakePlatforms } from "../../service/platforms.ts";
import { aheadOf } from "../../service/service.ts";
import { type Figure, medianOf, megabytes, milliseconds, percentile, plain } from "../figures.ts";
import { type Line, NotMeasured } from "../line.ts";
import type { Site } from "../site.ts";
import { slopePerHour } from "../slope.ts";
import { swapFigures } from "./together.ts";

const ASKERS = 64;
const SWAPS = 2;
const LOOK_MS = SECOND_MS;

export const ASKERS_LINE: Line = {
  id: "askers",
  title: `${ASKERS} askers while a snapshot is built and swapped twice`,
  async measure(site) {
    const bot = await site.bot();
    const { changeOne } = await site.served();
    const endsAt = performance.now() + site.options.seconds * SECOND_MS;
    const builtMs: number[] = [];
    const resident: number[] = [];
    let isOver = false;

    async function watchMemory(): Promise<void> {
      while (!isOver) {
        resident.push(await bot.residentBytes());
        await pause(LOOK_MS);
      }
    }

    async function swapTwice(): Promise<void> {
      for (let swap = 0; swap < SWAPS; swap += 1) {
        await changeOne();
        builtMs.push((await bot.refresh()).ms);
      }
      await pause(Math.max(0, endsAt - performance.now()));
    }

    const startedAt = performance.now();
    const asking = bot.askWhile(await site.mixed(), { inFlight: ASKERS, work: swapTwice });
    const [answered] = await Promise.all([
      asking.finally(() => {
        isOver = true;
      }),
      watchMemory(),
    ]);
    const tookS = (performance.now() - startedAt) / SECOND_MS;
    return [
      ...swapFigures("askers", answered),
      plain("askers.second", "answers a second", answered.tookMs.length / tookS, `${tookS.toFixed(0)} s`),
      milliseconds("askers.built", "until a swap", medianOf(builtMs), `${builtMs.length} swaps`),
      megabytes(
        "askers.resident",
        "resident at most",
        resident.reduce((most, one) => Math.max(most, one), 0),
      ),
    ];
  },
};

/** People on each platform: none of them asks more often than the bot lets them. */
const PEOPLE = 40;
/** Between two questions. */
const QUESTION_MS = 250;
const SAMPLE_MS = 10 * SECOND_MS;
const RESIDENT = /^VmRSS:\s+(\d+) kB$/m;

export const MEMORY_LINE: Line = {
  id: "minutes",
  title: "the whole service with Slack and Discord connected, asked for minutes",
  async measure(site) {
    const { start } = await site.service();
    const platforms = await startFakePlatforms(aheadOf(await site.now()));
    try {
      site.say("the service, and its snapshot where there is none");
      // The snapshot is built by a life of its own: what is measured is one that only answers.
      await (await start()).stop();
      const service = await start(platforms.settings);
      const { program } = service;
      try {
        await Promise.all([program.says("Slack is connected"), program.says("Discord is connected")]);
        return await watch(site, platforms, program.child.pid ?? 0);
      } finally {
        await service.stop();
      }
    } finally {
      await platforms.end();
    }
  },
};

async function watch(site: Site, platforms: FakePlatforms, pid: number): Promise<readonly Figure[]> {
  const startedAt = performance.now();
  const endsAt = startedAt + site.options.minutes * MINUTE_MS;
  const samples: { readonly atMs: number; readonly bytes: number }[] = [];
  const answeredMs: number[] = [];
  const unanswered: string[] = [];
  const under: Promise<void>[] = [];
  const next = await askers(site, platforms);
  let sampledAt = Number.NEGATIVE_INFINITY;
  while (performance.now() < endsAt) {
    if (performance.now() - sampledAt >= SAMPLE_MS) {
      sampledAt = performance.now();
      const bytes = await residentBytes(pid);
      samples.push({ atMs: sampledAt - startedAt, bytes });
      site.say(`${Math.round(bytes / 1e6)} MB after ${Math.round((sampledAt - startedAt) / SECOND_MS)} s`);
    }
    const answered = next().then(
      (ms) => void answeredMs.push(ms),
      (error: unknown) => void unanswered.push(messageOf(error)),
    );
    under.push(answered);
    await pause(QUESTION_MS);
  }
  await Promise.all(under);
  samples.push({ atMs: performance.now() - startedAt, bytes: await residentBytes(pid) });
  const problems = await platforms.problems();
  // While caches and compiled code grow it says nothing: the second half tells.
  const later = samples.slice(Math.floor(samples.length / 2));
  return [
    megabytes("minutes.resident", "resident at the end", samples.at(-1)?.bytes ?? Number.NaN),
    megabytes("minutes.most", "at most", Math.max(...samples.map(({ bytes }) => bytes))),
    megabytes("minutes.first", "at the beginning", samples[0]?.bytes ?? Number.NaN),
    megabytes("minutes.slope", "growth an hour", slopePerHour(later), `the last ${later.length} samples`),
    milliseconds(
      "minutes.p50",
      "p50 through the platforms",
      medianOf(answeredMs),
      `${answeredMs.length} questions`,
    ),
    milliseconds("minutes.p99", "p99 through the platforms", percentile(answeredMs, 0.99)),
    plain("minutes.unanswered", "not answered in a minute", unanswered.length, unanswered[0]),
    plain("minutes.problems", "the platforms would have refused", problems.length, problems[0]),
  ];
}

/** What the next person asks, on Slack and Discord in turns. */
async function askers(site: Site, platforms: FakePlatforms): Promise<() => Promise<number>> {
  const corpus = await site.corpus();
  const chance = chanceOf(site.options.seed);
  const typed = [
    listQuestion(corpus, { verb: "top", isOfPillar: true }),
    listQuestion(corpus, { verb: "latest", isOfPillar: false }),
    listQuestion(corpus, { verb: "top", isOfPillar: false, also: ["since all"] }),
  ];
  let asked = 0;
  return () => {
    asked += 1;
    const person = asked % PEOPLE;
    if (asked % 2 === 0)
      return platforms.onSlack(person, (oneOf(typed, chance)?.(chance) ?? "").replace(/^\/news /, ""));
    const verb = chance.happens(0.5) ? "top" : "latest";
    const values = { pillar: String(chance.between(1, 8)), limit: chance.between(1, 10) };
    if (chance.happens(0.3))
      return platforms.onDiscord(person, "show", { article: oneOf(corpus.ids, chance) ?? "1" });
    return platforms.onDiscord(person, verb, chance.happens(0.3) ? { ...values, since: "all" } : values);
  };
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "latin1").catch(() => {
    throw new NotMeasured("This system does not tell what another process holds in memory.");
  });
  return Number(RESIDENT.exec(status)?.[1] ?? Number.NaN) * 1024;
}
