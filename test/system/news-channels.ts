// The places that digests are delivered to on the fake Slack and the fake Discord, and what stands in them.

import { onTestFinished } from "vitest";
import type { Place } from "../../src/platform/destination.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { type FakeDiscord, GUILD_ID, OWNER_ID, startFakeDiscord } from "../fakes/discord/server.ts";
import { discordSettings, slackSettings } from "../fakes/settings.ts";
import { type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { type Answer, type LineOptions, openLine, type PassingRequest } from "./line.ts";

const SLACK_SCOPES = ["chat:write", "users:read", "channels:read", "channels:history"];

/** Tags of the forums, by the pillar that they are for. */
const FORUM_TAGS = { 1: "800000000000000001", 3: "800000000000000003" };

/** Where the messages of a digest belong: all in the channel, the articles in a thread, or all in a forum's post. */
export type Shape = "channel" | "thread" | "forum";

export interface NewsChannel {
  readonly workspace: WorkspaceKey;
  readonly place: Place;
  readonly shape: Shape;
  readonly taste: Taste;
  /** Somebody who can be told. */
  readonly ownerId: string;
}

/** What a channel takes: everything, no message with these words, or no message that tells of two cases. */
export type Taste = "everything" | "not-delta" | "short";

/** Some channels never take a message with this. */
export const NOT_TAKEN = "Case Delta";
/** By the number of a channel. */
const TASTES: Readonly<Record<string, Taste>> = { 2: "not-delta", 3: "short" };

/** A message as it stands. */
export interface Standing {
  readonly channel: string;
  /** Of the thread or the forum post. */
  readonly thread?: string;
  /** A thread or a post has the id of the message that opened it. */
  readonly id: string;
  readonly key: string | undefined;
  /** Everything it says, as JSON. */
  readonly text: string;
}

export interface NewsChannels {
  /** The bot's settings. */
  readonly settings: Readonly<Record<string, string>>;
  readonly channels: readonly NewsChannel[];
  /** Every message in the channels of both platforms, each channel's and each thread's in their order. */
  standing(): readonly Standing[];
  /** What the platforms would have refused. */
  problems(): readonly string[];
  /** Lines to Discord's gateway that are open, and how many ever were. */
  gateway(): { readonly open: number; readonly identified: number };
  /** Sets the platforms' clocks forward, once nothing is on its way: no message travels for longer than it really does. */
  advance(ms: number): Promise<void>;
  /** From now on told of what passes on the lines, as `LineOptions.onPassage` says; nobody else is any more. */
  watch(onPassage: LineOptions["onPassage"]): void;
}

export interface NewsChannelsOptions {
  /** Channels of each shape on each platform. */
  readonly ofEachShape: number;
  /** How long each way between the bot and a platform takes. */
  readonly delayMs: () => number;
}

/** Starts both platforms, each behind a line; they end with the test. */
export async function openNewsChannels(options: NewsChannelsOptions): Promise<NewsChannels> {
  const { ofEachShape, delayMs } = options;
  let aheadMs = 0;
  let told: LineOptions["onPassage"] = () => "on";
  const slack = await startFakeSlack({ scopes: SLACK_SCOPES, clock: () => Date.now() + aheadMs });
  const discord = await startFakeDiscord();
  const onPassage: LineOptions["onPassage"] = (passage, request) => told(passage, request);
  const lineTo = (apiUrl: string, refuse: LineOptions["refuse"]) =>
    openLine({ platform: new URL(apiUrl).origin, onPassage, refuse, delayMs });
  const [slackLine, discordLine] = [
    await lineTo(slack.apiUrl, refuseOnSlack),
    await lineTo(discord.apiUrl, (request, body) => refuseOnDiscord(discord, request, body)),
  ];
  onTestFinished(async () => {
    await Promise.all([slackLine.close(), discordLine.close()]);
    await Promise.all([slack.close(), discord.close()]);
  });
  const numbers = Array.from({ length: ofEachShape }, (_, n) => n + 1);
  const channels = numbers.flatMap((n) => [
    slackChannel(slack, `C0WHOLE${n}`, "channel"),
    slackChannel(slack, `C0THREADS${n}`, "thread"),
    discordChannel(discord, `31000000000000000${n}`, "channel"),
    discordChannel(discord, `32000000000000000${n}`, "thread"),
    discordChannel(discord, `33000000000000000${n}`, "forum"),
  ]);
  return {
    settings: {
      ...slackSettings({ apiUrl: `${slackLine.origin}${new URL(slack.apiUrl).pathname}` }),
      ...discordSettings({ apiUrl: `${discordLine.origin}${new URL(discord.apiUrl).pathname}` }),
    },
    channels,
    standing: () =>
      [...standingOnSlack(slack), ...standingOnDiscord(discord)].filter(({ channel }) =>
        channels.some(({ place }) => place.channel === channel),
      ),
    problems: () => [...slack.problems, ...discord.problems],
    gateway: () => ({ open: discord.gateway.lines(), identified: discord.gateway.counts.identified }),
    async advance(ms) {
      await Promise.all([slackLine.idle(), discordLine.idle()]);
      aheadMs += ms;
      discord.advance(ms);
    },
    watch(onPassage) {
      told = onPassage;
    },
  };
}

function slackChannel({ workspace }: FakeSlack, id: string, shape: Shape): NewsChannel {
  workspace.addChannel({ id, kind: "public", name: id.toLowerCase() });
  return {
    workspace: `slack:${workspace.team}`,
    place: { platform: "slack", channel: id },
    shape,
    taste: tasteOf(id),
    ownerId: "U0OWNER",
  };
}

function discordChannel({ channels }: FakeDiscord, id: string, shape: Shape): NewsChannel {
  const isForum = shape === "forum";
  const tags = Object.entries(FORUM_TAGS).map(([pillar, tag]) => ({ id: tag, name: `p${pillar}` }));
  channels.add({
    id,
    guildId: GUILD_ID,
    ...(isForum ? { type: "forum", tags, requiresTag: true } : { type: "text" }),
  });
  const forum = isForum ? { forumTags: FORUM_TAGS } : {};
  return {
    workspace: `discord:${GUILD_ID}`,
    place: { platform: "discord", channel: id, ...forum },
    shape,
    taste: tasteOf(id),
    ownerId: OWNER_ID,
  };
}

function tasteOf(channel: string): Taste {
  return TASTES[channel.at(-1) ?? ""] ?? "everything";
}

/** Whether a message is refused there, and what for. */
function refusalOf(channel: string, text: string): "content" | "length" | undefined {
  const taste = tasteOf(channel);
  if (taste === "not-delta" && text.includes(NOT_TAKEN)) return "content";
  const cases = new Set(text.match(/Case [A-Z]\w+/g) ?? []);
  return taste === "short" && cases.size > 1 ? "length" : undefined;
}

function json(status: number, value: object): Answer {
  return { status, contentType: "application/json", body: Buffer.from(JSON.stringify(value)) };
}

const refuseOnSlack: LineOptions["refuse"] = ({ path }, body) => {
  if (!path.endsWith("chat.postMessage")) return undefined;
  const said = new URLSearchParams(body);
  const refusal = refusalOf(said.get("channel") ?? "", said.get("blocks") ?? "");
  if (refusal === undefined) return undefined;
  return json(200, { ok: false, error: refusal === "content" ? "invalid_blocks" : "msg_blocks_too_long" });
};

/** A thread or a post takes what its channel takes. */
function refuseOnDiscord(
  { channels }: FakeDiscord,
  { method, path }: PassingRequest,
  body: string,
): Answer | undefined {
  const [, id] = /\/channels\/(\d+)\/(?:messages|threads)$/.exec(path) ?? [];
  if (method !== "POST" || id === undefined) return undefined;
  const refusal = refusalOf(channels.all.get(id)?.parentId ?? id, body);
  if (refusal === undefined) return undefined;
  return refusal === "content"
    ? json(400, { code: 200000, message: "Message was blocked by automatic moderation" })
    : json(400, { code: 40005, message: "Request entity too large" });
}

/** The key is the `block_id` of the last block. */
function standingOnSlack({ workspace }: FakeSlack): readonly Standing[] {
  return workspace.messages.map(({ channel, ts, threadTs, blocks }) => ({
    channel,
    ...(threadTs === undefined ? {} : { thread: threadTs }),
    id: ts,
    key: blocks.at(-1)?.block_id,
    text: JSON.stringify(blocks),
  }));
}

/** The key stands in a button's `custom_id`, `k1:<key>|…`. */
function standingOnDiscord({ channels }: FakeDiscord): readonly Standing[] {
  return [...channels.all.values()].flatMap(({ id: place, parentId, messages }) =>
    messages.map(({ id, body }) => ({
      channel: parentId ?? place,
      ...(parentId === undefined ? {} : { thread: place }),
      id,
      key: /"k1:([^|"]+)\|/.exec(JSON.stringify(body.components))?.[1],
      text: JSON.stringify(body),
    })),
  );
}
