// Every row of the table of refusals, as people meet it: what is said, who is told, what answers are labelled with, and
// that its end is told once.

import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, it, vi } from "vitest";
import {
  missingScope,
  oauthError,
  pathRootError,
  plainText,
  Refusal,
  refusedToken,
  routeError,
  serverFailure,
  teamToken,
  tooManyRequests,
} from "../../demo/simulator/errors.ts";
import type { Oddity } from "../../demo/simulator/oddities.ts";
import { STATES } from "../../src/dropbox/refusal-row.ts";
import { REFUSALS, type RefusalName } from "../../src/dropbox/refusals.ts";
import { writeNews } from "../datasets/news-files.ts";
import { type ConnectedBot, startConnectedBot, WORKSPACE } from "./connected-bot.ts";

const LIST = "files/list_folder*";
const DOWNLOAD = "files/download";
const HOUR_MS = 3_600_000;

/** What stands between the bot and the simulator; undefined: nothing. */
type Way = typeof fetch | undefined;

interface Bench extends ConnectedBot {
  way(next: Way): void;
  /** Puts a file into the folder of the news that was not there, and takes it away again. */
  newFile(): Promise<void>;
  /** Another content for the file that serves, and the old one again. */
  change(): Promise<void>;
  restore(): Promise<void>;
  readonly origin: string;
}

async function readingBot(): Promise<Bench> {
  let way: Way;
  const bot = await startConnectedBot({
    settings: () => ({ DROPBOX_ACCESS: "full", EXPORT: "on" }),
    simulated: { appFolder: false },
    fetch: (...request) => (way ?? fetch)(...request),
  });
  const news = join(bot.dropbox, "news");
  const [estonia, kept, latvia] = ["Estonia.parquet", "../kept", "Latvia.parquet"].map((name) =>
    join(news, name),
  );
  if (estonia === undefined || kept === undefined || latvia === undefined) throw new Error("no names");
  await mkdir(news);
  await writeNews(estonia, { articles: 12 });
  await copyFile(estonia, kept);
  await bot.connect();
  await bot.ask("/dropbox use /news");
  return {
    ...bot,
    get bot() {
      return bot.bot;
    },
    origin: bot.simulator.origin,
    way(next) {
      way = next;
    },
    newFile: () => writeFile(latvia, "0123456789"),
    change: () => writeFile(estonia, "another content, whose download is what this is about"),
    async restore() {
      await copyFile(kept, estonia);
      await rm(latvia, { force: true });
    },
  };
}

interface Scenario {
  /** Brings it about. */
  begin(bench: Bench): unknown;
  /** Ends it, where clearing the faults is not enough. */
  end?(bench: Bench): unknown;
  /** What is said, where the row leaves it open. */
  readonly said?: string;
}

const refuse = (refusal: Refusal, route = LIST, times = 1_000): Scenario => ({
  begin: ({ simulator }) => simulator.faults.schedule({ kind: "refuse", refusal, route, times }),
});

const broken = (fault: { kind: "cut"; afterBytes: number } | { kind: "corrupt" }): Scenario => ({
  begin: async ({ simulator, change, newFile }) => {
    await (fault.kind === "cut" ? change() : newFile());
    simulator.faults.schedule({ ...fault, route: DOWNLOAD, times: 1_000 });
  },
  end: ({ restore }) => restore(),
});

const odd = (oddity: Oddity): Scenario => ({
  async begin({ simulator, newFile }) {
    await newFile();
    simulator.mark("/news/Latvia.parquet", oddity);
  },
  end: ({ restore }) => restore(),
});

const refusedFile = (refusal: Refusal): Scenario => ({
  async begin({ simulator, newFile }) {
    await newFile();
    simulator.faults.schedule({ kind: "refuse", refusal, route: DOWNLOAD, times: 1_000 });
  },
  end: ({ restore }) => restore(),
});

const between = (way: (bench: Bench) => typeof fetch): Scenario => ({
  begin: (bench) => bench.way(way(bench)),
});

/** Sends what goes to the simulator elsewhere. */
const elsewhere = (address: (origin: string) => string): Scenario =>
  between(
    ({ origin }) =>
      (url, request) =>
        fetch(String(url).replace(origin, address(origin)), request),
  );

