// How Slack's requests reach the bot: sockets or HTTP, acknowledged at once, then answered.

import type { RequestListener } from "node:http";
import { App, HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import { EnvHttpProxyAgent } from "undici";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import type { Rests } from "../../../src/platform/rests.ts";
import type { Report } from "../../../src/platform/standing.ts";
import type { Pace } from "../../../src/reply/ports.ts";
import type { OutboundProxy } from "../../adapter.ts";
import { boltLogger } from "../api/bolt-logger.ts";
import { clientOptions, reasonOf } from "../api/client.ts";
import { SLACK_PATH } from "../api/manifest.ts";
import { createSockets, SOCKETS } from "../api/sockets.ts";
import type { SlackSettings } from "../settings.ts";
import { type Closing, createClosing, type InputErrors } from "./closing.ts";
import { questionIn } from "./doors.ts";
import { guardHttp } from "./http-guard.ts";
import type { InstalledBot } from "./installed-bot.ts";
import type { InstalledBots } from "./installed-bots.ts";
import { LIFECYCLE_EVENTS, readLifecycle } from "./lifecycle.ts";
import {
  type Inbound,
  readBlockAction,
  readBlockSuggestion,
  readHomeOpened,
  readSlashCommand,
  readViewSubmission,
} from "./read.ts";
import { guardSocket } from "./socket-guard.ts";
import { whose } from "./whose.ts";

export interface Intake {
  /** Opens the connections, and keeps them open from then on. Resolves when each was tried once. */
  start(): Promise<void>;
  /** Takes nothing new, and closes the connections. */
  close(): Promise<void>;
  /** HTTP mode: answers POST requests to `SLACK_PATH`. Absent in Socket Mode. */
  readonly listener?: RequestListener;
}

export interface IntakeOptions {
  readonly settings: SlackSettings;
  readonly proxy?: OutboundProxy | undefined;
  readonly prefix: string;
  readonly bots: Pick<InstalledBots, "of">;
  readonly rests: Rests;
  /** Hears how the connections stand. */
  readonly report: Report;
  readonly pace: Pace;
  readonly log: Logger;
}

/** Throws AppError "bad-configuration" when no way in is configured. */
export function createIntake(options: IntakeOptions): Intake {
  const { settings, proxy, prefix, bots, rests, report, pace, log } = options;
  const { receivers, http, first } = wayIn(settings, proxy, log);
  let isClosing = false;
  const app = new App({
    receiver: first,
    // An acknowledgement waits for nothing, and Bolt calls nothing with a token: whose it is, each request finds out itself.
    authorize: async () => ({}),
    clientOptions: clientOptions(settings.apiUrl),
    logger: boltLogger(log),
    convoStore: false,
    attachFunctionToken: false,
  });
  for (const other of receivers.slice(1)) other.init(app);
  for (const receiver of receivers) guardSocket(receiver, log);

  /** Acknowledges, then works: Slack waits three seconds, the work may take longer. */
  const acknowledged = async (ack: () => Promise<void>, work: () => Promise<void>): Promise<void> => {
    await ack().catch((error: unknown) => {
      log.info({ reason: reasonOf(error) }, "an acknowledgement was not sent; the answer is");
    });
    await work();
  };
  app.command(/.*/, ({ ack, body }) =>
    acknowledged(ack, async () => {
      const { answering } = await bots.of(whose(body));
      await answering.answer(readSlashCommand(body, prefix));
    }),
  );
  /** What was asked in the Home tab is answered, and then seen there. */
  const answer = async (
    { answering, homes }: InstalledBot,
    inbound: Inbound,
    modal?: Closing,
  ): Promise<void> => {
    await answering.answer(inbound, modal);
    if (inbound.home !== undefined) await homes.show(inbound.home);
  };
  app.action(/.*/, ({ ack, body }) =>
    acknowledged(ack, async () => {
      const inbound = readBlockAction(body);
      if (inbound !== undefined) await answer(await bots.of(whose(body)), inbound);
    }),
  );
  app.view(/.*/, async ({ ack, body }) => {
    const sent = readViewSubmission(body);
    const acknowledge = (errors?: InputErrors): Promise<void> =>
      acknowledged(
        () => (errors === undefined ? ack() : ack({ response_action: "errors", errors: { ...errors } })),
        async () => undefined,
      );
    const question = questionIn(sent);
    const bot = bots.of(whose(body));
    if (question !== undefined) await acknowledged(ack, async () => (await bot).doors.asked(sent, question));
    else await answer(await bot, sent, createClosing({ acknowledge, blockOf: sent.blockOf, pace }));
  });
  app.options(/.*/, async ({ ack, body }) => {
    const typing = readBlockSuggestion(body);
    const suggest = async () =>
      typing === undefined ? [] : (await bots.of(whose(body))).answering.suggest(typing);
    await ack({ options: [...(await suggest())] });
  });
  app.shortcut(/.*/, ({ ack, body }) =>
    acknowledged(ack, async () => {
      const { doors } = await bots.of(whose(body));
      await (body.type === "message_action" ? doors.messageShortcut(body) : doors.globalShortcut(body));
    }),
  );
  app.event("app_mention", async ({ body }) => (await bots.of(whose(body))).doors.said(body));
  app.event("message", async ({ body }) => (await bots.of(whose(body))).doors.said(body));
  app.event("app_home_opened", async ({ body }) => {
    const opened = readHomeOpened(body);
    if (opened !== undefined) await (await bots.of(whose(body))).homes.show(opened);
  });
  for (const type of LIFECYCLE_EVENTS)
    app.event(type, async ({ body }) => (await bots.of(whose(body))).hearing.hear(readLifecycle(body)));
  app.error(async (error) => log.error({ err: error }, "a slack request failed"));
  const sockets = createSockets({ receivers, rests, report, pace, log });

  return {
    ...(http === undefined
      ? {}
      : { listener: guardHttp({ ...http, path: SLACK_PATH, isClosing: () => isClosing, log }) }),
    async start() {
      // Over HTTP there is no connection of ours that could be lost.
      if (http !== undefined) report({ type: "connected" });
      await sockets.start();
    },
    async close() {
      isClosing = true;
      await sockets.close();
    },
  };
}

interface WayIn {
  readonly receivers: readonly SocketModeReceiver[];
  readonly http?: { readonly receiver: HTTPReceiver; readonly signingSecret: string };
  /** The one that the app is made with. */
  readonly first: HTTPReceiver | SocketModeReceiver;
}

function wayIn(
  { appToken, signingSecret, apiUrl }: SlackSettings,
  proxy: OutboundProxy | undefined,
  log: Logger,
): WayIn {
  const logger = boltLogger(log);
  if (appToken !== undefined) {
    const make = (): SocketModeReceiver =>
      new SocketModeReceiver({
        appToken,
        logger,
        autoReconnectEnabled: false,
        ...(proxy === undefined ? {} : { dispatcher: dispatcherOf(proxy) }),
        installerOptions: { clientOptions: clientOptions(apiUrl) },
        processEventErrorHandler: async ({ error }) => {
          log.error({ err: error }, "a slack request failed");
          return false;
        },
      });
    const first = make();
    return { first, receivers: [first, ...Array.from({ length: SOCKETS - 1 }, make)] };
  }
  if (signingSecret === undefined)
    throw new AppError(
      "bad-configuration",
      "Slack needs SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP mode.",
    );
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: SLACK_PATH,
    logger,
    // What cannot be read or answered now will not be when Slack sends it again.
    processEventErrorHandler: async ({ error, response }) => {
      log.error({ err: error }, "a slack request failed");
      if (!response.headersSent) response.writeHead(200).end();
      return true;
    },
    unhandledRequestHandler: ({ response }) => {
      log.warn("a slack request was acknowledged by nobody");
      if (!response.headersSent) response.writeHead(200).end();
    },
  });
  return { first: receiver, http: { receiver, signingSecret }, receivers: [] };
}

/** Slack's sockets take undici's way out and no other. A WebSocket needs HTTP/1.1. */
function dispatcherOf({ url, except }: OutboundProxy): EnvHttpProxyAgent {
  return new EnvHttpProxyAgent({ httpsProxy: url, noProxy: except, allowH2: false });
}
