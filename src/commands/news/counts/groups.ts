// What numbers are broken down by, in words.

import { assertNever } from "../../../errors.ts";
import { isPillarNumber, pillarOf } from "../../../news/pillars.ts";
import type { By } from "./options.ts";

export const PLURALS: Readonly<Record<By, string>> = {
  pillar: "pillars",
  country: "countries",
  source: "outlets",
};

/** What a group is called. `name`: as the catalog has it, a pillar by its number; empty where nobody knows it. */
export function labelOf(by: By, name: string): string {
  switch (by) {
    case "pillar": {
      const pillar = Number(name);
      return isPillarNumber(pillar) ? pillarOf(pillar).name : name;
    }
    case "country":
      return name === "" ? "no known country" : name;
    case "source":
      return name === "" ? "unknown source" : name;
    default:
      return assertNever(by);
  }
}
