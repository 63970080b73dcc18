// The web chat put together: a page on the bot's own web server, for whoever sits at this machine.

import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Platform } from "../../src/platform/platform.ts";
import { languageFor } from "../../src/wording/languages.ts";
import { inLanguage, say } from "../../src/wording/say.ts";
import type { Host } from "../adapter.ts";
import { createPlaces } from "./digests/places.ts";
import { createPosts, type Posts } from "./digests/posts.ts";
import { createAnswering } from "./in/answer.ts";
import { createCompleting } from "./in/complete.ts";
import { refusalOf } from "./in/gate.ts";
import { localeOf } from "./in/locale.ts";
import { WEB_PLATFORM } from "./in/read.ts";
import { createRoutes } from "./in/routes.ts";
import { createSessions } from "./in/sessions.ts";
import { createNotifier } from "./out/notifier.ts";
import { renderSentence } from "./out/page.ts";

/** How long answers in flight may take when the bot stops. */
const DRAIN_MS = 5_000;

export interface WebPlatform extends Required<Platform> {
  /** Opens the page once, under the web server's port. */
  addressOn(port: number): string;
  /** What was posted to the page. */
  readonly posts: Posts;
}

export function createPlatform(host: Host): WebPlatform {
  const { log } = host;
  const posts = createPosts();
  const sessions = createSessions();
  const answering = createAnswering(host);
  const routes = createRoutes({ host, sessions, answering, completing: createCompleting(host), posts });
  routes.onError((error, context) => {
    log.error({ err: error }, "a page of the web chat could not be made");
    return context.html(
      renderSentence(say("Something went wrong in the bot. The reason is in its log.")),
      500,
    );
  });
  const answer = getRequestListener(routes.fetch);
  const addressOn = (port: number): string => `http://127.0.0.1:${port}/chat?key=${sessions.newKey()}`;
  let isClosing = false;

  const listener: RequestListener = (request, response) =>
    inLanguage(languageFor(localeOf(request.headers["accept-language"])), () => {
      const refusal = isClosing ? say("The bot is restarting.") : refusalOf(request);
      if (refusal === undefined) return void answer(request, response);
      response
        .writeHead(isClosing ? 503 : 403, {
          "content-type": "text/plain; charset=utf-8",
          "cache-control": "no-store",
        })
        .end(`${refusal}\n`);
    });

  return {
    id: WEB_PLATFORM,
    name: "Web",
    mount: ["/chat/*", listener],
    addressOn,
    invitation: (port) => `The web chat is at ${addressOn(port)} (this address opens it once)`,
    notifier: createNotifier(host, posts),
    places: createPlaces(posts),
    posts,
    start: async () => undefined,
    async close() {
      isClosing = true;
      await answering.drain(DRAIN_MS);
    },
  };
}
