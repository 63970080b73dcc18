// The lock of the data directory, between real processes.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holderOf, lockDataDirectory } from "../../src/store/lock.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const program = fileURLToPath(new URL("lock-holder.ts", import.meta.url));

describe("the lock of the data directory", () => {
  let folder: string;
  let children: ChildProcess[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "rol-news-lock-"));
    children = [];
  });

  afterEach(async () => {
    for (const child of children) await killed(child);
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts a process that locks the folder; resolves with what it says. */
  async function start(): Promise<{ child: ChildProcess; said: string }> {
    const child = spawn(process.execPath, [program, folder, String(NOW)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    children.push(child);
    const [said] = await once(createInterface(child.stdout), "line");
    return { child, said: String(said) };
  }

  async function killed(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  it("is had by one process; the second is told who has it", async () => {
    const { child, said } = await start();
    expect(said).toBe("held");
    expect(await holderOf(folder)).toEqual({ pid: child.pid, host: hostname(), since: NOW });
    await expect(lockDataDirectory(folder, NOW)).rejects.toMatchObject({
      code: "busy",
      message: `Another process (pid ${child.pid} on ${hostname()}, since 2024-03-05T09:00:00.000Z) uses this data directory; stop it, or set DATA_DIR to another one.`,
    });
  });

  it("is had by one of several processes that start together", async () => {
    const all = await Promise.all(Array.from({ length: 4 }, start));
    expect(all.filter(({ said }) => said === "held")).toHaveLength(1);
    expect(all.filter(({ said }) => /^Another process .*uses this data directory; /.test(said))).toHaveLength(
      3,
    );
  });

  it("goes when its holder is killed, and the next holder is the one that is named", async () => {
    const { child } = await start();
    await killed(child);
    expect(await holderOf(folder)).toBeUndefined();
    const next = await start();
    expect(next.said).toBe("held");
    expect(await holderOf(folder)).toMatchObject({ pid: next.child.pid });
  });

  it("goes when its holder ends by itself", async () => {
    const { child } = await start();
    const ended = once(child, "exit");
    child.stdin?.end();
    expect((await ended)[0]).toBe(0);
    expect(await holderOf(folder)).toBeUndefined();
    expect(await readdir(folder)).toEqual(["lock"]);
  });

  it("is not fooled by a note of a dead process whose pid lives again", async () => {
    await writeFile(
      join(folder, "lock.json"),
      JSON.stringify({ pid: process.pid, host: hostname(), since: NOW }),
    );
    expect(await holderOf(folder)).toBeUndefined();
    expect((await start()).said).toBe("held");
  });

  it("holds within one process too, whoever asks", async () => {
    const lock = await lockDataDirectory(folder, NOW);
    for (let round = 0; round < 3; round++) {
      expect(await holderOf(folder)).toMatchObject({ pid: process.pid });
    }
    await expect(lockDataDirectory(folder, NOW)).rejects.toMatchObject({ code: "busy" });
    expect((await start()).said).toContain(`pid ${process.pid} `);
    lock.release();
    expect((await start()).said).toBe("held");
    // Letting go a second time takes nothing from the next holder.
    lock.release();
    expect(await holderOf(folder)).toMatchObject({ host: hostname() });
  });

  it("holds without its note", async () => {
    await start();
    await rm(join(folder, "lock.json"));
    expect(await holderOf(folder)).toBe("unknown");
    await expect(lockDataDirectory(folder, NOW)).rejects.toMatchObject({
      message: "Another process uses this data directory; stop it, or set DATA_DIR to another one.",
    });
  });

  it("makes the directory, and says in a sentence when it cannot", async () => {
    const lock = await lockDataDirectory(join(folder, "new", "data"), NOW);
    lock.release();
    expect(await holderOf(join(folder, "nothing"))).toBeUndefined();
    await writeFile(join(folder, "file"), "");
    await expect(lockDataDirectory(join(folder, "file"), NOW)).rejects.toMatchObject({
      code: "bad-configuration",
      message: "The data directory cannot be locked (EEXIST).",
    });
  });
});
