// What a tool takes: its command's options as a schema, and what was given as the fields that the command reads.

import { z } from "zod";
import { assertNever } from "../../../src/errors.ts";
import { fieldsOf } from "../../../src/language/declare/format.ts";
import {
  type Choice,
  isList,
  type ListOption,
  type Option,
  type Options,
  type Value,
} from "../../../src/language/declare/options.ts";

/** Stands before the name of a list for what it leaves out: `not_country`. */
const LEAVES_OUT = "not_";
/** Goes on with a list. */
export const CURSOR = "cursor";

const LONGEST_TEXT = 500;
const LONGEST_DATE = 60;
/** An exact list with all its filters is not half as long. */
const LONGEST_CURSOR = 4_000;
/** Items of one list. */
const MOST_ITEMS = 30;

/** Numbers stand for articles of somebody's last list, and a program has none. */
const NO_NUMBER = /^(?!\s*\d{1,3}\s*$)/;

/** The options that a program may give, by name. */
function givable(options: Options): readonly (readonly [name: string, option: Option])[] {
  return Object.entries(options).filter(
    ([, { hidden, amongPeople }]) => hidden !== true && amongPeople !== true,
  );
}

type SingleOption = Exclude<Option, ListOption>;

/** The schema of a tool's arguments; what is not declared is refused. */
export function argumentsSchema(options: Options): z.ZodObject {
  const given = givable(options).flatMap(([name, option]): readonly (readonly [string, z.ZodType])[] => {
    if (!isList(option)) return [[name, required(option, described(option))]];
    const items = z.array(itemSchema(option)).min(1).max(MOST_ITEMS);
    return [
      [name, required(option, items.describe(summaryOf(option)))],
      [`${LEAVES_OUT}${name}`, items.optional()],
    ];
  });
  const cursor = z
    .string()
    .min(1)
    .max(LONGEST_CURSOR)
    .describe("From next of the answer before; its filters stay")
    .optional();
  return z.strictObject(
    Object.fromEntries([...given, ...("page" in options ? [[CURSOR, cursor] as const] : [])]),
  );
}

const required = (option: Option, schema: z.ZodType): z.ZodType =>
  option.required === true ? schema : schema.optional();

function described(option: SingleOption): z.ZodType {
  return scalarSchema(option).describe(summaryOf(option));
}

function scalarSchema(option: SingleOption): z.ZodType {
  switch (option.kind) {
    case "text": {
      const text = z
        .string()
        .min(1)
        .max(option.maxLength ?? LONGEST_TEXT);
      return option.vocabulary === "title"
        ? text.regex(NO_NUMBER, "Name the article by its id, its link or words of its title.")
        : text;
    }
    case "choice":
      return z.enum(option.choices.map(({ value }) => value));
    case "integer":
      return z.int().min(option.min).max(option.max);
    case "date":
    case "duration":
      return z.string().min(1).max(LONGEST_DATE);
    case "flag":
      return z.boolean();
    default:
      return assertNever(option);
  }
}

function itemSchema(option: ListOption): z.ZodType {
  return option.kind === "choice-list"
    ? z.enum(option.choices.map(({ value }) => value))
    : z
        .string()
        .min(1)
        .max(option.maxLength ?? LONGEST_TEXT);
}

/** With what the numbers stand for, where the values are numbers. */
function summaryOf(option: Option): string {
  if (option.kind !== "choice" && option.kind !== "choice-list") return option.summary;
  const named = option.choices.filter(({ value }) => /^\d+$/.test(value));
  return named.length === 0 ? option.summary : `${option.summary}. ${named.map(choiceText).join(", ")}`;
}

const choiceText = ({ value, label }: Choice): string => `${value}: ${label}`;

const items = z.array(z.string()).catch([]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Checked arguments as the fields of the command. */
export function fieldsGiven(
  options: Options,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const values = givable(options).flatMap(([name, option]): readonly (readonly [string, Value])[] => {
    if (!isList(option)) {
      const value = scalar.safeParse(given[name]);
      return value.success ? [[name, value.data]] : [];
    }
    const listed = { any: items.parse(given[name]), not: items.parse(given[`${LEAVES_OUT}${name}`]) };
    return listed.any.length + listed.not.length === 0 ? [] : [[name, listed]];
  });
  return fieldsOf(Object.fromEntries(values), options);
}
