// The way back of people who install the app: nobody else comes by it, and what Slack answers is believed only when it fits.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LARGEST_ANSWER_BYTES } from "../../../adapters/slack/api/slack-fetch.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { type InstalledApp, PUBLIC_URL, startInstalledApp } from "./installed-app.ts";

const INSTALL = `${PUBLIC_URL}/slack/install`;

let app: InstalledApp;

afterEach(async () => {
  const { problems } = app.bot.slack;
  await app.close();
  expect(problems).toEqual([]);
});

describe("the way back", () => {
  beforeEach(async () => {
    app = await startInstalledApp("http");
  });

  const NOT_BEGUN = /^This address is where Slack sends people back, once and within ten minutes/;

  async function refused(address: string, cookie: string, says: RegExp): Promise<void> {
    const page = await app.open(address, cookie);
    expect([page.status, page.text]).toEqual([400, expect.stringMatching(says)]);
  }

  async function nothingInstalled(): Promise<void> {
    expect(await app.bot.installations.names()).toEqual([]);
  }

  it("takes only the browser that began, in time, and once", async () => {
    const { oauth } = app.bot.slack;
    const begun = await app.open(INSTALL);
    const other = await app.open(INSTALL);
    const back = oauth.allow(begun.location, { team: "T1" });
    const [address = "", query = ""] = back.split("?");
    const state = new URLSearchParams(query).get("state") ?? "";
    const with_ = (changed: string) => `${address}?${new URLSearchParams({ code: "x", state: changed })}`;
    await refused(back, "", NOT_BEGUN);
    await refused(back, other.cookie, NOT_BEGUN);
    await refused(with_(`${state.slice(0, -1)}${state.endsWith("A") ? "B" : "A"}`), begun.cookie, NOT_BEGUN);
    await refused(with_("a.9999999999999.b"), begun.cookie, NOT_BEGUN);
    const [nonce, until, seal] = state.split(".");
    await refused(with_(`${nonce}.${Number(until) + 1}.${seal}`), begun.cookie, NOT_BEGUN);
    await refused(address, begun.cookie, NOT_BEGUN);
    await refused(`${address}?code=x`, begun.cookie, NOT_BEGUN);
    await nothingInstalled();
    expect((await app.open(back, begun.cookie)).status).toBe(200);
    await refused(back, begun.cookie, NOT_BEGUN);
    const late = await app.open(INSTALL);
    app.bot.advance(11 * MINUTE_MS);
    await refused(oauth.allow(late.location, { team: "T2" }), late.cookie, NOT_BEGUN);
    expect(await app.bot.installations.names()).toEqual([{ workspace: "slack:T1", name: "Team T1" }]);
  });

  it("keeps its cookie from scripts, other sites and other hosts, and its code from other pages", async () => {
    const { headers } = await app.open(INSTALL);
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-slack-install=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const back = await app.open(`${PUBLIC_URL}/slack/oauth_redirect`);
    expect([back.headers.get("referrer-policy"), back.headers.get("cache-control")]).toEqual([
      "no-referrer",
      "no-store",
    ]);
    expect(back.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("with a code that was used, or is another app's, installs nothing", async () => {
    const { oauth } = app.bot.slack;
    const first = await app.open(INSTALL);
    const used = new URL(oauth.allow(first.location, { team: "T1" })).searchParams.get("code") ?? "";
    const codeOf = (page: { location: string }, code: string) => {
      const back = new URL(oauth.allow(page.location, { team: "T1" }));
      back.searchParams.set("code", code);
      return back.href;
    };
    expect((await app.open(codeOf(first, used), first.cookie)).status).toBe(200);
    await app.bot.installations.remove("slack:T1", 1, 0);
    const second = await app.open(INSTALL);
    await refused(codeOf(second, used), second.cookie, /does not take the code .*\(code_already_used\)/);
    const third = await app.open(INSTALL);
    const others = oauth.allow(third.location, { team: "T1", clientId: "9.9" });
    await refused(others, third.cookie, /does not take the code .*\(invalid_code\)/);
    await nothingInstalled();
  });

  it.each([
    ["larger than any of Slack's", { surplusBytes: LARGEST_ANSWER_BYTES }],
    ["lost", { lost: true }],
    ["an error of its own", { status: 500 }],
  ] as const)("an answer that is %s installs nothing, and the next time it works", async (_name, fault) => {
    app.bot.slack.fail("oauth.v2.access", fault);
    const page = await app.install({ team: "T1" });
    expect([page.status, page.text]).toEqual([400, expect.stringMatching(/^The bot could not be installed/)]);
    await nothingInstalled();
    expect((await app.install({ team: "T1" })).status).toBe(200);
  });

  it("a token that says that it is of another workspace is revoked and not kept", async () => {
    app.bot.slack.oauth.lieAboutTeam("T2");
    const page = await app.install({ team: "T1" });
    expect([page.status, page.text]).toEqual([400, expect.stringMatching(/^The bot could not be installed/)]);
    await nothingInstalled();
    expect(app.bot.slack.calls.get("auth.revoke")).toBe(1);
    expect(app.bot.logged()).toContain("differ: the workspace");
    expect(app.bot.logged()).not.toMatch(/xoxb-|client secret|code\.[0-9a-f]/);
  });

  it("from somebody who did not allow it says so", async () => {
    await refused(`${PUBLIC_URL}/slack/oauth_redirect?error=access_denied`, "", /it was not allowed/);
  });
});
