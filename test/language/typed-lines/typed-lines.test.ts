// What people type, line by line: each is read as what it says, or refused with offers that say no less.

import { describe, expect, test } from "vitest";
import { formatCommand } from "../../../src/language/declare/format.ts";
import { parseText } from "../parsing.ts";
import { realCommands, realLexicon } from "../real-commands.ts";
import { COMMANDS } from "./commands.ts";
import { LISTS } from "./lists.ts";
import { SEARCHES } from "./search.ts";
import { WORDS } from "./words.ts";

/**
 * The canonical text of a line, or its refusal: `! sentence > offer ; offer`. The nearest that says something else, which is shown and
 * not offered: `! sentence ~ nearest`.
 */
function readingOf(line: string): string {
  const parsed = parseText(line, realCommands, realLexicon);
  if (parsed.type === "command")
    return formatCommand(parsed.command.path, parsed.values, parsed.command.options);
  const { kind, sentence, offers } = parsed.misunderstanding;
  const shown = offers.filter(({ isOther }) => kind !== "example" || isOther === true);
  if (shown.length === 0) return `! ${sentence}`;
  return `! ${sentence} ${kind === "example" ? "~" : ">"} ${shown.map(({ command }) => command).join(" ; ")}`;
}

function rowsOf(table: string): [typed: string, reading: string][] {
  return table
    .trim()
    .split("\n")
    .map((row) => {
      const [typed = "", reading = ""] = row.split("  =>  ");
      return [typed, reading];
    });
}

/** Without the words that every line of a table begins with; `…` is the command alone. */
function shortened(reading: string): string {
  return reading.replaceAll(/\/news top(?: |(?= ;|$))/g, (_, at: number) =>
    at + 9 >= reading.length ? "…" : "",
  );
}

describe.each([
  ["things left out, and several", LISTS],
  ["dates, countries, slips", WORDS],
])("behind /news top: %s", (_, table) => {
  test.each(rowsOf(table))("%s", (typed, reading) => {
    expect(shortened(readingOf(`/news top ${typed}`))).toBe(reading);
  });
});

describe("behind /news search: words, and filters among them", () => {
  test.each(rowsOf(SEARCHES))("%s", (typed, reading) => {
    const canonical = readingOf(`/news search ${typed}`);
    expect(canonical.replaceAll("/news search words ", "").replaceAll("/news search", "…")).toBe(reading);
    // What is canonical reads as itself.
    if (!canonical.startsWith("!")) expect(readingOf(canonical)).toBe(canonical);
  });
});

describe("whole lines", () => {
  test.each(rowsOf(COMMANDS))("%s", (typed, reading) => {
    expect(readingOf(typed)).toBe(reading);
  });
});

test("there are enough of them, and none is there twice", () => {
  const typed = [LISTS, WORDS].flatMap(rowsOf).map(([line]) => line);
  expect(typed.length + rowsOf(COMMANDS).length).toBeGreaterThanOrEqual(250);
  expect(new Set(typed).size).toBe(typed.length);
});
