// `/news compare`: two pillars, countries or outlets, or one against all others, in numbers and in shares: not everybody
// publishes equally much.

import type { Catalog, Counts, Spread } from "../../../news/catalog.ts";
import { without } from "../../../news/filter/filter.ts";
import { actions, chart, dotted, joined, list, note, paragraph, strong } from "../../../reply/build.ts";
import { cautionOfRates, isMultiple, timesWords } from "../../../reply/differences.ts";
import type { Block } from "../../../reply/reply.ts";
import { say, wording } from "../../../wording/say.ts";
import { type Command, defineCommand } from "../../serve/define.ts";
import { contradiction } from "../list-empty.ts";
import { LATEST } from "../list-page.ts";
import { WIDENED_WINDOW } from "../period.ts";
import type { NewsServices } from "../services.ts";
import { type Answer, answerCounts } from "./answer.ts";
import { closingButtons, leftOutButtons, listButton, sameButton } from "./buttons.ts";
import { byWords, spreadWords } from "./groups.ts";
import { COMPARE, type CompareValues, STATS } from "./options.ts";
import { countedFilter, type Question, questionOf } from "./question.ts";
import { headingOf, scopeSaid, signed } from "./sentences.ts";
import { type Side, type Sides, sidesOf } from "./sides.ts";

export function compareCommand({ lists }: NewsServices): Command {
  return defineCommand({
    path: COMPARE.path,
    summary: wording("Two pillars, countries or outlets, or one against all others, in numbers and shares"),
    role: "read",
    answers: "message",
    isLookup: true,
    carriesOn: true,
    examples: [
      "/news compare estonia vs latvia",
      "/news compare corruption p8 strong 12w",
      "/news compare latvia corruption negative",
    ],
    compares: true,
    options: COMPARE.options,
    async handler(values, context) {
      const impossible = contradiction(LATEST, values);
      if (impossible !== undefined) return impossible;
      const sides = sidesOf(values);
      if ("blocks" in sides) return sides;
      return answerCounts(lists, COMPARE, values, context, (catalog) =>
        answerOf(catalog, values, sides, context.now),
      );
    },
  });
}

async function answerOf(catalog: Catalog, values: CompareValues, sides: Sides, now: number): Promise<Answer> {
  const compared = await compare(catalog, values, sides, now);
  const { question, all, both } = compared;
  return {
    question,
    counts: all,
    countsSaid: both.map((one) => `${one.label} ${sideSaid(one)}`).join(", "),
    heading: headingOf(
      say("{one} and {other}", { one: both[0].label, other: both[1].label }),
      question,
      sides.by,
    ),
    numbers: () => comparedBlocks(compared),
    buttons: () => comparedButtons(compared),
  };
}

/** One side, with how much there is of it. */
interface Counted extends Side {
  readonly question: Question;
  readonly counts: Counts;
  /** Articles of its countries and outlets in the same dates that have a score for any pillar. */
  readonly scored: number;
}

interface Compared {
  /** As it was asked, and about both sides together. */
  readonly question: Question;
  readonly about: Question;
  readonly all: Counts;
  readonly sides: Sides;
  readonly both: readonly [Counted, Counted];
}

async function compare(
  catalog: Catalog,
  values: CompareValues,
  sides: Sides,
  now: number,
): Promise<Compared> {
  const about = await questionOf(catalog, sides.both, () => WIDENED_WINDOW, now);
  const { period } = about.resolved;
  const count = async (side: Side): Promise<Counted> => {
    const filter = countedFilter(side.values);
    const counts = await catalog.count(filter, period);
    const scored = counts.scored ?? (await catalog.count(without(filter, "words"), period)).scored ?? 0;
    return { ...side, question: { ...about, values: side.values, filter }, counts, scored };
  };
  return {
    question: { ...about, values },
    about,
    all: await catalog.count(about.filter, period),
    sides,
    both: [await count(sides.sides[0]), await count(sides.sides[1])],
  };
}

/** Articles of a kind in 100 scored ones; undefined where none was scored. */
function shareOf({ counts, scored }: Counted, name: keyof Spread): number | undefined {
  return scored === 0 ? undefined : (counts.total.articles[name] / scored) * 100;
}

