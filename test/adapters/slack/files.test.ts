// A file of an answer on its way to Slack: into the conversation with who asked, or the channel where it is shared.

import { readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { slackManifest } from "../../../adapters/slack/api/manifest.ts";
import { fileHere } from "../../reply/samples.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { textOf } from "./reading.ts";

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

async function open(scopes?: readonly string[]): Promise<AdapterUnderTest> {
  const bot = await startAdapter(scopes === undefined ? {} : { scopes });
  closings.push(async () => {
    const { problems } = bot.slack;
    await bot.close();
    expect(problems).toEqual([]);
  });
  return bot;
}

const BYTES = readFileSync(fileHere.path);

it("is uploaded whole, for its asker alone", async () => {
  const { slack } = await open();
  const [answer] = await slack.command("U0MEMBER", "file").answers(1);
  expect(answer && textOf(answer)).toContain("news.csv");
  await slack.until(() => slack.files[0]?.channel !== undefined);
  expect(slack.files).toMatchObject([{ name: "news.csv", channel: slack.workspace.direct("U0MEMBER").id }]);
  expect(slack.files[0]?.bytes?.equals(BYTES)).toBe(true);
});

it("is shown in the channel when it is shared", async () => {
  const { slack } = await open();
  slack.command("U0MEMBER", "file share", { channel: "C0NEWS" });
  await slack.until(() => slack.files[0]?.channel !== undefined);
  expect(slack.files).toMatchObject([{ channel: "C0NEWS" }]);
});

it.each([
  [
    "the bot is not in the channel",
    "files.completeUploadExternal",
    "not_in_channel",
    "file share",
    "/invite",
  ],
  [
    "Slack does not take it",
    "files.getUploadURLExternal",
    "file_upload_disabled",
    "file",
    "did not take the file",
  ],
])("is told not to be there when %s", async (_why, method, error, command, said) => {
  const { slack } = await open();
  slack.fail(method, { error });
  const answers = await slack.command("U0MEMBER", command, { channel: "C0NEWS" }).answers(2);
  expect(answers.map(textOf).join("\n")).toContain(said);
  expect(slack.files.filter(({ channel }) => channel !== undefined)).toEqual([]);
});

it("says what is missing where the app may not upload", async () => {
  const all = slackManifest([], { prefix: "", mode: "socket" }).oauth_config.scopes.bot;
  const { slack } = await open(all.filter((scope) => scope !== "files:write"));
  const answers = await slack.command("U0MEMBER", "file").answers(2);
  expect(answers.map(textOf).join("\n")).toContain("adds the permission files:write");
});
