// A strict Slack on loopback: Socket Mode over WebSockets, the Web API and response_urls over HTTP. The real SDK talks to
// it. What the real Slack would refuse is refused, and written down as a problem.

import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { slackManifest } from "../../../adapters/slack/api/manifest.ts";
import { acceptSocket } from "../websocket.ts";
import type { ApiState } from "./api.ts";
import { type FakeDoors, fakeDoors } from "./doors.ts";
import { createEnvelopes, type EnvelopeType, type Payload } from "./envelopes.ts";
import { createFaults, type Fault, type Hanging } from "./faults.ts";
import { type FakeFile, FILES, takeBytes } from "./files.ts";
import { METHODS } from "./methods.ts";
import { type FakeModals, fakeModals } from "./modals.ts";
import { type FakeOauth, fakeOauth } from "./oauth.ts";
import {
  type Addresses,
  actionPayload,
  commandPayload,
  homePayload,
  type PressedIn,
  viewPayload,
} from "./payloads.ts";
import { createPosting, type PostedTo } from "./posting.ts";
import { fakeResponseUrls, type WornOut } from "./response-urls.ts";
import type { FakeView } from "./rules.ts";
import { type ToldEvent, toldPayload } from "./told-events.ts";
import { type FakeMessage, type FakeWorkspace, fakeWorkspace } from "./workspace.ts";

export const BOT_TOKEN = "xoxb-fake-bot-token";
export const APP_TOKEN = "xapp-fake-app-token";

/** One thing somebody did. */
export interface Request {
  readonly id: string;
  /** Resolves with the payload of the acknowledgement. */
  readonly acknowledged: Promise<unknown>;
  /** Resolves with the messages that answer it, once there are so many. */
  answers(count: number): Promise<readonly FakeMessage[]>;
}

export interface FakeSlack extends Omit<FakeDoors, "echo"> {
  readonly apiUrl: string;
  /** Of an app that many install; the others' ways are those of one that has a token of its own. */
  readonly oauth: FakeOauth;
  readonly workspace: FakeWorkspace;
  readonly modals: readonly FakeView[];
  /** The app was installed again, and the bot token may do this as well. */
  grant(scope: string): void;
  readonly homes: ReadonlyMap<string, FakeView>;
  /** Files that somebody began to upload. */
  readonly files: readonly FakeFile[];
  /** Everything that the real Slack would not have taken, and acknowledgements that came late. */
  readonly problems: readonly string[];
  /** Calls of the Web API so far, by method. */
  readonly calls: ReadonlyMap<string, number>;
  /** Milliseconds that each acknowledgement took. */
  readonly acknowledgedAfterMs: readonly number[];
  command(user: string, text: string, options?: { command?: string; channel?: string }): Request;
  press(
    user: string,
    button: { readonly action_id: string; readonly value?: string | undefined },
    place?: PressedIn,
  ): Request;
  submit(
    user: string,
    view: { readonly callback_id: string; readonly private_metadata?: string | undefined },
    values: Readonly<Record<string, string | null>>,
  ): Request;
  /** Modals as people fill them in. */
  readonly filling: FakeModals;
  openHome(user: string): Request;
  /** Tells an event, as Slack does where the manifest asks for it. Throws where Slack would tell nothing. */
  tell(event: ToldEvent, options?: { readonly isShared?: boolean; readonly id?: string }): Request;
  /** Delivers a payload as it is. */
  deliver(type: EnvelopeType, payload: Payload): Request;
  /** Sends a text over one of the connections, as it is. */
  raw(text: string): void;
  /** From now on every response_url has lived its half hour, or has served five times. */
  wearOutUrls(how: WornOut): void;
  /** A new response_url and trigger_id, for payloads that come another way. */
  addresses(
    user: string,
    channel: string,
    isSlashCommand: boolean,
    original?: string,
  ): Addresses & { readonly request: string };
  /** Messages through the response_url of that request. */
  answersTo(request: string, count: number): Promise<readonly FakeMessage[]>;
  /** Resolves when the condition holds after a message, a view or a call came in. */
  until(condition: () => boolean): Promise<void>;
  /** What the next calls of a method meet, in order; `response_url` is one of them. */
  fail(method: string, ...faults: readonly Fault[]): void;
  /** Holds every call of a method from now on. */
  hang(method: string): Hanging;
  /** Whom messages may ping: ids, and words such as `here`. Every other ping is a problem. */
  readonly mayPing: Set<string>;
  /** From now on takes no charts and no tables. */
  refuseCharts(): void;
  /** From now on refuses the bot's token, or the app's, whose connections it cuts, or answers nothing at all. */
  refuse(what: "bot token" | "app token" | "everything"): void;
  /** Takes everything again. */
  admit(): void;
  sockets(): number;
  /** Says that the connections must be renewed, as Slack does every few hours. */
  renewSockets(): void;
  /** Cuts every connection. */
  cutSockets(): void;
  close(): Promise<void>;
}

