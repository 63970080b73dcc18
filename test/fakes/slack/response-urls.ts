// The response_urls of the fake Slack: five messages in half an hour, and nothing of a slash command is replaced.

import { z } from "zod";
import type { ApiState } from "./api.ts";
import { hasCharts, pingingMessageRule, pingsNobody, problemsOf } from "./rules.ts";

const [USES, LIFE_MS] = [5, 30 * 60_000];

/** What such an address answers. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Source {
  /** Names the address and the messages that come through it. */
  readonly request: string;
  readonly channel: string;
  readonly user: string;
  readonly isSlashCommand: boolean;
  /** The message whose button was pressed. */
  readonly original?: string | undefined;
}

/** Of half an hour, of five messages, or only for what would change a message. */
export type WornOut = "expired_url" | "used_url" | "cant_replace";

export interface FakeResponseUrls {
  create(source: Source): void;
  /** From now on every address is used up. */
  wearOut(how: WornOut): void;
  /** Takes a posted body. */
  take(request: string, body: string): HttpAnswer;
}

const answerRule = pingingMessageRule
  .extend({
    response_type: z.enum(["ephemeral", "in_channel"]).optional(),
    replace_original: z.boolean().optional(),
    delete_original: z.boolean().optional(),
    thread_ts: z.string().optional(),
  })
  .superRefine(pingsNobody);

export function fakeResponseUrls({ workspace, clock, onProblem, takesCharts }: ApiState): FakeResponseUrls {
  const known = new Map<string, Source & { readonly createdAt: number; uses: number }>();
  let wornOut: WornOut | undefined;
  return {
    create(source) {
      known.set(source.request, { ...source, createdAt: clock(), uses: 0 });
    },
    wearOut(how) {
      wornOut = how;
    },
    take(request, body) {
      const url = known.get(request);
      if (url === undefined) return { status: 404, body: "no_such_url" };
      if (wornOut === "expired_url" || wornOut === "used_url") return { status: 404, body: wornOut };
      if (url.uses >= USES) return { status: 404, body: "used_url" };
      if (clock() - url.createdAt > LIFE_MS) return { status: 404, body: "expired_url" };
      const value: unknown = JSON.parse(body);
      for (const problem of problemsOf(answerRule, value)) onProblem(`answer: ${problem}`);
      const message = answerRule.safeParse(value);
      if (!message.success) return { status: 400, body: "invalid_payload" };
      if (hasCharts(message.data.blocks) && !takesCharts()) return { status: 400, body: "invalid_blocks" };
      const { text, blocks, response_type, replace_original, thread_ts } = message.data;
      if (replace_original === true && url.isSlashCommand) {
        onProblem("the answer to a slash command cannot be replaced");
        return { status: 200, body: { ok: true } };
      }
      url.uses += 1;
      if (replace_original === true && wornOut === "cant_replace") return { status: 403, body: wornOut };
      if (replace_original === true) {
        const at = workspace.messages.findIndex(({ ts }) => ts === url.original);
        const stood = workspace.messages[at];
        if (stood === undefined) return { status: 404, body: "message_not_found" };
        const { text: said, blocks: shown } = message.data;
        workspace.messages[at] = {
          ...stood,
          text: said,
          blocks: shown,
          answers: request,
          edits: (stood.edits ?? 0) + 1,
        };
        return { status: 200, body: { ok: true } };
      }
      workspace.add({
        channel: url.channel,
        via: "response_url",
        text,
        blocks,
        answers: request,
        ...(response_type === "in_channel" ? {} : { onlyFor: url.user }),
        ...(thread_ts === undefined ? {} : { threadTs: thread_ts }),
      });
      return { status: 200, body: { ok: true } };
    },
  };
}
