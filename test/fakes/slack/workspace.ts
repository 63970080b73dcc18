// The workspace of the fake Slack: people, channels and what stands in them.

import type { FakeBlock } from "./rules.ts";

export interface FakeUser {
  readonly id: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly deleted?: boolean;
  readonly team_id?: string;
  readonly locale?: string;
  readonly tz?: string;
}

export interface FakeChannel {
  readonly id: string;
  readonly kind: "public" | "private" | "direct";
  isArchived: boolean;
  /** Whether the bot is in it. */
  hasBot: boolean;
}

export interface FakeMessage {
  readonly ts: string;
  readonly channel: string;
  readonly via: "response_url" | "chat.postMessage" | "chat.postEphemeral";
  /** Only they see it. */
  readonly onlyFor?: string;
  readonly threadTs?: string;
  readonly text: string;
  readonly blocks: readonly FakeBlock[];
  /** The request it answers, when it came through a response_url. */
  readonly answers?: string;
}

export interface FakeWorkspace {
  readonly team: string;
  readonly users: Map<string, FakeUser>;
  readonly channels: Map<string, FakeChannel>;
  readonly messages: FakeMessage[];
  /** Adds a message as the newest. */
  add(message: Omit<FakeMessage, "ts">): FakeMessage;
  /** The direct conversation of the bot with somebody. */
  direct(user: string): FakeChannel;
}

/** A workspace with a channel that the bot is in, one that it is not in, an admin and a member. */
export function fakeWorkspace(clock: () => number): FakeWorkspace {
  const team = "T0NEWS";
  const channel = (id: string, kind: FakeChannel["kind"], hasBot: boolean): [string, FakeChannel] => [
    id,
    { id, kind, hasBot, isArchived: false },
  ];
  const channels = new Map([
    channel("C0NEWS", "public", true),
    channel("C0OTHER", "public", false),
    channel("G0SECRET", "private", true),
  ]);
  const users = new Map<string, FakeUser>([
    ["U0ADMIN", { id: "U0ADMIN", is_admin: true, locale: "en-GB", tz: "Europe/Tallinn" }],
    ["U0MEMBER", { id: "U0MEMBER", locale: "sv-SE", tz: "Europe/Stockholm" }],
    ["U0GUEST", { id: "U0GUEST", is_restricted: true }],
    ["U0STRANGER", { id: "U0STRANGER", is_admin: true, is_stranger: true }],
    // Admin of an organisation that shares a channel with this one.
    ["U0VISITOR", { id: "U0VISITOR", is_admin: true, team_id: "T0ELSEWHERE" }],
  ]);
  const messages: FakeMessage[] = [];
  let count = 0;
  return {
    team,
    users,
    channels,
    messages,
    add(message) {
      count += 1;
      const added = { ...message, ts: `${Math.floor(clock() / 1000)}.${String(count).padStart(6, "0")}` };
      messages.push(added);
      return added;
    },
    direct(user) {
      const id = `D${user.slice(1)}`;
      const known = channels.get(id) ?? { id, kind: "direct", hasBot: true, isArchived: false };
      channels.set(id, known);
      return known;
    },
  };
}
