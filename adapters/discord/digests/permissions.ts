// What a member may do in a channel, computed as Discord does. Pure.
// https://discord.com/developers/docs/topics/permissions#permission-overwrites

import { PermissionFlagsBits, PermissionsBitField } from "discord.js";
import { say, wording } from "../../../src/wording/say.ts";

/** Of a server: who owns it, and what each role grants. The role with the server's id is everybody's. */
export interface Guild {
  readonly id: string;
  readonly ownerId: string;
  readonly roles: ReadonlyMap<string, bigint>;
}

export interface Member {
  readonly id: string;
  readonly roleIds: readonly string[];
  /** Told to be silent for a while. */
  readonly isTimedOut: boolean;
}

/** What a channel changes for a role or for one member. */
export interface Overwrite {
  /** Of the role or the member; no two have the same. */
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

const { Administrator, ViewChannel, ReadMessageHistory } = PermissionFlagsBits;

/** All that a member may do in a channel with these overwrites; in a thread, those of its parent count. */
export function permissionsIn(guild: Guild, member: Member, overwrites: readonly Overwrite[]): bigint {
  if (member.id === guild.ownerId) return PermissionsBitField.All;
  const base = [guild.id, ...member.roleIds].reduce((bits, id) => bits | (guild.roles.get(id) ?? 0n), 0n);
  if (has(base, Administrator)) return PermissionsBitField.All;
  const ofRoles = overwrites.filter(({ id }) => member.roleIds.includes(id) && id !== guild.id);
  const together = {
    allow: ofRoles.reduce((bits, { allow }) => bits | allow, 0n),
    deny: ofRoles.reduce((bits, { deny }) => bits | deny, 0n),
  };
  const steps = [
    ...overwrites.filter(({ id }) => id === guild.id),
    together,
    ...overwrites.filter(({ id }) => id === member.id),
  ];
  const bits = steps.reduce((before, { allow, deny }) => (before & ~deny) | allow, base);
  if (!has(bits, ViewChannel)) return 0n;
  return member.isTimedOut ? bits & (ViewChannel | ReadMessageHistory) : bits;
}

export function has(permissions: bigint, permission: bigint): boolean {
  return (permissions & permission) === permission;
}

/** What the bot needs where digests go, by the kind of place. In a forum it opens posts and goes on in them. */
const NEEDED = {
  text: ["ViewChannel", "SendMessages", "EmbedLinks", "ReadMessageHistory"],
  thread: ["ViewChannel", "SendMessagesInThreads", "EmbedLinks", "ReadMessageHistory"],
  forum: ["ViewChannel", "SendMessages", "SendMessagesInThreads", "EmbedLinks", "ReadMessageHistory"],
} as const;

const NAMES = {
  ViewChannel: wording("View Channel"),
  SendMessages: wording("Send Messages"),
  SendMessagesInThreads: wording("Send Messages in Threads"),
  EmbedLinks: wording("Embed Links"),
  ReadMessageHistory: wording("Read Message History"),
} as const;

export type PlaceKind = keyof typeof NEEDED;

/** The names of the permissions that the bot lacks for posting there, as the reader's settings in Discord show them. */
export function missingFor(kind: PlaceKind, permissions: bigint): readonly string[] {
  return NEEDED[kind]
    .filter((name) => !has(permissions, PermissionFlagsBits[name]))
    .map((name) => say(NAMES[name]));
}
