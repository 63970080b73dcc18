// The app's Home tab: a person's page as a view, within what one view takes.

import type { types } from "@slack/bolt";
import type { Prefix } from "../../../src/commands/serve/prefix.ts";
import { note } from "../../../src/reply/build.ts";
import type { Block, Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { type Codes, contexts, type SlackBlock, textOf } from "./blocks.ts";
import { BLOCKS_A_VIEW, SIZE_OF_ALL_BLOCKS } from "./limits.ts";
import { plainRun } from "./mrkdwn.ts";
import { renderBlock } from "./render.ts";

/** The remark stands below what everybody has there to press, above what admins see besides. */
function withRemark(blocks: readonly Block[]): readonly Block[] {
  const whereAnswered = note(
    say("What you press here is answered in the Messages tab. In any channel, type the command instead."),
  );
  const divider = blocks.findIndex(({ type }) => type === "divider");
  return divider === -1
    ? [...blocks, whereAnswered]
    : [...blocks.slice(0, divider), whereAnswered, ...blocks.slice(divider)];
}

/**
 * The view of views.publish for the answer of `/news home`. What is too long for one page is cut with a word about it, as
 * `prefix` has it read.
 */
export function homeView(reply: Reply, codes: Codes, prefix: Prefix): types.HomeView {
  const all = withRemark(reply.blocks).flatMap((block) => renderBlock(block, codes));
  const blocks: SlackBlock[] = [];
  let text = 0;
  for (const block of all) {
    text += textOf(block);
    if (blocks.length >= BLOCKS_A_VIEW - 1 || text > SIZE_OF_ALL_BLOCKS) {
      const rest = say("… {count, plural, one {# more block} other {# more blocks}}: {commands}", {
        count: all.length - blocks.length,
        commands: "/dropbox status, /digest list mine",
      });
      blocks.push(...contexts([plainRun(prefix.onSentence(rest))]));
      break;
    }
    blocks.push(block);
  }
  return { type: "home", blocks };
}