/** Fails as Node's fetch does: the reason is the cause. */
const failing = (cause: Error): Scenario =>
  between(() => () => Promise.reject(new TypeError("fetch failed", { cause })));

const endless = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(4_000_000)) });

const reconnected = async ({ connect }: Bench): Promise<void> => {
  await connect();
};

type InFlow = (bench: Bench) => Promise<string>;

/** What happens while files are brought up to date. */
const LOOKED: Readonly<Partial<Record<RefusalName, Scenario>>> = {
  busy: refuse(tooManyRequests(300, "both")),
  down: refuse(serverFailure(503)),
  page: refuse(new Refusal(200, "<!doctype html><h1>Sign in to this network</h1>", {})),
  scope: { ...refuse(missingScope("files.metadata.read")), said: "files.metadata.read" },
  suspended: refuse(refusedToken("user_suspended")),
  route: refuse(refusedToken("route_access_denied")),
  token: refuse(refusedToken("invalid_access_token")),
  withdrawn: {
    begin: ({ simulator }) => simulator.revokeAll(),
    end: reconnected,
  },
  teamToken: refuse(teamToken("files/list_folder")),
  unknownApp: {
    begin({ simulator }) {
      simulator.expireAccessTokens();
      const refusal = oauthError("invalid_client: Invalid client_id or client_secret");
      simulator.faults.schedule({ kind: "refuse", refusal, route: "oauth2/token", times: 1_000 });
    },
  },
  changing: refuse(routeError("files/list_folder/continue", "reset")),
  silent: failing(Object.assign(new Error("headers timeout"), { code: "UND_ERR_HEADERS_TIMEOUT" })),
  unnamed: elsewhere(() => "http://dropbox.invalid"),
  untrusted: elsewhere((origin) => origin.replace("http:", "https:")),
  proxy: failing(new Error("Proxy response (407) !== 200 when HTTP Tunneling")),
  unreachable: elsewhere(() => "http://127.0.0.1:1024"),
  broken: broken({ kind: "cut", afterBytes: 3 }),
  endless: between(() => async () => new Response(endless())),
  fileForbidden: odd("forbidden"),
  fileRestricted: odd("restricted"),
  fileUnsupported: odd("not-downloadable"),
  fileLocked: odd("locked"),
  fileKind: refusedFile(routeError(DOWNLOAD, "path/unsupported_content_type")),
  fileGone: refusedFile(routeError(DOWNLOAD, "path/not_found")),
  fileOther: { ...refusedFile(routeError(DOWNLOAD, "path/not_file")), said: "(path/not_file)" },
  fileDamaged: broken({ kind: "corrupt" }),
  gone: {
    begin: ({ dropbox }) => rename(join(dropbox, "news"), join(dropbox, "archive")),
    end: ({ dropbox }) => rename(join(dropbox, "archive"), join(dropbox, "news")),
  },
  restricted: refuse(routeError("files/list_folder", "path/restricted_content")),
  root: refuse(
    pathRootError("no_permission", { ".tag": "user", root_namespace_id: "1", home_namespace_id: "1" }),
  ),
  forbidden: {
    ...refuse(plainText(403, "Your country is not served.")),
    said: "to the bot's app: Your country is not served.",
  },
  rejected: {
    ...refuse(plainText(400, "This app is currently disabled.")),
    said: "Dropbox did not accept the request: This app is currently disabled.",
  },
  other: refuse(new Refusal(410, '{"error_summary":"retired/.."}', { "content-type": "application/json" })),
};

const FINISH = "files/upload_session/finish";

/** What somebody hears whose export Dropbox refuses. */
const exported =
  (refusal: Refusal, route: string): InFlow =>
  ({ simulator, ask }) => {
    simulator.faults.schedule({ kind: "refuse", refusal, route });
    return ask("/news export dropbox");
  };

