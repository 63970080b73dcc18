// The tables of what Slack and Discord answer to a message: whole, and as docs/deliveries.md has them.

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { ANSWERS as DISCORD } from "../../../adapters/discord/digests/answers.ts";
import { CORRECTIONS as DISCORD_CORRECTIONS } from "../../../adapters/discord/digests/corrections.ts";
import { ANSWERS as SLACK } from "../../../adapters/slack/digests/answers.ts";
import { CORRECTIONS as SLACK_CORRECTIONS } from "../../../adapters/slack/digests/corrections.ts";
import { assertNever } from "../../../src/errors.ts";
import type { CorrectOutcome, SendOutcome } from "../../../src/platform/destination.ts";
import type { AnswerRow } from "../../../src/platform/outcomes.ts";
import { slackErrors } from "./documented.ts";

const PAGE = new URL("../../../docs/deliveries.md", import.meta.url);
const END = "<!-- end of answers -->";
/** Answers with what the bot does then. */
type Row = AnswerRow<string | number, string>;

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  "adapters/slack/digests/answers.ts": inWords(SLACK, whatIsDone),
  "adapters/discord/digests/answers.ts": inWords(DISCORD, whatIsDone),
  "adapters/slack/digests/corrections.ts": inWords(SLACK_CORRECTIONS, whatBecomesOfCorrection),
  "adapters/discord/digests/corrections.ts": inWords(DISCORD_CORRECTIONS, whatBecomesOfCorrection),
};

function inWords<Outcome>(
  rows: readonly AnswerRow<string | number, Outcome>[],
  said: (outcome: Outcome) => string,
): readonly Row[] {
  return rows.map(({ when, words, outcome }) => ({ when, words, outcome: said(outcome) }));
}

function waitOf(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`;
}

function whatIsDone(outcome: SendOutcome): string {
  switch (outcome.type) {
    case "sent":
      return "goes on";
    case "later":
      return `tries again after ${waitOf(outcome.afterMs)}`;
    case "never":
      return `pauses the digest: "${outcome.reason}"`;
    case "refused":
      return outcome.cause === "length"
        ? "sends it in shorter messages"
        : "sends its stories one by one, and names the one that is refused to the owner";
    case "unknown":
      return "looks in the history";
    default:
      return assertNever(outcome);
  }
}

function whatBecomesOfCorrection(outcome: CorrectOutcome): string {
  switch (outcome.type) {
    case "corrected":
      return "notes it";
    case "later":
      return `tries again after ${waitOf(outcome.afterMs)}`;
    case "never":
      return `tells what changed in the next digest. For the log: "${outcome.reason}"`;
    case "gone":
      return "tells what changed in the next digest";
    case "unknown":
      return "makes the same correction again";
    default:
      return assertNever(outcome);
  }
}

function withTable(page: string, file: string): string {
  const begin = `<!-- answers: written from ${file} -->`;
  const [before, rest = ""] = page.split(begin);
  const [, ...after] = rest.split(END);
  const head = ["What has happened", "Answers", "What the bot does"];
  const rows = (TABLES[file] ?? []).map(({ when, words, outcome }) => [
    when,
    words.map((word) => `\`${word}\``).join(" "),
    outcome,
  ]);
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${before}${begin}\n${lines.join("\n")}\n${END}${after.join(END)}`;
}

describe.each(Object.entries(TABLES))("%s", (_, rows) => {
  test("has no word twice, and no row without words", () => {
    const words = rows.flatMap((row) => row.words);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(rows.filter(({ words: own, when }) => own.length === 0 || when === "")).toEqual([]);
  });
});

test("every error that Slack documents for chat.postMessage has a row", () => {
  const known = new Set(SLACK.flatMap(({ words }) => words));
  const { anyMethod, methods } = slackErrors;
  const documented = [...anyMethod, ...(methods["chat.postMessage"] ?? [])];
  expect(documented.length).toBeGreaterThan(60);
  expect(documented.filter((word) => !known.has(word))).toEqual([]);
});

test("every error that Slack documents for chat.update has a row, there or here", () => {
  const known = new Set([...SLACK, ...SLACK_CORRECTIONS].flatMap(({ words }) => words));
  const documented = slackErrors.methods["chat.update"] ?? [];
  expect(documented.length).toBeGreaterThan(20);
  expect(documented.filter((word) => !known.has(word))).toEqual([]);
});

test("they stand in docs/deliveries.md; vitest -u writes them there", async () => {
  const page = await readFile(PAGE, "utf8");
  await expect(Object.keys(TABLES).reduce(withTable, page)).toMatchFileSnapshot(PAGE.pathname);
});
