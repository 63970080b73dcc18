// The connection to Discord's gateway, kept for ever: discord.js resumes a line that breaks, and where it gives up, a new
// one is opened. Of several processes one has it, and another one opens it when that one ends.

import { setTimeout as pause } from "node:timers/promises";
import { Client, DiscordjsError, DiscordjsErrorCodes, Events, GatewayIntentBits, Options } from "discord.js";
import { AppError, messageOf } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { type Report, type Standing, TRY_AGAIN_MS } from "../../../src/platform/standing.ts";
import { within } from "../../../src/platform/waiting.ts";
import type { Pace } from "../../../src/reply/ports.ts";
import { ALONE, type Lease, type Leases, whenFree } from "../../../src/store/leases.ts";
import { realPace } from "../../../src/time/pace.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { gatewayWay, type RestOptions } from "./client.ts";
import { createGuard, type Told } from "./gateway-guard.ts";
import { REFUSED } from "./token.ts";

/** How long each shard may take. Discord lets one a few seconds after the other in, so all of them together take as long as there are many. */
const READY_TIMEOUT_MS = 30_000;

/** How long discord.js may try to resume by itself. */
const RESUME_MS = MINUTE_MS;

/** What the process that has the line holds. */
const LEASE = "discord gateway";

/** How often a process without a line asks for it. */
const TAKEN_OVER_MS = 2_000;

/**
 * How long a line is kept whose lease ended with its connection to the database, and how often the lease is asked for meanwhile. Should
 * another process open a line, too, each request is answered once all the same.
 */
const REGAINED_WITHIN_MS = 10_000;
const REGAINED_EVERY_MS = 250;

/** How long a line may take to be closed in order; then it is cut. */
const CLOSING_MS = 1_000;

/** Discord ends what cannot go on as it is: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const AUTHENTICATION_FAILED = 4004;

/**
 * A line that is refused otherwise costs one of 1,000 a day each time, and the token with the last of them
 * (https://discord.com/developers/docs/topics/gateway#rate-limiting): after so many in a row there are fewer.
 */
const OFTEN = 20;
const SELDOM_MS = 2 * MINUTE_MS;

export interface GatewayOptions extends RestOptions {
  readonly token: string;
  /** Gets each interaction, each message to the bot alone, each server and each place that is gone, whatever their shape. */
  readonly receive: (told: Told) => void;
  /** Called when a line is open. Never rejects. */
  readonly onReady: (applicationId: string) => Promise<void>;
  readonly report: Report;
  /** Default: no other process opens one. */
  readonly leases?: Leases;
  /** Called when another process has the line. */
  readonly onWait?: () => void;
  readonly pace: Pace;
  readonly log: Logger;
}

export interface Gateway {
  /** Opens a line, and others when it ends. Resolves when that was tried once. */
  start(): Promise<void>;
  /** Ends it, also one that is being opened; no other follows. */
  close(): Promise<void>;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { onReady, report, leases = ALONE, pace, log } = options;
  const closing = new AbortController();
  const closed = new Promise<never>((_resolve, reject) => {
    closing.signal.addEventListener("abort", () => reject(new AppError("closing", "The bot closes.")));
  });
  closed.catch(() => undefined);
  let keeping: Promise<void> | undefined;

  function tell(standing: Standing): void {
    if (!closing.signal.aborted) report(standing);
  }

  /** Opens one line, and resolves with why it ended. */
  async function keepOne(tried: () => void, lost: Promise<never>): Promise<unknown> {
    const line = openLine({ ...options, report: tell });
    try {
      const applicationId = await Promise.race([line.ready, line.ended, closed, lost]);
      tell({ type: "connected" });
      await Promise.race([onReady(applicationId), line.ended, closed, lost]);
      tried();
      return await Promise.race([line.ended, closed, lost]);
    } catch (error) {
      return error;
    } finally {
      await line.shut();
    }
  }

  /** Opens lines until the lease on them is lost, or the bot closes. */
  async function keepOpen(tried: () => void, lease: AbortSignal): Promise<void> {
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    lease.addEventListener("abort", () => lost.reject(away("Another process may have the line.")));
    const isOver = (): boolean => closing.signal.aborted || lease.aborted;
    let refusals = 0;
    while (!isOver()) {
      const reason = await keepOne(() => {
        refusals = 0;
        tried();
      }, lost.promise);
      const standing = standingOf(reason);
      refusals = standing.type === "refused" ? refusals + 1 : 0;
      if (!closing.signal.aborted) log.warn({ reason: messageOf(reason) }, "no line to discord's gateway");
      tell(standing);
      tried();
      if (isOver()) break;
      const ending = AbortSignal.any([closing.signal, lease]);
      await pace.sleep(refusals > OFTEN ? SELDOM_MS : TRY_AGAIN_MS, ending).catch(() => undefined);
    }
    tried();
  }

