// A platform as the rest of the program sees it, whatever it is made of: adapters make them, the program starts and closes
// them, and reaches people and places through them.

import type { RequestListener } from "node:http";
import type { PlatformPlaces } from "./destination.ts";
import type { Notifier } from "./notifier.ts";

export interface Platform {
  /** What invocations and places call it: lower-case letters, never changed, since the store has it. */
  readonly id: string;
  /** As people write it. */
  readonly name: string;
  /**
   * Connects, and takes requests from then on. Resolves when that was tried once, well or not: what is away or refused is
   * tried again for ever, and reported (`Host.report`).
   */
  start(): Promise<void>;
  /** Takes nothing new, answers what is in flight within a bound, disconnects. Digests may be sent until it resolves. */
  close(): Promise<void>;
  readonly notifier: Notifier;
  /** Where digests may go; absent where they cannot. Works before and without a connection. */
  readonly places?: PlatformPlaces;
  /** Where it takes requests over the web, if it does. */
  readonly mount?: Mount;
  /** What whoever starts the program must know to get in, a sentence, once the web server listens on that port. */
  readonly invitation?: (port: number) => string;
}

/** A path of the bot's web server, and what answers there; one that ends in `/*` takes what lies below it, too. */
export type Mount = readonly [path: string, listener: RequestListener];
