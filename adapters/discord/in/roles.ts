// Who somebody is for the bot, by what Discord lets them do.

import type { Role } from "../../../src/platform/invocation.ts";

/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
export const ADMINISTRATOR = 1n << 3n;
const MANAGE_GUILD = 1n << 5n;
const MANAGE_MESSAGES = 1n << 13n;

/** Alone with the bot somebody manages that conversation; admin there is only who the operator named. */
export function rolesOf(
  id: string,
  permissions: string | undefined,
  adminIds: readonly string[],
): readonly Role[] {
  if (adminIds.includes(id)) return ["read", "manage", "admin"];
  if (permissions === undefined) return ["read", "manage"];
  return rolesBy(bitsOf(permissions));
}

/** A set of permissions; none of what is no such set. */
export function bitsOf(permissions = ""): bigint {
  return /^\d+$/.test(permissions) ? BigInt(permissions) : 0n;
}

/** What somebody with these permissions is for the bot. */
export function rolesBy(bits: bigint): readonly Role[] {
  if ((bits & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n) return ["read", "manage", "admin"];
  return (bits & MANAGE_MESSAGES) !== 0n ? ["read", "manage"] : ["read"];
}
