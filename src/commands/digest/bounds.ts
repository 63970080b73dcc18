// How many digests and mutes there may be, of a workspace and of one of its people, and what is said at a bound.

import { AppError } from "../../errors.ts";
import type { Actor } from "../../platform/invocation.ts";
import type { AddOutcome, Bounds } from "../../store/bounds.ts";
import { say } from "../../wording/say.ts";

/** Digests and alerts together. One member's are a twentieth of all, so that nobody uses up what is everybody's. */
export const DIGEST_BOUNDS = { inWorkspace: 500, ofPerson: 25 } as const satisfies Bounds;

/** Each is looked for in every candidate of its digests. */
export const MUTE_BOUNDS = { inWorkspace: 500, ofPerson: 50 } as const satisfies Bounds;

/** Admins set up what is everybody's: only the workspace's bound is theirs. */
export function boundsFor({ roles }: Actor, { inWorkspace, ofPerson }: Required<Bounds>): Bounds {
  return roles.includes("admin") ? { inWorkspace } : { inWorkspace, ofPerson };
}

/** Throws AppError "too-many" with how many there are and what makes room. */
export function checkDigestsFit(outcome: AddOutcome): void {
  const { inWorkspace, ofPerson } = DIGEST_BOUNDS;
  if (outcome === "own-full")
    throw tooMany(
      say(
        "You have {most} digests and alerts here already, which is the most for one person. /digest delete makes room, or ask an admin to set this one up. Nothing was changed.",
        { most: ofPerson },
      ),
    );
  if (outcome === "full")
    throw tooMany(
      say(
        "There are {most} digests and alerts here already, which is the most. /digest delete makes room. Nothing was changed.",
        { most: inWorkspace },
      ),
    );
}

/** Throws AppError "too-many" with how many there are and what makes room. */
export function checkMutesFit(outcome: AddOutcome): void {
  const { inWorkspace, ofPerson } = MUTE_BOUNDS;
  if (outcome === "own-full")
    throw tooMany(
      say(
        "You have muted {most} things here already, which is the most for one person. /digest unmute lists what is muted and makes room. Nothing was changed.",
        { most: ofPerson },
      ),
    );
  if (outcome === "full")
    throw tooMany(
      say(
        "{most} things are muted here already, which is the most. /digest unmute lists them. Nothing was changed.",
        { most: inWorkspace },
      ),
    );
}

function tooMany(sentence: string): AppError {
  return new AppError("too-many", sentence);
}
