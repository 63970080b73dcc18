// What the golden tests ask on every platform, and the digests that they look at. What only one platform is
// asked is a list of its own.

import type { Role } from "../../src/platform/invocation.ts";
import type { Action, Reply } from "../../src/reply/reply.ts";

/** What is asked, by an admin if nothing else is said, after what it needs: an admin asked that before. */
export interface Question {
  readonly text: string;
  readonly role?: Role;
  readonly first?: readonly string[];
}

export const NEWS_QUESTIONS: readonly Question[] = [
  { text: "/news top pillar 1" },
  { text: "/news top pillar 1 page 2" },
  { text: "/news top corruption latvia last week" },
  { text: "/news top corruption topic off" },
  { text: "/news latest scored no" },
  { text: '/news search court "supreme court" -football negative limit 3' },
  { text: "/news search bribery latvia" },
  { text: "/news search dzintarmale zzzz" },
  { text: "/news search market share" },
  { text: "/news like 1", first: ["/news search court"] },
  { text: "/news kallas" },
  { text: "/news top words council, mayor limit 2" },
  { text: "/news show 1", first: ["/news latest scored no"] },
  { text: "/news show court" },
  { text: "/news show searches Dzintarmale council" },
  { text: "/news judge 1", first: ["/news top pillar 1"] },
  { text: "/news judge 1 pillar 1 topic off", first: ["/news top pillar 1"] },
  { text: "/news more", first: ["/news top pillar 1 limit 2"] },
  { text: "/news back", first: ["/news top pillar 1 limit 2 page 2"] },
  { text: "/news page 3", first: ["/news top pillar 1 limit 2"] },
  { text: "/news stats" },
  { text: "/news stats corruption by country" },
  { text: "/news trend corruption" },
  { text: "/news compare estonia latvia corruption" },
  { text: "/news cite", first: ["/news stats"] },
  { text: "/news save Baltic courts", first: ["/news top words court country Estonia, Latvia"] },
  { text: "/news saved", first: ["/news stats", "/news save Numbers", "/news latest", "/news save Newest"] },
  { text: "/news recent", first: ["/news top corruption latvia", "/news stats corruption"] },
  { text: "/news linked https://nowhere.example/1 wanted why" },
  {
    text: "/news linked www.glas-obale.example/news/1873863/coach-of-zelengrad-sports-club-arrested-on-suspicion-of-abuse wanted mute",
  },
  { text: "/news export corruption latvia csv" },
  { text: "/news export latvia until 2020-01-01" },
  { text: "/news pillars" },
  { text: "/news sources" },
  { text: "/news about" },
  { text: "/news status" },
  { text: "/news help" },
  { text: "/news help top" },
  { text: "/news help search" },
  { text: "/news top piller 1" },
  { text: "/news top justice" },
];

/** Of a Dropbox that the workspace connected. */
export const DROPBOX_QUESTIONS: readonly Question[] = [
  { text: "/dropbox status" },
  { text: "/dropbox files" },
  { text: "/dropbox use /" },
  { text: "/dropbox refresh" },
  { text: "/dropbox accept" },
  { text: "/dropbox keep" },
  { text: "/dropbox undo Latvia" },
  { text: "/dropbox history" },
  { text: "/dropbox disconnect" },
  { text: "/dropbox disconnect sure" },
  { text: "/dropbox status", role: "manage" },
];

/** What only Slack is asked. */
export const SLACK_QUESTIONS = {
  news: [
    { text: "/news top negative strong since 30d share" },
    { text: "/news top each country" },
    { text: "/news latest" },
    { text: "/news show nothing like this" },
    { text: "/news top pillar 9" },
    { text: "/news corruption" },
  ],
  dropbox: [],
} as const satisfies Readonly<Record<"news" | "dropbox", readonly Question[]>>;

/** What only Discord is asked. */
export const DISCORD_QUESTIONS = {
  news: [{ text: "/news top limit 10 each country" }, { text: "/news top strong share" }],
  dropbox: [],
} as const satisfies Readonly<Record<"news" | "dropbox", readonly Question[]>>;

