// The thread that draws: begun when it is needed, ended when it takes too long, begun anew after it failed.

import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { createDrawing, type Drawing } from "../../src/charts/drawing.ts";
import { createLogger } from "../../src/log.ts";
import { boundedChart } from "../../src/reply/chart.ts";
import type { Pace } from "../../src/reply/ports.ts";
import { realPace } from "../../src/time/pace.ts";
import { createTestPace } from "../pace.ts";

const chart = boundedChart({
  kind: "bar",
  title: "Reports",
  alt: "",
  unit: "articles",
  categories: ["Estonia"],
  series: [{ name: "reports", values: [3] }],
});

function drawing({ pace = realPace, script }: { pace?: Pace; script?: string } = {}): Drawing {
  const made = createDrawing({
    log: createLogger("silent"),
    pace,
    ...(script === undefined
      ? {}
      : { script: new URL(`data:text/javascript,${encodeURIComponent(script)}`) }),
  });
  onTestFinished(() => made.close());
  return made;
}

const sizes = (pictures: readonly (Uint8Array | undefined)[]) => pictures.map((picture) => picture?.length);

/** A thread that draws its nth chart so; `png` is what it answers then. */
const thread = (turn: string): string => `
  import { parentPort } from "node:worker_threads";
  let n = 0;
  parentPort.on("message", ({ title }) => {
    n += 1;
    const png = new Uint8Array([n]);
    ${turn}
    parentPort.postMessage({ png });
  });
`;

test("charts are drawn one after another in a real thread", async () => {
  const { draw } = drawing();
  const pictures = await Promise.all([draw(chart), draw(chart), draw({ ...chart, kind: "line" })]);
  expect(pictures.map((picture) => picture?.slice(1, 4).toString())).toEqual(Array(3).fill("80,78,71"));
  expect(pictures[0]).toEqual(pictures[1]);
});

test("what no chart can hold is not drawn, and the next one is", async () => {
  const { draw } = drawing();
  const broken = { ...chart, categories: [] };
  Object.assign(broken, { series: [{ name: "x", values: [10n] }] });
  expect(await draw(broken)).toBeUndefined();
  expect(await draw(chart)).toBeDefined();
});

test.each([
  ["throws", 'if (title === "bad") throw new Error("broken");'],
  ["ends", 'if (title === "bad") process.exit(3);'],
  ["says what nobody understands", 'if (title === "bad") return parentPort.postMessage("?");'],
  ["says that it cannot", 'if (title === "bad") return parentPort.postMessage({ problem: "no" });'],
])("a thread that %s draws the next chart all the same", async (_, turn) => {
  const { draw } = drawing({ script: thread(turn) });
  const pictures = await Promise.all([draw(chart), draw({ ...chart, title: "bad" }), draw(chart)]);
  expect(sizes(pictures)).toEqual([1, undefined, 1]);
});

test("a chart that takes too long ends the thread, and the next one gets a new one", async () => {
  const pace = createTestPace({ heldMs: [5_000] });
  const { draw } = drawing({ pace, script: thread('if (title === "bad") for (;;) n += 1;') });
  const bad = draw({ ...chart, title: "bad" });
  await pace.pass(5_000);
  expect(await bad).toBeUndefined();
  expect(await draw(chart)).toEqual(new Uint8Array([1]));
});

test("no more than some wait, and after the end nothing is drawn", async () => {
  const made = drawing({ script: thread("") });
  const pictures = await Promise.all(Array.from({ length: 30 }, () => made.draw(chart)));
  expect(pictures.filter((picture) => picture !== undefined)).toHaveLength(24);
  await made.close();
  expect(await made.draw(chart)).toBeUndefined();
});

test("nothing is begun before the first chart", async () => {
  const seen: unknown[] = [];
  const listen = (worker: unknown): void => void seen.push(worker);
  process.on("worker", listen);
  onTestFinished(() => void process.off("worker", listen));
  const { draw } = drawing();
  expect(seen).toEqual([]);
  const begun = once(process, "worker");
  await draw(chart);
  await begun;
  expect(seen).toHaveLength(1);
});
