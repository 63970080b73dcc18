// A few commands shaped like the real ones, and a small lexicon: the parser's tests need no news.

import { type Command, defineCommand } from "../../src/commands/serve/define.ts";
import { formatRule, parseRule } from "../../src/digest/schedule.ts";
import type { Options } from "../../src/language/declare/options.ts";
import type { Lexicon } from "../../src/language/declare/parsed.ts";
import { PILLARS } from "../../src/news/pillars.ts";

const filters = {
  pillar: {
    kind: "choice-list",
    summary: "One of the eight pillars",
    bare: true,
    choices: PILLARS.map(({ number, name, aliases }) => ({
      value: String(number),
      label: name,
      aliases: [`p${number}`, ...aliases],
      byWord: true,
    })),
  },
  direction: {
    kind: "choice",
    summary: "Only news that is bad, or good",
    bare: true,
    choices: [
      { value: "any", label: "any direction", aliases: [] },
      { value: "negative", label: "negative", aliases: ["bad", "worse"] },
      { value: "positive", label: "positive", aliases: ["good", "better"] },
    ],
  },
  impact: {
    kind: "choice",
    summary: "How strong the verdict must be",
    bare: true,
    choices: [
      { value: "any", label: "any impact", aliases: [] },
      { value: "notable", label: "notable", aliases: [] },
      { value: "strong", label: "strong", aliases: ["high"] },
    ],
  },
  since: { kind: "date", bound: "since", summary: "From when", bare: true },
  until: { kind: "date", bound: "until", summary: "Up to and including" },
  country: { kind: "text-list", vocabulary: "country", summary: "Countries", bare: true },
  source: { kind: "text-list", vocabulary: "source", summary: "Outlets", bare: true },
  each: {
    kind: "choice",
    summary: "Takes turns",
    choices: ["country", "pillar", "source"].map((name) => ({ value: name, label: name, aliases: [] })),
  },
  limit: { kind: "integer", summary: "How many stories", min: 1, max: 10 },
  page: { kind: "integer", summary: "Which page", min: 1, max: 50 },
  share: { kind: "flag", summary: "Show the answer to everyone here" },
  snapshot: { kind: "text", summary: "The state of the news", hidden: true, maxLength: 64 },
} as const satisfies Options;

/** A command that lines are read with, and that nobody runs. */
export function readOnlyCommand(path: Command["path"], example: string, options: Options): Command {
  return defineCommand({
    path,
    summary: `What ${path[1]} does`,
    role: "read",
    answers: "message",
    examples: [example],
    options,
    handler: () => Promise.reject(new Error("only read, never run")),
  });
}

const article = {
  kind: "text",
  rest: true,
  required: true,
  summary: "Its number, id, link or title",
} as const;

export const commands: readonly Command[] = [
  readOnlyCommand(["news", "top"], "/news top pillar 1", filters),
  readOnlyCommand(["news", "latest"], "/news latest estonia", filters),
  readOnlyCommand(["news", "show"], "/news show 1", {
    article: { ...article, maxLength: 300 },
    limit: filters.limit,
    since: { kind: "date", bound: "since", summary: "From when" },
    share: filters.share,
  }),
  readOnlyCommand(["news", "pillars"], "/news pillars", {}),
  readOnlyCommand(["news", "sources"], "/news sources", { country: filters.country, page: filters.page }),
  readOnlyCommand(["news", "status"], "/news status", {}),
  readOnlyCommand(["news", "help"], "/news help", {
    command: { kind: "text", vocabulary: "command", rest: true, summary: "A command" },
  }),
  readOnlyCommand(["digest", "mute"], "/digest mute crime for 7d", {
    value: { kind: "text", required: true, bare: true, maxLength: 20, summary: "What to mute" },
    for: { kind: "duration", minMs: 3_600_000, maxMs: 30 * 86_400_000, summary: "How long" },
  }),
  readOnlyCommand(["dropbox", "connect"], "/dropbox connect", {
    code: { kind: "text", hidden: true, maxLength: 200, summary: "What Dropbox showed" },
  }),
  readOnlyCommand(["dropbox", "status"], "/dropbox status", {}),
];

export const search = readOnlyCommand(["news", "search"], "/news search court", {
  words: { ...article, summary: "What to look for" },
});

export const edit = readOnlyCommand(["digest", "edit"], "/digest edit Morning brief tz UTC", {
  name: { kind: "text", vocabulary: "digest", rest: true, maxLength: 60, summary: "Which digest" },
  tz: { kind: "text", vocabulary: "zone", summary: "The zone of its times" },
  channel: { kind: "text", vocabulary: "channel", maxLength: 100, summary: "Where it goes" },
  mention: { kind: "text", vocabulary: "mention", maxLength: 20, summary: "Who hears of it" },
});

/** A command of a name and options that read their own text, as `/digest create` is. */
export const create = readOnlyCommand(["digest", "create"], "/digest create Morning brief when daily 09:00", {
  name: { kind: "text", rest: true, namesSomething: true, maxLength: 60, summary: "What it is called" },
  when: {
    kind: "text",
    maxLength: 60,
    summary: "When it runs",
    reads(text) {
      const reading = parseRule(text);
      return reading.ok ? { ok: true, text: formatRule(reading.rule) } : reading;
    },
  },
  channel: { kind: "text", vocabulary: "channel", maxLength: 100, summary: "Where it goes" },
  words: { kind: "text-list", ofWords: true, maxLength: 60, summary: "Words that must stand in it" },
  each: filters.each,
  limit: filters.limit,
  thread: { kind: "flag", summary: "The articles in a thread" },
});

export const lexicon: Lexicon = {
  countries: ["Estonia", "Latvia", "Sweden"],
  sources: ["postimees.ee", "delfi.ee", "delfi.lv", "err.ee", "news.lsm.lv", "bbc.co.uk"],
  digests: ["Morning brief"],
};
