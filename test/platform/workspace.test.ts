// Workspaces by platform and id, as one text and back.

import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { environmentKey, parseWorkspace, workspaceKey } from "../../src/platform/workspace.ts";

const platforms = fc.stringMatching(/^[a-z]+$/).filter((name) => name !== "environment");

it("keeps platform and id, whatever the id", () => {
  fc.assert(
    fc.property(platforms, fc.string(), (platform, id) => {
      expect(parseWorkspace(workspaceKey({ platform, id }))).toEqual({ platform, id });
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 10_000 : 200 },
  );
});

it("tells platforms with the same id apart", () => {
  expect(workspaceKey({ platform: "slack", id: "1" })).not.toBe(
    workspaceKey({ platform: "discord", id: "1" }),
  );
});

it("gives what the environment gives to no platform", () => {
  expect(parseWorkspace(environmentKey("dropbox"))).toBeUndefined();
});
