// `/news top` and `/news latest`: ranked or newest stories, a page at a time.

import type { Catalog, SearchNotReady } from "../../news/catalog.ts";
import { DIMENSION_NAMES, describeFilter, filterOf } from "../../news/filter/filter.ts";
import { describeTopic } from "../../news/filter/topics.ts";
import { describeTurns } from "../../news/filter/turns.ts";
import { type Content, dotted, heading, note, paragraphs } from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { resolvePeriod, type Window } from "../../time/windows.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { askedNews } from "./asked-news.ts";
import { cardsOf } from "./cards.ts";
import { type Cited, citation } from "./citation.ts";
import { type ListValues, listOptions } from "./filters.ts";
import { ageOfNews, SCORED_BY, sentenceCase } from "./footer.ts";
import { listButtons } from "./list-buttons.ts";
import { notScoredOf, shownOf, undatedOf } from "./list-counts.ts";
import { contradiction, emptyBlocks } from "./list-empty.ts";
import {
  askedAnew,
  exactText,
  LATEST,
  type ListKind,
  listIn,
  type Page,
  TOP,
  textOf,
  titleOf,
} from "./list-page.ts";
import { isOutsideTheData, outsideSentence } from "./outside-the-data.ts";
import {
  anchorsOf,
  covered,
  describePeriod,
  findWidening,
  shiftedSentence,
  typedWindow,
  widenedSentence,
} from "./period.ts";
import { notReadyReply } from "./search-not-ready.ts";
import type { NewsServices } from "./services.ts";

const DEFAULT_LIMIT = 5;

export function listCommands(services: NewsServices): readonly Command[] {
  const top = defineCommand({
    path: TOP.path,
    summary: wording("The strongest news, most important first"),
    role: "read",
    answers: "message",
    isLookup: true,
    isList: true,
    carriesOn: true,
    examples: [
      "/news top pillar 1",
      "/news top corruption latvia last week",
      "/news top negative strong since 30d",
    ],
    options: listOptions,
    handler: (values, context) => answerList(services, TOP, values, context),
  });
  const latest = defineCommand({
    path: LATEST.path,
    summary: wording("The newest news, not scored articles included"),
    role: "read",
    answers: "message",
    isLookup: true,
    isList: true,
    carriesOn: true,
    examples: ["/news latest", "/news latest estonia pillar 4", "/news latest scored no"],
    options: listOptions,
    handler: (values, context) => answerList(services, LATEST, values, context),
  });
  return [top, latest];
}

/** A page of a list, which `show`, `more` and `back` then go on from. */
export async function answerList(
  { lists }: NewsServices,
  kind: ListKind,
  values: ListValues,
  context: CommandContext,
): Promise<Reply> {
  const impossible = contradiction(kind, values);
  if (impossible !== undefined) return impossible;
  const { workspace, actor } = context.invocation;
  const { served: news, isGone: changed } = await askedNews(values, context.news);
  const page = await findPage(news.catalog, kind, changed ? { ...values, page: 1 } : values, context.now);
  if ("done" in page) return notReadyReply(titleOf(kind), textOf(kind, values), page);
  if (values.cite === true) return citation(citedOf(page), page.catalog, context.now);
  const first = (page.page - 1) * page.limit + 1;
  const ids = page.list.entries.map(({ article }, index): [number, string] => [first + index, article.id]);
  const pages = { command: exactText(page), page: page.page };
  const asked = exactText(page, page.page);
  const question = textOf(kind, askedAnew(values));
  const printed = ids.length > 0 ? { entries: new Map(ids), pages, asked, question } : { asked, question };
  await lists.remember(workspace, actor.id, printed, context.now);
  const notice = changed ? say("The news changed since page 1, so this is page 1 anew.") : undefined;
  return {
    audience: values.share === true ? "everyone" : "asker",
    blocks: [
      ...intro(page, notice, news.notice),
      ...(await cardsOf(page.list.entries, filterOf(values), page.catalog, first, page.marks)),
      ...(await outro(page, context.now)),
    ],
    covers: covered(page.resolved, page.anchors, page.list),
  };
}

function citedOf(page: Page): Cited {
  const { resolved, anchors, catalog, list } = page;
  return {
    question: exactText(page, page.page),
    dates: describePeriod(resolved.period, anchors, catalog.manifest.firstDate),
    counts: dotted(
      shownOf(page),
      list.notScored > 0 &&
        say("{articles, plural, one {# article} other {# articles}} not scored", {
          articles: list.notScored,
        }),
    ),
  };
}

async function findPage(
  catalog: Catalog,
  kind: ListKind,
  values: ListValues,
  now: number,
): Promise<Page | SearchNotReady> {
  const filter = filterOf(values);
  const anchors = await anchorsOf(catalog, filter, now);
  const [limit, page] = [values.limit ?? DEFAULT_LIMIT, values.page ?? 1];
  const find = async (window: Window) => {
    const resolved = resolvePeriod(window, anchors);
    const { each, topic } = values;
    const query = {
      filter,
      period: resolved.period,
      limit,
      offset: (page - 1) * limit,
      ...(each === undefined ? {} : { each }),
      ...(topic === undefined ? {} : { topic }),
    };
    return { resolved, ...(await listIn(catalog, kind, query)) };
  };
  const typed = typedWindow(values);
  const found =
    typed === undefined && kind.order === "top"
      ? await findWidening(find, (week) => ("done" in week ? limit : week.list.stories), limit)
      : await find(typed ?? {});
  return { kind, values, catalog, anchors, limit, page, ...found };
}

function intro(page: Page, changed: string | undefined, trouble: Content | undefined): Block[] {
  const { kind, values, resolved, anchors, catalog, widenedFrom } = page;
  const filter = filterOf(values);
  const title = dotted(
    titleOf(kind),
    describeFilter(
      filter,
      DIMENSION_NAMES.filter((name) => name !== "country"),
    ),
    describeTopic(values.topic),
    describeTurns(values.each),
    describeFilter(filter, ["country"]),
  );
  if (isOutsideTheData(catalog, filter))
    return [heading(title), ...paragraphs(trouble, changed, outsideSentence(catalog, filter))];
  const dates = describePeriod(resolved.period, anchors, catalog.manifest.firstDate);
  const widened = widenedFrom === undefined ? undefined : widenedSentence(widenedFrom, dates);
  return [
    heading(title, dotted(dates, filter.country === undefined && say("all countries"))),
    ...paragraphs(
      trouble,
      changed,
      outsideSentence(catalog, filter),
      widened,
      shiftedSentence(resolved, anchors),
      partlyScoredSentence(page),
    ),
  ];
}

/** Without a pillar, an article stands among the not scored ones when only some of its pillars are not. */
function partlyScoredSentence({ values, list }: Page): string | undefined {
  if (values.scored !== "no" || filterOf(values).pillar !== undefined) return undefined;
  const partly = list.entries.some(({ article }) => article.assessments.some(({ score }) => score > 0));
  return partly ? say("At least one pillar of each could not be scored; others may have been.") : undefined;
}

async function outro(page: Page, now: number): Promise<Block[]> {
  const { list, catalog, values, anchors } = page;
  const isEmpty = list.entries.length === 0;
  return [
    ...(isEmpty ? await emptyBlocks(page) : []),
    note(
      sentenceCase(
        dotted(
          !isEmpty && shownOf(page),
          notScoredOf(page),
          !isEmpty && undatedOf(page),
          ageOfNews(catalog, filterOf(values), anchors, now),
        ),
      ),
    ),
    note(say(SCORED_BY)),
    ...listButtons(page),
  ];
}
