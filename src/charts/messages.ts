// What the thread that draws is told, and what it says back.

import { z } from "zod";
import type { Chart } from "../reply/chart.ts";
import type { Language } from "../wording/languages.ts";

/** A chart, and the language of whoever looks at it. */
export interface Asked extends Chart {
  readonly language: Language;
}

export const drawnSchema = z.union([
  z.object({ png: z.instanceof<typeof Uint8Array<ArrayBufferLike>>(Uint8Array) }),
  /** Why this chart could not be drawn. */
  z.object({ problem: z.string() }),
]);

export type Drawn = z.infer<typeof drawnSchema>;
