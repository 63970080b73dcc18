// Upload sessions of the simulator, as strict as the real service: nothing is there before the last step.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { contentHash } from "../../../demo/simulator/content-hash.ts";
import type { Simulator } from "../../../demo/simulator/server.ts";
import { simulate } from "./fixture.ts";

type Answer = { readonly status: number; readonly body: unknown };

async function step(
  simulator: Simulator,
  name: "start" | "append_v2" | "finish",
  argument: object,
  content = "",
  token = simulator.issueAccessToken(),
): Promise<Answer> {
  const response = await fetch(`${simulator.origin}/2/files/upload_session/${name}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "dropbox-api-arg": JSON.stringify(argument),
      "content-type": "application/octet-stream",
    },
    body: content,
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
}

async function started(simulator: Simulator, content: string): Promise<string> {
  const { body } = await step(simulator, "start", {}, content);
  return z.object({ session_id: z.string().startsWith("pid_upload_session:") }).parse(body).session_id;
}

const hashOf = (text: string): string => contentHash(Buffer.from(text));
const commit = { path: "/exports/a.csv" };

test("pieces make a file, which is there at the last step and not before", async () => {
  const { simulator, directory } = await simulate();
  const session_id = await started(simulator, "abc");
  const append = { cursor: { session_id, offset: 3 }, content_hash: hashOf("def") };
  expect(await step(simulator, "append_v2", append, "def")).toEqual({ status: 200, body: "null" });
  expect(await readdir(directory)).toEqual([]);
  const finish = { cursor: { session_id, offset: 6 }, commit, content_hash: hashOf("g") };
  const { status, body } = await step(simulator, "finish", finish, "g");
  expect([status, body]).toMatchObject([
    200,
    { path_display: "/exports/a.csv", size: 7, content_hash: hashOf("abcdefg") },
  ]);
  expect(await readFile(join(directory, "exports/a.csv"), "utf8")).toBe("abcdefg");
  expect((await step(simulator, "finish", { ...finish, content_hash: null })).body).toMatchObject({
    error_summary: "lookup_failed/not_found/..",
  });
});

test.each([
  ["append_v2", (id: string) => ({ cursor: { session_id: `${id}x`, offset: 3 } }), "not_found/.."],
  ["append_v2", (id: string) => ({ cursor: { session_id: id, offset: 2 } }), "incorrect_offset/.."],
  [
    "append_v2",
    (id: string) => ({ cursor: { session_id: id, offset: 3 }, content_hash: "0".repeat(64) }),
    "content_hash_mismatch/..",
  ],
  [
    "finish",
    (id: string) => ({ cursor: { session_id: id, offset: 9 }, commit }),
    "lookup_failed/incorrect_offset/..",
  ],
  [
    "finish",
    (id: string) => ({ cursor: { session_id: id, offset: 3 }, commit: { path: "/../a" } }),
    "path/malformed_path/..",
  ],
] as const)("%s with %o is refused: %s", async (name, argument, summary) => {
  const { simulator, directory } = await simulate();
  const refused = await step(simulator, name, argument(await started(simulator, "abc")), "def");
  expect([refused.status, Object(refused.body).error_summary]).toEqual([409, summary]);
  if (summary.includes("incorrect_offset"))
    expect(JSON.stringify(refused.body)).toContain('"correct_offset":3');
  expect(await readdir(directory)).toEqual([]);
});

test("a session that was closed takes no more pieces, and is finished without one", async () => {
  const { simulator } = await simulate();
  const session_id = await started(simulator, "abc");
  await step(simulator, "append_v2", { cursor: { session_id, offset: 3 }, close: true }, "def");
  const cursor = { session_id, offset: 6 };
  expect((await step(simulator, "append_v2", { cursor }, "g")).body).toMatchObject({
    error_summary: "closed/..",
  });
  expect((await step(simulator, "finish", { cursor, commit }, "g")).body).toMatchObject({
    error_summary: "lookup_failed/closed/..",
  });
  expect((await step(simulator, "finish", { cursor, commit })).status).toBe(200);
});

test("every step needs the scope to write", async () => {
  const { simulator } = await simulate();
  const token = simulator.issueAccessToken(["files.content.read"]);
  const { status, body } = await step(simulator, "start", {}, "abc", token);
  expect([status, Object(body).error]).toEqual([
    401,
    { ".tag": "missing_scope", required_scope: "files.content.write" },
  ]);
});
