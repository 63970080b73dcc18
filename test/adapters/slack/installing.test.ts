// People install the app in their workspaces: what each has then, what is kept and what is gone when it is removed.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { TOKEN_LIFE_S } from "../../fakes/slack/oauth.ts";
import { actionPayload, homePayload, viewPayload } from "../../fakes/slack/payloads.ts";
import { type InstalledApp, startInstalledApp } from "./installed-app.ts";

const ANSWER = 'Did news search with "court".';
const ELSEWHERE = /^The bot answers in the workspace that it is installed in/;

let app: InstalledApp;

afterEach(async () => {
  const { problems } = app.bot.slack;
  await app.close();
  expect(problems).toEqual([]);
});

async function tokenOf(workspace: WorkspaceKey): Promise<string | undefined> {
  return (await app.bot.installations.get(workspace))?.tokens?.accessToken;
}

/** Resolves when a workspace has no token any more. */
async function gone(workspace: WorkspaceKey): Promise<void> {
  await vi.waitFor(async () => expect(await tokenOf(workspace)).toBeUndefined());
}

describe.each(["http", "sockets"] as const)("over %s", (way) => {
  beforeEach(async () => {
    app = await startInstalledApp(way);
  });

  it("each workspace is answered with its own token, and where nobody installed it nothing runs", async () => {
    expect(await app.ask("T1")).toMatch(ELSEWHERE);
    const page = await app.install({ team: "T1" });
    expect([page.status, page.text]).toEqual([
      200,
      "The bot is installed in Team T1. In Slack, type /news help; an admin connects the Dropbox folder with /dropbox connect. You can close this page.",
    ]);
    await app.install({ team: "T2" });
    const { slack } = app.bot;
    slack.oauth.stateOf("T1").workspace.users.set("U9", { id: "U9", is_admin: true });
    expect(await app.ask("T1", { user: "U9" })).toBe(ANSWER);
    expect(app.bot.lastContext().invocation).toMatchObject({
      workspace: "slack:T1",
      actor: { roles: ["read", "manage", "admin"] },
    });
    // The same id is nobody in the other workspace.
    expect(await app.ask("T2", { user: "U9" })).toBe(ANSWER);
    expect(app.bot.lastContext().invocation).toMatchObject({
      workspace: "slack:T2",
      actor: { roles: ["read"] },
    });
    expect(await app.ask("T3")).toMatch(ELSEWHERE);
    expect(app.bot.ran).toHaveLength(2);
    expect(
      JSON.stringify(await app.bot.store.db.selectFrom("installations").selectAll().execute()),
    ).not.toContain("xoxb");
  });

  it("removed: the token is gone, digests are told to pause, others go on; installed again it answers", async () => {
    await app.install({ team: "T1" });
    await app.install({ team: "T2" });
    expect(await app.ask("T1")).toBe(ANSWER);
    const { oauth } = app.bot.slack;
    oauth.uninstall("T1");
    await app.tell("T1", { type: "app_uninstalled" });
    await gone("slack:T1");
    expect(app.bot.heard).toEqual(["slack:T1 left"]);
    expect(
      await app.bot.store.db
        .selectFrom("installations")
        .select(["workspace", "name", "sealedTokens"])
        .where("workspace", "=", "slack:T1")
        .execute(),
    ).toEqual([{ workspace: "slack:T1", name: "Team T1", sealedTokens: null }]);
    expect(await app.ask("T1")).toMatch(ELSEWHERE);
    expect(await app.ask("T2")).toBe(ANSWER);
    const again = await app.install({ team: "T1" });
    expect(again.text).toContain("Digests that were paused when it was removed go on with /digest resume");
    expect(await app.ask("T1")).toBe(ANSWER);
  });

  it("for a whole organisation: one workspace, whichever team asks", async () => {
    const page = await app.install({ team: "T1", enterprise: "E1", isOrgWide: true });
    expect(page.text).toContain("The bot is installed in Organisation E1.");
    for (const team of ["T1", "T7"]) {
      expect(await app.ask(team, { enterprise: "E1" })).toBe(ANSWER);
      expect(app.bot.lastContext().invocation.workspace).toBe("slack:E1");
    }
    expect(await app.ask("T1")).toMatch(ELSEWHERE);
    expect(await app.ask("T1", { enterprise: "E2" })).toMatch(ELSEWHERE);
    app.bot.slack.oauth.uninstall("E1");
    await app.tell("E1", { type: "app_uninstalled" });
    await gone("slack:E1");
    expect(await app.ask("T1", { enterprise: "E1" })).toMatch(ELSEWHERE);
  });

  it("tokens that rotate are renewed before they expire, once for all who ask", async () => {
    const { oauth } = app.bot.slack;
    oauth.rotate();
    await app.install({ team: "T1" });
    expect(await app.ask("T1")).toBe(ANSWER);
    expect(oauth.renewals.count).toBe(0);
    const before = await tokenOf("slack:T1");
    app.bot.advance(TOKEN_LIFE_S * 1000 - 60 * MINUTE_MS);
    const asked = await Promise.all([1, 2, 3].map(() => app.ask("T1")));
    expect(asked).toEqual([ANSWER, ANSWER, ANSWER]);
    expect(oauth.renewals.count).toBe(1);
    expect(await tokenOf("slack:T1")).not.toBe(before);
    // Nobody asked for a week: the refresh token is still good.
    app.bot.advance(7 * 24 * 60 * MINUTE_MS);
    expect(await app.ask("T1")).toBe(ANSWER);
    expect(oauth.renewals.count).toBe(2);
  });
});

