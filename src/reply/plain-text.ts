// A reply as plain text: what screen readers, notifications and logs get when no layout is at hand.

import { assertNever } from "../errors.ts";
import { countryHere } from "../wording/countries.ts";
import { formatNumber } from "../wording/numbers.ts";
import { say } from "../wording/say.ts";
import type { ArticleCard, Verdict } from "./article-card.ts";
import { dotted } from "./build.ts";
import { type Chart, chartTitle, hasValues, NO_VALUES, seriesLines } from "./chart.ts";
import { formatDate, formatDateBeside, formatDayAndDate, formatInstant } from "./dates.ts";
import { excerptOfWords } from "./excerpt.ts";
import type { Action, Block, FileBlock, Inline, Reply } from "./reply.ts";
import { relevanceWords, signOf, wordsOf } from "./signs.ts";

/** Inline nodes as text; a link shows its address unless that is its text. */
export function inlineText(content: readonly Inline[]): string {
  return content.map(nodeText).join("");
}

function nodeText(node: Inline): string {
  switch (node.type) {
    case "text":
    case "strong":
    case "emphasis":
    case "code":
      return node.text;
    case "link":
      return node.text === node.url ? node.url : `${node.text} (${node.url})`;
    case "time":
      return node.show === "date" ? formatDate(node.at) : formatInstant(node.at, node.zone ?? "UTC");
    case "mention":
      return `@${node.id.replace("&", "")}`;
    default:
      return assertNever(node);
  }
}

/**
 * The other verdicts of a card: first those that the card's is not contradicted by, then the ones of the opposite
 * direction. Nothing contradicts a neutral verdict, or one that is not scored. Those for pillars that the article is not
 * about say nothing of it, so they are only counted.
 */
export function otherVerdicts({ verdict, assessments }: ArticleCard): string {
  if (verdict === undefined) return "";
  const others = assessments.filter(
    ({ pillar, score }) => pillar.number !== verdict.pillar.number && score !== 0,
  );
  const told = others.filter(({ relevance }) => relevance > 0);
  const isOpposite = ({ score }: Verdict): boolean =>
    verdict.score !== 0 && Math.sign(score - 3) * Math.sign(verdict.score - 3) === -1;
  const inWords = (verdicts: readonly Verdict[]): string =>
    dotted(...verdicts.map(({ pillar, score }) => `${say(pillar.name)} ${signOf(score)}`));
  const alike = inWords(told.filter((other) => !isOpposite(other)));
  const split = inWords(told.filter(isOpposite));
  const offTopic = others.length - told.length;
  return dotted(
    alike && say("also: {verdicts}", { verdicts: alike }),
    split && say("split verdict: {verdicts}", { verdicts: split }),
    offTopic > 0 && say("{count, plural, one {# verdict} other {# verdicts}} off topic", { count: offTopic }),
  );
}

/** `Estonia · postimees.ee · Tue 5 Mar 2024`; of a column or a letter `Opinion · Estonia · …`. */
export function originLine({ isOpinion, countries, source, publishedAt }: ArticleCard): string {
  return dotted(
    isOpinion && say("Opinion"),
    countries.map(countryHere).join(", "),
    source ?? say("unknown source"),
    publishedAt === undefined ? say("undated") : formatDayAndDate(publishedAt),
  );
}

/** Outlets named one by one before the rest of the reports is only counted. */
const OUTLETS_NAMED = 6;

/**
 * `+ 3 more reports: delfi.ee ▲▲ ▲ · err.ee ▼ (scored differently)`: an outlet once, with each verdict of its reports; empty
 * without other reports.
 */
export function reportsLine({ reports }: ArticleCard): string {
  if (reports.length === 0) return "";
  const outlets = [...Map.groupBy(reports, ({ source }) => source)].slice(0, OUTLETS_NAMED);
  const named = outlets.map(([source, of]) => {
    const signs = new Set(of.flatMap(({ score }) => (score === undefined ? [] : [signOf(score)])));
    const differs = of.some(({ disagrees }) => disagrees) ? [say("(scored differently)")] : [];
    return [source, ...signs, ...differs].filter((part) => part !== "").join(" ");
  });
  const rest = reports.length - outlets.reduce((sum, [, of]) => sum + of.length, 0);
  return say("+ {count, plural, one {# more report} other {# more reports}}: {outlets}", {
    count: reports.length,
    outlets: dotted(...named, rest > 0 && say("… {count} more", { count: rest })),
  });
}

