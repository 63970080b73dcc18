// What a command is to the language: its words, and the options whose values may stand behind them.

import type { DateValue } from "../../time/date-value.ts";

interface OptionCommon {
  /** One short line for help and for Discord's field (at most 100 characters there). */
  readonly summary: string;
  /** What a form calls it; its name, as a word, when not given. */
  readonly label?: string;
  readonly required?: boolean;
  /** Left out of help, of suggestions and of Discord: only our own buttons use it. */
  readonly hidden?: boolean;
  /**
   * How an answer is laid out, not what it is about. `once`: what is asked next in a conversation does not keep it. `kept`: it
   * does, where the command takes it.
   */
  readonly layout?: "once" | "kept";
  /** Says who else sees the answer, or whose it is: of no sense to a program that asks. */
  readonly amongPeople?: true;
  /** May be given without its name: `top corruption` for `top pillar corruption`. */
  readonly bare?: boolean;
}

/** What a text option's values are known to be: gives completion and checks. */
export type Vocabulary =
  | "channel"
  | "command"
  | "country"
  | "digest"
  | "mention"
  | "source"
  | "title"
  | "zone";

export interface TextOption extends OptionCommon {
  readonly kind: "text";
  readonly vocabulary?: Vocabulary;
  readonly maxLength?: number;
  /** Takes every word that nothing else takes, joined by spaces: `show <title …>`. At most one a command. */
  readonly rest?: boolean;
  /**
   * Of a rest option: a question to texts, whose quotes and signs are its own. Among its words only what plainly is a value of
   * another option is one; behind its name, and in a field, nothing is: see `sought.ts`.
   */
  readonly isQuestion?: true;
  /** The name of something new: it ends where an option begins, and keeps to its quotes. */
  readonly namesSomething?: true;
  /** Several words need no quotes: it goes on up to the next option. */
  readonly takesWords?: true;
  /** Reads a value of a form of its own, such as `daily 09:00`; several words need no quotes. */
  readonly reads?: TextReader;
  /** Of an option that reads days or another rhythm and an hour: those that most people want, for forms. */
  readonly rhythms?: readonly Rhythm[];
  /** Never kept: a form that is refused forgets it. */
  readonly secret?: true;
}

/** `mon`; with `isWhole` no hour stands behind it. */
export interface Rhythm {
  readonly value: string;
  readonly label: string;
  readonly isWhole?: true;
}

/** What a text is read as: its canonical spelling, or a sentence why it cannot be and texts that could. */
export type TextReader = (
  text: string,
) =>
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string; readonly offers: readonly string[] };

/** What was asked of a list: any of these, and none of those. Not both are empty. */
export interface Listed<Item = string> {
  readonly any: readonly Item[];
  readonly not: readonly Item[];
}

/** Takes several texts, and leaves others out: repeated, or joined by commas, `and`, `or`. */
export interface TextListOption extends OptionCommon {
  readonly kind: "text-list";
  readonly vocabulary?: Vocabulary;
  readonly maxLength?: number;
  /** Words side by side are one item, which has all of them; quotes make a phrase of several: see `terms.ts`. */
  readonly ofWords?: true;
}

/** Takes several choices, and leaves others out. */
export interface ChoiceListOption extends OptionCommon {
  readonly kind: "choice-list";
  readonly choices: readonly Choice[];
}

export interface IntegerOption extends OptionCommon {
  readonly kind: "integer";
  readonly min: number;
  readonly max: number;
}

export interface Choice {
  /** What the handler gets and what canonical text shows. */
  readonly value: string;
  /** What people read, for example a pillar's name. */
  readonly label: string;
  /** Other whole spellings (`bad`, `p1`), matched without case; several words need no quotes. */
  readonly aliases: readonly string[];
  /** Whether a prefix of any word of label or aliases (but of, on, and) is enough: `corrupt`, `freedom`. */
  readonly byWord?: boolean;
}

export interface ChoiceOption extends OptionCommon {
  readonly kind: "choice";
  readonly choices: readonly Choice[];
}

/** A date, a month, a duration back, `last week`, `all`. */
export interface DateOption extends OptionCommon {
  readonly kind: "date";
  /** since: lower bound; until: upper bound. A bare window sets both (a duration or `all` sets since alone). */
  readonly bound: "since" | "until";
}

/** A length of time, in ms: `7d`, `90m`. */
export interface DurationOption extends OptionCommon {
  readonly kind: "duration";
  readonly minMs: number;
  readonly maxMs: number;
}

/** Present or not: `share`. */
export interface FlagOption extends OptionCommon {
  readonly kind: "flag";
  /** What comes of it stands below the answer that it is pressed at, and never in its place: a line to quote, a file. */
  readonly standsBelow?: true;
}

export type ListOption = TextListOption | ChoiceListOption;

export type Option =
  | TextOption
  | TextListOption
  | IntegerOption
  | ChoiceOption
  | ChoiceListOption
  | DateOption
  | DurationOption
  | FlagOption;

export type Options = Readonly<Record<string, Option>>;

export function isList(option: Option): option is ListOption {
  return option.kind === "text-list" || option.kind === "choice-list";
}

/** Whether words side by side are one item of it. */
export function isOfWords(option: Option | undefined): boolean {
  return option?.kind === "text-list" && option.ofWords === true;
}

/** Whether it takes a question to texts. */
export function isQuestion(option: Option | undefined): boolean {
  return option?.kind === "text" && option.isQuestion === true;
}

/** Whether a value is that of a list option. */
export function isListed(value: Value): value is Listed {
  return typeof value === "object" && "any" in value;
}

/** What a handler may get for an option. */
export type Value = string | Listed | number | boolean | DateValue;

/** What a handler gets for an option of that kind. */
export type ValueOf<O extends Option> = O extends ListOption
  ? Listed
  : O extends TextOption
    ? string
    : O extends ChoiceOption
      ? O["choices"][number]["value"]
      : O extends IntegerOption | DurationOption
        ? number
        : O extends DateOption
          ? DateValue
          : boolean;

type Required<O extends Options> = {
  [Name in keyof O]: O[Name]["required"] extends true ? Name : never;
}[keyof O];

/** The typed arguments of a command: required options are there, the others may be absent. */
export type Arguments<O extends Options> = { readonly [Name in Required<O>]: ValueOf<O[Name]> } & {
  readonly [Name in Exclude<keyof O, Required<O>>]?: ValueOf<O[Name]>;
};

/** Arguments of a command whose options are not known statically: the parser's and the formatter's view. */
export type Values = Readonly<Record<string, Value>>;

/** A command as the language sees it; who may run it, and what it then does, is others' business. */
export interface Declaration<O extends Options = Options> {
  /** Words from the slash command on: `["news", "top"]`. */
  readonly path: readonly [string, string];
  /** Other words for the last one of the path: `next` for `more`. */
  readonly aliases?: readonly string[];
  /** May be typed without the first word of its path: `more`. Only for what changes nothing. */
  readonly standsAlone?: true;
  /** What is said next may go on from it: `and latvia?`. */
  readonly carriesOn?: true;
  /** What is said may hand it the filters of the command before, and nothing goes on from it: `export that`. */
  readonly takesUp?: true;
  /** In no list of commands and in no suggestion: what platforms offer runs it. It may be typed all the same. */
  readonly hidden?: true;
  /** Holds two things against one another: `vs` between them is what it does. */
  readonly compares?: true;
  readonly summary: string;
  /** Whole commands that work as typed. */
  readonly examples: readonly [string, ...string[]];
  readonly options: O;
}
