// Digests for people who have left, while a platform does not answer who has.

import { expect, test } from "vitest";
import { withoutDeparted } from "../../src/digest/departed.ts";
import type { Due } from "../../src/digest/due.ts";
import { subscriptionOf } from "../../src/digest/subscription.ts";
import { createLogger } from "../../src/log.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { EVERYTHING } from "./simulation/subscriptions.ts";

test("a platform that hangs holds up nobody, and who is known to have left is paused", async () => {
  const dueOf = (ownerId: string): Due => ({
    subscription: subscriptionOf(
      subscriptionRecord(ownerId, { ownerId, settings: JSON.stringify(EVERYTHING) }),
    ),
    slot: { id: ownerId, slotAt: 1, kind: "scheduled", covered: [] },
  });
  const paused: string[] = [];
  const present = await withoutDeparted([dueOf("slow"), dueOf("left"), dueOf("here")], {
    places: {
      isLeft: (_place, owner) =>
        owner === "slow" ? new Promise<boolean>(() => undefined) : Promise.resolve(owner === "left"),
    },
    subscriptions: { update: async (id) => paused.push(id) > 0 },
    clock: () => 2,
    log: createLogger("silent"),
    longestMs: 20,
  });
  expect(present.map(({ subscription }) => subscription.record.id)).toEqual(["slow", "here"]);
  expect(paused).toEqual(["left"]);
});
