// People install the app by themselves: the way to Slack, and the way back with a code that becomes a token of their workspace.

import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { createPrefix } from "../../../src/commands/serve/prefix.ts";
import { AppError } from "../../../src/errors.ts";
import type { Installations } from "../../../src/platform/installations.ts";
import type { Rests } from "../../../src/platform/rests.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { sentencePage, sentencePageHeaders } from "../../../src/sentence-page.ts";
import { SECOND_MS } from "../../../src/time/units.ts";
import { languageFor } from "../../../src/wording/languages.ts";
import { inLanguage, say } from "../../../src/wording/say.ts";
import type { Host } from "../../adapter.ts";
import { createWeb, failureOf, reasonOf, type SlackWeb } from "../api/client.ts";
import { INSTALL_PATH, INSTALLED_PATH } from "../api/manifest.ts";
import { exchangeCode } from "../api/oauth.ts";
import { SCOPES } from "../api/scopes.ts";
import type { SlackApp } from "../settings.ts";
import { newState, readState, STATE_LIFE_MS } from "./install-state.ts";

export interface Installing {
  /** Answers GET requests to `INSTALL_PATH` and `INSTALLED_PATH`. */
  readonly listener: RequestListener;
  /** Nobody installs from now on. */
  close(): void;
}

const COOKIE = "slack-install";

/** A code of Slack's has some 70 characters, a state of ours 105. */
const answerSchema = z.object({ state: z.string().min(1).max(200), code: z.string().min(1).max(500) });

export function createInstalling(options: {
  readonly host: Pick<Host, "clock" | "pace" | "log" | "prefix" | "router">;
  readonly app: SlackApp;
  readonly apiUrl: string | undefined;
  readonly installations: Installations;
  readonly publicUrl: string;
  readonly rests: Rests;
  /** Hears of a workspace that has other tokens now. */
  readonly installed: (workspace: WorkspaceKey) => void;
}): Installing {
  const { host, app, apiUrl, installations, publicUrl, rests, installed } = options;
  const { clock, pace, log } = host;
  const webWith = (token?: string): SlackWeb =>
    createWeb({ ...(token === undefined ? {} : { token }), apiUrl, rests, pace, log });
  const exchanging = { app, redirectUri: `${publicUrl}${INSTALLED_PATH}`, web: webWith(), webWith };
  const { onSentence: asRead } = createPrefix(host.prefix, host.router.commands);
  // Browsers keep no such cookie of an address without https, but for this machine's own.
  const isSecure = publicUrl.startsWith("https:");
  const cookie = {
    ...(isSecure ? { prefix: "host" as const } : {}),
    path: "/",
    secure: isSecure,
    httpOnly: true,
    sameSite: "Lax" as const,
  };
  let isClosing = false;

  /** Only the browser that began comes back, once, in time. */
  async function begun(context: Context, state: string): Promise<boolean> {
    const browser = getCookie(context, COOKIE, isSecure ? "host" : undefined) ?? "";
    deleteCookie(context, COOKIE, cookie);
    const read = readState(app.clientSecret, { state, browser }, clock());
    return read !== undefined && (await installations.takeOnce(read.hash, read.expiresAtMs, clock()));
  }

  async function comeBack(context: Context): Promise<string> {
    const { error, ...given } = context.req.query();
    const answer = answerSchema.safeParse(given);
    if (error !== undefined)
      throw refusal(say("Slack did not install the bot: it was not allowed. Nothing was changed."));
    if (!answer.success || !(await begun(context, answer.data.state)))
      throw refusal(
        say(
          "This address is where Slack sends people back, once and within ten minutes, in the browser in which they began. Start again at {address}.",
          { address: `${publicUrl}${INSTALL_PATH}` },
        ),
      );
    const { facts, tokens } = await exchangeCode(exchanging, answer.data.code, clock());
    const wasRemoved = await installations.install(facts, tokens, clock());
    installed(facts.workspace);
    log.info(
      { workspace: facts.workspace, by: facts.installedBy, wasRemoved },
      "the slack app was installed",
    );
    const { name } = facts;
    const next = say(
      "The bot is installed in {name}. In Slack, type {help}; an admin connects the Dropbox folder with {connect}.",
      { name, help: "/news help", connect: "/dropbox connect" },
    );
    if (!wasRemoved) return next;
    return `${next} ${say("Digests that were paused when it was removed go on with {resume}, once the bot is invited to their channels again.", { resume: "/digest resume" })}`;
  }

  function sentenceOf(error: unknown): string {
    if (error instanceof AppError) return error.message;
    log.warn({ reason: reasonOf(error) }, "the slack app was not installed");
    const failure = failureOf(error);
    if (failure.type === "refused")
      return say("Slack does not take the code that you came back with ({word}). Start again at {address}.", {
        word: failure.error,
        address: `${publicUrl}${INSTALL_PATH}`,
      });
    return say("The bot could not be installed. The reason is in its log; start again at {address}.", {
      address: `${publicUrl}${INSTALL_PATH}`,
    });
  }

  const routes = new Hono();
  routes.use(sentencePageHeaders());
  routes.use(async (context, next) => {
    const [locale] = context.req.header("accept-language")?.split(",") ?? [];
    await inLanguage(languageFor(locale), next);
    context.header("cache-control", "no-store");
  });
  routes.use(async (context, next) =>
    isClosing ? context.html(sentencePage(say("The bot is restarting.")), 503) : next(),
  );

  routes.get(INSTALL_PATH, (context) => {
    const { state, browser } = newState(app.clientSecret, clock());
    setCookie(context, COOKIE, browser, { ...cookie, maxAge: STATE_LIFE_MS / SECOND_MS });
    const address = new URL("/oauth/v2/authorize", apiUrl ?? "https://slack.com");
    address.search = new URLSearchParams({
      client_id: app.clientId,
      scope: SCOPES.map(({ name }) => name).join(","),
      redirect_uri: exchanging.redirectUri,
      state,
    }).toString();
    return context.redirect(address.href, 302);
  });

  routes.get(INSTALLED_PATH, async (context) => {
    try {
      return context.html(sentencePage(asRead(await comeBack(context))));
    } catch (error) {
      return context.html(sentencePage(asRead(sentenceOf(error))), 400);
    }
  });

  const answer = getRequestListener(routes.fetch);
  return {
    listener: (request, response) => void answer(request, response),
    close() {
      isClosing = true;
    },
  };
}

function refusal(sentence: string): AppError {
  return new AppError("not-allowed", sentence);
}
