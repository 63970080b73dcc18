// Blocks of Block Kit, as render puts them together. Text comes in as runs or is plain; every text is escaped here.

import type { types } from "@slack/bolt";
import { assertNever } from "../../../src/errors.ts";
import type { Action } from "../../../src/reply/reply.ts";
import { escapePlain, isWebAddress, oneLine } from "./escape.ts";
import { BUTTON_LABEL, BUTTON_URL, BUTTON_VALUE, BUTTONS_A_ROW, HEADER_TEXT } from "./limits.ts";
import { layRuns, plainRun, type Run, styledRuns } from "./mrkdwn.ts";

/** A chart, which @slack/types does not know yet: docs.slack.dev, reference/block-kit/blocks/data-visualization-block. */
export interface DataVisualization extends types.Block {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar" | "line";
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label: string };
  };
}

export type SlackBlock = types.KnownBlock | DataVisualization;

/**
 * `action_id`s of our buttons begin with one of these; what runs a command says it in its value. `swap`: what it answers
 * stands where the button stood.
 */
export const RUN_ACTION = "run";
export const SWAP_ACTION = "swap";
export const OPEN_ACTION = "open";

/** Markup is read, but bare addresses, names and channels are left alone: text object, `verbatim`. */
export function mrkdwn(text: string): types.MrkdwnElement {
  return { type: "mrkdwn", text, verbatim: true };
}

/** One line without emoji codes, cut with a visible … at `limit`. */
export function plainText(text: string, limit: number): types.PlainTextElement {
  const whole = escapePlain(oneLine(text)) || "…";
  if (whole.length <= limit) return { type: "plain_text", text: whole, emoji: false };
  const cut = whole.slice(0, limit - 1).toWellFormed();
  return { type: "plain_text", text: `${cut.replace(/\ufffd$/, "").trimEnd()}…`, emoji: false };
}

/** Sections of text; the first carries the button. */
export function sections(runs: readonly Run[], accessory?: types.Button): readonly SlackBlock[] {
  return layRuns(runs).map((text, index) => ({
    type: "section",
    text: mrkdwn(text),
    expand: true,
    ...(index === 0 && accessory !== undefined ? { accessory } : {}),
  }));
}

/** Small print. */
export function contexts(runs: readonly Run[]): readonly SlackBlock[] {
  return layRuns(runs).map((text) => ({ type: "context", elements: [mrkdwn(text)] }));
}

/** A header, or bold text where it is longer than a header may be. */
export function header(text: string): readonly SlackBlock[] {
  const line = oneLine(text);
  if (line === "") return [];
  return escapePlain(line).length <= HEADER_TEXT
    ? [{ type: "header", text: plainText(line, HEADER_TEXT) }]
    : sections(styledRuns(line, "strong"));
}

/** What the buttons of a reply carry: the code of each command, from `ActionCodes.codesOf`. */
export type Codes = ReadonlyMap<string, string>;

/** A button; undefined for what cannot be one, which `withoutButton` then tells in words. */
function buttonOf(action: Action, codes: Codes, index: number): types.Button | undefined {
  const text = plainText(action.label, BUTTON_LABEL);
  switch (action.type) {
    case "link":
      if (!isWebAddress(action.url) || action.url.length > BUTTON_URL) return undefined;
      return { type: "button", action_id: `${OPEN_ACTION}:${index}`, text, url: action.url };
    case "command": {
      const value = codes.get(action.command);
      if (value === undefined || value.length > BUTTON_VALUE) return undefined;
      return {
        type: "button",
        action_id: `${action.replaces === true ? SWAP_ACTION : RUN_ACTION}:${index}`,
        text,
        value,
        ...(action.style === undefined ? {} : { style: action.style }),
      };
    }
    default:
      return assertNever(action);
  }
}

/** What a button would have done, to be typed or opened by hand. */
function inWords(action: Action): Run {
  return plainRun(
    `${action.label}: ${action.type === "link" ? action.url : (action.typed ?? action.command)}`,
  );
}

/** Buttons in rows of five; labels that were cut and what cannot be a button are told below. */
export function buttons(actions: readonly Action[], codes: Codes): readonly SlackBlock[] {
  const made = actions.map((action, index) => ({ action, button: buttonOf(action, codes, index) }));
  const able = made.flatMap(({ button }) => button ?? []);
  const rows = Array.from(
    { length: Math.ceil(able.length / BUTTONS_A_ROW) },
    (_, row): SlackBlock => ({
      type: "actions",
      elements: able.slice(row * BUTTONS_A_ROW, (row + 1) * BUTTONS_A_ROW),
    }),
  );
  const told = made.filter(({ action, button }) => button === undefined || wasCut(action.label));
  return [...rows, ...told.flatMap(({ action }) => contexts([inWords(action)]))];
}

/**
 * Two commands as a thumb up and a thumb down; as plain buttons where one of them cannot be told so.
 * docs.slack.dev, reference/block-kit/block-elements/feedback-buttons-element: the labels are read out, and have the bounds of
 * a button's.
 */
export function feedbackButtons(actions: readonly Action[], codes: Codes): readonly SlackBlock[] {
  const [right, wrong] = actions.map((action, index) => buttonOf(action, codes, index));
  if (right?.value === undefined || wrong?.value === undefined || actions.length > 2)
    return buttons(actions, codes);
  if (actions.some(({ label }) => wasCut(label))) return buttons(actions, codes);
  return [
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: `${RUN_ACTION}:0`,
          positive_button: { text: right.text, value: right.value },
          negative_button: { text: wrong.text, value: wrong.value },
        },
      ],
    },
  ];
}

const wasCut = (label: string): boolean => escapePlain(oneLine(label)).length > BUTTON_LABEL;

/** The first action as the button beside a text, the others below it. */
export function accessoryAndRest(
  actions: readonly Action[],
  codes: Codes,
): { readonly accessory?: types.Button; readonly rest: readonly Action[] } {
  const [first, ...others] = actions;
  const accessory = first === undefined || wasCut(first.label) ? undefined : buttonOf(first, codes, 0);
  return accessory === undefined ? { rest: actions } : { accessory, rest: others };
}

/** The same blocks, their answers beside them: for a message that others see, too, or one of several. */
export function besides(blocks: readonly SlackBlock[]): readonly SlackBlock[] {
  return blocks.map((block) =>
    block.type === "actions" ? { ...block, elements: block.elements.map(besideIt) } : block,
  );
}

function besideIt<E extends { readonly action_id?: string }>(element: E): E {
  const { action_id: id } = element;
  return id?.startsWith(SWAP_ACTION) === true
    ? { ...element, action_id: id.replace(SWAP_ACTION, RUN_ACTION) }
    : element;
}

/** Characters of all texts, labels, values and addresses of a block: what Slack's bound on a message counts. */
export function textOf(block: SlackBlock): number {
  let sum = 0;
  JSON.stringify(block, (key, value: unknown) => {
    if (typeof value === "string" && key !== "type" && key !== "action_id") sum += value.length;
    return value;
  });
  return sum;
}
