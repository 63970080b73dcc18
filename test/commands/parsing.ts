// Typed lines read with the sample commands.

import { expect } from "vitest";
import type { Values } from "../../src/commands/define.ts";
import { parseText } from "../../src/commands/parse.ts";
import type { Misunderstanding, Parsed } from "../../src/commands/parsed.ts";
import { commands, lexicon } from "./sample-commands.ts";

export function parse(text: string): Parsed {
  return parseText(text, commands, lexicon);
}

export function valuesOf(parsed: Parsed): { readonly path: string; readonly values: Values } {
  if (parsed.type === "misunderstood") throw new Error(parsed.misunderstanding.sentence);
  return { path: parsed.command.path.join(" "), values: parsed.values };
}

export function misunderstandingOf(parsed: Parsed): Misunderstanding {
  if (parsed.type === "command") throw new Error(`understood as ${parsed.command.path.join(" ")}`);
  return parsed.misunderstanding;
}

/** Every offer and the example run as they are. */
export function expectAllWork(parsed: Parsed, known = commands): void {
  if (parsed.type === "command") return;
  const { sentence, offers, example } = parsed.misunderstanding;
  expect(sentence).not.toBe("");
  expect(sentence.length).toBeLessThan(500);
  expect(offers.length).toBeGreaterThan(0);
  for (const text of [...offers.map(({ command }) => command), example]) {
    expect([text, parseText(text, known, lexicon).type]).toEqual([text, "command"]);
  }
}