/** What happens to somebody who types a command. */
const ASKED: Readonly<Partial<Record<RefusalName, InFlow>>> = {
  wrongCode: ({ ask, run }) => {
    const enter = async (): Promise<string> => {
      await ask("/dropbox connect");
      return JSON.stringify(
        await run({ type: "form", code: "c1:/dropbox code", values: { code: "mistyped" } }),
      );
    };
    return enter();
  },
  async teamGrant({ simulator, connect, advance }) {
    // Of two links the newer one is meant.
    advance(1_000);
    simulator.signIn({ teamId: "dbtid:AADsimulated" });
    const answer = await connect();
    simulator.signIn({ accountId: simulator.account.accountId });
    return answer;
  },
  exportScope: exported(missingScope("files.content.write"), "files/upload_session/start"),
  exportRoom: exported(routeError(FINISH, "path/insufficient_space"), FINISH),
  exportOther: exported(routeError(FINISH, "path/no_write_permission"), FINISH),
  exportUnsure: exported(routeError(FINISH, "lookup_failed/not_found"), FINISH),
  async exportDamaged(bench) {
    bench.way(async (url, request) => {
      const response = await fetch(url, request);
      if (!String(url).endsWith("/upload_session/finish")) return response;
      const body = await response.text();
      return new Response(
        body.replace(/"content_hash":"[0-9a-f]{64}"/, `"content_hash":"${"0".repeat(64)}"`),
      );
    });
    const answer = await bench.ask("/news export dropbox");
    bench.way(undefined);
    return answer;
  },
  noPath: ({ ask }) => ask(`/dropbox use /${"x".repeat(256)}`),
};

/** A row that needs a bot of another kind, and has a test of its own. */
const ELSEWHERE: readonly RefusalName[] = ["ended"];

