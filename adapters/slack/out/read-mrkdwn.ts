// mrkdwn of our own making, read as Slack shows it.

import type { LookRun } from "../../../src/platform/look.ts";
import { type Style, unescapeMrkdwn } from "./escape.ts";

/** A mark of Slack's; what hides a character of a text from it stands beside that one, on both sides. */
const mark = (sign: string): string =>
  `(?<![\\u2060\\p{L}\\p{N}])${sign}(?!\\u2060)([^${sign}\\n]+?)(?<!\\u2060)${sign}(?![\\u2060\\p{L}\\p{N}])`;
const TOKEN = new RegExp(`<([^|>]+)(?:\\|([^>]*))?>|${mark("`")}|${mark("\\*")}|${mark("_")}`, "gu");

const isStrong = (style: Style): boolean => style === "strong" || style === "strong-emphasis";

function added(style: Style, more: "strong" | "emphasis"): Style {
  if (style === "plain" || style === "code") return more;
  return isStrong(style) === (more === "strong") && style !== "strong-emphasis" ? style : "strong-emphasis";
}

export function readMrkdwn(mrkdwn: string, style: Style = "plain"): readonly LookRun[] {
  const runs: LookRun[] = [];
  let at = 0;
  const put = (text: string, of: Style, url?: string): void => {
    const shown = unescapeMrkdwn(text);
    if (shown !== "")
      runs.push({
        text: shown,
        ...(of === "plain" ? {} : { style: of }),
        ...(url === undefined ? {} : { url: unescapeMrkdwn(url) }),
      });
  };
  for (const match of mrkdwn.matchAll(TOKEN)) {
    const [whole, address, label, code, strong, emphasis] = match;
    put(mrkdwn.slice(at, match.index), style);
    at = match.index + whole.length;
    if (code !== undefined) put(code, "code");
    else if (strong !== undefined) runs.push(...readMrkdwn(strong, added(style, "strong")));
    else if (emphasis !== undefined) runs.push(...readMrkdwn(emphasis, added(style, "emphasis")));
    else if (address !== undefined && /^https?:/i.test(address)) put(label ?? address, style, address);
    // A person, a group or a whole channel.
    else put(`@${(label ?? address ?? "").replace(/^[@!](?:subteam\^)?/, "")}`, "strong");
  }
  put(mrkdwn.slice(at), style);
  return runs;
}
