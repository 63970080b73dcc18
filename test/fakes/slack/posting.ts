// HTTP mode: what Slack posts to the app's address, signed, and what is answered as its acknowledgement.

import { messageOf } from "../../../src/errors.ts";
import type { Envelopes, Payload } from "./envelopes.ts";
import { signedRequest } from "./payloads.ts";

/** Where Slack posts, and the secret that it signs with. */
export interface PostedTo {
  /** `https://…/slack/events` */
  readonly url: () => string;
  readonly signingSecret: string;
}

const ACK_WITHIN_MS = 3_000;

/** docs.slack.dev/interactivity/handling-user-interaction: 200 within three seconds. Of events Slack sends what was not taken again. */
export function createPosting(
  { url, signingSecret }: PostedTo,
  onProblem: (problem: string) => void,
): Pick<Envelopes, "deliver"> {
  async function answered(payload: Payload): Promise<{ readonly status: number; readonly text: string }> {
    const request = signedRequest(payload, signingSecret, Date.now());
    const response = await fetch(url(), { method: "POST", ...request });
    return { status: response.status, text: await response.text() };
  }

  return {
    async deliver(_, payload) {
      const begunAt = performance.now();
      const answer = await answered(payload).catch((error: unknown) => messageOf(error));
      if (typeof answer === "string") {
        onProblem(`nobody took it: ${answer}`);
        return undefined;
      }
      const { status, text } = answer;
      const tookMs = performance.now() - begunAt;
      if (status !== 200) onProblem(`acknowledged with ${status}`);
      if (tookMs > ACK_WITHIN_MS) onProblem(`acknowledged after ${Math.round(tookMs)} ms`);
      return text === "" ? undefined : JSON.parse(text);
    },
  };
}
