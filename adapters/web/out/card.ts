// An article as a card: its title leads to its own address, the verdict is a sign and its words, the small print is small.

import type { ArticleCard } from "../../../src/reply/article-card.ts";
import {
  earlierLine,
  originLine,
  otherVerdicts,
  reportsLine,
  verdictText,
} from "../../../src/reply/plain-text.ts";
import { keepSigns } from "../../../src/reply/signs.ts";
import { say } from "../../../src/wording/say.ts";
import { type Markup, markup, openable } from "./escape.ts";
import { renderMarked } from "./inline.ts";

/** `actions`: its buttons, as markup. */
export function renderCard(card: ArticleCard, actions: Markup): Markup {
  const { verdict, summary } = card;
  const direction = verdict === undefined || verdict.score === 0 ? "none" : directionOf(verdict.score);
  return markup`<article class="card ${direction}">
  <h3>${card.number !== undefined && markup`<span class="number">${card.number}.</span> `}${renderTitle(card)}</h3>
  ${card.correction !== undefined && markup`<p class="correction">${keepSigns(card.correction.text)}</p>`}
  ${renderVerdicts(card)}
  <p class="origin"><bdi>${originLine(card)}</bdi></p>
  ${
    summary !== undefined &&
    markup`<p class="summary">${summary.from === "article" && markup`<span class="label">${say("From the article:")} </span>`}<bdi>${renderMarked(summary.text, summary.marks)}</bdi></p>`
  }
  ${[reportsLine(card), earlierLine(card)].map((line) => (line === "" ? "" : markup`<p class="more"><bdi>${keepSigns(line)}</bdi></p>`))}
  ${actions}
</article>`;
}

function directionOf(score: number): string {
  return score < 3 ? "negative" : score > 3 ? "positive" : "neutral";
}

function renderTitle({ title, titleMarks, url }: ArticleCard): Markup {
  const words = markup`<bdi>${renderMarked(title, titleMarks)}</bdi>`;
  const address = url === undefined ? undefined : openable(url);
  return address === undefined
    ? words
    : markup`<a href="${address}" target="_blank" rel="noopener noreferrer">${words}</a>`;
}

function renderVerdicts(card: ArticleCard): Markup | undefined {
  const [verdict, others] = [verdictText(card), otherVerdicts(card)];
  if (verdict === "" && others === "") return undefined;
  return markup`<p class="verdict">${verdict !== "" && markup`<strong>${keepSigns(verdict)}</strong> `}<span class="others">${keepSigns(others)}</span></p>`;
}
