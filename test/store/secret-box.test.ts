// Sealed values open with their key, in their place, unchanged; and in no other case.

import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { createSecretBox, keyIdOf, type SealContext } from "../../src/store/secret-box.ts";

const key = randomBytes(32);
const otherKey = randomBytes(32).toString("base64");
const box = createSecretBox({ keys: [key.toString("base64")] });
const context: SealContext = { workspace: "slack:T1", purpose: "refresh-token" };

describe("a secret box", () => {
  it("opens what it sealed, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        expect(box.open(box.seal(text, context), context)).toBe(text);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 10_000 : 200 },
    );
  });

  it("shows nothing of the text and never seals twice the same", () => {
    const sealed = box.seal("refresh-token-of-ana", context);
    expect(sealed).toMatch(/^v2\.[0-9a-f]{8}\.[\w-]+$/);
    expect(sealed).not.toContain("refresh");
    expect(box.seal("refresh-token-of-ana", context)).not.toBe(sealed);
    expect(keyIdOf(sealed)).toBe(box.keyId);
  });

  it("opens nothing that was changed, in any character", () => {
    const sealed = box.seal("refresh", context);
    const start = sealed.lastIndexOf(".") + 1;
    for (let at = 0; at < sealed.length; at++) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
      if (at >= start && sameBytes(sealed.slice(start), changed.slice(start))) continue;
      expect(() => box.open(changed, context), `changed at ${at}`).toThrow(/stored secret/);
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => box.open(sealed.slice(0, length), context), `cut at ${length}`).toThrow(/stored secret/);
    }
    expect(() => box.open(`${sealed}AAAA`, context)).toThrow(/stored secret/);
  });

  it("opens nothing that was moved to another workspace or purpose", () => {
    const sealed = box.seal("refresh", context);
    const elsewhere: SealContext[] = [
      { ...context, workspace: "slack:T2" },
      { ...context, purpose: "oauth-verifier" },
    ];
    for (const place of elsewhere) {
      expect(() => box.open(sealed, place)).toThrow(
        expect.objectContaining({
          code: "needs-reconnect",
          message: expect.stringContaining("/dropbox connect"),
        }),
      );
    }
  });

  it("opens nothing that another key sealed, and says what to do", () => {
    const sealed = createSecretBox({ keys: [otherKey] }).seal("refresh", context);
    expect(() => box.open(sealed, context)).toThrow(
      expect.objectContaining({
        code: "bad-configuration",
        message: expect.stringContaining("SECRET_KEY_PREVIOUS"),
      }),
    );
    const renamed = sealed.replace(keyIdOf(sealed), box.keyId);
    expect(() => box.open(renamed, context)).toThrow(expect.objectContaining({ code: "needs-reconnect" }));
  });

  it("seals with the first key and opens with all", () => {
    const before = createSecretBox({ keys: [otherKey] }).seal("refresh", context);
    const both = createSecretBox({ keys: [key.toString("hex"), otherKey] });
    expect(both.open(before, context)).toBe("refresh");
    expect(both.keyId).toBe(box.keyId);
    expect(box.open(both.seal("refresh", context), context)).toBe("refresh");
  });

  it("never shows a value or a key in its errors", () => {
    const sealed = box.seal("refresh", context);
    const failures = [
      () => box.open(sealed, { ...context, workspace: "slack:T2" }),
      () => box.open("sl.plain-token", context),
      () => createSecretBox({ keys: [otherKey.slice(2)] }),
    ].map((act) => {
      try {
        return act();
      } catch (error) {
        return error;
      }
    });
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(Error);
      for (const secret of [sealed, "plain-token", otherKey.slice(2)]) {
        expect(String(failure)).not.toContain(secret);
      }
    }
  });
});

describe("a key", () => {
  it("is 32 bytes as base64 of either alphabet or as hex", () => {
    const spellings = [
      key.toString("base64"),
      key.toString("base64url"),
      key.toString("hex"),
      key.toString("hex").toUpperCase(),
      ` ${key.toString("base64")}\n`,
    ];
    for (const spelling of spellings) expect(createSecretBox({ keys: [spelling] }).keyId).toBe(box.keyId);
  });

  it.each([
    ["empty", ""],
    ["a password", "correct horse battery staple"],
    ["16 bytes", randomBytes(16).toString("base64")],
    ["33 bytes", randomBytes(33).toString("base64")],
    ["31 bytes in hex", randomBytes(31).toString("hex")],
    ["43 letters that are no base64", "é".repeat(43)],
  ])("is refused when it is %s", (_name, text) => {
    expect(() => createSecretBox({ keys: [text] })).toThrow(
      expect.objectContaining({
        code: "bad-configuration",
        message: "SECRET_KEY must be 32 bytes, written as base64 or hex.",
      }),
    );
  });

  it("must be given", () => {
    expect(() => createSecretBox({ keys: [] })).toThrow("No SECRET_KEY was given.");
  });
});

/** The last character of base64url has bits that mean nothing. */
function sameBytes(a: string, b: string): boolean {
  return Buffer.from(a, "base64url").equals(Buffer.from(b, "base64url"));
}
