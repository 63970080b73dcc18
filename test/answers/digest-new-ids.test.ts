// What a pipeline may do to the data and digests must not retell: new ids, ids that restart, undated files, all scores anew
// or gone. And what only looks like the same, which they must tell.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/reply/plain-text.ts";
import { startTestBot, type TestBot } from "./bot.ts";
import type { SampleArticle } from "./data-files.ts";
import { FILE, firstDay, MADE_AT, postedAt, secondDay, strongArticle } from "./digest-news.ts";

let bot: TestBot;

const LATVIA = "Latvia_master.parquet.gzip";

/** The same articles as a pipeline writes them whose ids are made anew. */
const renamed = (articles: readonly SampleArticle[], prefix: string): readonly SampleArticle[] =>
  articles.map((article) => ({
    ...article,
    id: `${prefix}${article.id}`,
    link: article.link ?? `https://www.${article.source}/${article.id}`,
  }));

async function posted(at: string): Promise<readonly string[]> {
  return (await postedAt(bot, at)).map(plainText);
}

beforeAll(async () => {
  bot = await startTestBot({ files: { [FILE]: firstDay }, now: MADE_AT });
  await bot.ask("/digest create Morning when daily 09:00");
});
afterAll(() => bot.close());

// Days that follow one another.
describe("a digest", { shuffle: false }, () => {
  const estonia = [...firstDay, ...secondDay];
  const maltese = {
    ...strongArticle("1", "Court in Tallinn frees the editor", "2024-03-13 08:00:00"),
    source: "err.ee",
  };
  const finnish = { ...maltese, title: "Riga closes its archive for good", source: "lsm.lv" };
  const finland = [finnish];

  it("brings what is new", async () => {
    await bot.replace({ [FILE]: estonia });
    const [message] = await posted("2024-03-09T09:00:00Z");
    expect(message).toContain("Mayor charged with taking bribes");
    await posted("2024-03-10T09:00:00Z");
  });

  it("says nothing when every article has a new id, and why tells that it is the same one", async () => {
    await bot.replace({ [FILE]: renamed(estonia, "x7") });
    expect(await posted("2024-03-11T09:00:00Z")).toEqual([]);
    const why = plainText(await bot.ask("/digest why x7a100000000000001"));
    expect(why).toContain("Mayor charged with taking bribes");
    expect(why).toMatch(
      /shown on .*9 Mar 2024.* Its id in the data changed on .*; it is the same article as before\./,
    );
  });

  it("still knows them under another new id", async () => {
    await bot.replace({ [FILE]: renamed(estonia, "y8") });
    expect(await posted("2024-03-12T09:00:00Z")).toEqual([]);
  });

  it("takes no undated article of a new file for news", async () => {
    const undated = Array.from({ length: 40 }, (_, n) => ({
      ...strongArticle(`u${n}00000000`, `Undated case number ${n} before the court`, ""),
      date: null,
    }));
    await bot.replace({ [FILE]: renamed(estonia, "y8"), [LATVIA]: undated });
    expect(await posted("2024-03-13T09:00:00Z")).toEqual([]);
    expect(plainText(await bot.ask("/digest why u100000000"))).toContain(
      "not shown: it has no date and came with a file that was new, so it counts as known before.",
    );
  });

  it("tells in one line that a file was scored anew", async () => {
    const anew = estonia.map((article) => ({ ...article, verdicts: { 1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 8: 3 } }));
    await bot.replace({ [FILE]: renamed(anew, "y8") });
    const [message, ...more] = await posted("2024-03-14T09:00:00Z");
    expect(more).toEqual([]);
    expect(message).toMatch(
      /Most of .*Estonia_master\.parquet\.gzip was scored anew, \d+ articles shown here with it/,
    );
    expect(message).not.toContain("Rescored:");
  });

  it("has both articles of an id that restarts in another file", async () => {
    await bot.replace({ "Malta.parquet.gzip": [maltese], "Finland.parquet.gzip": finland });
    for (const [country, own, other] of [
      ["Malta", maltese, finnish],
      ["Finland", finnish, maltese],
    ] as const) {
      const answer = plainText(await bot.ask(`/news top country ${country}`));
      expect(answer).toContain(own.title);
      expect(answer).not.toContain(other.title);
    }
    await posted("2024-03-15T09:00:00Z");
  });

  it("says once which file is held back while the others bring their news", async () => {
    const news = {
      ...strongArticle("f2", "Editor freed after a night in custody", "2024-03-15 20:00:00"),
      source: "yle.fi",
    };
    await bot.replace({
      "Malta.parquet.gzip": "a page that says 404",
      "Finland.parquet.gzip": [...finland, news],
    });
    const [message] = await posted("2024-03-16T09:00:00Z");
    expect(message).toContain(
      "Malta.parquet.gzip is not a parquet file: save the table as parquet. Its earlier news goes on, and all other files are up to date. Admins know.",
    );
    expect(message).toContain(news.title);
    expect(await posted("2024-03-17T09:00:00Z")).toEqual([]);
  });

  /** Two that a link or a title makes look like one. */
  const PAIRS = [
    ["https://yle.fi/article.php?id=101", "Customs officers take bribes in Kotka"],
    ["https://yle.fi/article.php?id=102", "Parliament votes on new police powers"],
    ["https://yle.fi/#/news/1", "Ombudsman finds beatings at a station"],
    ["https://yle.fi/#/news/2", "Teachers go to court over their pay"],
    ["https://www.google.com/url?q=https://one.fi/a", "Bribed referee names his paymasters"],
    ["https://www.google.com/url?q=https://two.fi/b", "Smugglers shot at a border guard"],
    ["https://yle.fi/week/10", "What happened this week in the courts"],
    ["https://yle.fi/week/11", "What happened this week in the courts"],
  ] as const;
  const paired = PAIRS.map(([link, title], n) => ({
    ...strongArticle(`p${n}`, title, `2024-03-${n % 2 === 0 ? 17 : 18} 15:00:00`, "yle.fi"),
    link,
  }));
  const even = [finnish, ...paired.filter((_, n) => n % 2 === 0)];

  it("brings each of two whose links differ in a parameter, a fragment or where they lead, and every day's column", async () => {
    await bot.replace({ "Malta.parquet.gzip": [maltese], "Finland.parquet.gzip": even });
    const [first] = await posted("2024-03-18T09:00:00Z");
    await bot.replace({ "Finland.parquet.gzip": [finnish, ...paired] });
    const [second] = await posted("2024-03-19T09:00:00Z");
    for (const [n, [link, title]] of PAIRS.entries()) {
      expect(n % 2 === 0 ? first : second).toContain(`${title}\n`);
      expect(n % 2 === 0 ? first : second).toContain(link);
    }
    for (const message of [first, second]) expect(message).toContain("4 of 4 shown");
  });

  it("says nothing of an article that comes four days later with another id and date", async () => {
    const again = paired.map((one, n) =>
      n === 0 ? { ...one, id: "another", date: "2024-03-21 15:00:00" } : one,
    );
    await bot.replace({ "Finland.parquet.gzip": [finnish, ...again] });
    expect(await posted("2024-03-22T09:00:00Z")).toEqual([]);
  });

  it("calls nothing rescored when all scores of a file are gone: it is held", async () => {
    const gone = paired.map((one) => ({ ...one, verdicts: { 5: 0 } }));
    await bot.replace({ "Finland.parquet.gzip": gone });
    const [message, ...more] = await posted("2024-03-23T09:00:00Z");
    expect(more).toEqual([]);
    expect(message).toContain("Finland.parquet.gzip went from 9 to 0 scores from 1 to 5.");
    expect(message).not.toMatch(/[Rr]escored|scored anew|▼/);
    expect(await posted("2024-03-24T09:00:00Z")).toEqual([]);
  });
});
