// Socket Mode's connections, kept open: two of them, so that Slack recycling one is never noticed.
//
// Bolt's own reconnecting is off: it waits five seconds, gives up on a network that is away for longer, and then ends
// the process by a rejection that nobody handles.

import type { SocketModeReceiver } from "@slack/bolt";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import { EVERY_CALL, type Rests } from "../../../src/platform/rests.ts";
import type { Report } from "../../../src/platform/standing.ts";
import { within } from "../../../src/platform/waiting.ts";
import type { Pace } from "../../../src/reply/ports.ts";
import { failureOf, isOwnTrouble, reasonOf } from "./client.ts";

/** Slack allows ten an app: docs.slack.dev, apis/events-api/using-socket-mode. */
export const SOCKETS = 2;

/** An opening that takes longer has hung. */
const OPENING_MS = 20_000;

/** Waits between failed openings double up to the longest. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** What opening is among the calls that Slack may refuse for being too many. */
const OPENING = [EVERY_CALL, "apps.connections.open"];

/** A connection that ends sooner counts as failed, so that none is opened in a circle. */
const SHORTEST_LIFE_MS = 2_000;

/** How long a closing handshake may take before the connection is cut. */
const CLOSING_MS = 1_000;

export interface Sockets {
  /** Opens all and keeps them open: what is away or refused is tried again for ever. Resolves when each was tried once. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export function createSockets({
  receivers,
  rests,
  report,
  pace,
  log,
}: {
  readonly receivers: readonly SocketModeReceiver[];
  readonly rests: Rests;
  /** Hears how they stand, together. */
  readonly report: Report;
  readonly pace: Pace;
  readonly log: Logger;
}): Sockets {
  const closing = new AbortController();
  const openSockets = new Set<SocketModeReceiver>();
  let keeping: readonly Promise<void>[] = [];

  /** One that is open is enough. */
  function tell(refusal?: string): void {
    if (closing.signal.aborted) return;
    if (openSockets.size > 0) report({ type: "connected" });
    else report(refusal === undefined ? { type: "trying" } : { type: "refused", reason: refusal });
  }

  /** Opens again and again; `tried` is called when the first opening is over, well or not. */
  async function keepOpen(receiver: SocketModeReceiver, tried: () => void): Promise<void> {
    const { client } = receiver;
    let failures = 0;
    while (!closing.signal.aborted) {
      try {
        const openedAt = performance.now();
        const patience = { longestWaitMs: LONGEST_WAIT_MS, signal: closing.signal };
        const { ended } = await rests.through(OPENING, patience, () => open(client, closing.signal));
        openSockets.add(receiver);
        tell();
        tried();
        log.debug("slack socket open");
        await ended;
        openSockets.delete(receiver);
        tell();
        failures = performance.now() - openedAt < SHORTEST_LIFE_MS ? failures + 1 : 0;
      } catch (error) {
        failures += 1;
        const failure = failureOf(error);
        if (!closing.signal.aborted) log.warn({ reason: reasonOf(error) }, "no slack socket");
        const isRefused = failure.type === "refused" && !isOwnTrouble(failure.error);
        tell(isRefused ? refusalOf(failure.error) : undefined);
        tried();
      }
      if (failures > 0) await wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)));
    }
  }

  async function wait(ms: number): Promise<void> {
    await pace.sleep(ms * (0.75 + pace.random() / 2), closing.signal).catch(() => undefined);
  }

  async function close(): Promise<void> {
    closing.abort();
    await Promise.all(receivers.map(({ client }) => shut(client)));
    await Promise.all(keeping);
  }

  return {
    close,
    async start() {
      const tried = receivers.map((receiver) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        keeping = [...keeping, keepOpen(receiver, resolve)];
        return promise;
      });
      await Promise.all(tried);
    },
  };
}

type SocketClient = SocketModeReceiver["client"];

/** Resolves when the connection is open, with what resolves when it ends. Rejects when it did not open in time. */
async function open(client: SocketClient, closing: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
  const limit = AbortSignal.any([closing, AbortSignal.timeout(OPENING_MS)]);
  const givenUp = new Promise<never>((_resolve, reject) => {
    limit.addEventListener("abort", () =>
      reject(new AppError("network", "Slack's socket did not open in time.", { retryable: true })),
    );
  });
  const opened = client.start();
  // An opening that was given up may still succeed, and nobody would use it.
  opened.then(
    () => (limit.aborted ? shut(client) : undefined),
    () => undefined,
  );
  try {
    await Promise.race([opened, givenUp]);
    return { ended: endOf(client) };
  } catch (error) {
    await shut(client);
    throw error;
  }
}

function endOf(client: SocketClient): Promise<void> {
  return new Promise((resolve) => client.once("disconnected", () => resolve()));
}

/** Closes politely, then by force: a peer that is gone would otherwise hold the process for half a minute. */
async function shut(client: SocketClient): Promise<void> {
  await within(client.disconnect(), CLOSING_MS);
  await client.disconnect();
}

function refusalOf(error: string): string {
  return `Slack refuses SLACK_APP_TOKEN (${error}). Make an app-level token with the scope connections:write and set it.`;
}
