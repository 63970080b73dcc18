// Who may do what: one check, used by the router on every path and by help.

import { AppError, assertNever } from "../../errors.ts";
import type { Actor, Role } from "../../platform/invocation.ts";
import { say, wording } from "../../wording/say.ts";
import type { Command } from "./define.ts";

/** Whether the actor may run the command: admins may do everything, everybody may read. */
export function mayRun(actor: Actor, { role }: Pick<Command, "role">): boolean {
  return role === "read" || actor.roles.includes("admin") || actor.roles.includes(role);
}

const WHO: Readonly<Record<Role, string>> = {
  read: wording("everybody"),
  manage: wording("members who manage this channel"),
  admin: wording("admins of this workspace"),
};

/** Who may give all of these commands: `admins of this workspace`. */
export function whoMay(commands: readonly Pick<Command, "role">[]): string {
  const roles = new Set(commands.map(({ role }) => role));
  return say(WHO[roles.has("admin") ? "admin" : roles.has("manage") ? "manage" : "read"]);
}

/**
 * Throws AppError "not-allowed" with who may, when the actor may not; a retryable "network" while the platform does not
 * tell what they may.
 */
export function checkRole(actor: Actor, command: Pick<Command, "path" | "role">): void {
  if (mayRun(actor, command)) return;
  const values = { command: `/${command.path.join(" ")}`, who: say(WHO[command.role]) };
  switch (actor.rolesAre) {
    case "not-known":
      throw new AppError(
        "network",
        say(
          "{command} is for {who}, and whether you are one cannot be looked up at the moment. Nothing was changed; try again in a minute.",
          values,
        ),
        { retryable: true },
      );
    case "elsewhere":
      throw new AppError(
        "not-allowed",
        say(
          "{command} is for people of the workspace that the bot belongs to, and you are from another one. Ask somebody there to run it for you; nothing was changed.",
          { command: values.command },
        ),
      );
    case undefined:
      throw new AppError(
        "not-allowed",
        say("{command} is for {who}. Ask one of them to run it for you; nothing was changed.", values),
      );
    default:
      assertNever(actor.rolesAre);
  }
}