describe("an installation", () => {
  beforeEach(async () => {
    app = await startInstalledApp("http");
  });

  it("made again takes the place of the one before", async () => {
    await app.install({ team: "T1" });
    expect(await app.ask("T1")).toBe(ANSWER);
    const before = await tokenOf("slack:T1");
    app.bot.slack.oauth.uninstall("T1");
    await app.install({ team: "T1" });
    expect(await tokenOf("slack:T1")).not.toBe(before);
    expect(await app.ask("T1")).toBe(ANSWER);
    // Slack tells late of the app that was there before.
    await app.tell("T1", { type: "app_uninstalled" });
    await app.tell("T1", { type: "tokens_revoked", tokens: { oauth: ["U0ADMIN"], bot: [] } });
    expect(await app.ask("T1")).toBe(ANSWER);
    expect(app.bot.heard).toEqual([]);
  });

  it("whose token was revoked ends, also where Slack tells nothing of it", async () => {
    for (const team of ["T1", "T2"]) await app.install({ team });
    app.bot.slack.oauth.uninstall("T1");
    await app.tell("T1", { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } });
    await gone("slack:T1");
    app.bot.slack.oauth.uninstall("T2");
    expect(await app.ask("T2")).toBe(ANSWER);
    await gone("slack:T2");
    expect(app.bot.heard).toEqual(["slack:T1 left", "slack:T2 left"]);
    expect(await app.bot.installations.names()).toEqual([]);
  });

  it("gets its own digests and notices, although another has a channel of the same id", async () => {
    for (const team of ["T1", "T2"]) await app.install({ team });
    const { adapter, slack } = app.bot;
    const to = adapter.places.open({ platform: "slack", channel: "C0NEWS" }, new Map(), "slack:T2");
    const [part] = to.plan({ main: privately(paragraph("The digest of T2.")) }, "key");
    if (part === undefined) throw new Error("nothing was planned");
    expect((await to.send(part, { signal: new AbortController().signal })).type).toBe("sent");
    await adapter.notifier.tell(
      "slack:T1",
      { actorId: "U0MEMBER" },
      privately(paragraph("A notice for T1.")),
    );
    const textsIn = (team: string) => slack.oauth.stateOf(team).workspace.messages.map(({ text }) => text);
    expect([textsIn("T1"), textsIn("T2")]).toEqual([["A notice for T1."], ["The digest of T2."]]);
    // Whoever runs the program is named nowhere: no customer is told of its machine.
    await expect(
      adapter.notifier.tell("environment:machine", "admins", privately(paragraph("x"))),
    ).rejects.toThrow();
    const nowhere = adapter.places.open({ platform: "slack", channel: "C0NEWS" }, new Map(), "slack:T9");
    expect((await nowhere.send(part, { signal: new AbortController().signal })).type).toBe("later");
    expect([textsIn("T1"), textsIn("T2"), slack.workspace.messages]).toEqual([
      ["A notice for T1."],
      ["The digest of T2."],
      [],
    ]);
  });
});

describe("of a whole organisation", () => {
  beforeEach(async () => {
    app = await startInstalledApp("http");
    await app.install({ team: "T1", enterprise: "E1", isOrgWide: true });
  });

  const places = () => app.bot.adapter.places;
  const named = (wanted: string) =>
    places().resolve({
      platform: "slack",
      workspace: "slack:E1",
      actor: { id: "U0MEMBER", isAdmin: false },
      here: "D0MEMBER",
      wanted,
    });

  it("channels and groups are found in all its teams, and its own admins are told, each once", async () => {
    const { oauth } = app.bot.slack;
    const { users, messages } = oauth.stateOf("E1").workspace;
    users.clear();
    const of = (enterprise_id: string) => ({
      enterprise_user: { enterprise_id, teams: ["T1"], is_admin: true },
    });
    users.set("U0ORG", { id: "U0ORG", ...of("E1") });
    users.set("U0TEAM", {
      id: "U0TEAM",
      is_admin: true,
      enterprise_user: { enterprise_id: "E1", teams: ["T1"] },
    });
    users.set("U0MEMBER", { id: "U0MEMBER" });
    // Added to no team yet.
    expect((await named("news")).type).toBe("refused");
    oauth.teams.push("T1", "T7");
    expect(await named("news")).toMatchObject({ type: "found", place: { channel: "C0NEWS" } });
    expect(
      await places().mentioned?.({
        platform: "slack",
        workspace: "slack:E1",
        actor: { id: "U0MEMBER" },
        place: { platform: "slack", channel: "C0NEWS" },
        id: "S0COURTS",
      }),
    ).toMatchObject({ type: "found" });
    await app.bot.adapter.notifier.tell("slack:E1", "admins", privately(paragraph("A notice.")));
    expect(messages.map(({ channel }) => channel)).toEqual(["D0ORG"]);
  });
});

