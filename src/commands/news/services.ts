// What the news commands need from below: data to answer from, and a memory of what was listed.

import type { Datasets } from "../../datasets/keeper.ts";
import type { Lists } from "../../store/lists.ts";

export interface NewsServices {
  readonly datasets: Datasets;
  readonly lists: Lists;
}
