// Where the bot is installed, and how its token stands: what auth.test tells, and what every other call tells besides.

import { z } from "zod";
import { assertNever } from "../../../src/errors.ts";
import { type Report, watchToken } from "../../../src/platform/standing.ts";
import { parseWorkspace, type WorkspaceKey, workspaceKey } from "../../../src/platform/workspace.ts";
import type { Pace } from "../../../src/reply/ports.ts";
import { type Failure, failureOf, isOwnTrouble, type SlackWeb, TOKEN_REFUSED } from "./client.ts";
import type { Granted } from "./granted.ts";

const authTest = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  user_id: z.string().nullish(),
  bot_id: z.string().nullish(),
  // From the header x-oauth-scopes, where the answer has one.
  response_metadata: z
    .object({ scopes: z.array(z.string()) })
    .optional()
    .catch(undefined),
});

type Identity = z.infer<typeof authTest>;

export interface Installation {
  /** Calls with the bot's token. */
  readonly web: SlackWeb;
  /** Asks where the bot is installed. Rejects as calls do; that is also reported, and it is asked again then. */
  ask(): Promise<void>;
  /** Who the bot is, as far as it is known. */
  identity(): { readonly botId?: string; readonly botUserId?: string };
  /** Whether the bot is installed there; undefined while Slack does not tell. Never rejects. */
  covers(workspace: WorkspaceKey): Promise<boolean | undefined>;
}

/** An interactive answer waits no longer to learn where the bot is installed. */
const LONGEST_WAIT_MS = 5_000;

export function createInstallation(options: {
  readonly web: SlackWeb;
  readonly report: Report;
  readonly granted: Granted;
  readonly pace: Pace;
  readonly closing: AbortSignal;
}): Installation {
  const { report, granted, pace, closing } = options;
  let identity: Identity | undefined;
  const token = watchToken({ probe: ask, report, pace, closing });

  async function observed(call: Promise<unknown>): Promise<unknown> {
    try {
      const answer = await call;
      token.taken();
      return answer;
    } catch (error) {
      tellOf(failureOf(error));
      throw error;
    }
  }

  function tellOf(failure: Failure): void {
    switch (failure.type) {
      case "unreachable":
        token.away();
        return;
      case "unknown":
      case "rate-limited":
        token.unsure();
        return;
      case "refused":
        if (TOKEN_REFUSED.includes(failure.error)) token.refused(refusalOf(failure.error));
        else if (isOwnTrouble(failure.error)) token.unsure();
        else token.taken();
        return;
      default:
        assertNever(failure);
    }
  }

  const web: SlackWeb = {
    once: (...call) => observed(options.web.once(...call)),
    call: (...call) => observed(options.web.call(...call)),
  };

  async function ask(): Promise<void> {
    const answer = await web.call("auth.test", {}, { repeatable: true, longestWaitMs: LONGEST_WAIT_MS });
    identity = authTest.parse(answer);
    const { team_id: id, response_metadata } = identity;
    if (response_metadata !== undefined)
      granted.heard(response_metadata.scopes, workspaceKey({ platform: "slack", id }));
  }

  return {
    web,
    ask,
    identity: () => ({
      ...(identity?.bot_id ? { botId: identity.bot_id } : {}),
      ...(identity?.user_id ? { botUserId: identity.user_id } : {}),
    }),
    async covers(workspace) {
      if (identity === undefined) await ask().catch(() => undefined);
      if (identity === undefined) return undefined;
      const id = parseWorkspace(workspace)?.id;
      return id === identity.team_id || id === identity.enterprise_id;
    },
  };
}

function refusalOf(error: string): string {
  return `Slack refuses SLACK_BOT_TOKEN (${error}). Install the app to the workspace and set the token of its bot user.`;
}
