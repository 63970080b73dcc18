// Which channel, thread or direct conversation somebody means for a digest, and whether the bot may post there and the
// person may decide what it posts.

import { AppError } from "../../../src/errors.ts";
import type { Place, PlaceAnswer, PlaceRequest, PlatformPlaces } from "../../../src/platform/destination.ts";
import { parseWorkspace, type WorkspaceKey, workspaceKey } from "../../../src/platform/workspace.ts";
import { say } from "../../../src/wording/say.ts";
import { failureOf, refusalOf, type SlackWeb } from "../api/client.ts";
import type { InstalledBots } from "../in/installed-bots.ts";
import { type Channel, createChannels } from "./channels.ts";
import { createDestination } from "./destination.ts";
import { createMentions } from "./mentions.ts";
import * as refusals from "./refusals.ts";
import { readWanted, type Wanted } from "./wanted.ts";

/** Slack's places. `resolve` rejects with a retryable AppError "network" when Slack is away. */
export function createPlaces({ web }: { readonly web: SlackWeb }): Required<PlatformPlaces> {
  const channels = createChannels(web);

  async function resolved(request: PlaceRequest): Promise<PlaceAnswer> {
    const { actor, here, wanted } = request;
    const named = readWanted(wanted, here, actor.id);
    switch (named.type) {
      case "me":
        return found({ channel: await channels.directWith(actor.id) }, direct());
      case "direct": {
        const own = await channels.directWith(actor.id);
        return named.id === own ? threadOrWhole(named, direct()) : refused(refusals.betweenOthers());
      }
      case "person":
        return refused(refusals.otherPerson());
      case "channel":
        return channelPlace(named, request);
      case "name": {
        const id = await channels.named(named.name);
        return id === undefined
          ? refused(refusals.noSuchName(named.name))
          : channelPlace({ type: "channel", id }, request);
      }
    }
  }

  async function channelPlace(named: Known, { actor, here }: PlaceRequest): Promise<PlaceAnswer> {
    const isHere = named.id === here;
    const invite = async (): Promise<string> => `/invite @${await channels.botName()}`;
    const unknown = async (): Promise<PlaceAnswer> =>
      refused(isHere ? refusals.notHere(await invite()) : refusals.notShown(await invite()));

    const channel = await unlessRefused("channel_not_found", channels.info(named.id));
    if (channel === undefined) return unknown();
    // First of all, so that nobody learns of a private channel that they are not in.
    if (!actor.isAdmin && !isHere) {
      const isMember = await channels.hasMember(named.id, actor.id);
      if (isMember !== true && channel.is_private)
        return { type: "refused", sentence: refusals.notShown(await invite()), isOfActor: true };
      if (isMember === undefined) return refused(refusals.tooManyMembers(labelOf(channel)));
      if (!isMember)
        return { type: "refused", sentence: refusals.notYours(labelOf(channel)), isOfActor: true };
    }
    if (channel.is_archived) return refused(refusals.archived(labelOf(channel)));
    if (!channel.is_member) return refused(refusals.notInvited(labelOf(channel), await invite()));
    return threadOrWhole(named, labelOf(channel), channel.is_private);
  }

  /** A conversation, or in it the thread of the message that was named. */
  async function threadOrWhole(
    { id, messageTs }: Known,
    label: string,
    isPrivate = false,
  ): Promise<PlaceAnswer> {
    const secrecy = isPrivate ? ({ isPrivate } as const) : {};
    if (messageTs === undefined) return found({ channel: id, ...secrecy }, label);
    const thread = await unlessRefused("thread_not_found", channels.threadOf(id, messageTs));
    return thread === undefined
      ? refused(refusals.noMessage())
      : found({ channel: id, thread, ...secrecy }, threadLabel(label));
  }

  return {
    mentioned: createMentions(web),
    async nameOf(workspace) {
      const team = await channels.team().catch(() => undefined);
      return team?.id === parseWorkspace(workspace)?.id ? team?.name : undefined;
    },
    async resolve(request) {
      try {
        return await resolved(request);
      } catch (error) {
        const word = refusalOf(error);
        return refused(word === "missing_scope" ? refusals.noScope() : refusals.other(word));
      }
    },
    // Slack goes on to take messages for accounts that nobody can open.
    isLeft: async ({ channel }, owner) =>
      channel.startsWith("D") && (await channels.isDeactivated(owner).catch(() => false)),
    open: ({ channel, thread }, codes) =>
      createDestination({ web, channel, codes, ...(thread === undefined ? {} : { threadTs: thread }) }),
  };
}

/** No workspace's: whoever asks with its token has none. */
const NOWHERE = workspaceKey({ platform: "slack", id: "" });

/** The places of all workspaces, each asked with its own token. */
export function placesOf(bots: Pick<InstalledBots, "of" | "webOf">): Required<PlatformPlaces> {
  const away = (): Error =>
    new AppError("network", say("Slack does not answer at the moment. Try again in a minute."), {
      retryable: true,
    });
  const placesIn = async (workspace: WorkspaceKey) => {
    const bot = await bots.of(workspace).catch(() => undefined);
    return bot?.places;
  };
  return {
    async mentioned(request) {
      const places = await placesIn(request.workspace);
      if (places === undefined) throw away();
      return places.mentioned(request);
    },
    nameOf: async (workspace) => (await placesIn(workspace))?.nameOf(workspace),
    async resolve(request) {
      const places = await placesIn(request.workspace);
      if (places === undefined) throw away();
      return places.resolve(request);
    },
    isLeft: async (place, owner, workspace) =>
      (await (await placesIn(workspace))?.isLeft(place, owner, workspace)) ?? false,
    open: (place, codes, workspace = NOWHERE) =>
      createPlaces({ web: bots.webOf(workspace) }).open(place, codes),
  };
}

type Known = Extract<Wanted, { readonly id: string }>;

const direct = (): string => say("a direct message to you");

/** What people call a channel. */
export function labelOf({ name }: Channel): string {
  return name === undefined ? say("this conversation") : `#${name}`;
}

export const threadLabel = (label: string): string => say("a thread in {place}", { place: label });

function found(place: Omit<Place, "platform">, label: string): PlaceAnswer {
  return { type: "found", place: { platform: "slack", ...place }, label };
}

function refused(sentence: string): PlaceAnswer {
  return { type: "refused", sentence };
}

async function unlessRefused<T>(word: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.type === "refused" && failure.error === word) return undefined;
    throw error;
  }
}
