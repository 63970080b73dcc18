// Writes what a report says: its texts, and a summary for each pillar.

import { createHash } from "node:crypto";
import { type Chance, chanceOf } from "../../demo/sample/random.ts";
import { castOf, type Fill, pick, upper } from "./cast.ts";
import { EVENTS, type Gap } from "./events.ts";
import { lengthOf, scoreAt } from "./measured.ts";
import { hostOf, plain } from "./names.ts";
import type { Report } from "./plan.ts";
import { BODY, CONCLUSIONS, LEADS, SUMMARY, SUMMARY_BEGINNINGS, TITLE_HEADS, TITLE_TAILS } from "./prose.ts";
import type { Template } from "./template.ts";
import { drawByRank } from "./words.ts";

export interface ArticleTexts {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly link: string;
  readonly title: string;
  readonly description: string;
  readonly content: string;
}

export interface Verdict {
  /** 1 to 5, 0 not scored. */
  readonly score: number;
  readonly summary: string;
}

type Say = (templates: readonly Template<Gap>[]) => string;

/** What a row says when the scorer refused. */
const SKIPPED = "Skipped article";
/** Reports that the scorer refused, and how often each of their pillars then has no score. */
const REFUSED = 0.018;
const REFUSED_PILLAR = 0.65;
/** How often a pillar's score has nothing to do with the news. */
const OWN_SCORE = 0.08;

/** Sentences that begin with capitals and are about as long together as asked. */
function textOf(first: string, length: number, next: () => string, between: () => string): string {
  let text = first;
  while (text.length < length - 60) text += between() + upper(next());
  return text;
}

/** Of a million reports some have equal seeds, but no two have everything in common. */
function idOf({ outlet, publishedAt, story, seed }: Report): string {
  return createHash("md5").update(`${outlet} ${publishedAt} ${story} ${seed}`).digest("hex");
}

/** The texts of a report: the same each time. */
export function textsOf(report: Report): ArticleTexts {
  const chance = chanceOf(report.seed);
  const shared = chanceOf(report.story);
  const cast = castOf(report);
  const fill = cast(chance);
  const say: Say = (templates) => pick(templates, chance)?.(fill, chance) ?? "";
  const happened = EVENTS[report.event[0]]?.[report.event[1]] ?? [];
  const title = titleOf(happened, fill, chance);
  const event = `${upper(say(happened.slice(1)))}.`;
  const length = lengthOf("content", chance);
  const description = cut(
    textOf(
      event,
      420,
      () => say(LEADS),
      () => " ",
    ),
    lengthOf("description", chance),
    chance.happens(0.52),
  );
  const paragraphs = chance.happens(0.36);
  const between = (): string => (paragraphs && chance.happens(0.4) ? "\n" : " ");
  const agency = cast(shared);
  const beginning = report.copied
    ? textOf(
        `${upper(pick(happened.slice(1), shared)?.(agency, shared) ?? "")}.`,
        length * 0.5,
        () => pick(shared.happens(0.3) ? LEADS : BODY, shared)?.(agency, shared) ?? "",
        () => " ",
      )
    : event;
  const content = textOf(beginning, length, () => say(chance.happens(0.12) ? LEADS : BODY), between);
  return {
    id: idOf(report),
    link: linkOf(report, fill, chance),
    title,
    description,
    // Invisible marks are in one real article of twenty.
    content: chance.happens(0.05) ? content.replace(". ", ".\u200b ") : content,
  };
}

function titleOf(happened: readonly Template<Gap>[], fill: Fill, chance: Chance): string {
  const length = lengthOf("title", chance);
  // Where there is little room, people are called by their surnames.
  const tight: Fill = (gap) => fill(gap === "person" && length < 85 ? "surname" : gap);
  const head = chance.happens(0.2) ? `${pick(TITLE_HEADS, chance)?.(tight, chance) ?? ""} ` : "";
  const said = happened.map((template) => head + upper(template(tight, chance)));
  const fitting = said.filter((title) => title.length <= length + 5);
  let title = pick(fitting.slice(fitting.length > 2 ? 1 : 0), chance) ?? said[0] ?? "";
  // Each tail once, from where chance says.
  const from = chance.between(0, TITLE_TAILS.length - 1);
  for (let tail = 0; tail < TITLE_TAILS.length && title.length < length - 10; tail += 1) {
    title += TITLE_TAILS[(from + tail) % TITLE_TAILS.length]?.(tight, chance) ?? "";
  }
  return title;
}

/** Cut at a length, with dots behind the last whole word, or at the sentence that ends next to it. */
function cut(text: string, length: number, dots: boolean): string {
  if (text.length <= length) return text;
  if (dots) return `${text.slice(0, text.lastIndexOf(" ", length - 3))}...`;
  const end = text.indexOf(". ", length - 70);
  return end === -1 ? text : text.slice(0, end + 1);
}

function linkOf({ outlet, country }: Report, fill: Fill, chance: Chance): string {
  const words = Array.from({ length: chance.between(3, 7) }, () => drawByRank(country.slugWords, chance));
  const slug = [plain(fill("surname")), ...words, plain(fill("place"))].join("-");
  return `https://${hostOf(outlet, chance)}/${chance.between(7_000_000, 9_999_999)}/${slug}`;
}

/** What a report means for a pillar (from 0): the same each time. */
export function verdictOf(report: Report, pillar: number): Verdict {
  const chance = chanceOf(report.seed ^ Math.imul(pillar + 1, 0x9e37_79b1));
  if (chanceOf(~report.seed).happens(REFUSED) && chance.happens(REFUSED_PILLAR))
    return { score: 0, summary: SKIPPED };
  // All reports of a story are scored alike.
  const scoring = chanceOf(report.story ^ Math.imul(pillar + 1, 0x9e37_79b1));
  const unrelated = pillar !== report.event[0] && scoring.happens(OWN_SCORE);
  const score = scoreAt(pillar, unrelated ? scoring.next() : report.mood);
  const fill = castOf(report)(chance);
  const say: Say = (templates) => pick(templates, chance)?.(fill, chance) ?? "";
  const happened = EVENTS[report.event[0]]?.[report.event[1]] ?? [];
  const conclusion = say(CONCLUSIONS[pillar]?.slice(Math.sign(score - 3) + 1).slice(0, 1) ?? []);
  const event = `${say(SUMMARY_BEGINNINGS)} ${upper(say(happened.slice(1)))}.`;
  const facts = textOf(
    event,
    lengthOf("summary", chance) - conclusion.length,
    () => say(SUMMARY),
    () => " ",
  );
  return { score, summary: `${facts} ${conclusion}` };
}
