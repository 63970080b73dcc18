// Each test that docs/security.md names has a fault that it must catch, and each fault can still be planted.
// test/system/planted-faults.test.ts plants them.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readBorders } from "./borders.ts";
import { PLANTED } from "./planted/index.ts";

const titles = readBorders().flatMap(({ proofs }) => proofs.map(({ title }) => title));

it("the page's rows are read, each with its tests, and each test stands in one of them", () => {
  expect(readBorders().length).toBeGreaterThan(35);
  expect(titles.length).toBeGreaterThan(60);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

it("every test that the page names has a planted fault, and every fault is for one of them", () => {
  const caught = new Set(PLANTED.map(({ caughtBy }) => caughtBy));
  expect(titles.filter((title) => !caught.has(title))).toEqual([]);
  expect([...caught].filter((title) => !titles.includes(title))).toEqual([]);
});

it.each(PLANTED)("can be planted: $mistake", ({ file, text, instead }) => {
  const whole = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  expect(whole.split(text).length - 1).toBe(1);
  expect(instead).not.toBe(text);
});
