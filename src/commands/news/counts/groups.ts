// What numbers are broken down by, in words.

import { assertNever } from "../../../errors.ts";
import { isPillarNumber, pillarOf } from "../../../news/pillars.ts";
import type { SpanUnit } from "../../../time/spans.ts";
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
      return isPillarNumber(pillar) ? pillarOf(pillar).name : name;
    }
    case "country":
      return name === "" ? say("no known country") : name;
    case "source":
      return name === "" ? say("unknown source") : name;
    default:
      return assertNever(by);
  }
}
