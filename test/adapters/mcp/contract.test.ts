// What of the contract of platforms applies to programs that ask, held over HTTP by a client of our own.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { setTimeout } from "node:timers/promises";
import { Ajv } from "ajv";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPlatform, type McpPlatform } from "../../../adapters/mcp/platform.ts";
import { lookups } from "../../../src/commands/serve/define.ts";
import { hostileArticles, pageShown, rulings } from "../../contract/articles.ts";
import { hostOf } from "../../contract/host.ts";
import { type Desk, type Newsroom, openNewsroom } from "../../contract/newsroom.ts";
import { type Client, httpClient, post, type ToolResult } from "./client.ts";

const TOKEN = "a-token-of-the-contract";
const CALL = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "news_say", arguments: {} } };

let newsroom: Newsroom;
let desk: Desk;
let platform: McpPlatform;
let server: Server;
let url: string;
let client: Client;

beforeAll(async () => {
  newsroom = await openNewsroom();
});

afterAll(() => newsroom.close());

beforeEach(async () => {
  desk = newsroom.desk();
  const settings = { token: TOKEN, workspace: "terminal:local", hosts: ["bot.example"] } as const;
  platform = createPlatform(hostOf(desk.bot), settings);
  await platform.start();
  server = createServer(platform.mount[1]).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/mcp`;
  client = await httpClient(url, TOKEN);
});

afterEach(async () => {
  desk.release();
  await platform.close();
  server.closeAllConnections();
  server.close();
});

const textOf = ({ content }: ToolResult): string => content.map(({ text }) => text).join("\n");

describe("tools", () => {
  it("are the commands that change nothing, with schemas that are ones, and take nothing else", async () => {
    const tools = await client.tools();
    expect(tools.map(({ name }) => name)).toEqual(
      lookups(desk.bot.router.commands).map(({ path }) => path.join("_")),
    );
    for (const { path, role, isLookup, hidden } of desk.bot.router.commands)
      if (isLookup !== true || role !== "read" || hidden === true)
        expect(tools.map(({ name }) => name)).not.toContain(path.join("_"));
    const ajv = new Ajv({ strict: false });
    for (const { name, annotations, inputSchema, outputSchema } of tools) {
      expect(annotations, name).toEqual({ readOnlyHint: true, openWorldHint: false });
      expect(inputSchema.additionalProperties, name).toBe(false);
      ajv.compile(inputSchema);
      ajv.compile(outputSchema ?? {});
      expect(Object.keys(inputSchema.properties ?? {})).not.toContain("snapshot");
      expect(textOf(await client.call(name, { no_such_option: 1 })), name).toContain("no_such_option");
    }
    expect(desk.ran).toEqual([]);
  });

  it("are all told of in docs/mcp.md, and nothing else is", () => {
    const page = readFileSync(new URL("../../../docs/mcp.md", import.meta.url), "utf8");
    const told = new Set([...page.matchAll(/`((?:news|digest)_[a-z]+)`/g)].map(([, name]) => name));
    const real = lookups(newsroom.bot.router.commands).map(({ path }) => path.join("_"));
    expect([...told].toSorted()).toEqual(real.toSorted());
  });

  it("say what they take: choices, bounds, lists and what these leave out", async () => {
    const top = (await client.tools()).find(({ name }) => name === "news_top");
    expect(top?.inputSchema.properties).toMatchObject({
      direction: { enum: ["any", "negative", "positive", "neutral"] },
      limit: { type: "integer", minimum: 1, maximum: 10 },
      pillar: { type: "array", description: expect.stringContaining("3: Open Government") },
      not_country: { type: "array" },
      since: { type: "string", description: expect.stringContaining("last week") },
    });
    expect(Object.keys(top?.inputSchema.properties ?? {})).not.toContain("share");
    for (const wrong of [{ limit: 11 }, { direction: "up" }, { pillar: "1" }, { country: [] }])
      expect((await client.call("news_top", wrong)).isError).toBe(true);
  });

  it("answer with ids, links, dates and the whole reply, as their schema has it", async () => {
    const tools = await client.tools();
    const result = await client.call("news_latest", { country: ["Estonia"], limit: 2 });
    const schema = tools.find(({ name }) => name === "news_latest")?.outputSchema ?? {};
    expect(new Ajv({ strict: false }).validate(schema, result.structuredContent)).toBe(true);
    const [first] = rulings;
    expect(result.structuredContent).toMatchObject({
      done: true,
      title: "Latest news · Estonia",
      covers: {
        stories: rulings.length,
        articles_not_scored: 0,
        newest_article: "2024-03-28T10:00:00.000Z",
      },
      scored_by: "a language model",
      articles: [
        {
          id: first?.id,
          number: 1,
          title: first?.title,
          outlet: "err.ee",
          published: "2024-03-28T10:00:00.000Z",
          countries: ["Estonia"],
          verdicts: [{ pillar: 1, score: 5, score_words: "very positive" }],
        },
        { number: 2 },
      ],
      next: { cursor: expect.any(String) },
      reply: { audience: "asker" },
    });
    expect(textOf(result)).toContain(`| id ${first?.id}`);
  });

  it("leave out what is named so", async () => {
    const { structuredContent } = await client.call("news_latest", { not_country: ["Estonia"], limit: 10 });
    expect(JSON.stringify(structuredContent?.articles)).not.toContain('"Estonia"');
    expect(structuredContent?.title).toBe("Latest news · without Estonia");
  });
});

it("answers a failure with a sentence, not a stack", async () => {
  const result = await client.call("news_break");
  expect(result.isError).toBe(true);
  expect(textOf(result)).toContain("Something went wrong in the bot");
  expect(textOf(result)).not.toMatch(/TypeError|secret|undefined|\.ts\b|\bat \w+ \(/);
});

it("goes on numbering on the next page, which knows its filters itself", async () => {
  const titles: string[] = [];
  let given: Record<string, unknown> = { country: ["Estonia"], limit: 4 };
  for (;;) {
    const { structuredContent = {} } = await client.call("news_latest", given);
    const articles = JSON.stringify(structuredContent?.articles);
    titles.push(
      ...[...articles.matchAll(/"number":(\d+),"title":"([^"]*)"/g)].map(([, n, title]) => `${n} ${title}`),
    );
    if (structuredContent.next === undefined) break;
    given = { ...structuredContent.next };
    const other = await client.call("news_latest", { ...given, limit: 2 });
    expect(textOf(other)).toContain("limit cannot be changed");
    expect(textOf(await client.call("news_top", given))).toContain("of no answer of this tool");
  }
  expect(titles).toEqual(rulings.map(({ title }, index) => `${index + 1} ${title}`));
});

it("shows a long answer whole and in order", async () => {
  const text = textOf(await client.call("news_paragraphs", { count: 20 }));
  const marks = [...text.matchAll(/(Begin|End) (\d+)\./g)].map(([mark]) => mark);
  expect(marks).toEqual(Array.from({ length: 20 }, (_, n) => [`Begin ${n}.`, `End ${n}.`]).flat());
});

it("shows the words of an article as they are, and only behind the mark", async () => {
  const result = await client.call("news_latest", { country: ["Latvia"], limit: 10 });
  const text = textOf(result);
  const told = JSON.stringify(result.structuredContent);
  const outside = text.split("\n").filter((line) => !line.startsWith("| "));
  for (const title of [...hostileArticles.map(({ source }) => source ?? ""), pageShown.title]) {
    expect(text).toContain(title);
    expect(told).toContain(JSON.stringify(title).slice(1, -1));
    expect(outside.join("\n")).not.toContain(title);
  }
  for (const { link } of hostileArticles) expect(told).toContain(`"link":"${link}"`);
});

it("tells no article by a number: nobody's last list is a program's", async () => {
  await client.call("news_latest");
  const result = await client.call("news_show", { article: "1" });
  expect(result.isError).toBe(true);
  expect(textOf(result)).toContain("Name the article by its id");
  const [first] = rulings;
  const shown = await client.call("news_show", { article: first?.id ?? "" });
  expect(textOf(shown)).toContain(first?.title);
});

it("answers a refusal as an error with its sentence", async () => {
  const result = await client.call("news_show", { article: "feedfeedfeedfeed" });
  expect(result.isError).toBe(true);
  expect(result.structuredContent).toMatchObject({ done: false, articles: [] });
});

it("answers what is in flight before it stops, and takes nothing new", async () => {
  const answer = client.call("news_wait");
  await desk.waits;
  const stopped = platform.close();
  expect(await Promise.race([stopped, setTimeout(300, "still answering")])).toBe("still answering");
  await expect(client.call("news_say", { words: "court" })).rejects.toThrow(/503 .*restarting/);
  desk.release();
  await stopped;
  expect(textOf(await answer)).toContain("Waited.");
});

describe("the door", () => {
  const bearer = { authorization: `Bearer ${TOKEN}` };

  it.each([
    ["no token", {}],
    ["another token", { authorization: `Bearer ${TOKEN}x` }],
    ["the token under another scheme", { authorization: `Basic ${TOKEN}` }],
    ["the token in another header", { "x-api-key": TOKEN, cookie: `token=${TOKEN}` }],
    ["the token in the address", {}, `?token=${TOKEN}&access_token=${TOKEN}`],
  ])("is shut for %s", async (_name, headers, query = "") => {
    const response = await post(`${url}${query}`, CALL, headers);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(desk.ran).toEqual([]);
  });

  it.each(["https://evil.example", "http://127.0.0.1", "null"])(
    "is shut for a page of %s",
    async (origin) => {
      expect((await post(url, CALL, { ...bearer, origin })).status).toBe(403);
      expect(desk.ran).toEqual([]);
    },
  );

  it.each([
    ["evil.example", 403],
    ["127.0.0.1.evil.example:80", 403],
    ["localhost:3000", 200],
    ["bot.example", 200],
    ["[::1]:3000", 200],
  ])("looks at the name %s: %i", async (host, status) => {
    const asked = request(url, {
      method: "POST",
      headers: {
        ...bearer,
        host,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
    });
    asked.end(JSON.stringify({ ...CALL, method: "tools/list", params: {} }));
    const [response] = await once(asked, "response");
    response.resume();
    expect(response.statusCode).toBe(status);
  });

  it("takes posts of a bounded size alone", async () => {
    for (const method of ["GET", "DELETE", "PUT"])
      expect((await fetch(url, { method, headers: bearer })).status, method).toBe(405);
    const huge = { ...CALL, params: { name: "news_say", arguments: { words: "x".repeat(100_000) } } };
    expect((await post(url, huge, bearer)).status).toBe(413);
  });
});