/** Earlier steps of an affair named one by one before the rest is only counted. */
const EARLIER_NAMED = 2;
/** Characters of the title of an earlier step. */
const EARLIER_TITLE = 60;

/** `earlier: Mayor's aide arrested (28 Feb) · Council searched (27 Feb) · … 3 more`; empty without earlier steps. */
export function earlierLine({ earlier, publishedAt }: ArticleCard): string {
  if (earlier.length === 0) return "";
  const named = earlier
    .slice(0, EARLIER_NAMED)
    .map(
      (step) =>
        `${excerptOfWords(step.title, EARLIER_TITLE)} (${formatDateBeside(step.publishedAt, publishedAt ?? 0)})`,
    );
  const rest = earlier.length - named.length;
  return say("earlier: {steps}", {
    steps: dotted(...named, rest > 0 && say("… {count} more", { count: rest })),
  });
}

/**
 * `▲▲ very positive`; `▲▲ very positive for Civil Justice` where no heading names the pillar. An article that is not
 * about the pillar is marked: `▼ negative, off topic`.
 */
export function verdictText({ verdict, pillarInHeading }: ArticleCard): string {
  if (verdict === undefined) return "";
  const words = `${signOf(verdict.score)} ${wordsOf(verdict.score)}`;
  const whole = pillarInHeading
    ? words
    : say("{verdict} for {pillar}", { verdict: words, pillar: say(verdict.pillar.name) });
  return verdict.score === 0 || verdict.relevance === 2
    ? whole
    : `${whole}, ${relevanceWords(verdict.relevance)}`;
}

function cardText(card: ArticleCard): string {
  const number = card.number === undefined ? "" : `${card.number}. `;
  const label = card.summary?.from === "article" ? `${say("From the article:")} ` : "";
  return [
    `${number}${card.title}`,
    card.correction?.text ?? "",
    dotted(verdictText(card), otherVerdicts(card)),
    originLine(card),
    card.summary === undefined ? "" : `${label}${card.summary.text}`,
    card.url ?? "",
    reportsLine(card),
    earlierLine(card),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function chartText(chart: Chart): string {
  const numbers = hasValues(chart)
    ? seriesLines(chart).map(([label, values]) => `${label}: ${values}`)
    : [say(NO_VALUES)];
  return [chartTitle(chart), chart.alt, ...numbers].filter((line) => line !== "").join("\n");
}

const [KILOBYTE, MEGABYTE] = [1_000, 1_000_000];

/** `12 kB`, `1.2 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < MEGABYTE) return `${formatNumber(Math.ceil(bytes / KILOBYTE))} kB`;
  return `${formatNumber(bytes / MEGABYTE, 1)} MB`;
}

/** `news.xlsx (1.2 MB)`. */
export function fileText({ name, sizeBytes }: Pick<FileBlock, "name" | "sizeBytes">): string {
  return `${name} (${sizeText(sizeBytes)})`;
}

function actionText(action: Action): string {
  return action.type === "link"
    ? `${action.label}: ${action.url}`
    : `${action.label}: ${action.typed ?? action.command}`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case "heading":
      return block.aside === undefined ? block.text : `${block.text} (${block.aside})`;
    case "paragraph":
    case "note":
      return inlineText(block.content);
    case "article":
      return [cardText(block.article), ...block.actions.map(actionText)].join("\n");
    case "fields":
      return block.fields.map(({ label, value }) => `${label}: ${inlineText(value)}`).join("\n");
    case "list":
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : "-"} ${inlineText(item)}`)
        .join("\n");
    case "image":
      return block.alt;
    case "chart":
      return chartText(block.chart);
    case "file":
      return fileText(block);
    case "divider":
      return "";
    case "actions":
      return block.actions.map(actionText).join("\n");
    case "form":
      return [block.title, ...block.fields.map(({ label }) => `${label}:`)].join("\n");
    default:
      return assertNever(block);
  }
}

/** The whole reply, blocks apart by an empty line. Nothing of it is cut. */
export function plainText(reply: Reply): string {
  return reply.blocks
    .map(blockText)
    .filter((text) => text !== "")
    .join("\n\n");
}
