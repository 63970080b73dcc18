// secret.key: the key that seals secrets when the configuration gives none.

import { randomBytes } from "node:crypto";
import { link, mkdir, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { AppError, messageOf } from "../errors.ts";

/** Group and others. */
const NOT_THE_OWNER = 0o077;

/**
 * The text of `secret.key` in the data directory (32 bytes as base64), made on the first call with mode 0600. It
 * appears whole or not at all, and of several processes that make it all get the same.
 * @throws AppError bad-configuration when others may read it, or it can neither be read nor made
 */
export async function loadOrCreateKeyFile(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, "secret.key");
  try {
    const existing = await readPrivate(path);
    if (existing !== undefined) return existing;
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    await create(path);
    const created = await readPrivate(path);
    if (created !== undefined) return created;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = codeOf(error) ?? messageOf(error);
    throw new AppError("bad-configuration", `secret.key in the data directory cannot be used (${code}).`, {
      cause: error,
    });
  }
  throw new AppError("bad-configuration", "secret.key in the data directory vanished while it was made.");
}

async function readPrivate(path: string): Promise<string | undefined> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { mode } = await file.stat();
    // Windows has no such modes and reports every file as open to all.
    if (process.platform !== "win32" && (mode & NOT_THE_OWNER) !== 0) {
      throw new AppError(
        "bad-configuration",
        "secret.key in the data directory can be read by others on this machine; make it private with chmod 600.",
      );
    }
    return (await file.readFile("utf8")).trim();
  } finally {
    await file.close();
  }
}

/** Written under another name and linked: a link never replaces a file, and a crash leaves no half of one. */
async function create(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString("base64")}\n`);
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await file.close();
    await unlink(draft);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
