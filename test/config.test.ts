// The environment: read once, checked whole, never quoted.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig, SETTINGS } from "../src/config.ts";
import { AppError } from "../src/errors.ts";

/** What the environment is told that it has wrong. */
function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe("bad-configuration");
    const [title, ...problems] = error.message.split("\n");
    expect(title).toMatch(/^The configuration has (a problem|\d+ problems):$/);
    return problems.map((problem) => problem.trim());
  }
  return [];
}

const KEY = "ab".repeat(32);

describe("the configuration", () => {
  it("has a default for everything that needs one", () => {
    expect(readConfig({})).toMatchObject({
      DATA_DIR: "./data",
      HOST: "127.0.0.1",
      PORT: 3000,
      DEFAULT_TZ: "UTC",
      COMMAND_PREFIX: "",
      ADMIN_IDS: "",
      EXPORT: "off",
    });
  });

  it("takes an empty value for none, and ignores what it does not know", () => {
    const { PATH: _, ...empty } = {
      PATH: "/usr/bin",
      PORT: "",
      DATA_DIR: "  ",
      DROPBOX_APP_KEY: "",
      DATABASE_URL: "",
    };
    expect(readConfig(empty)).toEqual(readConfig({}));
    expect(readConfig({ PATH: "/usr/bin" })).toEqual(readConfig({}));
  });

  it("reads numbers, and addresses without a slash at their end", () => {
    const config = readConfig({
      PORT: "0",
      PUBLIC_URL: "https://news.example.org/bot/",
      DROPBOX_ORIGIN: "http://127.0.0.1:9/",
    });
    expect(config).toMatchObject({
      PORT: 0,
      PUBLIC_URL: "https://news.example.org/bot",
      DROPBOX_ORIGIN: "http://127.0.0.1:9",
    });
  });

  it.each([
    ["PORT", "port"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["PUBLIC_URL", "news.example.org"],
    ["PUBLIC_URL", "ftp://news.example.org"],
    ["LOG_LEVEL", "loud"],
    ["DEFAULT_TZ", "Europe/Nowhere"],
    ["COMMAND_PREFIX", "News Bot"],
    ["ADMIN_IDS", "Ana"],
    ["ADMIN_IDS", "irc:ana"],
    ["DATABASE_URL", "mysql://localhost/news"],
    ["EXPORT", "yes"],
    ["SECRET_KEY", "short"],
    ["SECRET_KEY_PREVIOUS", `${KEY},short`],
  ])("refuses %s=%s by name, without the value", (name, value) => {
    const [problem, ...others] = problemsOf({ SECRET_KEY: KEY, [name]: value });
    expect(others).toEqual([]);
    expect(problem?.startsWith(`${name} `)).toBe(true);
    expect(problem).not.toContain(value);
  });

  it("takes keys as base64 or hex", () => {
    expect(problemsOf({ SECRET_KEY: "/".repeat(43), SECRET_KEY_PREVIOUS: `${KEY}, ${KEY}` })).toEqual([]);
  });

  it("says what may stand where a few words may", () => {
    expect(problemsOf({ LOG_LEVEL: "loud" })).toEqual([
      "LOG_LEVEL must be one of silent, error, warn, info, debug",
    ]);
  });

  it.each(["port", "65536", "3000.5"])("says what PORT may be instead of %s", (PORT) => {
    expect(problemsOf({ PORT })).toEqual(["PORT must be a whole number from 0 to 65535"]);
  });

  it.each(["slack:U123", "slack:U123,discord:456", "slack:T1:U123,discord:4", " slack:U123 , discord:456, "])(
    "takes admins: %j",
    (ids) => {
      expect(readConfig({ ADMIN_IDS: ids }).ADMIN_IDS).toBe(ids);
    },
  );

  it.each([
    ["SECRET_KEY", { DATABASE_URL: "postgres://localhost/news" }],
    ["DROPBOX_APP_KEY", { DROPBOX_REFRESH_TOKEN: "token" }],
    ["DROPBOX_APP_KEY", { DROPBOX_APP_SECRET: "secret" }],
  ])("says that %s is needed with %j", (needed, environment) => {
    const [name] = Object.keys(environment);
    expect(problemsOf(environment)).toEqual([expect.stringMatching(`^${needed} is needed with ${name}: `)]);
    expect(problemsOf({ ...environment, [needed]: KEY })).toEqual([]);
  });

  it("takes a bot token, or an app that many install with all that belongs to it", () => {
    const app = { SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "s", PUBLIC_URL: "https://news.example.org" };
    expect(problemsOf(app)).toEqual([]);
    expect(problemsOf({ SLACK_CLIENT_ID: "1.2" })).toEqual([
      expect.stringMatching(/^SLACK_CLIENT_SECRET is needed with SLACK_CLIENT_ID: /),
      expect.stringMatching(/^PUBLIC_URL is needed with SLACK_CLIENT_ID: /),
    ]);
    expect(problemsOf({ SLACK_CLIENT_SECRET: "s" })).toEqual([
      expect.stringMatching(/^SLACK_CLIENT_ID is needed with SLACK_CLIENT_SECRET: /),
    ]);
    expect(problemsOf({ ...app, SLACK_BOT_TOKEN: "xoxb-1" })).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN and SLACK_CLIENT_ID exclude one another: /),
    ]);
  });

  it.each(["slack:U1", "discord:5,slack:U1", "slack:T1:U1, slack:U2 ,discord:5"])(
    "takes no admin of Slack without a workspace where many install the app: %s",
    (ADMIN_IDS) => {
      const app = {
        SLACK_CLIENT_ID: "1.2",
        SLACK_CLIENT_SECRET: "s",
        PUBLIC_URL: "https://news.example.org",
      };
      expect(problemsOf({ ...app, ADMIN_IDS })).toEqual([
        expect.stringMatching(/^ADMIN_IDS names people of Slack with their workspace/),
      ]);
      expect(problemsOf({ ...app, ADMIN_IDS: "slack:T1:U1,discord:5" })).toEqual([]);
    },
  );

  it("takes MCP and its token only together, and a token that nobody guesses", () => {
    const token = "0123456789abcdef";
    expect(problemsOf({ MCP: "on" })).toEqual([expect.stringMatching(/^MCP_TOKEN is needed with MCP: /)]);
    expect(problemsOf({ MCP_TOKEN: token })).toEqual([
      expect.stringMatching(/^MCP is needed with MCP_TOKEN: /),
    ]);
    expect(problemsOf({ MCP: "on", MCP_TOKEN: token })).toEqual([]);
    expect(problemsOf({ MCP: "off", MCP_TOKEN: token })).toEqual([]);
    expect(problemsOf({ MCP: "off" })).toEqual([]);
    for (const wrong of [
      { MCP_TOKEN: "short" },
      { MCP_TOKEN: `${token} with blanks` },
      { MCP_WORKSPACE: "T1" },
    ])
      expect(problemsOf({ MCP: "on", MCP_TOKEN: token, ...wrong })).toHaveLength(1);
  });

  it("is listed whole in .env.example, and nothing else is", () => {
    const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual(SETTINGS.toSorted());
    expect(new Set(SETTINGS).size).toBe(SETTINGS.length);
  });

  it("keeps what belongs to platforms as it was given", () => {
    const given = { SLACK_BOT_TOKEN: "xoxb-1", DISCORD_API_URL: "http://127.0.0.1:9/" };
    expect(readConfig({ ...given, OTHER: "x" }).platforms).toEqual(given);
    expect(problemsOf({ DISCORD_API_URL: "s3cret" })).toEqual(["DISCORD_API_URL is not an http(s) address"]);
  });

  it("tells all problems at once", () => {
    const problems = problemsOf({
      PORT: "port",
      DEFAULT_TZ: "Nowhere",
      DATABASE_URL: "postgres://localhost/news",
      DROPBOX_REFRESH_TOKEN: "token",
    });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "PORT",
      "DEFAULT_TZ",
      "SECRET_KEY",
      "DROPBOX_APP_KEY",
    ]);
  });

  it("never quotes a value, secret or not", () => {
    const environment = {
      PORT: "s3cret-1",
      PUBLIC_URL: "s3cret-2",
      LOG_LEVEL: "s3cret-3",
      DEFAULT_TZ: "s3cret-4",
      COMMAND_PREFIX: "S3CRET-5 s3cret",
      ADMIN_IDS: "s3cret-6",
      DATABASE_URL: "mysql://user:s3cret-7@localhost/news",
      EXPORT: "s3cret-8",
      DROPBOX_APP_SECRET: "s3cret-9",
      DROPBOX_REFRESH_TOKEN: "s3cret-10",
      DROPBOX_ORIGIN: "s3cret-11",
    };
    const problems = problemsOf(environment);
    expect(problems.length).toBeGreaterThanOrEqual(9);
    expect(problems.join(" ").toLowerCase()).not.toContain("s3cret");
  });
});