  /** Keeps lines open as long as the lease is held, or is had again soon after its connection broke. */
  async function keepWhileHeld(tried: () => void, lease: AbortSignal): Promise<void> {
    const gone = new AbortController();
    const ending = AbortSignal.any([closing.signal, gone.signal]);
    let regained: Lease | undefined;

    async function regain(): Promise<void> {
      const until = performance.now() + REGAINED_WITHIN_MS;
      while (!ending.aborted && performance.now() < until) {
        const again = (await leases.take([LEASE])).get(LEASE);
        if (ending.aborted) return again?.release();
        regained = again;
        if (again !== undefined) return hold(again.signal);
        await pause(REGAINED_EVERY_MS, undefined, { signal: ending }).catch(() => undefined);
      }
      gone.abort();
    }

    function hold(signal: AbortSignal): void {
      signal.addEventListener("abort", () => void regain(), { once: true });
    }

    hold(lease);
    try {
      await keepOpen(tried, gone.signal);
    } finally {
      gone.abort();
      await regained?.release();
    }
  }

  /** What is sent over HTTP needs no line: who has none is connected as long as another process has. */
  async function keepInTurn(tried: () => void): Promise<void> {
    while (!closing.signal.aborted)
      await whenFree(leases, LEASE, (lease) => keepWhileHeld(tried, lease), {
        signal: closing.signal,
        everyMs: TAKEN_OVER_MS,
        onWait() {
          log.info("another process has the line to discord's gateway");
          tell({ type: "connected" });
          options.onWait?.();
          tried();
        },
      }).catch((error: unknown) => {
        if (!closing.signal.aborted) throw error;
      });
  }

  return {
    start() {
      const { promise, resolve } = Promise.withResolvers<void>();
      keeping ??= keepInTurn(resolve);
      return promise;
    },
    async close() {
      closing.abort();
      await keeping;
    },
  };
}

interface Line {
  /** Resolves with the application's id. */
  readonly ready: Promise<string>;
  /** Rejects when the line does not go on by itself. */
  readonly ended: Promise<never>;
  shut(): Promise<void>;
}

/** A client serves one line: destroyed once, it cannot be destroyed again, and opens lines all the same. */
function openLine(options: GatewayOptions): Line {
  const { token, receive, report, pace, log } = options;
  const ready = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  const guard = createGuard({ receive, broken: ended.reject, log });
  const client = new Client({
    // Interactions come without any intent. None of these is privileged; messages of channels are not read (docs/adr/0032).
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    rest: gatewayWay(options),
    // As many as Discord recommends: one, until there are 2,500 servers.
    shards: "auto",
    ws: { buildStrategy: guard.buildStrategy },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      UserManager: 1,
      MessageManager: 0,
    }),
  });
  let opening = new AbortController();
  /** The shards that discord.js is about to bring back, and what ends waiting for each. */
  const resuming = new Map<number, AbortController>();

  /** Begins anew with each shard that is ready. */
  function waitForShard(): void {
    opening.abort();
    opening = new AbortController();
    realPace.sleep(READY_TIMEOUT_MS, opening.signal).then(
      () => ended.reject(away("Discord's gateway did not answer in time.")),
      () => undefined,
    );
  }

  /** Connected is who hears of every server. */
  function back(shard: number): void {
    resuming.get(shard)?.abort();
    resuming.delete(shard);
    if (client.isReady() && resuming.size === 0) report({ type: "connected" });
  }

  function reconnecting(shard: number): void {
    report({ type: "trying" });
    if (resuming.has(shard)) return;
    const limit = new AbortController();
    resuming.set(shard, limit);
    pace.sleep(RESUME_MS, limit.signal).then(
      () => ended.reject(away("Discord's gateway does not come back.")),
      () => undefined,
    );
  }

  client.on(Events.Error, (error) => log.error({ err: error }, "discord reports an error"));
  client.on(Events.Warn, (warning) => log.warn({ warning }, "discord warns"));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, "the gateway connection failed"));
  client.on(Events.ShardReconnecting, reconnecting);
  client.on(Events.ShardResume, back);
  client.on(Events.ShardReady, (shard) => {
    if (!client.isReady()) waitForShard();
    back(shard);
  });
  client.once(Events.ClientReady, ({ application }) => {
    opening.abort();
    ready.resolve(application.id);
  });
  client.on(Events.ShardDisconnect, ({ code }) => ended.reject(finalClose(code)));
  client.login(token).catch(ended.reject);
  waitForShard();

  return {
    ready: ready.promise,
    ended: ended.promise,
    async shut() {
      opening.abort();
      for (const limit of resuming.values()) limit.abort();
      await within(
        client.destroy().catch(() => undefined),
        CLOSING_MS,
      );
      guard.end();
    },
  };
}

/** Discord closed the line, and takes no other that is the same. */
function finalClose(code: number): AppError {
  return new AppError(
    "bad-configuration",
    code === AUTHENTICATION_FAILED
      ? REFUSED
      : `Discord's gateway refuses the bot (code ${code}). Look at the application's page in the developer portal, and for a newer version of the bot.`,
  );
}

function standingOf(reason: unknown): Standing {
  if (reason instanceof DiscordjsError && reason.code === DiscordjsErrorCodes.TokenInvalid)
    return { type: "refused", reason: REFUSED };
  return reason instanceof AppError && reason.code === "bad-configuration"
    ? { type: "refused", reason: reason.message }
    : { type: "trying" };
}

function away(sentence: string): AppError {
  return new AppError("network", sentence, { retryable: true });
}
