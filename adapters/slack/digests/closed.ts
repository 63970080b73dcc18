// Whether a channel takes digests now, and what people call it: asked when Slack tells that something about it changed.

import type { Place } from "../../../src/platform/destination.ts";
import { failureOf } from "../api/client.ts";
import { outcomeOfWord } from "./answers.ts";
import type { Channels } from "./channels.ts";
import { labelOf, threadLabel } from "./places.ts";

/** Why it takes none, in the sentence that a send would end with; undefined when it does. Rejects as calls do. */
export async function whyClosed(channels: Channels, id: string): Promise<string | undefined> {
  const word = await wordOf(channels, id);
  const outcome = word === undefined ? undefined : outcomeOfWord(word);
  return outcome?.type === "never" ? outcome.reason : undefined;
}

/** Slack's word for a message that was sent there. */
async function wordOf(channels: Channels, id: string): Promise<string | undefined> {
  try {
    const { is_archived, is_member } = await channels.info(id);
    if (is_archived) return "is_archived";
    return is_member ? undefined : "not_in_channel";
  } catch (error) {
    const failure = failureOf(error);
    if (failure.type === "refused" && failure.error === "channel_not_found") return failure.error;
    throw error;
  }
}

/** What places in a channel are called now. Rejects as calls do. */
export async function labelsIn(channels: Channels, id: string): Promise<(place: Place) => string> {
  const label = labelOf(await channels.info(id));
  return ({ thread }) => (thread === undefined ? label : threadLabel(label));
}
