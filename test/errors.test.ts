// The one error family.

import { expect, test } from "vitest";
import { AppError, assertNever, messageOf } from "../src/errors.ts";

test("an error carries what callers decide by, and its cause", () => {
  const cause = new Error("ECONNRESET");
  const error = new AppError("network", "Dropbox does not answer.", {
    retryable: true,
    retryAfterMs: 5_000,
    cause,
  });
  expect(error).toMatchObject({
    code: "network",
    retryable: true,
    retryAfterMs: 5_000,
    cause,
    name: "AppError",
  });
  expect(new AppError("no-data", "Nothing is there.")).toMatchObject({
    retryable: false,
    retryAfterMs: undefined,
  });
});

test("anything thrown has a text", () => {
  expect(messageOf(new AppError("busy", "Somebody else has it."))).toBe("Somebody else has it.");
  expect(messageOf("a string")).toBe("a string");
  expect(messageOf(undefined)).toBe("undefined");
});

test("a union's member that was forgotten is loud", () => {
  /** What a cast or a newer caller does to a type. */
  const isLeftOver = (value: unknown): value is never => value !== undefined;
  const block: unknown = { type: "poll" };
  expect(() => isLeftOver(block) && assertNever(block)).toThrow(
    expect.objectContaining({ code: "internal" }),
  );
});
