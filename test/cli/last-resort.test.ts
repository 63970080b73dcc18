// What nobody caught: survived, told once, and the end when there is too much of it. Run by a process of its own, since the
// test runner listens for the same.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const LAST_RESORT = fileURLToPath(new URL("../../src/cli/last-resort.ts", import.meta.url));
const LOG = fileURLToPath(new URL("../../src/log.ts", import.meta.url));

/** Runs `body` in a process that survives; it ends when told to give up, or when its `body` is over. */
async function run(body: string): Promise<{ readonly code: unknown; readonly lines: readonly string[] }> {
  const script = `
    import { createLogger } from ${JSON.stringify(LOG)};
    import { surviveWhatNobodyCaught } from ${JSON.stringify(LAST_RESORT)};
    let now = 0;
    const settle = surviveWhatNobodyCaught({
      clock: () => now,
      log: createLogger("error"),
      tell: () => console.log("told"),
      giveUp: () => { console.log("gave up"); process.exit(1); },
    });
    const next = () => new Promise((done) => setImmediate(done));
    ${body}
    console.log("lives");
    process.exit(0);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = await once(child, "close");
  return { code, lines: output.trim().split("\n") };
}

it("is survived, written to the log, and told once an hour", async () => {
  const { code, lines } = await run(`
    for (let hour = 0; hour < 2; hour += 1) {
      for (let n = 0; n < 5; n += 1) {
        void Promise.reject(new Error("a rejection"));
        setImmediate(() => { throw new Error("thrown in a callback"); });
        await next();
        await next();
        now += 60_000;
      }
      now += 3_600_000;
    }`);
  expect(code).toBe(0);
  expect(lines.filter((line) => line === "told")).toHaveLength(2);
  expect(lines.filter((line) => line.includes("a rejection"))).toHaveLength(10);
  expect(lines.filter((line) => line.includes("thrown in a callback"))).toHaveLength(10);
  expect(lines.at(-1)).toBe("lives");
});

it("ends the process in order when it comes again and again", async () => {
  const { code, lines } = await run(`
    for (let n = 0; n < 21; n += 1) { void Promise.reject(new Error("in a circle")); await next(); }
    await next();`);
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe("gave up");
});
