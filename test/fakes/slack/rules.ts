// What Slack refuses, as rules over what it is sent: shapes, lengths, ids, links, and nothing that pings or formats by
// accident. Numbers are written out anew here, so that a wrong one in the adapter is found.

import { z } from "zod";
import { inputRule as input } from "./inputs.ts";

const plain = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max).superRefine(checkMarkup),
    // Without it Slack links addresses and channel names by itself.
    verbatim: z.literal(true),
  });

const anyText = (max: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);

const blockId = z.string().min(1).max(255).optional();

const webAddress = z
  .string()
  .max(3_000)
  .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), "is no http(s) address");

const button = z
  .strictObject({
    type: z.literal("button"),
    action_id: z.string().min(1).max(255),
    text: plain(75),
    value: z.string().min(1).max(2_000).optional(),
    url: webAddress.optional(),
    style: z.enum(["primary", "danger"]).optional(),
  })
  .refine(({ value, url }) => value !== undefined || url !== undefined, "does nothing");

const header = z.strictObject({ type: z.literal("header"), block_id: blockId, text: plain(150) });
const divider = z.strictObject({ type: z.literal("divider"), block_id: blockId });
const section = z
  .strictObject({
    type: z.literal("section"),
    block_id: blockId,
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    accessory: button.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, "has no text");
const context = z.strictObject({
  type: z.literal("context"),
  block_id: blockId,
  elements: z.array(anyText(3_000)).min(1).max(10),
});
const actions = z
  .strictObject({ type: z.literal("actions"), block_id: blockId, elements: z.array(button).min(1).max(25) })
  .refine(
    ({ elements }) => new Set(elements.map(({ action_id }) => action_id)).size === elements.length,
    "has an action_id twice",
  );
const label = z.string().trim().min(1).max(20);

/**
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block: one of `line`, `bar` and `area`, of at most
 * six series; each has a number for every category, under its label.
 */
const chart = z
  .strictObject({
    type: z.literal("data_visualization"),
    block_id: blockId,
    title: z.string().trim().min(1).max(50),
    chart: z.strictObject({
      type: z.enum(["line", "bar", "area"]),
      series: z
        .array(
          z.strictObject({
            name: label,
            data: z
              .array(z.strictObject({ label, value: z.number() }))
              .min(1)
              .max(20),
          }),
        )
        .min(1)
        .max(6),
      axis_config: z.strictObject({
        categories: z.array(label).min(1).max(20),
        x_label: z.string().max(50).optional(),
        y_label: z.string().max(50).optional(),
      }),
    }),
  })
  .superRefine(({ chart: { series, axis_config } }, { addIssue }) => {
    const { categories } = axis_config;
    const names = series.map(({ name }) => name);
    const isTwice = (texts: readonly string[]): boolean => new Set(texts).size < texts.length;
    if (isTwice(names)) addIssue({ code: "custom", message: "has a series twice" });
    if (isTwice(categories)) addIssue({ code: "custom", message: "has a category twice" });
    for (const { name, data } of series)
      if (data.map((point) => point.label).join("\n") !== categories.join("\n"))
        addIssue({ code: "custom", message: `has other labels than categories in ${name}` });
  });

/**
 * https://docs.slack.dev/reference/block-kit/blocks/data-table-block: a header and up to a hundred rows of one length, at
 * most twenty columns, 10,000 characters over all cells.
 */
const table = z
  .strictObject({
    type: z.literal("data_table"),
    block_id: blockId,
    caption: z.string().min(1),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).optional(),
    rows: z
      .array(
        z
          .array(
            z.discriminatedUnion("type", [
              z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
              z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().min(1) }),
            ]),
          )
          .min(1)
          .max(20),
      )
      .min(2)
      .max(101),
  })
  .refine(({ rows }) => new Set(rows.map(({ length }) => length)).size === 1, "has rows of several lengths")
  .refine(
    ({ rows }) => rows.flat().reduce((sum, { text }) => sum + text.length, 0) <= 10_000,
    "has too many characters",
  );

const feedbackButton = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(2_000),
  accessibility_label: z.string().min(1).max(75).optional(),
});

/**
 * https://docs.slack.dev/reference/block-kit/blocks/context-actions-block: up to five elements, which are feedback buttons or
 * icons; https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element.
 */
const contextActions = z
  .strictObject({
    type: z.literal("context_actions"),
    block_id: blockId,
    elements: z
      .array(
        z.strictObject({
          type: z.literal("feedback_buttons"),
          action_id: z.string().min(1).max(255),
          positive_button: feedbackButton,
          negative_button: feedbackButton,
        }),
      )
      .min(1)
      .max(5),
  })
  .refine(
    ({ elements }) => new Set(elements.map(({ action_id }) => action_id)).size === elements.length,
    "has an action_id twice",
  );

const shown = [header, divider, section, context, actions] as const;
const inMessages = [...shown, chart, table, contextActions] as const;

function uniqueIds(blocks: readonly { readonly block_id?: string | undefined }[]): boolean {
  const ids = blocks.flatMap(({ block_id }) => block_id ?? []);
  return new Set(ids).size === ids.length;
}

