// Whatever passed that is secret is found nowhere: not in logs, replies, notices, the stored state or the arguments.

import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openStore } from "../../src/store/database.ts";
import { rotateKeys } from "../../src/store/rotate-keys.ts";
import { createSecretBox } from "../../src/store/secret-box.ts";
import { writeNews } from "../datasets/news-files.ts";
import { startConnectedBot, WORKSPACE } from "./connected-bot.ts";

/** Field names of the token endpoint that are secret, in requests and answers. */
const SECRET_FIELDS = ["code", "code_verifier", "refresh_token", "access_token", "client_secret"];

/** Records every secret that passes the token endpoint while the test runs. */
function recordSecrets(): { readonly secrets: Set<string>; readonly urls: string[] } {
  const [secrets, urls] = [new Set<string>(), [] as string[]];
  const original = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    urls.push(url);
    const response = await original(input, init);
    if (url.includes("/oauth2/token")) {
      for (const [name, value] of new URLSearchParams(String(init?.body ?? "")))
        if (SECRET_FIELDS.includes(name)) secrets.add(value);
      const answer: unknown = await response.clone().json();
      for (const [name, value] of Object.entries(answer ?? {}))
        if (SECRET_FIELDS.includes(name)) secrets.add(String(value));
    }
    return response;
  });
  return { secrets, urls };
}

async function bytesBelow(directory: string): Promise<Buffer> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file))));
}

describe("secrets", () => {
  it("are in no log, reply, notice, address, argument or file, whatever goes wrong", async () => {
    const { secrets, urls } = recordSecrets();
    const bench = await startConnectedBot({
      settings: ({ appSecret }) => ({ DROPBOX_APP_SECRET: appSecret }),
    });
    await writeNews(join(bench.dropbox, "Estonia_master.parquet.gzip"), { articles: 5 });
    await bench.connect();
    bench.advance(5 * 3_600_000);
    await writeNews(join(bench.dropbox, "Estonia_master.parquet.gzip"), { articles: 6 });
    await bench.ask("/dropbox refresh");
    bench.simulator.faults.schedule({ kind: "status", status: 500, route: "oauth2/token", times: 20 });
    bench.simulator.expireAccessTokens();
    await bench.ask("/dropbox refresh");
    bench.simulator.faults.clear();
    bench.simulator.revokeAll();
    bench.simulator.expireAccessTokens();
    await bench.ask("/dropbox refresh");
    await bench.ask("/dropbox status");
    await bench.run({ type: "form", code: "c1:/dropbox code", values: { code: "a-wrong-but-secret-code" } });
    await bench.ask("/dropbox code typed-where-it-should-not-be");
    secrets.add("a-wrong-but-secret-code").add("typed-where-it-should-not-be");

    const said = [...bench.logLines, ...bench.replies, ...bench.notices, ...urls, ...process.argv].join("\n");
    const stored = await bytesBelow(bench.dataDirectory);
    expect(secrets.size).toBeGreaterThanOrEqual(7);
    for (const secret of secrets) {
      expect(said.includes(secret)).toBe(false);
      expect(stored.includes(secret)).toBe(false);
    }
    // The search does find what is there.
    expect(said).toContain("Estonia");
    expect(stored.includes("Estonia")).toBe(true);
  });

  it("open with the key alone, and after a rotation only with the new one", async () => {
    const bench = await startConnectedBot();
    await bench.connect();
    await bench.bot.close();
    const oldKey = await readFile(join(bench.dataDirectory, "secret.key"), "utf8");
    const newKey = Buffer.alloc(32, 7).toString("base64");
    await rm(join(bench.dataDirectory, "secret.key"));
    const store = await openStore({ dataDirectory: bench.dataDirectory });
    const context = { workspace: WORKSPACE, purpose: "refresh-token" } as const;
    const sealed = async () => (await store.connections.get(WORKSPACE))?.sealedRefreshToken ?? "";
    const before = createSecretBox({ keys: [oldKey] }).open(await sealed(), context);
    await rotateKeys(store, createSecretBox({ keys: [newKey, oldKey] }), Date.now());
    expect(() => createSecretBox({ keys: [oldKey] }).open("x", context)).toThrow();
    const now = await sealed();
    expect(() => createSecretBox({ keys: [oldKey] }).open(now, context)).toThrow(/another key/);
    expect(createSecretBox({ keys: [newKey] }).open(now, context)).toBe(before);
    await store.close();
  });
});