describe("what Slack sends of a channel that two workspaces share", () => {
  beforeEach(async () => {
    app = await startInstalledApp("http");
    for (const team of ["T1", "T2"]) await app.install({ team });
  });

  it("is for the workspace that it is sent to: who is of another one is told so there, whatever they have installed", async () => {
    const { oauth } = app.bot.slack;
    for (const team of ["T1", "T2"])
      oauth
        .stateOf(team)
        .workspace.add({ channel: "C0NEWS", via: "person", text: "x", blocks: [], threadTs: "9.9" });
    await app.send({
      type: "event_callback",
      team_id: "T1",
      api_app_id: "A0NEWS",
      event_id: "Ev0MENTION",
      authorizations: [{ team_id: "T1", enterprise_id: null, is_bot: true, user_id: "U0BOT" }],
      event: {
        type: "app_mention",
        user: "U0MEMBER",
        user_team: "T2",
        channel: "C0NEWS",
        text: "<@U0BOT> news search court",
        ts: "10.1",
        thread_ts: "9.9",
      },
    });
    const { messages } = oauth.stateOf("T1").workspace;
    await app.bot.slack.until(() => messages.length === 2);
    expect(messages[1]).toMatchObject({ text: expect.stringMatching(ELSEWHERE), onlyFor: "U0MEMBER" });
    expect(app.bot.ran).toEqual([]);
    expect(oauth.stateOf("T2").workspace.messages).toHaveLength(1);
  });

  it("by a Home tab, a button or a form is answered with the token of that workspace", async () => {
    const { slack } = app.bot;
    const from = { team: "T2", user: "U0MEMBER" };
    await app.send(homePayload(from));
    await slack.until(() => slack.oauth.stateOf("T2").homes.has("U0MEMBER"));
    expect([slack.oauth.stateOf("T1").homes.size, slack.homes.size]).toEqual([0, 0]);
    const at = slack.addresses("U0MEMBER", "C0NEWS", false);
    await app.send(
      actionPayload(
        from,
        at,
        { action_id: "run:0", value: "c1:/news search pressed" },
        { channel: "C0NEWS" },
      ),
    );
    await slack.answersTo(at.request, 1);
    await app.send(
      viewPayload(
        { ...from, user: "U0ADMIN" },
        { triggerId: "t" },
        { callback_id: "c1:/dropbox code" },
        { code: "abc" },
      ),
    );
    const { messages } = slack.oauth.stateOf("T2").workspace;
    await slack.until(() => messages.length > 0);
    expect(app.bot.ran).toEqual(["news home", "news search pressed", "dropbox code abc"]);
    expect(app.bot.lastContext().invocation.workspace).toBe("slack:T2");
    expect(slack.oauth.stateOf("T1").workspace.messages).toEqual([]);
  });

  it("changes only the digests of that workspace", async () => {
    await app.tell("T1", { type: "channel_archive", channel: "C0NEWS" });
    expect(app.bot.closed).toEqual([{ platform: "slack", channel: "C0NEWS", workspace: "slack:T1" }]);
  });
});

it("an installation from before the app asked for more tells its own admins what lacks", async () => {
  app = await startInstalledApp("http");
  await app.install({ team: "T1" });
  const { installations, slack } = app.bot;
  const stored = await installations.get("slack:T1");
  if (stored?.tokens === undefined) throw new Error("it is not installed");
  const scopes = stored.scopes.filter((scope) => scope !== "files:write");
  await installations.install({ ...stored, scopes }, stored.tokens, 0);
  const { messages } = slack.oauth.stateOf("T1").workspace;
  expect(await app.ask("T1")).toBe(ANSWER);
  await slack.until(() => messages.some(({ blocks }) => JSON.stringify(blocks).includes("files:write")));
});

describe("ADMIN_IDS", () => {
  it("names people with their workspace, and what is about the machine is for them alone", async () => {
    app = await startInstalledApp("http", { adminIds: ["T1:U0MEMBER"] });
    for (const team of ["T1", "T2"]) await app.install({ team });
    await app.ask("T1");
    expect(app.bot.lastContext().invocation.actor.roles).toContain("admin");
    await app.ask("T2");
    expect(app.bot.lastContext().invocation.actor.roles).not.toContain("admin");
    await app.bot.adapter.notifier.tell(
      "environment:machine",
      "admins",
      privately(paragraph("The disk is full.")),
    );
    const of = (team: string) => app.bot.slack.oauth.stateOf(team).workspace.messages.length;
    expect([of("T1"), of("T2")]).toEqual([1, 0]);
  });
});
