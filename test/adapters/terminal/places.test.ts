// The terminal as a place for digests: what it can do there, and what it cannot.

import { expect, it } from "vitest";
import { createPlaces } from "../../../adapters/terminal/digests/places.ts";
import { TERMINAL_WORKSPACE } from "../../../adapters/terminal/in/read.ts";

const places = createPlaces({ render: () => "", print: () => undefined });
const actor = { id: "you" };

it("whoever wants somebody notified hears that nobody is", async () => {
  const platform = "terminal";
  const place = { platform, channel: "terminal" };
  expect(
    await places.mentioned?.({ platform, workspace: TERMINAL_WORKSPACE, actor, place, id: "here" }),
  ).toEqual({ type: "unchecked", remark: "At a terminal nobody is notified." });
});
