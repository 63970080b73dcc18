// What the tests of one platform stand on: a driver and a desk for each test, and what is skipped where a platform lacks it.

import { afterEach, beforeEach, expect, it } from "vitest";
import type { Ability, Answer, Driver, PlatformUnderTest } from "./driver.ts";
import { hostOf } from "./host.ts";
import type { Desk, Newsroom } from "./newsroom.ts";

/** Starts the platform before each test and closes it after, when nothing may have been wrong; inside a `describe`. */
export function driverOfEachTest(
  platform: PlatformUnderTest,
  newsroom: () => Newsroom,
  take: (started: { readonly desk: Desk; readonly driver: Driver }) => void,
): void {
  let desk: Desk;
  let driver: Driver;

  beforeEach(async () => {
    desk = newsroom().desk();
    driver = await platform.start(hostOf(desk.bot));
    take({ desk, driver });
  });

  afterEach(async () => {
    desk.release();
    await driver.close();
    expect(driver.farEnd?.problems() ?? []).toEqual([]);
  });
}

/** Declares tests of what a platform may lack: then one is skipped, and says why. */
export function needing({ lacks }: Pick<PlatformUnderTest, "lacks">) {
  return (abilities: readonly Ability[], name: string, test: () => Promise<void>): void => {
    const [reason] = abilities.flatMap((ability) => lacks[ability] ?? []);
    it.skipIf(reason !== undefined)(reason === undefined ? name : `${name} (${reason})`, test);
  };
}

/** The answer, once something of it stands there. */
export async function answered(driver: Driver, answer: Answer): Promise<Answer> {
  await driver.until(() => answer.shown().length > 0 || answer.form() !== undefined);
  return answer;
}
