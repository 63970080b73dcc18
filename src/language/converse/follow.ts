// What holds on in a conversation: the values of the command before, with what was named since in their place.

import { isDateValue } from "../../time/date-value.ts";
import { isListed, type Listed, type Options, type Value, type Values } from "../declare/options.ts";
import { formatDateValue } from "../read/format-dates.ts";

/** What was said after a command. */
export interface Change {
  /** What was named, by option. */
  readonly named: Values;
  /** `also latvia`: beside what a list has, not in its place. */
  readonly isAdded?: boolean;
  /** Options that are asked for no longer: `all countries`. */
  readonly dropped?: readonly string[];
}

/** The values after a change. What nobody named is as it was, but what belonged to one answer alone. */
export function follow(
  options: Options,
  before: Values,
  { named, isAdded = false, dropped = [] }: Change,
): Values {
  const isOfAnswer = (name: string): boolean => options[name]?.layout === "once";
  // Who shares or cites a page means that page.
  const isSameAnswer = dropped.length === 0 && Object.keys(named).every(isOfAnswer);
  const after = new Map(
    Object.entries(before).filter(([name]) => !dropped.includes(name) && (isSameAnswer || !isOfAnswer(name))),
  );
  for (const name of datesReplaced(options, before, named)) after.delete(name);
  for (const [name, value] of Object.entries(named)) {
    const list = isListed(value) ? listAfter(before[name], value, isAdded) : value;
    if (list === undefined) after.delete(name);
    else after.set(name, list);
  }
  return Object.fromEntries(after);
}

/** What lasts beyond one answer. */
export function lasting(options: Options, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => options[name]?.layout !== "once"));
}

/** What both have, as it was: what holds on. */
export function heldOn(options: Options, before: Values, after: Values): Values {
  const isHeld = ([name, value]: readonly [string, Value]): boolean =>
    JSON.stringify(before[name]) === JSON.stringify(value);
  return Object.fromEntries(Object.entries(lasting(options, after)).filter(isHeld));
}

/** A list of which items were named: what is left out goes away from what was asked for, the rest is in its place. */
function listAfter(before: Value | undefined, named: Listed, isAdded: boolean): Listed | undefined {
  const { any = [], not = [] }: Partial<Listed> = before !== undefined && isListed(before) ? before : {};
  const without = (items: readonly string[], others: readonly string[]): readonly string[] =>
    items.filter((item) => !others.includes(item));
  const joined = (one: readonly string[], other: readonly string[]): readonly string[] => [
    ...new Set([...one, ...other]),
  ];
  const leavesOutAlone = named.any.length === 0;
  const after: Listed =
    isAdded || leavesOutAlone
      ? {
          any: joined(without(any, named.not), named.any),
          not: joined(without(not, named.any), named.not),
        }
      : named;
  return after.any.length + after.not.length === 0 ? undefined : after;
}

/** The other end of a window that a new end takes the place of; none where the ends were given one by one. */
function datesReplaced(options: Options, before: Values, named: Values): readonly string[] {
  const nameOf = (bound: "since" | "until"): string =>
    Object.entries(options).find(([, option]) => option.kind === "date" && option.bound === bound)?.[0] ?? "";
  const [since, until] = [nameOf("since"), nameOf("until")];
  const [begin, end, from, to] = [named[since], named[until], before[since], before[until]];
  // `before march` is a window of its own.
  if (begin === undefined && isDateValue(end) && end.type === "beside") return [since];
  if (!isDateValue(begin) || end !== undefined) return [];
  // `last week` is one window; `7d`, `6m` and `all` go up to now.
  const isWhole = isDateValue(from) && isDateValue(to) && formatDateValue(from) === formatDateValue(to);
  return isWhole || ["ago", "months-ago", "all"].includes(begin.type) ? [until] : [];
}
