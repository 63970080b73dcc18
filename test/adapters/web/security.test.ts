// Who gets into the web chat, and what other people's words can do there: an opened address, another page, another name for this
// machine, a proxy's visitor.

import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "../../../adapters/web/in/gate.ts";
import { render } from "../../../adapters/web/out/render.ts";
import { privately } from "../../../src/reply/build.ts";
import { hostOf } from "../../contract/host.ts";
import { blocksSaying, everyBlock } from "../../reply/samples.ts";
import { type Chat, openChat } from "./browser.ts";

const asked: string[] = [];
let chat: Chat;

beforeAll(async () => {
  chat = await openChat(
    hostOf({
      router: {
        commands: [],
        async handle({ input }) {
          asked.push(input.type);
          return privately(everyBlock.paragraph);
        },
        drain: async () => undefined,
      },
      codes: { codesOf: async () => new Map(), commandOf: async () => "" },
      complete: async () => [],
    }),
  );
});

afterAll(() => chat.close());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Fetch sets its own Host and Origin; a forged request does not. */
function send({
  method = "GET",
  path = "/chat",
  headers = {},
  body,
}: Sent): Promise<readonly [number, string]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly [number, string]>();
  const all = {
    cookie: chat.cookie,
    ...(body === undefined ? {} : { "content-length": body.length }),
    ...headers,
  };
  const outgoing = request(`${chat.origin}${path}`, { method, headers: all }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (part) => {
      text += part;
    });
    response.on("end", () => resolve([response.statusCode ?? 0, text]));
  });
  outgoing.on("error", reject);
  outgoing.end(body);
  return promise;
}

const say = (headers: Readonly<Record<string, string>>): Promise<readonly [number, string]> =>
  send({
    method: "POST",
    path: "/chat/say",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: "text=top",
  });

describe("the address that is printed", () => {
  it("opens the chat once, and is then refused with what to do", async () => {
    const again = await fetch(chat.opened, { redirect: "manual" });
    expect(again.status).toBe(403);
    expect(again.headers.get("set-cookie")).toBeNull();
    expect(await again.text()).toContain(
      "This address was used before: each opens the chat once. Start the bot anew",
    );
    expect((await chat.get("/chat")).status).toBe(200);
  });

  it("is in no page, and the cookie is for this server's own pages alone", async () => {
    const opened = await fetch(
      chat.platform.invitation(Number(new URL(chat.origin).port)).match(/http:\S+/)?.[0] ?? "",
      {
        redirect: "manual",
      },
    );
    expect(opened.headers.get("location")).toBe("/chat");
    expect(opened.headers.get("set-cookie")).toMatch(
      /^rol_news_chat=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/chat$/,
    );
  });

  it.each(["", "wrong", "undefined"])("is not guessed: %j", async (key) => {
    expect((await fetch(`${chat.origin}/chat?key=${key}`, { redirect: "manual" })).status).toBe(403);
  });

  it.each(["/chat", "/chat/posts", "/chat/lines?text=top", "/chat/turns/1/files/0", "/chat/elsewhere"])(
    "is needed for %s",
    async (path) => {
      const [status, text] = await send({ path, headers: { cookie: "rol_news_chat=forged" } });
      expect(status).toBe(403);
      expect(text).toContain("The chat is not open in this browser.");
    },
  );
});

describe("what another page or machine sends", () => {
  const { origin } = new URL("http://evil.example");
  const others: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ["another origin", { origin }, /Another page asked/],
    ["the origin of a page in a sandbox", { origin: "null" }, /Another page asked/],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }, /Another page asked/],
    ["a page of this machine under another port", { "sec-fetch-site": "same-site" }, /Another page asked/],
    ["another site", { "sec-fetch-site": "cross-site" }, /Another page asked/],
    ["a forged Host", { host: "evil.example" }, /only under this machine's own names/],
    ["a name that leads here", { host: "evil.example:80" }, /only under this machine's own names/],
    ["this machine without its port", { host: "127.0.0.1" }, /only under this machine's own names/],
    ["a proxy's visitor", { "x-forwarded-for": "192.0.2.1" }, /only on the machine/],
  ];

  it.each(others)("is refused, asking and looking: %s", async (_name, headers, sentence) => {
    asked.length = 0;
    for (const [status, text] of [await say(headers), await send({ headers })]) {
      expect(status).toBe(403);
      expect(text).toMatch(sentence);
    }
    expect(asked).toEqual([]);
  });

  it("is refused where nothing tells which page it is, and something is asked", async () => {
    expect((await say({}))[0]).toBe(403);
    expect((await say({ origin: chat.origin }))[0]).toBe(200);
    // As Chromium sends it.
    expect((await say({ "sec-fetch-site": "same-origin" }))[0]).toBe(200);
  });

  it("is told apart by its address, whatever the bot listens on", () => {
    const from = (remoteAddress: string): string | undefined =>
      refusalOf({
        headers: { host: "localhost:3000" },
        method: "GET",
        socket: { remoteAddress, localPort: 3000 },
      });
    for (const own of ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"])
      expect(from(own)).toBeUndefined();
    for (const other of ["10.0.0.2", "172.17.0.1", "192.0.2.1", "fe80::1", "::ffff:10.0.0.2", "::7f00:1", ""])
      expect(from(other)).toMatch(/only on the machine/);
  });
});

describe("the page", () => {
  it("runs and loads nothing but what the bot serves, in no frame", async () => {
    const page = await chat.get("/chat");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|data:|https?:|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    const text = await page.text();
    expect(text).not.toMatch(/<script>|<style|\son\w+=|\sstyle=/);
    const loaded = [...text.matchAll(/<(?:link|script|img) [^>]*(?:src|href)="([^"]*)"/g)].map(
      ([, path = ""]) => path,
    );
    expect(loaded.length).toBeGreaterThan(3);
    for (const path of loaded) expect((await chat.get(path)).status, path).toBe(200);
  });

  it.each([
    `<script>alert(1)</script>`,
    `" onmouseover="alert(1)`,
    `' hx-get='/chat/press`,
    `</article><hx-partial hx-target="body">gone</hx-partial>`,
    `<img src=x onerror=alert(1)>`,
    `&lt;b&gt; &amp; javascript:alert(1)`,
  ])("shows somebody's words as words: %s", (words) => {
    const shown = render(privately(...blocksSaying(words)), new Map(), {
      turn: "1",
      pictured: new Set(),
    }).join("");
    const plain = render(privately(...blocksSaying("words")), new Map(), {
      turn: "1",
      pictured: new Set(),
    }).join("");
    // The same tags, with the same attributes.
    const bones = (html: string): readonly string[] =>
      [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, "="));
    expect(bones(shown)).toEqual(bones(plain));
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "file:///etc/passwd"])(
    "makes no link of %s",
    (url) => {
      const { article } = everyBlock.article;
      const shown = render(
        privately(
          { type: "article", article: { ...article, url }, actions: [{ type: "link", label: "Open", url }] },
          { type: "paragraph", content: [{ type: "link", url, text: "there" }] },
        ),
        new Map(),
        { turn: "1", pictured: new Set() },
      ).join("");
      expect(shown).not.toContain("<a ");
    },
  );
});
