// Lists of news and single articles.

import type { Question } from "../../bot/protocol.ts";
import { drawDifferent, oneOf } from "../../questions/draw.ts";
import { type ListQuestions, listQuestion } from "../../questions/lists.ts";
import type { Line } from "../line.ts";
import { differentQuestions, measureAsked, WARM_UP } from "./asked.ts";

function listLine(id: string, title: string, asks: ListQuestions, isOld = true): Line {
  return {
    id,
    title,
    async measure(site) {
      const questions = await differentQuestions(site, (corpus) => listQuestion(corpus, asks));
      return measureAsked(site, { id, questions, isOld });
    },
  };
}

/** So many articles of a list are shown by their numbers. */
const SHOWN = 5;
/** With the articles that are shown of each, as many as warm up. */
const WARM_UP_LISTS = WARM_UP / (SHOWN + 1);

/** Every narrowed list has a page for so many articles of all. */
const ARTICLES_A_PAGE = 500;
const MOST_PAGES = 50;

const showByNumber: Line = {
  id: "show-number",
  title: "/news show, by the number in a list",
  async measure(site) {
    const corpus = await site.corpus();
    const lists = listQuestion(corpus, { verb: "latest", isOfPillar: true, isNarrowed: false });
    const pages = Math.min(MOST_PAGES, Math.ceil(corpus.articles / ARTICLES_A_PAGE));
    const count = Math.ceil(site.options.questions / SHOWN) + WARM_UP_LISTS;
    const questions = drawDifferent(
      count,
      site.options.seed,
      (chance) => `${lists(chance).replace(/ limit \d+$/, "")} page ${chance.between(1, pages)}`,
    ).flatMap((list, index): Question[] => {
      const actor = `reader ${index}`;
      return [
        { text: list, actor, isAside: true },
        ...Array.from({ length: SHOWN }, (_, shown) => ({
          text: `/news show ${firstOf(list) + shown}`,
          actor,
        })),
      ];
    });
    return measureAsked(site, { id: "show-number", questions, isOld: true });
  },
};

/** The number of the first article of a page of five. */
function firstOf(list: string): number {
  return (Number(/ page (\d+)$/.exec(list)?.[1] ?? 1) - 1) * SHOWN + 1;
}

const showById: Line = {
  id: "show-id",
  title: "/news show, by id",
  async measure(site) {
    const questions = await differentQuestions(
      site,
      ({ ids }) =>
        (chance) =>
          `/news show ${oneOf(ids, chance) ?? ""}`,
    );
    return measureAsked(site, { id: "show-id", questions, isOld: true });
  },
};

export const LISTS: readonly Line[] = [
  listLine("top", "/news top of a pillar, its default window", { verb: "top", isOfPillar: true }),
  listLine("top-all", "/news top of all pillars, its default window", { verb: "top", isOfPillar: false }),
  listLine("latest", "/news latest of a pillar", { verb: "latest", isOfPillar: true }),
  listLine("latest-all", "/news latest of all pillars", { verb: "latest", isOfPillar: false }),
  listLine("since-all", "/news top since all, of a pillar", {
    verb: "top",
    isOfPillar: true,
    also: ["since all"],
  }),
  listLine("since-all-all", "/news top since all, of all pillars", {
    verb: "top",
    isOfPillar: false,
    also: ["since all"],
  }),
  listLine("each-country", "/news top each country", {
    verb: "top",
    isOfPillar: true,
    also: ["each country"],
  }),
  listLine("page-20", "pages 20 to 22 of /news top since all", {
    verb: "top",
    isOfPillar: true,
    also: ["since all page 20", "since all page 21", "since all page 22"],
    isNarrowed: false,
  }),
  showByNumber,
  showById,
];
