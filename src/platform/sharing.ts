// Answers that everybody in a place sees: who shared them, and what is said instead where somebody may not.

import { note, paragraph, quote } from "../reply/build.ts";
import type { Reply } from "../reply/reply.ts";
import { sayParts } from "../wording/say.ts";

/**
 * A reply for everybody, with the name of who shows it; where they may not post there, for its asker alone, below a sentence
 * that says why. One for its asker stays as it is.
 */
export function asShared(reply: Reply, sharer: string, refusal: string | undefined): Reply {
  if (reply.audience === "asker") return reply;
  if (refusal !== undefined)
    return { ...reply, audience: "asker", blocks: [paragraph(refusal), ...reply.blocks] };
  // A name is somebody else's words.
  return {
    ...reply,
    blocks: [...reply.blocks, note(...sayParts("Shared by {name}.", { name: quote(sharer) }))],
  };
}
