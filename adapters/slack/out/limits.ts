// Slack's limits, in characters as JavaScript counts them unless a unit stands in the name.

import { MINUTE_MS } from "../../../src/time/units.ts";

/** Blocks of a message: docs.slack.dev, reference/block-kit/blocks. */
export const BLOCKS_A_MESSAGE = 50;

/** Blocks of a modal or a Home tab: docs.slack.dev, reference/views. */
export const BLOCKS_A_VIEW = 100;

/**
 * All blocks of a message together, each with its text and what it takes itself. Slack answers `msg_blocks_too_long`
 * and documents no number. 13,297 characters in one block were taken, of which every further block took 125 away, even
 * an empty one (github.com/slackapi/bolt-js/issues/2509); 11,341 in many blocks were refused (…/issues/2867). So this
 * stays below the smallest text that was refused, with the blocks counted in.
 */
export const SIZE_OF_ALL_BLOCKS = 11_000;
export const SIZE_OF_A_BLOCK = 125;

/** A text object, and so a section or an element of a context: reference/block-kit/composition-objects/text-object. */
export const TEXT_OBJECT = 3_000;

/** One field of a section, and how many a section has: reference/block-kit/blocks/section-block. */
export const SECTION_FIELD = 2_000;
export const FIELDS_A_SECTION = 10;

/** The plain text of a header: reference/block-kit/blocks/header-block. */
export const HEADER_TEXT = 150;

/** A button's label, value and address: reference/block-kit/block-elements/button-element. */
export const BUTTON_LABEL = 75;
export const BUTTON_VALUE = 2_000;
export const BUTTON_URL = 3_000;

/**
 * A chart: its title and those of its axes, its labels, its series and categories. docs.slack.dev,
 * reference/block-kit/blocks/data-visualization-block. Slack took twelve series in July 2026; the page says six.
 */
export const CHART_TITLE = 50;
export const CHART_LABEL = 20;
export const CHART_SERIES = 6;
export const CHART_CATEGORIES = 20;

/** Charts of a message, which no page says: github.com/vercel/chat/pull/696 heard it from Slack. */
export const CHARTS_A_MESSAGE = 2;

/** Characters of all cells of a table: reference/block-kit/blocks/data-table-block. It may have 100 rows and 20 columns. */
export const TABLE_CHARACTERS = 10_000;
/** Ours: of the older table block a message takes one. */
export const TABLES_A_MESSAGE = 1;

/** Five fit side by side in a desktop window; Slack would take 25 in one block. */
export const BUTTONS_A_ROW = 5;

/** An address that still leaves room for its label, in a field of a section too. */
export const LINK_URL = 1_900;

/** Title and buttons of a modal, and what it carries unseen: reference/views/modal-views. */
export const VIEW_TITLE = 24;
export const PRIVATE_METADATA = 3_000;

/** Label and hint of an input, and the text typed into it: reference/block-kit/blocks/input-block. */
export const INPUT_LABEL = 2_000;
export const INPUT_TEXT = 3_000;

/** An option's text, and its value: reference/block-kit/composition-objects/option-object. */
export const OPTION_TEXT = 75;
export const OPTION_VALUE = 150;

/** Options of a select, and of a group of radio buttons or checkboxes: reference/block-kit/block-elements. */
export const OPTIONS_A_SELECT = 100;
export const OPTIONS_A_GROUP = 10;

/** Ours: more choices than these are a menu, fewer are all seen at once. */
export const CHOICES_AT_A_GLANCE = 5;

/** A block's own id: reference/block-kit/blocks. */
export const BLOCK_ID = 255;

/** What Slack advises for the text beside blocks, which notifications and screen readers use: chat.postMessage. */
export const FALLBACK_TEXT = 4_000;

/** How often and how long a `response_url` takes messages: interactivity/handling-user-interaction. */
export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_LIFE_MS = 30 * MINUTE_MS;

/** Messages of one answer: with the line "Working…" before them, as many as a `response_url` takes. */
export const MESSAGES_AN_ANSWER = RESPONSE_URL_USES - 1;

/** A delivery key, carried as a `block_id` (the digest's own limit, see `Part`). */
export const DELIVERY_KEY = 25;
