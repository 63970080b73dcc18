// Which buttons of an answer turn it into another, and which leave it where it stands.

import { describe, expect, it } from "vitest";
import { takingPlace } from "../../../src/commands/serve/taking-place.ts";
import { actions, command, privately } from "../../../src/reply/build.ts";

const history = {
  path: ["dropbox", "history"] as const,
  options: {
    page: { kind: "integer", summary: "", min: 1, max: 50 },
    export: { kind: "flag", summary: "", standsBelow: true },
  } as const,
};
const top = {
  path: ["news", "top"] as const,
  isList: true as const,
  options: {
    words: { kind: "text-list", summary: "", ofWords: true },
    cite: { kind: "flag", summary: "", standsBelow: true },
  } as const,
};
const search = {
  path: ["news", "search"] as const,
  isList: true as const,
  options: { words: { kind: "text", summary: "", rest: true } } as const,
};

function taken(own: typeof history | typeof top, line: string): boolean {
  const reply = takingPlace(privately(actions(command("Press", line))), own, [history, top, search]);
  return reply.blocks.some(
    (block) =>
      block.type === "actions" &&
      block.actions.some((action) => action.type === "command" && action.replaces === true),
  );
}

describe("a button", () => {
  it.each([
    [history, "/dropbox history page 2"],
    [top, "/news top words cite-worthy"],
    [top, '/news top words "cite"'],
    [top, '/news top words "we cite it"'],
    [top, "/news search cite"],
  ] as const)("that pages or filters takes the place of what it stands under", (own, line) => {
    expect(taken(own, line)).toBe(true);
  });

  it.each([
    [history, "/dropbox history export"],
    [history, "/news top"],
    [top, "/news top words court cite"],
    [top, "/dropbox history"],
    [top, "/news gone"],
  ] as const)("that brings something else leaves what it stands under", (own, line) => {
    expect(taken(own, line)).toBe(false);
  });
});
