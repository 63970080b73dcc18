// The house of docs/architecture.md: a file imports its own room and lower floors, and each package has its rooms. The linter's
// rules and the page's table are written from the same list; `npx vitest run test/architecture -u` writes them anew.

import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { direct, housePicture } from "./drawing.ts";
import { FLOORS, PACKAGES } from "./floors.ts";
import { linterRules, withRooms } from "./written.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Every room with its floor. */
const ROOMS = FLOORS.flatMap((rooms, floor) =>
  rooms.flatMap((one) => foldersOf(one.path).map((path) => ({ ...one, path, floor }))),
);

type PlacedRoom = (typeof ROOMS)[number];

function foldersOf(path: string): readonly string[] {
  return path.endsWith("/*")
    ? globSync(`${path}/`, { cwd: root }).map((folder) => folder.replace(/\/$/, ""))
    : [path];
}

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

const files = globSync(["src/**/*.ts", "src/*.js", "adapters/**/*.ts", "demo/**/*.ts", "bench/**/*.ts"], {
  cwd: root,
});
const imports = files.flatMap(importsOf);
const relative = imports
  // Everything may know the program's own name and version.
  .filter(({ to }) => to.startsWith(".") && !to.endsWith("/package.json"))
  .map(({ from, to }) => ({ from, to: normalize(join(dirname(from), to)) }));
const ofPackages = imports
  .filter(({ to }) => !to.startsWith(".") && !to.startsWith("node:"))
  .map(({ from, to }) => ({ from, to: packageOf(to) }));

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function roomOf(file: string): PlacedRoom | undefined {
  return ROOMS.filter(({ path }) => file === path || file.startsWith(`${path}/`)).toSorted(
    (a, b) => b.path.length - a.path.length,
  )[0];
}

function mayImport(from: PlacedRoom, to: PlacedRoom): boolean {
  return from === to || from.neighbours?.includes(to.path) === true || to.floor < from.floor;
}

function isIn(file: string, place: string): boolean {
  return place.endsWith("/") ? file.startsWith(place) : file === place;
}

function room(path: string): PlacedRoom {
  const found = ROOMS.find((candidate) => candidate.path === path);
  if (found === undefined) throw new Error(`no room ${path}`);
  return found;
}

describe("a file", () => {
  it("has a room", () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });

  it("imports its own room and lower floors only", () => {
    const upwards = relative.filter(({ from, to }) => {
      const [own, other] = [roomOf(from), roomOf(to)];
      return own === undefined || other === undefined || !mayImport(own, other);
    });
    expect(upwards).toEqual([]);
  });

  it("imports a package only where that one may be imported", () => {
    const outside = ofPackages.filter(({ from, to }) => !PACKAGES[to]?.some((place) => isIn(from, place)));
    expect(outside).toEqual([]);
  });

  // Of its own zone a process hears by the environment only.
  it("reads the environment in config.ts, what it is found by before that, and sets the process's zone before either", () => {
    const readers = files.filter((file) => readFileSync(join(root, file), "utf8").includes("process.env"));
    expect(readers.toSorted()).toEqual([
      "src/config.ts",
      "src/data-directory.ts",
      "src/entry.js",
      "src/utc.ts",
    ]);
  });
});

describe("a rule", () => {
  it("can fail", () => {
    expect(mayImport(room("src/reply"), room("src/news"))).toBe(false);
    expect(mayImport(room("src/news"), room("src/dropbox"))).toBe(false);
    expect(mayImport(room("adapters/terminal"), room("adapters/slack"))).toBe(false);
    expect(mayImport(room("adapters/terminal"), room("adapters/index.ts"))).toBe(false);
    expect(mayImport(room("src/commands"), room("src/datasets"))).toBe(true);
    expect(importsOf("src/news/query-pool.ts").map(({ to }) => to)).toContain("@duckdb/node-api");
  });

  it("of a room that holds no file is gone", () => {
    expect(ROOMS.filter((one) => !files.some((file) => roomOf(file) === one))).toEqual([]);
  });

  it("of a neighbour that nobody imports is gone", () => {
    const unused = ROOMS.flatMap((one) =>
      (one.neighbours ?? []).filter(
        (neighbour) =>
          !relative.some(({ from, to }) => roomOf(from) === one && roomOf(to)?.path === neighbour),
      ),
    );
    expect(unused).toEqual([]);
  });

  it("of a package that its place does not import is gone", () => {
    const unused = Object.entries(PACKAGES).flatMap(([name, places]) =>
      places
        .filter((place) => !ofPackages.some(({ from, to }) => to === name && isIn(from, place)))
        .map((place) => `${name} in ${place}`),
    );
    expect(unused).toEqual([]);
  });
});

describe("the picture of the house", () => {
  it("has no line for what is reached through another room", () => {
    const passages = [
      { from: "a", to: "b", imports: 1 },
      { from: "b", to: "c", imports: 2 },
      { from: "a", to: "c", imports: 9 },
    ];
    expect(direct(passages)).toEqual(passages.slice(0, 2));
  });

  it("is drawn from what the files import", async () => {
    await expect(housePicture(ROOMS, passages())).toMatchFileSnapshot(join(root, "docs/pictures/house.svg"));
  });
});

function passages(): readonly { readonly from: string; readonly to: string; readonly imports: number }[] {
  const counts = new Map<string, number>();
  for (const { from, to } of relative) {
    const [own, other] = [roomOf(from), roomOf(to)];
    if (own === undefined || other === undefined || own === other) continue;
    const key = `${own.path} ${other.path}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => {
    const [from = "", to = ""] = key.split(" ");
    return { from, to, imports: count };
  });
}

describe("the list of floors", () => {
  it("is what the linter holds files to", async () => {
    await expect(linterRules()).toMatchFileSnapshot("./floors.biome.json");
  });

  it("is the table in docs/architecture.md", async () => {
    const page = join(root, "docs/architecture.md");
    await expect(withRooms(readFileSync(page, "utf8"))).toMatchFileSnapshot(page);
  });
});
