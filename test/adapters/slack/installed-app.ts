// An app that many workspaces install, over both ways in: people with a browser, and what Slack sends from each workspace.

import { createServer, type Server } from "node:http";
import type { Installing } from "../../fakes/slack/oauth.ts";
import { commandPayload, signedRequest } from "../../fakes/slack/payloads.ts";
import { type ToldEvent, toldPayload } from "../../fakes/slack/told-events.ts";
import { type AdapterTestOptions, type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { readBlock } from "./reading.ts";

const SECRET = "the signing secret";
export const PUBLIC_URL = "https://news.example.org";

/** A page, and what the browser keeps. */
export interface Page {
  readonly status: number;
  readonly text: string;
  readonly location: string;
  readonly cookie: string;
  readonly headers: Headers;
}

export interface InstalledApp {
  readonly bot: AdapterUnderTest;
  /** Opens an address of the bot's. */
  open(address: string, cookie?: string): Promise<Page>;
  /** Somebody installs the app, all the way; the page that they see then. */
  install(where: Installing): Promise<Page>;
  /** Types `/news search court` there; the text of the first answer. */
  ask(team: string, of?: { readonly enterprise?: string; readonly user?: string }): Promise<string>;
  /** Slack tells an event of that workspace, and the bot has acted on it. */
  tell(team: string, event: ToldEvent): Promise<void>;
  /** Sends what Slack sends; resolves when it is acknowledged. */
  send(payload: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

export async function startInstalledApp(
  way: "http" | "sockets",
  options: AdapterTestOptions = {},
): Promise<InstalledApp> {
  const bot = await startAdapter({
    publicUrl: PUBLIC_URL,
    ...(way === "http" ? { signingSecret: SECRET } : {}),
    ...options,
  });
  const { slack } = bot;
  const [, listener] = bot.adapter.mount ?? [];
  if (listener === undefined) throw new Error("nobody can install it");
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;

  async function open(url: string, cookie = ""): Promise<Page> {
    const response = await fetch(url.replace(PUBLIC_URL, origin), {
      redirect: "manual",
      ...(cookie === "" ? {} : { headers: { cookie } }),
    });
    const [kept = ""] = response.headers.getSetCookie();
    return {
      status: response.status,
      text: textOf(await response.text()),
      location: response.headers.get("location") ?? "",
      cookie: kept.split(";")[0] ?? "",
      headers: response.headers,
    };
  }

  async function send(payload: Readonly<Record<string, unknown>>): Promise<void> {
    if (way === "http") {
      const request = signedRequest(payload, SECRET, Date.now());
      const { status } = await fetch(`${origin}/slack/events`, { method: "POST", ...request });
      if (status !== 200) throw new Error(`answered with ${status}`);
      return;
    }
    const type = "command" in payload ? "slash_commands" : "event" in payload ? "events_api" : "interactive";
    await slack.deliver(type, payload).acknowledged;
  }

  return {
    bot,
    open,
    send,
    async install(where) {
      const begun = await open(`${PUBLIC_URL}/slack/install`);
      return open(slack.oauth.allow(begun.location, where), begun.cookie);
    },
    async ask(team, { enterprise, user = "U0MEMBER" } = {}) {
      const at = slack.addresses(user, "C0NEWS", true);
      const payload = commandPayload({ team, user }, at, "C0NEWS", "/news", "search court");
      await send(
        enterprise === undefined
          ? payload
          : { ...payload, is_enterprise_install: "true", enterprise_id: enterprise },
      );
      const [message] = await slack.answersTo(at.request, 1);
      return message?.blocks.map((block) => readBlock(block).text).join(" ") ?? "";
    },
    async tell(team, event) {
      const before = bot.logged().split(ACTED).length;
      await send(toldPayload(slack.oauth.stateOf(team), event));
      await bot.acted(before);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bot.close();
    },
  };
}

const ACTED = "slack told of the bot's own life";

function textOf(html: string): string {
  const [, body = html] = /<body>([\s\S]*)<\/body>/.exec(html) ?? [];
  return body
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
