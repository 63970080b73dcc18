import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { filesAt, isGlob, normalisePath } from "../../src/dropbox/path.ts";
import { AppError } from "../../src/errors.ts";

test("a path begins with a slash and does not end with one", () => {
  const typed = ["", "/", " /data/ ", "data", "//data//EU/", "/Data"];
  expect(typed.map(normalisePath)).toEqual(["", "", "/data", "/data", "/data/EU", "/Data"]);
});

test.each(["/data/../secret", "/./data", "/da\u0000ta", "/a\\b", "/".padEnd(1200, "x")])(
  "%j is no path",
  (typed) => {
    expect(() => normalisePath(typed)).toThrow(AppError);
  },
);

describe("a folder", () => {
  test("holds what looks like parquet, at any depth", () => {
    const { base, recursive, includes } = filesAt("/Data", "folder");
    expect({ base, recursive }).toEqual({ base: "/Data", recursive: true });
    const names = ["/data/estonia.parquet.gzip", "/data/eu/latvia.parq", "/data/x.pq", "/data/readme.txt"];
    expect(names.filter(includes)).toEqual(names.slice(0, 3));
    expect(includes("/data/notes about.parquet.files/x.csv")).toBe(false);
  });
});

describe("what programs keep beside data files", () => {
  test.each([
    ["/Data", "folder"],
    ["/Data/**", "glob"],
    ["/_Own", "folder"],
    ["", "folder"],
  ] as const)("is no data in %j, a %s", (path, kind) => {
    const { base, includes } = filesAt(path, kind);
    const below = (name: string) => `${base}/${name}`.toLowerCase();
    const data = ["country=EE/part-0.parquet", "_year=2024/part-0.parquet", "_Estonia.parquet"];
    const shadows = [
      "_temporary/0/part-0.parquet",
      "country=EE/_temporary/part-0.parquet",
      "_delta_log/10.checkpoint.parquet",
      ".hidden/part-0.parquet",
      ".part-0.parquet",
      "._part-0.parquet",
      "~$part-0.parquet",
      "_metadata",
      "_common_metadata.parquet",
      "_SUCCESS",
    ];
    expect([...data, ...shadows].map(below).filter(includes)).toEqual(data.map(below));
  });
});

describe("a file", () => {
  test("is taken whatever it is called, and told of by its folder", () => {
    const { base, recursive, includes } = filesAt("/Data/News", "file");
    expect({ base, recursive }).toEqual({ base: "/Data", recursive: false });
    expect(["/data/news", "/data/news.parquet", "/news"].filter(includes)).toEqual(["/data/news"]);
  });
});

describe("a glob", () => {
  test.each([
    ["/data/*.parquet.gzip", "/data", false],
    ["/*.parquet", "", false],
    ["/data/20*/x.parquet", "/data", true],
    ["/data/**", "/data", true],
    ["/data/**/*.parquet", "/data", true],
  ])("%s is listed from %j", (path, base, recursive) => {
    expect(isGlob(path)).toBe(true);
    expect(filesAt(path, "glob")).toMatchObject({ base, recursive });
  });

  test("ignores case, and takes brackets and braces for what they are", () => {
    const { includes } = filesAt("/Data/[EU] *.parquet", "glob");
    expect(["/data/[eu] a.parquet", "/data/e a.parquet", "/data/[eu] a.csv"].map(includes)).toEqual([
      true,
      false,
      false,
    ]);
    expect(isGlob("/data/[EU]/{x}.parquet")).toBe(false);
  });

  test("fits what Node's matcher fits", () => {
    const part = fc
      .array(fc.constantFrom("a", "b", "*", "?"), { minLength: 1, maxLength: 6 })
      .map((letters) => letters.join("").replaceAll(/\*+/g, "*"));
    const pattern = fc.array(fc.oneof(part, fc.constant("**")), { minLength: 1, maxLength: 4 });
    const name = fc.array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 6 }).map((l) => l.join(""));
    const path = fc.array(name, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pattern, path, (patternParts, pathParts) => {
        const glob = `/${patternParts.join("/")}/*.parquet`;
        const file = `/${pathParts.join("/")}/x.parquet`;
        expect(filesAt(glob, "glob").includes(file)).toBe(posix.matchesGlob(file, glob));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 100_000 : 1_000 },
    );
  });

  test("answers at once where a regular expression would not", () => {
    const glob = `/${"*a".repeat(40)}*.parquet`;
    expect(filesAt(glob, "glob").includes(`/${"a".repeat(39)}${"b".repeat(200)}.parquet`)).toBe(false);
  });
});
