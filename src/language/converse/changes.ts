// Changes that are said in words of their own: another command over the same filters, and filters that go.

import type { Declaration, Option, Options } from "../declare/options.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { isVerb } from "../mend/offers.ts";
import { plainText, plainWord, withoutNouns } from "../read/plain-words.ts";
import { plural, type Token } from "../read/text.ts";
import { POINTING, phrased } from "./phrases.ts";
import type { Asked } from "./turn.ts";
import type { Utterance } from "./utterance.ts";

/** Options that are asked for no longer. */
export interface Dropping {
  readonly dropped: readonly string[];
}

const ALL = new Set(["any", "all", "every", "whatever", "which", "whichever"]);
const NONE = new Set(["no", "without", "drop", "forget", "clear", "remove"]);
/** What people call an option besides its name. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  source: ["outlet", "outlets", "paper", "papers"],
  since: ["date", "dates", "time", "times", "period"],
  impact: ["strength"],
  words: ["word"],
};

/** Where nothing is of one country any more. */
const EVERYWHERE = new Set(["everywhere", "worldwide", "anywhere", "globally"]);

/** Takes `all countries`, `any pillar`, `without dates` out of what was said. */
export function droppingIn(
  options: Options,
  said: readonly Token[],
): Dropping & { readonly tokens: readonly Token[] } {
  const tokens: Token[] = [];
  const dropped: string[] = [];
  for (let at = 0; at < said.length; at += 1) {
    const token = said[at];
    if (token === undefined) continue;
    const count = articleAt(said, at + 1) ? 2 : 1;
    const named = nameOf(options, said[at + count]);
    const word = plainWord(token) ?? "";
    // `no pillar 3` leaves one out.
    if (EVERYWHERE.has(word) && options.country !== undefined) {
      dropped.push("country");
      continue;
    }
    const isEnd = said.slice(at + count + 1).every((next) => /^(?:and|or|but|,)$/.test(next.text));
    if (named === undefined || !(ALL.has(word) || (NONE.has(word) && isEnd))) tokens.push(token);
    else {
      at += count;
      // All time is asked for by a value: without any, a list has dates of its own.
      if (named === "since" && ALL.has(word)) tokens.push(asName(named), { text: "all", quoted: false });
      else dropped.push(...(named === "since" ? ["since", "until"] : [named]));
    }
  }
  return { tokens: leavingOut(withoutLooseJoiners(tokens)), dropped };
}

const REMOVALS =
  /^(?:remove|drop|ignore|hide|skip|forget|leave out|take out|no more|nothing from|nothing about)(?= |$)/;

/** `remove latvia` is `without latvia`. */
function leavingOut(tokens: readonly Token[]): readonly Token[] {
  const [phrase] = REMOVALS.exec(plainText(tokens)) ?? [];
  if (phrase === undefined) return tokens;
  return [{ text: "without", quoted: false }, ...tokens.slice(phrase.split(" ").length)];
}

function asName(name: string): Token {
  return { text: `${name}:`, quoted: false };
}

function articleAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && /^(?:the|a|of)$/.test(plainWord(token) ?? "");
}

function nameOf(options: Options, token: Token | undefined): string | undefined {
  const word = token === undefined ? undefined : plainWord(token);
  if (word === undefined || word === "") return undefined;
  return Object.entries<Option>(options).find(
    ([name, option]) =>
      option.hidden !== true &&
      option.layout !== "once" &&
      option.required !== true &&
      (word === name || word === plural(name) || CALLED[name]?.includes(word) === true),
  )?.[0];
}

/** `all countries and` has nothing left to join. */
function withoutLooseJoiners(tokens: readonly Token[]): readonly Token[] {
  const isJoiner = (token: Token | undefined): boolean =>
    token !== undefined && !token.quoted && /^(?:and|or|but|,)$/i.test(token.text);
  const from = tokens.findIndex((token) => !isJoiner(token));
  const to = tokens.findLastIndex((token) => !isJoiner(token));
  return from === -1 ? [] : tokens.slice(from, to + 1);
}

