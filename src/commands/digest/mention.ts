// Whom a digest notifies: who may have it, and whether they are there.

import { AppError } from "../../errors.ts";
import type { Place } from "../../platform/destination.ts";
import type { Actor, Invocation } from "../../platform/invocation.ts";
import { joined, note, quote } from "../../reply/build.ts";
import type { Block } from "../../reply/reply.ts";
import { say, sayParts } from "../../wording/say.ts";
import type { DigestServices } from "./services.ts";

/** Whom only admins may have notified: everybody at once. */
const EVERYBODY = ["here", "channel", "everyone"];

/** Throws AppError "not-allowed" when a member would have everybody notified. */
export function checkMention(mention: string | undefined, actor: Actor): void {
  const isBroad = mention !== undefined && EVERYBODY.includes(mention.replace(/^@/, "").toLowerCase());
  if (!isBroad || actor.roles.includes("admin")) return;
  throw new AppError(
    "not-allowed",
    say("Only admins may have everybody notified. Name a person or a group instead; nothing was changed."),
  );
}

/**
 * Who is notified at a place, for the confirmation; nothing where nobody is. Throws AppError "bad-input" with what to do when
 * there is nobody of that name.
 */
export async function mentionBlocks(
  { places }: Pick<DigestServices, "places">,
  { platform, workspace, actor }: Invocation,
  place: Place,
  mention: string | undefined,
): Promise<readonly Block[]> {
  if (mention === undefined) return [];
  const answer = await places.mentioned({ platform, workspace, actor: { id: actor.id }, place, id: mention });
  switch (answer?.type) {
    case "refused":
      throw new AppError("bad-input", joined(answer.sentence, say("Nothing was changed.")));
    case "found":
      return [
        note(...sayParts("It notifies {who} each time.", { who: quote(answer.label) })),
        ...(answer.remark === undefined ? [] : [note(quote(answer.remark))]),
      ];
    case "unchecked":
      return [note(answer.remark)];
    case undefined:
      return [];
  }
}
