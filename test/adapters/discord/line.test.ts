// The bot's life on a strict fake Discord: starting, bad lines, many people at once, closing.

import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { z } from "zod";
import { TRY_AGAIN_MS } from "../../../src/platform/standing.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import { APPLICATION_ID, GUILD_WORKSPACE } from "../../fakes/discord/server.ts";
import { type Newsroom, openNewsroom, READER } from "./fixture.ts";

let newsroom: Newsroom;

beforeEach(async () => {
  newsroom = await openNewsroom();
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

async function ask(words: string): Promise<Exchange> {
  const exchange = newsroom.fake.command(READER, "news", "search", { words });
  await newsroom.answered(exchange);
  return exchange;
}

const requestsTo = (path: RegExp): number =>
  newsroom.fake.http.requests.filter((request) => path.test(request.path)).length;

describe("when the line is bad", () => {
  it("resumes, and answers what was asked meanwhile", async () => {
    const { fake, answered, textOf } = newsroom;
    fake.gateway.cut();
    const missed = fake.command(READER, "news", "search", { words: "missed" });
    await answered(missed);
    expect(textOf(missed)).toContain('ran with "missed"');
    expect(fake.gateway.counts.resumed).toBe(1);
    expect(fake.gateway.counts.identified).toBe(1);
  });

  it("answers an interaction that comes twice once", async () => {
    const exchange = await ask("once");
    newsroom.fake.gateway.repeatLast();
    await ask("after");
    expect(newsroom.ran).toEqual(["once", "after"]);
    expect(exchange.messages).toHaveLength(1);
    expect(requestsTo(new RegExp(`${exchange.id}/.*/callback`))).toBe(1);
  });

  it("comes again when asked to", async () => {
    newsroom.fake.gateway.askToReconnect();
    await newsroom.fake.until(() => newsroom.fake.gateway.counts.resumed === 1);
    expect(newsroom.textOf(await ask("again"))).toContain('ran with "again"');
  });

  it("waits out 429 on every request", async () => {
    const { fake } = newsroom;
    const limited = {
      type: "answer",
      status: 429,
      headers: { "retry-after": "0.05", "x-ratelimit-scope": "user" },
      body: { message: "You are being rate limited.", retry_after: 0.05, global: false },
    } as const;
    fake.http.fail("POST", /callback$/, limited);
    fake.http.fail("PATCH", /@original$/, limited);
    fake.http.fail("POST", /^\/webhooks\/\d+\/[^/]+$/, limited);
    const exchange = fake.command(READER, "news", "search", { words: "x", share: true });
    await fake.until(() => exchange.messages.length === 2);
    expect(newsroom.ran).toEqual(["x"]);
  });

  it("tries again what a failing server did not take", async () => {
    newsroom.fake.http.fail("PATCH", /@original$/, { type: "answer", status: 502 }, 2);
    expect(newsroom.textOf(await ask("x"))).toContain('ran with "x"');
  });

  it("goes on when the line breaks before or after its acknowledgement and its answer arrive", async () => {
    const { fake } = newsroom;
    for (const type of ["refuse", "lose"] as const) {
      fake.http.fail("POST", /callback$/, { type });
      fake.http.fail("PATCH", /@original$/, { type });
      const exchange = fake.command(READER, "news", "search", { words: type });
      await newsroom.answered(exchange);
      expect(newsroom.textOf(exchange)).toContain(`ran with "${type}"`);
    }
    expect(newsroom.ran).toEqual(["refuse", "lose"]);
  });

  it("runs nothing that can no longer be answered", async () => {
    const { fake } = newsroom;
    fake.http.fail("POST", /callback$/, {
      type: "answer",
      status: 404,
      body: { code: 10062, message: "Unknown interaction" },
    });
    fake.command(READER, "news", "search", { words: "late" });
    await vi.waitFor(() => expect(newsroom.logged.join("")).toContain("too late"));
    expect(newsroom.ran).toEqual([]);
  });

  it("says so when Discord does not take an answer", async () => {
    newsroom.fake.http.fail("PATCH", /@original$/, {
      type: "answer",
      status: 400,
      body: { code: 50035, message: "Invalid Form Body" },
    });
    const exchange = await ask("x");
    expect(newsroom.textOf(exchange)).toContain("Discord did not take this answer");
    expect(newsroom.logged.join("")).toContain("discord refused an answer");
  });
});

describe("when Discord ends the line for good", () => {
  it.each([4004, 4014])(
    "(%i) it says so, and answers again within a minute of being let in",
    async (code) => {
      const { fake, standings } = newsroom;
      expect(standings.at(-1)).toEqual({ type: "connected" });
      fake.gateway.refuse(code);
      await newsroom.stands("refused");
      await newsroom.pace.pass(TRY_AGAIN_MS);
      await fake.until(() => fake.gateway.counts.refused === 1);
      fake.gateway.admit();
      await newsroom.pace.pass(TRY_AGAIN_MS);
      await newsroom.stands("connected");
      expect(newsroom.textOf(await ask("back"))).toContain('ran with "back"');
      expect(fake.gateway.lines()).toBe(1);
    },
  );

  it("a call that Discord refuses once (401) does not silence the others", async () => {
    const { fake, adapter } = newsroom;
    const refusal = { type: "answer", status: 401, body: { code: 0, message: "401: Unauthorized" } } as const;
    fake.http.fail("POST", /channels$/, refusal);
    const reply = { audience: "asker", blocks: [{ type: "divider" }] } as const;
    await expect(adapter.notifier.tell(GUILD_WORKSPACE, { actorId: READER.id }, reply)).rejects.toThrow(
      "Nobody could be told on Discord.",
    );
    expect(await newsroom.stands("refused")).toMatchObject({
      reason: expect.stringContaining("Discord refuses DISCORD_TOKEN"),
    });
    await newsroom.pace.pass(TRY_AGAIN_MS);
    await newsroom.stands("connected");
    await adapter.notifier.tell(GUILD_WORKSPACE, { actorId: READER.id }, privately(paragraph("Back.")));
    expect(requestsTo(/^\/channels\/9.*\/messages$/)).toBe(1);
  });
});

describe("closing", () => {
  it("answers what is in flight, declines what is new, and leaves", async () => {
    const { fake, adapter, answered, textOf } = newsroom;
    const inFlight = fake.command(READER, "news", "wait", { words: "me" });
    await fake.until(() => inFlight.messages.length > 0);
    const closed = adapter.close();
    const late = fake.command(READER, "news", "search", { words: "late" });
    await answered(late);
    expect(textOf(late)).toBe("The bot is restarting. Nothing was lost; ask again in a minute.");
    newsroom.release();
    await closed;
    expect(textOf(inFlight)).toBe('waited for "me"');
    await fake.until(() => !fake.gateway.isConnected());
    expect(newsroom.ran).toEqual(["me"]);
  });
});

describe("closing while the gateway cannot be reached", () => {
  it("leaves no line and opens none, whatever it waits for", async () => {
    for (const state of ["before hello", "refused", "not there"] as const) {
      const other = await openNewsroom();
      const { gateway } = other.fake;
      if (state === "before hello") gateway.mute();
      if (state === "not there") gateway.hide();
      if (state === "refused") gateway.refuse(4004);
      else gateway.cut();
      await other.stands(state === "refused" ? "refused" : "trying");
      if (state === "before hello") await other.fake.until(() => gateway.lines() === 1);
      const identified = gateway.counts.identified;
      await other.adapter.close();
      gateway.admit();
      await other.fake.until(() => gateway.lines() === 0);
      // Longer than discord.js waits before it opens a line again.
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect([state, gateway.lines(), gateway.counts.identified]).toEqual([state, 0, identified]);
      await other.close();
    }
  });
});

describe("starting", () => {
  it("tells the link that adds the bot to a server", () => {
    const line = newsroom.logged.find((text) => text.includes("adds the bot to a server")) ?? "{}";
    const { invite } = z.object({ invite: z.string() }).parse(JSON.parse(line));
    const { origin, searchParams } = new URL(invite);
    expect(origin).toBe("https://discord.com");
    expect(searchParams.get("client_id")).toBe(APPLICATION_ID);
    expect(searchParams.get("scope")).toBe("bot applications.commands");
    // View, send, start threads, send in them, embed links, attach files, read history.
    expect(searchParams.get("permissions")).toBe(
      String(1024 + 2048 + 2 ** 35 + 2 ** 38 + 16384 + 32768 + 65536),
    );
  });

  it("says what to mend when the token is refused, and never logs the token", async () => {
    const token = "bm90LW91cnM.wrong.token-of-somebody-else";
    const other = await openNewsroom({ started: false, options: { token } });
    await other.adapter.start();
    expect(other.standings).toEqual([
      { type: "refused", reason: expect.stringContaining("Discord refuses DISCORD_TOKEN") },
    ]);
    expect(other.logged.join("")).not.toContain(token);
    await other.close();
  });

  it("goes on when Discord cannot be reached", async () => {
    const other = await openNewsroom({
      started: false,
      options: { token: "a.b.c", apiUrl: `${newsroom.fake.apiUrl}/nowhere` },
    });
    await other.adapter.start();
    expect(other.standings).toEqual([{ type: "trying" }]);
    await other.close();
  });

  it.each([
    ["nothing", {}],
    [
      "an address that is none",
      {
        url: "nowhere",
        shards: 1,
        session_start_limit: { remaining: 1, reset_after: 0, max_concurrency: 1 },
      },
    ],
    [
      "no sessions",
      {
        url: "ws://127.0.0.1:1",
        shards: 1,
        session_start_limit: { remaining: 0, reset_after: 0, max_concurrency: 1 },
      },
    ],
    ["a page", "<html>"],
  ])("goes on when Discord says %s where it should say where its gateway is", async (_what, body) => {
    const other = await openNewsroom({ started: false });
    other.fake.http.fail("GET", /^\/gateway\/bot$/, { type: "answer", status: 200, body });
    await other.adapter.start();
    expect(other.standings.at(-1)).toEqual({ type: "trying" });
    await other.pace.pass(TRY_AGAIN_MS);
    await other.stands("connected");
    await other.close();
  });

  it("goes on when the commands cannot be registered", async () => {
    const other = await openNewsroom({ started: false });
    other.fake.http.fail("GET", /\/commands$/, {
      type: "answer",
      status: 403,
      body: { code: 50001, message: "Missing Access" },
    });
    await other.adapter.start();
    expect(other.logged.join("")).toContain("could not be registered");
    const exchange = other.fake.command(READER, "news", "search", { words: "x" });
    await other.answered(exchange);
    await other.close();
  });
});

describe("many people at once", () => {
  it("each get their one answer, though the line is cut ten times", async () => {
    const { fake } = newsroom;
    const [commands, actors, inFlight] = inject("long") ? [500, 100, 64] : [80, 40, 32];
    const exchanges: Exchange[] = [];
    const answers = (): number =>
      exchanges.filter(({ messages, isWaiting }) => messages.length > 0 && !isWaiting).length;
    for (let n = 0; n < commands; n += 1) {
      await fake.until(() => exchanges.length - answers() < inFlight);
      if (n % Math.ceil(commands / 10) === 5) {
        await fake.until(() => fake.gateway.isConnected());
        fake.gateway.cut();
      }
      const person = {
        id: String(500_000_000_000_000_000n + BigInt(n % actors)),
        name: `Reader ${n % actors}`,
      };
      exchanges.push(fake.command(person, "news", "search", { words: `query ${n}` }));
    }
    await fake.until(() => answers() === commands, 30_000);
    for (const [n, exchange] of exchanges.entries()) {
      expect(exchange.messages).toHaveLength(1);
      expect(newsroom.textOf(exchange)).toContain(`ran with "query ${n}"`);
    }
    // Discord waits three seconds; two of them leave room on a busy machine, also while the line is cut.
    const late = exchanges.filter(({ acknowledgedAfterMs = Infinity }) => acknowledgedAfterMs > 2_000);
    expect(late).toEqual([]);
    expect(newsroom.ran).toHaveLength(commands);
    expect(fake.gateway.counts.resumed).toBe(10);
  });
});
