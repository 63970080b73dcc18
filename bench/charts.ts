// How long charts take to draw, and whether anything else waits for them meanwhile.
// npm run bench -- charts

import { monitorEventLoopDelay } from "node:perf_hooks";
import { createDrawing } from "../src/charts/drawing.ts";
import { createLogger } from "../src/log.ts";
import { boundedChart, type Chart, MOST_SERIES } from "../src/reply/chart.ts";
import { realPace } from "../src/time/pace.ts";

export interface ChartBench {
  readonly charts: number;
  /** ms of the first, with the thread begun for it. */
  readonly firstMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of processor time for each chart, whatever else runs on the machine. */
  readonly processorMs: number;
  /** How late the program's own thread was meanwhile, at most and nearly always. */
  readonly delayP99Ms: number;
  readonly delayMostMs: number;
  /** What the process grew by. */
  readonly residentMb: number;
}

const CHARTS = 200;
const WEEKS = [8, 13, 26, 52];

export async function benchCharts(): Promise<ChartBench> {
  const { draw, close } = createDrawing({ log: createLogger("warn"), pace: realPace });
  const before = process.memoryUsage.rss();
  const took = async (number: number): Promise<number> => {
    const start = performance.now();
    await draw(chartOf((number % MOST_SERIES) + 1, WEEKS[number % WEEKS.length] ?? 8, number));
    return performance.now() - start;
  };
  const firstMs = await took(0);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const processor = process.cpuUsage();
  const tookMs: number[] = [];
  for (let number = 0; number < CHARTS; number += 1) tookMs.push(await took(number));
  delay.disable();
  const { user, system } = process.cpuUsage(processor);
  const residentMb = (process.memoryUsage.rss() - before) / 1e6;
  await close();
  tookMs.sort((a, b) => a - b);
  const at = (share: number): number => tookMs[Math.floor(tookMs.length * share)] ?? 0;
  return {
    charts: CHARTS,
    firstMs,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    processorMs: (user + system) / 1_000 / CHARTS,
    delayP99Ms: delay.percentile(99) / 1e6,
    delayMostMs: delay.max / 1e6,
    residentMb,
  };
}

function chartOf(series: number, weeks: number, number: number): Chart {
  return boundedChart({
    kind: number % 5 === 0 ? "bar" : "line",
    title: `Reports by week, chart ${number}`,
    alt: "",
    unit: "articles",
    categories: Array.from({ length: weeks }, (_, week) => `week ${week + 1}`),
    series: Array.from({ length: series }, (_, place) => ({
      name: `series ${place + 1}`,
      values: Array.from({ length: weeks }, (_, week) => (week * 7 + place * 13 + number) % 29),
    })),
  });
}
