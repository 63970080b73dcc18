// What the news commands need from below, beside the news: a memory of what was listed.

import type { Lists } from "../../store/lists.ts";

export interface NewsServices {
  readonly lists: Lists;
}
