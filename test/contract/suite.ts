// The contract: what every platform owes the people who ask there. docs/adapters.md tells how a new one is held to it.

import { afterAll, beforeAll, describe } from "vitest";
import type { PlatformPlaces } from "../../src/platform/destination.ts";
import { describeAsking } from "./asking.ts";
import { describeDoors } from "./doors.ts";
import type { PlatformUnderTest } from "./driver.ts";
import { describeHabits } from "./habits.ts";
import { describeLiving } from "./living.ts";
import { type Newsroom, openNewsroom } from "./newsroom.ts";
import { describeShowing } from "./showing.ts";
import { describeInvitation, describeTurning } from "./turning.ts";

/** A digest may be made for wherever somebody is. No slot comes due within a test, so nothing is sent. */
const ANYWHERE: PlatformPlaces = {
  resolve: async ({ platform, here, wanted = here }) => ({
    type: "found",
    place: { platform, channel: wanted },
    label: wanted === "me" ? "a direct message" : "this channel",
  }),
  open() {
    throw new Error("nothing is sent");
  },
};

/** Holds platforms to the contract, all of them over one newsroom. */
export function describeContract(platforms: readonly PlatformUnderTest[]): void {
  let newsroom: Newsroom;
  let withPlaces: Newsroom;

  beforeAll(async () => {
    [newsroom, withPlaces] = await Promise.all([openNewsroom(), openNewsroom({ places: ANYWHERE })]);
  });

  afterAll(() => Promise.all([newsroom.close(), withPlaces.close()]));

  describe.each(platforms)("$name", (platform) => {
    describeAsking(platform, () => newsroom);
    describeDoors(platform, () => newsroom);
    describeShowing(platform, () => newsroom);
    describeHabits(platform, () => newsroom);
    describeLiving(platform, () => newsroom);
    describeTurning(platform, () => withPlaces);
    describeInvitation(platform, () => newsroom);
  });
}