/**
 * `isBeside`: what is named stands beside what there is, and has to be a side of its own. `lost`: it would not take a filter that there is,
 * or needs what there is not.
 */
export type Changed =
  | {
      readonly type: "asked";
      readonly asked: Asked;
      readonly tokens: readonly Token[];
      readonly isBeside?: boolean;
    }
  | { readonly type: "lost"; readonly command: Declaration };

/** Another command over the same filters, and the words besides: `as a trend`, `stats instead`, `trend of that`. */
export function changedCommand(
  { command, values }: Asked,
  { tokens, carriesOn }: Utterance,
  known: KnownWords,
): Changed | undefined {
  const goingOn = known.commands.filter(({ carriesOn: has, takesUp }) => has === true || takesUp === true);
  const found: Named | undefined =
    inTurns(command, tokens) ??
    ranked(command, tokens, goingOn) ??
    phrased(tokens, known) ??
    commandIn(tokens, carriesOn, goingOn);
  if (found === undefined) return undefined;
  const { options } = found.command;
  const entries = Object.entries(values)
    .filter(([name]) => command.options[name]?.layout !== "once")
    .map(([name, value]) => ({ name, value, taken: nameIn(options, name, command.options[name]) }));
  const isLost = entries.some(
    ({ name, taken }) => taken === undefined && command.options[name]?.layout === undefined,
  );
  const isMissing = Object.entries<Option>(options).some(
    ([name, { required }]) => required === true && values[name] === undefined,
  );
  if (isLost || isMissing) return { type: "lost", command: found.command };
  return {
    type: "asked",
    asked: {
      command: found.command,
      values: Object.fromEntries(
        entries.flatMap(({ value, taken }) => (taken === undefined ? [] : [[taken, value]])),
      ),
    },
    tokens: found.tokens,
    ...(found.isBeside === true ? { isBeside: true } : {}),
  };
}

/** What an option is called among these: as it is, or as what reads the same text; undefined where they have none. */
function nameIn(options: Options, name: string, option: Option | undefined): string | undefined {
  if (option === undefined) return undefined;
  if (options[name]?.kind === option.kind) return name;
  return Object.entries<Option>(options).find(
    ([, { kind, ...other }]) =>
      kind === "text" && option.kind === "text" && "reads" in other && other.reads === option.reads,
  )?.[0];
}

/** A command that what is said asks for, and the words that are left for it. */
interface Named {
  readonly command: Declaration;
  readonly tokens: readonly Token[];
  readonly isBeside?: boolean;
}

/** `by country` said of a list takes its countries in turn. */
function inTurns(command: Declaration, tokens: readonly Token[]): Named | undefined {
  const { what } = /^by (?:each )?(?<what>country|pillar|source)$/.exec(plainText(tokens))?.groups ?? {};
  if (what === undefined || command.options.each === undefined) return undefined;
  return { command, tokens: [asName("each"), { text: what, quoted: false }] };
}

/** `worst news of march` said of a list by date: there the worst would stand anywhere. */
function ranked(
  { path }: Declaration,
  tokens: readonly Token[],
  commands: readonly Declaration[],
): Named | undefined {
  const top = commands.find((command) => isVerb(command, "top"));
  const isSaid = /^(?:the )?(?:worst|best) (?:.* )?(?:news|stories|articles)(?= |$)/.test(plainText(tokens));
  return isSaid && path[1] === "latest" && top !== undefined
    ? { command: top, tokens: withoutNouns(tokens) }
    : undefined;
}

