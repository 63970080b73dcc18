// Where digests may go: finds the channel that somebody names, and whether the bot may post there and they may decide
// what it posts. Everything is asked from Discord at that moment; no privileged intent is needed for it.

import { DiscordAPIError, PermissionFlagsBits, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Command } from "../../../src/commands/serve/define.ts";
import { AppError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/log.ts";
import type {
  Destination,
  Place,
  PlaceAnswer,
  PlaceRequest,
  PlatformPlaces,
} from "../../../src/platform/destination.ts";
import { note, quote } from "../../../src/reply/build.ts";
import type { Clock, DrawChart } from "../../../src/reply/ports.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { say, sayParts, wording } from "../../../src/wording/say.ts";
import { serverOf } from "../api/workspaces.ts";
import { codesOutside } from "../out/custom-ids.ts";
import { withForms } from "../out/form-codes.ts";
import { NO_DIRECT_MESSAGES } from "./answers.ts";
import {
  type ChannelKind,
  type GuildChannel,
  readChannel,
  readChannels,
  readGuild,
  readGuildName,
  readMember,
} from "./channels.ts";
import { createDestination } from "./destination.ts";
import { forumTagsOf } from "./forum-tags.ts";
import { createMentions } from "./mentions.ts";
import { has, type Member, missingFor, type PlaceKind, permissionsIn } from "./permissions.ts";
import { readWanted, type Wanted } from "./wanted.ts";

export interface PlacesOptions {
  /** Sends; tries nothing again and waits for nothing. */
  readonly sending: REST;
  /** Reads; may wait and try again. */
  readonly reading: REST;
  /** All declared commands: buttons of those that answer with a form are marked. */
  readonly commands: readonly Command[];
  readonly draw: DrawChart;
  readonly clock: Clock;
  readonly log: Logger;
  /** For all questions about one place together. */
  readonly timeoutMs?: number;
}

interface ServerRequest extends PlaceRequest {
  /** The id of the server that it came from. */
  readonly server: string;
}

/** What is looked for among the server's channels. */
type Named = Exclude<Wanted, { type: "me" }>;

const TIMEOUT_MS = 10_000;

const user = z.object({ id: z.string() });

/** Discord's places. `resolve` rejects with a retryable AppError "network" when Discord does not answer. */
export function createPlaces(options: PlacesOptions): PlatformPlaces {
  const { sending, reading, commands, draw, clock, log, timeoutMs = TIMEOUT_MS } = options;
  let botId: string | undefined;

  async function ownId(signal: AbortSignal): Promise<string> {
    botId ??= user.parse(await reading.get(Routes.user(), { signal })).id;
    return botId;
  }

  async function direct({ actor, workspace }: PlaceRequest, signal: AbortSignal): Promise<PlaceAnswer> {
    const server = serverOf(workspace);
    const name = server === undefined ? undefined : (await readGuild(reading, server, signal))?.name;
    try {
      const body = { recipient_id: actor.id };
      const { id } = user.parse(await reading.post(Routes.userChannels(), { body, signal }));
      return {
        type: "found",
        // Several servers may write there.
        place: {
          platform: "discord",
          channel: id,
          direct: { workspace, ...(name === undefined ? {} : { name }) },
        },
        label: say("a direct message to you"),
      };
    } catch (error) {
      const isRefused = error instanceof DiscordAPIError && NO_DIRECT_MESSAGES.includes(Number(error.code));
      if (!isRefused) throw error;
      return refused(
        say(
          "Discord does not let the bot write to you. Allow direct messages from members of this server, then try again.",
        ),
      );
    }
  }

  /** The channel that is meant, or why none is. */
  async function channelOf(
    { server, here }: ServerRequest,
    wanted: Named,
    signal: AbortSignal,
  ): Promise<GuildChannel | PlaceAnswer | "direct"> {
    if (wanted.type === "name") {
      const channels = await readChannels(reading, server, signal);
      return channels === undefined ? noMember() : byName(channels, wanted.name);
    }
    const { id, guildId = server } = wanted.type === "here" ? { id: here } : wanted;
    if (guildId !== server) return elsewhere();
    const channel = await readChannel(reading, id, signal);
    if (wanted.type === "here" && typeof channel !== "string" && channel.kind === "direct") return "direct";
    if (channel === "hidden")
      return (await readGuild(reading, server, signal)) === undefined ? noMember() : hidden();
    // Channels of other servers are not even told to be there.
    return channel === "unknown" || channel.guildId !== server ? notFound() : channel;
  }

  async function inServer(request: ServerRequest, wanted: Named, signal: AbortSignal): Promise<PlaceAnswer> {
    const { server, actor, here } = request;
    const channel = await channelOf(request, wanted, signal);
    if (channel === "direct") return direct(request, signal);
    if ("type" in channel) return channel;
    const memberOf = async (userId: string) =>
      readMember(reading, { guildId: server, userId, now: clock() }, signal);
    const [parent, guild, bot, person] = await Promise.all([
      isThread(channel) ? readChannel(reading, channel.parentId ?? "0", signal) : channel,
      readGuild(reading, server, signal),
      ownId(signal).then(memberOf),
      memberOf(actor.id),
    ]);
    if (guild === undefined || bot === undefined) return noMember();
    if (parent === "hidden" || parent === "unknown") return hidden();

    const theirs = person === undefined ? 0n : permissionsIn(guild, person, parent.overwrites);
    const mayDecide = actor.isAdmin || has(theirs, PermissionFlagsBits.ManageGuild);
    const isOutside =
      channel.kind === "private-thread" &&
      channel.id !== here &&
      !has(theirs, PermissionFlagsBits.ManageThreads);
    if (!mayDecide && (!has(theirs, PermissionFlagsBits.ViewChannel) || isOutside))
      return refusedActor(notFoundSentence());
    const kind = PLACES[channel.kind];
    if (kind === undefined)
      return refused(
        say("{channel} is {kind}. Choose a text or announcement channel, a thread or a forum.", {
          channel: `#${channel.name}`,
          kind: say(KIND_NAMES[channel.kind]),
        }),
      );
    if (!mayDecide && !has(theirs, PermissionFlagsBits.ManageMessages))
      return refusedActor(
        say(
          'You need {permission} in {channel} to decide what the bot posts there. Ask somebody who has it, or choose "{me}" for a direct message.',
          { permission: say("Manage Messages"), channel: `#${channel.name}`, me: "me" },
        ),
      );

    const own = permissionsIn(guild, bot, parent.overwrites);
    const missing = missingFor(kind, own);
    if (missing.length > 0)
      return refused(
        say(
          "The bot cannot post in {channel}: it lacks {permissions} there. Give it that under Edit Channel › Permissions, then try again.",
          { channel: `#${channel.name}`, permissions: inWords(missing) },
        ),
      );
    const isOpen =
      channel.kind !== "private-thread" &&
      has(permissionsIn(guild, ANYBODY, parent.overwrites), PermissionFlagsBits.ViewChannel);
    return placeOf(channel, { managesThreads: has(own, PermissionFlagsBits.ManageThreads), isOpen });
  }

  return {
    mentioned: createMentions({ reading, clock }),
    async nameOf(workspace) {
      const server = serverOf(workspace);
      if (server === undefined) return undefined;
      return readGuildName(reading, server, AbortSignal.timeout(timeoutMs)).catch(() => undefined);
    },
    async resolve(request) {
      const signal = AbortSignal.timeout(timeoutMs);
      const wanted = readWanted(request.wanted);
      try {
        if (wanted.type === "me") return await direct(request, signal);
        const server = serverOf(request.workspace);
        if (server !== undefined) return await inServer({ ...request, server }, wanted, signal);
        return wanted.type === "here" ? await direct(request, signal) : alone();
      } catch (error) {
        throw new AppError(
          "network",
          say("Discord did not tell about that channel. Nothing was changed; try again in a minute."),
          { retryable: true, cause: error },
        );
      }
    },
    open(place, codes) {
      const marked = withForms(codes, commands);
      if (place.direct === undefined)
        return createDestination({ sending, reading, place, codes: marked, draw, clock, log });
      const { workspace, name } = place.direct;
      const outside = codesOutside(workspace, marked);
      const destination = createDestination({ sending, reading, place, codes: outside, draw, clock, log });
      return name === undefined ? destination : naming(name, destination);
    },
  };
}

/** Where nothing else tells it, a digest says which server it is about; sent in pieces, its first message does. */
function naming(name: string, { plan, replan, ...destination }: Destination): Destination {
  const named = (reply: Reply): Reply => ({
    ...reply,
    blocks: [...reply.blocks, note(...sayParts("From the server {server}.", { server: quote(name) }))],
  });
  return {
    ...destination,
    plan: ({ main, ...rest }, key) => plan({ ...rest, main: named(main) }, key),
    replan: (refused, replies, delivery) =>
      replan(
        refused,
        replies.map((reply, index) => (refused.n === 0 && index === 0 ? named(reply) : reply)),
        delivery,
      ),
  };
}

/** A member without any role. */
const ANYBODY: Member = { id: "", roleIds: [], isTimedOut: false };

function refused(sentence: string): PlaceAnswer {
  return { type: "refused", sentence };
}

function refusedActor(sentence: string): PlaceAnswer {
  return { type: "refused", sentence, isOfActor: true };
}

const notFoundSentence = (): string =>
  say("This server has no such channel. Choose it from the list that Discord offers, or paste its link.");
const notFound = (): PlaceAnswer => refused(notFoundSentence());
const hidden = (): PlaceAnswer =>
  refused(say("The bot cannot see that channel. Give it View Channel there, then try again."));
const elsewhere = (): PlaceAnswer =>
  refused(
    say("That channel is not in this server. Use the command in the server where the digest is to go."),
  );
const alone = (): PlaceAnswer =>
  refused(
    say(
      "Here the bot talks with you alone, so the digest can only come here. For a channel, use the command in its server.",
    ),
  );
const noMember = (): PlaceAnswer =>
  refused(
    say(
      "The bot is no member of this server. Somebody with Manage Server must add it again with the invite link from its log.",
    ),
  );

/** What each kind of channel is as a place; the others take no digests. */
const PLACES: Readonly<Partial<Record<ChannelKind, PlaceKind>>> = {
  text: "text",
  thread: "thread",
  "private-thread": "thread",
  forum: "forum",
};

const KIND_NAMES: Readonly<Record<ChannelKind, string>> = {
  text: wording("a text channel"),
  thread: wording("a thread"),
  "private-thread": wording("a private thread"),
  forum: wording("a forum"),
  category: wording("a category of channels"),
  voice: wording("a voice channel"),
  direct: wording("a conversation"),
  other: wording("a kind of channel that takes no digests"),
};

function isThread({ kind }: GuildChannel): boolean {
  return kind === "thread" || kind === "private-thread";
}

function byName(channels: readonly GuildChannel[], name: string): GuildChannel | PlaceAnswer {
  const named = channels.filter((channel) => channel.name.toLowerCase() === name);
  const usable = named.filter(({ kind }) => PLACES[kind] !== undefined);
  if (usable.length > 1)
    return refused(
      say("Several channels of this server have that name. Paste the link of the one you mean."),
    );
  return usable[0] ?? named[0] ?? notFound();
}

/** The place, unless the thread is closed or the forum wants what no digest has. */
function placeOf(
  channel: GuildChannel,
  { managesThreads, isOpen }: { readonly managesThreads: boolean; readonly isOpen: boolean },
): PlaceAnswer {
  const label = `#${channel.name}`;
  const found = (place: Omit<Place, "platform">): PlaceAnswer => ({
    type: "found",
    place: { platform: "discord", ...place, ...(isOpen ? {} : { isPrivate: true }) },
    label,
  });
  if (isThread(channel)) {
    if (channel.isLocked && !managesThreads)
      return refused(say("The thread {label} is locked. Unlock it, or choose another place.", { label }));
    return found({ channel: channel.parentId ?? channel.id, thread: channel.id });
  }
  if (channel.kind !== "forum") return found({ channel: channel.id });
  const forumTags = forumTagsOf(channel.tags.filter(({ isModerated }) => managesThreads || !isModerated));
  if (channel.requiresTag && Object.keys(forumTags).length === 0)
    return refused(
      say(
        '{label} wants a tag on every post, and none that the bot may use is named after a pillar. Add tags such as "p1" or "Civil Justice" to the forum, or let it take posts without a tag.',
        { label },
      ),
    );
  return found({ channel: channel.id, forumTags });
}

/** `a`, `a and b`, `a, b and c`. */
function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2
    ? last
    : say("{others} and {last}", { others: names.slice(0, -1).join(", "), last });
}
