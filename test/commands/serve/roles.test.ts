// Who may do what.

import { describe, expect, it } from "vitest";
import { checkRole, mayRun } from "../../../src/commands/serve/roles.ts";
import type { Role } from "../../../src/platform/invocation.ts";
import { actorWith, doing } from "./running-commands.ts";

describe("a role", () => {
  const cases: readonly (readonly [actor: readonly Role[], allowed: readonly Role[]])[] = [
    [[], ["read"]],
    [["read"], ["read"]],
    [["manage"], ["read", "manage"]],
    [["admin"], ["read", "manage", "admin"]],
    [
      ["read", "manage", "admin"],
      ["read", "manage", "admin"],
    ],
  ];
  it.each(cases)("of %j may run commands for %j and no others", (roles, allowed) => {
    const all: readonly Role[] = ["read", "manage", "admin"];
    expect(all.filter((role) => mayRun(actorWith(...roles), { role }))).toEqual(allowed);
  });

  it.each<[Role, string]>([
    [
      "admin",
      "/dropbox status is for admins of this workspace. Ask one of them to run it for you; nothing was changed.",
    ],
    [
      "manage",
      "/dropbox status is for members who manage this channel. Ask one of them to run it for you; nothing was changed.",
    ],
  ])("that is missing is told with who has it: %s", (role, message) => {
    const command = doing(["dropbox", "status"], async () => "", { role });
    expect(() => checkRole(actorWith("read"), command)).toThrow(
      expect.objectContaining({ code: "not-allowed", message }),
    );
    expect(() => checkRole(actorWith(role), command)).not.toThrow();
  });
});
