// An app that is installed for a whole organisation: whichever team a payload names, the organisation is the workspace.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  readBlockAction,
  readHomeOpened,
  readSlashCommand,
  readViewSubmission,
} from "../../../adapters/slack/in/read.ts";
import { actionPayload, commandPayload, homePayload, viewPayload } from "../../fakes/slack/payloads.ts";
import type { FakeUser } from "../../fakes/slack/workspace.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";

const ORGANISATION = "E0GRID";
const at = { responseUrl: "https://hooks.slack.com/x", triggerId: "t" };
const orgWide = { is_enterprise_install: true, enterprise: { id: ORGANISATION, name: "Courts" } } as const;

describe.each(["T0NEWS", "T0SISTER"])("what comes from %s", (team) => {
  const from = { team, user: "U0MEMBER" };
  const command = commandPayload(from, at, "C0NEWS", "/news", "top");
  const button = actionPayload(from, at, { action_id: "run:0", value: "c" }, { channel: "C0NEWS" });
  const form = viewPayload(from, at, { callback_id: "c1:/news top" }, {});
  const home = homePayload(from);
  const ofOrganisation = [{ enterprise_id: ORGANISATION, team_id: team, is_enterprise_install: true }];

  it.each([
    [
      "a command",
      readSlashCommand({ ...command, is_enterprise_install: "true", enterprise_id: ORGANISATION }, ""),
    ],
    ["a button, which then names no team", readBlockAction({ ...button, ...orgWide, team: null })],
    ["a button that names the team", readBlockAction({ ...button, ...orgWide })],
    ["a form", readViewSubmission({ ...form, ...orgWide })],
    ["the Home tab", readHomeOpened({ ...home, authorizations: ofOrganisation })],
  ])("by %s is the organisation's", (_name, request) => {
    expect(request?.workspace).toBe(`slack:${ORGANISATION}`);
  });

  it.each([
    ["a command", readSlashCommand({ ...command, enterprise_id: ORGANISATION }, "")],
    ["a button", readBlockAction({ ...button, ...orgWide, is_enterprise_install: false })],
    ["a form", readViewSubmission({ ...form, ...orgWide, is_enterprise_install: false })],
    ["the Home tab", readHomeOpened(home)],
  ])("by %s is the team's where the app is installed for the team", (_name, request) => {
    expect(request?.workspace).toBe(`slack:${team}`);
  });
});

describe("in an organisation", () => {
  let bot: AdapterUnderTest;

  beforeEach(async () => {
    bot = await startAdapter({ isIdle: true });
    bot.slack.workspace.organisation = ORGANISATION;
    await bot.adapter.start();
  });

  afterEach(() => bot.close());

  function hire(
    id: string,
    rest: Partial<FakeUser> & { teams?: readonly string[]; isOrgAdmin?: boolean },
  ): void {
    const { teams = ["T0NEWS"], isOrgAdmin = false, ...user } = rest;
    const enterprise_user = { enterprise_id: ORGANISATION, teams, is_admin: isOrgAdmin };
    bot.slack.workspace.users.set(id, { id, ...user, enterprise_user });
  }

  async function rolesOf(user: string) {
    const { responseUrl, triggerId, request } = bot.slack.addresses(user, "C0NEWS", true);
    const payload = commandPayload(
      { team: "T0NEWS", user },
      { responseUrl, triggerId },
      "C0NEWS",
      "/news",
      "search court",
    );
    bot.slack.deliver("slash_commands", {
      ...payload,
      is_enterprise_install: "true",
      enterprise_id: ORGANISATION,
    });
    await bot.slack.answersTo(request, 1);
    return bot.lastContext().invocation.actor.roles;
  }

  it("its own admins are admins, and a team's are not", async () => {
    hire("U1", { isOrgAdmin: true });
    hire("U2", { is_admin: true });
    hire("U3", { isOrgAdmin: true, is_restricted: true });
    bot.slack.workspace.users.set("U4", { id: "U4", is_admin: true, team_id: "T0ELSEWHERE" });
    expect(await rolesOf("U1")).toEqual(["read", "manage", "admin"]);
    expect(await rolesOf("U2")).toEqual(["read", "manage"]);
    expect(await rolesOf("U3")).toEqual(["read"]);
    expect(await rolesOf("U4")).toEqual(["read"]);
  });

  it("a button of an answer works for whoever sees it, from whichever team", async () => {
    hire("U1", {});
    hire("U2", { team_id: "T0SISTER", teams: ["T0SISTER"] });
    const long = `search ${"court ".repeat(20).trim()}`;
    const codes = await bot.codes.codesOf(`slack:${ORGANISATION}`, {
      audience: "asker",
      blocks: [{ type: "actions", actions: [{ type: "command", label: "Again", command: `/news ${long}` }] }],
    });
    const [value] = codes.values();
    const { responseUrl, triggerId, request } = bot.slack.addresses("U2", "C0NEWS", true);
    const pressed = actionPayload(
      { team: "T0SISTER", user: "U2" },
      { responseUrl, triggerId },
      { action_id: "run:0", value },
      { channel: "C0NEWS" },
    );
    bot.slack.deliver("interactive", { ...pressed, ...orgWide, team: null });
    await bot.slack.answersTo(request, 1);
    expect(bot.ran).toEqual([`news ${long}`]);
  });
});
