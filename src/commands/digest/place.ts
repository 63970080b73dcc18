// Where a digest goes: what was typed, found by the platform.

import { AppError } from "../../errors.ts";
import type { Place } from "../../platform/destination.ts";
import type { Invocation } from "../../platform/invocation.ts";
import { say } from "../../wording/say.ts";
import type { DigestServices } from "./services.ts";

/** The place that a command names. Throws AppError "bad-input" with what to do when nothing can be sent there. */
export async function placeOf(
  { places }: Pick<DigestServices, "places">,
  { platform, workspace, place, actor }: Invocation,
  wanted: string | undefined,
): Promise<{ readonly place: Place; readonly label: string; readonly remark?: string }> {
  const answer = await places.resolve({
    platform,
    workspace,
    actor: { id: actor.id, isAdmin: actor.roles.includes("admin") },
    here: place,
    ...(wanted === undefined ? {} : { wanted }),
  });
  if (answer.type !== "found") throw new AppError("bad-input", answer.sentence);
  // Others read the label too.
  return answer.label === say("a direct message to you")
    ? { ...answer, label: say("a direct message to {name}", { name: actor.name }) }
    : answer;
}
