// What stands in the log: an error's code does, a secret does not.

import { expect, it } from "vitest";
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
