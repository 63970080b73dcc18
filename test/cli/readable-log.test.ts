// Log lines for people: readable, and nobody else's words can forge one.

import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { readableLog } from "../../src/cli/readable-log.ts";
import { createLogger } from "../../src/log.ts";

function logged(hasColours = false) {
  const printed: string[] = [];
  const log = createLogger(
    "debug",
    readableLog((text) => printed.push(text), hasColours),
  );
  return { log, printed };
}

it("says the time, what happened, and its details", () => {
  const { log, printed } = logged();
  log.info({ port: 3000, platforms: ["Slack"], zone: "Europe/Tallinn" }, "rol-news-bot is running");
  log.warn("nobody could be told");
  expect(printed[0]).toMatch(
    /^\d\d:\d\d:\d\d {2}rol-news-bot is running {2}port=3000 {2}platforms=\["Slack"\] {2}zone=Europe\/Tallinn\n$/,
  );
  expect(printed[1]).toMatch(/^\S+ {2}WARN {2}nobody could be told\n$/);
});

it("puts the stack of an error below it, and hides secrets as JSON lines do", () => {
  const { log, printed } = logged();
  log.error({ err: new Error("no way"), token: "s3cret" }, "it failed");
  expect(printed[0]).toMatch(/^\S+ {2}ERROR {2}it failed {2}token=\S*hidden\S*\n {4}Error: no way\n {4}at /);
  expect(printed[0]).not.toContain("s3cret");
});

it("takes one line an event whatever somebody wrote, and no control character of theirs", () => {
  const words = fc.string({
    unit: fc.oneof(
      fc.constantFrom("\n", "\r", "\u001b[31m", "\u009b", "\u2028", "\u202e", "\u2067", "\u200b", '"'),
      fc.string(),
    ),
  });
  fc.assert(
    fc.property(words, words, (message, detail) => {
      const { log, printed } = logged();
      log.info({ detail }, message);
      const [line = ""] = printed;
      expect(printed).toHaveLength(1);
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(line.endsWith("\n")).toBe(true);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 10_000 : 300 },
  );
});

it("colours what is wrong, where the terminal has colours", () => {
  const { log, printed } = logged(true);
  log.error("it failed");
  log.info("it works");
  expect(printed[0]).toContain("\u001b[31m");
  expect(printed[1]).not.toContain("\u001b[");
});
