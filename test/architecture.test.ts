// The house of docs/architecture.md: a file imports its own floor's folder and lower floors, and each SDK has its rooms.

import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Floors from the lowest. Rooms of one floor do not import one another. */
const FLOORS: readonly (readonly string[])[] = [
  ["src/reply", "src/errors.ts", "src/log.ts"],
  ["src/store"],
  ["src/news", "src/dropbox"],
  ["src/datasets"],
  ["src/digest"],
  ["src/commands"],
  ["src/http", "adapters/slack", "adapters/discord", "adapters/terminal", "adapters/web"],
  ["src/config.ts"],
  ["src/main.ts"],
  ["src/cli"],
  ["demo", "bench"],
  ["src/cli.ts"],
];

/** Rooms that may import one another though they share a floor. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  "src/reply": ["src/errors.ts"],
  "src/log.ts": ["src/errors.ts"],
};

/** The only files that may import a package; a package that is not named here may be imported by nobody. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "@duckdb/node-api": [
    "src/news/query-pool.ts",
    "src/news/snapshot-child.ts",
    "src/news/load.ts",
    "src/news/write-catalog.ts",
    "demo/sample/",
    "bench/",
  ],
  dropbox: ["src/dropbox/"],
  entities: ["src/news/cleaning/"],
  "node-cron": ["src/datasets/", "src/digest/ticker.ts", "src/main.ts"],
  "temporal-polyfill": ["src/digest/"],
  kysely: ["src/store/"],
  pg: ["src/store/"],
  zod: ["src/", "demo/", "adapters/", "bench/"],
  pino: ["src/log.ts"],
  hono: ["src/http/", "demo/simulator/"],
  "@hono/node-server": ["src/http/", "src/main.ts", "demo/simulator/"],
  "@slack/bolt": ["adapters/slack/"],
  undici: ["adapters/slack/"],
  "discord.js": ["adapters/discord/"],
  "string-width": ["adapters/terminal/"],
  "wrap-ansi": ["adapters/terminal/"],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  const pattern =
    /^(?:import|export)\s[^;"'=()]*?\bfrom\s+["']([^"']+)["']|^import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;
  return [...source.matchAll(pattern)].map((match) => ({
    from: file,
    to: match[1] ?? match[2] ?? match[3] ?? "",
  }));
}

const files = globSync(["src/**/*.ts", "adapters/**/*.ts", "demo/**/*.ts", "bench/**/*.ts"], { cwd: root });
const imports = files.flatMap(importsOf);

function roomOf(file: string): string | undefined {
  const rooms = FLOORS.flat().filter((room) => file === room || file.startsWith(`${room}/`));
  return rooms.toSorted((a, b) => b.length - a.length)[0];
}

function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room));
}

function mayImport(from: string, to: string): boolean {
  if (from === to || NEIGHBOURS[from]?.includes(to)) return true;
  return floorOf(to) < floorOf(from);
}

test("every file has a room", () => {
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  expect(files.length).toBeGreaterThan(40);
});

test("imports go to the own room or a lower floor", () => {
  const upwards = imports
    .filter(({ to }) => to.startsWith("."))
    .map(({ from, to }) => ({ from, to: normalize(join(dirname(from), to)) }))
    .filter(({ from, to }) => {
      const [own, other] = [roomOf(from), roomOf(to)];
      return own === undefined || other === undefined || !mayImport(own, other);
    });
  expect(upwards).toEqual([]);
});

test("each package is imported only where it may be", () => {
  const outside = imports
    .filter(({ to }) => !to.startsWith(".") && !to.startsWith("node:"))
    .filter(({ from, to }) => {
      const name = to
        .split("/")
        .slice(0, to.startsWith("@") ? 2 : 1)
        .join("/");
      return !PACKAGES[name]?.some((place) => from === place || from.startsWith(place));
    });
  expect(outside).toEqual([]);
});

test("the rules can fail", () => {
  expect(mayImport("src/reply", "src/news")).toBe(false);
  expect(mayImport("src/news", "src/dropbox")).toBe(false);
  expect(mayImport("adapters/terminal", "adapters/slack")).toBe(false);
  expect(mayImport("src/commands", "src/datasets")).toBe(true);
  expect(importsOf("src/news/query-pool.ts").map(({ to }) => to)).toContain("@duckdb/node-api");
});

test("the environment is read in config.ts alone", () => {
  const readers = files.filter((file) => readFileSync(join(root, file), "utf8").includes("process.env"));
  expect(readers).toEqual(["src/config.ts"]);
});
