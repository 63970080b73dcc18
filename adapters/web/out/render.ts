// A reply as a piece of the page. Pure: pictures and files are only named, by the turn in which they stand. Nothing is cut.

import { assertNever } from "../../../src/errors.ts";
import { sizeText } from "../../../src/reply/plain-text.ts";
import type { Action, Block, FileBlock, Reply } from "../../../src/reply/reply.ts";
import type { Codes } from "../../adapter.ts";
import { renderCard } from "./card.ts";
import { renderChart } from "./chart.ts";
import { type Content, type Markup, markup } from "./escape.ts";
import { renderField } from "./fields.ts";
import { renderInline, renderLink } from "./inline.ts";
import { FORM_CODE, FORM_TURN } from "./names.ts";

export type Form = Extract<Block, { readonly type: "form" }>;

/** Where a reply stands: its pictures and files have addresses below this turn. */
export interface Standing {
  readonly turn: string;
  /** The reader's own (IANA), where the browser told it. */
  readonly zone?: string | undefined;
  /** Blocks that have a picture. */
  readonly pictured: ReadonlySet<number>;
}

/** The address of a block's picture or file. */
function addressOf({ turn }: Pick<Standing, "turn">, what: "pictures" | "files", block: number): string {
  return `/chat/turns/${turn}/${what}/${block}`;
}

export function render({ blocks }: Reply, codes: Codes, standing: Standing): readonly Markup[] {
  return blocks.map((block, n) => renderBlock(block, n, codes, standing));
}

function renderBlock(block: Block, n: number, codes: Codes, standing: Standing): Markup {
  const picture = standing.pictured.has(n) ? addressOf(standing, "pictures", n) : undefined;
  switch (block.type) {
    case "heading":
      return markup`<h2>${block.text}${block.aside !== undefined && markup` <small>${block.aside}</small>`}</h2>`;
    case "paragraph":
      return markup`<p>${renderInline(block.content, standing.zone)}</p>`;
    case "note":
      return markup`<p class="note">${renderInline(block.content, standing.zone)}</p>`;
    case "article":
      return renderCard(block.article, renderActions(block.actions, codes, standing, block.article.title));
    case "fields":
      return markup`<dl>${block.fields.map(({ label, value }) => markup`<div><dt>${label}</dt><dd>${renderInline(value, standing.zone)}</dd></div>`)}</dl>`;
    case "list": {
      const items = block.items.map((item) => markup`<li>${renderInline(item, standing.zone)}</li>`);
      return block.ordered ? markup`<ol>${items}</ol>` : markup`<ul>${items}</ul>`;
    }
    case "image":
      return picture === undefined
        ? markup`<p class="note">${block.alt}</p>`
        : markup`<figure><img src="${picture}" alt="${block.alt}" /></figure>`;
    case "chart":
      return renderChart(block.chart, picture);
    case "file":
      return renderFile(block, addressOf(standing, "files", n));
    case "divider":
      return markup`<hr />`;
    case "actions":
      return renderActions(block.actions, codes, standing);
    case "form":
      return renderForm(block, codes.get(block.command), standing.turn);
    default:
      return assertNever(block);
  }
}

function renderFile({ name, sizeBytes }: FileBlock, address: string): Markup {
  return markup`<p class="file"><a href="${address}" download="${name}">${name}</a> (${sizeText(sizeBytes)})</p>`;
}

/** `of`: what they are about, for those who hear one of many that say the same. */
function renderActions(actions: readonly Action[], codes: Codes, { turn }: Standing, of = ""): Markup {
  if (actions.length === 0) return markup``;
  return markup`<div class="actions">${actions.map((action) => renderAction(action, codes, turn, of))}</div>`;
}

function renderAction(action: Action, codes: Codes, turn: string, of: string): Markup {
  if (action.type === "link") return renderLink(action.url, action.label, "button");
  const { label, command, typed, style = "" } = action;
  const code = codes.get(command);
  if (code === undefined) return markup`<span>${label}: <code>${typed ?? command}</code></span>`;
  const place = action.replaces === true ? { turn } : {};
  const stands: Content = action.replaces === true && markup` data-turn="turn-${turn}"`;
  const values = JSON.stringify({ code, label: of === "" ? label : `${label}: ${of}`, ...place });
  const told: Content = of !== "" && markup` aria-label="${label}: ${of}"`;
  return markup`<button type="button" class="${style}" title="${typed ?? command}" hx-post="/chat/press" hx-vals="${values}" hx-target="#turns" hx-swap="beforeend" hx-disable="this"${told}${stands}>${label}</button>`;
}

/** The id of the form of a turn. */
export const formIdOf = (turn: string): string => `form-${turn}`;

export function renderForm({ title, submit, fields }: Form, code: string | undefined, turn: string): Markup {
  const id = formIdOf(turn);
  return markup`<form id="${id}" class="asking" aria-label="${title}" method="post" action="/chat/form" hx-post="/chat/form" hx-target="#turns" hx-swap="beforeend" hx-disable="find button" novalidate>
  <h2>${title}</h2>
  <input type="hidden" name="${FORM_CODE}" value="${code}" /><input type="hidden" name="${FORM_TURN}" value="${turn}" />
  ${fields.map((field) => renderField(field, id))}
  <button class="primary">${submit}</button>
</form>`;
}
