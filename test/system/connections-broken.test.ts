// The real process under load while the connection of each of its clients breaks in mid-call, at random: Postgres, Slack's and
// Discord's sockets and REST, Dropbox, and DuckDB's child. It lives, answers, and no digest is lost or doubled.

import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { expect, inject, it, onTestFinished } from "vitest";
import { type Chance, chanceOf } from "../../demo/sample/random.ts";
import { startSimulator } from "../../demo/simulator/server.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { writeNews } from "../datasets/news-files.ts";
import { type FakeDiscord, GUILD_ID, MANAGE_GUILD, startFakeDiscord } from "../fakes/discord/server.ts";
import { discordSettings, slackSettings } from "../fakes/settings.ts";
import { type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { BREAKS, type Break, startWire, type Wire } from "../fakes/wire.ts";
import { leftovers } from "../news/parquet.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { startCli } from "./running-cli.ts";

const LONG = inject("long");
const TIMES = LONG ? 250 : 12;
const FILE = "Estonia_master.parquet.gzip";
const SLACK_SCOPES = "commands chat:write users:read channels:read im:write channels:history".split(" ");
/** After that a question counts as lost. */
const ANSWER_MS = 30_000;
/** A delivery whose answer was lost is looked for after ten seconds; one whose store failed rests for a minute. */
const SETTLED_MS = 180_000;

async function freshDatabase(): Promise<URL> {
  const admin = new Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  const name = `broken_${randomBytes(6).toString("hex")}`;
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(inject("postgresUrl"));
  url.pathname = name;
  return url;
}

interface Wires {
  readonly postgres: Wire;
  readonly slack: Wire;
  readonly discord: Wire;
  readonly dropbox: Wire;
}

type Breaking = keyof Wires | "builder";

/** What breaks of each; a push breaks a socket that nobody asked anything over. */
const WAYS: Readonly<Record<keyof Wires, readonly Break[]>> = {
  postgres: BREAKS,
  slack: [...BREAKS, "push"],
  discord: [...BREAKS, "push"],
  dropbox: BREAKS,
};

async function startSite() {
  const root = await mkdtemp(join(tmpdir(), "rol-broken-"));
  const dropbox = join(root, "dropbox");
  await mkdir(dropbox);
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const lineTo = (port: number) => startWire({ host: "127.0.0.1", port });
  const database = await freshDatabase();
  const postgres = await lineTo(Number(database.port));
  const behind = new URL(database);
  behind.port = String(postgres.port);
  const lines: { slack?: Wire; discord?: Wire } = {};
  const slack = await startFakeSlack({
    scopes: SLACK_SCOPES,
    async behind(port) {
      lines.slack = await lineTo(port);
      return lines.slack.port;
    },
  });
  const discord = await startFakeDiscord({
    async behind(port) {
      lines.discord = await lineTo(port);
      return lines.discord.port;
    },
  });
  const simulator = await startSimulator({ directory: dropbox });
  onTestFinished(async () => {
    await Promise.all([slack.close(), discord.close(), simulator.close()]);
  });
  const toDropbox = await lineTo(Number(new URL(simulator.origin).port));
  if (lines.slack === undefined || lines.discord === undefined) throw new Error("A line is missing.");
  const wires: Wires = { postgres, slack: lines.slack, discord: lines.discord, dropbox: toDropbox };
  const environment = {
    DATA_DIR: join(root, "data"),
    PORT: "0",
    DATABASE_URL: behind.href,
    SECRET_KEY: randomBytes(32).toString("base64"),
    DROPBOX_ORIGIN: `http://127.0.0.1:${toDropbox.port}`,
    DROPBOX_APP_KEY: simulator.appKey,
    DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken(),
    ...slackSettings(slack),
    ...discordSettings(discord),
  };
  return { dropbox, database, wires, slack, discord, environment };
}

const SLACK_CHANNELS = ["C0ONE", "C0TWO"];
const DISCORD_CHANNELS = ["310000000000000001", "310000000000000002"];

/** A digest for each channel that says so when nothing is new: each run is a message. */
async function addDigests(store: Store, { slack, discord }: { slack: FakeSlack; discord: FakeDiscord }) {
  const settings = JSON.stringify({ filter: {}, limit: 3, layout: "brief", thread: false, empty: "say" });
  const add = (id: string, workspace: `${string}:${string}`, platform: string) =>
    store.subscriptions.add(
      subscriptionRecord(id, {
        workspace,
        platform,
        place: JSON.stringify({ platform, channel: id }),
        settings,
        zone: "UTC",
        nextSlot: Date.now() + 365 * 86_400_000,
        decidedSlot: Date.now() - 60_000,
      }),
    );
  for (const id of SLACK_CHANNELS) {
    slack.workspace.addChannel({ id, kind: "public", name: id.toLowerCase() });
    await add(id, `slack:${slack.workspace.team}`, "slack");
  }
  for (const id of DISCORD_CHANNELS) {
    discord.channels.add({ id, guildId: GUILD_ID, type: "text" });
    await add(id, `discord:${GUILD_ID}`, "discord");
  }
}

/** Whether it resolves in time. */
async function inTime(work: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    pause(ANSWER_MS, false, { ref: false }),
  ]);
}

