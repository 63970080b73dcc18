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

type Identity = Omit<z.infer<typeof authTest>, "team_id"> & { readonly team_id?: string };

/** The installation of one workspace among many. */
export interface OneOfMany {
  readonly workspace: WorkspaceKey;
  /** Absent where there is none: then nothing is answered with a token. */
  readonly identity?: {
    readonly botId: string;
    readonly botUserId: string;
    /** What was granted when the app was installed. */
    readonly scopes: readonly string[];
  };
  /** Hears that Slack says the token is no more. */
  readonly gone: () => void;
}

export interface Installation {
  /** Calls with the bot's token. */
  readonly web: SlackWeb;
  /** Whether there are others, which may be in the same channels. */
  readonly isOneOfMany?: true;
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
  /** Absent: the token of SLACK_BOT_TOKEN, of whatever workspace Slack says. */
  readonly oneOfMany?: OneOfMany;
}): Installation {
  const { report, granted, pace, closing, oneOfMany } = options;
  const known = oneOfMany?.identity;
  let identity: Identity | undefined =
    known === undefined ? undefined : { bot_id: known.botId, user_id: known.botUserId };
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
        if (oneOfMany !== undefined && GONE.includes(failure.error)) oneOfMany.gone();
        else if (TOKEN_REFUSED.includes(failure.error)) token.refused(refusalOf(failure.error, oneOfMany));
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
    const said = authTest.parse(answer);
    const { team_id: id, response_metadata } = said;
    identity = { ...said, bot_id: said.bot_id ?? identity?.bot_id };
    if (response_metadata !== undefined)
      granted.heard(
        response_metadata.scopes,
        oneOfMany?.workspace ?? workspaceKey({ platform: "slack", id }),
      );
  }

  return {
    web,
    ...(oneOfMany === undefined ? {} : { isOneOfMany: true }),
    ask,
    identity: () => ({
      ...(identity?.bot_id ? { botId: identity.bot_id } : {}),
      ...(identity?.user_id ? { botUserId: identity.user_id } : {}),
    }),
    async covers(workspace) {
      if (oneOfMany !== undefined)
        return oneOfMany.identity !== undefined && workspace === oneOfMany.workspace;
      if (identity === undefined) await ask().catch(() => undefined);
      if (identity === undefined) return undefined;
      const id = parseWorkspace(workspace)?.id;
      return id === identity.team_id || id === identity.enterprise_id;
    },
  };
}

/** What Slack says of a token whose app was removed, or that was revoked. */
const GONE: readonly string[] = ["account_inactive", "token_revoked"];

function refusalOf(error: string, oneOfMany: OneOfMany | undefined): string {
  if (oneOfMany !== undefined)
    return `Slack refuses the token of ${oneOfMany.workspace} (${error}). Install the app there again, by /slack/install.`;
  return `Slack refuses SLACK_BOT_TOKEN (${error}). Install the app to the workspace and set the token of its bot user.`;
}
