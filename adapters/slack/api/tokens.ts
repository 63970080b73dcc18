// The token of one installation: read from where installations are kept, renewed before it expires, once for all who ask at the
// same time in all processes.
//
// Slack gives a new refresh token with each renewal and revokes the old one
// (https://docs.slack.dev/authentication/using-token-rotation); the old access token goes on until it expires. So what a
// renewal brings is kept before it is used, and what a crash loses in between is mended by installing again: two hours are left
// for that.

import { z } from "zod";
import type { Logger } from "../../../src/log.ts";
import type {
  Installations,
  InstallationTokens,
  StoredInstallation,
} from "../../../src/platform/installations.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import type { Clock, Pace } from "../../../src/reply/ports.ts";
import { MINUTE_MS, SECOND_MS } from "../../../src/time/units.ts";
import type { SlackApp } from "../settings.ts";
import { failureOf, isOwnTrouble, NoToken, reasonOf, type SlackWeb, type TokenSource } from "./client.ts";
import { lifeSeconds, token } from "./oauth.ts";

/** Slack's tokens live twelve hours; one that lives shorter is renewed at half its life. */
export const RENEW_BEFORE_MS = 120 * MINUTE_MS;

/** A renewal that another process began is over by then, or that process is. */
const CLAIM_MS = 60 * SECOND_MS;

/** How often and how long somebody whose token expired waits for another process. */
const LOOKS = 30;
const LOOK_EVERY_MS = 2 * SECOND_MS;

/** So long a renewal that was refused, or failed, is not tried again. */
const BELIEVE_MS = 5 * MINUTE_MS;
const TRY_AGAIN_MS = 30 * SECOND_MS;

const renewed = z.object({
  access_token: token,
  refresh_token: token,
  expires_in: lifeSeconds,
});

/** Renews a token by its refresh token. Rejects with what `failureOf` reads, or ZodError. */
export async function renewTokens(
  { web, app }: { readonly web: SlackWeb; readonly app: SlackApp },
  refreshToken: string,
  now: number,
): Promise<InstallationTokens> {
  const answer = await web.call("oauth.v2.access", {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });
  const { access_token, refresh_token, expires_in } = renewed.parse(answer);
  return {
    accessToken: access_token,
    renewal: { refreshToken: refresh_token, expiresAtMs: now + expires_in * SECOND_MS },
  };
}

type Held = Pick<StoredInstallation, "revision"> & {
  readonly tokens: InstallationTokens;
  readonly renewAtMs: number;
};

export interface Tokens extends TokenSource {
  /** That of the tokens which were given last. */
  revision(): number | undefined;
}

export function createTokens(options: {
  readonly workspace: WorkspaceKey;
  readonly installations: Installations;
  readonly renew: (refreshToken: string) => Promise<InstallationTokens>;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Logger;
}): Tokens {
  const { workspace, installations, renew, clock, pace, log } = options;
  let held: Held | undefined;
  /** What a renewal brought and the store did not take yet: the only copy. */
  let unsaved: { readonly revision: number; readonly tokens: InstallationTokens } | undefined;
  let failed: { readonly revision: number; readonly untilMs: number; readonly error: NoToken } | undefined;
  let renewing: Promise<Held> | undefined;

  /** `lifeMs`: how long the token lives from now on, where it is new; one that is short is not renewed at every call. */
  function heldOf(
    revision: number,
    tokens: InstallationTokens,
    lifeMs: number = Number.POSITIVE_INFINITY,
  ): Held {
    const { renewal } = tokens;
    if (renewal === undefined) return { revision, tokens, renewAtMs: Number.POSITIVE_INFINITY };
    return { revision, tokens, renewAtMs: renewal.expiresAtMs - Math.min(RENEW_BEFORE_MS, lifeMs / 2) };
  }

  async function read(): Promise<Held> {
    const stored = await installations.get(workspace).catch((error: unknown) => {
      log.error({ err: error, workspace }, "the token of a workspace could not be read");
      throw new NoToken({ type: "unreachable" }, { cause: error });
    });
    if (stored?.tokens === undefined) throw new NoToken({ type: "refused", error: "account_inactive" });
    const { revision, tokens } = stored;
    return held?.revision === revision ? held : heldOf(revision, tokens);
  }

  const isGood = ({ tokens: { renewal } }: Held): boolean =>
    renewal === undefined || clock() < renewal.expiresAtMs;

  const isDue = ({ renewAtMs }: Held): boolean => clock() >= renewAtMs;

  async function save(): Promise<Held> {
    if (unsaved === undefined) return read();
    const { revision, tokens } = unsaved;
    const lifeMs = (tokens.renewal?.expiresAtMs ?? 0) - clock();
    const isOurs = await installations.renew(workspace, revision, tokens).catch((error: unknown) => {
      log.error({ err: error, workspace }, "a renewed token could not be kept; it is tried again");
      return undefined;
    });
    // Kept here alone, and used: the old one is good for two hours at most.
    if (isOurs === undefined) return heldOf(revision, tokens, lifeMs);
    unsaved = undefined;
    // Installed anew or removed meanwhile: what stands there counts.
    return isOurs ? heldOf(revision + 1, tokens, lifeMs) : read();
  }

  /** Waits for the process that has claimed the renewal; what is good is used meanwhile. */
  async function elsewhere(latest: Held): Promise<Held> {
    for (let look = 0, now = latest; look < LOOKS; look += 1) {
      if (isGood(now)) return now;
      await pace.sleep(LOOK_EVERY_MS);
      now = await read();
    }
    throw new NoToken({ type: "unreachable" });
  }

  async function renewal(): Promise<Held> {
    if (unsaved !== undefined) return save();
    const latest = await read();
    const { tokens, revision } = latest;
    if (tokens.renewal === undefined || !isDue(latest)) return latest;
    if (!(await claim(revision))) return elsewhere(latest);
    try {
      unsaved = { revision, tokens: await renew(tokens.renewal.refreshToken) };
    } catch (error) {
      log.error({ reason: reasonOf(error), workspace }, "the token of a workspace was not renewed");
      await installations.releaseRenewal(workspace, revision).catch(() => undefined);
      const failure = failureOf(error);
      const isRefused = failure.type === "refused" && !isOwnTrouble(failure.error);
      const told = new NoToken(
        isRefused ? { type: "refused", error: "token_expired" } : { type: "unreachable" },
        { cause: error },
      );
      failed = { revision, untilMs: clock() + (isRefused ? BELIEVE_MS : TRY_AGAIN_MS), error: told };
      if (isGood(latest)) return latest;
      throw told;
    }
    return save();
  }

  /** A store that takes nothing now, or is only read, is as good as another process that is at it. */
  async function claim(revision: number): Promise<boolean> {
    const now = clock();
    return installations.claimRenewal(workspace, revision, now, now + CLAIM_MS).catch((error: unknown) => {
      log.warn({ err: error, workspace }, "nobody can note who renews the token of a workspace");
      return false;
    });
  }

  return {
    revision: () => held?.revision,
    async current(refused) {
      if (refused !== undefined && held?.tokens.accessToken === refused) held = await read();
      held ??= await read();
      if (!isDue(held) && unsaved === undefined) return held.tokens.accessToken;
      if (failed !== undefined && clock() < failed.untilMs) {
        held = await read();
        if (held.revision !== failed.revision) failed = undefined;
        else if (isGood(held)) return held.tokens.accessToken;
        else throw failed.error;
      }
      renewing ??= renewal().finally(() => {
        renewing = undefined;
      });
      held = await renewing;
      return held.tokens.accessToken;
    },
  };
}
