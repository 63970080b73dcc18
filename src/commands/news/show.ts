// `/news show`: one article whole, found by its number in the last list, its id, its link or its title.

import { AppError } from "../../errors.ts";
import type { Article } from "../../news/article.ts";
import { cardOf, cutAtSentence, needsTexts, UNTITLED } from "../../news/card.ts";
import type { Catalog, StoryEntry } from "../../news/catalog.ts";
import { pillarOf } from "../../news/pillars.ts";
import type { NewsFilter } from "../../news/query.ts";
import { canonicalLink } from "../../news/stories.ts";
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
  strong,
} from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Block, Inline, Reply } from "../../reply/reply.ts";
import { signOf, wordsOf } from "../../reply/signs.ts";
import { type Command, type CommandContext, defineCommand } from "../define.ts";
import { formatCommand } from "../format.ts";
import { ageOfNews, SCORED_BY } from "./footer.ts";
import { LATEST, TOP, textOf } from "./list-page.ts";
import { anchorsOf } from "./period.ts";
import type { NewsServices } from "./services.ts";

const ANY: NewsFilter = { direction: "any", impact: "any", countries: [], sources: [] };

/** How many articles are offered when several fit. */
const CHOICES = 5;

/** How many reports of a story are listed before the rest is only counted. */
const REPORTS_LISTED = 20;

const PATH = ["news", "show"] as const;
const options = {
  article: {
    kind: "text",
    summary: "Its number in your last list, its id, its link, or words of its title",
    required: true,
    rest: true,
    maxLength: 500,
  },
} as const;

/** The command that shows exactly this article. */
export function showText(id: string): string {
  return formatCommand(PATH, { article: id }, options);
}

export function showCommand({ datasets, lists }: NewsServices): Command {
  return defineCommand({
    path: PATH,
    summary: "One article: every pillar's verdict and summary, and other reports of it",
    role: "read",
    answers: "message",
    examples: ["/news show 1", "/news show 4109a1fd"],
    options,
    async handler({ article: wanted }, context): Promise<Reply> {
      const lease = await datasets.lease(context.invocation.workspace);
      try {
        const found = await find(lease.catalog, wanted, context);
        if ("choices" in found) return chooseFrom(wanted, found.choices);
        return privately(
          ...(lease.notice === undefined ? [] : [paragraph(lease.notice)]),
          ...(await whole(lease.catalog, found, context.now)),
        );
      } finally {
        lease.release();
      }
    },
  });

  async function find(
    catalog: Catalog,
    wanted: string,
    { invocation }: CommandContext,
  ): Promise<StoryEntry | { choices: readonly Article[] }> {
    if (/^\d{1,3}$/.test(wanted)) {
      const id = await lists.article(invocation.workspace, invocation.actor.id, Number(wanted));
      const listed = id === undefined ? undefined : await catalog.article(id);
      if (listed !== undefined) return listed;
      if (id !== undefined)
        throw new AppError(
          "not-found",
          `Number ${wanted} of your last list is no longer in the news. Ask for the list again.`,
        );
    }
    const exact = await catalog.article(wanted);
    if (exact !== undefined) return exact;
    const matches = await candidates(catalog, wanted);
    const [only] = matches;
    if (only !== undefined && matches.length === 1) {
      const entry = await catalog.article(only.id);
      if (entry !== undefined) return entry;
    }
    if (matches.length > 1) return { choices: matches };
    throw new AppError("not-found", notFoundSentence(wanted));
  }
}

function notFoundSentence(wanted: string): string {
  if (/^\d{1,3}$/.test(wanted))
    return `Your last list has no number ${wanted}. Ask for a list first, for example /news top, then /news show 1.`;
  const quoted = wanted.length > 60 ? `${wanted.slice(0, 60)}…` : wanted;
  return `No article has the id, the link or the title words "${quoted}". Try fewer words of its title, or /news latest.`;
}

async function candidates(catalog: Catalog, wanted: string): Promise<readonly Article[]> {
  if (/^\S{4,}$/.test(wanted)) {
    for (const prefix of new Set([wanted, wanted.toLowerCase()])) {
      const byId = await catalog.findByIdPrefix(prefix, CHOICES + 1);
      if (byId.length > 0) return byId;
    }
  }
  if (/^(https?:\/\/|www\.)|^\S+\.\S+\/\S+$/i.test(wanted)) {
    const canonical = canonicalLink(wanted);
    const near = canonical === "" ? [] : await catalog.findByLink(canonical, 50);
    return near.filter((article) => canonicalLink(article.link) === canonical).slice(0, CHOICES + 1);
  }
  const words = wanted.split(/\s+/).filter((word) => word !== "");
  const byTitle = await catalog.findByTitle(words.slice(0, 20), CHOICES + 1);
  const same = byTitle.filter(({ title }) => title?.toLowerCase() === wanted.toLowerCase());
  return same.length === 1 ? same : byTitle;
}

function chooseFrom(wanted: string, articles: readonly Article[]): Reply {
  const more = articles.length > CHOICES ? ` These are ${CHOICES} of them; add to it to narrow it down.` : "";
  return privately(
    paragraph(`Several articles fit "${wanted.length > 60 ? `${wanted.slice(0, 60)}…` : wanted}".${more}`),
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
  const own = texts?.description ?? (needsTexts(article, ANY) ? texts?.content : undefined);
  const itsCountries: NewsFilter = { ...ANY, countries: article.countries };
  const anchors = await anchorsOf(catalog, itsCountries, now);
  const { summary: _, ...card } = cardOf({ article, pillar, reports, filter: ANY });
  return [
    { type: "article", article: card, actions: [] },
    ...(own === undefined ? [] : [paragraph(emphasis("From the article: "), cutAtSentence(own))]),
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
  return summary === undefined ? [verdict] : [verdict, `: ${summary}`];
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
        return [`${verdict}: `, url === undefined ? title : link(url, title)];
      }),
    ),
    ...(hidden > 0 ? [note(`… ${hidden} more reports of "${article.title ?? UNTITLED}".`)] : []),
  ];
}

function moreLikeThis({ article, pillar }: StoryEntry): Block[] {
  const { countries, source } = article;
  const label = dotted(`More on ${pillarOf(pillar).name}`, countries.join(", "));
  return [
    actions(
      command(label, textOf(TOP, { pillar: String(pillar), country: countries })),
      ...(source === undefined ? [] : [command(`Latest of ${source}`, textOf(LATEST, { source: [source] }))]),
    ),
  ];
}
