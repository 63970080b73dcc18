// `/news show`: one article whole, found by its number in the last list, its id, its link or its title.

import { formatCommand } from "../../language/declare/format.ts";
import type { Listed } from "../../language/declare/options.ts";
import type { Article } from "../../news/article.ts";
import { cardOf, cutAtSentence, needsTexts, UNTITLED } from "../../news/card.ts";
import type { Catalog, StoryEntry } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/filter/filter.ts";
import { pillarOf } from "../../news/pillars.ts";
import type { ArticleCard } from "../../reply/article-card.ts";
import {
  actions,
  command,
  dotted,
  emphasis,
  heading,
  link,
  list,
  note,
  paragraph,
  privately,
  quote,
  strong,
} from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Block, Inline, Reply } from "../../reply/reply.ts";
import { signOf, wordsOf } from "../../reply/signs.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { CHOICES, findArticle } from "./find-article.ts";
import { ageOfNews, SCORED_BY } from "./footer.ts";
import { LATEST, TOP, textOf } from "./list-page.ts";
import { anchorsOf } from "./period.ts";
import type { NewsServices } from "./services.ts";

/** How many reports of a story are listed before the rest is only counted. */
const REPORTS_LISTED = 20;

const PATH = ["news", "show"] as const;
/** An article in whatever way people name one: `findArticle` reads it. */
export const articleOption = {
  kind: "text",
  vocabulary: "title",
  summary: "Its number in your last list, its id, its link, or words of its title",
  required: true,
  rest: true,
  maxLength: 500,
} as const;

const options = { article: articleOption } as const;

/** The command that shows exactly this article. */
export function showText(id: string): string {
  return formatCommand(PATH, { article: id }, options);
}

export function showCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: PATH,
    summary: "One article: every pillar's verdict and summary, and other reports of it",
    role: "read",
    answers: "message",
    examples: ["/news show 1", "/news show 4109a1fd"],
    options,
    async handler({ article: wanted }, context): Promise<Reply> {
      const { catalog, notice } = await context.news.serving();
      const found = await findArticle(catalog, wanted, lists, context);
      if ("choices" in found) return chooseFrom(wanted, found.choices);
      return privately(
        ...(notice === undefined ? [] : [paragraph(notice)]),
        ...(await whole(catalog, found, context.now)),
      );
    },
  });
}

function chooseFrom(wanted: string, articles: readonly Article[]): Reply {
  const more = articles.length > CHOICES ? ` These are ${CHOICES} of them; add to it to narrow it down.` : "";
  return privately(
    paragraph(`Several articles fit "${excerpt(wanted, 60)}".${more}`),
    list(
      articles
        .slice(0, CHOICES)
        .map((article) => [
          strong(article.title ?? UNTITLED),
          ` · ${dotted(article.countries.join(", "), article.source, dateOf(article.publishedAt))}`,
        ]),
      true,
    ),
    actions(...articles.slice(0, CHOICES).map(({ id }, index) => command(`Show ${index + 1}`, showText(id)))),
  );
}

function dateOf(at: number | undefined): string {
  return at === undefined ? "undated" : formatDate(at);
}

async function whole(catalog: Catalog, entry: StoryEntry, now: number): Promise<Block[]> {
  const { article, pillar, reports } = entry;
  const texts = (await catalog.texts([article.id])).get(article.id);
  // The content speaks where nobody summed it up.
  const own = texts?.description ?? (needsTexts(article, {}) ? texts?.content : undefined);
  const itsCountries: NewsFilter =
    article.countries.length === 0 ? {} : { country: { any: article.countries, not: [] } };
  const anchors = await anchorsOf(catalog, itsCountries, now);
  const { summary: _, ...card } = cardOf({ article, pillar, reports, filter: {} });
  return [
    { type: "article", article: card, actions: [] },
    ...(own === undefined ? [] : [paragraph(emphasis("From the article: "), quote(cutAtSentence(own)))]),
    heading("Verdicts by pillar"),
    list(article.assessments.map((assessment) => verdictLine(assessment))),
    ...storyBlocks(entry, card.reports),
    note(dotted(`id ${article.id}`, ageOfNews(catalog, itsCountries, anchors, now))),
    note(SCORED_BY),
    ...moreLikeThis(entry),
  ];
}

function verdictLine({ pillar, score, summary }: Article["assessments"][number]): (Inline | string)[] {
  const { number, name } = pillarOf(pillar);
  const verdict = strong(`${signOf(score)} ${number} ${name}, ${wordsOf(score)}`);
  return summary === undefined ? [verdict] : [verdict, ": ", quote(summary)];
}

function storyBlocks({ article, reports }: StoryEntry, verdicts: ArticleCard["reports"]): Block[] {
  if (reports.length === 0) return [];
  const shown = reports.slice(0, REPORTS_LISTED);
  const hidden = reports.length - shown.length;
  return [
    heading("Other reports of this story"),
    list(
      shown.map(({ id, title = UNTITLED, publishedAt }) => {
        const { source, url, score, disagrees } = verdicts.find((report) => report.id === id) ?? {};
        const verdict = dotted(
          score !== undefined && signOf(score),
          disagrees === true && "scored differently",
          source,
          dateOf(publishedAt),
        );
        return [`${verdict}: `, url === undefined ? quote(title) : link(url, title)];
      }),
    ),
    ...(hidden > 0 ? [note(`… ${hidden} more reports of "`, quote(article.title ?? UNTITLED), '".')] : []),
  ];
}

function oneOf(item: string): Listed {
  return { any: [item], not: [] };
}

function moreLikeThis({ article, pillar }: StoryEntry): Block[] {
  const { countries, source } = article;
  const label = dotted(`More on ${pillarOf(pillar).name}`, countries.join(", "));
  return [
    actions(
      command(label, textOf(TOP, { pillar: oneOf(String(pillar)), country: { any: countries, not: [] } })),
      ...(source === undefined
        ? []
        : [command(`Latest of ${source}`, textOf(LATEST, { source: oneOf(source) }))]),
    ),
  ];
}
