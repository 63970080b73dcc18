// Messages for a Slack that takes no charts or tables yet: both came in 2026, and not everywhere at once.

import { z } from "zod";
import { escapeMrkdwn } from "./escape.ts";
import { TEXT_OBJECT } from "./limits.ts";

const blocks = z.array(z.looseObject({ type: z.string() }));
const table = z.object({
  rows: z.array(z.array(z.object({ text: z.string() }))),
  block_id: z.string().optional(),
});

const NATIVE = ["data_visualization", "data_table"];

/**
 * A message's arguments with its charts left out and its tables in words; nothing where it has none. A `block_id`, which a
 * digest is known by, stays.
 */
export function withoutCharts<Args extends { readonly blocks?: unknown }>(
  args: Args,
): (Omit<Args, "blocks"> & { readonly blocks: readonly object[] }) | undefined {
  const parsed = blocks.safeParse(args.blocks);
  if (!parsed.success || !parsed.data.some(({ type }) => NATIVE.includes(type))) return undefined;
  return { ...args, blocks: parsed.data.flatMap(inWords) };
}

function inWords(block: z.infer<typeof blocks>[number]): readonly object[] {
  if (block.type === "data_visualization") return [];
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
