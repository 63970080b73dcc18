// Messages for a Slack that takes no charts, tables or feedback buttons yet: they came since 2025, and not everywhere at once.

import { z } from "zod";
import { RUN_ACTION } from "./blocks.ts";
import { escapeMrkdwn } from "./escape.ts";
import { TEXT_OBJECT } from "./limits.ts";

const blocks = z.array(z.looseObject({ type: z.string() }));
const table = z.object({
  rows: z.array(z.array(z.object({ text: z.string() }))),
  block_id: z.string().optional(),
});

const answer = z.object({ text: z.object({ text: z.string() }), value: z.string() });
const feedback = z.object({
  elements: z.array(z.object({ positive_button: answer, negative_button: answer })),
  block_id: z.string().optional(),
});

const NATIVE = ["data_visualization", "data_table", "context_actions"];

/**
 * A message's arguments with its charts left out, its tables in words, and buttons for what asks right or wrong; nothing where
 * it has none of these. A `block_id`, which a digest is known by, stays.
 */
export function withOlderBlocks<Args extends { readonly blocks?: unknown }>(
  args: Args,
): (Omit<Args, "blocks"> & { readonly blocks: readonly object[] }) | undefined {
  const parsed = blocks.safeParse(args.blocks);
  if (!parsed.success || !parsed.data.some(({ type }) => NATIVE.includes(type))) return undefined;
  return { ...args, blocks: parsed.data.flatMap(inWords) };
}

function inWords(block: z.infer<typeof blocks>[number]): readonly object[] {
  if (block.type === "data_visualization") return [];
  if (block.type === "context_actions") return [plainButtons(feedback.parse(block))];
  if (block.type !== "data_table") return [block];
  const {
    rows: [head = [], ...rows],
    block_id,
  } = table.parse(block);
  const lines = rows.map(([label, ...cells]) => {
    const numbers = cells.map(({ text }, place) => `${head[place + 1]?.text ?? ""} ${text}`);
    return `${label?.text ?? ""}: ${numbers.join(" · ")}`;
  });
  const made = chunks(lines.map(escapeMrkdwn)).map((text) => ({
    type: "context",
    elements: [{ type: "mrkdwn", text, verbatim: true }],
  }));
  return made.map((context, index) =>
    index === made.length - 1 && block_id !== undefined ? { ...context, block_id } : context,
  );
}

function plainButtons({ elements, block_id }: z.infer<typeof feedback>): object {
  const buttons = elements
    .flatMap(({ positive_button, negative_button }) => [positive_button, negative_button])
    .map(({ text, value }, index) => ({
      type: "button",
      action_id: `${RUN_ACTION}:${index}`,
      text: { type: "plain_text", text: text.text, emoji: false },
      value,
    }));
  return { type: "actions", elements: buttons, ...(block_id === undefined ? {} : { block_id }) };
}

/** Lines together as long as they fit into one text. */
function chunks(lines: readonly string[]): readonly string[] {
  const made: string[] = [];
  for (const line of lines) {
    const last = made.at(-1);
    const longer = last === undefined ? line : `${last}\n${line}`;
    if (last !== undefined && longer.length <= TEXT_OBJECT) made[made.length - 1] = longer;
    else made.push(line);
  }
  return made;
}
