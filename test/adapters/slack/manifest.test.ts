// The manifest: what Slack's schema says, what the commands say, and what the adapter really needs.

import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { pino } from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { manifestYaml, slackManifest } from "../../../adapters/slack/api/manifest.ts";
import { SCOPES } from "../../../adapters/slack/api/scopes.ts";
import { LIFECYCLE_EVENTS } from "../../../adapters/slack/in/lifecycle.ts";
import { passedOver } from "../../../adapters/slack/in/passed-over.ts";
import { readConfig } from "../../../src/config.ts";
import { assembleBot } from "../../../src/main.ts";
import { sharedPath } from "../../shared-data.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const directory = await mkdtemp(join(tmpdir(), "rol-news-manifest-"));
const bot = await assembleBot({
  config: readConfig({ DATA_DIR: directory }),
  clock: Date.now,
  log: pino({ level: "silent" }),
  notifier: { tell: async () => undefined },
});
const { commands } = bot.router;
afterAll(async () => {
  await bot.close();
  await rm(directory, { recursive: true, force: true });
});

const variants = {
  socket: slackManifest(commands, { prefix: "", mode: "socket" }),
  http: slackManifest(commands, { prefix: "", mode: "http", publicUrl: "https://news.example.org" }),
  many: slackManifest(commands, {
    prefix: "",
    mode: "http",
    publicUrl: "https://news.example.org",
    isForMany: true,
  }),
  prefixed: slackManifest(commands, { prefix: "rol-", mode: "socket" }),
};

describe("the committed manifest", () => {
  it("is what the commands make it", () => {
    expect(readFileSync(`${root}manifest.yml`, "utf8")).toBe(manifestYaml(variants.socket));
  });
});

