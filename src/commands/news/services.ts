// What the news commands need from below, beside the news: a memory of what was listed.

import type { PlatformStanding } from "../../platform/standing.ts";
import type { Lists } from "../../store/lists.ts";

export interface NewsServices {
  /** How the platforms of this process stand. Default: it has none. */
  readonly standings?: () => readonly PlatformStanding[];
  readonly lists: Lists;
}
