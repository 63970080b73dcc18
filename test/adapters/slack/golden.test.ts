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
    news: [
      { text: "/news top pillar 1" },
      { text: "/news top pillar 1 page 2" },
      { text: "/news top corruption latvia last week" },
      { text: "/news top negative strong since 30d share" },
      { text: "/news top each country" },
      { text: "/news latest" },
      { text: "/news latest scored no" },
      { text: "/news show 1", first: ["/news latest scored no"] },
      { text: "/news show court" },
      { text: "/news show nothing like this" },
      { text: "/news more", first: ["/news top pillar 1 limit 2"] },
      { text: "/news back", first: ["/news top pillar 1 limit 2 page 2"] },
      { text: "/news page 3", first: ["/news top pillar 1 limit 2"] },
      { text: "/news pillars" },
      { text: "/news sources" },
      { text: "/news about" },
      { text: "/news status" },
      { text: "/news help" },
      { text: "/news help top" },
      { text: "/news top piller 1" },
      { text: "/news top pillar 9" },
      { text: "/news top justice" },
      { text: "/news corruption" },
    ],
    dropbox: [
      { text: "/dropbox status" },
      { text: "/dropbox files" },
      { text: "/dropbox use /" },
      { text: "/dropbox refresh" },
      { text: "/dropbox refresh accept" },
      { text: "/dropbox disconnect" },
      { text: "/dropbox disconnect sure" },
      { text: "/dropbox status", role: "manage" },
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
