// Before anybody asks, news are asked once: what lists look up is made then, and Node compiles what looks at every article. The first
// sixty who ask at once wait a quarter less.

import type { Catalog } from "../news/catalog.ts";
import { DAY_MS } from "../time/units.ts";
import type { Period } from "../time/windows.ts";

/** As many as an answer shows. */
const LIMIT = 5;
/** Node compiles what it met a few times. */
const TIMES = 3;

/** Takes some 250 ms of a processor at a million assessments, in turns with whoever asks meanwhile. */
export async function rehearse({ manifest, top, latest }: Catalog): Promise<void> {
  const periods: readonly Period[] = [{}, { from: (manifest.lastDate ?? 0) - 7 * DAY_MS }];
  for (let time = 0; time < TIMES; time += 1)
    for (const period of periods)
      for (const list of [top, latest]) await list({ filter: {}, period, limit: LIMIT, offset: 0 });
}