/** `14 stories in 19 articles, 4.4 of 100 scored articles (432)`. */
function sideSaid(side: Counted): string {
  const share = shareOf(side, "all");
  const { total } = side.counts;
  const counts = { stories: total.stories.all, articles: total.articles.all };
  return share === undefined
    ? say(
        "{stories, plural, one {# story} other {# stories}} in {articles, plural, one {# article} other {# articles}}",
        counts,
      )
    : say(
        "{stories, plural, one {# story} other {# stories}} in {articles, plural, one {# article} other {# articles}}, {share, number, ::.#} of 100 scored articles ({scored, number})",
        { ...counts, share, scored: side.scored },
      );
}

const SHARES = [
  "all",
  "negative",
  "veryNegative",
  "neutral",
  "positive",
  "veryPositive",
] as const satisfies readonly (keyof Spread)[];

/** The shares that say something: neither none for both, nor the same as one before because all are of that kind. */
function sharesTold(both: Compared["both"]): readonly (typeof SHARES)[number][] {
  const numbers = (name: (typeof SHARES)[number]): string =>
    both.map(({ counts }) => counts.total.articles[name]).join();
  return SHARES.filter(
    (row, index) =>
      numbers(row) !== "0,0" && !SHARES.slice(0, index).some((before) => numbers(before) === numbers(row)),
  );
}

function comparedBlocks(compared: Compared): Block[] {
  const { question, both, sides } = compared;
  const isScored = question.filter.scored === true;
  const rows = sharesTold(both);
  return [
    list(
      both.map((side) => [
        strong(side.label),
        ` · ${dotted(
          sideSaid(side),
          isScored && signed(1, side.counts.total.stories.veryNegative),
          isScored && signed(5, side.counts.total.stories.veryPositive),
        )}`,
      ]),
    ),
    paragraph(differenceSaid(both)),
    ...overlapNote(compared),
    ...(isScored && rows.length > 1 && both.every(({ scored }) => scored > 0)
      ? [
          chart({
            kind: "bar",
            title: say("Of 100 scored articles"),
            alt: say("{one} and {other} by verdict, in 100 scored articles each.", {
              one: both[0].label,
              other: both[1].label,
            }),
            unit: say("articles"),
            about: scopeSaid(question, sides.by),
            categories: rows.map(spreadWords),
            series: both.map((side) => ({
              name: side.label,
              values: rows.map((name) => Math.round((shareOf(side, name) ?? 0) * 10) / 10),
            })),
          }),
        ]
      : []),
  ];
}

/** `Of 100 scored articles 4.4 for Latvia, 1.8 for Estonia: 2.4 times as many.`, with what so few of them say. */
function differenceSaid(both: readonly [Counted, Counted]): string {
  const nowhere = both.find(({ scored }) => scored === 0);
  if (nowhere !== undefined)
    return say("There is no scored article for {side} in these dates, so shares cannot be compared.", {
      side: nowhere.label,
    });
  const rate = (side: Counted): number => side.counts.total.articles.all / side.scored;
  const [first, second] = both;
  const [most, least] = rate(first) >= rate(second) ? [first, second] : [second, first];
  const said = say(
    "Of 100 scored articles {most, number, ::.#} for {one}, {least, number, ::.#} for {other}: {ratio}.",
    {
      most: rate(most) * 100,
      one: most.label,
      least: rate(least) * 100,
      other: least.label,
      ratio: ratioSaid(rate(most), rate(least)),
    },
  );
  const caution = cautionOfRates(
    [most, least].map((side) => ({ count: side.counts.total.articles.all, of: side.scored })),
  );
  return joined(said, caution);
}

function ratioSaid(most: number, least: number): string {
  if (most === least) return say("as many");
  if (least === 0) return say("none beside some");
  const ratio = most / least;
  return isMultiple(ratio)
    ? timesWords(ratio)
    : say("{percent, number} % more", { percent: Math.round((ratio - 1) * 100) });
}

/** Stories that are on both sides. */
function overlapNote({ all, both }: Compared): Block[] {
  const sum = both.reduce((stories, { counts }) => stories + counts.total.stories.all, 0);
  const twice = sum - all.total.stories.all;
  return twice === 0
    ? []
    : [
        note(
          say("{stories, plural, one {# story counts} other {# stories count}} on both sides.", {
            stories: twice,
          }),
        ),
      ];
}

function comparedButtons({ question, about, all, sides, both }: Compared): Block[] {
  return [
    actions(
      ...both.flatMap(({ label, question: own, counts }) =>
        counts.total.stories.all === 0 ? [] : [listButton(say("List {side}", { side: label }), own)],
      ),
      sameButton(byWords(sides.by), STATS, about, { by: sides.by }),
      ...leftOutButtons(about, all),
      ...closingButtons(COMPARE, question),
    ),
  ];
}
