// Slack's adapter: everything of Slack put together, started and closed. Payloads come in over sockets or HTTP, go
// through the router as invocations, and the replies go back as Slack's messages and modals.

import type { RequestListener } from "node:http";
import { App, HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import { z } from "zod";
import type { ActionCodes } from "../../src/commands/serve/action-codes.ts";
import { createPrefix } from "../../src/commands/serve/prefix.ts";
import type { Router } from "../../src/commands/serve/router.ts";
import { AppError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import type { PlatformPlaces } from "../../src/platform/destination.ts";
import type { Notifier } from "../../src/platform/notifier.ts";
import { type WorkspaceKey, workspaceKey } from "../../src/platform/workspace.ts";
import type { Clock } from "../../src/reply/ports.ts";
import { boltLogger } from "./api/bolt-logger.ts";
import { SLACK_PATH } from "./api/manifest.ts";
import { createPeople } from "./api/people.ts";
import { createResponseUrls } from "./api/response-urls.ts";
import { createSockets, SOCKETS } from "./api/sockets.ts";
import { clientOptions, createWeb, failureOf, reasonOf } from "./api/web.ts";
import { createPlaces } from "./digests/places.ts";
import { createConversations } from "./in/conversations.ts";
import { readBlockAction, readHomeOpened, readSlashCommand, readViewSubmission } from "./in/inbound.ts";
import { createAnswers } from "./out/answers.ts";
import { createNotifier } from "./out/notifier.ts";

export interface SlackAdapterOptions {
  readonly router: Router;
  readonly codes: ActionCodes;
  readonly botToken: string;
  /** Given: Socket Mode. */
  readonly appToken?: string;
  /** Needed for HTTP mode, which is used without an app token. */
  readonly signingSecret?: string;
  /** Another place than Slack's own API, for tests and proxies. */
  readonly apiUrl?: string;
  /** COMMAND_PREFIX. */
  readonly prefix: string;
  /** Slack's ids of admins by configuration, without `slack:`. */
  readonly adminIds: readonly string[];
  readonly adminChannel?: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface SlackAdapter {
  /** Opens the connections. Rejects with AppError "bad-configuration" when Slack refuses a token. */
  start(): Promise<void>;
  /** Takes nothing new, answers what is in flight (at most `timeoutMs`, default 5 s), closes the connections. */
  close(timeoutMs?: number): Promise<void>;
  /** HTTP mode: answers POST requests to `SLACK_PATH`. Absent in Socket Mode. */
  readonly requestListener?: RequestListener;
  readonly notifier: Notifier;
  /** Where digests go. */
  readonly places: PlatformPlaces;
  /** The workspace whose bot this is, known after `start`. */
  workspace(): WorkspaceKey | undefined;
}

const DRAIN_MS = 5_000;

const authTest = z.object({
  team_id: z.string(),
  user_id: z.string().optional(),
  bot_id: z.string().optional(),
});

/** Puts the adapter together; nothing is sent before `start`. Throws AppError when no way in is configured. */
export function createSlackAdapter(options: SlackAdapterOptions): SlackAdapter {
  const { router, codes, botToken, apiUrl, prefix, adminIds, adminChannel, clock, log } = options;
  const web = createWeb({ token: botToken, apiUrl, log });
  const answers = createAnswers({ web, responseUrls: createResponseUrls({ apiUrl, clock, log }), log });
  const people = createPeople({ web, adminIds, clock, log });
  const conversations = createConversations({
    router,
    codes,
    prefix: createPrefix(prefix, router.commands),
    web,
    answers,
    people,
    clock,
    log,
  });
  const { receivers, http, first } = wayIn(options);
  let identity: z.infer<typeof authTest> | undefined;
  let isClosing = false;

  const app = new App({
    receiver: first,
    // At hand at once: an acknowledgement never waits for the network.
    authorize: async () => ({
      botToken,
      ...(identity?.bot_id === undefined ? {} : { botId: identity.bot_id }),
      ...(identity?.user_id === undefined ? {} : { botUserId: identity.user_id }),
    }),
    clientOptions: clientOptions(apiUrl),
    logger: boltLogger(log),
    convoStore: false,
    attachFunctionToken: false,
  });
  for (const other of receivers.slice(1)) other.init(app);

  /** Acknowledges, then works: Slack waits three seconds, the work may take longer. */
  const acknowledged = async (ack: () => Promise<void>, work: () => Promise<void>): Promise<void> => {
    await ack().catch((error: unknown) => {
      log.info({ reason: reasonOf(error) }, "an acknowledgement was not sent; the answer is");
    });
    await work();
  };
  app.command(/.*/, ({ ack, body }) =>
    acknowledged(ack, () => conversations.answer(readSlashCommand(body, prefix))),
  );
  app.action(/.*/, ({ ack, body }) =>
    acknowledged(ack, async () => {
      const request = readBlockAction(body);
      if (request !== undefined) await conversations.answer(request);
    }),
  );
  app.view(/.*/, ({ ack, body }) => acknowledged(ack, () => conversations.answer(readViewSubmission(body))));
  app.event("app_home_opened", async ({ body }) => {
    const opened = readHomeOpened(body);
    if (opened !== undefined) await conversations.showHome(opened);
  });
  app.error(async (error) => log.error({ err: error }, "a slack request failed"));

  const sockets = createSockets(receivers, log);

  return {
    ...(http === undefined ? {} : { requestListener: guarded(http, () => isClosing) }),
    notifier: createNotifier({ web, answers, codes, adminIds, adminChannel, log }),
    places: createPlaces({ web }),
    workspace: () =>
      identity === undefined ? undefined : workspaceKey({ platform: "slack", id: identity.team_id }),
    async start() {
      try {
        identity = authTest.parse(await web.call("auth.test", {}, { repeatable: true }));
      } catch (error) {
        const failure = failureOf(error);
        if (failure.type === "refused") throw refusedToken(failure.error);
        // Slack is away: the sockets are tried until it is back.
        log.warn({ reason: reasonOf(error) }, "slack cannot be reached yet");
      }
      await sockets.start();
    },
    async close(timeoutMs = DRAIN_MS) {
      isClosing = true;
      await sockets.close();
      await conversations.drain(timeoutMs);
    },
  };
}

interface WayIn {
  readonly receivers: readonly SocketModeReceiver[];
  readonly http?: HTTPReceiver;
  /** The one that the app is made with. */
  readonly first: HTTPReceiver | SocketModeReceiver;
}

function wayIn({ appToken, signingSecret, apiUrl, log }: SlackAdapterOptions): WayIn {
  const logger = boltLogger(log);
  if (appToken !== undefined) {
    const make = (): SocketModeReceiver =>
      new SocketModeReceiver({
        appToken,
        logger,
        autoReconnectEnabled: false,
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
  const http = new HTTPReceiver({ signingSecret, endpoints: SLACK_PATH, logger });
  return { first: http, http, receivers: [] };
}

/** The receiver throws for what is not Slack's, and takes nothing while the bot closes. */
function guarded(receiver: HTTPReceiver, isClosing: () => boolean): RequestListener {
  const refuse = (response: Parameters<RequestListener>[1], status: number): void => {
    response.writeHead(status).end();
  };
  return (request, response) => {
    if (isClosing()) {
      refuse(response, 503);
      return;
    }
    try {
      receiver.requestListener(request, response);
    } catch {
      refuse(response, 404);
    }
  };
}

function refusedToken(error: string): AppError {
  return new AppError(
    "bad-configuration",
    `Slack refuses SLACK_BOT_TOKEN (${error}). Install the app to the workspace and set the token of its bot user.`,
  );
}
