// Every adapter has the same shape: a reader who knows one finds their way in all of them.

import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Absent } from "../../adapters/adapter.ts";
import { ADAPTERS } from "../../adapters/index.ts";
import { FOR_PROGRAMS, PLATFORMS } from "../contract/platforms.ts";

const root = fileURLToPath(new URL("../../adapters/", import.meta.url));

/** What every adapter has, and what each file is imported for. */
const ALWAYS: Readonly<Record<string, string>> = {
  "index.ts": "adapter",
  "settings.ts": "settings",
  "platform.ts": "createPlatform",
  "in/answer.ts": "createAnswering",
  "out/render.ts": "render",
  "out/notifier.ts": "createNotifier",
};

/** What it has in rooms that may be absent, by room; an empty name: the file is there for several things. */
const ROOMS: Readonly<Record<"digests" | "api", Readonly<Record<string, string>>>> = {
  digests: { "digests/places.ts": "createPlaces", "digests/destination.ts": "createDestination" },
  api: { "api/client.ts": "" },
};

/** Files that need no certain export, but bear the same name wherever somebody has them. */
const ALSO = ["in/read.ts", "out/escape.ts"];

interface Folder {
  readonly has: (path: string) => boolean;
  readonly textOf: (path: string) => string;
  readonly entries: readonly string[];
}

interface Declared {
  readonly digests: "own" | Absent;
  readonly api: "own" | Absent;
}

/** What is wrong with an adapter's folder, in words; empty when nothing is. */
function problemsOf({ has, textOf, entries }: Folder, declared: Declared): readonly string[] {
  const missing = (files: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(files).flatMap(([file, name]) => {
      if (!has(file)) return [`${file} is missing`];
      const exported = new RegExp(`^export (async )?(const|function) ${name}\\b`, "m");
      return name === "" || exported.test(textOf(file)) ? [] : [`${file} does not export ${name}`];
    });
  const rooms = (["digests", "api"] as const).flatMap((room) => {
    const own = declared[room];
    if (own === "own") return missing(ROOMS[room]);
    return [
      ...(has(room) ? [`${room} is there, and declared absent`] : []),
      ...(own.absent.trim() === "" ? [`${room} is absent without a reason`] : []),
    ];
  });
  const known = ["index.ts", "settings.ts", "platform.ts", "in", "out", "digests", "api"];
  return [
    ...missing(ALWAYS),
    ...ALSO.flatMap((file) => (has(file) ? [] : [`${file} is missing`])),
    ...rooms,
    ...entries.flatMap((entry) => (known.includes(entry) ? [] : [`${entry} belongs into a room`])),
  ];
}

function folderOf(id: string): Folder {
  return {
    has: (path) => existsSync(`${root}${id}/${path}`),
    textOf: (path) => readFileSync(`${root}${id}/${path}`, "utf8"),
    entries: globSync("*", { cwd: `${root}${id}` }),
  };
}

const folders = globSync("*/", { cwd: root }).map((folder) => folder.replace(/\/$/, ""));

describe("adapters", () => {
  it("are listed, each once, by the name of their folder", () => {
    expect(ADAPTERS.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
  });

  it.each(ADAPTERS.map((adapter) => [adapter.id, adapter] as const))("%s has their shape", (id, adapter) => {
    expect(problemsOf(folderOf(id), adapter)).toEqual([]);
  });

  it("are all under contract: a line in test/contract/platforms.ts each", () => {
    const held = [...PLATFORMS.map(({ id }) => id), ...Object.keys(FOR_PROGRAMS)];
    expect(held.toSorted()).toEqual(folders.toSorted());
    for (const test of Object.values(FOR_PROGRAMS))
      expect(existsSync(new URL(`../../${test}`, import.meta.url)), test).toBe(true);
    for (const { lacks } of PLATFORMS)
      for (const reason of Object.values(lacks)) expect(reason.trim()).not.toBe("");
  });

  it("load no platform's packages before their platform is made", () => {
    const early = [
      ...ADAPTERS.map(({ id }) => `${id}/index.ts`),
      ...folders.map((id) => `${id}/settings.ts`),
    ];
    for (const file of early) {
      const imported = [...readFileSync(`${root}${file}`, "utf8").matchAll(/^import .* from "(.*)";$/gm)];
      for (const [, from = ""] of imported)
        expect(from, file).toMatch(/^(node:|zod$|\.\/settings\.ts|\.\.\/adapter\.ts|\.\.\/\.\.\/src\/)/);
    }
  });
});

describe("the shape", () => {
  const [slack] = ADAPTERS.filter(({ digests, api }) => digests === "own" && api === "own");

  it("is missed where a file, an export or a reason is missing, or a file has no room", () => {
    if (slack === undefined) throw new Error("no adapter has everything");
    const folder = folderOf(slack.id);
    expect(
      problemsOf({ ...folder, has: (path) => path !== "out/render.ts" && folder.has(path) }, slack),
    ).toEqual(["out/render.ts is missing"]);
    expect(problemsOf({ ...folder, textOf: () => "" }, slack)).toContain("index.ts does not export adapter");
    expect(problemsOf({ ...folder, entries: ["misc.ts"] }, slack)).toEqual(["misc.ts belongs into a room"]);
    expect(problemsOf(folder, { digests: "own", api: { absent: " " } })).toEqual([
      "api is there, and declared absent",
      "api is absent without a reason",
    ]);
  });
});
