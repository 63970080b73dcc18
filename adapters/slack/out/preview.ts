// What would be sent for a reply, for `ask --as slack` and for looking at it: nothing is sent here.

import type { types } from "@slack/bolt";
import type { Reply } from "../../../src/reply/reply.ts";
import type { UrlMessage } from "../api/response-urls.ts";
import type { Codes } from "./blocks.ts";
import { formView } from "./modal.ts";
import { render } from "./render.ts";
import { urlMessage } from "./responses.ts";

export type SlackPayload =
  | { readonly to: "response_url"; readonly body: UrlMessage }
  | {
      readonly to: "files.getUploadURLExternal";
      readonly body: { readonly filename: string; readonly length: number };
    }
  | { readonly to: "views.open"; readonly body: { readonly view: types.ModalView } };

/** The payloads of a reply in their order: messages for the response_url and the files behind them, or a modal. */
export function preview(reply: Reply, codes: Codes): readonly SlackPayload[] {
  const { messages, form, files } = render(reply, codes);
  if (form !== undefined)
    return [{ to: "views.open", body: { view: formView(form, codes.get(form.command) ?? "", "{}") } }];
  return [
    ...messages.map((message) => ({
      to: "response_url" as const,
      body: urlMessage(message, reply.audience, undefined),
    })),
    ...files.map(({ name, sizeBytes }) => ({
      to: "files.getUploadURLExternal" as const,
      body: { filename: name, length: sizeBytes },
    })),
  ];
}
