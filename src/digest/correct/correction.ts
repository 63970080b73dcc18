// What becomes of a message that stands when its articles were scored anew or withdrawn: the same stories in the same order,
// each marked with what changed. Nothing is added, nothing goes. Pure.

import type { Assessment } from "../../news/article.ts";
import { cardSummary, reasonOf } from "../../news/card-summary.ts";
import { isPillarNumber, PILLARS, pillarOf } from "../../news/pillars.ts";
import type { ArticleCard, Score, Verdict } from "../../reply/article-card.ts";
import { emphasis } from "../../reply/build.ts";
import { formatLocalDay, formatLocalTime } from "../../reply/dates.ts";
import type { Block, Inline } from "../../reply/reply.ts";
import { relevanceWords, signOf, wordsOf } from "../../reply/signs.ts";
import { LANGUAGES } from "../../wording/languages.ts";
import { inLanguage, say, wording } from "../../wording/say.ts";
import type { Piece } from "../say/pieces.ts";

/** An article as the data have it now. */
export interface ArticleNow {
  /** What the data score; a pillar that is not among them keeps what was posted. */
  readonly verdicts: readonly Pick<Assessment, "pillar" | "score">[];
  readonly isWithdrawn: boolean;
  /** The pillar that it was told under; null when nothing of it was scored. */
  readonly pillar: number | null;
  /** What the scorer says for a pillar now, where that is at hand. */
  readonly summaryOf: (pillar: number) => string | undefined;
}

export interface CorrectionChange {
  /** What it is known by. */
  readonly article: string;
  /** The verdict that is shown from now on; null where none is. */
  readonly score: number | null;
  readonly isWithdrawn: boolean;
}

export interface CorrectedPieces {
  readonly pieces: readonly Piece[];
  readonly changes: readonly CorrectionChange[];
}

/** When it is corrected and was posted, ms UTC, in the digest's own zone (IANA). */
export interface CorrectionTime {
  readonly at: number;
  readonly postedAt: number;
  readonly zone: string;
}

/** When an article went. */
const WITHDRAWN = wording("withdrawn {when}: no longer in the data");
const SEPARATOR = " · ";

/** The pieces of a message as they have to be; undefined when they are right. */
export function correctedPieces(
  pieces: readonly Piece[],
  articles: ReadonlyMap<string, ArticleNow>,
  time: CorrectionTime,
): CorrectedPieces | undefined {
  const when = whenOf(time);
  const changes: CorrectionChange[] = [];
  const corrected = pieces.map((piece): Piece => {
    const [article] = piece.tells.articles;
    const now = article === undefined ? undefined : articles.get(article);
    const told = piece.alone.at(-1);
    const right = now === undefined || told === undefined ? undefined : correctedBlock(told, now, when);
    if (article === undefined || now === undefined || right === undefined) return piece;
    changes.push({ article, score: right.score, isWithdrawn: now.isWithdrawn });
    return { ...piece, alone: [...piece.alone.slice(0, -1), right.block] };
  });
  return changes.length === 0 ? undefined : { pieces: corrected, changes };
}

/** `14:05` on the day that it was posted, else `Wed 6 Mar 14:05`. */
function whenOf({ at, postedAt, zone }: CorrectionTime): string {
  const day = formatLocalDay(at, zone);
  const clock = formatLocalTime(at, zone);
  return day === formatLocalDay(postedAt, zone) ? clock : `${day.slice(0, -5)} ${clock}`;
}

interface CorrectedBlock {
  readonly block: Block;
  readonly score: number | null;
}

function correctedBlock(block: Block, now: ArticleNow, when: string): CorrectedBlock | undefined {
  if (block.type === "article") {
    const article = correctedCard(block.article, now, when);
    return article && { block: { ...block, article }, score: article.verdict?.score ?? null };
  }
  const [line, ...others] = block.type === "list" ? block.items : [];
  if (block.type !== "list" || line === undefined || others.length > 0) return undefined;
  const right = correctedLine(line, now, when);
  return right && { block: { ...block, items: [right.line] }, score: right.score };
}

/** What is said of a change; undefined when there is none. */
function remarkOf(
  { isWithdrawn }: ArticleNow,
  wasWithdrawn: boolean,
  changed: readonly string[],
  when: string,
): string | undefined {
  if (isWithdrawn) return wasWithdrawn ? undefined : say(WITHDRAWN, { when });
  const what = changed.join(", ");
  if (wasWithdrawn)
    return what === ""
      ? say("back in the data {when}", { when })
      : say("back in the data {when}: {what}", { when, what });
  return what === "" ? undefined : say("corrected {when}: {what}", { when, what });
}

function arrow(before: Score, after: Score): string {
  return `${signOf(before)} → ${signOf(after)}`;
}

