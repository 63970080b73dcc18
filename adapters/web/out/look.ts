// How another platform shows an answer, drawn in the page. What is a button there presses nothing here.

import { assertNever } from "../../../src/errors.ts";
import type { Look, LookButton, LookRun, Looks } from "../../../src/platform/look.ts";
import { say } from "../../../src/wording/say.ts";
import { type Markup, markup } from "./escape.ts";
import { renderLink } from "./inline.ts";

/** `platform`: its id, by which its look is styled. */
export function renderLooks(platform: string, looks: Looks): Markup {
  return markup`<div class="look ${platform}">${looks.map(
    (message) => markup`<div class="message">
  <img class="face" src="/chat/icon.svg" alt="" />
  <div class="said"><p class="sender">rol-news-bot <small>${say("App")}</small></p>${message.map(renderLook)}</div>
</div>`,
  )}</div>`;
}

function renderLook(look: Look): Markup {
  switch (look.type) {
    case "heading":
      return markup`<p class="heading">${runsOf(look.runs)}</p>`;
    case "text":
      return markup`<div class="text"><p>${runsOf(look.runs)}</p>${look.button !== undefined && renderButton(look.button)}</div>`;
    case "small":
      return markup`<p class="small">${runsOf(look.runs)}</p>`;
    case "buttons":
      return markup`<p class="buttons">${look.buttons.map(renderButton)}</p>`;
    case "field":
      return markup`<p class="asks">${look.label !== "" && markup`<strong>${look.label}</strong>`}${look.hint !== undefined && markup`<small>${look.hint}</small>`}<span>${look.inside || "\u00a0"}</span></p>`;
    case "divider":
      return markup`<hr />`;
    case "drawn":
      return markup`<p class="drawn">${look.text}</p>`;
    case "card":
      return markup`<div class="embed">${edgeOf(look.colour)}${look.inside.map(renderLook)}</div>`;
    case "window":
      return markup`<div class="window"><p class="heading">${look.title}</p>${look.inside.map(renderLook)}<p class="buttons">${renderButton({ label: look.submit, style: "primary" })}</p></div>`;
    default:
      return assertNever(look);
  }
}

/** A picture, since styles that stand in a page are refused. */
function edgeOf(colour = "#8a8f98"): Markup {
  return markup`<svg class="edge" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><rect width="1" height="1" fill="${colour}" /></svg>`;
}

function renderButton({ label, style }: LookButton): Markup {
  return markup`<span class="press ${style}">${label}</span>`;
}

function runsOf(runs: readonly LookRun[]): readonly Markup[] {
  return runs.map((run) =>
    marked(run, run.url === undefined ? markup`${run.text}` : renderLink(run.url, run.text)),
  );
}

function marked({ style }: LookRun, inside: Markup): Markup {
  switch (style) {
    case "strong":
      return markup`<strong>${inside}</strong>`;
    case "emphasis":
      return markup`<em>${inside}</em>`;
    case "strong-emphasis":
      return markup`<strong><em>${inside}</em></strong>`;
    case "code":
      return markup`<code>${inside}</code>`;
    case undefined:
      return inside;
    default:
      return assertNever(style);
  }
}
