// Files of an answer, put into a folder of whoever sits at the terminal: whole, and never over one that is there.

import { randomUUID } from "node:crypto";
import { copyFile, link, rm } from "node:fs/promises";
import { join, parse } from "node:path";
import { AppError, messageOf } from "../../../src/errors.ts";
import type { FileBlock, Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";

/** The reply with its files where they were put. Throws AppError "no-room" when the folder does not take one. */
export async function withFilesIn(folder: string, reply: Reply): Promise<Reply> {
  if (!reply.blocks.some(({ type }) => type === "file")) return reply;
  const blocks = await Promise.all(
    reply.blocks.map(async (block) =>
      block.type === "file" ? { ...block, path: await put(block, folder) } : block,
    ),
  );
  return { ...reply, blocks };
}

async function put({ name, path }: FileBlock, folder: string): Promise<string> {
  const part = join(folder, `.${name}.${randomUUID()}.part`);
  try {
    await copyFile(path, part);
    for (let others = 0; ; others += 1) {
      const free = join(folder, others === 0 ? name : numbered(name, others));
      // Unlike a rename, a link takes no other file's place.
      const isTaken = await link(part, free).then(
        () => false,
        (error: unknown) => isThere(error) || Promise.reject(error),
      );
      if (!isTaken) return free;
    }
  } catch (error) {
    throw new AppError(
      "no-room",
      say("{file} could not be put into this folder ({problem}). Ask again from another one.", {
        file: name,
        problem: messageOf(error),
      }),
      { cause: error },
    );
  } finally {
    await rm(part, { force: true });
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

function numbered(file: string, number: number): string {
  const { name, ext } = parse(file);
  return `${name} (${number})${ext}`;
}
