// What each group of commands is for: the line that platforms show beside its name.

import { wording } from "../../wording/say.ts";

/** By the first word of a command's path. One line, at most 100 characters. */
export const GROUPS: Readonly<Record<string, string>> = {
  news: wording("Rule-of-law news by impact, pillar, country and date"),
  digest: wording("Daily digests and alerts, in a channel or to you"),
  dropbox: wording("The Dropbox folder that the news comes from (admins)"),
};
