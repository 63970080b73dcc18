// Why a place cannot be had for a digest, in words that say what to do instead.

import { excerpt } from "../../../src/reply/excerpt.ts";
import { say } from "../../../src/wording/say.ts";

export const betweenOthers = (): string =>
  say(
    "This is a conversation between other people, where the bot cannot post. Use channel me for a direct message to you, or name a channel that the bot is in.",
  );

export const otherPerson = (): string =>
  say(
    "A digest goes to a channel or to yourself, not to another person. Use channel me for a direct message to you; others set up their own.",
  );

export const noMessage = (): string =>
  say(
    "The message of that link does not exist any more. Copy the link of another message, or name the channel.",
  );

export const noScope = (): string =>
  say(
    "Slack does not let the bot look at that conversation. Group messages take no digests: name a channel, or use channel me. If it is a channel, an admin has to reinstall the app from its manifest.",
  );

export const noSuchName = (name: string): string =>
  say(
    "The bot found no public channel named {name}. Type # and choose the channel from the list that Slack shows, so that it becomes a link.",
    { name: excerpt(name) },
  );

/** A channel that does not exist and a private one of others read the same. */
export const notShown = (invite: string): string =>
  say(
    "There is no such channel, or it is private and you or the bot are not in it. Somebody who is in it can type `{invite}` there, then run this command there.",
    { invite },
  );

export const notHere = (invite: string): string =>
  say(
    "The bot is not in this conversation. If it is a channel, type `{invite}` here, then run this command again; if not, use channel me for a direct message to you.",
    { invite },
  );

export const notInvited = (label: string, invite: string): string =>
  say("The bot is not in {label}. Type `{invite}` there, then run this command again.", { label, invite });

export const notYours = (label: string): string =>
  say(
    "You are not in {label}, and people set up digests for channels that they are in. Join it and run this command again, or ask somebody who is in it.",
    { label },
  );

export const tooManyMembers = (label: string): string =>
  say(
    "{label} has too many members for the bot to see whether you are in it. Run this command there, without naming a channel.",
    { label },
  );

export const archived = (label: string): string =>
  say("{label} is archived, so nothing can be posted there. Name another channel, or unarchive it first.", {
    label,
  });

export const other = (error: string): string =>
  say(
    "Slack refuses that place ({error}). Name another channel, or use channel me for a direct message to you.",
    { error },
  );
