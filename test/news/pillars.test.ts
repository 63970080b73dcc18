// Pillars as data files and paths name them.

import { describe, expect, test } from "vitest";
import { pillarOfPath } from "../../src/news/data-path.ts";
import { PILLARS, pillarNamed } from "../../src/news/pillars.ts";

describe("a pillar", () => {
  test.each([
    ["Absence of Corruption", 2],
    ["absence_of_corruption", 2],
    ["ABSENCE OF CORRUPTION", 2],
    ["2. Absence of Corruption", 2],
    ["Pillar 2: Absence of Corruption", 2],
    ["Pillar 2 – Absence of Corruption", 2],
    ["Fundamental Freedoms", 4],
    ["Fundamental Rights (Fundamental Freedoms)", 4],
    ["Order & Security", 5],
    ["Security", 5],
    ["pillar_7", 7],
    ["08", 8],
  ])("written %j is %i", (text, pillar) => {
    expect(pillarNamed(text)).toBe(pillar);
  });

  test("has a name that is its own", () => {
    for (const { number, name, aliases } of PILLARS)
      for (const one of [name, ...aliases]) expect([one, pillarNamed(one)]).toEqual([one, number]);
  });

  test.each([
    "Justice",
    "Corruption and more",
    "Pillar 3: Absence of Corruption",
    "Pillar 1, Pillar 2",
    "Pillar 1 and 2",
    "-1",
    "1.5",
    "12",
    "true",
    "",
  ])("is not guessed from %j", (text) => {
    expect(pillarNamed(text)).toBeUndefined();
  });

  test.each([
    ["associated_pillar=Pillar%201/part-0.parquet", 1],
    ["country=EE/associated_pillar=Open Government/part-0.parquet", 3],
    ["pillar=2/part-0.parquet", 2],
    ["pillar=2/pillar=3/part-0.parquet", 3],
    ["Pillar 2/part-0.parquet", undefined],
    ["pillar=nine/part-0.parquet", undefined],
  ])("of the path %s is %s", (path, pillar) => {
    expect(pillarOfPath(path)).toBe(pillar);
  });
});
