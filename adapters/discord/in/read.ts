// Discord's interactions → invocations. Payloads are parsed here once; behind this file nobody reads them.

import { z } from "zod";
import type { Actor, Input, Invocation, Role } from "../../../src/platform/invocation.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { ME } from "../api/commands.ts";
import { workspaceOf } from "../api/workspaces.ts";
import { readCustomId, workspaceOfMark } from "../out/custom-ids.ts";
import { answersIn, modalAnswer } from "./answers.ts";

/** The parts of Discord's payloads that we read; https://discord.com/developers/docs/interactions/receiving-and-responding */
const user = z.object({ id: z.string(), username: z.string(), global_name: z.string().nullish() });

const value = z.union([z.string(), z.number(), z.boolean()]);
/** Discord leaves fields out, and writes null in others: both say nothing. */
const said = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** Tells of chosen ids which are roles. */
const resolvedRoles = z.object({ roles: z.record(z.string(), z.unknown()).nullish() }).nullish();

const leaf = z.object({
  name: z.string(),
  type: z.number().optional(),
  value: value.nullish().transform((given) => given ?? undefined),
  focused: z.boolean().nullish(),
});
const subcommand = leaf.extend({ options: z.array(leaf).nullish() });
const commandData = z.object({
  name: z.string(),
  options: z.array(subcommand).nullish(),
  resolved: resolvedRoles,
});

const common = z.object({
  id: z.string(),
  token: z.string(),
  application_id: z.string(),
  guild_id: said,
  channel_id: said,
  channel: z
    .object({ type: z.number(), thread_metadata: z.object({ locked: z.boolean().nullish() }).nullish() })
    .nullish(),
  member: z.object({ user, permissions: z.string(), nick: z.string().nullish() }).nullish(),
  user: user.nullish(),
  locale: said,
});

const interaction = z.discriminatedUnion("type", [
  common.extend({ type: z.literal(2), data: commandData }),
  common.extend({
    type: z.literal(3),
    data: z.object({ custom_id: z.string(), values: z.array(z.string()).nullish() }),
  }),
  common.extend({ type: z.literal(4), data: commandData }),
  common.extend({
    type: z.literal(5),
    data: z.object({
      custom_id: z.string(),
      components: z.array(modalAnswer),
      resolved: resolvedRoles,
    }),
  }),
]);

type Interaction = z.infer<typeof interaction>;

