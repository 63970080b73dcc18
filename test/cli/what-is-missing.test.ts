// What `start` says is there, and what is missing and what to do about it.

import { expect, it } from "vitest";
import { whatIsMissing, whatIsThere } from "../../src/cli/what-is-missing.ts";
import { strangeSettings } from "../../src/config.ts";

const connected = { name: "Slack", standing: { type: "connected" } } as const;
const refused = { name: "Discord", standing: { type: "refused", reason: "the token is not taken" } } as const;
const config = { DROPBOX_APP_KEY: "key" };

it("says nothing when everything is there", () => {
  expect(whatIsMissing({ standings: [connected], connections: 1, config })).toEqual([]);
});

it("says what to set where nothing is there", () => {
  const [platforms, dropbox, ...others] = whatIsMissing({ standings: [], connections: 0, config: {} });
  expect(platforms).toContain("docs/slack.md");
  expect(dropbox).toContain("set DROPBOX_APP_KEY");
  expect(others).toEqual([]);
});

it("names who is to connect Dropbox, and where to look when a platform does not take the bot", () => {
  expect(whatIsMissing({ standings: [connected, refused], connections: 0, config })).toEqual([
    "there is no news yet: an admin types /dropbox connect",
    "Discord: npm run doctor says what is wrong",
  ]);
});

it("says where it can be asked, and what the news come from", () => {
  expect(whatIsThere({ standings: [connected, refused], connections: 2 })).toEqual([
    "connected: Slack",
    "the news come from 2 Dropbox connections",
  ]);
  expect(whatIsThere({ standings: [refused], connections: 0 })).toEqual([]);
});

it("says where Slack workspaces install the bot while none has", () => {
  const many = { ...config, PUBLIC_URL: "https://news.example.org" };
  const sentencesWith = (installations: number): readonly string[] =>
    whatIsMissing({ standings: [connected], connections: 1, installations, config: many });
  expect(sentencesWith(0)).toEqual([
    "no Slack workspace has installed the bot yet: open https://news.example.org/slack/install (docs/slack.md)",
  ]);
  expect(sentencesWith(1)).toEqual([]);
});

it("names what is set under a name that nothing reads", () => {
  const strange = strangeSettings({
    SLACK_APPTOKEN: "xapp-1",
    SLACK_COLOUR: "green",
    PATH: "/bin",
    PORT: "1",
  });
  expect(whatIsMissing({ standings: [connected], connections: 1, config, strange })).toEqual([
    "SLACK_APPTOKEN is set, and nothing reads it: it may be meant as SLACK_APP_TOKEN",
    "SLACK_COLOUR is set, and nothing reads it",
  ]);
});
