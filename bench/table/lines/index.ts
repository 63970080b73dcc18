// All lines of the table, in the order in which they are measured: what changes the news comes after what only asks, and what
// starts the program anew at the end.

import type { Line } from "../line.ts";
import { BUILDS, CHANGED } from "./build.ts";
import { DIGESTS } from "./digests.ts";
import { DISK } from "./disk.ts";
import { LISTS } from "./lists.ts";
import { RESTARTS } from "./restart.ts";
import { SWAPPED, TOGETHER } from "./together.ts";
import { WHOLE_FILES } from "./whole-file.ts";
import { WORDS } from "./words.ts";

export const LINES: readonly Line[] = [
  ...BUILDS,
  ...LISTS,
  ...WORDS,
  ...TOGETHER,
  ...DISK,
  ...CHANGED,
  ...SWAPPED,
  ...DIGESTS,
  ...WHOLE_FILES,
  ...RESTARTS,
];