/** How an interaction is answered: its id for the first response, its token for 15 minutes of edits and follow-ups. */
export interface ReplyTo {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

export type Inbound =
  | {
      readonly type: "invocation";
      readonly replyTo: ReplyTo;
      /** With the workspace and the roles of the place that it came from; `createBelonging` knows those that count. */
      readonly invocation: Invocation;
      /** A button whose command answers with a form. */
      readonly opensForm: boolean;
      readonly origin: Origin;
    }
  /** A field that somebody is typing into. */
  | {
      readonly type: "completion";
      readonly replyTo: ReplyTo;
      readonly workspace: WorkspaceKey;
      readonly userId: string;
      readonly origin: Origin;
      readonly path: readonly string[];
      readonly option: string;
      readonly partial: string;
    };

/** Where something came from. */
export interface Origin {
  /** No server, but the conversation of one person with the bot. */
  readonly isDirect: boolean;
  /** The workspace that the message's buttons carry. */
  readonly marked?: WorkspaceKey;
  /** Whether the person may write there. */
  readonly mayWrite: boolean;
}

export interface InboundOptions {
  /** What stands before our commands' names in Discord. */
  readonly prefix: string;
  /** Users who are admins wherever they are. */
  readonly adminIds: readonly string[];
}

/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
const ADMINISTRATOR = 1n << 3n;
const MANAGE_GUILD = 1n << 5n;
const SEND_MESSAGES = 1n << 11n;
const MANAGE_MESSAGES = 1n << 13n;
const MANAGE_THREADS = 1n << 34n;
const SEND_MESSAGES_IN_THREADS = 1n << 38n;

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const THREADS: readonly number[] = [10, 11, 12];

/** Reads an interaction; nothing for kinds that we do not offer and for payloads of another shape. */
export function readInteraction(payload: unknown, options: InboundOptions): Inbound | undefined {
  const parsed = interaction.safeParse(payload);
  if (!parsed.success) return undefined;
  const { data: received } = parsed;
  const actor = actorOf(received, options.adminIds);
  if (actor === undefined) return undefined;
  const replyTo = { id: received.id, token: received.token, applicationId: received.application_id };
  const workspace = workspaceOf(received.guild_id, actor.id);
  if (received.type === 4) {
    const { path, given } = commandOf(received.data, options.prefix);
    const focused = given.find((option) => option.focused === true);
    if (focused === undefined) return undefined;
    const partial = String(focused.value ?? "");
    return {
      type: "completion",
      replyTo,
      workspace,
      userId: actor.id,
      origin: originOf(received),
      path,
      option: focused.name,
      partial,
    };
  }
  const { input, opensForm, marked } = inputOf(received, options.prefix, actor.id);
  return {
    type: "invocation",
    replyTo,
    opensForm,
    origin: { ...originOf(received), ...(marked === undefined ? {} : { marked }) },
    invocation: {
      platform: "discord",
      workspace,
      place: received.channel_id ?? received.guild_id ?? actor.id,
      actor,
      requestId: received.id,
      input,
    },
  };
}

function inputOf(
  received: Exclude<Interaction, { type: 4 }>,
  prefix: string,
  userId: string,
): { readonly input: Input; readonly opensForm: boolean; readonly marked?: WorkspaceKey | undefined } {
  switch (received.type) {
    case 2: {
      const { path, given } = commandOf(received.data, prefix);
      const values = Object.fromEntries(
        given.flatMap((option): [string, string | number | boolean][] =>
          option.value === undefined ? [] : [[option.name, chosen(option.type, option.value, received)]],
        ),
      );
      return { input: { type: "options", path, values: withPlace(values) }, opensForm: false };
    }
    case 3: {
      const id = readCustomId(received.data.custom_id, received.data.values?.[0]);
      const input: Input = { type: "action", code: id.code };
      return { input, opensForm: id.opensForm, marked: workspaceOfMark(id, userId) };
    }
    case 5: {
      const id = readCustomId(received.data.custom_id);
      const values = answersIn(received.data.components, (chosenId) => mentionOf(chosenId, received));
      const input: Input = { type: "form", code: id.code, values };
      return { input, opensForm: false, marked: workspaceOfMark(id, userId) };
    }
  }
}

/** Discord's list of channels has no direct messages, so that a field of its own asks for them (`ME`). */
function withPlace({ [ME]: me, ...values }: Readonly<Record<string, string | number | boolean>>) {
  return me === true ? { ...values, channel: "me" } : values;
}

/** Whoever is timed out, or may only look on, has fewer rights there; a locked thread is for who manages threads. */
function originOf({ guild_id: guildId, channel, member }: Interaction): Origin {
  if (guildId === undefined) return { isDirect: true, mayWrite: true };
  const isThread = channel && THREADS.includes(channel.type);
  const bits = bitsOf(member?.permissions);
  const needed =
    (isThread ? SEND_MESSAGES_IN_THREADS : SEND_MESSAGES) |
    (channel?.thread_metadata?.locked === true ? MANAGE_THREADS : 0n);
  return { isDirect: false, mayWrite: (bits & ADMINISTRATOR) !== 0n || (bits & needed) === needed };
}

/** Value of the API's ApplicationCommandOptionType: a person or a role. */
const MENTIONABLE = 9;

/** What was chosen, a person or a role as the id of a mention. The role with the server's id is everybody. */
function chosen(
  type: number | undefined,
  given: string | number | boolean,
  received: Extract<Interaction, { type: 2 }>,
): string | number | boolean {
  return type === MENTIONABLE && typeof given === "string" ? mentionOf(given, received) : given;
}

function mentionOf(id: string, { data, guild_id: guildId }: Extract<Interaction, { type: 2 | 5 }>): string {
  if (id === guildId) return "everyone";
  return Object.hasOwn(data.resolved?.roles ?? {}, id) ? `&${id}` : id;
}

/** A slash command's path without the prefix, and its options. */
function commandOf({ name, options }: z.infer<typeof commandData>, prefix: string) {
  const own = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const [first] = options ?? [];
  return { path: first === undefined ? [own] : [own, first.name], given: first?.options ?? [] };
}

function actorOf(
  { member, user: alone, locale }: Interaction,
  adminIds: readonly string[],
): Actor | undefined {
  const person = member?.user ?? alone;
  if (person === undefined || person === null) return undefined;
  return {
    id: person.id,
    name: member?.nick ?? person.global_name ?? person.username,
    roles: rolesOf(person.id, member?.permissions, adminIds),
    ...(locale === undefined ? {} : { locale }),
  };
}

/** Alone with the bot somebody manages that conversation; admin there is only who the operator named. */
function rolesOf(id: string, permissions: string | undefined, adminIds: readonly string[]): readonly Role[] {
  if (adminIds.includes(id)) return ["read", "manage", "admin"];
  if (permissions === undefined) return ["read", "manage"];
  return rolesBy(bitsOf(permissions));
}

function bitsOf(permissions = ""): bigint {
  return /^\d+$/.test(permissions) ? BigInt(permissions) : 0n;
}

/** What somebody with these permissions is for the bot. */
export function rolesBy(bits: bigint): readonly Role[] {
  if ((bits & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n) return ["read", "manage", "admin"];
  return (bits & MANAGE_MESSAGES) !== 0n ? ["read", "manage"] : ["read"];
}
