// A simulator over a temporary folder, and short ways to talk to it.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { type Account, sampleAccount } from "../../../demo/simulator/account.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../demo/simulator/server.ts";

/** A member of a team space. */
export const memberAccount: Account = {
  ...sampleAccount,
  team: { id: "dbtid:AADsimulated", rootNamespaceId: "7000001", homePath: "/Ana Ruiz" },
};

/** A fresh folder and a simulator over it; both end with the test. */
export async function simulate(
  options: Partial<SimulatorOptions> = {},
): Promise<{ simulator: Simulator; directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), "rol-simulator-"));
  for (const folder of options.account?.team === undefined ? [] : [options.account.team.homePath])
    await mkdir(join(directory, folder));
  const simulator = await startSimulator({ directory, ...options });
  onTestFinished(async () => {
    await simulator.close();
    await rm(directory, { recursive: true, force: true });
  });
  return { simulator, directory };
}

/** Calls an RPC route with a token of every scope, unless another is given. */
export async function call(
  simulator: Simulator,
  route: string,
  argument: unknown,
  token: string | undefined = simulator.issueAccessToken(),
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await fetch(`${simulator.origin}/2/${route}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...more },
    body: JSON.stringify(argument),
  });
  return { status: response.status, body: bodyOf(await response.text()), headers: response.headers };
}

/** Starts a download; `headers` may add a range. */
export function download(
  simulator: Simulator,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${simulator.origin}/2/files/download`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${simulator.issueAccessToken()}`,
      "dropbox-api-arg": asciiJson({ path }),
      ...headers,
    },
  });
}

/** Uploads text. */
export async function upload(
  simulator: Simulator,
  argument: Record<string, unknown>,
  content: string,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${simulator.origin}/2/files/upload`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${simulator.issueAccessToken()}`,
      "dropbox-api-arg": asciiJson(argument),
      "content-type": "application/octet-stream",
    },
    body: content,
  });
  return { status: response.status, body: bodyOf(await response.text()) };
}

/** Posts form fields to the token endpoint. */
export async function requestToken(
  simulator: Simulator,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${simulator.origin}/oauth2/token`, {
    method: "POST",
    headers,
    body: new URLSearchParams(fields),
  });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
}

/** Headers carry ASCII only: https://www.dropbox.com/developers/reference/json-encoding */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const pageSchema = z.object({
  entries: z.array(
    z.looseObject({
      ".tag": z.enum(["file", "folder", "deleted"]),
      name: z.string(),
      path_lower: z.string(),
      path_display: z.string(),
      id: z.string().optional(),
      rev: z.string().optional(),
      content_hash: z.string().optional(),
    }),
  ),
  cursor: z.string(),
  has_more: z.boolean(),
});
export type Page = z.infer<typeof pageSchema>;

/** One page of a listing: the first for an argument, a next one for a cursor. */
export async function listPage(
  simulator: Simulator,
  from: string | { readonly path: string; readonly [option: string]: unknown },
): Promise<Page> {
  const { body } =
    typeof from === "string"
      ? await call(simulator, "files/list_folder/continue", { cursor: from })
      : await call(simulator, "files/list_folder", from);
  return pageSchema.parse(body);
}

/** All entries of all pages, with the cursor after the last. */
export async function listAll(
  simulator: Simulator,
  from: Parameters<typeof listPage>[1],
): Promise<{ entries: Page["entries"]; cursor: string }> {
  const entries: Page["entries"] = [];
  let page = await listPage(simulator, from);
  entries.push(...page.entries);
  while (page.has_more) {
    page = await listPage(simulator, page.cursor);
    entries.push(...page.entries);
  }
  return { entries, cursor: page.cursor };
}
