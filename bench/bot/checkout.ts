// The sources of an older commit in a folder of their own, with the packages that they need.

import { execFile } from "node:child_process";
import { access, mkdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { AppError } from "../../src/errors.ts";

const run = promisify(execFile);

/** This checkout, as a URL that ends in `/`. */
export const HERE = new URL("../../", import.meta.url);
const root = fileURLToPath(HERE);

const INSTALL_MS = 300_000;

export interface Checkout {
  readonly url: URL;
  /** `own` packages as its lockfile has them, or those that are `linked` from here. */
  readonly packages: "own" | "linked";
}

/** Puts it into `folder`, unless it is there. Throws AppError "no-data" where git has no such commit. */
export async function checkoutOf(commit: string, folder: string): Promise<Checkout> {
  const url = pathToFileURL(`${folder}/`);
  if (await exists(join(folder, "own-packages"))) return { url, packages: "own" };
  if (await exists(folder)) return { url, packages: "linked" };
  const unpacked = `${folder}.unpacked`;
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(unpacked, { recursive: true });
  const archive = `${folder}.tar`;
  try {
    await run("git", ["archive", "--output", archive, commit], { cwd: root });
    await run("tar", ["-xf", archive, "-C", unpacked]);
  } catch (cause) {
    await rm(unpacked, { recursive: true, force: true });
    throw new AppError("no-data", `Git has no commit ${commit} here.`, { cause });
  } finally {
    await rm(archive, { force: true });
  }
  const packages = await giveItPackages(unpacked);
  if (packages === "own") await mkdir(join(unpacked, "own-packages"));
  await rename(unpacked, folder);
  return { url, packages };
}

async function giveItPackages(folder: string): Promise<Checkout["packages"]> {
  try {
    await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: folder,
      timeout: INSTALL_MS,
    });
    return "own";
  } catch {
    // Without a registry: the packages of today are near enough to those of then.
    await rm(join(folder, "node_modules"), { recursive: true, force: true });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    return "linked";
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
