// The page around the conversation, and a turn in it.

import type { Looks } from "../../../src/platform/look.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { languageHere, say } from "../../../src/wording/say.ts";
import type { Preview } from "../../adapter.ts";
import type { Turn } from "../in/turns.ts";
import { type Content, type Markup, markup } from "./escape.ts";
import { renderLooks } from "./look.ts";
import { render } from "./render.ts";
import { renderWelcome, type WelcomeOptions } from "./welcome.ts";

const HTMX = JSON.stringify({
  includeIndicatorCSS: false,
  history: false,
  // A first reading of large files takes minutes.
  defaultTimeout: 900_000,
});

/** Questions as they are typed. */
const EXAMPLES = "top corruption, search judges, help";

function whole(title: string, body: Content): Markup {
  return markup`<!doctype html>
<html lang="${languageHere()}">
<head>
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <meta name="color-scheme" content="light dark" />
  <meta name="htmx-config" content="${HTMX}" />
  <title>${title}</title>
  <link rel="icon" href="/chat/icon.svg" type="image/svg+xml" />
  <link rel="stylesheet" href="/chat/page.css" />
  <link rel="stylesheet" href="/chat/look.css" />
  <script src="/chat/htmx.js" defer></script>
  <script src="/chat/page.js" defer></script>
</head>
<body>${body}</body>
</html>`;
}

export interface PageOptions {
  /** Turns that stand there, oldest first. */
  readonly turns: readonly Markup[];
  readonly welcome: WelcomeOptions;
}

export function renderPage({ turns, welcome }: PageOptions): Markup {
  return whole(
    "rol-news-bot",
    markup`<header><img src="/chat/icon.svg" alt="" /><h1>rol-news-bot</h1></header>
<main>
  <div id="turns" role="log" aria-live="polite" aria-label="${say("Conversation")}" tabindex="-1">${turns}</div>
  ${renderWelcome(welcome)}
  <div hx-get="/chat/posts" hx-trigger="every 5s" hx-target="#turns" hx-swap="beforeend"></div>
</main>
<footer>
  <form id="ask" method="post" action="/chat/say" hx-post="/chat/say" hx-target="#turns" hx-swap="beforeend">
    <label for="text" class="unseen">${say("Ask about the news")}</label>
    <input id="text" name="text" type="text" required autofocus autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="send" placeholder="${EXAMPLES}" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="lines" hx-get="/chat/lines" hx-trigger="input changed delay:120ms" hx-sync="this:replace" hx-target="#lines" />
    <ul id="lines" role="listbox" aria-label="${say("How it may go on")}" hidden></ul>
    <button class="primary">${say("Ask")}</button>
  </form>
  <p id="working" role="status" data-working="${say("Working…")}" data-silent="${say("The bot does not answer. Look whether it still runs.")}"></p>
</footer>`,
  );
}

/** The id of a turn on the page. */
export const turnIdOf = (turn: string): string => `turn-${turn}`;

/** Nothing, where a turn stood. */
export function renderRemoved(turn: string): Markup {
  return markup`<div id="${turnIdOf(turn)}" hx-swap-oob="delete"></div>`;
}

/** What was asked, the answer, and a switch to what other platforms would be sent for it. */
export function renderTurn(
  { id, asked, isPost, reply, codes, pictures, zone }: Turn,
  previews: readonly Preview[],
  { isInPlace = false }: { readonly isInPlace?: boolean } = {},
): Markup {
  return markup`<section class="turn" id="${turnIdOf(id)}"${isInPlace && markup` hx-swap-oob="outerHTML"`}>
  ${asked !== undefined && markup`<p class="asked"><span class="unseen">${say("You:")} </span>${asked}</p>`}
  ${isPost === true && markup`<p class="posted">${say("Posted here")}</p>`}
  <div class="answer${isRefusalOf(reply)}">${render(reply, codes, { turn: id, pictured: new Set(pictures.keys()), zone })}</div>
  ${previews.length > 0 && renderSwitch(id, previews)}
</section>`;
}

const isRefusalOf = ({ isRefusal }: Reply): string => (isRefusal === true ? " refusal" : "");

function renderSwitch(id: string, previews: readonly Preview[]): Markup {
  const platforms = new Intl.ListFormat(languageHere()).format(previews.map(({ name }) => name));
  return markup`<details class="as"><summary>${say("The same on {platforms}", { platforms })}</summary>
  <div class="actions">${previews.map(
    ({ id: platform, name }) =>
      markup`<button type="button" aria-pressed="false" hx-get="/chat/turns/${id}/as/${platform}" hx-target="#as-${id}">${name}</button>`,
  )}</div>
  <div id="as-${id}"></div>
</details>`;
}

/** An answer as a platform shows it, and what it would be sent for it. */
export function renderPayload(
  { id, name }: Pick<Preview, "id" | "name">,
  payload: unknown,
  looks: Looks | undefined,
): Markup {
  const data = markup`<figure class="payload">
  <figcaption>${say("What {platform} would be sent", { platform: name })} <button type="button" data-copy="${say("Copied")}">${say("Copy")}</button></figcaption>
  <pre tabindex="0">${JSON.stringify(payload, null, 2)}</pre>
</figure>`;
  if (looks === undefined) return data;
  return markup`${renderLooks(id, looks)}
<details><summary>${say("As data, to copy")}</summary>${data}</details>`;
}

/** A page of one sentence. */
export function renderSentence(sentence: string): Markup {
  return whole("rol-news-bot", markup`<main class="alone"><h1>rol-news-bot</h1><p>${sentence}</p></main>`);
}

/** What stands where a form was that has been sent. */
export function renderSent(formId: string): Markup {
  return markup`<p id="${formId}" class="note" hx-swap-oob="outerHTML">${say("Sent.")}</p>`;
}

/** Lines to choose from. */
export function renderLines(lines: readonly string[]): Markup {
  return markup`${lines.map((line, n) => markup`<li role="option" id="line-${n}" aria-selected="false" data-value="${line}">${line}</li>`)}`;
}

export function renderOptions(values: readonly string[]): Markup {
  return markup`${values.map((value) => markup`<option value="${value}"></option>`)}`;
}