function correctedCard(card: ArticleCard, now: ArticleNow, when: string): ArticleCard | undefined {
  const scores = new Map<number, Score>(now.verdicts.map(({ pillar, score }) => [pillar, score]));
  const anew = (verdict: Verdict): Verdict => ({
    ...verdict,
    score: scores.get(verdict.pillar.number) ?? verdict.score,
  });
  const { verdict, summary } = card;
  const main = verdict && anew(verdict);
  const isRescored = main !== undefined && main.score !== verdict?.score;
  const shown = verdict?.pillar.number;
  const others = card.assessments.filter(
    // What is not about its pillar is only counted.
    (other) => other.pillar.number !== shown && other.relevance > 0 && anew(other).score !== other.score,
  );
  const told = summary && tellAnew(summary.text, scores, shown);
  const changed = [
    ...(isRescored && verdict !== undefined ? [arrow(verdict.score, main.score)] : []),
    ...others.map((other) => `${say(other.pillar.name)} ${arrow(other.score, anew(other).score)}`),
    ...(told?.changed ?? []),
  ];
  const wasWithdrawn = card.correction?.isWithdrawn ?? false;
  const text = remarkOf(now, wasWithdrawn, changed, when);
  if (text === undefined) return undefined;
  const correction = { text, isWithdrawn: now.isWithdrawn };
  if (now.isWithdrawn) return { ...card, correction };
  const reason = isRescored && shown !== undefined ? summaryNow(now, shown) : undefined;
  const whole = told && [reason ?? told.summary, ...told.lines].filter((line) => line !== "").join("\n");
  return {
    ...card,
    ...(main === undefined ? {} : { verdict: main }),
    assessments: card.assessments.map(anew),
    correction,
    ...(summary === undefined || whole === undefined || whole === summary.text
      ? {}
      : { summary: { text: whole, from: reason === undefined ? summary.from : "assessment" } }),
  };
}

function summaryNow({ summaryOf }: ArticleNow, pillar: number): string | undefined {
  const summary = isPillarNumber(pillar) ? summaryOf(pillar) : undefined;
  return summary === undefined || !isPillarNumber(pillar) ? undefined : cardSummary(summary, pillar);
}

const SCORES: readonly Score[] = [0, 1, 2, 3, 4, 5];

/** The full layout has a line for every other verdict below the summary: the reason of one that changed goes with it. */
function tellAnew(
  text: string,
  scores: ReadonlyMap<number, Score>,
  shown: number | undefined,
): { readonly summary: string; readonly lines: readonly string[]; readonly changed: readonly string[] } {
  const changed: string[] = [];
  const summary: string[] = [];
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    const verdict = verdictOfLine(line);
    if (verdict === undefined || verdict.pillar === shown) {
      summary.push(line);
      continue;
    }
    const after = scores.get(verdict.pillar) ?? verdict.score;
    if (after === verdict.score) lines.push(line);
    else {
      changed.push(`${say(pillarOf(verdict.pillar).name)} ${arrow(verdict.score, after)}`);
      const isOffTopic = line.startsWith(`${verdict.begins},`);
      lines.push(`${lineBegins(verdict.pillar, after)}${isOffTopic ? `, ${relevanceWords(0)}` : ""}`);
    }
  }
  return { summary: summary.join("\n"), lines, changed };
}

/** As `say/stories.ts` begins such a line. */
function lineBegins(pillar: Assessment["pillar"], score: Score): string {
  return `${signOf(score)} ${say(pillarOf(pillar).name)}, ${wordsOf(score)}`;
}

/** In whatever language it was posted. */
function verdictOfLine(
  line: string,
): (Pick<Assessment, "pillar" | "score"> & { readonly begins: string }) | undefined {
  for (const language of LANGUAGES)
    for (const { number } of PILLARS)
      for (const score of SCORES) {
        if (!line.startsWith(`${signOf(score)} `)) continue;
        const begins = inLanguage(language, () => lineBegins(number, score));
        if (line === begins || line.startsWith(`${begins}:`) || line.startsWith(`${begins},`))
          return { pillar: number, score, begins };
      }
  return undefined;
}

/** Whether that stands behind a line, in whatever language. */
function saysWithdrawn(text: string): boolean {
  return LANGUAGES.some((language) => {
    const [begins = ""] = inLanguage(language, () => say(WITHDRAWN, { when: "\n" })).split("\n");
    return text.startsWith(`${SEPARATOR}${begins}`);
  });
}

/** A line of the brief layout: sign, title, origin, reason, and behind them what was corrected. */
function correctedLine(
  line: readonly Inline[],
  now: ArticleNow,
  when: string,
): { readonly line: readonly Inline[]; readonly score: number | null } | undefined {
  const [sign, title, origin, reason] = line;
  if (sign?.type !== "text" || title === undefined) return undefined;
  const before = SCORES.find((score) => `${signOf(score)} ` === sign.text);
  const after =
    before === undefined
      ? undefined
      : (now.verdicts.find(({ pillar }) => pillar === now.pillar)?.score ?? before);
  const isRescored = before !== undefined && after !== undefined && after !== before;
  const last = line.at(-1);
  const wasWithdrawn = last?.type === "emphasis" && saysWithdrawn(last.text);
  const text = remarkOf(now, wasWithdrawn, isRescored ? [arrow(before, after)] : [], when);
  if (text === undefined) return undefined;
  const mark = emphasis(`${SEPARATOR}${text}`);
  const kept = [origin, reason].filter((part) => part !== undefined && part.type !== "emphasis");
  if (now.isWithdrawn || !isRescored)
    return { line: [sign, title, ...plain(kept), mark], score: before ?? null };
  const why = reasonNow(now);
  const rest = plain(kept.slice(0, 1));
  return {
    line: [
      { ...sign, text: `${signOf(after)} ` },
      title,
      ...rest,
      { type: "text", text: why === undefined ? "" : `. ${why}` },
      mark,
    ],
    score: after,
  };
}

function plain(parts: readonly (Inline | undefined)[]): readonly Inline[] {
  return parts.filter((part) => part !== undefined);
}

function reasonNow({ pillar, summaryOf }: ArticleNow): string | undefined {
  if (pillar === null || !isPillarNumber(pillar)) return undefined;
  const summary = summaryOf(pillar);
  return summary === undefined ? undefined : reasonOf(summary, pillar);
}
