// What `/news stats` says: the stories in all, by direction, and group by group; with a way to the list behind each number.

import { assertNever } from "../../../errors.ts";
import type { Direction } from "../../../news/article.ts";
import type { Counts, Group, Spread } from "../../../news/catalog.ts";
import { onlyPillar } from "../../../news/filter/filter.ts";
import { actions, type Content, dotted, heading, list, note, strong } from "../../../reply/build.ts";
import { differenceWords, isWithinChance } from "../../../reply/differences.ts";
import type { Block } from "../../../reply/reply.ts";
import { signOf } from "../../../reply/signs.ts";
import { formatNumber } from "../../../wording/numbers.ts";
import { say } from "../../../wording/say.ts";
import type { ListValues } from "../filters.ts";
import { closingButtons, leftOutButtons, listButton, sameButton, trendButton } from "./buttons.ts";
import { byWords, labelOf } from "./groups.ts";
import { type By, STATS, type StatsValues } from "./options.ts";
import type { Question } from "./question.ts";
import { type Before, beforeSentence, headline, severalWaysSentence, signed } from "./sentences.ts";

export interface Stats {
  readonly question: Question;
  readonly values: StatsValues;
  readonly by: By;
  readonly counts: Counts;
  readonly before: Before;
  /** Stories in the default week when the answer was widened to a month. */
  readonly widenedFrom?: number;
}

/** Groups that are told: unasked, and when they were asked for, each with its button: as many as one menu of Discord holds. */
const TOLD_UNASKED = 5;
const TOLD_ASKED = 25;

export function statsBlocks(stats: Stats): Block[] {
  const { question, counts, before } = stats;
  const { all } = counts.total.stories;
  const against = beforeSentence(question, all, before);
  return [
    headline(counts, against),
    ...(question.filter.scored === true ? directionBlocks(stats) : []),
    ...groupBlocks(stats),
  ];
}

/** `14 negative, 9 before · ▼▼ 6 of them very negative, 2 before`. */
function directionBlocks({ question: { filter }, counts: { total }, before }: Stats): Block[] {
  const was = before.type === "counted" ? before.counts.total.stories : undefined;
  const beside = (fact: string, name: keyof Spread): string =>
    was === undefined ? fact : say("{fact}, {was, number} before", { fact, was: was[name] });
  const isStrong = filter.impact === "strong";
  const isAsked = (direction: Direction): boolean =>
    filter.direction === undefined || filter.direction === direction;
  const line = (sign: string, name: "negative" | "positive", most: keyof Spread): Content => {
    const values = { direction: name, count: total.stories[most], sign };
    if (isStrong)
      return [
        strong(
          beside(
            say(
              "{count, number} {direction, select, negative {very negative} other {very positive}} {sign}",
              values,
            ),
            most,
          ),
        ),
      ];
    const fact = say("{count, number} {direction, select, negative {negative} other {positive}}", {
      direction: name,
      count: total.stories[name],
    });
    const strongOnes = say(
      "{count, number} of them {direction, select, negative {very negative} other {very positive}} {sign}",
      values,
    );
    return [strong(beside(fact, name)), ` · ${beside(strongOnes, most)}`];
  };
  const neutral = say("{count, number} neutral {sign}", { count: total.stories.neutral, sign: signOf(3) });
  const severalWays = severalWaysSentence(total.stories);
  return [
    list([
      ...(isAsked("negative") ? [line(signOf(1), "negative", "veryNegative")] : []),
      ...(isAsked("positive") ? [line(signOf(5), "positive", "veryPositive")] : []),
      ...(isAsked("neutral") && filter.impact === undefined ? [[strong(beside(neutral, "neutral"))]] : []),
    ]),
    ...(severalWays === undefined ? [] : [note(severalWays)]),
  ];
}

/**
 * The groups, most stories first, or the pillars in their order. A country that was not asked for is none of them: what it shares
 * with one that was is not all of it.
 */
function groupsOf({ by, counts, values }: Stats): readonly Group[] {
  const asked = by === "country" ? (values.country?.any ?? []) : [];
  const groups = counts.groups.filter(
    ({ name, tally }) => tally.stories.all > 0 && (asked.length === 0 || asked.includes(name)),
  );
  if (by === "pillar") return groups;
  return groups.toSorted((a, b) => b.tally.stories.all - a.tally.stories.all || (a.name < b.name ? -1 : 1));
}

