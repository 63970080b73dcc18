// Every address of the web chat and of the bot's own port, and what is sent there with a name in it. The addresses are those that
// the program answers.

import type { Host } from "../../../adapters/adapter.ts";
import { createPosts } from "../../../adapters/web/digests/posts.ts";
import { createAnswering } from "../../../adapters/web/in/answer.ts";
import { createCompleting } from "../../../adapters/web/in/complete.ts";
import { createRoutes as chatRoutes } from "../../../adapters/web/in/routes.ts";
import { createSessions } from "../../../adapters/web/in/sessions.ts";
import { FORM_CODE, FORM_TURN } from "../../../adapters/web/out/names.ts";
import { createRoutes } from "../../../src/http/routes.ts";
import type { Scene } from "./scene.ts";

/** The bot's own routes, as the program has them. */
export function ownRoutes({ bot, host: { log } }: Pick<Scene, "bot" | "host">) {
  return createRoutes({
    isReady: () => true,
    hasState: bot.hasState,
    metrics: { contentType: "text/plain", text: async () => JSON.stringify(await bot.gauges()) },
    standings: () => [],
    lending: async (state) => JSON.stringify(await bot.connections.borrower(state)),
    finishConnect: async ({ state, code }) =>
      JSON.stringify(await bot.connections.finishWithState(state, code)),
    asRead: bot.asRead,
    log,
  });
}

/** `GET /chat`, in alphabetical order; what every address passes and the files of the page itself are left out. */
export function chatAddresses(host: Host): readonly string[] {
  const routes = chatRoutes({
    ...{ host, sessions: createSessions(), posts: createPosts() },
    ...{ answering: createAnswering(host), completing: createCompleting(host) },
  });
  return addressesIn(routes.routes).filter((address) => !/\.\w+$/.test(address));
}

export function addressesIn(routes: readonly { readonly method: string; readonly path: string }[]) {
  const found = routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(found)].toSorted();
}

export interface Request {
  readonly path: string;
  /** Absent: it is only looked at. */
  readonly values?: Readonly<Record<string, string>>;
}

const looked = (path: string): readonly Request[] => [{ path }];
const as = encodeURIComponent;

/** What is sent to each address of the web chat. `name`: what something elsewhere is called by, or the code of a button there. */
export const TO_CHAT: Readonly<Record<string, (name: string) => readonly Request[]>> = {
  "GET /chat": (name) => [{ path: `/chat?key=${as(name)}` }, { path: "/chat" }],
  "GET /chat/lines": (name) =>
    ["", "/news show ", "/digest show "].map((line) => ({ path: `/chat/lines?text=${as(line + name)}` })),
  "GET /chat/posts": () => looked("/chat/posts"),
  "GET /chat/turns/:turn/as/:platform": (name) => looked(`/chat/turns/${as(name)}/as/slack`),
  "GET /chat/turns/:turn/files/:block": (name) => looked(`/chat/turns/${as(name)}/files/0`),
  "GET /chat/turns/:turn/pictures/:block": (name) => looked(`/chat/turns/${as(name)}/pictures/0`),
  "GET /chat/words": (name) =>
    ["news show title", "digest show digest", "digest mute source"].map((of) => ({
      path: `/chat/words?${new URLSearchParams({ of, name: "x", x: name })}`,
    })),
  "POST /chat/form": (name) => [
    { path: "/chat/form", values: { [FORM_CODE]: name, [FORM_TURN]: name } },
    { path: "/chat/form", values: { [FORM_CODE]: `c1:/digest show ${name}`, [FORM_TURN]: "" } },
  ],
  "POST /chat/press": (name) => [
    { path: "/chat/press", values: { code: name, turn: name } },
    { path: "/chat/press", values: { code: `c1:/digest history slot ${name}` } },
  ],
  "POST /chat/say": (name) =>
    ["news show", "digest show", "digest history slot", "news top snapshot"].map((command) => ({
      path: "/chat/say",
      values: { text: `${command} ${name}` },
    })),
};

/** The same for the bot's own port. */
export const TO_PORT: Readonly<Record<string, (name: string) => readonly Request[]>> = {
  "GET /dropbox/callback": (name) => looked(`/dropbox/callback?state=${as(name)}&code=${as(name)}`),
  "GET /health": () => looked("/health"),
  "GET /metrics": () => looked("/metrics"),
  "GET /ready": () => looked("/ready"),
  "POST /dropbox/callback": (name) => [{ path: "/dropbox/callback", values: { state: name, code: name } }],
};
