// The table of what Dropbox can refuse: whole, and as docs/dropbox.md has it. What each row does is driven with the
// whole program's tests.

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { STATES } from "../../src/dropbox/refusal-row.ts";
import { REFUSALS } from "../../src/dropbox/refusals.ts";

const PAGE = new URL("../../docs/dropbox.md", import.meta.url);
const BEGIN = "<!-- refusals: written from src/dropbox/refusals.ts -->";
const END = "<!-- end of refusals -->";

const rows = Object.values(REFUSALS).map(({ when, state, sentence }) => {
  const { means, told, label } = STATES[state];
  return [when, means, sentence, told, label];
});

function withTable(page: string): string {
  const [before, rest = ""] = page.split(BEGIN);
  const after = rest.split(END)[1] ?? "";
  const head = ["What happens", "State", "Sentence", "Who is told", "Label of answers"];
  const lines = [head, head.map(() => "---"), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`,
  );
  return `${before}${BEGIN}\n${lines.join("\n")}\n${END}${after}`;
}

test("has no empty cell and no row twice", () => {
  expect(rows.flat().filter((cell) => cell.trim() === "")).toEqual([]);
  expect(new Set(rows.map(([when]) => when)).size).toBe(rows.length);
});

test("stands in docs/dropbox.md; vitest -u writes it there", async () => {
  const page = await readFile(PAGE, "utf8");
  await expect(withTable(page)).toMatchFileSnapshot(PAGE.pathname);
});
