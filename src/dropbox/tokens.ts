// The access token of a connection: cached, renewed before it expires, and renewed once for all who ask at the same time.

import { AppError } from "../errors.ts";
import type { Clock } from "../reply/ports.ts";
import { MINUTE_MS } from "../time/units.ts";
import type { AccessToken } from "./oauth.ts";
import { errorOf } from "./refusal.ts";

export interface TokenSource {
  /**
   * A token to send now. `refused` is one that Dropbox just refused: it is not given again.
   * @throws AppError needs-reconnect when only a person can help, else what stood in the way of renewing it
   */
  accessToken(options?: { readonly refused?: string }): Promise<string>;
}

export interface TokenSourceOptions {
  /** Gets a new access token. Shared by all who wait, so it obeys no caller's signal. */
  readonly refresh: () => Promise<AccessToken>;
  /** The token that came with the refresh token, when it is at hand. */
  readonly first?: AccessToken | undefined;
  readonly clock: Clock;
}

/** So long before it expires a token is renewed; a token that lives shorter than twice this, at half its life. */
const RENEW_BEFORE_MS = 5 * MINUTE_MS;
/** So long a refusal for good is believed without asking again: a person may have mended it elsewhere. */
const BELIEVE_REFUSAL_MS = 10 * MINUTE_MS;

/** Tokens of a refresh token. */
export function createTokenSource({ refresh, first, clock }: TokenSourceOptions): TokenSource {
  let current = first === undefined ? undefined : withRenewal(first);
  let refusal: { readonly error: AppError; readonly untilMs: number } | undefined;
  let renewing: Promise<string> | undefined;

  function withRenewal(token: AccessToken): AccessToken & { readonly renewAtMs: number } {
    const lifeMs = token.expiresAtMs - clock();
    return { ...token, renewAtMs: token.expiresAtMs - Math.min(RENEW_BEFORE_MS, lifeMs / 2) };
  }

  async function renew(): Promise<string> {
    try {
      current = withRenewal(await refresh());
      refusal = undefined;
      return current.accessToken;
    } catch (error) {
      if (error instanceof AppError && error.code === "needs-reconnect") {
        refusal = { error, untilMs: clock() + BELIEVE_REFUSAL_MS };
        current = undefined;
        throw error;
      }
      if (error instanceof AppError && error.retryAfterMs !== undefined)
        refusal = { error, untilMs: clock() + error.retryAfterMs };
      // Early by five minutes: until it really expires, nobody needs to notice.
      if (current !== undefined && clock() < current.expiresAtMs) return current.accessToken;
      throw error;
    }
  }

  return {
    async accessToken({ refused } = {}) {
      if (current !== undefined && current.accessToken === refused) current = undefined;
      if (current !== undefined && clock() < current.renewAtMs) return current.accessToken;
      if (refusal !== undefined && clock() < refusal.untilMs) {
        if (current !== undefined && clock() < current.expiresAtMs) return current.accessToken;
        throw refusal.error;
      }
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return await renewing;
    },
  };
}

/** A token that nobody can renew, as the App Console makes them for a try-out. They last about four hours. */
export function createStaticTokenSource({ accessToken }: { readonly accessToken: string }): TokenSource {
  return {
    async accessToken({ refused } = {}) {
      if (refused === undefined) return accessToken;
      throw errorOf("ended");
    },
  };
}
