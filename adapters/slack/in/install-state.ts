// What goes with somebody to Slack and has to come back: a state that only this bot makes, for one browser, for ten minutes.

import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { MINUTE_MS } from "../../../src/time/units.ts";

export const STATE_LIFE_MS = 10 * MINUTE_MS;

const STATE = /^([A-Za-z0-9_-]{43})\.([0-9]{1,15})\.([A-Za-z0-9_-]{43})$/;

export interface NewState {
  readonly state: string;
  /** What the browser keeps, and nobody else has. */
  readonly browser: string;
}

/** A state that came back and is that browser's. */
export interface ReadState {
  /** Names the state without telling it. */
  readonly hash: string;
  readonly expiresAtMs: number;
}

/** `secret`: the app's own, the same in all processes of the bot. */
export function newState(secret: string, now: number): NewState {
  const browser = randomBytes(32).toString("base64url");
  const expiresAtMs = now + STATE_LIFE_MS;
  const nonce = hashOf(browser);
  return { state: `${nonce}.${expiresAtMs}.${sealOf(secret, nonce, expiresAtMs)}`, browser };
}

/** Undefined for one that was not made here, is too old, or was made for another browser. */
export function readState(secret: string, { state, browser }: NewState, now: number): ReadState | undefined {
  const [, nonce = "", until = "", seal = ""] = STATE.exec(state) ?? [];
  const expiresAtMs = Number(until);
  const isOurs = isSame(seal, sealOf(secret, nonce, expiresAtMs)) && isSame(nonce, hashOf(browser));
  const isOfNow = now < expiresAtMs && expiresAtMs <= now + STATE_LIFE_MS;
  return isOurs && isOfNow ? { hash: hashOf(state), expiresAtMs } : undefined;
}

function sealOf(secret: string, nonce: string, expiresAtMs: number): string {
  return createHmac("sha256", secret).update(`slack install ${nonce} ${expiresAtMs}`).digest("base64url");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
