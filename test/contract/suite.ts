// The contract: what every platform owes the people who ask there. docs/adapters.md tells how a new one is held to it.

import { afterAll, beforeAll, describe } from "vitest";
import { describeAsking } from "./asking.ts";
import { describeDoors } from "./doors.ts";
import type { PlatformUnderTest } from "./driver.ts";
import { describeHabits } from "./habits.ts";
import { describeLiving } from "./living.ts";
import { type Newsroom, openNewsroom } from "./newsroom.ts";
import { describeShowing } from "./showing.ts";
import { describeTurning } from "./turning.ts";

/** Holds platforms to the contract, all of them over one newsroom. */
export function describeContract(platforms: readonly PlatformUnderTest[]): void {
  let newsroom: Newsroom;

  beforeAll(async () => {
    newsroom = await openNewsroom();
  });

  afterAll(() => newsroom.close());

  describe.each(platforms)("$name", (platform) => {
    describeAsking(platform, () => newsroom);
    describeDoors(platform, () => newsroom);
    describeShowing(platform, () => newsroom);
    describeHabits(platform, () => newsroom);
    describeLiving(platform, () => newsroom);
    describeTurning(platform, () => newsroom);
  });
}
