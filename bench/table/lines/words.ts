// The full text, against looking into every text; and counts.

import { startInstead } from "../../instead/client.ts";
import { drawDifferent } from "../../questions/draw.ts";
import { listQuestion } from "../../questions/lists.ts";
import { SEARCHES, type SearchKind, searchedWords } from "../../questions/search.ts";
import {
  countedOf,
  type Figure,
  medianOf,
  megabytes,
  milliseconds,
  percentile,
  seconds,
  times,
} from "../figures.ts";
import { type Line, NotMeasured } from "../line.ts";
import { SEARCH_FILE } from "../searchable.ts";
import type { Site } from "../site.ts";
import { differentQuestions, measureAsked } from "./asked.ts";

const TITLES: Readonly<Record<SearchKind, string>> = {
  rare: "/news search, a rare word",
  common: "/news search, one or two common words",
  commonest: "/news search, the commonest words",
  phrase: "/news search, a phrase",
  prefix: "/news search, the beginning of a word",
  hostile: "/news search, hostile",
};

async function needCommand({ bot }: Site, name: string): Promise<void> {
  const { commands } = await bot();
  if (!commands.includes(name)) throw new NotMeasured(`There is no /${name} in this checkout.`);
}

function searchLine(kind: SearchKind): Line {
  const id = `search-${kind}`;
  return {
    id,
    title: TITLES[kind],
    async measure(site) {
      await needCommand(site, "news search");
      const questions = await differentQuestions(site, (corpus) => {
        const words = searchedWords(corpus, kind);
        return (chance) => `/news search ${words(chance)}`;
      });
      await site.searchable();
      return measureAsked(site, {
        id,
        questions,
        isOld: false,
        // Little of what is hostile means anything.
        showsArticles: kind !== "hostile",
      });
    },
  };
}

/** ILIKE takes long: so many questions tell how long. */
const ILIKE_QUESTIONS = 12;

const ilike: Line = {
  id: "search-ilike",
  title: "/news search against ILIKE over title and summary in a DuckDB table",
  async measure(site) {
    site.need("ilike");
    const corpus = await site.corpus();
    const words = drawDifferent(
      site.options.questions,
      site.options.seed + 1,
      searchedWords(corpus, "common"),
    );
    const instead = startInstead("ilike", (await site.news()).paths, site.folder);
    try {
      await instead.open();
      const tookMs: number[] = [];
      for (const asked of words.slice(0, ILIKE_QUESTIONS)) tookMs.push(await instead.say(asked));
      const its = medianOf(tookMs);
      const figures = [
        milliseconds("search-ilike.p50", "p50 of ILIKE", its, countedOf(tookMs.length, "question")),
      ];
      return [...figures, await againstSearch(site, words, its)];
    } finally {
      await instead.end();
    }
  },
};

async function againstSearch(site: Site, words: readonly string[], ilikeMs: number): Promise<Figure> {
  const bot = await site.bot();
  if (!bot.commands.includes("news search"))
    return times("search-ilike.ratio", "as fast as ILIKE", Number.NaN, "There is no /news search yet.");
  const { tookMs } = await bot.ask(
    words.map((text) => ({ actor: "searcher", text: `/news search ${text}` })),
  );
  return times(
    "search-ilike.ratio",
    "as fast as ILIKE",
    ilikeMs / medianOf(tookMs),
    `p99 ${percentile(tookMs, 0.99).toFixed(1)} ms`,
  );
}

const stats: Line = {
  id: "stats",
  title: "/news stats",
  async measure(site) {
    await needCommand(site, "news stats");
    const questions = await differentQuestions(site, (corpus) => {
      const list = listQuestion(corpus, { verb: "top", isOfPillar: false });
      return (chance) => {
        const since = chance.happens(0.5) ? " since all" : chance.happens(0.5) ? " since 30d" : "";
        return `${list(chance)
          .replace("/news top", "/news stats")
          .replace(/ limit \d+$/, "")}${since}`;
      };
    });
    return measureAsked(site, { id: "stats", questions, isOld: false, showsArticles: false });
  },
};

const built: Line = {
  id: "search-build",
  title: "the full text, built in the background",
  async measure(site) {
    await needCommand(site, "news search");
    const { tookMs, sizeBytes } = await site.searchable();
    return [
      seconds("search-build.took", "after the snapshot", tookMs, SEARCH_FILE),
      megabytes("search-build.size", "on the disk", sizeBytes),
    ];
  },
};

export const WORDS: readonly Line[] = [built, ...SEARCHES.map(searchLine), ilike, stats];
