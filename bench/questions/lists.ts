// Questions for lists of news, in words that every checkout that is measured understands.

import type { Chance } from "../../demo/sample/random.ts";
import { PILLARS } from "../../src/news/pillars.ts";
import type { Corpus } from "./corpus.ts";
import { oneOf } from "./draw.ts";

export interface ListQuestions {
  readonly verb: "top" | "latest";
  /** Whether each names one of the eight pillars. */
  readonly isOfPillar: boolean;
  /** What each says besides: one of these. */
  readonly also?: readonly string[];
  /** Whether countries may narrow it. Default true. */
  readonly isNarrowed?: boolean;
}

/** The share of questions that name countries, an outlet, a direction, an impact. */
const COUNTRY_SHARE = { ofPillar: 0.3, ofAll: 0.7 } as const;
const OUTLET_SHARE = 0.1;
const DIRECTION_SHARE = 0.4;
const IMPACT_SHARE = 0.4;
const MOST_COUNTRIES = 3;

/** Makes such questions: `/news top pillar 3 negative country Estonia, Latvia limit 7`. */
export function listQuestion(
  { countries, outlets }: Corpus,
  { verb, isOfPillar, also, isNarrowed = true }: ListQuestions,
): (chance: Chance) => string {
  const countryShare = isOfPillar ? COUNTRY_SHARE.ofPillar : COUNTRY_SHARE.ofAll;
  return (chance) => {
    const words = [`/news ${verb}`];
    if (isOfPillar) words.push(`pillar ${oneOf(PILLARS, chance)?.number ?? 1}`);
    if (chance.happens(DIRECTION_SHARE)) words.push(chance.happens(0.5) ? "negative" : "positive");
    if (chance.happens(IMPACT_SHARE)) words.push(chance.happens(0.5) ? "strong" : "notable");
    if (isNarrowed && countries.length > 0 && chance.happens(countryShare)) {
      const named = Array.from({ length: chance.between(1, MOST_COUNTRIES) }, () => oneOf(countries, chance));
      words.push(`country ${[...new Set(named)].join(", ")}`);
    } else if (isNarrowed && chance.happens(OUTLET_SHARE)) words.push(`source ${oneOf(outlets, chance)}`);
    if (also !== undefined) words.push(oneOf(also, chance) ?? "");
    words.push(`limit ${chance.between(1, 10)}`);
    return words.join(" ");
  };
}
