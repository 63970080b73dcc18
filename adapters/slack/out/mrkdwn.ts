// Inline nodes as mrkdwn, split into texts that Slack takes. Nothing is left out: the pieces together are the whole.

import { assertNever } from "../../../src/errors.ts";
import type { Mark } from "../../../src/reply/article-card.ts";
import { partsOf } from "../../../src/reply/marked.ts";
import { inlineText } from "../../../src/reply/plain-text.ts";
import type { Inline } from "../../../src/reply/reply.ts";
import { SECOND_MS } from "../../../src/time/units.ts";
import {
  type Escaped,
  escapeUrl,
  escapeWithin,
  fitsCode,
  MARKS_OF,
  oneLine,
  type Style,
  styled,
  visibleText,
  ZERO_WIDTH_SPACE,
} from "./escape.ts";
import { LINK_URL, TEXT_OBJECT } from "./limits.ts";

/** Text in one style; formatted and linked runs stand on one line, since Slack ends both at a line break. */
export interface Run {
  readonly text: string;
  readonly style: Style;
  /** Escaped, http(s) only. */
  readonly url?: string;
  /** Markup that pings, or that Slack says itself, and stands for the text: laid out whole or not at all. */
  readonly mention?: string;
}

/** A run that is nothing but text. */
export function plainRun(text: string): Run {
  return { text: visibleText(text), style: "plain" };
}

/** Runs of one style, a line each. */
export function styledRuns(text: string, style: Style): readonly Run[] {
  return visibleText(text)
    .split(/(\n)/)
    .filter((line) => line !== "")
    .map((line) => ({ text: line, style: line === "\n" ? "plain" : style }));
}

/** A linked run, or its text and address where the address cannot be a link. */
export function linkRuns(url: string, label: string, style: Style = "plain"): readonly Run[] {
  const escaped = escapeUrl(url);
  if (escaped !== undefined && escaped.length <= LINK_URL)
    return [{ text: oneLine(label) || url, style, url: escaped }];
  return styledRuns(inlineText([{ type: "link", url, text: label }]), style);
}

/** Addresses of a title's parts, in characters together: longer ones would take the room of the cards behind it. */
const LINKS_OF_TITLE = 600;

/**
 * A title as a bold link. What is marked in it is slanted as well, in a link of its own: inside of one nothing is formatted.
 */
