// What `start` says once the bot runs: what is there, what is not there yet and what to do about it, in plain words.

import type { Config } from "../config.ts";
import type { PlatformStanding } from "../platform/standing.ts";
import { counted } from "../reply/build.ts";

export interface StartedWith {
  /** Of the platforms that are configured. */
  readonly standings: readonly Pick<PlatformStanding, "name" | "standing">[];
  /** How many Dropbox connections there are. */
  readonly connections: number;
  /** In how many workspaces people installed the app by themselves, where they may; absent: they may not. */
  readonly installations?: number;
  readonly config: Pick<Config, "DROPBOX_APP_KEY" | "PUBLIC_URL">;
  /** What is set under a name that nothing reads, with the one that is nearest; absent: nothing. */
  readonly strange?: readonly { readonly name: string; readonly meant?: string }[];
}

/** A sentence each: where the bot can be asked, and what the news come from. */
export function whatIsThere({
  standings,
  connections,
}: Pick<StartedWith, "standings" | "connections">): readonly string[] {
  const connected = standings.filter(({ standing }) => standing.type === "connected");
  return [
    ...(connected.length === 0 ? [] : [`connected: ${connected.map(({ name }) => name).join(", ")}`]),
    ...(connections === 0 ? [] : [`the news come from ${counted(connections, "Dropbox connection")}`]),
  ];
}

/** A sentence each; none when everything that was asked for is there. */
export function whatIsMissing({
  standings,
  connections,
  installations,
  config,
  strange = [],
}: StartedWith): readonly string[] {
  const waiting = standings.filter(({ standing }) => standing.type !== "connected");
  return [
    ...strange.map(({ name, meant }) =>
      meant === undefined
        ? `${name} is set, and nothing reads it`
        : `${name} is set, and nothing reads it: it may be meant as ${meant}`,
    ),
    ...(standings.length === 0
      ? [
          "nobody can ask yet: set Slack's or Discord's tokens (docs/slack.md, docs/discord.md), open a chat in the browser with WEB=on (docs/web.md), or ask with npm run ask",
        ]
      : []),
    ...(installations === 0
      ? [
          `no Slack workspace has installed the bot yet: open ${config.PUBLIC_URL}/slack/install (docs/slack.md)`,
        ]
      : []),
    ...(connections > 0
      ? []
      : [
          config.DROPBOX_APP_KEY === undefined
            ? "there is no news yet: set DROPBOX_APP_KEY (docs/dropbox.md), then an admin types /dropbox connect"
            : "there is no news yet: an admin types /dropbox connect",
        ]),
    ...(waiting.length > 0
      ? [`${waiting.map(({ name }) => name).join(" and ")}: npm run doctor says what is wrong`]
      : []),
  ];
}