const messageBlocks = z
  .array(z.discriminatedUnion("type", inMessages))
  .min(1)
  .max(50)
  .refine(uniqueIds, "has a block_id twice")
  // No page says it; Slack does: https://github.com/vercel/chat/pull/696. Of the older table block it takes one.
  .refine(
    (blocks) => blocks.filter(({ type }) => type === "data_visualization").length <= 2,
    "has three charts",
  )
  .refine((blocks) => blocks.filter(({ type }) => type === "data_table").length <= 1, "has two tables")
  .refine(
    // Each block takes something itself (github.com/slackapi/bolt-js/issues/2509).
    (blocks) =>
      textsIn(blocks).reduce((sum, { length }) => sum + length, 0) + 125 * (blocks.length - 1) <= 11_340,
    "has too much text: msg_blocks_too_long",
  );

const text = z.string().min(1).max(40_000).superRefine(checkMarkup);

/** What chat.postMessage, chat.postEphemeral and a response_url take of a message; what else they take is theirs. */
export const pingingMessageRule = z.looseObject({
  text,
  blocks: messageBlocks,
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
});

/** The same for a message that pings nobody, as all of ours but digests that are told to. */
export const messageRule = pingingMessageRule.superRefine(pingsNobody);

const anyView = z.discriminatedUnion("type", [
  // https://docs.slack.dev/reference/views/modal-views
  z.strictObject({
    type: z.literal("modal"),
    callback_id: z.string().min(1).max(255),
    private_metadata: z.string().max(3_000).optional(),
    title: plain(24),
    submit: plain(24),
    close: plain(24),
    blocks: z
      .array(z.discriminatedUnion("type", [...shown, input]))
      .min(1)
      .max(100)
      .refine(uniqueIds, "has a block_id twice"),
  }),
  z.strictObject({
    type: z.literal("home"),
    blocks: z.array(z.discriminatedUnion("type", shown)).max(100).refine(uniqueIds),
  }),
]);

export const viewRule = anyView.superRefine(pingsNobody);

export type FakeMessageBody = z.infer<typeof messageRule>;
export type FakeView = z.infer<typeof viewRule>;
export type FakeBlock = FakeMessageBody["blocks"][number] | FakeView["blocks"][number];
export type FakeButton = z.infer<typeof button>;

/** `<@U1>`, `<!subteam^S1>`, `<!here>`, with a label or without. */
const PING = /<(?:@([UW][A-Z0-9]+)|!subteam\^(S[A-Z0-9]+)|!(here|channel|everyone))(?:\|[^<>]*)?>/g;

/** An instant, in Slack's own words for each reader: its second, how it is to be said, and what is said where it cannot be. */
export const DATE = /<!date\^\d+\^(?:[^<>|^{}]|\{\w+\})+\|([^<>|]+)>/g;

/** Whom a message or a view pings, as often as it does. */
export function pingsIn(value: unknown): readonly string[] {
  return textsIn(value).flatMap((one) =>
    [...one.matchAll(PING)].map(([, person, group, all]) => person ?? group ?? all ?? ""),
  );
}

/** A rule for what must not ping. */
export function pingsNobody(value: unknown, { addIssue }: z.RefinementCtx): void {
  for (const id of pingsIn(value)) addIssue({ code: "custom", message: `pings ${id}` });
}

/** Angle brackets are links to the web and pings; no emoji code or broad @ is left as it was. */
function checkMarkup(markup: string, { addIssue }: z.RefinementCtx): void {
  const issue = (message: string): void =>
    addIssue({ code: "custom", message: `${message}: ${markup.slice(0, 80)}` });
  const rest = markup
    .replace(/<(https?:\/\/[^|<>\s]+)(?:\|[^<>\n]+)?>/g, "")
    .replace(DATE, "")
    .replace(PING, "");
  if (/[<>]/.test(rest)) issue("has markup that is no link");
  if (/@(here|channel|everyone)\b/i.test(rest)) issue("pings");
  if (/:(?!\d\d:)[\p{L}\p{N}_+'-]+:/u.test(rest)) issue("turns into an emoji");
  if (/&(?!amp;|lt;|gt;)/.test(rest)) issue("has a bare &");
}

/** Every string that stands under `text`. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "text" && typeof item === "string" ? [item] : textsIn(item),
  );
}

/** What is wrong with a message or a view, as Slack would say `invalid_blocks`; empty when it is fine. */
export function problemsOf(rule: z.ZodType, value: unknown): readonly string[] {
  const result = rule.safeParse(value);
  return (result.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`);
}

/** Whether a message has blocks that came since 2025, and not everywhere at once. */
export function hasCharts(blocks: FakeMessageBody["blocks"]): boolean {
  return blocks.some(({ type }) => ["data_visualization", "data_table", "context_actions"].includes(type));
}

/** Every button of blocks, in order. */
export function buttonsIn(blocks: readonly FakeBlock[]): readonly FakeButton[] {
  return blocks.flatMap((block): readonly FakeButton[] => {
    if (block.type === "context_actions")
      return block.elements.flatMap(({ action_id, positive_button, negative_button }) =>
        [positive_button, negative_button].map(({ text, value }) => ({
          type: "button" as const,
          action_id,
          text,
          value,
        })),
      );
    if (block.type === "actions") return block.elements;
    return block.type === "section" && block.accessory !== undefined ? [block.accessory] : [];
  });
}
