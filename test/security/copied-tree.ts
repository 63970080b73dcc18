// The project once more, to break: tests of it run in a process of their own.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Not copied: the installed packages are the same ones, and nobody's data are taken along. */
const LEFT = new Set([".git", "node_modules", "data", "coverage"]);

const ranSchema = z.object({
  /** Full titles. */
  passed: z.array(z.string()),
  failed: z.array(z.object({ title: z.string(), errors: z.array(z.string()) })),
  /** Why what could not even be loaded could not. */
  broken: z.array(z.string()),
});
export type Ran = z.infer<typeof ranSchema>;

/** How an error of a test begins that failed for what it asserts; one that cannot run says something else. */
const ASSERTED = /^(?:AssertionError|Error: Property failed after)/;

export interface Change {
  /** From the root of the project. */
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

export interface CopiedTree {
  /** Runs the tests of those titles in those files. A title may have the placeholders of a table. */
  run(files: readonly string[], titles: readonly string[]): Promise<Ran>;
  /** The same while `instead` stands for the text in a file. */
  runWith(change: Change, files: readonly string[], titles: readonly string[]): Promise<Ran>;
  remove(): Promise<void>;
}

export async function copyTree(): Promise<CopiedTree> {
  const folder = await mkdtemp(join(tmpdir(), "rol-news-planted-"));
  await cp(ROOT, folder, { recursive: true, filter: (path) => !LEFT.has(relative(ROOT, path)) });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const runner = fork(join(folder, "test/security/tests-process.ts"), { cwd: folder });
  let changed: readonly string[] = [];

  async function run(files: readonly string[], titles: readonly string[]): Promise<Ran> {
    const pattern = titles.map(patternOf).join("|");
    const [answer] = await asked(runner, { files, pattern, changed });
    changed = [];
    return ranSchema.parse(answer);
  }

  return {
    run,
    async runWith({ file, text, instead }, files, titles) {
      const path = join(folder, file);
      const whole = await readFile(path, "utf8");
      changed = [...changed, file];
      await writeFile(
        path,
        whole.replace(text, () => instead),
      );
      try {
        return await run(files, titles);
      } finally {
        await writeFile(path, whole);
        changed = [file];
      }
    },
    async remove() {
      const ended = once(runner, "exit");
      runner.disconnect();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Rejects when the process ends without an answer. */
async function asked(runner: ChildProcess, order: object): Promise<readonly unknown[]> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const answer = once(runner, "message", { signal });
    const ended = once(runner, "exit", { signal }).then(() => {
      throw new Error("The process that runs the tests ended.");
    });
    runner.send(order);
    return await Promise.race([answer, ended]);
  } finally {
    over.abort();
  }
}

/** Of those that ran the ones that failed for what they assert. */
export function assertedIn({ failed }: Ran): readonly string[] {
  return failed
    .filter(({ errors }) => errors.some((error) => ASSERTED.test(error)))
    .map(({ title }) => title);
}

/** Whether a test's full title is one of that title, behind those of what it stands in. */
export function isOf(title: string, fullTitle: string): boolean {
  return new RegExp(patternOf(title)).test(fullTitle);
}

function patternOf(title: string): string {
  return title
    .split(/%[sdifjo]/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join(".*");
}
