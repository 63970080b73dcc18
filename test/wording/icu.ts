// What a message in ICU's form has: its arguments, and the cases of its plurals and choices.

import { IntlMessageFormat } from "intl-messageformat";

export interface Argument {
  readonly name: string;
  readonly kind: "value" | "plural" | "ordinal" | "select" | "other";
  /** Of plurals and choices. */
  readonly cases: readonly string[];
}

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The arguments of a message, those within cases too; throws SyntaxError where it is no ICU message. */
export function argumentsOf(message: string): readonly Argument[] {
  return inElements(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
}

function inElements(elements: readonly Element[]): readonly Argument[] {
  return elements.flatMap((element): readonly Argument[] => {
    // 0 literal, 1 argument, 2 to 4 number, date and time, 5 select, 6 plural, 7 `#`.
    if (!("value" in element) || element.type === 0) return [];
    const name = element.value;
    if (!("options" in element)) return [{ name, kind: element.type === 1 ? "value" : "other", cases: [] }];
    const cases = Object.keys(element.options);
    const inside = Object.values(element.options).flatMap(({ value }) => inElements(value));
    const kind = element.type === 5 ? "select" : element.pluralType === "ordinal" ? "ordinal" : "plural";
    return [{ name, kind, cases }, ...inside];
  });
}

/** Names once each, in order. */
export function namesOf(message: string): readonly string[] {
  return [...new Set(argumentsOf(message).map(({ name }) => name))].toSorted();
}