/** Ends a child of the process, which builds a snapshot; false when there is none. */
async function killBuilder(pid: number): Promise<boolean> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8"))
    .trim()
    .split(" ")
    .filter(Boolean);
  return children.map((child) => isKilled(Number(child))).includes(true);
}

/** False when it has ended by itself meanwhile. */
function isKilled(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

/** Delivery keys of all messages that stand in the digests' channels. */
function standingKeys({ slack, discord }: { slack: FakeSlack; discord: FakeDiscord }): readonly string[] {
  const onSlack = slack.workspace.messages
    .filter(({ channel }) => SLACK_CHANNELS.includes(channel))
    .flatMap(({ blocks }) => blocks.at(-1)?.block_id ?? []);
  const onDiscord = DISCORD_CHANNELS.flatMap((id) => discord.channels.all.get(id)?.messages ?? []).flatMap(
    ({ body }) => /"k1:([^|"]+)\|/.exec(JSON.stringify(body.components))?.[1] ?? [],
  );
  return [...onSlack, ...onDiscord];
}

async function slotsOf(store: Store) {
  const ids = [...SLACK_CHANNELS, ...DISCORD_CHANNELS];
  return (await Promise.all(ids.map((id) => store.ledger.slotsOf(id, { limit: 1_000 })))).flat();
}

