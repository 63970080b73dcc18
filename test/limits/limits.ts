// Every bound of the bot that several people share, or that one of them could reach: docs/limits.md is written from this list,
// and each row has a proof in limits.test.ts.

import { MOST_CALL_BYTES, MOST_CALLS } from "../../adapters/mcp/platform.ts";
import { MOST_PEOPLE } from "../../adapters/slack/api/people.ts";
import { MOST_URLS } from "../../adapters/slack/api/response-urls.ts";
import { DRAWING_TIMEOUT_MS, MOST_WAITING } from "../../src/charts/drawing.ts";
import { MOST_QUESTIONS } from "../../src/cli/take-questions.ts";
import { DIGEST_BOUNDS, MUTE_BOUNDS } from "../../src/commands/digest/bounds.ts";
import { EXPORTS_AN_HOUR } from "../../src/commands/news/export.ts";
import { MOST_AT_ONCE } from "../../src/commands/serve/actor-turns.ts";
import { LONGEST_PARTIAL } from "../../src/commands/serve/completer.ts";
import { BUSY_ACTORS, COMMANDS_PER_MINUTE } from "../../src/commands/serve/router.ts";
import {
  MOST_OPEN,
  MOST_KEPT_BYTES as MOST_SNAPSHOT_BYTES,
  MOST_KEPT as MOST_SNAPSHOTS,
} from "../../src/datasets/open-snapshots.ts";
import { PLACES_AT_ONCE } from "../../src/digest/deliver/queue.ts";
import { MOST_DATA_FILES } from "../../src/dropbox/data-file.ts";
import { LARGEST_BODY_BYTES, MOST_REFUSALS_A_MINUTE } from "../../src/http/gate.ts";
import { IDLE_TIMEOUT_MS, MOST_CONNECTIONS, MOST_CONNECTIONS_OF_ONE } from "../../src/http/server.ts";
import { LONGEST_TEXT } from "../../src/language/mend/offers.ts";
import {
  MOST_EXPORTS,
  MOST_FILE_BYTES,
  MOST_FILES,
  MOST_ROWS,
  MOST_ROWS_WITH_TEXTS,
} from "../../src/news/export/exports.ts";
import { CONNECTIONS } from "../../src/news/query-pool.ts";
import { MOST_SEARCHES_WAITING, MOST_THREADS, SEARCH_TIMEOUT_MS } from "../../src/news/search/threads.ts";
import { MOST_ANSWERS, MOST_REMEMBERED } from "../../src/platform/requests.ts";
import { MOST_ACTIONS } from "../../src/store/actions.ts";
import { MOST_AUDITED } from "../../src/store/audit.ts";
import { MOST_CONVERSATIONS } from "../../src/store/conversations.ts";
import { MOST_JUDGEMENTS } from "../../src/store/judgements.ts";
import { MAX_ENTRIES } from "../../src/store/lists.ts";
import { PENDING_LIFE_MS } from "../../src/store/pending.ts";
import { MAX_CONNECTIONS } from "../../src/store/postgres-dialect.ts";
import { MOST_QUESTIONS_KEPT } from "../../src/store/questions.ts";
import { MOST_SAVED } from "../../src/store/saved-questions.ts";
import { MOST_KEPT as MOST_UNSAVED } from "../../src/store/while-full.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/time/units.ts";

export interface Limit {
  readonly what: string;
  /** With its figures. */
  readonly bound: string;
  /** What happens at the bound. */
  readonly atBound: string;
  /** Whether one person can exhaust it for others. */
  readonly exhaustible: string;
}

const n = (figure: number): string => figure.toLocaleString("en-US");