function groupBlocks(stats: Stats): Block[] {
  const { by, values, question } = stats;
  const groups = groupsOf(stats);
  const isAsked = values.by !== undefined;
  if (groups.length < 2 && !isAsked) return [];
  const told = by === "pillar" ? groups : groups.slice(0, isAsked ? TOLD_ASKED : TOLD_UNASKED);
  const rest = groups.length - told.length;
  const listed = isAsked ? told.filter(({ name }) => name !== "") : [];
  return [
    heading(byWords(by)),
    list(told.map((group) => groupLine(group, stats))),
    note(
      [
        ...(rest > 0
          ? [
              by === "country"
                ? say("{count, plural, one {# more country} other {# more countries}}.", { count: rest })
                : say("{count, plural, one {# more outlet} other {# more outlets}}.", { count: rest }),
            ]
          : []),
        overlapSentence(stats),
      ].join(" "),
    ),
    ...(listed.length === 0
      ? []
      : [
          actions(
            ...listed.map(({ name, tally }) =>
              listButton(
                `${labelOf(by, name)}: ${formatNumber(tally.stories.all)}`,
                question,
                ofGroup(stats, name),
              ),
            ),
          ),
        ]),
  ];
}

/** `Latvia · 14 stories in 19 articles · ▼▼ 6 · ▲▲ 2 · 3 before: 11 more`; the difference where it is more than chance. */
function groupLine({ name, tally }: Group, { by, before, question }: Stats): Content {
  const { stories: of, articles } = tally;
  const isScored = question.filter.scored === true;
  return [
    strong(labelOf(by, name)),
    ` · ${dotted(
      by === "pillar"
        ? say(
            "{stories, plural, one {# story} other {# stories}} in {verdicts, plural, one {# verdict} other {# verdicts}}",
            { stories: of.all, verdicts: articles.all },
          )
        : say(
            "{stories, plural, one {# story} other {# stories}} in {articles, plural, one {# article} other {# articles}}",
            { stories: of.all, articles: articles.all },
          ),
      isScored && signed(1, of.veryNegative),
      isScored && signed(5, of.veryPositive),
      beforeOf(name, of.all, before),
    )}`,
  ];
}

function beforeOf(name: string, now: number, before: Before): string | undefined {
  if (before.type === "none") return undefined;
  const was = before.counts.groups.find((group) => group.name === name)?.tally.stories.all ?? 0;
  return isWithinChance(now, was)
    ? say("{was, number} before", { was })
    : say("{was, number} before: {difference}", { was, difference: differenceWords(now, was) });
}

/** What a list takes to have only this group. What was left out stays out. */
function ofGroup({ by, values }: Stats, name: string): ListValues {
  const only = { any: [name], not: values[by]?.not ?? [] };
  switch (by) {
    case "pillar":
      return { pillar: only };
    case "country":
      return { country: only };
    case "source":
      return { source: only };
    default:
      return assertNever(by);
  }
}

/** How the groups add up, in words. */
function overlapSentence(stats: Stats): string {
  const { by, counts } = stats;
  const { total, verdicts } = counts;
  const articles = groupsOf(stats).reduce((sum, { tally }) => sum + tally.articles.all, 0);
  switch (by) {
    case "pillar":
      return say("The verdicts add up to all {sum, number}; a story counts in each of its pillars.", {
        sum: verdicts.all,
      });
    case "country": {
      const twice = articles - total.articles.all;
      return twice === 0
        ? say("The articles add up to all {sum, number}.", { sum: articles })
        : say(
            "The articles add up to {sum, number}, {twice, number} more than there are: those of several countries count in each.",
            { sum: articles, twice },
          );
    }
    case "source":
      return say("The articles add up to all {sum, number}; a story counts in each of its outlets.", {
        sum: articles,
      });
    default:
      return assertNever(by);
  }
}

export function statsButtons({ question, values, counts, by }: Stats): Block[] {
  const { all, negative, positive, neutral } = counts.total.stories;
  const isNarrowed = question.filter.scored === false || question.filter.direction !== undefined;
  const { catalog, filter } = question;
  const isTold = {
    pillar: onlyPillar(filter) === undefined,
    country: catalog.countries.length > 1 && filter.country?.any.length !== 1,
    source: catalog.sources.length > 1 && filter.source?.any.length !== 1,
  };
  const others = (["pillar", "country", "source"] as const).filter(
    (other) => isTold[other] && (other !== by || values.by === undefined),
  );
  const isSomething = all > 0;
  return [
    actions(
      ...(isSomething ? [listButton(say("List them"), question)] : []),
      ...(isNarrowed || negative === 0
        ? []
        : [listButton(say("Negative"), question, { direction: "negative" })]),
      ...(isNarrowed || positive === 0
        ? []
        : [listButton(say("Positive"), question, { direction: "positive" })]),
      ...(isNarrowed || neutral === 0
        ? []
        : [listButton(say("Neutral"), question, { direction: "neutral" })]),
      trendButton(question),
      ...(isSomething
        ? others.map((other) => sameButton(byWords(other), STATS, question, { by: other }))
        : []),
      ...leftOutButtons(question, counts),
      ...closingButtons(STATS, question),
    ),
  ];
}
