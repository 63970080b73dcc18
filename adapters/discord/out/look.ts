// Discord's payloads as they look there: messages of embeds and rows of buttons, and the window of a form.

import { z } from "zod";
import type { Look, LookButton, Looks } from "../../../src/platform/look.ts";
import { readMarkdown } from "./read-markdown.ts";

/** What `render` makes, read back: the window of a form instead of the messages behind it. Throws ZodError for anything else. */
export function looksOf(answer: unknown): Looks {
  const { messages, modal } = answered.parse(answer);
  return modal === undefined ? messages : [[modal]];
}

/** Values of the API's ButtonStyle. */
const STYLES: Readonly<Record<number, LookButton["style"]>> = { 1: "primary", 4: "danger", 5: "link" };

/** Lines of markdown: headings, small print, and text that goes on. */
function lines(markdown: string): readonly Look[] {
  const shown: Look[] = [];
  for (const line of markdown.split("\n")) {
    const [, mark = "", rest = ""] = /^(-# |#{1,3} )?(.*)$/.exec(line) ?? [];
    const runs = readMarkdown(rest.replace(/^[-*] /, "• "));
    const last = shown.at(-1);
    if (mark !== "") shown.push({ type: mark === "-# " ? "small" : "heading", runs });
    else if (last?.type === "text")
      shown.splice(-1, 1, { ...last, runs: [...last.runs, { text: "\n" }, ...runs] });
    else shown.push({ type: "text", runs });
  }
  return shown;
}

const embed = z
  .object({
    color: z.number().optional(),
    title: z.string().optional(),
    url: z.string().optional(),
    description: z.string().optional(),
    fields: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
    image: z.object({ url: z.string() }).optional(),
    footer: z.object({ text: z.string() }).optional(),
  })
  .transform(({ color, title, url, description, fields, image, footer }): Look => {
    const link = url === undefined ? {} : { url };
    const named = title === undefined ? [] : readMarkdown(title).map((run) => ({ ...run, ...link }));
    const inside: readonly Look[] = [
      ...(named.length === 0 ? [] : [{ type: "heading" as const, runs: named }]),
      ...(description === undefined ? [] : lines(description)),
      ...fields.map(
        ({ name, value }): Look => ({
          type: "text",
          runs: [{ text: name, style: "strong" }, { text: "\n" }, ...readMarkdown(value)],
        }),
      ),
      ...(image === undefined ? [] : [{ type: "drawn" as const, text: image.url.replace(/^.*\//, "") }]),
      ...(footer === undefined ? [] : [{ type: "small" as const, runs: [{ text: footer.text }] }]),
    ];
    return {
      type: "card",
      inside,
      ...(color === undefined ? {} : { colour: `#${color.toString(16).padStart(6, "0")}` }),
    };
  });

const button = z
  .object({ type: z.literal(2), label: z.string(), style: z.number() })
  .transform(({ label, style }): LookButton => {
    const look = STYLES[style];
    return { label, ...(look === undefined ? {} : { style: look }) };
  });

const menu = z
  .object({ type: z.literal(3), placeholder: z.string().default("") })
  .transform(({ placeholder }): Look => ({ type: "field", label: "", inside: placeholder }));

const row = z.union([
  z
    .object({ components: z.array(button) })
    .transform(({ components }): readonly Look[] => [{ type: "buttons", buttons: components }]),
  z.object({ components: z.array(menu) }).transform(({ components }): readonly Look[] => components),
]);

const message = z
  .object({
    body: z.object({
      content: z.string().default(""),
      embeds: z.array(embed).default([]),
      components: z.array(row).default([]),
    }),
    files: z.array(z.object({ name: z.string() })).default([]),
  })
  .transform(({ body: { content, embeds, components }, files }): readonly Look[] => [
    ...(content === "" ? [] : lines(content)),
    ...embeds,
    ...files.map(({ name }): Look => ({ type: "drawn", text: name })),
    ...components.flat(),
  ]);

const modal = z
  .object({
    title: z.string(),
    components: z.array(
      z.object({
        label: z.string(),
        description: z.string().optional(),
        component: z.object({ placeholder: z.string().optional(), value: z.string().optional() }),
      }),
    ),
  })
  .transform(
    ({ title, components }): Look => ({
      type: "window",
      title,
      submit: "Submit",
      inside: components.map(({ label, description, component: { placeholder = "", value = "" } }) => ({
        type: "field",
        label,
        inside: value || placeholder,
        ...(description === undefined ? {} : { hint: description }),
      })),
    }),
  );

const answered = z.object({ messages: z.array(message), modal: modal.optional() });
