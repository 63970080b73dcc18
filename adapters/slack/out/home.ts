// The app's Home tab: how old the news is, filters to press, and for admins the state of the connection.

import type { types } from "@slack/bolt";
import type { Prefix } from "../../../src/commands/serve/prefix.ts";
import { PILLARS } from "../../../src/news/pillars.ts";
import { actions, command, heading, note } from "../../../src/reply/build.ts";
import type { Block, Reply } from "../../../src/reply/reply.ts";
import { type Codes, contexts, type SlackBlock, textOf } from "./blocks.ts";
import { BLOCKS_A_VIEW, SIZE_OF_ALL_BLOCKS } from "./limits.ts";
import { plainRun } from "./mrkdwn.ts";
import { renderBlock } from "./render.ts";

/** The Home tab as a reply: `news` is the answer of `/news status`, `dropbox` that of `/dropbox status`. */
export function homeReply(news: Reply, dropbox: Reply | undefined): Reply {
  return {
    audience: "asker",
    blocks: [
      heading("Rule-of-law news"),
      ...beginning(news.blocks),
      actions(
        command("Top news", "/news top", { style: "primary" }),
        command("Latest", "/news latest"),
        command("Negative only", "/news top direction negative"),
        command("Positive only", "/news top direction positive"),
        command("Help", "/news help"),
      ),
      heading("By pillar"),
      actions(
        ...PILLARS.map(({ number, name }) => command(`${number} ${name}`, `/news top pillar ${number}`)),
      ),
      note("What you press here is answered in the Messages tab. In any channel, type the command instead."),
      ...(dropbox === undefined ? [] : [{ type: "divider" } as const, ...dropbox.blocks]),
    ],
  };
}

/** An answer up to its second heading: the state, without the list of files. */
function beginning(blocks: readonly Block[]): readonly Block[] {
  const second = blocks.findIndex(({ type }, index) => index > 0 && type === "heading");
  return (second === -1 ? blocks : blocks.slice(0, second)).filter(({ type }) => type !== "heading");
}

/** The view of views.publish. What is too long for one page is cut with a word about it, as `prefix` has it read. */
export function homeView(reply: Reply, codes: Codes, prefix: Prefix): types.HomeView {
  const all = reply.blocks.flatMap((block) => renderBlock(block, codes));
  const blocks: SlackBlock[] = [];
  let text = 0;
  for (const block of all) {
    text += textOf(block);
    if (blocks.length >= BLOCKS_A_VIEW - 1 || text > SIZE_OF_ALL_BLOCKS) {
      const rest = `… ${all.length - blocks.length} more blocks: /dropbox status`;
      blocks.push(...contexts([plainRun(prefix.onSentence(rest))]));
      break;
    }
    blocks.push(block);
  }
  return { type: "home", blocks };
}