/** A sentence as it may be filled in. */
function sentencePattern(sentence: string): RegExp {
  return new RegExp(
    sentence
      .split(/\{\w+\}/)
      .map(escaped)
      .join("[^]*?"),
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const isName = (name: string): name is RefusalName => Object.hasOwn(REFUSALS, name);

it("every row is driven", () => {
  const driven = [...Object.keys(LOOKED), ...Object.keys(ASKED), ...ELSEWHERE];
  expect(driven.toSorted()).toEqual(Object.keys(REFUSALS).toSorted());
});

it("what is refused while files are looked at is said, told and labelled as the table says, and so is its end", async () => {
  const bench = await readingBot();
  const look = () => bench.bot.datasets.refresh(WORKSPACE);
  const settled = async (count: number, name: string): Promise<readonly string[]> => {
    await vi.waitFor(() => expect(bench.notices.length, name).toBeGreaterThanOrEqual(count));
    return bench.notices.slice(count - 1);
  };
  for (const [name, { begin, end, said }] of Object.entries(LOOKED)) {
    if (!isName(name)) throw new Error(name);
    const { sentence, state } = REFUSALS[name];
    const pattern = said === undefined ? sentencePattern(sentence) : new RegExp(escaped(said));
    const told = bench.notices.length;
    await begin(bench);
    for (let time = 0; time < 3; time += 1) await look();
    const isFile = state === "file";
    expect(await bench.ask(isFile ? "/dropbox files" : "/dropbox status"), name).toMatch(pattern);
    const answer = await bench.ask("/news top");
    expect(answer, name).toContain("Report ");
    const [label = ""] = STATES[state].label.split("{time}").map((part) => part.replace("{sentence} ", ""));
    expect(answer, name).toContain(label);
    if (!isFile) {
      expect(answer, name).toMatch(pattern);
      expect(await settled(told + 1, name), name).toHaveLength(1);
      expect(bench.notices.at(-1), name).toMatch(pattern);
    }
    const connection = await bench.bot.connections.of(WORKSPACE);
    expect(connection?.state, name).toBe(state === "refused" ? "needs-reconnect" : "connected");

    bench.simulator.faults.clear();
    bench.simulator.mark("/news/Latvia.parquet", undefined);
    bench.way(undefined);
    // What is believed for a while is asked again then.
    bench.advance(11 * 60_000);
    await end?.(bench);
    for (let time = 0; time < 2; time += 1) await look();
    expect(await bench.ask("/news top"), name).not.toContain(label);
    expect((await bench.bot.connections.of(WORKSPACE))?.state, name).toBe("connected");
    if (isFile) expect(bench.notices.length, name).toBe(told);
    else {
      const ends = await settled(told + 2, name);
      expect(ends, name).toHaveLength(1);
      expect(ends[0], name).toContain(
        state === "refused" ? "accepts the bot's access again" : "The files can be read again",
      );
    }
  }
});

it("what is refused to somebody who asks is said to that person alone, and changes nothing", async () => {
  const bench = await readingBot();
  const before = await bench.bot.connections.of(WORKSPACE);
  for (const [name, ask] of Object.entries(ASKED)) {
    if (!isName(name)) throw new Error(name);
    const { sentence, state } = REFUSALS[name];
    expect(state).toBe("asked");
    expect(await ask(bench), name).toMatch(sentencePattern(sentence.replaceAll('"', '\\"')));
    expect(await bench.bot.connections.of(WORKSPACE), name).toEqual(before);
  }
  expect(bench.notices).toEqual([]);
  expect(await bench.ask("/news top")).not.toContain("still the news of");
});

it("a file that served and is refused now is told to admins once", async () => {
  const bench = await readingBot();
  await bench.change();
  bench.simulator.mark("/news/Estonia.parquet", "forbidden");
  for (let look = 0; look < 3; look += 1) await bench.bot.datasets.refresh(WORKSPACE);
  await vi.waitFor(() => expect(bench.notices).toHaveLength(1));
  expect(bench.notices[0]).toContain("does not let this account read /news/Estonia.parquet");
  expect(await bench.ask("/news top")).toContain("Report ");
});

it("a token of the environment that ran out has status, label, notices and a way to end it", async () => {
  const bench = await startConnectedBot({
    settings: (simulator) => ({ DROPBOX_ACCESS_TOKEN: simulator.issueAccessToken() }),
  });
  await bench.putRead("Estonia.parquet", { articles: 9 });
  await bench.ask("/news top");
  expect(await bench.ask("/dropbox status")).toContain("Ana Ruiz");
  bench.simulator.expireAccessTokens();
  for (let look = 0; look < 3; look += 1) await bench.bot.datasets.refresh(WORKSPACE);
  const { sentence } = REFUSALS.ended;
  expect(await bench.ask("/dropbox status")).toContain(sentence);
  expect(await bench.ask("/news top")).toContain(`${sentence} So this is still the news of`);
  await vi.waitFor(() => expect(bench.notices).toHaveLength(1));
  expect(bench.notices[0]).toContain(sentence);
  expect(await bench.ask("/dropbox disconnect")).toContain("removing DROPBOX_ACCESS_TOKEN");
});

it("a wait of an hour that Dropbox asks for is kept: nothing is asked meanwhile", async () => {
  const bench = await readingBot();
  const refusal = tooManyRequests(3600, "header");
  bench.simulator.faults.schedule({ kind: "refuse", refusal, route: "files/*", times: 1 });
  bench.simulator.traffic.reset();
  for (let minute = 0; minute < 60; minute += 5) {
    await bench.ask("/dropbox refresh");
    bench.advance(5 * 60_000);
  }
  expect(bench.simulator.traffic.of("files/list_folder/continue").requests).toBe(1);
  expect(await bench.ask("/dropbox refresh")).toContain("12 articles");
  expect(bench.simulator.traffic.of("files/list_folder/continue").requests).toBe(2);
});

it("a day's outage of mixed failures is one message and one end", async () => {
  const bench = await readingBot();
  const outages = ["busy", "down", "page", "silent", "unnamed", "untrusted", "proxy", "unreachable"] as const;
  let chance = inject("seed");
  for (let hour = 0; hour < 24; hour += 1) {
    chance = (chance * 48_271) % 2_147_483_647;
    await LOOKED[outages[chance % outages.length] ?? "down"]?.begin(bench);
    if (hour % 7 === 3) await bench.restart();
    await bench.bot.datasets.refresh(WORKSPACE);
    bench.simulator.faults.clear();
    bench.way(undefined);
    bench.advance(HOUR_MS);
  }
  for (let look = 0; look < 3; look += 1) await bench.bot.datasets.refresh(WORKSPACE);
  expect(bench.notices).toHaveLength(2);
  expect(bench.notices[1]).toContain("The files can be read again");
});
