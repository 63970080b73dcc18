// `/news top` and `/news latest`: ranked or newest stories, a page at a time.

import type { Catalog, StoryList } from "../../news/catalog.ts";
import type { DateValue } from "../../news/date-value.ts";
import type { Period } from "../../news/query.ts";
import { type Anchors, type ResolvedPeriod, resolvePeriod, type Window } from "../../news/windows.ts";
import { actions, command, counted, dotted, heading, note, paragraph } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Action, Block, Reply } from "../../reply/reply.ts";
import { type Command, type CommandContext, defineCommand } from "../define.ts";
import { formatCommand } from "../format.ts";
import { cardsOf } from "./cards.ts";
import { describeFilter, filterOf, type ListValues, listOptions } from "./filters.ts";
import { ageOfNews, SCORED_BY } from "./footer.ts";
import { anchorsOf, DEFAULT_WINDOW, describePeriod, shiftedSentence, WIDENED_WINDOW } from "./period.ts";
import type { NewsServices } from "./services.ts";

const DEFAULT_LIMIT = 5;

/** How many countries a sentence names before it counts the rest. */
const COUNTRIES_NAMED = 12;

/** How the two lists differ. */
interface ListKind {
  readonly title: string;
  readonly order: "top" | "latest";
  readonly path: readonly ["news", "top" | "latest"];
}

const TOP: ListKind = { title: "Top news", order: "top", path: ["news", "top"] };
const LATEST: ListKind = { title: "Latest news", order: "latest", path: ["news", "latest"] };

/** What one list answer is made of. */
interface Page {
  readonly kind: ListKind;
  readonly values: ListValues;
  readonly catalog: Catalog;
  readonly list: StoryList;
  readonly resolved: ResolvedPeriod;
  readonly anchors: Anchors;
  readonly limit: number;
  readonly page: number;
  /** Stories in the default week when the answer was widened to a month. */
  readonly widenedFrom?: number;
}

export function listCommands(services: NewsServices): readonly Command[] {
  const top = defineCommand({
    path: TOP.path,
    summary: "The strongest news, most important first",
    role: "read",
    answers: "message",
    examples: [
      "/news top pillar 1",
      "/news top corruption latvia last week",
      "/news top negative strong since 30d",
    ],
    options: listOptions,
    handler: (values, context) => answer(services, TOP, values, context),
  });
  const latest = defineCommand({
    path: LATEST.path,
    summary: "The newest news, not scored articles included",
    role: "read",
    answers: "message",
    examples: ["/news latest", "/news latest estonia pillar 4", "/news latest scored no"],
    options: listOptions,
    handler: (values, context) => answer(services, LATEST, values, context),
  });
  return [top, latest];

  async function answer(
    { datasets, lists }: NewsServices,
    kind: ListKind,
    values: ListValues,
    context: CommandContext,
  ): Promise<Reply> {
    const { workspace, actor } = context.invocation;
    const wanted =
      values.snapshot === undefined ? undefined : await datasets.leaseSnapshot(workspace, values.snapshot);
    const changed = values.snapshot !== undefined && wanted === undefined;
    const lease = wanted ?? (await datasets.lease(workspace));
    try {
      const page = await findPage(
        lease.catalog,
        kind,
        changed ? { ...values, page: 1 } : values,
        context.now,
      );
      const first = (page.page - 1) * page.limit + 1;
      const ids = page.list.entries.map(({ article }, index): [number, string] => [
        first + index,
        article.id,
      ]);
      await lists.remember(workspace, actor.id, new Map(ids), { append: page.page > 1 }, context.now);
      const notice = changed ? "The news changed since page 1, so this is page 1 anew." : undefined;
      return {
        audience: values.share === true ? "everyone" : "asker",
        blocks: [
          ...intro(page, notice, lease.notice),
          ...(await cardsOf(page.list.entries, filterOf(values), page.catalog, first)),
          ...(await outro(page, context.now)),
        ],
      };
    } finally {
      lease.release();
    }
  }
}

