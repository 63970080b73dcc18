// Zones of digests that an older program stored, by the names that they bear now.

import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/database.ts";
import { zoneNamed } from "../../src/time/zones.ts";
import { implementations } from "./implementations.ts";
import { digestRow, writeStoreBefore } from "./older-store.ts";

test.each(implementations)("on $name are renamed, and the others stay", async ({ create }) => {
  const place = await create();
  onTestFinished(() => place.remove());
  // As the program before named every zone, but for those that it renamed already.
  const zones = Intl.supportedValuesOf("timeZone").filter(
    (name) => !/Kiev|Calcutta|Faeroe|Katmandu|Rangoon|Saigon|Godthab/.test(name),
  );
  await writeStoreBefore(
    "0013-zones-by-present-names",
    place.location,
    zones.map((zone) => digestRow(zone, { zone })),
  );
  const store = await openStore(place.location);
  onTestFinished(() => store.close());
  const stored = await store.subscriptions.ofWorkspace("slack:T1");
  expect(stored).toHaveLength(zones.length);
  for (const { name, zone } of stored) expect([name, zone]).toEqual([name, zoneNamed(name)]);
});
