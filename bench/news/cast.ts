// Who and what an affair is about, and the other words of its reports.

import { type Chance, chanceOf } from "../../demo/sample/random.ts";
import { type Gap, MATTERS } from "./events.ts";
import type { Report } from "./plan.ts";
import { drawByRank, VOCABULARY } from "./words.ts";

export type Fill = (gap: Gap) => string;

export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One of the list, each as likely; undefined when it is empty. */
export function pick<T>(list: readonly T[], chance: Chance): T | undefined {
  return list[Math.floor(chance.next() * list.length)];
}

/** The words of one affair, which all its reports share; other words are drawn by `chance`. */
export function castOf({ affair, story, country }: Report): (chance: Chance) => Fill {
  const own = chanceOf(affair);
  const surname = drawByRank(country.surnames, own);
  const first = pick(country.firstNames, own) ?? "";
  const other = `${pick(country.firstNames, own) ?? ""} ${drawByRank(country.surnames, own)}`;
  const place = drawByRank(country.places, own);
  const body = own.happens(0.5)
    ? (pick(country.bodies, own) ?? "")
    : `the ${own.happens(0.5) ? `${place} council` : `${country.adjective} parliament`}`;
  const firm = drawByRank(country.firms, own);
  const matter = pick(MATTERS, own) ?? "";
  // Pairs of words that hardly any other affair has.
  const terms = Array.from(
    { length: 4 },
    () => `${pick(VOCABULARY.noun, own) ?? ""} ${pick(VOCABULARY.noun, own) ?? ""}`,
  );
  const step = chanceOf(story);
  const number = String(step.between(3, 900));
  const sum = `${step.between(2, 950)}${step.happens(0.4) ? ",000" : " million"} euros`;
  return (chance) => (gap) => {
    switch (gap) {
      case "person":
        return `${first} ${surname}`;
      case "surname":
        return surname;
      case "other":
        return other;
      case "place":
        return place;
      case "body":
        return body;
      case "firm":
        return firm;
      case "matter":
        return matter;
      case "number":
        return number;
      case "sum":
        return sum;
      case "country":
        return country.name;
      case "national":
        return country.adjective;
      case "term":
        return pick(terms, chance) ?? "";
      case "name":
        // Many people are in the news once, with a name that nobody else has.
        return `${pick(country.firstNames, chance) ?? ""} ${drawByRank(country.surnames, chance)}${chance.happens(0.1) ? (pick(country.slugWords, chance) ?? "") : ""}`;
      case "town":
        return drawByRank(country.places, chance);
      case "day":
        return (
          pick(
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", `${chance.between(1, 28)} March`],
            chance,
          ) ?? ""
        );
      case "figure":
        return String(chance.between(2, 40));
      case "local":
        return upper(drawByRank(country.slugWords, chance));
      case "thing":
        return thingOf(chance);
      default:
        return drawByRank(VOCABULARY[gap], chance);
    }
  };
}

const OWNERS = ["this", "that", "his", "her", "their", "its", "our", "any", "every", "no"];

const withArticle = (words: string): string => `${/^[aeio]/.test(words) ? "an" : "a"} ${words}`;

/** A noun with what goes before it. */
function thingOf(chance: Chance): string {
  const noun = drawByRank(VOCABULARY.noun, chance);
  const kind = chance.next();
  if (kind < 0.36) return `the ${noun}`;
  if (kind < 0.52) return `the ${noun} of the ${drawByRank(VOCABULARY.noun, chance)}`;
  if (kind < 0.55) return withArticle(noun);
  if (kind < 0.62) return drawByRank(VOCABULARY.nouns, chance);
  if (kind < 0.7) return `${pick(OWNERS, chance) ?? ""} ${noun}`;
  const adjective = drawByRank(VOCABULARY.adjective, chance);
  if (kind < 0.82) return `the ${adjective} ${noun}`;
  if (kind < 0.91) return withArticle(`${adjective} ${noun}`);
  return `${adjective} ${drawByRank(VOCABULARY.nouns, chance)}`;
}
