// `doctor` on a set-up that is whole, and on each way to break it: what is wrong and how it is mended, a line each.

import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createNotifier } from "../../adapters/terminal/out/notifier.ts";
import { type Simulator, startSimulator } from "../../demo/simulator/server.ts";
import { hostOf } from "../../src/cli/host.ts";
import { readConfig } from "../../src/config.ts";
import type { DataSetStatus } from "../../src/datasets/data-set-status.ts";
import { examine } from "../../src/doctor/index.ts";
import { nodeFinding, roomOf } from "../../src/doctor/machine.ts";
import { statusFindings } from "../../src/doctor/news.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot } from "../../src/main.ts";
import type { Finding } from "../../src/platform/finding.ts";
import { environmentKey } from "../../src/platform/workspace.ts";
import { openStore } from "../../src/store/database.ts";
import { lockDataDirectory } from "../../src/store/lock.ts";
import { realPace } from "../../src/time/pace.ts";
import { DAY_MS, MINUTE_MS } from "../../src/time/units.ts";
import { writeNews } from "../datasets/news-files.ts";
import { type FakeDiscord, startFakeDiscord } from "../fakes/discord/server.ts";
import { discordSettings, slackSettings } from "../fakes/settings.ts";
import { CLIENT } from "../fakes/slack/oauth.ts";
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { subscriptionRecord } from "../store/digest-records.ts";

const log = createLogger("silent");

let root: string;
let dataDirectory: string;
let simulator: Simulator;
let slack: FakeSlack;
let discord: FakeDiscord;
/** Of a bot in both platforms, connected to a Dropbox with news, with one digest in #news. */
let environment: Record<string, string>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "rol-doctor-"));
  dataDirectory = join(root, "data");
  const dropbox = join(root, "dropbox");
  await mkdir(join(dropbox, "empty"), { recursive: true });
  await writeNews(join(dropbox, "Estonia_master.parquet.gzip"), { articles: 3 });
  [simulator, slack, discord] = await Promise.all([
    startSimulator({ directory: dropbox }),
    startFakeSlack({}),
    startFakeDiscord(),
  ]);
  environment = {
    DATA_DIR: dataDirectory,
    PORT: "0",
    DROPBOX_ORIGIN: simulator.origin,
    DROPBOX_APP_KEY: simulator.appKey,
    DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken(),
    ...slackSettings(slack),
    ...discordSettings(discord),
  };
  const bot = await assembleBot({
    config: readConfig(environment),
    clock: Date.now,
    log,
    notifier: createNotifier(),
  });
  await bot.datasets.refresh(environmentKey("dropbox"));
  await bot.close();
  const store = await openStore({ dataDirectory });
  await store.subscriptions.add(
    subscriptionRecord("Morning brief", {
      place: JSON.stringify({ platform: "slack", channel: "C0NEWS" }),
      placeLabel: "#news",
      nextSlot: Date.now() + DAY_MS,
    }),
  );
  await store.close();
});

afterAll(async () => {
  await Promise.all([simulator.close(), slack.close(), discord.close()]);
  await rm(root, { recursive: true, force: true });
});

async function findingsOf(
  change: Readonly<Record<string, string | undefined>> = {},
  clock = Date.now,
): Promise<readonly Finding[]> {
  return examine({
    environment: { ...environment, ...change },
    clock,
    log,
    hostOf: (config, bot, id) => hostOf({ config, bot, clock, pace: realPace, log }, id),
    goOut: () => undefined,
    tell: () => undefined,
  });
}

function problemsIn(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((finding) =>
    finding.state === "problem" ? [`${finding.about}: ${finding.says} → ${finding.mend}`] : [],
  );
}

