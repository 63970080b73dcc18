// A form as a modal. What it asks goes back to the command whose code the modal carries as its `callback_id`.

import type { types } from "@slack/bolt";
import { say } from "../../../src/wording/say.ts";
import { plainText, sections } from "./blocks.ts";
import { inputsOf } from "./inputs.ts";
import { BLOCKS_A_VIEW, PRIVATE_METADATA, VIEW_TITLE } from "./limits.ts";
import { styledRuns } from "./mrkdwn.ts";
import type { Form } from "./render.ts";

/** The modal of a form. `metadata` comes back with the answers: see `ReplyTo`. Throws nothing; pure. */
export function formView(form: Form, code: string, metadata: string): types.ModalView {
  const title = plainText(form.title, VIEW_TITLE);
  // A title has 24 characters; a longer one stands whole above the questions.
  const above = title.text.endsWith("…") ? sections(styledRuns(form.title, "strong")) : [];
  return {
    type: "modal",
    callback_id: code,
    private_metadata: metadata.length <= PRIVATE_METADATA ? metadata : "",
    title,
    submit: plainText(form.submit, VIEW_TITLE),
    close: plainText(say("Cancel"), VIEW_TITLE),
    blocks: [...above, ...inputsOf(form.fields)].slice(0, BLOCKS_A_VIEW),
  };
}
