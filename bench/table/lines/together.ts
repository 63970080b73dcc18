// Many at once: 64 in flight, and questions while a snapshot is built and swapped.

import type { Answered } from "../../bot/protocol.ts";
import {
  countedOf,
  type Figure,
  medianOf,
  megabytes,
  milliseconds,
  percentile,
  plain,
  times,
} from "../figures.ts";
import { type Line, NotMeasured } from "../line.ts";
import type { Site } from "../site.ts";
import { answerFigures } from "./asked.ts";

const MANY = 64;
const SOME = 4;
/** How many the older commit is asked with so many in flight, for each of them. */
const BASE_EACH = 2;

const inFlight: Line = {
  id: "in-flight",
  title: `${MANY} questions in flight, some of everything`,
  async measure(site) {
    const bot = await site.bot();
    const questions = await site.mixed();
    await bot.ask(questions.slice(0, MANY), MANY);
    const answered = await bot.ask(questions, MANY);
    const figures = answerFigures("in-flight", [answered]);
    const loop = milliseconds("in-flight.loop", "event loop delay, p99", answered.loopDelayMs.p99);
    return [...figures, loop, ...(await before(site, medianOf(answered.tookMs)))];
  },
};

async function before(site: Site, ms: number): Promise<readonly Figure[]> {
  try {
    const { bot, note } = await site.base();
    const questions = (await site.mixed()).filter(({ text }) => !text.startsWith("/news search"));
    const { tookMs } = await bot.ask(questions.slice(0, MANY * BASE_EACH), MANY);
    const p50 = medianOf(tookMs);
    return [
      milliseconds(
        "in-flight.before-p50",
        "p50 before",
        p50,
        `${note}, ${countedOf(tookMs.length, "question")}`,
      ),
      milliseconds("in-flight.before-p99", "p99 before", percentile(tookMs, 0.99)),
      times("in-flight.before", "as fast as before", p50 / ms),
    ];
  } catch (error) {
    if (error instanceof NotMeasured) return [];
    throw error;
  }
}

const swap: Line = {
  id: "swap",
  title: `${SOME} questions in flight while a snapshot is built and swapped`,
  async measure(site) {
    const bot = await site.bot();
    const { changeOne } = await site.served();
    const questions = await site.mixed();
    const quiet = await bot.ask(questions, SOME);
    let builtMs = 0;
    const busy = await bot.askWhile(questions, {
      inFlight: SOME,
      async work() {
        await changeOne();
        builtMs = (await bot.refresh()).ms;
      },
    });
    return [
      ...swapFigures("swap", busy),
      milliseconds("swap.quiet-loop", "event loop delay without a build, p99", quiet.loopDelayMs.p99),
      milliseconds("swap.built", "until the swap", builtMs),
    ];
  },
};

/** What questions met while the news changed. */
export function swapFigures(
  id: string,
  { tookMs, refused, refusal, loopDelayMs }: Answered,
): readonly Figure[] {
  return [
    milliseconds(
      `${id}.loop`,
      "event loop delay, p99",
      loopDelayMs.p99,
      `longest ${loopDelayMs.max.toFixed(0)} ms`,
    ),
    plain(`${id}.refused`, "refused", refused, refusal),
    milliseconds(`${id}.p50`, "p50", medianOf(tookMs), countedOf(tookMs.length, "question")),
    milliseconds(`${id}.p99`, "p99", percentile(tookMs, 0.99)),
    milliseconds(
      `${id}.max`,
      "slowest",
      tookMs.reduce((most, ms) => Math.max(most, ms), 0),
    ),
  ];
}

const memory: Line = {
  id: "memory",
  title: "resident memory of the bot",
  async measure(site) {
    const bot = await site.bot();
    await bot.ask(await site.mixed());
    const figures = [
      megabytes(
        "memory.resident",
        "after some of everything",
        await bot.residentBytes(),
        "workers in, builder out",
      ),
    ];
    try {
      const { bot: old, note } = await site.base();
      return [...figures, megabytes("memory.before", "before", await old.residentBytes(), note)];
    } catch (error) {
      if (error instanceof NotMeasured) return figures;
      throw error;
    }
  },
};

/** In turns, so often. */
const GROWTH_TURNS = 4;

const growth: Line = {
  id: "growth",
  title: "warm questions, from 2,000 assessments to all",
  async measure(site) {
    const [large, { bot: small, questions: few }] = [await site.bot(), await site.small()];
    const many = await site.mixed();
    const [largeMs, smallMs]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < GROWTH_TURNS; turn += 1) {
      smallMs.push(...(await small.ask(turnOf(few, turn))).tookMs);
      largeMs.push(...(await large.ask(turnOf(many, turn))).tookMs);
    }
    const [a, b] = [medianOf(smallMs), medianOf(largeMs)];
    return [
      times("growth.ratio", "p50", b / a, `${countedOf(largeMs.length, "question")}, some of everything`),
      times("growth.p99-ratio", "p99", percentile(largeMs, 0.99) / percentile(smallMs, 0.99)),
      milliseconds("growth.small", "p50 with 2,000", a),
      milliseconds("growth.large", "p50 with all", b),
    ];
  },
};

function turnOf<T>(all: readonly T[], turn: number): readonly T[] {
  const each = Math.floor(all.length / GROWTH_TURNS);
  return all.slice(turn * each, (turn + 1) * each);
}

export const TOGETHER: readonly Line[] = [inFlight, memory, growth];
export const SWAPPED: readonly Line[] = [swap];
