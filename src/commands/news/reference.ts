// `/news pillars`, `/news sources` and `/news about`: what the news is made of and how it is ranked.

import { SPIKES_EXPLAINED } from "../../digest/say/spikes.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Listed, Options } from "../../language/declare/options.ts";
import { listOf } from "../../language/read/text.ts";
import type { CountryFacts, SourceFacts } from "../../news/catalog.ts";
import { describeFilter } from "../../news/filter/filter.ts";
import { PILLARS, pillarName } from "../../news/pillars.ts";
import {
  actions,
  code,
  command,
  dotted,
  heading,
  list,
  note,
  paragraph,
  paragraphs,
  privately,
  strong,
} from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import type { Block, Inline } from "../../reply/reply.ts";
import { signOf, wordsOf } from "../../reply/signs.ts";
import { countryHere } from "../../wording/countries.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { SCORED_BY } from "./footer.ts";

/** Sources on one page of `/news sources`. */
const SOURCES_A_PAGE = 20;

export function pillarsCommand(): Command {
  return defineCommand({
    path: ["news", "pillars"],
    summary: wording("The eight pillars and how to ask for them"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/news pillars"],
    options: {},
    async handler() {
      return privately(
        heading(say("The eight pillars of the rule of law")),
        list(
          PILLARS.map(({ number, name, aliases }) => {
            const said = pillarName(number);
            // What is typed is the English name.
            const others = said === name ? aliases : [name, ...aliases];
            return others.length === 0
              ? [strong(said)]
              : sayParts("{pillar}, also called {names}", { pillar: strong(said), names: others.join(", ") });
          }),
          true,
        ),
        paragraph(
          ...sayParts("Ask by number, name or a word of it: {number} or {word}.", {
            number: code("/news top p2"),
            word: code("/news top corruption"),
          }),
        ),
        note(say(SCORED_BY)),
        actions(
          ...PILLARS.map(({ number }) =>
            command(`${number} ${pillarName(number)}`, `/news top pillar ${number}`),
          ),
        ),
      );
    },
  });
}

const SOURCES_PATH = ["news", "sources"] as const;
export const sourcesOptions = {
  country: {
    kind: "text-list",
    vocabulary: "country",
    summary: wording("Only outlets of these countries"),
    bare: true,
    maxLength: 60,
  },
  page: { kind: "integer", summary: wording("Which page, 1 to 50"), min: 1, max: 50 },
} as const satisfies Options;

export function sourcesCommand(): Command {
  return defineCommand({
    path: SOURCES_PATH,
    summary: wording("The countries and outlets in the data, with counts"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/news sources", "/news sources country Estonia"],
    options: sourcesOptions,
    async handler({ country, page = 1 }, { news }) {
      const { catalog, notice } = await news.serving();
      const { countries, sources, manifest } = catalog;
      const chosen = sources.filter((source) => country === undefined || isOf(source.countries, country));
      const pageOf = (number: number): string =>
        formatCommand(SOURCES_PATH, { country, page: number }, sourcesOptions);
      return privately(
        heading(
          say("Where the news comes from"),
          say("{articles, plural, one {# article} other {# articles}}", { articles: manifest.articles }),
        ),
        ...paragraphs(notice),
        ...(country === undefined && page === 1 ? [list(countries.map((facts) => factsLine(facts)))] : []),
        ...outletBlocks(chosen, country, page, pageOf),
      );
    },
  });
}

/** One page of outlets; what to ask instead where there is none. */
function outletBlocks(
  chosen: readonly SourceFacts[],
  country: Listed | undefined,
  page: number,
  pageOf: (page: number) => string,
): Block[] {
  const first = (page - 1) * SOURCES_A_PAGE;
  const shown = chosen.slice(first, first + SOURCES_A_PAGE);
  const pages = Math.ceil(chosen.length / SOURCES_A_PAGE);
  if (chosen.length === 0)
    return [
      paragraph(noOutletSentence(country)),
      ...(country === undefined ? [] : [actions(command(say("All sources"), "/news sources"))]),
    ];
  if (shown.length === 0)
    return [
      paragraph(
        say("There {pages, plural, one {is only # page} other {are only # pages}} of this.", { pages }),
      ),
      actions(command(say("Last page"), pageOf(pages))),
    ];
  return [
    heading(dotted(say("Outlets"), country !== undefined && saidOf(country))),
    list(shown.map((facts) => factsLine(facts, facts.countries))),
    note(
      say("{first}–{last} of {outlets, plural, one {# outlet} other {# outlets}}", {
        first: first + 1,
        last: first + shown.length,
        outlets: chosen.length,
      }),
    ),
    note(say(SCORED_BY)),
    ...(page < pages && page < sourcesOptions.page.max
      ? [actions(command(say("More"), pageOf(page + 1)))]
      : []),
  ];
}

/** Whether an outlet of these countries is asked for. One that is also of a country that is left out is not. */
function isOf(countries: readonly string[], { any, not }: Listed): boolean {
  const isWanted = any.length === 0 || countries.some((name) => any.includes(name));
  return isWanted && !countries.some((name) => not.includes(name));
}

function noOutletSentence(country: Listed | undefined): string {
  if (country === undefined) return say("The data have no outlet.");
  const { any, not } = country;
  if (any.length === 0)
    return say("The data have no outlet outside of {countries}.", {
      countries: listOf(not.map(countryHere), "and"),
    });
  const countries = listOf(any.map(countryHere), "or");
  return not.length === 0
    ? say("The data have no outlet of {countries}.", { countries })
    : say("The data have no outlet of {countries} alone.", { countries });
}

function saidOf(country: Listed): string {
  return describeFilter({ country });
}

/** `Estonia · 1,087 articles · newest 7 Mar 2024`. */
function factsLine(
  { name, articles, newest }: CountryFacts,
  countries: readonly string[] = [],
): (Inline | string)[] {
  const facts = dotted(
    countries.map(countryHere).join(", "),
    say("{articles, plural, one {# article} other {# articles}}", { articles }),
    newest === undefined ? say("undated") : say("newest {date}", { date: formatDate(newest) }),
  );
  return [strong(countryHere(name)), ` · ${facts}`];
}

export function aboutCommand(): Command {
  return defineCommand({
    path: ["news", "about"],
    summary: wording("How articles are scored and ranked"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/news about"],
    options: {},
    async handler() {
      const signs = ([5, 4, 3, 2, 1, 0] as const)
        .map((score) => `${signOf(score)} ${wordsOf(score)}`)
        .join("   ");
      return privately(
        heading(say("How to read the scores")),
        paragraph(
          say(
            "A language model read each article and judged it for every pillar it touches: from 1, very negative for that pillar, to 5, very positive. It can be wrong. Read the article before you quote a verdict.",
          ),
        ),
        paragraph(signs),
        paragraph(
          say(
            "Strength is the distance from neutral: 2 for a very negative or very positive verdict, 1 for a negative or positive one, 0 for neutral. High impact is strength 2, for better or worse.",
          ),
        ),
        heading(say("What an article is about")),
        paragraph(
          say(
            "The model gives nearly every crime a verdict for nearly every pillar: more than half of the strong verdicts report something that has nothing to do with theirs. So a second, small model reads title, description and opening, and calls each verdict on topic, related or off topic.",
          ),
        ),
        paragraph(
          say(
            "It is trained on 544 verdicts of one country that people judged. Tried on weeks it had not seen: of 144 verdicts it called on topic, 108 are, and of 153 that are, it called 12 off topic. Where a pillar's week has something on topic, it stands first in 80 of 100 cases (70 to 91), 52 before. Other countries were not measured, and civil justice is its weakest pillar. So nothing is hidden: lists say how many of each there are, with a button to each.",
          ),
        ),
        heading(say("How /news top ranks")),
        list(
          [
            [
              say(
                "Only verdicts that fit the question count: pillar, direction, impact, relevance, dates, country, source, words. An article stands where the best of them puts it.",
              ),
            ],
            [say("What is good or bad comes before what is neutral.")],
            [say("On topic before related, related before off topic.")],
            [say("Then the stronger verdict.")],
            [say("Then reports before opinion pieces and readers' letters.")],
            [say("Then what is more surely about its pillar; then what more outlets report.")],
            [
              say(
                "Then the newest; undated articles last; then by id, so that the order never depends on chance.",
              ),
            ],
          ],
          true,
        ),
        heading(say("How /news search ranks")),
        paragraph(
          say(
            "What is found is ordered by how well it says the words: in the title more than in a summary, rare words more than common ones. A strong verdict and a recent date count a little on top, so of two that say as much the stronger and the newer stands first.",
          ),
        ),
        heading(say("How /news stats, trend and compare count")),
        list([
          [
            say(
              "Stories are counted, as lists count them: how much happened. Articles are how often it was reported, verdicts how often it was judged; each number says which it is, and its button lists exactly that.",
            ),
          ],
          [
            say(
              "Verdicts that report something else than their pillar are counted beside, not among: relevance any counts them too. What could not be scored and what has no date is told beside the numbers.",
            ),
          ],
          [
            say(
              "They are held against the period before, of equal length, as far as the data reach. Stories come by chance, too: a difference of two counts is called little when it is at most twice the square root of both together, such as 14 and 6, or 120 and 100. Counts below 10 are called small.",
            ),
          ],
          [
            say(
              "Compare also tells shares, for not everybody publishes equally much: of 100 articles of the same countries and outlets that have any score.",
            ),
          ],
          [
            say(
              "Weeks are ISO weeks from Monday, UTC. A first or last step that the dates or the data cut off is marked partial.",
            ),
          ],
          [
            say(
              "/news cite gives the last answer as one line: the question in full, the state of the news, dates and counts.",
            ),
          ],
        ]),
        heading(say("When an alert calls something a spike")),
        paragraph(say(SPIKES_EXPLAINED)),
        heading(say("Stories, dates and what is left out")),
        list([
          [
            say(
              "Reports of one country within 72 hours are one story when they have the same link, other outlets give them nearly the same title, or their texts say the same in other words. A list shows each story once, by its best article.",
            ),
          ],
          [
            say(
              "A story that goes on with an earlier one of the last 30 days is a step of its affair: cards say what came earlier, and /news show lists the steps in order.",
            ),
          ],
          [
            say(
              "A card keeps the first sentence of the model's summary and the one that gives the reason; … marks what is left out. /news show has all of it.",
            ),
          ],
          [
            say(
              "/news top covers the last 7 days, or 30 when those hold too few stories; /news latest and /news search cover everything. Every answer states the dates it covers. Days are UTC.",
            ),
          ],
          [
            say(
              "Durations such as 7d count back from the newest article of the chosen countries and sources. Words such as last week mean the calendar; where the data end before that, they count back from the newest article too, and the answer says so.",
            ),
          ],
          [
            say(
              "Articles that could not be scored ({sign}), often reports of sexual violence, are in /news latest, /news search and /news show. /news top leaves them out and says how many.",
              { sign: signOf(0) },
            ),
          ],
        ]),
        note(say(SCORED_BY)),
      );
    },
  });
}