export function titleRuns(title: string, url: string | undefined, marks?: readonly Mark[]): readonly Run[] {
  const parts = partsOf(title, marks);
  const whole = url === undefined ? styledRuns(oneLine(title), "strong") : linkRuns(url, title, "strong");
  if (parts.length === 1 && parts[0]?.isMarked !== true) return whole;
  if (url !== undefined && parts.length * url.length > LINKS_OF_TITLE) return whole;
  return parts.flatMap(({ text, isMarked }): readonly Run[] => {
    const style = isMarked ? "strong-emphasis" : "strong";
    const [, before = "", core = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(visibleText(text)) ?? [];
    const own = url === undefined ? styledRuns(oneLine(core), style) : linkRuns(url, core, style);
    return [...blank(before), ...(core === "" ? [] : own), ...blank(after)];
  });
}

function blank(space: string): readonly Run[] {
  return space === "" ? [] : [{ text: " ", style: "plain" }];
}

/** Slack's ids of people (one of an organisation begins with W) and of user groups. */
const PERSON_ID = /^[UW][A-Z0-9]{1,30}$/;
const GROUP_ID = /^S[A-Z0-9]{1,30}$/;
const BROAD = ["here", "channel", "everyone"];

/**
 * A mention, the only markup of ours that pings: docs.slack.dev, messaging/formatting-message-text. What is no id of
 * Slack's is shown as text.
 */
function mentionRun(id: string): Run {
  const run = plainRun(inlineText([{ type: "mention", id }]));
  if (PERSON_ID.test(id)) return { ...run, mention: `<@${id}>` };
  if (GROUP_ID.test(id)) return { ...run, mention: `<!subteam^${id}>` };
  return BROAD.includes(id) ? { ...run, mention: `<!${id}>` } : run;
}

/**
 * An instant in the reader's own zone: docs.slack.dev, messaging/formatting-message-text, "Date formatting". What is meant in
 * one zone, and a day, are words, as they are for whoever cannot be shown it.
 */
function timeRun(node: Extract<Inline, { readonly type: "time" }>): Run {
  const run = plainRun(inlineText([node]));
  if (node.zone !== undefined || node.show === "date") return run;
  const seconds = Math.floor(node.at / SECOND_MS);
  return { ...run, mention: `<!date^${seconds}^{date_short_pretty} {time}|${run.text}>` };
}

/** Inline nodes as runs. */
export function runsOf(content: readonly Inline[]): readonly Run[] {
  return content.flatMap((node): readonly Run[] => {
    switch (node.type) {
      case "text":
        return [plainRun(node.text)];
      case "strong":
      case "emphasis":
        return styledRuns(node.text, node.type);
      case "code":
        return fitsCode(visibleText(node.text)) ? styledRuns(node.text, "code") : [plainRun(node.text)];
      case "link":
        return linkRuns(node.url, node.text);
      case "time":
        return [timeRun(node)];
      case "mention":
        return [mentionRun(node.id)];
      default:
        return assertNever(node);
    }
  });
}

/** Lays runs out as texts of at most `limit` characters, broken between words where there are any. */
export function layRuns(runs: readonly Run[], limit = TEXT_OBJECT): readonly string[] {
  const texts: string[] = [];
  let current = "";
  let before: Style = "plain";
  for (const run of runs) {
    let rest = run.text;
    while (rest !== "") {
      const joint = jointBetween(current, before, run, rest);
      const { mrkdwn, taken } = takeRun(run, rest, limit - current.length - joint.length);
      if (taken > 0) current += joint + mrkdwn;
      rest = rest.slice(taken);
      before = run.style;
      if (rest !== "") {
        texts.push(current);
        current = "";
      }
    }
  }
  return [...texts, current].filter((text) => text.trim() !== "");
}

/** Formatting begins and ends only at the end of a word, so an invisible one is put where there is none. */
function jointBetween(current: string, before: Style, { style }: Run, rest: string): string {
  const isFormatted = style !== "plain" || before !== "plain";
  return isFormatted && /\S$/.test(current) && /^\S/.test(rest) ? ZERO_WIDTH_SPACE : "";
}

const NOTHING: Escaped = { mrkdwn: "", taken: 0 };

/** As much of a run as fits, whole words where possible. */
function takeRun(run: Run, rest: string, room: number): Escaped {
  if (run.mention !== undefined)
    return run.mention.length > room ? NOTHING : { mrkdwn: run.mention, taken: rest.length };
  const [open, close] = run.url === undefined ? ["", ""] : [`<${run.url}|`, ">"];
  const own = room - open.length - close.length - MARKS_OF[run.style];
  const whole = escapeWithin(rest, own, run.style === "code");
  if (whole.taken === 0) return NOTHING;
  const fitting = whole.taken === rest.length ? whole : atWordEnd(rest, whole.taken, own, run.style);
  return { mrkdwn: styled(`${open}${fitting.mrkdwn}${close}`, run.style), taken: fitting.taken };
}

/** Ends after the last blank of the second half; a word longer than that is broken. */
function atWordEnd(rest: string, taken: number, room: number, style: Style): Escaped {
  const blank = rest.slice(0, taken).search(/\s\S*$/);
  const end = blank >= taken / 2 ? blank + 1 : taken;
  return escapeWithin(rest.slice(0, end), room, style === "code");
}

export const NEWLINE: Run = { text: "\n", style: "plain" };

/** Lines of runs, one below the other. */
export function joinedRuns(lines: readonly (readonly Run[])[]): readonly Run[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [NEWLINE, ...line]));
}