async function findPage(catalog: Catalog, kind: ListKind, values: ListValues, now: number): Promise<Page> {
  const filter = filterOf(values);
  const anchors = await anchorsOf(catalog, filter, now);
  const [limit, page] = [values.limit ?? DEFAULT_LIMIT, values.page ?? 1];
  const find = async (window: Window): Promise<{ resolved: ResolvedPeriod; list: StoryList }> => {
    const resolved = resolvePeriod(window, anchors);
    const query = { filter, period: resolved.period, limit, offset: (page - 1) * limit };
    return {
      resolved,
      list: await catalog[kind.order](values.each === undefined ? query : { ...query, each: values.each }),
    };
  };
  const shared = { kind, values, catalog, anchors, limit, page };
  const typed = values.since !== undefined || values.until !== undefined;
  if (typed || kind.order === "latest") return { ...shared, ...(await find(windowOf(values))) };
  const week = await find(DEFAULT_WINDOW);
  if (week.list.stories >= limit) return { ...shared, ...week };
  return { ...shared, ...(await find(WIDENED_WINDOW)), widenedFrom: week.list.stories };
}

function windowOf({ since, until }: ListValues): Window {
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}

function intro(page: Page, changed: string | undefined, trouble: string | undefined): Block[] {
  const { kind, values, resolved, anchors, catalog, widenedFrom } = page;
  const filter = filterOf(values);
  const dates = describePeriod(resolved.period, anchors, catalog.manifest.firstDate);
  const widened =
    widenedFrom === undefined
      ? undefined
      : `${widenedFrom === 0 ? "No story" : `Only ${counted(widenedFrom, "story", "stories")}`} in the last 7 days, so this covers 30 days: ${dates}.`;
  const sentences = [trouble, changed, widened, shiftedSentence(resolved, anchors)];
  return [
    heading(
      dotted(kind.title, describeFilter(filter, values.each), filter.countries.join(", ")),
      dotted(dates, filter.countries.length === 0 && "all countries"),
    ),
    ...sentences.flatMap((sentence) => (sentence === undefined ? [] : [paragraph(sentence)])),
  ];
}

async function outro(page: Page, now: number): Promise<Block[]> {
  const { list, values, catalog } = page;
  const filter = filterOf(values);
  const notScored =
    list.notScored > 0 && values.scored !== "no" && page.kind.order === "top"
      ? `${counted(list.notScored, "article")} could not be scored`
      : undefined;
  const age = ageOfNews(catalog, filter, page.anchors, now);
  if (list.entries.length === 0) {
    return [...(await emptyAnswer(page)), note(dotted(notScored, age)), note(SCORED_BY), ...buttons(page)];
  }
  return [
    note(
      dotted(`${shownOf(page)} ${list.stories === 1 ? "story" : "stories"}`, notScored, undatedOf(page), age),
    ),
    note(SCORED_BY),
    ...buttons(page),
  ];
}

/** `5 of 48`, `6–10 of 48`. */
function shownOf({ list, page, limit }: Page): string {
  const total = list.stories.toLocaleString("en-US");
  if (page === 1) return `${list.entries.length} of ${total}`;
  const first = (page - 1) * limit + 1;
  return `${first}–${first + list.entries.length - 1} of ${total}`;
}

/** Articles without a date are in no window but `all`. */
function undatedOf({ resolved, catalog }: Page): string | undefined {
  const { undated } = catalog.manifest;
  const bounded = resolved.period.from !== undefined || resolved.period.to !== undefined;
  return undated > 0 && bounded ? `${counted(undated, "undated article")} only in "all"` : undefined;
}

