// Lists as sections. A section holds whole items where they fit, so that it is known in which message each item begins.

import type { Inline } from "../../../src/reply/reply.ts";
import { type SlackBlock, sections } from "./blocks.ts";
import { layRuns, plainRun, type Run, runsOf } from "./mrkdwn.ts";

/** Sections, and the item that begins in the first of them with those behind it. */
export interface ListSections {
  readonly blocks: readonly SlackBlock[];
  /** Numbers of its items, from 0. */
  readonly items: readonly number[];
}

/** Fills section after section; an item that is longer than one goes on in further ones. */
export function listSections(
  items: readonly (readonly Inline[])[],
  isOrdered: boolean,
): readonly ListSections[] {
  const filled: { runs: readonly Run[]; readonly items: number[] }[] = [];
  for (const [item, content] of items.entries()) {
    const own = [plainRun(isOrdered ? `${item + 1}. ` : "• "), ...runsOf(content)];
    const last = filled.at(-1);
    const joined = last === undefined ? own : [...last.runs, { text: "\n", style: "plain" } as const, ...own];
    if (last !== undefined && layRuns(joined).length === 1) {
      last.runs = joined;
      last.items.push(item);
    } else filled.push({ runs: own, items: [item] });
  }
  return filled.map(({ runs, items }) => ({ blocks: sections(runs), items }));
}
