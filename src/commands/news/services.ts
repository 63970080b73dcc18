// What the news commands need from below, beside the news: a memory of what was listed.

import type { DiskUse } from "../../datasets/keeper.ts";
import type { PlatformStanding } from "../../platform/standing.ts";
import type { Judgements } from "../../store/judgements.ts";
import type { Lists } from "../../store/lists.ts";
import type { LastQuestions } from "../../store/questions.ts";
import type { SavedQuestions } from "../../store/saved-questions.ts";
import type { ExportServices } from "./export.ts";

export interface NewsServices {
  /** How files are made of the news. Absent: they are not, and no command says so. */
  readonly exporting?: ExportServices;
  /** How the platforms of this process stand. Default: it has none. */
  readonly standings?: () => readonly PlatformStanding[];
  /** What news take on this machine's disk. Default: nobody asks. */
  readonly diskUse?: () => Promise<DiskUse>;
  readonly lists: Lists;
  /** What people asked last. Absent: nobody keeps it. */
  readonly questions?: Pick<LastQuestions, "of">;
  /** What people say of verdicts and stories. */
  readonly judgements: Judgements;
  readonly savedQuestions: SavedQuestions;
}