async function emptyAnswer({ list, values, catalog, limit, kind }: Page): Promise<Block[]> {
  if (list.stories > 0) {
    const pages = Math.ceil(list.stories / limit);
    return [
      paragraph(`There ${pages === 1 ? "is only 1 page" : `are only ${pages} pages`} of this.`),
      actions(command("Last page", textOf(kind, { ...values, page: pages }))),
    ];
  }
  const filter = filterOf(values);
  const known = catalog.countries.map(({ name }) => name);
  const unknown = filter.countries.filter((country) => !known.includes(country));
  if (unknown.length > 0) {
    const some = known.slice(0, COUNTRIES_NAMED).join(", ") || "no known country";
    const more = known.length > COUNTRIES_NAMED ? ` and ${known.length - COUNTRIES_NAMED} more` : "";
    return [paragraph(`The data have no article of ${unknown.join(" or ")}. They cover ${some}${more}.`)];
  }
  const newest = await catalog.newestMatch(kind.order === "top" ? { ...filter, scored: true } : filter);
  if (newest === undefined)
    return [
      paragraph("Nothing in the data matches this. Take a word away, or ask for another pillar or country."),
    ];
  const { until: _, ...anyTime } = withoutPaging(values);
  return [
    paragraph(`Nothing matches in these dates. The newest match is of ${formatDate(newest)}.`),
    actions(command("Show all dates", textOf(kind, { ...anyTime, since: { type: "all" } }))),
  ];
}

/** The same list from its first page, of the news as they are now. */
function withoutPaging({ page: _page, snapshot: _snapshot, ...values }: ListValues): ListValues {
  return values;
}

/** The list's exact dates as typed values, so that a later page covers the same ones. */
function fixedDates({ from, to }: Period): Pick<ListValues, "since" | "until"> {
  const instant = (at: number): DateValue => ({ type: "fixed", from: at, to: at });
  if (from === undefined && to === undefined) return { since: { type: "all" } };
  return {
    ...(from === undefined ? {} : { since: instant(from) }),
    ...(to === undefined ? {} : { until: instant(to) }),
  };
}

function textOf(kind: ListKind, values: ListValues): string {
  return formatCommand(kind.path, values, listOptions);
}

function buttons(page: Page): Block[] {
  const { kind, values, list, catalog, resolved, limit } = page;
  const filter = filterOf(values);
  const dates = fixedDates(resolved.period);
  const same = { ...withoutPaging(values), ...dates };
  const found: Action[] = [];
  if (page.page * limit < list.stories && page.page < listOptions.page.max) {
    const next = { ...values, ...dates, page: page.page + 1, snapshot: catalog.manifest.id };
    const typed = textOf(kind, { ...withoutPaging(values), page: page.page + 1 });
    found.push(command("More", textOf(kind, next), { typed }));
  }
  const narrowed = (label: string, change: Partial<ListValues>): void => {
    const typed = textOf(kind, { ...withoutPaging(values), ...change });
    found.push(command(label, textOf(kind, { ...same, ...change }), { typed }));
  };
  if (list.entries.length > 0 && filter.scored !== false) {
    if (filter.direction !== "negative") narrowed("Negative only", { direction: "negative" });
    if (filter.direction !== "positive") narrowed("Positive only", { direction: "positive" });
  }
  if (floodedByOneCountry(page)) narrowed("By country", { each: "country" });
  if (list.notScored > 0 && kind.order === "top") {
    const {
      each: _each,
      direction: _direction,
      impact: _impact,
      share: _share,
      ...scope
    } = withoutPaging(values);
    const typed = textOf(LATEST, { ...scope, scored: "no" });
    found.push(command("Not scored", textOf(LATEST, { ...scope, ...dates, scored: "no" }), { typed }));
  }
  if (values.share !== true && list.entries.length > 0)
    found.push(
      command(
        "Share here",
        textOf(kind, { ...values, ...dates, share: true, snapshot: catalog.manifest.id }),
        {
          typed: textOf(kind, { ...values, share: true }),
        },
      ),
    );
  return found.length === 0 ? [] : [actions(...found)];
}

/** One country took every place though others match too. */
function floodedByOneCountry({ list, values, limit }: Page): boolean {
  if (values.each !== undefined || list.countryGroups < 2 || list.entries.length < Math.min(limit, 2))
    return false;
  return new Set(list.entries.map(({ article }) => article.countries.join())).size === 1;
}
