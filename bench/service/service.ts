// The bot as a service over a simulated Dropbox: `start` in a process of its own, asked over the socket of its data directory.

import { setTimeout as pause } from "node:timers/promises";
import { terminalInvocation } from "../../adapters/terminal/in/read.ts";
import { type Simulator, startSimulator } from "../../demo/simulator/server.ts";
import { holderAt } from "../../src/cli/hand-over.ts";
import { AppError } from "../../src/errors.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import { npmScript } from "../npm-script.ts";
import { type Program, startProgram } from "./program.ts";

const HERE = new URL("../../", import.meta.url);
const CLOCK = new URL("./clock-ahead.js", import.meta.url);

/** How often somebody knocks who waits for the socket. */
const KNOCK_MS = 5;
/** How long a first snapshot of the largest data may take. */
const FIRST_MS = 20 * MINUTE_MS;
const RETRY_MS = 500;

/** A Dropbox with news in it, and the data directory of a service that reads it. */
export interface ServiceSite {
  readonly simulator: Simulator;
  /** Starts the service, with these settings more. */
  start(settings?: Readonly<Record<string, string>>): Promise<Service>;
  close(): Promise<void>;
}

export interface Service {
  readonly program: Program;
  /** From spawning it to the answer to a first question that is answered, ms. */
  readonly firstAnswerMs: number;
  /** The text of an answer, whatever it is. */
  ask(text: string): Promise<string>;
  stop(): Promise<void>;
}

/** How far ahead of the real time a program lives for which these are news of today or of the past, ms. */
export function aheadOf(now: number): number {
  return Math.max(0, now - Date.now());
}

export async function openServiceSite({
  news,
  dataDirectory,
  now,
}: {
  /** The Dropbox's folder. */
  readonly news: string;
  readonly dataDirectory: string;
  /** The service's time, ms. */
  readonly now: number;
}): Promise<ServiceSite> {
  const aheadMs = aheadOf(now);
  const simulator = await startSimulator({ directory: news, clock: () => Date.now() + aheadMs });
  const { program: script, options } = npmScript(HERE, "start");
  const environment = {
    DATA_DIR: dataDirectory,
    PORT: "0",
    LOG_LEVEL: "info",
    DROPBOX_ORIGIN: simulator.origin,
    DROPBOX_APP_KEY: simulator.appKey,
    DROPBOX_REFRESH_TOKEN: simulator.issueRefreshToken(),
  };

  return {
    simulator,
    close: () => simulator.close(),
    async start(settings = {}) {
      const startedAt = performance.now();
      const program = startProgram(script, ["start"], { ...environment, ...settings }, [
        `--import=${CLOCK.href}?ms=${aheadMs}`,
        ...options,
      ]);
      const knocking = new AbortController();
      try {
        await Promise.race([firstAnswer(dataDirectory, knocking.signal), program.ended]);
        return {
          program,
          firstAnswerMs: performance.now() - startedAt,
          ask: async (text) => (await answerAt(dataDirectory, text)).text,
          stop: program.stop,
        };
      } catch (error) {
        await program.stop();
        throw error;
      } finally {
        knocking.abort();
      }
    },
  };
}

/** Asks until somebody is there and news serve. */
async function firstAnswer(dataDirectory: string, signal: AbortSignal): Promise<void> {
  const givenUpAt = performance.now() + FIRST_MS;
  while (performance.now() < givenUpAt && !signal.aborted) {
    const answer = await answerAt(dataDirectory, "/news top pillar 1").catch(() => undefined);
    if (answer?.isRefusal === false) return;
    await pause(answer === undefined ? KNOCK_MS : RETRY_MS);
  }
  throw new AppError("internal", "The service never answered.");
}

async function answerAt(
  dataDirectory: string,
  text: string,
): Promise<{ readonly text: string; readonly isRefusal: boolean }> {
  const holder = await holderAt(dataDirectory);
  if (holder === undefined) throw new AppError("busy", "Nobody is there yet.");
  const reply = await holder.router.handle(terminalInvocation({ type: "text", text }), {
    progress: () => undefined,
  });
  return { text: plainText(reply), isRefusal: reply.isRefusal === true };
}
