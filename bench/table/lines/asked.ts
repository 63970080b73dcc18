// Lines that are questions: asked of the bot one after the other, and fewer of them of the older commit's in between.

import { AppError } from "../../../src/errors.ts";
import type { Answered, Question } from "../../bot/protocol.ts";
import { drawDifferent } from "../../questions/draw.ts";
import { countedOf, type Figure, medianOf, milliseconds, percentile, plain, times } from "../figures.ts";
import { NotMeasured } from "../line.ts";
import type { Site } from "../site.ts";

/** Asked before, not measured, and not asked again. */
export const WARM_UP = 30;
const BASE_WARM_UP = 3;

export interface AskedLine {
  readonly id: string;
  readonly questions: readonly Question[];
  /** Whether the older commit understands them. */
  readonly isOld: boolean;
  /** Whether answers show articles. Default true: then it is an error that none does. */
  readonly showsArticles?: boolean;
}

/** So many different questions of one kind and those that warm up, by several people. */
export async function differentQuestions(
  { options, corpus }: Site,
  makeFor: (from: Awaited<ReturnType<Site["corpus"]>>) => Parameters<typeof drawDifferent>[2],
): Promise<readonly Question[]> {
  const make = makeFor(await corpus());
  return drawDifferent(options.questions + WARM_UP, options.seed, make).map((text, index) => ({
    text,
    actor: `asker ${index % 50}`,
  }));
}

export async function measureAsked(
  site: Site,
  { id, questions, isOld, showsArticles = true }: AskedLine,
): Promise<readonly Figure[]> {
  const { bot, base, options } = site;
  const measured = questions.slice(WARM_UP);
  const ours = await bot();
  await ours.ask(questions.slice(0, WARM_UP));
  // In turns, so that a machine that is busy for a while is so for both.
  const half = Math.ceil(measured.length / 2);
  const first = await ours.ask(measured.slice(0, half));
  const before = isOld
    ? await askBase(base, everyNth(measured, options.baseQuestions))
    : { skipped: "The older commit does not know this question." };
  const second = await ours.ask(measured.slice(half));
  if (showsArticles && first.withArticles + second.withArticles === 0)
    throw new AppError("internal", `No answer shows an article. ${first.without ?? ""}`);
  const figures = answerFigures(id, [first, second]);
  const p50 = medianOf([...first.tookMs, ...second.tookMs]);
  if ("skipped" in before) return isOld ? [...figures, notCompared(id, before.skipped)] : figures;
  const { answered, note } = before;
  const ms = medianOf(answered.tookMs);
  const beforeCpuMs = cpuMsOf([answered]);
  return [
    ...figures,
    milliseconds(
      `${id}.before-p50`,
      "p50 before",
      ms,
      `${note}, ${countedOf(answered.tookMs.length, "question")}`,
    ),
    milliseconds(`${id}.before-p99`, "p99 before", percentile(answered.tookMs, 0.99)),
    milliseconds(
      `${id}.before-cpu`,
      "CPU a question before",
      beforeCpuMs,
      `${(beforeCpuMs / cpuMsOf([first, second])).toFixed(1)} times as much`,
    ),
    times(`${id}.before`, "as fast as before", ms / p50),
  ];
}

/** A comparison that could not be made is a figure that is none. */
function notCompared(id: string, why: string): Figure {
  return times(`${id}.before`, "as fast as before", Number.NaN, why);
}

type Before =
  | { readonly answered: Answered; readonly note: string }
  /** Why it was not asked. */
  | { readonly skipped: string };

async function askBase(base: Site["base"], questions: readonly Question[]): Promise<Before> {
  try {
    const { bot, note } = await base();
    await bot.ask(questions.slice(0, BASE_WARM_UP));
    return { answered: await bot.ask(questions), note };
  } catch (error) {
    if (error instanceof NotMeasured) return { skipped: error.message };
    throw error;
  }
}

/** Spread over all; the first of them where one needs the one before. */
function everyNth(questions: readonly Question[], count: number): readonly Question[] {
  if (questions.some(({ isAside }) => isAside)) return questions.slice(0, count);
  const step = Math.max(1, Math.floor(questions.length / count));
  return questions.filter((_, index) => index % step === 0).slice(0, count);
}

/** What answers took, over all of them. */
export function answerFigures(id: string, answers: readonly Answered[]): readonly Figure[] {
  const tookMs = answers.flatMap((answered) => answered.tookMs);
  const sum = (of: "withArticles" | "refused"): number =>
    answers.reduce((total, answered) => total + answered[of], 0);
  const refusal = answers.find((answered) => answered.refusal !== undefined)?.refusal;
  const note = `${countedOf(tookMs.length, "question")}, ${sum("withArticles").toLocaleString("en-US")} answered with articles`;
  return [
    milliseconds(`${id}.p50`, "p50", medianOf(tookMs), note),
    milliseconds(`${id}.p99`, "p99", percentile(tookMs, 0.99)),
    milliseconds(`${id}.max`, "slowest", Math.max(...tookMs)),
    milliseconds(`${id}.cpu`, "CPU a question", cpuMsOf(answers)),
    ...(sum("refused") === 0 ? [] : [plain(`${id}.refused`, "refused", sum("refused"), refusal)]),
  ];
}

/** Of one question. */
function cpuMsOf(answers: readonly Answered[]): number {
  const all = answers.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  return all / answers.reduce((count, { tookMs }) => count + tookMs.length, 0);
}