export const LIMITS = {
  digests: {
    what: "Digests and alerts",
    bound: `${n(DIGEST_BOUNDS.ofPerson)} of a member, ${n(DIGEST_BOUNDS.inWorkspace)} of a workspace`,
    atBound: "the next one is refused, with the number and what makes room",
    exhaustible: "No. Admins may fill the workspace's.",
  },
  mutes: {
    what: "Mutes",
    bound: `${n(MUTE_BOUNDS.ofPerson)} of a member, ${n(MUTE_BOUNDS.inWorkspace)} of a workspace`,
    atBound: "the next one is refused, with the number and what makes room; one that is there can be renewed",
    exhaustible: "No. Admins may fill the workspace's.",
  },
  judgements: {
    what: "What people say of verdicts and stories",
    bound: `${n(MOST_JUDGEMENTS.ofPerson)} of a person, ${n(MOST_JUDGEMENTS.inWorkspace)} of a workspace`,
    atBound: "a person's own oldest go; of a workspace the oldest of whoever has the most",
    exhaustible:
      "No: whoever says the most loses theirs first, and among judged data nobody outweighs all others.",
  },
  savedQuestions: {
    what: "Questions kept by /news save",
    bound: `${n(MOST_SAVED)} of a person`,
    atBound:
      "the next one is refused, with the number and what makes room; one that is there can be replaced",
    exhaustible: "No: each person has their own.",
  },
  commands: {
    what: "Commands",
    bound: `${n(COMMANDS_PER_MINUTE)} a minute of a person, ${n(COMMANDS_PER_MINUTE * BUSY_ACTORS)} of a workspace`,
    atBound: "refused, with the seconds to wait",
    exhaustible: `No: counted for each person. ${n(BUSY_ACTORS)} who ask as fast as they may hold up their own workspace, and no other.`,
  },
  audit: {
    what: "Changes on record: who changed which digest, and the connection",
    bound: `${n(MOST_AUDITED)} of a workspace's digests, as many of its Dropbox`,
    atBound: "the oldest go",
    exhaustible:
      "Of its own digests, in hours: 30 commands a minute. Changes of the connection stay, and those of other workspaces.",
  },
  atOnce: {
    what: "Commands that are worked on, and the queries of one state of the news",
    bound: `${n(MOST_AT_ONCE)} at the same time of a person; ${n(CONNECTIONS)} queries`,
    atBound: "that person's others wait",
    exhaustible: `No: one of ${n(CONNECTIONS)} stays for others.`,
  },
  searches: {
    what: "Looks into the full text, of all workspaces",
    bound: `${n(MOST_THREADS)} at the same time, ${n(SEARCH_TIMEOUT_MS / SECOND_MS)} seconds each; ${n(MOST_SEARCHES_WAITING)} wait`,
    atBound: "stopped, and asked for fewer or rarer words; refused, to be asked again in a moment",
    exhaustible: `No: a person's commands are ${n(MOST_AT_ONCE)} at the same time, and a search takes a few milliseconds, of the commonest words some hundred.`,
  },
  exports: {
    what: "Files of /news export",
    bound: `${n(EXPORTS_AN_HOUR)} an hour of a person; one at a time of a workspace, ${n(MOST_EXPORTS)} of the bot; ${n(MOST_ROWS)} rows, ${n(MOST_ROWS_WITH_TEXTS)} with whole texts, ${n(MOST_FILE_BYTES / 1_000_000)} MB; the ${n(MOST_FILES)} latest are kept for half an hour`,
    atBound: "refused, with when to ask again or what makes it smaller",
    exhaustible:
      "Of its workspace for as long as one is made, a minute or two; each runs in a process of its own, behind everything that answers people.",
  },
  text: {
    what: "Typed text and fields",
    bound: `${n(LONGEST_TEXT)} characters; ${n(LONGEST_PARTIAL)} of a text that is to be completed`,
    atBound: "refused by its length, unread; not completed",
    exhaustible: "No: nothing longer is read.",
  },
  requests: {
    what: "Requests that are remembered, so that a repeated one is answered once",
    bound: `${n(MOST_REMEMBERED)}, of ${n(MOST_ANSWERS)} the answers too, for ten minutes`,
    atBound: "the oldest are forgotten: repeated, they would be answered again",
    exhaustible: `No: at most ${n(COMMANDS_PER_MINUTE)} a minute of a person are remembered.`,
  },
  buttons: {
    what: "Commands behind buttons",
    bound: `${n(MOST_ACTIONS)} of a workspace, for 30 days`,
    atBound: "the oldest buttons with long commands say that they are too old",
    exhaustible: `Not in hours: ${n(COMMANDS_PER_MINUTE)} commands a minute need more than five to push out the oldest. Other workspaces never notice.`,
  },
  numbers: {
    what: "What the numbers of a list mean",
    bound: `${n(MAX_ENTRIES)} entries of a person`,
    atBound: "those written longest ago go",
    exhaustible: "No: each person has their own.",
  },
  conversations: {
    what: "Conversations that are gone on from, and what people asked last",
    bound: `${n(MOST_CONVERSATIONS)} of a workspace, for a day; ${n(MOST_QUESTIONS_KEPT)} questions of a person, for 90 days`,
    atBound: "the oldest are forgotten: what is said next begins anew",
    exhaustible: `Not in hours: ${n(COMMANDS_PER_MINUTE)} a minute, each in a thread of its own, need more than five. Questions: no, each person has their own.`,
  },
  unsaved: {
    what: "Numbers and buttons kept in memory while the disk is full",
    bound: `${n(MOST_UNSAVED)} of each kind`,
    atBound: "the oldest are forgotten",
    exhaustible: "Numbers: no, one entry a person. Buttons: the oldest, while the disk is full.",
  },
  links: {
    what: "Links to connect a Dropbox",
    bound: `${n(PENDING_LIFE_MS / MINUTE_MS)} minutes, for admins`,
    atBound: "too old; /dropbox connect gives another",
    exhaustible: "No: each link is its own.",
  },
  snapshots: {
    what: "Earlier states of the news, for later pages of a list",
    bound: `30 minutes after the last page, the ${n(MOST_SNAPSHOTS)} used last, of these the latest and what else has room in ${n(MOST_SNAPSHOT_BYTES / 1e9)} GB`,
    atBound: '"the news changed since page 1", and page 1 of the new state',
    exhaustible: "No: what serves is never closed, and whoever leafs on keeps one.",
  },
  openSnapshots: {
    what: "States of the news in memory, of all workspaces",
    bound: `${n(MOST_OPEN)}, and what is being read; two of those that nobody asked for two minutes`,
    atBound: "the one that was used longest ago is closed, and opened again for the next question",
    exhaustible: "No: opening one takes some tenths of a second, and what is read stays.",
  },
  files: {
    what: "Data files of a workspace",
    bound: `${n(MOST_DATA_FILES)}`,
    atBound: "refused, with the number",
    exhaustible:
      "Admins choose them. A build ends at bounds of memory, disk and time; builds of others wait so long, and their last good news serves.",
  },
  places: {
    what: "Places that digests are sent to at the same time",
    bound: `${n(PLACES_AT_ONCE)} of a platform, one message each`,
    atBound: "the others wait for their turn",
    exhaustible: "No: a place that hangs gives its turn back after 20 seconds, and rests.",
  },
  people: {
    what: "People whose role Slack told",
    bound: `${n(MOST_PEOPLE)}, for five minutes`,
    atBound: "asked again",
    exhaustible: "No: it costs a call.",
  },
  responseUrls: {
    what: "Addresses of Slack's for answers, with how often each was used",
    bound: `${n(MOST_URLS)}`,
    atBound: "the oldest are counted anew; Slack refuses the sixth answer itself",
    exhaustible: `No: a person's ${n(COMMANDS_PER_MINUTE)} commands a minute do not fill it before they are past their half hour.`,
  },
  connections: {
    what: "Connections to the web server",
    bound: `${n(MOST_CONNECTIONS)}, ${n(MOST_CONNECTIONS_OF_ONE)} of an address; a head within 10 and a request within 20 seconds; ${IDLE_TIMEOUT_MS / SECOND_MS} seconds without a byte`,
    atBound: "closed",
    exhaustible: "Not from one address. Behind a proxy the bounds are the proxy's to set.",
  },
  bodies: {
    what: "Bodies of web requests",
    bound: `${n(LARGEST_BODY_BYTES)} bytes, with a length`,
    atBound: "413 or 411, unread",
    exhaustible: "No.",
  },
  refusals: {
    what: "Web requests that are refused, unsigned ones among them",
    bound: `${n(MOST_REFUSALS_A_MINUTE)} a minute of an address`,
    atBound: "429 until the minute is over, unread",
    exhaustible: "No: counted for each address, as the proxy before the bot tells it.",
  },
  programs: {
    what: "Calls of programs over MCP",
    bound: `${n(MOST_CALLS)} at the same time, of ${n(MOST_CALL_BYTES)} bytes each, and a person's commands of all together`,
    atBound: "503 or 413, or a refusal as a person's; to be asked again",
    exhaustible: "Of other programs: whoever has the token shares what one person may. People: no.",
  },
  charts: {
    what: "Charts that are being drawn or wait for it",
    bound: `${n(MOST_WAITING)}; ${n(DRAWING_TIMEOUT_MS / SECOND_MS)} seconds each`,
    atBound: "the answer comes without the picture; its numbers are in its words",
    exhaustible: `No: a person's commands are ${n(MOST_AT_ONCE)} at the same time, and a chart takes some 50 ms.`,
  },
  database: {
    what: "Connections to Postgres",
    bound: `${n(MAX_CONNECTIONS)} of each copy, and one more that tells the others that it lives`,
    atBound: "queries wait, ten seconds at most",
    exhaustible: `No: a person's commands use ${n(MOST_AT_ONCE)} at most.`,
  },
  questions: {
    what: "Questions from this machine's terminals to a running bot",
    bound: `${n(MOST_QUESTIONS)} connections`,
    atBound: "closed",
    exhaustible: "Only by who may read the data directory.",
  },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** docs/limits.md. */
export function limitsPage(): string {
  const rows = Object.values(LIMITS).map(
    ({ what, bound, atBound, exhaustible }) => `| ${what} | ${bound} | ${atBound} | ${exhaustible} |`,
  );
  return `# Limits

Every bound that several people share, or that one of them could reach. This page is written from the list in
\`test/limits/limits.ts\`, which has a proof for each row.

| What | Bound | At the bound | Can one person exhaust it for others? |
|---|---|---|---|
${rows.join("\n")}

Whoever leaves a channel, or loses the right to decide what is posted there, may no longer change its digests: the platform is
asked at each change. A channel's digest goes on for the channel; an admin may change it. A digest to a person alone pauses
when that person's account is gone.
`;
}

export function isLimit(name: string): name is LimitName {
  return Object.hasOwn(LIMITS, name);
}
