// What a command is to the language: its words, and the options whose values may stand behind them.

import type { DateValue } from "../../time/date-value.ts";

interface OptionCommon {
  /** One short line for help and for Discord's field (at most 100 characters there). */
  readonly summary: string;
  readonly required?: boolean;
  /** Left out of help, of suggestions and of Discord: only our own buttons use it. */
  readonly hidden?: boolean;
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
  /** Reads a value of a form of its own, such as `daily 09:00`; several words need no quotes. */
  readonly reads?: TextReader;
}

/** What a text is read as: its canonical spelling, or a sentence why it cannot be and texts that could. */
export type TextReader = (
  text: string,
) =>
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string; readonly offers: readonly string[] };

/** A text option that takes several values: repeated, or separated by commas. Its argument is a list. */
export interface TextListOption extends OptionCommon {
  readonly kind: "text-list";
  readonly vocabulary?: Vocabulary;
  readonly maxLength?: number;
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
}

export type Option =
  | TextOption
  | TextListOption
  | IntegerOption
  | ChoiceOption
  | DateOption
  | DurationOption
  | FlagOption;

export type Options = Readonly<Record<string, Option>>;

/** What a handler may get for an option. */
export type Value = string | readonly string[] | number | boolean | DateValue;

/** What a handler gets for an option of that kind. */
export type ValueOf<O extends Option> = O extends TextListOption
  ? readonly string[]
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
  readonly summary: string;
  /** Whole commands that work as typed. */
  readonly examples: readonly [string, ...string[]];
  readonly options: O;
}
