// Questions for the full text: words by how many articles have them, phrases, beginnings of words, and what people type who
// mean harm or let a cat onto the keyboard.

import type { Chance } from "../../demo/sample/random.ts";
import type { Corpus } from "./corpus.ts";
import { oneOf } from "./draw.ts";

export const SEARCHES = ["rare", "common", "commonest", "phrase", "prefix", "hostile"] as const;
export type SearchKind = (typeof SEARCHES)[number];

const LONGEST = 5_000;

const HOSTILE: readonly ((words: readonly string[], chance: Chance) => string)[] = [
  (words) => `"${words.join(" ")}`,
  (words) => `"${words.join('" "')}"`,
  (words) => words.join(" AND OR NOT "),
  (words) => `((((${words.join(")(")}))))`,
  (words) => `${words.join("* ")}* *`,
  (words) => `title:${words.join(" summary:")}`,
  (words) => `NEAR(${words.join(" ")}, 5)`,
  (words) => `'; DROP TABLE articles; SELECT '${words.join("', '")}' --`,
  (words) => `${words.join(" OR ")} UNION SELECT * FROM articles`,
  (words) => words.map((word) => `-${word}`).join(" "),
  (words) => words.map((word) => `+${word}`).join(" - + "),
  (words) => words.join("\u0000\u200b"),
  (words) => `^${words.join(" ^")} {a b} : c`,
  (words) => words.join("%_\\"),
  (words, chance) => `${words.join(" ")} `.repeat(200).slice(0, chance.between(1_000, LONGEST)),
  (words) => "(".repeat(300) + words.join(" "),
];

/** What such a question looks for, without the command. */
export function searchedWords({ words }: Corpus, kind: SearchKind): (chance: Chance) => string {
  const one = (list: readonly string[], chance: Chance): string => oneOf(list, chance) ?? "court";
  const some = (list: readonly string[], chance: Chance, least: number, most: number): string[] =>
    Array.from({ length: chance.between(least, most) }, () => one(list, chance));
  switch (kind) {
    case "rare":
      return (chance) => one(words.rare, chance);
    case "common":
      return (chance) => some(words.common, chance, 1, 2).join(" ");
    case "commonest":
      return (chance) => some(words.commonest, chance, 1, 3).join(chance.happens(0.3) ? " or " : " ");
    case "phrase":
      return (chance) => `"${one(words.phrases, chance)}"`;
    case "prefix":
      return (chance) => `${one(words.common, chance).slice(0, chance.between(3, 6))}*`;
    case "hostile":
      return (chance) =>
        oneOf(HOSTILE, chance)?.(
          some([...words.common, ...words.commonest, ...words.rare], chance, 1, 5),
          chance,
        ) ?? "";
  }
}
