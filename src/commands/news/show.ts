// `/news show`: one article whole, found by its number in the last list, its id, its link or its title.

import type { Listed } from "../../language/declare/options.ts";
import type { Article } from "../../news/article.ts";
import { cardOf, cutAtSentence, needsTexts, STEPS_READ, UNTITLED } from "../../news/card.ts";
import type { AffairStep, Catalog, StoryEntry } from "../../news/catalog.ts";
import type { NewsFilter } from "../../news/filter/filter.ts";
import { pillarName } from "../../news/pillars.ts";
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
  paragraphs,
  privately,
  quote,
  strong,
} from "../../reply/build.ts";
import type { Block, Inline, Reply } from "../../reply/reply.ts";
import { relevanceWords, signOf, wordsOf } from "../../reply/signs.ts";
import { countryHere } from "../../wording/countries.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { ageOfNews, SCORED_BY } from "./footer.ts";
import { pillarQuestion, questionsText, storyQuestion } from "./judging.ts";
import { LATEST, TOP, textOf } from "./list-page.ts";
import { articleOptions, dayOf, entryOrChoices, likeText, SHOW, SHOW_PATH, showText } from "./one-article.ts";
import { anchorsOf } from "./period.ts";
import type { NewsServices } from "./services.ts";

/** How many reports of a story are listed before the rest is only counted. */
const REPORTS_LISTED = 20;

/** How many steps of an affair are listed, and how many of these can be opened, before the rest is only counted. */
const STEPS_LISTED = 12;
const STEPS_OFFERED = 5;

export function showCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: SHOW_PATH,
    summary: wording("One article: every pillar's verdict and summary, and other reports of it"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/news show 1", "/news show 4109a1fd"],
    options: articleOptions,
    async handler({ article: wanted }, context): Promise<Reply> {
      const { catalog, notice } = await context.news.serving();
      const found = await entryOrChoices(SHOW, catalog, wanted, lists, context);
      if ("blocks" in found) return found;
      return privately(...paragraphs(notice), ...(await whole(catalog, found, context.now)));
    },
  });
}

async function whole(catalog: Catalog, entry: StoryEntry, now: number): Promise<Block[]> {
  const { article, pillar, reports } = entry;
  const texts = (await catalog.texts([article.id])).get(article.id);
  const steps = (await catalog.affairs([article.affairId], STEPS_READ)).get(article.affairId) ?? [];
  // The content speaks where nobody summed it up.
  const own = texts?.description ?? (needsTexts(article, {}) ? texts?.content : undefined);
  const itsCountries: NewsFilter =
    article.countries.length === 0 ? {} : { country: { any: article.countries, not: [] } };
  const anchors = await anchorsOf(catalog, itsCountries, now);
  const { summary: _, ...card } = cardOf({ article, pillar, reports, steps, filter: {} });
  return [
    { type: "article", article: { ...card, earlier: [] }, actions: [] },
    ...(own === undefined
      ? []
      : [paragraph(emphasis(`${say("From the article:")} `), quote(cutAtSentence(own)))]),
    heading(say("Verdicts by pillar")),
    list(article.assessments.map((assessment) => verdictLine(assessment))),
    pillarQuestion(article.id, pillar),
    ...storyBlocks(entry, card.reports),
    ...affairBlocks(article, steps),
    note(dotted(`id ${article.id}`, ageOfNews(catalog, itsCountries, anchors, now))),
    note(say(SCORED_BY)),
    ...goingOn(entry),
  ];
}

function verdictLine({
  pillar,
  score,
  relevance,
  summary,
}: Article["assessments"][number]): (Inline | string)[] {
  const verdict = strong(
    `${signOf(score)} ${pillar} ${pillarName(pillar)}, ${wordsOf(score)} · ${relevanceWords(relevance)}`,
  );
  return summary === undefined ? [verdict] : [verdict, ": ", quote(summary)];
}

function storyBlocks(entry: StoryEntry, verdicts: ArticleCard["reports"]): Block[] {
  const { article, reports } = entry;
  if (reports.length === 0) return [];
  const shown = reports.slice(0, REPORTS_LISTED);
  const hidden = reports.length - shown.length;
  return [
    heading(say("Other reports of this story")),
    list(
      shown.map(({ id, title = say(UNTITLED), publishedAt }) => {
        const { source, url, score, disagrees } = verdicts.find((report) => report.id === id) ?? {};
        const verdict = dotted(
          score !== undefined && signOf(score),
          disagrees === true && say("scored differently"),
          source,
          dayOf(publishedAt),
        );
        return [`${verdict}: `, url === undefined ? quote(title) : link(url, title)];
      }),
    ),
    ...(hidden > 0
      ? [
          note(
            ...sayParts('… {count, plural, one {# more report} other {# more reports}} of "{title}".', {
              count: hidden,
              title: quote(article.title ?? say(UNTITLED)),
            }),
          ),
        ]
      : []),
    ...storyQuestion(entry),
  ];
}

/** The steps of its affair, oldest first, the one that is shown marked; nothing when it is the only one. */
function affairBlocks({ storyId: own }: Article, newestFirst: readonly AffairStep[]): Block[] {
  if (newestFirst.length < 2) return [];
  const steps = newestFirst.toReversed();
  const at = steps.findIndex(({ storyId }) => storyId === own);
  const from = Math.max(0, Math.min(at - STEPS_LISTED + 3, steps.length - STEPS_LISTED));
  const shown = steps.slice(from, from + STEPS_LISTED);
  const [before, after] = [from, steps.length - from - shown.length];
  return [
    heading(say("The affair so far")),
    ...(before > 0
      ? [note(say("… {count, plural, one {# earlier step} other {# earlier steps}}", { count: before }))]
      : []),
    list(
      shown.map(({ storyId, title = say(UNTITLED), publishedAt }) => {
        const date = dayOf(publishedAt);
        return storyId === own
          ? sayParts("{date}: {title} (this story)", { date, title: strong(title) })
          : [`${date}: `, quote(title)];
      }),
    ),
    ...(after > 0
      ? [note(say("… {count, plural, one {# later step} other {# later steps}}", { count: after }))]
      : []),
    actions(
      ...shown
        .filter(({ storyId }) => storyId !== own)
        .slice(-STEPS_OFFERED)
        .map(({ storyId, publishedAt }) =>
          command(say("Show {date}", { date: dayOf(publishedAt) }), showText(storyId)),
        ),
    ),
  ];
}

function oneOf(item: string): Listed {
  return { any: [item], not: [] };
}

function goingOn({ article, pillar }: StoryEntry): Block[] {
  const { countries, source } = article;
  const label = dotted(
    say("More on {pillar}", { pillar: pillarName(pillar) }),
    countries.map(countryHere).join(", "),
  );
  return [
    actions(
      command(say("More like this"), likeText(article.id)),
      command(label, textOf(TOP, { pillar: oneOf(String(pillar)), country: { any: countries, not: [] } })),
      ...(source === undefined
        ? []
        : [command(say("Latest of {source}", { source }), textOf(LATEST, { source: oneOf(source) }))]),
      ...(article.assessments.length < 2 ? [] : [command(say("Right or wrong?"), questionsText(article.id))]),
    ),
  ];
}
