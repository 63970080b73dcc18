// What the web server answers: whether the bot is well, and Dropbox's way back after a person pressed Allow.

import { Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { PlatformStanding } from "../platform/standing.ts";
import { sentencePage, sentencePageHeaders } from "../sentence-page.ts";
import { languageFor } from "../wording/languages.ts";
import { inLanguage, say } from "../wording/say.ts";

export interface MetricsPage {
  readonly contentType: string;
  text(): Promise<string>;
  /** Who does not send it as a bearer token gets nothing. */
  readonly token?: string;
}

export interface RoutesOptions {
  /** False while starting and closing: a load balancer then sends nobody here. */
  readonly isReady: () => boolean;
  /** Whether the stored state can be read, without which little can be answered. */
  readonly hasState: () => Promise<boolean>;
  /** The program's numbers; absent: nobody reads them. */
  readonly metrics?: MetricsPage;
  /** How each platform stands. */
  readonly standings: () => readonly PlatformStanding[];
  /** Who asked for the connection of that link and who will read by it, in sentences. Changes nothing. */
  readonly lending: (state: string) => Promise<string>;
  /** Ends a connection that began with a link; resolves with a sentence for the person in the browser. */
  readonly finishConnect: (answer: { readonly state: string; readonly code: string }) => Promise<string>;
  /** A sentence that names commands, as people type them. */
  readonly asRead: (sentence: string) => string;
  readonly log: Logger;
}

/** A state and a code have 32 and about 45 characters. */
const LONGEST_FORM_BYTES = 8 * 1024;

const answerSchema = z.object({ state: z.string().min(1), code: z.string().min(1) });

export function createRoutes({
  isReady,
  hasState,
  metrics,
  standings,
  lending,
  finishConnect,
  asRead,
  log,
}: RoutesOptions): Hono {
  const routes = new Hono();
  routes.use(sentencePageHeaders());
  routes.use(async (context, next) => {
    await next();
    context.header("cache-control", "no-store");
  });

  // A platform that is away or refuses the bot is told, and is no reason to end the process or to send nobody here: a new
  // one would be refused just so, and the other platforms go on.
  routes.get("/health", (context) => {
    const platforms = standings().map(({ id, standing, since }) => [
      id,
      { state: standing.type, since: new Date(since).toISOString() },
    ]);
    const isWhole = standings().every(({ standing }) => standing.type === "connected");
    const status = isReady() ? (isWhole ? "ok" : "degraded") : "not ready";
    return context.json({ status, platforms: Object.fromEntries(platforms) }, isReady() ? 200 : 503);
  });

  // For whoever shares out requests: the process is well, and what it needs may be away for now.
  routes.get("/ready", async (context) => {
    if (!isReady()) return context.json({ ready: false, reason: "starting or stopping" }, 503);
    if (!(await hasState()))
      return context.json({ ready: false, reason: "the stored state cannot be read" }, 503);
    return context.json({ ready: true });
  });

  if (metrics !== undefined) {
    const { token, contentType } = metrics;
    if (token !== undefined) routes.use("/metrics", bearerAuth({ token }));
    routes.get("/metrics", async (context) => {
      const text = await metrics.text();
      return context.body(text, 200, { "content-type": contentType });
    });
  }

  /** The page of what came of it; what went wrong in the bot is in its log. */
  async function pageOf(work: () => Promise<Page>): Promise<readonly [page: Page, status: 200 | 400]> {
    try {
      return [await work(), 200];
    } catch (failure) {
      if (failure instanceof AppError) return [{ sentence: failure.message }, 400];
      log.error({ err: failure }, "connect callback failed");
      return [
        {
          sentence: say(
            "Dropbox could not be connected. The reason is in the bot's log; start again with {connect}.",
            { connect: "/dropbox connect" },
          ),
        },
        400,
      ];
    }
  }

  // Of a reader nothing else is known here than what the browser asks for.
  routes.use("/dropbox/*", (context, next) => {
    const [locale] = context.req.header("accept-language")?.split(",") ?? [];
    return inLanguage(languageFor(locale), next);
  });

  // Looking connects nothing, whoever looks: browsers, previews and scanners open links before people do.
  routes.get("/dropbox/callback", async (context) => {
    const { error, ...given } = context.req.query();
    const answer = answerSchema.safeParse(given);
    const [page, status] = await pageOf(async () => {
      if (error !== undefined)
        throw new AppError(
          "not-allowed",
          say("Dropbox was not connected: access was not allowed. Nothing was changed."),
        );
      if (!answer.success)
        throw new AppError(
          "bad-input",
          say("This address is where Dropbox sends people back. Start with {connect}.", {
            connect: "/dropbox connect",
          }),
        );
      return { sentence: await lending(answer.data.state), asks: answer.data };
    });
    return context.html(written(page, asRead), status);
  });

  routes.post("/dropbox/callback", bodyLimit({ maxSize: LONGEST_FORM_BYTES }), async (context) => {
    const answer = answerSchema.safeParse(await context.req.parseBody());
    const [page, status] = await pageOf(async () => {
      if (!answer.success)
        throw new AppError(
          "bad-input",
          say("That form was not whole. Start again with {connect}.", { connect: "/dropbox connect" }),
        );
      return { sentence: await finishConnect(answer.data) };
    });
    return context.html(written(page, asRead), status);
  });

  return routes;
}

interface Page {
  readonly sentence: string;
  /** What is sent when the person agrees; absent: there is nothing to agree to. */
  readonly asks?: z.infer<typeof answerSchema>;
}

function written({ sentence, asks }: Page, asRead: (sentence: string) => string) {
  return sentencePage(asRead(sentence), asks && agreement(asks));
}

function agreement({ state, code }: z.infer<typeof answerSchema>) {
  return html`<form method="post" action="/dropbox/callback">
      <input type="hidden" name="state" value="${state}" />
      <input type="hidden" name="code" value="${code}" />
      <p><button>${say("Connect")}</button></p>
    </form>
    <p>${say("If you did not ask for this, close the page: nothing is connected.")}</p>`;
}
