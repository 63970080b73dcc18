// What Slack is sent for every command, and for digests: test/golden/slack.

import { expect } from "vitest";
import { z } from "zod";
import { createPlaces } from "../../../adapters/slack/digests/places.ts";
import { preview } from "../../../adapters/slack/out/preview.ts";
import { messageRule, pingingMessageRule, problemsOf, viewRule } from "../../fakes/slack/rules.ts";
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
    connected: [
      "/news top pillar 1",
      "/news top pillar 1 page 2",
      "/news top corruption latvia last week",
      "/news top negative strong since 30d share",
      "/news top each country",
      "/news latest",
      "/news latest scored no",
      "/news show 1",
      "/news show court",
      "/news show nothing like this",
      "/news pillars",
      "/news sources",
      "/news about",
      "/news status",
      "/news help",
      "/news help top",
      "/news top piller 1",
      "/news top pillar 9",
      "/news top justice",
      "/news corruption",
      "/dropbox status",
      "/dropbox files",
      "/dropbox use /",
      "/dropbox refresh",
      "/dropbox refresh accept",
    ],
  },
  answer(reply, codes) {
    const payloads = preview(reply, codes);
    for (const { to, body } of payloads)
      expect(to === "views.open" ? problemsOf(viewRule, body.view) : problemsOf(messageRule, body)).toEqual(
        [],
      );
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