it("lives, answers and delivers each digest once while connections break in mid-call", {
  timeout: LONG ? 3_600_000 : 420_000,
}, async () => {
  const seed = inject("seed");
  const chance: Chance = chanceOf(seed);
  const one = <T>(values: readonly T[]): T => {
    const value = values[chance.between(0, values.length - 1)];
    if (value === undefined) throw new Error("Nothing to choose from.");
    return value;
  };
  const site = await startSite();
  const { wires, slack, discord } = site;
  await writeNews(join(site.dropbox, FILE), { articles: 20 });
  const bot = startCli(["start"], site);
  await bot.waitFor("rol-news-bot is running");
  await bot.waitFor("news swapped");
  const { pid } = bot.child;
  if (pid === undefined) throw new Error("The bot has no process.");
  const store = await openStore({ databaseUrl: site.database.href });
  onTestFinished(() => store.close());
  await addDigests(store, site);

  const broken: Record<string, number> = {};
  let [asked, answered, articles, people] = [0, 0, 20, 0];
  /** What was asked and got no answer in time. */
  const lost: string[] = [];
  /** Several people on both platforms, one of whom runs a digest. */
  async function load(how: string): Promise<void> {
    people += 1;
    slack.workspace.users.set(`U0P${people}`, { id: `U0P${people}` });
    const person = {
      id: String(410_000_000_000_000_000n + BigInt(people)),
      name: "Ana",
      permissions: MANAGE_GUILD,
    };
    const run = one([...SLACK_CHANNELS, ...DISCORD_CHANNELS]);
    slack.workspace.users.set(`U0A${people}`, { id: `U0A${people}`, is_admin: true });
    const running = SLACK_CHANNELS.includes(run)
      ? slack.command(`U0A${people}`, `run ${run}`, { command: "/digest" }).answers(1)
      : answerOf(discord.command(person, "digest", "run", { name: run }));
    const all = {
      [`run ${run}`]: running,
      top: slack.command(`U0P${people}`, "top limit 1").answers(1),
      search: slack.command(`U0P${people}`, "search report").answers(1),
      latest: answerOf(discord.command(person, "news", "latest", { limit: 2 })),
    };
    for (const [what, answer] of Object.entries(all)) {
      asked += 1;
      if (await inTime(answer)) answered += 1;
      else lost.push(`${what} (${how})`);
    }
  }
  const answerOf = (exchange: ReturnType<FakeDiscord["command"]>): Promise<void> =>
    discord.until(() => exchange.messages.length > 0 && !exchange.isWaiting, ANSWER_MS);

  async function grow(): Promise<void> {
    articles += 1;
    await writeNews(join(site.dropbox, FILE), { articles });
  }

  await load("nothing broken");
  const before = await residentBytes(pid);
  for (let time = 0; time < TIMES; time += 1) {
    const client: Breaking = one(["postgres", "slack", "discord", "dropbox", "builder"]);
    if (client === "builder" || client === "dropbox") await grow();
    const brokenBefore = wires.dropbox.broken();
    const how = client === "builder" ? "killed" : one(WAYS[client]);
    if (client !== "builder" && how !== "killed") wires[client].breakNext(how, chance.between(0, 4));
    const loaded = load(`${client}: ${how}`);
    if (client === "builder") {
      for (let look = 0; look < 100 && !(await killBuilder(pid)); look += 1) await pause(50);
      broken.builder = (broken.builder ?? 0) + 1;
    }
    await loaded;
    if (client !== "builder") {
      // A change in Dropbox is heard of a moment later.
      for (
        let look = 0;
        client === "dropbox" && look < 100 && wires.dropbox.broken() === brokenBefore;
        look += 1
      )
        await pause(50);
      wires[client].spare();
    }
    expect(bot.child.exitCode, `seed ${seed}: ${bot.output().slice(-2_000)}`).toBeNull();
  }
  for (const [client, wire] of Object.entries(wires)) broken[client] = wire.broken();

  // All that was on its way arrives.
  await expect
    .poll(async () => (await slotsOf(store)).filter(({ state }) => state === "pending").length, {
      timeout: SETTLED_MS,
      interval: 1_000,
    })
    .toBe(0);
  const slots = await slotsOf(store);
  expect(slots.filter(({ state, reason }) => state !== "sent" || reason !== null)).toEqual([]);
  const parts = (await Promise.all(slots.map(({ id }) => store.ledger.parts(id)))).flat();
  expect(standingKeys(site).toSorted()).toEqual(parts.map(({ key }) => key).toSorted());

  // The newest files are there, read again or asked for once more.
  slack.workspace.users.set("U0LAST", { id: "U0LAST", is_admin: true });
  await inTime(slack.command("U0LAST", "refresh", { command: "/dropbox" }).answers(1));
  await expect
    .poll(
      async () => {
        const [status] = await slack.command("U0LAST", "status").answers(1);
        return JSON.stringify(status?.blocks);
      },
      { timeout: 60_000, interval: 5_000 },
    )
    .toContain(String(articles));

  const after = await residentBytes(pid);
  if (lost.length > 0) process.stdout.write(bot.output());
  const summary = `seed ${seed}: broken ${JSON.stringify(broken)}; ${answered} of ${asked} answered (${lost.join(", ")}); ${slots.length} digests in ${parts.length} messages; resident ${Math.round(before / 1e6)} MB before, ${Math.round(after / 1e6)} MB after`;
  process.stdout.write(`${summary}\n`);
  // Each state of the news stays open for later pages until the next cleaning up, once an hour.
  const states = bot.output().split("news swapped").length - 1;
  expect(after, summary).toBeLessThan(before + 150e6 + states * 4e6);
  expect(answered, summary).toBe(asked);
  expect(bot.output()).not.toMatch(/unhandled|uncaught/i);
  // The full text of the last state may still be made.
  await expect.poll(() => leftovers(site.environment.DATA_DIR), { timeout: 60_000 }).toEqual([]);
  bot.child.kill("SIGTERM");
  expect(await bot.ended).toEqual({ code: 0, signal: null });
});
