// Discord's interactions → invocations: behind this file nobody reads payloads.

import type { z } from "zod";
import type { Actor, Input, Invocation } from "../../../src/platform/invocation.ts";
import { linkedInput } from "../../../src/platform/linked.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { ME } from "../api/commands.ts";
import { MESSAGE, WANTED } from "../api/message-commands.ts";
import { workspaceOf } from "../api/workspaces.ts";
import { type CustomId, readCustomId, workspaceOfMark } from "../out/custom-ids.ts";
import { answersIn } from "./answers.ts";
import { type commandData, type Interaction, interaction } from "./interaction.ts";
import { linksOf } from "./links.ts";
import { rolesOf } from "./roles.ts";
import { type Origin, originOf, whereaboutsOf } from "./whereabouts.ts";

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
  /** What somebody wrote to the bot alone: answered below. */
  | {
      readonly type: "said";
      readonly replyTo: { readonly id: string; readonly channelId: string };
      readonly invocation: Invocation;
      readonly opensForm: false;
      readonly origin: Origin;
    }
  /** A field that somebody is typing into. */
  | {
      readonly type: "completion";
      readonly replyTo: ReplyTo;
      readonly workspace: WorkspaceKey;
      readonly userId: string;
      /** BCP 47, of whoever types. */
      readonly locale?: string;
      readonly origin: Origin;
      readonly path: readonly string[];
      readonly option: string;
      readonly partial: string;
    };

export interface InboundOptions {
  /** What stands before our commands' names in Discord. */
  readonly prefix: string;
  /** Users who are admins wherever they are. */
  readonly adminIds: readonly string[];
}

/** Reads an interaction; nothing for kinds that we do not offer and for payloads of another shape. */
export function readInteraction(payload: unknown, options: InboundOptions): Inbound | undefined {
  const parsed = interaction.safeParse(payload);
  if (!parsed.success) return undefined;
  const { data: received } = parsed;
  const actor = actorOf(received, options.adminIds);
  if (actor === undefined) return undefined;
  const replyTo = { id: received.id, token: received.token, applicationId: received.application_id };
  const isServer = whereaboutsOf(received) === "server";
  const workspace = workspaceOf(isServer ? received.guild_id : undefined, actor.id);
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
      ...(actor.locale === undefined ? {} : { locale: actor.locale }),
      origin: originOf(received),
      path,
      option: focused.name,
      partial,
    };
  }
  const { input, opensForm, marked, choice } = inputOf(received, options.prefix, actor.id);
  return {
    type: "invocation",
    replyTo,
    opensForm,
    origin: {
      ...originOf(received),
      ...(marked === undefined ? {} : { marked }),
      ...(choice === undefined ? {} : { choice }),
    },
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
): {
  readonly input: Input;
  readonly opensForm: boolean;
  readonly marked?: WorkspaceKey | undefined;
  readonly choice?: CustomId["choice"];
} {
  switch (received.type) {
    case 2: {
      if (received.data.type === MESSAGE) return { input: linkedIn(received.data), opensForm: false };
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
      const marked = workspaceOfMark(id, userId);
      const { opensForm, choice } = id;
      return { input, opensForm, marked, ...(choice === undefined ? {} : { choice }) };
    }
    case 5: {
      const id = readCustomId(received.data.custom_id);
      const values = answersIn(received.data.components, (chosenId) => mentionOf(chosenId, received));
      const input: Input = { type: "form", code: id.code, values };
      return { input, opensForm: false, marked: workspaceOfMark(id, userId) };
    }
  }
}

/** What a message's menu asks for. A name that the menu has no more, on a client that was not loaded anew, only reads. */
function linkedIn({ name, target_id: target = "", resolved }: z.infer<typeof commandData>): Input {
  const messages = resolved?.messages ?? {};
  const links = linksOf(Object.hasOwn(messages, target) ? messages[target] : undefined);
  return linkedInput(links, (Object.hasOwn(WANTED, name) ? WANTED[name] : undefined) ?? "reports");
}

/** Discord's list of channels has no direct messages, so that a field of its own asks for them (`ME`). */
function withPlace({ [ME]: me, ...values }: Readonly<Record<string, string | number | boolean>>) {
  return me === true ? { ...values, channel: "me" } : values;
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

function actorOf(received: Interaction, adminIds: readonly string[]): Actor | undefined {
  const { member, user: alone, locale } = received;
  const isElsewhere = whereaboutsOf(received) === "elsewhere";
  const person = member?.user ?? alone;
  if (person === undefined || person === null) return undefined;
  return {
    id: person.id,
    name: member?.nick ?? person.global_name ?? person.username,
    roles: isElsewhere ? ["read"] : rolesOf(person.id, member?.permissions, adminIds),
    ...(locale === undefined ? {} : { locale }),
  };
}