export async function startFakeSlack(options: {
  readonly clock?: () => number;
  /** Granted to the bot token: unless said, what the manifest asks for. */
  readonly scopes?: readonly string[];
  readonly historyPage?: number;
  readonly listPage?: number;
  /** The port of a line to that port, which clients then see. */
  readonly behind?: (port: number) => Promise<number>;
  /** HTTP mode. Default: over the connections that the app opens. */
  readonly postedTo?: PostedTo;
  /** Hears of every request, as it came. */
  readonly heard?: (path: string, authorization: string, body: Buffer) => void;
}): Promise<FakeSlack> {
  const granted = slackManifest([], { prefix: "", mode: "socket" }).oauth_config.scopes.bot;
  const clock = options.clock ?? Date.now;
  const workspace = fakeWorkspace(clock);
  const scopes = new Set<string>(options.scopes ?? granted);
  const { team } = workspace;
  const problems: string[] = [];
  const modals: FakeView[] = [];
  const homes = new Map<string, FakeView>();
  const files: FakeFile[] = [];
  const tickets = new Set<string>();
  let takesCharts = true;
  let refused: Parameters<FakeSlack["refuse"]>[0] | undefined;
  let watchers: readonly (() => void)[] = [];
  const state: ApiState = {
    workspace,
    scopes,
    triggers: new Map(),
    modals,
    homes,
    homeHashes: new Map(),
    files,
    uploadUrl: (id) => `${origin}/upload/${id}`,
    clock,
    onProblem: (problem) => problems.push(problem),
    takesCharts: () => takesCharts,
    mayPing: new Set(),
    historyPage: options.historyPage ?? 999,
    listPage: options.listPage ?? 999,
  };

  const oauth = fakeOauth(state);
  const responseUrls = fakeResponseUrls(state);
  const faults = createFaults(changed);
  const envelopes = createEnvelopes({ onProblem: state.onProblem, onChange: changed });
  const { postedTo } = options;
  const way = postedTo === undefined ? envelopes : createPosting(postedTo, state.onProblem);

  function changed(): void {
    for (const watcher of watchers) watcher();
  }

  function until(condition: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const watcher = (): void => {
      if (!condition()) return;
      watchers = watchers.filter((other) => other !== watcher);
      resolve();
    };
    watchers = [...watchers, watcher];
    watcher();
    return promise;
  }

  async function answersTo(request: string, count: number): Promise<readonly FakeMessage[]> {
    const found = (): readonly FakeMessage[] =>
      workspace.messages.filter(({ answers }) => answers === request);
    await until(() => found().length >= count);
    return found();
  }

  function addresses(user: string, channel: string, isSlashCommand: boolean, original?: string) {
    const [request, triggerId] = [randomUUID(), `${randomUUID()}.trigger`];
    responseUrls.create({ request, channel, user, isSlashCommand, original });
    state.triggers.set(triggerId, { at: clock(), isUsed: false });
    return { request, triggerId, responseUrl: `${origin}/response/${request}` };
  }

  function deliver(type: EnvelopeType, payload: Payload, request: string = randomUUID()): Request {
    return {
      id: request,
      acknowledged: way.deliver(type, payload),
      answers: (count) => answersTo(request, count),
    };
  }

  const doors = fakeDoors({ state, envelopes: way, addresses, deliver, until });

  const server = createServer((request, response) => {
    answerHttp(request, response).catch((error: unknown) => {
      problems.push(`the fake failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.on("upgrade", (request, socket) => {
    const ticket = request.url?.split("ticket=")[1] ?? "";
    if (!tickets.delete(ticket)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    acceptSocket(request, socket, envelopes.connect);
  });
  const { promise: listening, resolve: listen } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", listen);
  await listening;
  const port = portOf(server.address());
  const origin = `http://127.0.0.1:${(await options.behind?.(port)) ?? port}`;

  async function answerHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (refused === "everything") {
      request.socket.destroy();
      return;
    }
    const bytes = await bytesOf(request);
    const body = bytes.toString("utf8");
    const path = request.url ?? "";
    options.heard?.(path, request.headers.authorization ?? "", bytes);
    if (path.startsWith("/response/")) {
      await faults.answer("response_url", response, () =>
        responseUrls.take(path.slice("/response/".length), body),
      );
    } else if (path.startsWith("/api/")) {
      const method = path.slice("/api/".length);
      await faults.answer(method, response, () => ({
        status: 200,
        headers: { "x-oauth-scopes": [...state.scopes].join(",") },
        body: call(method, request.headers.authorization, Object.fromEntries(new URLSearchParams(body))),
      }));
    } else if (path.startsWith("/upload/")) {
      await faults.answer("upload", response, () => ({
        status: takeBytes(state, path.slice("/upload/".length), bytes),
        body: "OK",
      }));
    } else response.writeHead(404).end();
    doors.echo();
    changed();
  }

  function call(
    method: string,
    authorization: string | undefined,
    args: Readonly<Record<string, string>>,
  ): unknown {
    if (method === "apps.connections.open") {
      if (refused === "app token" || authorization !== `Bearer ${APP_TOKEN}`)
        return { ok: false, error: "invalid_auth" };
      const ticket = randomUUID();
      tickets.add(ticket);
      return { ok: true, url: `${origin.replace("http", "ws")}/link?ticket=${ticket}` };
    }
    if (refused === "bot token") return { ok: false, error: "token_revoked" };
    const token = authorization?.replace("Bearer ", "") ?? "";
    const answer = oauth.call(method, token, args);
    if (answer !== undefined) return answer;
    const holder = token === BOT_TOKEN ? state : oauth.holderOf(token);
    if (holder === undefined || typeof holder === "string")
      return { ok: false, error: holder ?? "invalid_auth" };
    const known = METHODS[method] ?? FILES[method];
    if (known === undefined) {
      problems.push(`unknown method ${method}`);
      return { ok: false, error: "unknown_method" };
    }
    const scope = known.scope?.(args, holder);
    if (scope !== undefined && !holder.scopes.has(scope))
      return { ok: false, error: "missing_scope", needed: scope };
    return known.run(args, holder);
  }

  return {
    apiUrl: `${origin}/api/`,
    oauth,
    workspace,
    files,
    modals,
    homes,
    problems,
    calls: faults.calls,
    mayPing: state.mayPing,
    wearOutUrls: responseUrls.wearOut,
    refuseCharts() {
      takesCharts = false;
    },
    acknowledgedAfterMs: envelopes.acknowledgedAfterMs,
    until,
    addresses,
    answersTo,
    deliver: (type, payload) => deliver(type, payload),
    raw: envelopes.raw,
    command(user, text, { command = "/news", channel = "C0NEWS" } = {}) {
      const at = addresses(user, channel, true);
      return deliver(
        "slash_commands",
        commandPayload({ team, user }, at, channel, command, text),
        at.request,
      );
    },
    press(user, button, place = { channel: "C0NEWS" }) {
      const at = addresses(user, place.channel, false, place.message?.ts);
      const where = place.channel === "" ? undefined : place;
      return deliver(
        "interactive",
        actionPayload({ team, user }, at, button, where, state.homeHashes.get(user)),
        at.request,
      );
    },
    submit(user, view, values) {
      const at = addresses(user, "", false);
      return deliver("interactive", viewPayload({ team, user }, at, view, values));
    },
    say: doors.say,
    messageShortcut: doors.messageShortcut,
    globalShortcut: doors.globalShortcut,
    openHome: (user) => deliver("events_api", homePayload({ team, user }, state.homeHashes.get(user))),
    tell: (event, told) => deliver("events_api", toldPayload(state, event, told)),
    filling: fakeModals({
      team,
      deliver: (payload) => way.deliver("interactive", payload),
      addresses: (user) => addresses(user, "", false),
      onProblem: state.onProblem,
    }),
    grant: (scope) => void scopes.add(scope),
    fail: faults.fail,
    hang: faults.hang,
    refuse(what) {
      refused = what;
      if (what !== "bot token") envelopes.cut();
    },
    admit() {
      refused = undefined;
    },
    sockets: envelopes.count,
    renewSockets: envelopes.renew,
    cutSockets: envelopes.cut,
    async close() {
      envelopes.cut();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
