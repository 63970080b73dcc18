// Slack's payloads as they look there: messages of blocks, and the window of a form.

import { z } from "zod";
import type { Look, LookButton, LookRun, Looks } from "../../../src/platform/look.ts";
import { unescapePlain } from "./escape.ts";
import { readMrkdwn } from "./read-mrkdwn.ts";

/** What `preview` makes, read back. Throws ZodError for anything else. */
export function looksOf(payloads: unknown): Looks {
  return z.array(payload).parse(payloads);
}

const runs = z
  .object({ type: z.enum(["mrkdwn", "plain_text"]), text: z.string() })
  .transform(({ type, text }): readonly LookRun[] =>
    type === "mrkdwn" ? readMrkdwn(text) : [{ text: unescapePlain(text) }],
  );

const words = runs.transform((read) => read.map(({ text }) => text).join(""));

const button = z
  .object({
    type: z.literal("button"),
    text: words,
    style: z.enum(["primary", "danger"]).optional(),
    url: z.string().optional(),
  })
  .transform(({ text, style, url }): LookButton => {
    const look = style ?? (url === undefined ? undefined : "link");
    return { label: text, ...(look === undefined ? {} : { style: look }) };
  });

/** A thumb up and a thumb down; their labels are read out. */
const feedback = z
  .object({ positive_button: z.object({ text: words }), negative_button: z.object({ text: words }) })
  .transform(({ positive_button: up, negative_button: down }): readonly LookButton[] => [
    { label: `👍 ${up.text}` },
    { label: `👎 ${down.text}` },
  ]);

const looks = (made: readonly Look[]): readonly Look[] => made;

const block = z.union([
  z
    .object({ type: z.literal("header"), text: runs })
    .transform(({ text }) => looks([{ type: "heading", runs: text }])),
  z
    .object({ type: z.literal("section"), text: runs, accessory: button.optional() })
    .transform(({ text, accessory }) =>
      looks([{ type: "text", runs: text, ...(accessory === undefined ? {} : { button: accessory }) }]),
    ),
  z
    .object({ type: z.literal("section"), fields: z.array(runs) })
    .transform(({ fields }) => looks(fields.map((field) => ({ type: "text", runs: field })))),
  z
    .object({ type: z.literal("context"), elements: z.array(runs) })
    .transform(({ elements }) => looks([{ type: "small", runs: elements.flat() }])),
  z
    .object({ type: z.literal("actions"), elements: z.array(button) })
    .transform(({ elements }) => looks([{ type: "buttons", buttons: elements }])),
  z
    .object({ type: z.literal("context_actions"), elements: z.array(feedback) })
    .transform(({ elements }) => looks([{ type: "buttons", buttons: elements.flat() }])),
  z
    .object({
      type: z.literal("input"),
      label: words,
      hint: words.optional(),
      element: z.object({ placeholder: words.optional(), initial_value: z.string().optional() }),
    })
    .transform(({ label, hint, element: { placeholder = "", initial_value: value = "" } }) =>
      looks([
        { type: "field", label, inside: value || placeholder, ...(hint === undefined ? {} : { hint }) },
      ]),
    ),
  z.object({ type: z.literal("divider") }).transform(() => looks([{ type: "divider" }])),
  z
    .object({ type: z.enum(["data_visualization", "image"]), title: z.union([z.string(), words]) })
    .transform(({ title }) => looks([{ type: "drawn", text: title }])),
  // What Slack draws of it is not drawn here.
  z
    .object({ type: z.string() })
    .transform(({ type }) => looks([{ type: "drawn", text: type.replaceAll("_", " ") }])),
]);

const blocks = z.array(block).transform((read) => read.flat());

const payload = z.union([
  z.object({ body: z.object({ blocks }) }).transform(({ body }) => body.blocks),
  z
    .object({ body: z.object({ view: z.object({ title: words, submit: words, blocks }) }) })
    .transform(({ body: { view } }) =>
      looks([{ type: "window", title: view.title, submit: view.submit, inside: view.blocks }]),
    ),
  z
    .object({ body: z.object({ filename: z.string() }) })
    .transform(({ body }) => looks([{ type: "drawn", text: body.filename }])),
]);
