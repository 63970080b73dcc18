// The permissions that the app asks for: what each is for, the calls and events that need it, and what does not work
// without it. https://docs.slack.dev/reference/scopes has a page of each.

import { wording } from "../../../src/wording/say.ts";

export interface Scope {
  readonly name: string;
  readonly why: string;
  /** Methods of the Web API, events as `event …`, and features of the manifest as `feature …`. */
  readonly neededBy: readonly string[];
  /** Ends the sentence "Without it the bot …". */
  readonly without: string;
}

/** Of public channels one permission tells, of private ones the other. */
const MEMBERS = ["event member_joined_channel", "event member_left_channel"];

const HISTORY = ["conversations.history", "conversations.replies"];

export const SCOPES: readonly Scope[] = [
  {
    name: "commands",
    why: "slash commands and shortcuts",
    neededBy: ["feature slash_commands", "feature shortcuts"],
    without: wording("has no commands and no shortcuts"),
  },
  {
    name: "chat:write",
    why: "digests, messages to admins, answers where a command's own way is used up",
    neededBy: ["chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete"],
    without: wording("can send no digests"),
  },
  {
    name: "app_mentions:read",
    why: "questions to the bot in a channel or a thread",
    neededBy: ["event app_mention"],
    without: wording("does not hear when somebody mentions it"),
  },
  {
    name: "users:read",
    why: "who is an admin, and people's time zones",
    neededBy: ["users.info", "users.list"],
    without: wording("does not know who is an admin"),
  },
  {
    name: "channels:read",
    why: "which channel a digest goes to, whether the bot and the person are in it, and what becomes of it",
    neededBy: [
      "conversations.info",
      "conversations.members",
      "conversations.list",
      ...MEMBERS,
      "event channel_archive",
      "event channel_deleted",
      "event channel_left",
      "event channel_rename",
    ],
    without: wording("cannot look up public channels"),
  },
  {
    name: "groups:read",
    why: "the same for private channels",
    neededBy: [
      "conversations.info",
      "conversations.members",
      ...MEMBERS,
      "event group_archive",
      "event group_deleted",
      "event group_left",
      "event group_rename",
    ],
    without: wording("cannot look up private channels"),
  },
  {
    name: "usergroups:read",
    why: "whether a group that a digest notifies is there",
    neededBy: ["usergroups.list"],
    without: wording("cannot notify user groups"),
  },
  {
    name: "im:write",
    why: "direct messages",
    neededBy: ["conversations.open"],
    without: wording("cannot write to people directly"),
  },
  {
    name: "files:write",
    why: "files that /news export makes",
    neededBy: ["files.getUploadURLExternal", "files.completeUploadExternal"],
    without: wording("cannot hand over files"),
  },
  {
    name: "channels:history",
    why: "whether a digest that was sent is there",
    neededBy: HISTORY,
    without: wording("cannot tell whether a digest arrived when the connection was lost"),
  },
  {
    name: "groups:history",
    why: "the same in private channels",
    neededBy: HISTORY,
    without: wording("cannot tell that in private channels"),
  },
  {
    name: "im:history",
    why: "the same in direct messages, and questions to the bot there",
    neededBy: [...HISTORY, "event message.im"],
    without: wording("does not hear what is said to it in direct messages"),
  },
];

/** The permissions that are not among the granted ones. */
export function missingScopes(granted: readonly string[]): readonly Scope[] {
  return SCOPES.filter(({ name }) => !granted.includes(name));
}