function commandIn(
  tokens: readonly Token[],
  carriesOn: boolean,
  commands: readonly Declaration[],
): Named | undefined {
  const named = (token: Token | undefined): Declaration | undefined =>
    token === undefined ? undefined : commands.find((command) => isVerb(command, plainWord(token) ?? ""));
  const text = plainText(tokens);
  const last = named(tokens.at(-1));
  const [asPhrase] = /(?:^| )as (?:a |an |the )?\S+$/.exec(text) ?? [];
  if (last !== undefined && asPhrase !== undefined) {
    const count = asPhrase.trim().split(" ").length;
    return { command: last, tokens: withoutPointing(tokens.slice(0, tokens.length - count)) };
  }
  const taken = takenUp(tokens, commands);
  if (taken !== undefined) return taken;
  const first = named(tokens[0]);
  if (/^how (?:many|much)(?= |$)/.test(text)) {
    const counting = named({ text: "stats", quoted: false });
    const counted = tokens.slice(
      2 + (/^how (?:many|much) of (?:them|these|those)(?= |$)/.test(text) ? 2 : 0),
    );
    const rest = /^(?:are|were)$/.test(plainText(counted.slice(0, 1))) ? counted.slice(1) : counted;
    return counting === undefined ? undefined : { command: counting, tokens: withoutNouns(rest) };
  }
  const [article, second, ...others] = tokens;
  const pointed = others.length === 0 && article?.text.toLowerCase() === "the" ? named(second) : undefined;
  if (pointed !== undefined) return { command: pointed, tokens: [] };
  const isOfThat = new RegExp(`^\\S+ (?:of|for|on|over) (?:${POINTING})$`).test(text);
  if (first?.compares === true) {
    const [beside] = new RegExp(`^\\S+ (?:(?:${POINTING}) )?(?:with|to|against) (?=\\S)`).exec(text) ?? [];
    if (beside !== undefined)
      return { command: first, tokens: tokens.slice(beside.trim().split(" ").length), isBeside: true };
    if (new RegExp(`^\\S+ (?:${POINTING})$`).test(text)) return { command: first, tokens: [] };
  }
  return first !== undefined && (isOfThat || (carriesOn && tokens.length === 1))
    ? { command: first, tokens: [] }
    : undefined;
}

/** `export that as csv`, `export to xlsx`, `as csv`: what was asked, by a command that nothing goes on from. */
function takenUp(tokens: readonly Token[], commands: readonly Declaration[]): Named | undefined {
  const text = plainText(tokens);
  for (const command of commands.filter(({ takesUp }) => takesUp === true)) {
    const [phrase] = new RegExp(
      `^${command.path[1]}(?: (?:${POINTING}))?(?: (?:as|to|into|in)(?: an?)?)?(?= |$)`,
    ).exec(text) ??
      /^as(?: an?)?(?= )/.exec(text) ?? [""];
    const rest = tokens.slice(phrase.split(" ").length).filter((token) => plainWord(token) !== "file");
    const isChoice = rest.every((token) => isChoiceOf(command, plainWord(token) ?? ""));
    if (phrase !== "" && isChoice) return { command, tokens: rest };
  }
  return undefined;
}

function isChoiceOf({ options }: Declaration, word: string): boolean {
  return Object.values<Option>(options).some(
    (option) =>
      option.kind === "choice" &&
      option.bare === true &&
      option.choices.some(({ value, aliases }) => value === word || aliases.includes(word)),
  );
}

const SHARING =
  /^(?:share(?: (?:it|this|that|them|these))?|show (?:it|this|that|them) (?=to))(?: ?(?:with|to) (?:everyone|everybody|us|all|the channel|the team))?(?: here)?$/;

/** `share that with everyone` is `share`. */
export function plainSharing(tokens: readonly Token[]): readonly Token[] {
  return SHARING.test(plainText(tokens)) ? [{ text: "share", quoted: false }] : tokens;
}

function withoutPointing(tokens: readonly Token[]): readonly Token[] {
  return new RegExp(`^(?:${POINTING})$`).test(plainText(tokens)) ? [] : tokens;
}
