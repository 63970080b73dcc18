// The table of measurements: it runs on little data, leaves out no target, and loses no line with another.

import { describe, expect, it } from "vitest";
import type { Corpus } from "../../bench/questions/corpus.ts";
import { drawDifferent } from "../../bench/questions/draw.ts";
import { listQuestion } from "../../bench/questions/lists.ts";
import { SEARCHES, searchedWords } from "../../bench/questions/search.ts";
import { NotMeasured } from "../../bench/table/line.ts";
import { LINES } from "../../bench/table/lines/index.ts";
import { ASKERS_LINE, MEMORY_LINE } from "../../bench/table/lines/minutes.ts";
import { markdownTable } from "../../bench/table/markdown.ts";
import { readTableOptions } from "../../bench/table/options.ts";
import { type Report, runTable } from "../../bench/table/run.ts";
import { slopePerHour } from "../../bench/table/slope.ts";
import { heldAgainst, TARGETS } from "../../bench/table/targets.ts";
import { terminalTable } from "../../bench/table/terminal.ts";

const quietly = (): void => undefined;

function run(asked: string): Promise<Report> {
  return runTable(LINES, readTableOptions(asked.split(" ")), quietly);
}

function figuresOf(report: Report): ReadonlyMap<string, number> {
  return new Map(report.lines.flatMap(({ figures }) => figures.map(({ id, value }) => [id, value])));
}

describe("a run of the table", () => {
  it("measures what is asked for, holds it against its targets, and prints it for people", async () => {
    const report = await run(
      "--rows 2000 --questions 12 --without base --only build,top,show,search-rare,stats,in-flight,whole-duckdb,disk",
    );
    expect(report.lines.filter(({ failed }) => failed !== undefined)).toEqual([]);
    const figures = figuresOf(report);
    const measured = ["build.ratio", "top.p99", "show-number.p99", "in-flight.p50"];
    for (const id of measured) expect(figures.get(id), id).toBeGreaterThan(0);
    expect(report.lines.find(({ id }) => id === "top")?.figures.find(({ id }) => id === "top.p50")).toEqual(
      expect.objectContaining({ target: TARGETS["top.p50"], share: (figures.get("top.p50") ?? 0) / 4 }),
    );
    const asked = new Set(report.lines.map(({ id }) => id));
    const targets = Object.keys(TARGETS).filter((id) => asked.has(id.split(".")[0] ?? ""));
    expect(targets.filter((id) => !figures.has(id))).toEqual([]);
    const table = terminalTable(report);
    expect(table.split("\n").filter((line) => line.length > 100)).toEqual([]);
    for (const { title } of report.lines) {
      expect(table).toContain(title);
      expect(markdownTable(report)).toContain(title);
    }
  }, 180_000);

  it("refuses a line that there is not", async () => {
    await expect(run("--rows 27 --only top,bottom")).rejects.toThrow("There is no line bottom.");
  });

  it("loses no line with one that fails, and tells why there is nothing", async () => {
    const lines = [
      { id: "top", title: "Broken", measure: () => Promise.reject(new Error("The disk is gone.")) },
      {
        id: "stats",
        title: "Absent",
        measure: () => Promise.reject(new NotMeasured("There is no such command.")),
      },
      {
        id: "swap",
        title: "Whole",
        measure: async () => [{ id: "swap.refused", says: "refused", value: 2, unit: "" } as const],
      },
    ];
    const report = await runTable(lines, readTableOptions(["--rows", "27"]), quietly);
    const [broken, absent, whole] = report.lines;
    expect(broken?.failed).toBe("The disk is gone.");
    expect(absent?.skipped).toBe("There is no such command.");
    expect(whole?.figures[0]).toMatchObject({ value: 2, holds: false });
    // Targets of what was not measured are there all the same.
    expect(broken?.figures.map(({ id }) => id)).toEqual(["top.p50", "top.p99", "top.before"]);
    expect(terminalTable(report)).toContain("not measured: There is no such command.");
  });
});

describe("a target", () => {
  it("belongs to a line that can be measured", () => {
    const ids = [...LINES, ASKERS_LINE, MEMORY_LINE].map(({ id }) => id);
    expect(Object.keys(TARGETS).filter((id) => !ids.includes(id.split(".")[0] ?? ""))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is held up to its bound and no further", () => {
    const [most, least] = [
      { most: 4, unit: "ms" },
      { least: 10, unit: "×" },
    ] as const;
    expect(heldAgainst(4, most)).toEqual({ holds: true, share: 1 });
    expect(heldAgainst(5, most)).toEqual({ holds: false, share: 1.25 });
    expect(heldAgainst(20, least)).toEqual({ holds: true, share: 0.5 });
    expect(heldAgainst(5, least)).toEqual({ holds: false, share: 2 });
    expect(heldAgainst(1, { most: 0, unit: "" }).holds).toBe(false);
  });
});

describe("questions", () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`);
  const corpus: Corpus = {
    rows: 3_000,
    articles: 1_000,
    ids: Array.from({ length: 2_000 }, (_, index) => `id${index}`),
    countries: ["Estonia", "Latvia", "Sweden", "Croatia", "Ireland", "Portugal", "France", "Italy"],
    outlets: Array.from({ length: 50 }, (_, index) => `outlet${index}.example`),
    words: {
      rare: Array.from({ length: 2_000 }, (_, index) => `rare${index}`),
      common: Array.from({ length: 1_500 }, (_, index) => `common${index}`),
      commonest: words,
      phrases: Array.from({ length: 2_000 }, (_, index) => `two words${index}`),
    },
    newest: 0,
  };
  const lists = [
    { verb: "top", isOfPillar: true },
    { verb: "latest", isOfPillar: false },
    { verb: "top", isOfPillar: true, also: ["page 20", "page 21", "page 22"], isNarrowed: false },
  ] as const;

  it.each(lists)("for lists differ a thousand times, and are the same for a seed: %o", (asks) => {
    const make = listQuestion(corpus, asks);
    const drawn = drawDifferent(1_000, 1, make);
    expect(new Set(drawn).size).toBe(1_000);
    expect(drawDifferent(1_000, 1, make)).toEqual(drawn);
    expect(drawDifferent(1_000, 2, make)).not.toEqual(drawn);
  });

  it.each(SEARCHES.filter((kind) => kind !== "prefix"))(
    "for the full text differ a thousand times: %s",
    (kind) => {
      expect(new Set(drawDifferent(1_000, 1, searchedWords(corpus, kind))).size).toBe(1_000);
    },
  );

  it("that are few end", () => {
    expect(drawDifferent(1_000, 1, () => "/news top")).toEqual(["/news top"]);
  });
});

describe("a slope", () => {
  it("is what grows in an hour", () => {
    const samples = [0, 1, 2, 3].map((minute) => ({ atMs: minute * 60_000, bytes: 100 + 5 * minute }));
    expect(slopePerHour(samples)).toBeCloseTo(300);
  });
});
