// What stands in the log: an error's code does, a secret does not.

import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { AppError } from "../src/errors.ts";
import { createLogger } from "../src/log.ts";

function lineOf(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger("info", { write: (line) => void lines.push(line) }));
  return lines.join("");
}

it("keeps the code of an error, whoever made it", () => {
  const reset = Object.assign(new Error("read"), { code: "ECONNRESET" });
  const refused = Object.assign(new Error("no"), { code: 50_013 });
  for (const [error, code] of [
    [reset, '"code":"ECONNRESET"'],
    [refused, '"code":50013'],
    [new AppError("no-room", "The disk is full."), '"code":"no-room"'],
  ] as const)
    expect(lineOf((log) => log.error({ err: error }, "failed"))).toContain(code);
});

it("hides codes that open something", () => {
  const secret = "sl.u.AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789";
  for (const logged of [
    { code: secret },
    { answer: { code: "short-secret" } },
    { token: secret },
    { err: Object.assign(new Error("no"), { code: secret, token: secret }) },
  ]) {
    const line = lineOf((log) => log.info(logged, "seen"));
    expect(line).toContain("[hidden]");
    expect(line).not.toContain(secret);
    expect(line).not.toContain("short-secret");
  }
});

it("is one line of JSON an event for every reader, whatever others wrote, and steers no terminal", () => {
  const steering = [
    "\n",
    "\r\n",
    "\u0085",
    "\u2028",
    "\u2029",
    "\u001b[2J",
    "\u009b31m",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u{e0041}",
  ];
  const sign = fc.oneof(fc.constantFrom(...steering, '"', "\\", "\ud800"), fc.string({ maxLength: 3 }));
  const words = fc.array(sign, { maxLength: 20 }).map((signs) => signs.join(""));
  const lines: string[] = [];
  const log = createLogger("info", { write: (line) => void lines.push(line) });
  fc.assert(
    fc.property(words, words, words, words, (message, name, thrown, key) => {
      lines.length = 0;
      log.warn(
        { name, files: { [key]: name }, err: Object.assign(new Error(thrown), { stack: thrown }) },
        message,
      );
      const [line = ""] = lines;
      expect(lines).toHaveLength(1);
      expect(line.endsWith("\n")).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      const read = JSON.parse(line);
      // Halves of pairs mean nothing to anybody.
      if (name.isWellFormed()) expect(read.name).toBe(name);
      if (thrown.isWellFormed()) expect(read.err.message).toBe(thrown);
      expect(Reflect.get({}, key)).toBe(Reflect.get(Object.prototype, key));
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 10_000 : 200 },
  );
});
