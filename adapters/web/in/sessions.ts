// Who may use the chat: whoever opened an address with a key that nobody used before. Each browser is a conversation of its own.

import { randomBytes, randomUUID } from "node:crypto";
import { createTurns, type Turns } from "./turns.ts";

/** Bytes of a key and of a session's id: nobody guesses them. */
const RANDOM_BYTES = 32;

/** Browsers at the same time; the one that came first has to open a new address. */
const MOST_SESSIONS = 20;

/** Not one that another program of this machine might set: cookies know no ports. */
const COOKIE = "rol_news_chat";

export interface Session {
  readonly conversation: string;
  readonly turns: Turns;
  /** The number of the last post or correction that stands there. */
  lastPost: number;
}

export interface Sessions {
  /** A key that opens the chat once. */
  newKey(): string;
  /** The cookie of a new session for a key; undefined for one that was used or never was. */
  exchange(key: string): string | undefined;
  /** The session of a request's cookies. */
  of(cookies: string | undefined): Session | undefined;
}

const random = (): string => randomBytes(RANDOM_BYTES).toString("base64url");

export function createSessions(): Sessions {
  const keys = new Set<string>();
  const sessions = new Map<string, Session>();

  return {
    newKey() {
      const key = random();
      keys.add(key);
      return key;
    },
    exchange(key) {
      if (!keys.delete(key)) return undefined;
      const id = random();
      const [oldest] = sessions.keys();
      if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      sessions.set(id, { conversation: randomUUID(), turns: createTurns(), lastPost: 0 });
      return `${COOKIE}=${id}; HttpOnly; SameSite=Strict; Path=/chat`;
    },
    of(cookies = "") {
      const [, id = ""] = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(cookies) ?? [];
      return sessions.get(id);
    },
  };
}
