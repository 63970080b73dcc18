// A bot of this version over the stored state of an older one: what people set up and were shown goes on.

import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { type PlatformPlaces, spotsIn } from "../../src/platform/destination.ts";
import type { Input } from "../../src/platform/invocation.ts";
import { parseWorkspace } from "../../src/platform/workspace.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { writeNews } from "../datasets/news-files.ts";
import { SEALED, SECRET_KEY, WORKSPACES, writeOldStore } from "../store/bare-workspace-ids.ts";
import { implementations, type Place } from "../store/implementations.ts";

/** When each of its digests is due again. */
const NOW = Date.UTC(2024, 2, 9, 9, 0, 5);

interface Sent {
  readonly platform: string;
  readonly text: string;
}

/** Dropbox's token service, which refuses every refresh token. */
async function refusingDropbox() {
  const tokens: string[] = [];
  const server = createServer(async (request, response) => {
    const body = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    tokens.push(body.get("refresh_token") ?? "");
    response.writeHead(400, { "content-type": "application/json" });
    response.end('{"error": "invalid_grant", "error_description": "refresh token is invalid or revoked"}');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { tokens, origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe.each(implementations)("a bot over an older state on $name", ({ create }) => {
  const sent: Sent[] = [];
  const told: string[] = [];
  let directory: string;
  let place: Place;
  let dropbox: Awaited<ReturnType<typeof refusingDropbox>>;
  let bot: Bot;

  const placesOf = (platform: string): PlatformPlaces => ({
    resolve: async () => ({ type: "refused", sentence: "Nothing is set up here." }),
    open: () => ({
      plan: ({ main }, key) => [{ key, n: 0, payload: plainText(main), begins: spotsIn([main]) }],
      replan: () => [],
      async send({ key, payload }) {
        sent.push({ platform, text: payload });
        return { type: "sent", messageId: key };
      },
      find: async () => ({ type: "absent" }),
    }),
  });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "rol-older-state-"));
    place = await create();
    await writeOldStore(place.location);
    dropbox = await refusingDropbox();
    // The articles of the time, and two more: the second is muted everywhere.
    const files = join(directory, "Estonia_master.parquet.gzip");
    await writeNews(files, {
      ...{ articles: 8, label: "ee" },
      alsoDated: ["2024-03-09 07:00:00", "2024-03-09 07:30:00"],
    });
    const { location } = place;
    bot = await assembleBot({
      config: readConfig({
        DATA_DIR: "dataDirectory" in location ? location.dataDirectory : join(directory, "data"),
        ...("databaseUrl" in location ? { DATABASE_URL: location.databaseUrl } : {}),
        ...{ SECRET_KEY, DROPBOX_APP_KEY: "app", DROPBOX_ORIGIN: dropbox.origin },
        DROPBOX_REFRESH_TOKEN: SEALED.environment,
      }),
      clock: () => NOW,
      log: createLogger("silent"),
      notifier: { tell: async (workspace, to) => void told.push(`${workspace} ${JSON.stringify(to)}`) },
      platformNamed: placesOf,
      files,
    });
    await bot.datasets.refresh("slack:T0NEWS");
  });

  afterAll(async () => {
    await bot.close();
    dropbox.close();
    await place.remove();
    await rm(directory, { recursive: true, force: true });
  });

  async function ask(workspace: (typeof WORKSPACES)[number]["workspace"], actor: string, input: Input) {
    const reply = await bot.router.handle(
      {
        platform: parseWorkspace(workspace)?.platform ?? "",
        ...{ workspace, place: "C1", requestId: JSON.stringify([workspace, input]), input },
        actor: { id: actor, name: "Ana", roles: ["read", "manage", "admin"] },
      },
      { progress: () => undefined },
    );
    return plainText(reply);
  }

  it.each(WORKSPACES)("answers from the last list and runs old buttons in $workspace", async (one) => {
    const { workspace, actor, action } = one;
    expect(await ask(workspace, actor, { type: "text", text: "/news show 2" })).toContain("Report 4 of ee");
    const pressed = { type: "action", code: `r1:${action}` } as const;
    expect(await ask(workspace, actor, pressed)).toMatch(/^Top news .*very negative/s);
    const elsewhere = WORKSPACES.find((other) => other !== one)?.workspace ?? workspace;
    expect(await ask(elsewhere, actor, pressed)).toContain("too old");
    expect(await ask(workspace, actor, { type: "text", text: "/digest list" })).toContain("Morning");
    const mutes = { type: "text", text: "/digest unmute" } as const;
    expect(await ask(workspace, actor, mutes)).toContain('word "report 9"');
  });

  it("sends what was on its way, and of the news only what nobody was shown and nobody muted", async () => {
    // The next digest of a place comes when the one on its way is there.
    for (let tick = 0; tick < 2; tick++) {
      await bot.digests.digests.tick();
      await bot.digests.queue.idle();
    }
    const digests = sent.filter(({ text }) => text.startsWith("Morning"));
    const platforms = digests.map(({ platform }) => platform).toSorted();
    expect(platforms).toEqual(["discord", "discord", "discord", "discord", "slack", "slack", "terminal"]);
    const late = digests.filter(({ text }) => text.includes("Fri 8 Mar 2024"));
    expect(late.map(({ platform }) => platform)).toEqual(["discord", "discord"]);
    for (const { text } of digests.filter((one) => !late.includes(one))) {
      expect(text).toContain("Report 8 of ee");
      expect(text).not.toContain("Report 0 of ee");
      expect(text).not.toContain("Report 9 of ee");
    }
  });

  it("speaks to Dropbox with the tokens that were sealed, and tells each one's admins of a refusal", async () => {
    for (const [workspace, token, own] of [
      ["slack:T0NEWS", SEALED.slack, "slack:T0NEWS"],
      ["discord:200000000000000001", SEALED.environment, "environment:dropbox"],
    ] as const) {
      const live = await bot.connections.watched(workspace);
      await expect(live?.client.account()).rejects.toMatchObject({ code: "needs-reconnect" });
      expect(dropbox.tokens.at(-1)).toBe(token);
      await expect.poll(() => told).toContain(`${own} "admins"`);
    }
    // The environment's token was read, not taken for another one.
    const shared = await bot.connections.of("terminal:local");
    expect(shared?.createdAt).toBeLessThan(NOW - 20 * 3_600_000);
  });
});
