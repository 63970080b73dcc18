// What Slack is sent for every command, and for digests: test/golden/slack.

import { expect } from "vitest";
import { z } from "zod";
import { createPlaces } from "../../../adapters/slack/digests/places.ts";
import { homeView } from "../../../adapters/slack/out/home.ts";
import { preview } from "../../../adapters/slack/out/preview.ts";
import { createPrefix } from "../../../src/commands/serve/prefix.ts";
import { messageRule, pingingMessageRule, problemsOf, viewRule } from "../../fakes/slack/rules.ts";
import { SLACK_QUESTIONS } from "../asked.ts";
import { describeGoldens } from "../golden-suite.ts";

const planned = z.object({ inThread: z.boolean(), message: z.record(z.string(), z.unknown()) });

/** Planning asks nothing of Slack. */
async function unreachable(): Promise<never> {
  throw new Error("nothing is to be sent");
}

describeGoldens({
  name: "slack",
  open: () => createPlaces({ web: { once: unreachable, call: unreachable } }).open,
  asked: {
    unconnected: ["/news top", "/news status", "/dropbox status", "/dropbox files", "/dropbox refresh"],
    ...SLACK_QUESTIONS,
  },
  answer(reply, codes, question) {
    if (question === "/news home") {
      const view = homeView(reply, codes, createPrefix(""));
      expect(problemsOf(viewRule, view)).toEqual([]);
      return view;
    }
    const payloads = preview(reply, codes);
    for (const { to, body } of payloads) {
      if (to === "views.open") expect(problemsOf(viewRule, body.view)).toEqual([]);
      if (to === "response_url") expect(problemsOf(messageRule, body)).toEqual([]);
    }
    return payloads;
  },
  messages(parts) {
    const messages = parts.map(({ payload }) => planned.parse(JSON.parse(payload)));
    for (const { message } of messages)
      expect(problemsOf(pingingMessageRule, { channel: "C0RULES", ...message })).toEqual([]);
    return messages;
  },
  deliveryKeys: /("block_id": ")[\w-]{12}/g,
});
