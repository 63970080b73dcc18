// What the web server shows: health, and the way back from Dropbox, on which only a person who agrees connects anything.

import { beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/errors.ts";
import { createRoutes } from "../../src/http/routes.ts";
import { createLogger } from "../../src/log.ts";

const ANSWER = { state: "the-state", code: "the<code>" };

let finished: unknown[];
let isReady: boolean;

const routes = createRoutes({
  isReady: () => isReady,
  hasState: async () => true,
  standings: () => [],
  async lending(state) {
    if (state !== ANSWER.state) throw new AppError("bad-input", "That link is no longer good.");
    return "Ana <b> asked for this in Acme (T1) on Slack.";
  },
  async finishConnect(answer) {
    finished.push(answer);
    return "Connected as Ben, for Acme (T1) on Slack.";
  },
  asRead: (sentence) => sentence.replace("/dropbox", "/rol-dropbox"),
  log: createLogger("silent"),
});

beforeEach(() => {
  finished = [];
  isReady = true;
});

const back = (query: Readonly<Record<string, string>>, method = "GET") =>
  routes.request(`/dropbox/callback?${new URLSearchParams(query)}`, { method });

const send = (form: Readonly<Record<string, string>>) =>
  routes.request("/dropbox/callback", { method: "POST", body: new URLSearchParams(form) });

describe("the way back from Dropbox", () => {
  it("says to whom the Dropbox is lent, and connects nothing by being looked at", async () => {
    for (const method of ["GET", "HEAD", "GET"]) expect((await back(ANSWER, method)).status).toBe(200);
    const page = await (await back(ANSWER)).text();
    expect(page).toContain("Ana &lt;b&gt; asked for this in Acme (T1) on Slack.");
    expect(page).toContain("If you did not ask for this, close the page: nothing is connected.");
    expect(page).toContain('<input type="hidden" name="code" value="the&lt;code&gt;" />');
    expect(finished).toEqual([]);
  });

  it("speaks the language that the browser asks for", async () => {
    const page = async (languages: string): Promise<string> =>
      (
        await routes.request(`/dropbox/callback?${new URLSearchParams(ANSWER)}`, {
          headers: { "accept-language": languages },
        })
      ).text();
    expect(await page("pl-PL,pl;q=0.9,en;q=0.8")).toMatch(/<html lang="pl">.*<button>Połącz<\/button>/su);
    expect(await page("de,pl;q=0.5")).toMatch(/<html lang="en">.*<button>Connect<\/button>/su);
  });

  it("connects when the person agrees", async () => {
    const response = await send(ANSWER);
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining("Connected as Ben, for Acme (T1) on Slack."),
    ]);
    expect(finished).toEqual([ANSWER]);
  });

  it.each([
    [back({ error: "access_denied" }), "access was not allowed. Nothing was changed."],
    [back({}), "Start with /rol-dropbox connect."],
    [back({ ...ANSWER, state: "another" }), "That link is no longer good."],
    [send({ state: "the-state" }), "That form was not whole."],
  ])("refuses what is no answer of Dropbox in a sentence", async (asked, sentence) => {
    const response = await asked;
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(sentence)]);
    expect(finished).toEqual([]);
  });

  it("takes no form that is longer than one", async () => {
    expect((await send({ ...ANSWER, code: "x".repeat(9_000) })).status).toBe(413);
    expect(finished).toEqual([]);
  });

  it.each(["GET", "POST"])("lets nothing run, be kept, framed or told on, by %s", async (method) => {
    const { headers } = await (method === "GET" ? back(ANSWER) : send(ANSWER));
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

it("health tells whether the bot takes requests", async () => {
  expect((await routes.request("/health")).status).toBe(200);
  isReady = false;
  expect((await routes.request("/health")).status).toBe(503);
});
