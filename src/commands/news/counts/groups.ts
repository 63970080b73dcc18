// What numbers are broken down by, in words.

import { assertNever } from "../../../errors.ts";
import type { Spread } from "../../../news/catalog.ts";
import { isPillarNumber, pillarName } from "../../../news/pillars.ts";
import type { SpanUnit } from "../../../time/spans.ts";
import { countryHere } from "../../../wording/countries.ts";
import { say } from "../../../wording/say.ts";
import type { By } from "./options.ts";

/** `By pillar`. */
export function byWords(by: By): string {
  return say("{by, select, pillar {By pillar} country {By country} other {By source}}", { by });
}

/** `all other pillars`. */
export function othersWords(by: By): string {
  return say(
    "{by, select, pillar {all other pillars} country {all other countries} other {all other outlets}}",
    { by },
  );
}

function unknownWords(by: "country" | "source"): string {
  return say("{by, select, country {no known country} other {unknown source}}", { by });
}

/** What is counted of all, as a bar or a line of a chart is called: `very negative`. */
export function spreadWords(name: Exclude<keyof Spread, "bothWays">): string {
  return say(
    "{name, select, all {all} veryNegative {very negative} negative {negative} neutral {neutral} positive {positive} other {very positive}}",
    { name },
  );
}

/** `Per week`. */
export function perWords(unit: SpanUnit): string {
  return say(
    "{unit, select, day {Per day} week {Per week} month {Per month} quarter {Per quarter} other {Per year}}",
    { unit },
  );
}

/** What a group is called. `name`: as the catalog has it, a pillar by its number; empty where nobody knows it. */
export function labelOf(by: By, name: string): string {
  switch (by) {
    case "pillar": {
      const pillar = Number(name);
      return isPillarNumber(pillar) ? pillarName(pillar) : name;
    }
    case "country":
      return name === "" ? unknownWords(by) : countryHere(name);
    case "source":
      return name === "" ? unknownWords(by) : name;
    default:
      return assertNever(by);
  }
}
