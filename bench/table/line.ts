// What a line of the table is.

import type { Figure } from "./figures.ts";
import type { Site } from "./site.ts";

export interface Line {
  /** `--only` asks for it by this name. */
  readonly id: string;
  readonly title: string;
  /** Throws NotMeasured where there is nothing to measure here. */
  measure(site: Site): Promise<readonly Figure[]>;
}

/** There is nothing to measure: a command is not there, or what it is compared with. The message says so in one sentence. */
export class NotMeasured extends Error {}
