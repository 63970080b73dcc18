// Work that takes milliseconds, one piece after the other, with a turn of the event loop before each: however many ask at once,
// sockets and timers wait for one piece and not for all.

import { setImmediate } from "node:timers/promises";

/** Resolves when it is the caller's turn, first come first served. What is done before the next wait is one piece. */
export type Turn = () => Promise<void>;

export function createTurns(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const turn = last.then(() => setImmediate());
    last = turn;
    return turn;
  };
}
