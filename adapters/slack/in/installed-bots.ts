// Which token is for which workspace: that of SLACK_BOT_TOKEN for all, or that of each installation for its own.

import type { Installations } from "../../../src/platform/installations.ts";
import { createRests } from "../../../src/platform/rests.ts";
import { parseWorkspace, type WorkspaceKey, workspaceKey } from "../../../src/platform/workspace.ts";
import { say } from "../../../src/wording/say.ts";
import type { Host } from "../../adapter.ts";
import { createWeb, NoToken, reasonOf, type SlackWeb } from "../api/client.ts";
import { createTokens, renewTokens } from "../api/tokens.ts";
import type { SlackApp } from "../settings.ts";
import { createInstalledBot, type InstalledBot } from "./installed-bot.ts";

export interface InstalledBots {
  /**
   * The bot of a workspace; where the app is not installed, one that has no token and answers so. Rejects while nobody can tell
   * which.
   */
  of(workspace: WorkspaceKey): Promise<InstalledBot>;
  /** Calls with the token of a workspace, whichever that is when they are made. */
  webOf(workspace: WorkspaceKey): SlackWeb;
  /** The bots through which whoever runs the program can be told something. */
  operators(): Promise<readonly InstalledBot[]>;
  /** The tokens of a workspace changed. */
  forget(workspace: WorkspaceKey): void;
  /** Waits for answers in flight at most `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
  /** They ask no more by themselves. */
  close(): void;
}

/** One for whatever workspace. */
export function onlyBot(bot: InstalledBot): InstalledBots {
  return {
    of: async () => bot,
    webOf: () => bot.web,
    operators: async () => [bot],
    forget: () => undefined,
    drain: bot.drain,
    close: bot.close,
  };
}

/** Bots at hand at most: who was not heard of for longest is put together anew when somebody asks again. */
export const MOST_BOTS = 300;

export function botsOfInstallations(options: {
  readonly host: Host;
  readonly app: SlackApp;
  readonly apiUrl: string | undefined;
  readonly installations: Installations;
}): InstalledBots {
  const { host, app, apiUrl, installations } = options;
  const { clock, pace, log, placeChanges } = host;
  const newRests = () => createRests({ clock, pace, kept: undefined, log });
  const tokenless = createWeb({ apiUrl, rests: newRests(), pace, log });
  const bots = new Map<WorkspaceKey, Promise<InstalledBot | undefined>>();
  const leaving = new Map<WorkspaceKey, Promise<void>>();

  /** Where the app is not installed. */
  const nobody = createInstalledBot({
    host,
    token: {
      current: async () => {
        throw new NoToken({ type: "refused", error: "account_inactive" });
      },
    },
    apiUrl,
    rests: newRests(),
    report: () => undefined,
    adminIds: [],
    adminChannel: undefined,
    oneOfMany: { workspace: workspaceKey({ platform: "slack", id: "" }), gone: () => undefined },
  });

  async function make(workspace: WorkspaceKey): Promise<InstalledBot | undefined> {
    const stored = await installations.get(workspace);
    if (stored?.tokens === undefined) return undefined;
    const { botId, botUserId, scopes } = stored;
    const tokens = createTokens({
      workspace,
      installations,
      renew: (refreshToken) => renewTokens({ web: tokenless, app }, refreshToken, clock()),
      clock,
      pace,
      log,
    });
    return createInstalledBot({
      host,
      token: tokens,
      apiUrl,
      rests: newRests(),
      report(standing) {
        if (standing.type === "refused") log.error({ workspace, reason: standing.reason }, "slack: refused");
      },
      adminIds: namedIn(workspace, host.adminIds),
      adminChannel: namedIn(workspace, channelsOf(host))[0],
      oneOfMany: {
        workspace,
        identity: { botId, botUserId, scopes },
        gone: () => leave(workspace, tokens.revision()),
      },
    });
  }

  async function of(workspace: WorkspaceKey): Promise<InstalledBot> {
    const made = bots.get(workspace) ?? make(workspace);
    // The last one asked for is the last one here.
    bots.delete(workspace);
    bots.set(workspace, made);
    const [oldest] = bots.keys();
    if (bots.size > MOST_BOTS && oldest !== undefined) forget(oldest);
    try {
      const bot = await made;
      if (bot !== undefined) return bot;
    } catch (error) {
      if (bots.get(workspace) === made) bots.delete(workspace);
      throw error;
    }
    // It may be installed at any moment, by another process too.
    if (bots.get(workspace) === made) bots.delete(workspace);
    return nobody;
  }

  function forget(workspace: WorkspaceKey): void {
    const bot = bots.get(workspace);
    bots.delete(workspace);
    bot?.then((one) => one?.close()).catch(() => undefined);
  }

  /** Slack says that the token is no more: it goes, and what was to be sent there waits for somebody. */
  function leave(workspace: WorkspaceKey, revision: number | undefined): void {
    if (leaving.has(workspace)) return;
    const left = async (): Promise<void> => {
      const stored = await installations.get(workspace);
      if (stored?.tokens !== undefined && stored.revision === revision) {
        // First of all: what a crash leaves undone here is done at the next call.
        await placeChanges?.left(workspace, async () =>
          say("The app was removed from this Slack workspace, or its access was revoked there."),
        );
        if (await installations.remove(workspace, stored.revision, clock()))
          log.warn(
            { workspace },
            "the app was removed from a workspace: its token is gone, the rest is kept",
          );
      }
      forget(workspace);
    };
    leaving.set(
      workspace,
      left()
        .catch((error: unknown) => {
          log.error(
            { workspace, reason: reasonOf(error) },
            "an installation that ended could not be removed",
          );
        })
        .finally(() => leaving.delete(workspace)),
    );
  }

  return {
    of,
    webOf: (workspace) => ({
      once: async (...call) => (await webNow(of, workspace)).once(...call),
      call: async (...call) => (await webNow(of, workspace)).call(...call),
    }),
    async operators() {
      const named = [...host.adminIds, ...channelsOf(host)].flatMap((id) => {
        const [team, ...rest] = id.split(":");
        return team === undefined || rest.length === 0 ? [] : [workspaceKey({ platform: "slack", id: team })];
      });
      const found = await Promise.all([...new Set(named)].map(of));
      return found.filter((bot) => bot !== nobody);
    },
    forget,
    async drain(timeoutMs) {
      const made = await Promise.allSettled(bots.values());
      const all = made.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : []));
      await Promise.all([...leaving.values(), ...[nobody, ...all].map((bot) => bot.drain(timeoutMs))]);
    },
    close() {
      for (const workspace of [...bots.keys()]) forget(workspace);
    },
  };
}

/** Rejects with what `failureOf` reads: while nobody can tell which token it is, nothing was done. */
async function webNow(of: InstalledBots["of"], workspace: WorkspaceKey): Promise<SlackWeb> {
  try {
    return (await of(workspace)).web;
  } catch (error) {
    throw new NoToken({ type: "unreachable" }, { cause: error });
  }
}

/** Of `T1:U1` and the like what belongs to that workspace: an id alone may be somebody else's in another one. */
function namedIn(workspace: WorkspaceKey, ids: readonly string[]): readonly string[] {
  const team = `${parseWorkspace(workspace)?.id}:`;
  return ids.flatMap((id) => (id.startsWith(team) ? [id.slice(team.length)] : []));
}

function channelsOf({ adminChannel }: Pick<Host, "adminChannel">): readonly string[] {
  return adminChannel === undefined ? [] : [adminChannel];
}
