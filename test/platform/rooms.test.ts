// What every platform needs: requests answered once, what people see while they wait, what an answer means.

import { describe, expect, it } from "vitest";
import { later, never, outcomesBy } from "../../src/platform/outcomes.ts";
import { createRequests } from "../../src/platform/requests.ts";
import { latestProgress, WORKING_AFTER_MS, within, workingLine } from "../../src/platform/waiting.ts";
import { paragraph, privately } from "../../src/reply/build.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { createTestPace } from "../pace.ts";

const said = (text: string): Reply => privately(paragraph(text));

describe("a request", () => {
  it("is answered once, and has its answer when it comes again", async () => {
    const requests = createRequests<number>({ clock: () => 0 });
    let runs = 0;
    const ask = (): Promise<number> => requests.once("a", async () => ++runs);
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    expect(await ask()).toBe(1);
    expect(await requests.once("b", async () => ++runs)).toBe(2);
  });

  it("is remembered as long as it may come again, the oldest of very many not so long", async () => {
    let now = 0;
    const requests = createRequests<number>({ clock: () => now, rememberMs: 1_000 });
    let runs = 0;
    const ask = (id: string): Promise<number> => requests.once(id, async () => ++runs);
    await ask("a");
    now = 999;
    expect(await ask("a")).toBe(1);
    now = 1_000;
    expect(await ask("a")).toBe(2);
    for (let n = 0; n < 10_000; n += 1) await ask(`other ${n}`);
    expect(await ask("other 9999")).toBe(10_002);
    expect(await ask("a")).toBe(10_003);
  });

  it("is forgotten before others where fewer are remembered", async () => {
    const requests = createRequests<number>({ clock: () => 0, most: 3 });
    let runs = 0;
    const ask = (id: string): Promise<number> => requests.once(id, async () => ++runs);
    for (const id of ["a", "b"]) await ask(id);
    expect(await ask("a")).toBe(1);
    await ask("c");
    expect(await ask("b")).toBe(2);
    expect(await ask("a")).toBe(4);
  });

  it("that is being worked on is waited for, one that failed or hangs is not for ever", async () => {
    const requests = createRequests<string>({ clock: () => 0 });
    const work = Promise.withResolvers<string>();
    const answer = requests.once("a", () => work.promise);
    const failing = requests.once("b", () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    let isDrained = false;
    const drained = requests.drain(60_000).then(() => {
      isDrained = true;
    });
    await requests.once("c", async () => "c");
    expect(isDrained).toBe(false);
    work.resolve("answered");
    await drained;
    expect(await answer).toBe("answered");
    void requests.once("d", () => new Promise(() => undefined));
    await requests.drain(1);
  });
});

describe("who waits", () => {
  it("sees one line after two seconds, with the latest progress", async () => {
    const pace = createTestPace({ heldMs: [WORKING_AFTER_MS] });
    const lines: string[] = [];
    const show = async (line: string): Promise<void> => void lines.push(line);
    const quick = workingLine(show, pace);
    quick.progress(said("One."));
    await quick.stop();
    const slow = workingLine(show, pace);
    slow.progress(said("One."));
    slow.progress(said("Two."));
    await pace.pass(WORKING_AFTER_MS);
    await slow.stop();
    const silent = workingLine(show, pace);
    await pace.pass(WORKING_AFTER_MS);
    await silent.stop();
    expect(lines).toEqual(["Two.", "Working…"]);
  });

  it("sees nothing below the answer: stopping waits for a line on its way", async () => {
    const pace = createTestPace({ heldMs: [WORKING_AFTER_MS] });
    const sending = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const order: string[] = [];
    const working = workingLine(async () => {
      begun.resolve();
      await sending.promise;
      order.push("line");
    }, pace);
    await pace.pass(WORKING_AFTER_MS);
    await begun.promise;
    const stopped = working.stop().then(() => order.push("stopped"));
    sending.resolve();
    await stopped;
    expect(order).toEqual(["line", "stopped"]);
  });

  it("sees the latest progress only, and none after the answer", async () => {
    const shown: string[] = [];
    let release = Promise.withResolvers<void>();
    const working = latestProgress(async (reply) => {
      shown.push(plainText(reply));
      await release.promise;
    });
    working.progress(said("One."));
    working.progress(said("Two."));
    working.progress(said("Three."));
    const first = release;
    release = Promise.withResolvers();
    first.resolve();
    await expect.poll(() => shown).toEqual(["One.", "Three."]);
    working.progress(said("Four."));
    const stopped = working.stop();
    release.resolve();
    await stopped;
    expect(shown).toEqual(["One.", "Three."]);
  });

  it("is not kept waiting longer than a deadline, and work that fails in time fails", async () => {
    const pace = createTestPace({ heldMs: [1_000] });
    expect(await within(Promise.resolve("done"), 1_000, pace)).toBe("done");
    await expect(within(Promise.reject(new Error("no")), 1_000, pace)).rejects.toThrow("no");
    const late = within(new Promise<string>(() => undefined), 1_000, pace);
    await pace.pass(1_000);
    expect(await late).toBeUndefined();
  });
});

it("a platform's words mean what their row says, and one without a row is looked for", () => {
  const outcomeOf = outcomesBy<string>([
    { when: "busy", words: ["busy", "ratelimited"], outcome: later(1_000) },
    { when: "gone", words: ["gone"], outcome: never("It is gone.") },
  ]);
  expect(["busy", "ratelimited", "gone", "other"].map(outcomeOf)).toEqual([
    later(1_000),
    later(1_000),
    never("It is gone."),
    { type: "unknown" },
  ]);
});
