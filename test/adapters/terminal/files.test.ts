// A file of an answer at a terminal: in the folder of whoever sits there, over nothing that is there.

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withFilesIn } from "../../../adapters/terminal/out/files.ts";
import { render } from "../../../adapters/terminal/out/render.ts";
import { heading, privately } from "../../../src/reply/build.ts";
import { fileHere } from "../../reply/samples.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "terminal-files-"));
});

afterEach(() => rm(folder, { recursive: true }));

const reply = privately(heading("A file"), fileHere);
const shown = { width: 40, bold: (text: string): string => text };

it("is put there whole, and its path is printed on one line", async () => {
  const placed = await withFilesIn(folder, reply);
  const path = join(folder, "news.csv");
  expect(render(placed, shown)).toContain(`Saved: ${path} (`);
  expect(await readFile(path)).toEqual(await readFile(fileHere.path));
  expect(await readdir(folder)).toEqual(["news.csv"]);
});

it("takes no other file's place", async () => {
  await writeFile(join(folder, "news.csv"), "mine");
  await withFilesIn(folder, reply);
  await withFilesIn(folder, reply);
  expect((await readdir(folder)).toSorted()).toEqual(["news (1).csv", "news (2).csv", "news.csv"]);
  expect(await readFile(join(folder, "news.csv"), "utf8")).toBe("mine");
});

it("says so where the folder does not take it", async () => {
  await expect(withFilesIn(join(folder, "gone"), reply)).rejects.toMatchObject({
    code: "no-room",
    message: expect.stringContaining("news.csv could not be put into this folder"),
  });
});
