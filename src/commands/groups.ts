// What each group of commands is for: the line that platforms show beside its name.

/** By the first word of a command's path. One line, at most 100 characters. */
export const GROUPS: Readonly<Record<string, string>> = {
  news: "Rule-of-law news: top stories, search, one article, counts",
  digest: "Daily digests and alerts in this channel",
  dropbox: "Connect and look after the news files",
};
