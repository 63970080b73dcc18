// Reads Slack messages back, as a person would: the inverse of what the renderer escapes and formats.

import { unescapeMrkdwn, unescapePlain } from "../../../adapters/slack/out/escape.ts";
import type { SlackMessage } from "../../../adapters/slack/out/render.ts";
import {
  DATE,
  type FakeBlock,
  type FakeMessageBody,
  messageRule,
  pingingMessageRule,
} from "../../fakes/slack/rules.ts";

export interface Read {
  readonly text: string;
  readonly links: readonly { readonly url: string; readonly label: string }[];
}

/**
 * The text of mrkdwn without its formatting, and its links; pings read as `@U1`. A formatting character of the text stands between two
 * hidden ones or inside a word; every other one formats.
 */
export function readMrkdwn(mrkdwn: string): Read {
  const links: { url: string; label: string }[] = [];
  const [hidden, word] = ["\u2060", "[\\p{L}\\p{N}]"];
  const token = new RegExp(
    `${hidden}([*_~\`]|&gt;)${hidden}|\`([^\`\\n]+)\`|<([^|>]+)\\|([^>]*)>|<(?:@|!subteam\\^|!)(\\w+)>|(?<=${word})(_)(?=${word})|[*_]`,
    "gu",
  );
  const read = (part: string): string =>
    unescapeMrkdwn(
      part.replace(token, (_all, literal, code, url, label, pinged, inWord) => {
        if (literal !== undefined) return literal;
        if (code !== undefined) return code;
        if (pinged !== undefined) return `@${pinged}`;
        if (inWord !== undefined) return inWord;
        if (url === undefined) return "";
        links.push({ url: unescapeMrkdwn(url), label: readMrkdwn(label).text });
        return label.replace(token, (all: string, sign: string | undefined) => sign ?? all);
      }),
    );
  return { text: read(mrkdwn.replaceAll(DATE, "$1")), links };
}

/** Everything to read in a block, button labels aside. */
export function readBlock(block: FakeBlock): Read {
  switch (block.type) {
    case "header":
      return { text: unescapePlain(block.text.text), links: [] };
    case "section":
      return together([...(block.text === undefined ? [] : [block.text]), ...(block.fields ?? [])]);
    case "context":
      return together(block.elements);
    case "data_visualization": {
      const { series, axis_config } = block.chart;
      const texts = [block.title, ...axis_config.categories, ...series.map(({ name }) => name)];
      return { text: unescapePlain(texts.join("\n")), links: [] };
    }
    case "data_table":
      return {
        text: unescapePlain(block.rows.flatMap((row) => row.map(({ text }) => text)).join("\n")),
        links: [],
      };
    case "divider":
    case "actions":
    case "context_actions":
    case "input":
      return { text: "", links: [] };
  }
}

function together(texts: readonly { readonly type: string; readonly text: string }[]): Read {
  const read = texts.map(({ type, text }) =>
    type === "mrkdwn" ? readMrkdwn(text) : { text: unescapePlain(text), links: [] },
  );
  return { text: read.map(({ text }) => text).join(""), links: read.flatMap(({ links }) => links) };
}

/** The messages as Slack takes them; throws where it would not. */
export function accepted(messages: readonly SlackMessage[]): readonly FakeMessageBody[] {
  return messages.map((message) => messageRule.parse(message));
}

/** All messages as one text, the lines "continued" left out, and every link. They may ping. */
export function readMessages(messages: readonly SlackMessage[]): Read {
  const read = messages.flatMap((message) => pingingMessageRule.parse(message).blocks.map(readBlock));
  const own = read.filter(({ text }) => !/^… continued, \d+ of \d+$/.test(text));
  return { text: own.map(({ text }) => text).join(""), links: own.flatMap(({ links }) => links) };
}

/** What a message says, a line a block. */
export function textOf({ blocks }: { readonly blocks: readonly FakeBlock[] }): string {
  return blocks.map((block) => readBlock(block).text).join("\n");
}
