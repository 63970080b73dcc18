// Which files of this machine a path, a folder or a glob means, and what they are known by.

import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localFiles } from "../../src/datasets/local-files.ts";
import { createCountryFinder } from "../../src/news/country.ts";
import type { SourceFile } from "../../src/news/snapshot.ts";

const MODIFIED = new Date("2024-03-07T12:00:00Z");

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "rol-news-files-")), "news");
  await mkdir(folder);
});

afterEach(async () => {
  await rm(dirname(folder), { recursive: true, force: true });
});

async function write(name: string, content = "x"): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, MODIFIED, MODIFIED);
  return path;
}

async function filesOf(pattern: string): Promise<readonly SourceFile[]> {
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const { files, unavailable } = await localFiles(pattern).files(options);
  expect(unavailable).toEqual([]);
  return files;
}

async function namesOf(pattern: string): Promise<readonly string[]> {
  return (await filesOf(pattern)).map(({ name }) => name);
}

describe("local files", () => {
  it("are one file where a path names one, whatever it is called", async () => {
    const path = await write("news of [2024] *.data");
    expect(await filesOf(path)).toEqual([
      {
        name: "news/news of [2024] *.data",
        path,
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        sizeBytes: 1,
        modifiedAt: MODIFIED.getTime(),
      },
    ]);
  });

  it("are the data files of a folder and of the folders inside it", async () => {
    for (const name of [
      "Estonia_master.parquet.gzip",
      "Latvia_master (Ana's conflicted copy).parquet.gzip",
      "more/deep/Sweden.PARQ",
      "more/Malta.pq",
      "more/Cyprus.parquet",
    ])
      await write(name);
    for (const name of ["notes.txt", "parquet", "Ireland.parquet.gzip.part.tmp", "folder.parquet/readme.md"])
      await write(name);
    expect(await namesOf(folder)).toEqual([
      "news/Estonia_master.parquet.gzip",
      "news/Latvia_master (Ana's conflicted copy).parquet.gzip",
      "news/more/Cyprus.parquet",
      "news/more/Malta.pq",
      "news/more/deep/Sweden.PARQ",
    ]);
  });

  it("are the files that a glob matches, and no folder", async () => {
    for (const name of [
      "2023/Estonia.parquet",
      "2024/Estonia.parquet",
      "2024/Latvia.data",
      "2024/old/x.parquet",
    ])
      await write(name);
    expect(await namesOf(join(folder, "*/Estonia.parquet"))).toEqual([
      "news/2023/Estonia.parquet",
      "news/2024/Estonia.parquet",
    ]);
    expect(await namesOf(join(folder, "2024/*"))).toEqual(["2024/Estonia.parquet"]);
  });

  it("are not what programs keep beside them or are still writing, wherever that lies", async () => {
    const kept = ["country=EE/month=2024-03/part-0.parquet", "_year=2024/part-0.parquet", "_Estonia.parquet"];
    const shadows = [
      "_temporary/0/part-0.parquet",
      "country=EE/_temporary/part-0.parquet",
      "_delta_log/00000000000000000010.checkpoint.parquet",
      "_spark_metadata/0.parquet",
      ".ipynb_checkpoints/Estonia-checkpoint.parquet",
      ".Estonia.parquet",
      "._Estonia.parquet",
      "~$Estonia.parquet",
      "_metadata",
      "_metadata.parquet",
      "_common_metadata.parquet",
      "_SUCCESS",
      "part-0.parquet.crc",
    ];
    for (const name of [...kept, ...shadows]) await write(name);
    const found = (await namesOf(folder)).toSorted();
    expect(found).toEqual(kept.map((name) => `news/${name}`).toSorted());
    expect(await namesOf(join(folder, "**/*.parquet"))).toHaveLength(3);
    // What is asked for by its own name is read all the same.
    expect(await namesOf(join(folder, "_metadata.parquet"))).toEqual(["news/_metadata.parquet"]);
    expect(await namesOf(join(folder, "_temporary"))).toEqual(["_temporary/0/part-0.parquet"]);
  });

  it("may be named from where the program runs", async () => {
    const path = await write("Estonia.parquet");
    expect(await filesOf(relative(process.cwd(), path))).toEqual(await filesOf(path));
    expect(await filesOf(relative(process.cwd(), join(folder, "*")))).toEqual(
      await filesOf(join(folder, "*")),
    );
  });

  it("may be links", async () => {
    const path = await write("real/Estonia.parquet");
    await symlink(path, join(folder, "Latvia.parquet"));
    expect(await namesOf(folder)).toEqual(["news/Latvia.parquet", "news/real/Estonia.parquet"]);
  });

  it("keep the folder's name, so that it can tell their country", async () => {
    const path = await write("Latvia/master.parquet");
    const countryOf = createCountryFinder();
    for (const pattern of [path, dirname(path), join(dirname(path), "*.parquet"), folder])
      expect((await namesOf(pattern)).map(countryOf)).toEqual(["Latvia"]);
  });

  it("keep what the path around a folder says in so many words", async () => {
    const path = await write("country=EE/month=2024-03/part-0.parquet");
    for (const pattern of [path, dirname(path), join(dirname(path), "*.parquet"), dirname(dirname(path))])
      expect(await namesOf(pattern)).toEqual(["country=EE/month=2024-03/part-0.parquet"]);
    expect(await namesOf(folder)).toEqual(["news/country=EE/month=2024-03/part-0.parquet"]);
  });

  it("keep their names when others come and go", async () => {
    await write("2024/Estonia.parquet");
    const before = await filesOf(folder);
    await write("Latvia.parquet");
    expect(await filesOf(folder)).toEqual(expect.arrayContaining([...before]));
  });

  it("may lie in folders that share nothing but the root", async () => {
    const elsewhere = await mkdtemp("/var/tmp/rol-news-files-");
    try {
      await writeFile(join(elsewhere, "Latvia.parquet"), "x");
      const path = await write("Estonia.parquet");
      const names = await namesOf(`/{${path.slice(1)},${join(elsewhere, "*").slice(1)}}`);
      expect(names).toHaveLength(2);
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });
});

describe("a local file", () => {
  const hashOf = async (path: string) => (await filesOf(path))[0]?.contentHash;

  it("is known by path, size and time of change", async () => {
    const path = await write("Estonia.parquet", "one");
    const hash = await hashOf(path);
    await write("Estonia.parquet", "two");
    expect(await hashOf(path)).toBe(hash);

    await write("Estonia.parquet", "four");
    expect(await hashOf(path)).not.toBe(hash);

    await write("Estonia.parquet", "two");
    expect(await hashOf(path)).toBe(hash);
    const later = new Date(MODIFIED.getTime() + 1);
    await utimes(path, later, later);
    expect((await stat(path)).mtimeMs).toBe(later.getTime());
    expect(await hashOf(path)).not.toBe(hash);

    expect(await hashOf(await write("Latvia.parquet", "two"))).not.toBe(hash);
  });
});

describe("the data set of local files", () => {
  it("is the same for every way to name them, and another for others", async () => {
    const { dataSet } = localFiles(folder);
    expect(localFiles(`${folder}/`).dataSet).toBe(dataSet);
    expect(localFiles(relative(process.cwd(), folder)).dataSet).toBe(dataSet);
    expect(localFiles(`${folder}/*`).dataSet).not.toBe(dataSet);
  });

  it("is described as it was named", () => {
    expect(localFiles("./data").description).toBe("./data");
  });
});

describe("what cannot be listed", () => {
  it.each(["", "nothing.parquet", "nothing/*.parquet"])("is told: %s", async (name) => {
    const pattern = join(folder, name);
    await expect(filesOf(pattern)).rejects.toMatchObject({
      code: "no-data",
      message: `No parquet file is at ${pattern}. Check the path, or name a folder or a glob.`,
    });
  });

  it("is a folder with more files than any data set has", async () => {
    const paths = Array.from({ length: 5_000 }, (_, index) => join(folder, `${index}.parquet`));
    for (const path of paths) writeFileSync(path, "");
    const { length } = await filesOf(folder);
    expect(length).toBe(5_000);
    await write("one too many.parquet");
    await expect(filesOf(folder)).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("More than 5,000 files match"),
    });
  });
});
