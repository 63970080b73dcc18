// A question to the full text as the words of a digest: any of some, each of which may be several together, and none of others.

import type { Listed } from "../../language/declare/options.ts";
import { termsText } from "../../language/read/terms.ts";
import type { SearchPart, SearchQuestion } from "../../news/search/question.ts";

/** Alternatives that a digest looks for at most, and characters of each: as many as may be typed. */
const MOST_ALTERNATIVES = 20;
const LONGEST = 60;

/** Undefined where a digest cannot look for it: beginnings of words, too many alternatives, too long ones. */
export function wordsOfQuestion({ terms }: SearchQuestion): Listed | undefined {
  if (terms.some(({ any }) => any.some(({ type }) => type === "start"))) return undefined;
  const wanted = terms.filter(({ isLeftOut }) => !isLeftOut);
  const amount = wanted.reduce((product, { any }) => product * any.length, 1);
  if (amount > MOST_ALTERNATIVES) return undefined;
  const together = wanted.reduce<readonly (readonly SearchPart[])[]>(
    (before, { any }) => before.flatMap((parts) => any.map((part) => [...parts, part])),
    [[]],
  );
  const any = together.filter((parts) => parts.length > 0).map(text);
  const not = terms.flatMap((term) => (term.isLeftOut ? term.any.map((part) => text([part])) : []));
  return [...any, ...not].some((item) => item.length > LONGEST) ? undefined : { any, not };
}

function text(parts: readonly SearchPart[]): string {
  return termsText(parts.map((part) => part.text));
}
