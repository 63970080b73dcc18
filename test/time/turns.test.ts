// Pieces of work in turns of the event loop.

import { expect, test } from "vitest";
import { createTurns } from "../../src/time/turns.ts";

test("a timer that is due waits for one piece, however many are asked for at once", async () => {
  const turn = createTurns();
  const done: number[] = [];
  let doneBefore: number | undefined;
  const pieces = Array.from({ length: 50 }, async (_, piece) => {
    await turn();
    if (piece === 3)
      setImmediate(() => {
        doneBefore = done.length;
      });
    done.push(piece);
  });
  await Promise.all(pieces);
  expect(done).toEqual(Array.from({ length: 50 }, (_, piece) => piece));
  expect(doneBefore).toBeLessThanOrEqual(6);
});
