// The buttons under a list: more of it, less of it, another order, for everyone. They keep its exact dates; what they
// answer is for whoever presses them.

import { filterOf } from "../../news/filter/filter.ts";
import type { Topic } from "../../news/filter/topics.ts";
import { actions, command } from "../../reply/build.ts";
import type { Action, Block } from "../../reply/reply.ts";
import { say } from "../../wording/say.ts";
import { morningText } from "./every-morning.ts";
import { type ListValues, listOptions } from "./filters.ts";
import { fixedDates, fromStart, LATEST, type Page, textOf } from "./list-page.ts";
import { otherReadings } from "./other-reading.ts";
import { isOutsideTheData } from "./outside-the-data.ts";
import { DEFAULT_WINDOW, WIDENED_WINDOW } from "./period.ts";

/** One row of buttons; none when there is nothing to press. */
export function listButtons(page: Page): Block[] {
  const buttons = [
    more(page),
    ...narrower(page),
    ...(page.kind.order === "search" ? otherReadings(page, page.kind.question) : []),
    ...byTopic(page),
    byCountry(page),
    notScored(page),
    everyMorning(page),
    share(page),
  ].filter((button) => button !== undefined);
  return buttons.length === 0 ? [] : [actions(...buttons)];
}

function more({ kind, values, list, catalog, resolved, limit, page }: Page): Action | undefined {
  if (page * limit >= list.stories || page >= listOptions.page.max) return undefined;
  const exact = {
    ...fromStart(values),
    page: page + 1,
    ...fixedDates(resolved.period),
    snapshot: catalog.manifest.id,
  };
  return command(say("More"), textOf(kind, exact), { typed: "/news more" });
}

/** The dates of a list as they would be typed: those that it took by itself would be others for another list. */
function typedDates({ kind, values, widenedFrom }: Page): Pick<ListValues, "since"> {
  if (kind.order !== "top" || values.since !== undefined || values.until !== undefined) return {};
  return { since: (widenedFrom === undefined ? DEFAULT_WINDOW : WIDENED_WINDOW).since };
}

/** The same list from its start with something changed. */
function changed(label: string, page: Page, change: Partial<ListValues>): Action {
  const { kind, values, resolved } = page;
  const typed = { ...fromStart(values), ...typedDates(page), ...change };
  return command(label, textOf(kind, { ...typed, ...fixedDates(resolved.period) }), {
    typed: textOf(kind, typed),
  });
}

function narrower(page: Page): readonly Action[] {
  const { direction, scored } = filterOf(page.values);
  if (page.list.entries.length === 0 || scored === false) return [];
  return [
    ...(direction === "negative" ? [] : [changed(say("Negative only"), page, { direction: "negative" })]),
    ...(direction === "positive" ? [] : [changed(say("Positive only"), page, { direction: "positive" })]),
  ];
}

/** With a pillar, stories of another relevance than those that stand here: what the small print counts. */
function byTopic(page: Page): readonly Action[] {
  const { list, values } = page;
  const { onTopic, related, offTopic } = list.relevance;
  if (values.pillar === undefined || values.pillar.any.length === 0) return [];
  const { relevance: _relevance, topic: _topic, ...others } = values;
  const wider = { ...page, values: others };
  const isOffered = (topic: Topic, count: number): boolean =>
    values.topic !== topic &&
    count > 0 &&
    (list.entries.length === 0 || count < onTopic + related + offTopic);
  const isNarrowed = values.topic !== undefined || values.relevance === "on-topic";
  return [
    ...(values.topic === undefined ? [] : [changed(say("All of them"), wider, {})]),
    ...(isOffered("on", onTopic) ? [changed(say("On topic"), wider, { topic: "on" })] : []),
    ...(isNarrowed && isOffered("related", related)
      ? [changed(say("Related"), wider, { topic: "related" })]
      : []),
    ...(isOffered("off", offTopic) ? [changed(say("Something else"), wider, { topic: "off" })] : []),
  ];
}

/** Offered when one country takes every place though others match too. */
function byCountry(page: Page): Action | undefined {
  const { list, values, limit } = page;
  if (values.each !== undefined || list.countryGroups < 2 || list.entries.length < Math.min(limit, 2))
    return undefined;
  const countries = new Set(list.entries.map(({ article }) => article.countries.join()));
  return countries.size === 1 ? changed(say("By country"), page, { each: "country" }) : undefined;
}

function notScored(page: Page): Action | undefined {
  const { kind, values, list, resolved } = page;
  if (list.notScored === 0 || kind.order !== "top") return undefined;
  const {
    each: _each,
    direction: _direction,
    impact: _impact,
    relevance: _relevance,
    topic: _topic,
    ...scope
  } = fromStart(values);
  const typed: ListValues = { ...scope, ...typedDates(page), scored: "no" };
  return command(say("Not scored"), textOf(LATEST, { ...typed, ...fixedDates(resolved.period) }), {
    typed: textOf(LATEST, typed),
  });
}

/** A digest of its filter; what could not be scored no digest shows, and of a country without news there is nothing to show. */
function everyMorning({ kind, values, catalog }: Page): Action | undefined {
  return filterOf(values).scored === false || isOutsideTheData(catalog, values)
    ? undefined
    : command(say("Every morning"), morningText(kind, values));
}

/** Keeps page and state of the news: what is shared is what was seen. */
function share(page: Page): Action | undefined {
  const { kind, values, list, catalog, resolved } = page;
  if (values.share === true || list.entries.length === 0) return undefined;
  const { snapshot: _, ...typed } = { ...values, ...typedDates(page), share: true };
  const exact = { ...typed, ...fixedDates(resolved.period), snapshot: catalog.manifest.id };
  return command(say("Share here"), textOf(kind, exact), { typed: textOf(kind, typed) });
}
