// The workspace of the fake Slack: people, channels and what stands in them.

import type { FakeBlock } from "./rules.ts";

/** Slack leaves out what it likes, or says null. */
export interface FakeUser {
  readonly id: string;
  readonly is_admin?: boolean | null;
  readonly is_bot?: boolean | null;
  readonly is_owner?: boolean;
  readonly is_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly deleted?: boolean | null;
  readonly team_id?: string;
  /** What they are in the organisation that has several teams. */
  readonly enterprise_user?: {
    readonly enterprise_id: string;
    readonly teams: readonly string[];
    readonly is_admin?: boolean;
    readonly is_owner?: boolean;
  };
  readonly locale?: string;
  readonly tz?: string;
}

export interface FakeChannel {
  readonly id: string;
  /** `group`: a direct conversation of several people. */
  readonly kind: "public" | "private" | "direct" | "group";
  /** Absent for direct conversations. */
  name?: string;
  /** The people in it. */
  readonly members: Set<string>;
  isArchived: boolean;
  /** Another organisation is in it, too. */
  isShared: boolean;
  /** Whether the bot is in it. */
  hasBot: boolean;
}

export interface FakeMessage {
  readonly ts: string;
  readonly channel: string;
  /** `person`: somebody wrote it. */
  readonly via: "response_url" | "chat.postMessage" | "chat.postEphemeral" | "person";
  /** Only they see it. */
  readonly onlyFor?: string;
  readonly threadTs?: string;
  readonly text: string;
  readonly blocks: readonly FakeBlock[];
  /** What is left of the first message of a thread that was deleted. */
  readonly isTombstone?: true;
  /** Somebody else's. */
  readonly isByOthers?: true;
  /** How often it was changed. */
  readonly edits?: number;
  /** The request it answers, when it came through a response_url. */
  readonly answers?: string;
}

export interface FakeWorkspace {
  readonly team: string;
  /** The organisation that the app is installed for, if it is not for the team alone. */
  organisation: string | undefined;
  readonly users: Map<string, FakeUser>;
  readonly channels: Map<string, FakeChannel>;
  readonly messages: FakeMessage[];
  /** User groups. */
  readonly groups: { readonly id: string; readonly handle: string; readonly isDisabled: boolean }[];
  /** Adds a message as the newest. */
  add(message: Omit<FakeMessage, "ts">): FakeMessage;
  /** Deletes a message as people do: of one with replies a tombstone stays, and its thread lives on. */
  remove(ts: string): void;
  addChannel(channel: Pick<FakeChannel, "id" | "kind"> & Partial<FakeChannel>): FakeChannel;
  /** The direct conversation of the bot with somebody. */
  direct(user: string): FakeChannel;
}

/** A workspace with a channel that the bot is in, one that it is not in, a private one, an admin and a member. */
export function fakeWorkspace(clock: () => number, team = "T0NEWS"): FakeWorkspace {
  const channels = new Map<string, FakeChannel>();
  const addChannel: FakeWorkspace["addChannel"] = (channel) => {
    const added = {
      members: new Set<string>(),
      isArchived: false,
      isShared: false,
      hasBot: true,
      ...channel,
    };
    channels.set(channel.id, added);
    return added;
  };
  const [admin, member] = ["U0ADMIN", "U0MEMBER"];
  addChannel({ id: "C0NEWS", kind: "public", name: "news", members: new Set([admin, member]) });
  addChannel({ id: "C0OTHER", kind: "public", name: "other", hasBot: false, members: new Set([member]) });
  addChannel({ id: "G0SECRET", kind: "private", name: "secret-plans", members: new Set([admin]) });
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
    organisation: undefined,
    users,
    channels,
    messages,
    groups: [
      { id: "S0COURTS", handle: "court-watchers", isDisabled: false },
      { id: "S0OLD", handle: "old-hands", isDisabled: true },
    ],
    add(message) {
      count += 1;
      const added = { ...message, ts: `${Math.floor(clock() / 1000)}.${String(count).padStart(6, "0")}` };
      messages.push(added);
      return added;
    },
    remove(ts) {
      const index = messages.findIndex((message) => message.ts === ts);
      const [removed] = index === -1 ? [] : messages.splice(index, 1);
      if (removed === undefined || !messages.some(({ threadTs }) => threadTs === ts)) return;
      const tombstone = { text: "This message was deleted.", blocks: [], isTombstone: true } as const;
      messages.splice(index, 0, { ...removed, ...tombstone });
    },
    addChannel,
    direct(user) {
      const id = `D${user.slice(1)}`;
      return channels.get(id) ?? addChannel({ id, kind: "direct", members: new Set([user]) });
    },
  };
}
