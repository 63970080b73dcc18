// `/news pillars`, `/news sources` and `/news about`: what the news is made of and how it is ranked.

import { PILLARS } from "../../news/pillars.ts";
import {
  actions,
  code,
  command,
  counted,
  dotted,
  heading,
  list,
  note,
  paragraph,
  privately,
  strong,
} from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import { signOf, wordsOf } from "../../reply/signs.ts";
import { type Command, defineCommand } from "../define.ts";
import { SCORED_BY } from "./footer.ts";
import type { NewsServices } from "./services.ts";

/** Sources on one page of `/news sources`. */
const SOURCES_A_PAGE = 20;

export function pillarsCommand(): Command {
  return defineCommand({
    path: ["news", "pillars"],
    summary: "The eight pillars and how to ask for them",
    role: "read",
    answers: "message",
    examples: ["/news pillars"],
    options: {},
    async handler() {
      return privately(
        heading("The eight pillars of the rule of law"),
        list(
          PILLARS.map(({ name, aliases }) => [
            strong(name),
            aliases.length === 0 ? "" : `, also called ${aliases.join(", ")}`,
          ]),
          true,
        ),
        paragraph(
          "Ask by number, name or a word of it: ",
          code("/news top p2"),
          " or ",
          code("/news top corruption"),
          ".",
        ),
        actions(
          ...PILLARS.map(({ number, name }) => command(`${number} ${name}`, `/news top pillar ${number}`)),
        ),
      );
    },
  });
}

export function sourcesCommand({ datasets }: NewsServices): Command {
  return defineCommand({
    path: ["news", "sources"],
    summary: "The countries and outlets in the data, with counts",
    role: "read",
    answers: "message",
    examples: ["/news sources", "/news sources country Estonia"],
    options: {
      country: {
        kind: "text-list",
        vocabulary: "country",
        summary: "Only outlets of these countries",
        bare: true,
        maxLength: 60,
      },
      page: { kind: "integer", summary: "Which page, 1 to 50", min: 1, max: 50 },
    },
    async handler({ country = [], page = 1 }, { invocation }) {
      const lease = await datasets.lease(invocation.workspace);
      try {
        const { countries, sources, manifest } = lease.catalog;
        const chosen = sources.filter(
          (source) => country.length === 0 || source.countries.some((name) => country.includes(name)),
        );
        const first = (page - 1) * SOURCES_A_PAGE;
        const shown = chosen.slice(first, first + SOURCES_A_PAGE);
        const where = country.map((name) => ` country "${name}"`).join("");
        return privately(
          heading("Where the news comes from", counted(manifest.articles, "article")),
          ...(country.length === 0 && page === 1
            ? [
                list(
                  countries.map(({ name, articles, newest }) => [
                    strong(name),
                    ` ${factsText(articles, newest)}`,
                  ]),
                ),
              ]
            : []),
          ...(shown.length === 0
            ? [paragraph("No outlet fits that. Ask /news sources for all of them.")]
            : [
                heading(dotted("Outlets", ...country)),
                list(
                  shown.map((source) => [
                    strong(source.name),
                    ` ${dotted(source.countries.join(", "), factsText(source.articles, source.newest))}`,
                  ]),
                ),
              ]),
          note(
            `${Math.min(first + 1, chosen.length)}–${first + shown.length} of ${counted(chosen.length, "outlet")}`,
          ),
          ...(first + shown.length < chosen.length
            ? [actions(command("More", `/news sources${where} page ${page + 1}`))]
            : []),
        );
      } finally {
        lease.release();
      }
    },
  });
}

function factsText(articles: number, newest: number | undefined): string {
  return dotted(
    counted(articles, "article"),
    newest === undefined ? "undated" : `newest ${formatDate(newest)}`,
  );
}

export function aboutCommand(): Command {
  return defineCommand({
    path: ["news", "about"],
    summary: "How articles are scored and ranked",
    role: "read",
    answers: "message",
    examples: ["/news about"],
    options: {},
    async handler() {
      const signs = ([5, 4, 3, 2, 1, 0] as const)
        .map((score) => `${signOf(score)} ${wordsOf(score)}`)
        .join("   ");
      return privately(
        heading("How to read the scores"),
        paragraph(
          "A language model read each article and judged it for every pillar it touches: from 1, very negative for that pillar, to 5, very positive. It can be wrong. Read the article before you quote a verdict.",
        ),
        paragraph(signs),
        paragraph(
          "Strength is the distance from neutral: 2 for a very negative or very positive verdict, 1 for a negative or positive one, 0 for neutral. High impact is strength 2, for better or worse.",
        ),
        heading("How /news top ranks"),
        list(
          [
            ["Only verdicts that fit the question count: pillar, direction, impact, dates, country, source."],
            ["The strongest verdict comes first."],
            [
              "With a pillar: then articles with few very strong verdicts, since they are about this pillar; with many, the model gave one verdict to everything. Without a pillar: then stories that more outlets report.",
            ],
            [
              "Then the newest; undated articles last; then by id, so that the order never depends on chance.",
            ],
          ],
          true,
        ),
        heading("Stories, dates and what is left out"),
        list([
          [
            "Reports of one country within 72 hours with the same link, the same title or half of their title words in common are one story. A list shows each story once, by its best article.",
          ],
          [
            "Durations and words such as last week count back from the newest article of the chosen countries when the data end earlier than today. Every answer states the dates it covers. Days are UTC.",
          ],
          [
            `Articles that could not be scored (${signOf(0)}), often reports of sexual violence, are in /news latest and /news show. /news top leaves them out and says how many.`,
          ],
        ]),
        note(SCORED_BY),
      );
    },
  });
}