/** Nobody listens there any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

it("finds nothing wrong with a whole set-up, and says what it saw", async () => {
  const findings = await findingsOf();
  expect(problemsIn(findings)).toEqual([]);
  expect(findings.map(({ about, says }) => `${about}: ${says}`)).toEqual(
    expect.arrayContaining([
      "state (SQLite): it is there and can be read",
      expect.stringMatching(/^Slack bot token: \w+ in /),
      "Slack connection: Socket Mode",
      "Discord servers: one server",
      "Dropbox app: Dropbox knows it",
      expect.stringMatching(/^Dropbox of the environment: the account of /),
      "Dropbox of the environment: 1 data file in its folder",
      expect.stringMatching(/^news of .*: 3 assessments$/),
      "places of digests: the bot may post in 1 place",
    ]),
  );
});

it("posts nothing, and leaves the state as it was", async () => {
  const stateOf = () => readFile(join(dataDirectory, "state.sqlite"));
  const [messages, state] = [slack.workspace.messages.length, await stateOf()];
  await findingsOf();
  expect(slack.workspace.messages.length).toBe(messages);
  expect((await stateOf()).equals(state)).toBe(true);
});

it.each<[what: string, change: Readonly<Record<string, string | undefined>>, problem: string]>([
  [
    "a value that cannot be read",
    { PORT: "port" },
    "configuration: PORT must be a whole number from 0 to 65535. → Correct it in .env, or wherever it is set; .env.example says what each is for.",
  ],
  [
    "a name with a slip",
    { DROPBOX_APP_SECERT: "s" },
    "configuration: DROPBOX_APP_SECERT is set, and nothing reads it. → Call it DROPBOX_APP_SECRET.",
  ],
  [
    "a name of an older version",
    { SLACK_CLIENT_TOKEN: "s" },
    "configuration: SLACK_CLIENT_TOKEN is set, and nothing reads it. → Take it out; .env.example has all names.",
  ],
  [
    "half of Slack",
    { SLACK_APP_TOKEN: undefined },
    "Slack: It is off although SLACK_BOT_TOKEN, SLACK_API_URL are set. → Set what is missing: it needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.",
  ],
  [
    "a bot token that Slack does not take",
    { SLACK_BOT_TOKEN: "xoxb-other" },
    "Slack bot token: Slack refuses SLACK_BOT_TOKEN (invalid_auth). → Install the app to the workspace and set the token of its bot user.",
  ],
  [
    "an app token that Slack does not take",
    { SLACK_APP_TOKEN: "xapp-other" },
    "Slack connection: Slack refuses SLACK_APP_TOKEN (invalid_auth). → Make an App-Level Token with connections:write under Basic Information, turn on Socket Mode, and set it.",
  ],
  [
    "an app token in the bot token's place",
    { SLACK_BOT_TOKEN: APP_TOKEN },
    "Slack bot token: SLACK_BOT_TOKEN holds an app-level token. → Set it to the Bot User OAuth Token, which begins with xoxb-; this one belongs into SLACK_APP_TOKEN.",
  ],
  [
    "a bot token in the app token's place",
    { SLACK_APP_TOKEN: BOT_TOKEN },
    "Slack connection: SLACK_APP_TOKEN holds a bot token. → Set it to the App-Level Token, which begins with xapp-; this one belongs into SLACK_BOT_TOKEN.",
  ],
  [
    "a token that Discord does not take",
    { DISCORD_TOKEN: "other" },
    "Discord token: Discord refuses DISCORD_TOKEN. → Copy the token anew from the Bot page of the developer portal and start the bot with it.",
  ],
  [
    "another application's id",
    { DISCORD_APPLICATION_ID: "1" },
    "Discord application: DISCORD_APPLICATION_ID is not that of the token's application. → Set it to ",
  ],
  [
    "an app that Dropbox does not know",
    { DROPBOX_APP_KEY: "unknown", DROPBOX_REFRESH_TOKEN: undefined },
    "Dropbox app: Dropbox does not know this app. → DROPBOX_APP_KEY and DROPBOX_APP_SECRET must be those of the same app in the Dropbox App Console.",
  ],
  [
    "a refresh token that opens nothing",
    { DROPBOX_REFRESH_TOKEN: "other" },
    "Dropbox of the environment: Dropbox has withdrawn the bot's access. → Set another DROPBOX_REFRESH_TOKEN, or leave it out and connect with /dropbox connect.",
  ],
  [
    "a folder that is not there",
    { DROPBOX_PATH: "/nowhere" },
    "Dropbox of the environment: /nowhere is not in Dropbox. → Set DROPBOX_PATH.",
  ],
  [
    "a secret key that is none",
    { SECRET_KEY: "short" },
    "configuration: SECRET_KEY must be 32 bytes as base64 or hex, as openssl rand -base64 32 prints them. → Correct it in .env",
  ],
  [
    "a database without a key",
    { DATABASE_URL: "postgres://bot@127.0.0.1:1/bot" },
    "configuration: SECRET_KEY is needed with DATABASE_URL: several processes must open the same sealed secrets.",
  ],
  [
    "a database that is away",
    { DATABASE_URL: "postgres://bot@127.0.0.1:1/bot", SECRET_KEY: "ab".repeat(32) },
    "state (Postgres): The stored state cannot be opened: connect ECONNREFUSED 127.0.0.1:1. → Check DATABASE_URL",
  ],
  [
    "a proxy that is away",
    { HTTPS_PROXY: "http://127.0.0.1:1" },
    "proxy: The proxy of HTTPS_PROXY, 127.0.0.1:1, does not answer. → Correct HTTPS_PROXY, or leave it out where the network needs none.",
  ],
  [
    "an address that is not this machine's",
    { HOST: "192.0.2.1", PORT: "0" },
    "address: HOST is no address of this machine. → Set it to 127.0.0.1",
  ],
  [
    "a folder without data files",
    { DROPBOX_PATH: "/empty" },
    "Dropbox of the environment: There is no data file in /empty. → Put parquet files there. To read another folder: Set DROPBOX_PATH.",
  ],
])("tells of %s, and of nothing else", async (_what, change, problem) => {
  const problems = problemsIn(await findingsOf(change));
  expect(problems).toEqual([expect.stringContaining(problem)]);
  expect(problems.join()).toMatch(/ → .+\.$/);
});

it("tells of a permission that the app was not given, and what does not work without it", async () => {
  const poorer = await startFakeSlack({ scopes: ["commands", "chat:write", "users:read", "channels:read"] });
  onTestFinished(() => poorer.close());
  const problems = problemsIn(await findingsOf(slackSettings(poorer)));
  expect(problems).toContain(
    "Slack permissions: im:write is missing: without it the bot cannot write to people directly. → Replace the app's manifest with manifest.yml and install the app again; docs/slack.md says how.",
  );
});

describe("of an app that many workspaces install", () => {
  const settingsOf = (secret: string) => ({
    SLACK_BOT_TOKEN: "",
    SLACK_CLIENT_ID: CLIENT.clientId,
    SLACK_CLIENT_SECRET: secret,
    PUBLIC_URL: "https://news.example.org",
  });

  it("sees that Slack knows it, without installing anything", async () => {
    const findings = await findingsOf(settingsOf(CLIENT.clientSecret));
    expect(findings).toContainEqual({
      state: "ok",
      about: "Slack app",
      says: "workspaces install it at PUBLIC_URL/slack/install",
    });
    expect(slack.problems).toEqual([]);
  });

  it("tells of a secret that is not its own", async () => {
    expect(problemsIn(await findingsOf(settingsOf("wrong")))).toContain(
      "Slack app: Slack refuses SLACK_CLIENT_ID or SLACK_CLIENT_SECRET (bad_client_secret). → Copy both from the app's settings: Basic Information, App Credentials.",
    );
  });
});

it("tells of a server that cannot be reached, and asks it nothing more", async () => {
  const origin = `http://127.0.0.1:${await closedPort()}`;
  const findings = await findingsOf({ DROPBOX_ORIGIN: origin });
  expect(problemsIn(findings)).toEqual([
    `way to Dropbox: ${origin.slice(7)}: it cannot be reached. → Check the network of this machine, and HTTPS_PROXY if it needs one.`,
  ]);
});

it("tells of a port that another program has, and not of one that the bot has itself", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const PORT = String(typeof address === "object" ? address?.port : "");
  expect(problemsIn(await findingsOf({ PORT }))).toEqual([
    `address: Another program listens on 127.0.0.1:${PORT}. → Set PORT to a free one, or end that program.`,
  ]);
  const lock = await lockDataDirectory(dataDirectory, Date.now());
  onTestFinished(() => lock.release());
  expect(problemsIn(await findingsOf({ PORT }))).toEqual([]);
});

it("tells of a clock that is wrong", async () => {
  const problems = problemsIn(await findingsOf({}, () => Date.now() + 7 * MINUTE_MS));
  expect(problems[0]).toMatch(
    /^clock: The clock of this machine is 7 min ahead of that of 127\.0\.0\.1:\d+\. → Let it be set by the network time/,
  );
});

it("tells of a bot that is in no server", async () => {
  const { guild } = discord;
  guild.isKicked = true;
  onTestFinished(() => {
    guild.isKicked = false;
  });
  expect(problemsIn(await findingsOf())).toEqual([
    expect.stringMatching(
      /^Discord servers: The bot is in no server\. → Open https:\/\/discord\.com\/.* and add it to one\.$/,
    ),
  ]);
});

it("tells of a place that a digest cannot go to any more", async () => {
  const channel = slack.workspace.channels.get("C0NEWS");
  if (channel === undefined) throw new Error("no channel");
  channel.isArchived = true;
  onTestFinished(() => {
    channel.isArchived = false;
  });
  expect(problemsIn(await findingsOf())).toEqual([
    expect.stringMatching(/^digest Morning brief, #news: .*archived.* → .+\.$/),
  ]);
});

it("tells of a data directory that others can read", async () => {
  await chmod(dataDirectory, 0o755);
  onTestFinished(() => chmod(dataDirectory, 0o700));
  expect(problemsIn(await findingsOf())).toEqual([
    "data directory: Others on this machine can read it. → Make it private: chmod 700 on DATA_DIR.",
  ]);
});

it("tells of a data directory that is a file, and of a state that a newer program wrote", async () => {
  const file = join(root, "file");
  await writeFile(file, "");
  expect(problemsIn(await findingsOf({ DATA_DIR: file }))).toEqual([
    "data directory: DATA_DIR is no folder. → Set it to a folder of the bot's own.",
  ]);
  const newer = join(root, "newer");
  const store = await openStore({ dataDirectory: newer });
  await store.close();
  const database = new DatabaseSync(join(newer, "state.sqlite"));
  database.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-of-tomorrow', '')");
  database.close();
  expect(problemsIn(await findingsOf({ DATA_DIR: newer }))).toEqual([
    "state (SQLite): The stored state was written by a newer version of this program. → Run that version, or use another DATA_DIR or DATABASE_URL.",
  ]);
});

it("tells of a connection that was sealed with another key, and looks at the rest all the same", async () => {
  const own = join(root, "sealed");
  const bot = await assembleBot({
    config: readConfig({ ...environment, DATA_DIR: own }),
    clock: Date.now,
    log,
    notifier: createNotifier(),
  });
  const { url } = await bot.connections.begin("slack:T0NEWS", { id: "U1", name: "Ana" });
  const approval = await simulator.approve(url);
  if (approval.kind !== "code") throw new Error("no code");
  await bot.connections.finishWithCode("slack:T0NEWS", "U1", "C0NEWS", approval.code);
  await bot.close();
  const findings = await findingsOf({ DATA_DIR: own, SECRET_KEY: "cd".repeat(32) });
  expect(problemsIn(findings)).toEqual([
    "Dropbox of slack:T0NEWS: A stored secret was sealed with another key. → Add that key to SECRET_KEY_PREVIOUS, or connect again with /dropbox connect.",
  ]);
});

it("tells of news that do not serve, of an old Node and of a full disk", () => {
  const status: DataSetStatus = {
    description: "your Dropbox",
    refused: [{ name: "a.parquet", contentHash: "", reason: "a.parquet is no parquet file." }],
    held: [],
    problem: { sentence: "Dropbox refuses the access.", since: 0 },
    building: false,
  };
  expect(problemsIn(statusFindings(status, 0))).toEqual([
    "news of your Dropbox: Dropbox refuses the access. → The last good news are served until then; /dropbox refresh tries again.",
    "news of your Dropbox: a.parquet is no parquet file. → Bring that file again; the others are served.",
  ]);
  expect(problemsIn([nodeFinding("24.1.0")])).toEqual([]);
  expect(problemsIn([nodeFinding("20.19.0")])).toEqual([
    expect.stringMatching(/^Node: Node 20\.19\.0 is too old/),
  ]);
  expect(problemsIn([roomOf(5e9, 1e9)])).toEqual([]);
  expect(problemsIn([roomOf(2e9, 1e9)])).toEqual([
    "disk: 2.0 GB are free, and preparing news may need 4.0 GB. → Make room, or put DATA_DIR on another disk.",
  ]);
});