const BRIEF = '/digest create Morning brief when "daily 09:00"';
const WATCH = "/digest alert Corruption watch pillar corruption quiet 22:00-07:00 max-per-day 5";
const RUN = "/digest run Morning brief";
const EDIT = "/digest edit Morning brief when weekdays 08:30 country Latvia layout brief tz America/Lima";
const PAUSE = "/digest pause Morning brief until 2027-01-07";
const NO_FOOTBALL = "/digest mute word football for 7d";

export const DIGEST_QUESTIONS: readonly Question[] = [
  { text: "/digest create" },
  { text: BRIEF },
  { text: "/digest morning corruption country Latvia" },
  { text: "/digest alert" },
  { text: WATCH },
  { text: "/digest preview Morning brief", first: [BRIEF] },
  { text: "/digest preview Corruption watch", first: [WATCH] },
  { text: RUN, first: [BRIEF] },
  { text: "/digest list", first: [BRIEF, WATCH] },
  { text: "/digest list mine", first: [BRIEF, WATCH] },
  { text: "/news home", first: [BRIEF, WATCH, PAUSE, "/news top corruption latvia", "/news stats"] },
  { text: "/news home", role: "manage", first: [BRIEF] },
  { text: "/digest show Morning brief", first: [BRIEF, RUN] },
  { text: "/digest history Morning brief", first: [BRIEF, RUN] },
  { text: "/digest edit Morning brief", first: [BRIEF] },
  { text: EDIT, first: [BRIEF] },
  { text: "/digest why 9d2c1f24", first: [BRIEF, WATCH, RUN] },
  { text: "/digest why court", first: [BRIEF, WATCH, RUN] },
  { text: "/digest mute" },
  { text: NO_FOOTBALL },
  { text: "/digest unmute", first: [NO_FOOTBALL] },
  { text: "/digest unmute word football", first: [NO_FOOTBALL] },
  { text: PAUSE, first: [BRIEF, EDIT] },
  { text: "/digest resume Morning brief", first: [BRIEF, EDIT, PAUSE] },
  // Refusals.
  { text: "/digest show Morning breif", first: [BRIEF, WATCH] },
  { text: "/digest pause Morning brief", role: "manage", first: [BRIEF] },
  { text: '/digest create Elsewhere when "daily 09:00" channel #closed' },
  { text: '/digest create Later when "at nine"' },
  { text: '/digest create Morning brief when "daily 10:00"', first: [BRIEF] },
  { text: "/digest delete Morning brief", first: [BRIEF] },
  { text: "/digest delete Morning brief sure", first: [BRIEF] },
];

/** Digests that are sent, by name, with their options. */
export const DIGESTS_SENT: readonly (readonly [name: string, options: string])[] = [
  ["Standard", 'when "daily 09:00"'],
  ["Brief", 'when "mon 09:00" layout brief'],
  ["Full", 'when "mon 09:00" layout full limit 5'],
  ["Thread", 'when "mon 09:00" thread limit 5 mention here'],
  ["Line", 'when "mon 09:00" layout line limit 2'],
  ["Pillar", 'when "mon 09:00" pillar corruption'],
  ["Country", 'when "mon 09:00" country Latvia impact any limit 5'],
  ["Pillar brief", 'when "mon 09:00" pillar corruption layout brief limit 5'],
];

/** The command behind a button of that label. */
export function commandOf({ blocks }: Reply, label: RegExp): string {
  const buttons = blocks.flatMap((block): readonly Action[] =>
    block.type === "actions" ? block.actions : [],
  );
  const button = buttons.find((action) => action.type === "command" && label.test(action.label));
  if (button?.type !== "command")
    throw new Error(`no button like ${label} among ${buttons.map((action) => action.label).join(", ")}`);
  return button.command;
}

/** What stands above a test of a question. */
export function titleOf({ text, role }: Question): string {
  return `${text}${role === undefined ? "" : ", by a member"}`;
}