describe("a manifest", () => {
  it("has a slash command for each group, with every verb as a hint, and escapes names", () => {
    const slashCommands = variants.socket.features.slash_commands;
    expect(slashCommands.map(({ command }) => command)).toEqual(
      [...new Set(commands.map(({ path }) => path[0]))].map((group) => `/${group}`),
    );
    expect(slashCommands).toContainEqual({
      command: "/news",
      description: "Rule-of-law news by impact, pillar, country and date",
      usage_hint: expect.stringMatching(/^top \| latest \| search \| more \| .*\| show/),
      should_escape: true,
    });
  });

  it("carries the prefix", () => {
    expect(variants.prefixed.features.slash_commands.map(({ command }) => command)).toEqual(
      variants.socket.features.slash_commands.map(({ command }) => command.replace("/", "/rol-")),
    );
    expect(() => slackManifest(commands, { prefix: "x".repeat(30), mode: "socket" })).toThrow(
      "COMMAND_PREFIX",
    );
  });

  it("names no address in Socket Mode, and the bot's own in HTTP mode", () => {
    expect(JSON.stringify(variants.socket)).not.toContain("http");
    const address = "https://news.example.org/slack/events";
    for (const { url } of variants.http.features.slash_commands) expect(url).toBe(address);
    expect(variants.http.settings).toMatchObject({
      socket_mode_enabled: false,
      interactivity: { request_url: address, message_menu_options_url: address },
      event_subscriptions: { request_url: address },
    });
    expect(() => slackManifest(commands, { prefix: "", mode: "http" })).toThrow("PUBLIC_URL");
  });

  it("of an app that many install names where they come back to, for organisations and with tokens that rotate", () => {
    expect(variants.many.oauth_config.redirect_urls).toEqual([
      "https://news.example.org/slack/oauth_redirect",
    ]);
    expect(variants.many.settings).toMatchObject({ org_deploy_enabled: true, token_rotation_enabled: true });
    // Of one workspace the operator has a token, which nobody renews.
    expect(variants.http.settings).toMatchObject({
      org_deploy_enabled: false,
      token_rotation_enabled: false,
    });
    expect(() => slackManifest(commands, { prefix: "", mode: "socket", isForMany: true })).toThrow(
      "PUBLIC_URL",
    );
  });

  it("asks for no event that the bot does not take, and for every one that it reads", () => {
    const { bot_events } = variants.socket.settings.event_subscriptions;
    const dropped = bot_events.filter((name) => {
      // `message.im` comes as a message.
      const [type] = name.split(".");
      return passedOver({ event: { type, user: "U0MEMBER", channel_type: "im" } }) !== undefined;
    });
    expect(dropped).toEqual([]);
    expect(bot_events).toEqual(expect.arrayContaining([...LIFECYCLE_EVENTS]));
  });

  const source = globSync("adapters/slack/**/*.ts", {
    cwd: root,
    exclude: (name) => name.endsWith("scopes.ts"),
  })
    .map((file) => readFileSync(`${root}${file}`, "utf8"))
    .join("\n");
  const { features, settings, oauth_config } = variants.socket;
  /** Methods, events and features that the app really has, as `neededBy` names them. */
  const had = new Set<string>([
    ...[
      ...source.matchAll(/"((?:apps|auth|chat|conversations|files|usergroups|users|views)\.[A-Za-z.]+)"/g),
    ].map(([, method]) => method ?? ""),
    ...settings.event_subscriptions.bot_events.map((event) => `event ${event}`),
    ...Object.keys(features).map((feature) => `feature ${feature}`),
  ]);

  it("asks for no permission that no call and no event needs", () => {
    expect(oauth_config.scopes.bot).toEqual(SCOPES.map(({ name }) => name));
    for (const { name, neededBy } of SCOPES)
      expect([name, neededBy.filter((one) => !had.has(one))]).toEqual([name, []]);
  });

  it("asks for every permission that a call or an event needs", () => {
    // https://docs.slack.dev/reference/methods and /reference/events: the page of each names its scopes.
    const free = [
      "auth.test",
      "auth.revoke",
      "auth.teams.list",
      "apps.connections.open",
      "views.open",
      "views.publish",
    ];
    const needs = new Set([...free, ...SCOPES.flatMap(({ neededBy }) => neededBy)]);
    const unneeded = [
      "event app_home_opened",
      "event tokens_revoked",
      "event app_uninstalled",
      "feature app_home",
      "feature bot_user",
    ];
    expect([...had].filter((one) => !needs.has(one) && !unneeded.includes(one))).toEqual([]);
  });

  it("lets people write to the bot, and has every shortcut that the bot answers", () => {
    expect(features.app_home.messages_tab_read_only_enabled).toBe(false);
    expect(features.shortcuts.map(({ type, callback_id }) => `${type} ${callback_id}`)).toEqual([
      "message reports",
      "message why",
      "message mute",
      "global ask",
      "global new-digest",
    ]);
  });

  it("is YAML that says the same", () => {
    expect(manifestYaml(variants.http)).toContain(
      '  slash_commands:\n    - command: "/news"\n      url: "https://news.example.org/slack/events"\n',
    );
    expect(manifestYaml(variants.http)).toContain('    bot:\n      - "commands"\n');
    expect(manifestYaml(variants.http)).toContain("  socket_mode_enabled: false\n");
  });
});

describe.each(["1", "2"])("Slack's schema %s", (version) => {
  const path = sharedPath(`specs/manifest.schema.${version}.0.0.json`);
  const reason = existsSync(path) ? "" : " (skipped: the schema is not on this machine)";

  it.skipIf(!existsSync(path)).each(Object.entries(variants))(
    `accepts the manifest: %s${reason}`,
    (_, manifest) => {
      const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
      const validate = ajv.compile(JSON.parse(readFileSync(path, "utf8")));
      validate(manifest);
      expect(validate.errors ?? []).toEqual([]);
      expect(validate({ ...manifest, features: { slash_commands: [{ command: "news" }] } })).toBe(false);
    },
  );
});
