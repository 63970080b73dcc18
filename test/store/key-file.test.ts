// secret.key: made once, private, whole.

import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadOrCreateKeyFile } from "../../src/store/key-file.ts";
import { createSecretBox } from "../../src/store/secret-box.ts";

describe("the key file", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "rol-news-key-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("is made with a usable key that only its owner may read, and kept", async () => {
    const dataDirectory = join(folder, "new", "data");
    const key = await loadOrCreateKeyFile(dataDirectory);
    expect(() => createSecretBox({ keys: [key] })).not.toThrow();
    const path = join(dataDirectory, "secret.key");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path, "utf8")).trim()).toBe(key);
    expect(await loadOrCreateKeyFile(dataDirectory)).toBe(key);
    expect(await readdir(dataDirectory)).toEqual(["secret.key"]);
  });

  it("is one for all who make it at once", async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateKeyFile(folder)));
    expect(new Set(keys).size).toBe(1);
    expect(await readdir(folder)).toEqual(["secret.key"]);
  });

  it.each([0o640, 0o604, 0o620, 0o601])("is refused when others may use it: mode %o", async (mode) => {
    const key = await loadOrCreateKeyFile(folder);
    await chmod(join(folder, "secret.key"), mode);
    const refused = loadOrCreateKeyFile(folder);
    await expect(refused).rejects.toMatchObject({
      code: "bad-configuration",
      message: expect.stringMatching(/^secret\.key .* can be read by others .* chmod 600\.$/),
    });
    await expect(refused).rejects.not.toThrow(key);
  });

  it("is refused in a sentence when it cannot be read or made", async () => {
    await mkdir(join(folder, "secret.key"), { mode: 0o700 });
    await expect(loadOrCreateKeyFile(folder)).rejects.toMatchObject({
      message: "secret.key in the data directory cannot be used (EISDIR).",
    });
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(loadOrCreateKeyFile(file)).rejects.toMatchObject({
      message: "secret.key in the data directory cannot be used (ENOTDIR).",
    });
  });
});
