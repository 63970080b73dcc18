// The ways to the bot without a slash, as people of the fake Slack use them.

import { type ApiState, BOT } from "./api.ts";
import {
  directPayload,
  globalShortcutPayload,
  mentionPayload,
  messageShortcutPayload,
  ownMessagePayload,
} from "./door-payloads.ts";
import type { Envelopes, EnvelopeType, Payload } from "./envelopes.ts";
import type { Addresses } from "./payloads.ts";
import type { Request } from "./server.ts";
import type { FakeMessage } from "./workspace.ts";

/** Something said to the bot, or in front of it. */
export interface Said extends Request {
  readonly ts: string;
  /** Resolves with what the bot has written into that channel since, once there is so much. */
  answers(count: number): Promise<readonly FakeMessage[]>;
  /** Delivers the same once more. */
  again(): Promise<unknown>;
}

export interface FakeDoors {
  /**
   * Somebody writes: Slack tells the bot of a mention in a channel that it is in, and of everything in a direct message, where
   * it has the permission; of nothing else, and `acknowledged` then resolves at once.
   */
  say(
    user: string,
    text: string,
    where: { readonly channel: string; readonly threadTs?: string | undefined },
  ): Said;
  /** A shortcut in the menu of that message. */
  messageShortcut(user: string, callbackId: string, channel: string, message: Payload): Request;
  globalShortcut(user: string, callbackId: string): Request;
  /** What the bot has written into direct conversations comes back to it. */
  echo(): void;
}

export function fakeDoors({
  state: { workspace, scopes },
  envelopes,
  addresses,
  deliver,
  until,
}: {
  readonly state: ApiState;
  readonly envelopes: Pick<Envelopes, "deliver">;
  readonly addresses: (
    user: string,
    channel: string,
    isSlashCommand: boolean,
  ) => Addresses & { readonly request: string };
  readonly deliver: (type: EnvelopeType, payload: Payload, request?: string) => Request;
  readonly until: (condition: () => boolean) => Promise<void>;
}): FakeDoors {
  const { team } = workspace;
  let echoed = 0;

  function isHeard(text: string, channel: string): boolean {
    if (channel.startsWith("D")) return scopes.has("im:history");
    const hasBot = workspace.channels.get(channel)?.hasBot === true;
    return hasBot && scopes.has("app_mentions:read") && /<@U0BOT(?:\|[^<>]*)?>/.test(text);
  }

  return {
    say(user, text, { channel, threadTs }) {
      const isDirect = channel.startsWith("D");
      if (isDirect) workspace.direct(user);
      const thread = threadTs === undefined ? {} : { threadTs };
      const { ts } = workspace.add({ channel, via: "person", text, blocks: [], ...thread });
      const since = workspace.messages.length;
      const make = isDirect ? directPayload : mentionPayload;
      const root = workspace.messages.find(
        (message) => message.ts === threadTs && message.channel === channel,
      );
      const above = root === undefined || root.via === "person" ? user : BOT.userId;
      const payload = make({ team, user }, text, { channel, ts, threadTs, above });
      const again = (): Promise<unknown> =>
        isHeard(text, channel) ? envelopes.deliver("events_api", payload) : Promise.resolve(undefined);
      const found = (): readonly FakeMessage[] =>
        workspace.messages
          .slice(since)
          .filter((message) => message.channel === channel && message.via !== "person");
      return {
        id: ts,
        ts,
        acknowledged: again(),
        again,
        async answers(count) {
          await until(() => found().length >= count);
          return found();
        },
      };
    },
    messageShortcut(user, callbackId, channel, message) {
      const at = addresses(user, channel, false);
      const payload = messageShortcutPayload({ team, user }, at, callbackId, channel, message);
      return deliver("interactive", payload, at.request);
    },
    globalShortcut(user, callbackId) {
      const { triggerId, request } = addresses(user, "", false);
      return deliver("interactive", globalShortcutPayload({ team, user }, triggerId, callbackId), request);
    },
    echo() {
      for (const { ts, channel, text, threadTs, onlyFor, via } of workspace.messages.slice(echoed)) {
        const isOwn = channel.startsWith("D") && via !== "person" && onlyFor === undefined;
        if (isOwn && scopes.has("im:history"))
          void envelopes.deliver("events_api", ownMessagePayload(team, text, { channel, ts, threadTs }));
      }
      echoed = workspace.messages.length;
    },
  };
}
