// The news of a few days in March 2024 that digests are made of, and how their tests look at what was posted.

import { plainText } from "../../src/reply/plain-text.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { labelsOf, type TestBot } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";

/** When most digests of the tests are made: a Friday. */
export const MADE_AT = "2024-03-08T09:00:00Z";

/** The data file that grows from day to day. */
export const FILE = "Estonia_master.parquet.gzip";

// In the data when a digest is made. The first two are of the day before.

export const bribes: SampleArticle = {
  id: "a100000000000001",
  title: "Mayor charged with taking bribes",
  source: "err.ee",
  date: "2024-03-07 20:00:00",
  verdicts: { 2: 1, 8: 4 },
};
export const archive: SampleArticle = {
  id: "a100000000000002",
  title: "Ministry opens its whole archive",
  source: "delfi.ee",
  date: "2024-03-07 21:00:00",
  verdicts: { 3: 5 },
};
/** A week older: it counts as known. */
export const strike: SampleArticle = {
  id: "a100000000000003",
  title: "Teachers strike in the capital",
  source: "err.ee",
  date: "2024-03-01 10:00:00",
  verdicts: { 4: 1 },
};
export const firstDay: readonly SampleArticle[] = [bribes, archive, strike];

// What arrives on Saturday: one article for every fate.

export const judge: SampleArticle = {
  id: "b200000000000001",
  title: "Judge suspended after criticising the ministry",
  source: "err.ee",
  date: "2024-03-09 12:00:00",
  verdicts: { 1: 1 },
  description:
    "The council of judges sees an attack on the independence of the judiciary and on the constitution.",
};
/** The same story, told earlier and elsewhere. */
export const judgeElsewhere: SampleArticle = {
  ...judge,
  id: "b200000000000002",
  source: "delfi.ee",
  date: "2024-03-09 11:00:00",
};
/** Very good for one pillar and very bad for another. */
export const access: SampleArticle = {
  id: "b200000000000003",
  title: "Parliament passes an access to information law",
  source: "err.ee",
  date: "2024-03-09 16:00:00",
  verdicts: { 3: 5, 4: 1 },
  description:
    "Human rights groups fear for the right to privacy, personal data and the freedom of journalists.",
};
export const fraud: SampleArticle = {
  id: "b200000000000004",
  title: "Fraud trial ends after nine years",
  source: "postimees.ee",
  date: "2024-03-09 15:00:00",
  verdicts: { 8: 1 },
};
export const weak: SampleArticle = {
  id: "b200000000000005",
  title: "Customs agency reorganised",
  source: "err.ee",
  date: "2024-03-09 15:00:00",
  verdicts: { 6: 2 },
};
export const unscored: SampleArticle = {
  id: "b200000000000006",
  title: "Family court rules behind closed doors",
  source: "err.ee",
  date: "2024-03-09 15:00:00",
  verdicts: { 7: [0, "Skipped article"] },
};
export const late: SampleArticle = {
  id: "b200000000000007",
  title: "Report of January turns up",
  source: "err.ee",
  date: "2024-01-09 15:00:00",
  verdicts: { 8: 1 },
};
export const secondDay: readonly SampleArticle[] = [
  judge,
  judgeElsewhere,
  access,
  fraud,
  weak,
  unscored,
  late,
];

/** A strong article of its own story. */
export function strongArticle(id: string, title: string, date: string, source = "err.ee"): SampleArticle {
  return { id, title, source, date, verdicts: { 5: 1 } };
}

/** The message that was posted last. */
export function lastPosted(bot: TestBot): Reply {
  const last = bot.posted().at(-1);
  if (last === undefined) throw new Error("nothing was posted");
  return last;
}

/** What is posted at a time, when everything due then is decided. */
export async function postedAt(bot: TestBot, now: string): Promise<readonly Reply[]> {
  const before = bot.posted().length;
  bot.at(now);
  await bot.tick();
  return bot.posted().slice(before);
}

/** Titles in the lists of a reply, such as the articles behind a number of a receipt. */
export function listed(reply: Reply): readonly string[] {
  return reply.blocks.flatMap((block) =>
    block.type === "list" ? block.items.map((item) => plainText(asReply(item)).split(" · ")[0] ?? "") : [],
  );
}

function asReply(content: Extract<Reply["blocks"][number], { type: "paragraph" }>["content"]): Reply {
  return { audience: "asker", blocks: [{ type: "paragraph", content }] };
}

/** The line that tells what became of every candidate. */
export function receiptOf(reply: Reply): string {
  return (
    plainText(reply)
      .split("\n")
      .find((line) => / of [\d,]+ shown/.test(line)) ?? ""
  );
}

/** Buttons that open a set of a receipt: they begin with its number. */
export function setsOf(reply: Reply): readonly string[] {
  return labelsOf(reply).filter((label) => /^\d/.test(label));
}
