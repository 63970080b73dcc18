// A form as a modal. What it asks goes back to the command whose code the modal carries as its `callback_id`.

import type { types } from "@slack/bolt";
import type { FormField } from "../../../src/reply/reply.ts";
import { plainText, type SlackBlock, sections } from "./blocks.ts";
import { oneLine } from "./escape.ts";
import { BLOCKS_A_VIEW, INPUT_LABEL, INPUT_TEXT, PRIVATE_METADATA, VIEW_TITLE } from "./limits.ts";
import { plainRun, styledRuns } from "./mrkdwn.ts";
import type { Form } from "./render.ts";

/** Every input has the same `action_id`: its `block_id` is the field's name. */
const ANSWER_ACTION = "answer";

/** The modal of a form. `metadata` comes back with the answers: see `ReplyTo`. Throws nothing; pure. */
export function formView(form: Form, code: string, metadata: string): types.ModalView {
  const inputs = form.fields.flatMap(inputOf).slice(0, BLOCKS_A_VIEW - 1);
  const title = plainText(form.title, VIEW_TITLE);
  return {
    type: "modal",
    callback_id: code,
    private_metadata: metadata.length <= PRIVATE_METADATA ? metadata : "",
    title,
    submit: plainText(form.submit, VIEW_TITLE),
    close: plainText("Cancel", VIEW_TITLE),
    // A title has 24 characters; a longer one stands whole above the questions.
    blocks: [...(title.text.endsWith("…") ? sections(styledRuns(form.title, "strong")) : []), ...inputs],
  };
}

function inputOf({ name, label, hint, required, value }: FormField): readonly SlackBlock[] {
  const isLong = oneLine(label).length > INPUT_LABEL;
  return [
    ...(isLong ? sections([plainRun(label)]) : []),
    {
      type: "input",
      block_id: name,
      optional: !required,
      label: plainText(label, INPUT_LABEL),
      ...(hint === undefined ? {} : { hint: plainText(hint, INPUT_LABEL) }),
      element: {
        type: "plain_text_input",
        action_id: ANSWER_ACTION,
        max_length: INPUT_TEXT,
        multiline: false,
        // Half a value would be sent back as the whole.
        ...(value === undefined || value === "" || value.length > INPUT_TEXT ? {} : { initial_value: value }),
      },
    },
  ];
}
