// The workspaces of the matrix, which Dropbox account each reads by, and the words that only one of them has.

import type { Account } from "../../../demo/simulator/account.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";

export const WORKSPACES = [
  "slack:T0ONE",
  "slack:T0TWO",
  "slack:E0GRID",
  "discord:100000000000000001",
  "discord:100000000000000002",
  "terminal:local",
  "web:local",
] as const satisfies readonly WorkspaceKey[];
export type Workspace = (typeof WORKSPACES)[number];

export type Lender = "first" | "second";

/** By which account each reads. */
export const LENT: Readonly<Record<Workspace, Lender>> = {
  "slack:T0ONE": "first",
  "slack:T0TWO": "second",
  "slack:E0GRID": "second",
  "discord:100000000000000001": "first",
  "discord:100000000000000002": "second",
  "terminal:local": "first",
  "web:local": "first",
};

/** Two people, each with a Dropbox. Only those who read by it have a word of whose it is. */
export const ACCOUNTS: Readonly<Record<Lender, Account>> = {
  first: accountOf("first", "A", "1000001"),
  second: accountOf("second", "B", "1000002"),
};

function accountOf(lender: Lender, letter: string, uid: string): Account {
  return {
    accountId: `dbid:${letter.repeat(35)}`,
    uid,
    givenName: "Ana",
    surname: lenderWord(lender),
    email: `${lenderWord(lender)}@example.org`,
    country: "EE",
  };
}

export function lenderWord(lender: Lender): string {
  return `lends${lender}dbx`;
}

/** Stands in what is only to be read there: articles, outlets, filters, mutes, people. Nobody else ever types it. */
export function secretOf(workspace: Workspace): string {
  return `zork${"abcdefg"[WORKSPACES.indexOf(workspace)]}mid`;
}

/** Stands in what its things are called: files, channels, digests, kept questions. Others type it, and read it again then. */
export function shownOf(workspace: Workspace): string {
  return `quil${"abcdefg"[WORKSPACES.indexOf(workspace)]}nib`;
}

/** What somebody there must never read. */
export function secretsFrom(workspace: Workspace): readonly string[] {
  const lender: Lender = LENT[workspace] === "first" ? "second" : "first";
  return [...elsewhere(workspace).map(secretOf), lenderWord(lender)];
}

/** What they must not read either, as long as they have not typed it. */
export function wordsFrom(workspace: Workspace): readonly string[] {
  return [...secretsFrom(workspace), ...elsewhere(workspace).map(shownOf)];
}

function elsewhere(workspace: Workspace): readonly Workspace[] {
  return WORKSPACES.filter((other) => other !== workspace);
}

/** The words of that kind which a text has, in any spelling. */
export function foundIn(text: string, words: readonly string[]): readonly string[] {
  const folded = text.toLowerCase();
  return words.filter((word) => folded.includes(word));
}

export function folderOf(workspace: Workspace): string {
  return `w${WORKSPACES.indexOf(workspace)}`;
}

export function articleOf(workspace: Workspace, n: number): string {
  return `${(WORKSPACES.indexOf(workspace) + 10) % 16}f${n}0`.padEnd(16, "0");
}

/** The same in each Slack workspace, so that nothing but the workspace tells them apart. */
export const SLACK_CHANNEL = "C0SAME";
const SLACK_PERSON = "U0SAME";

/** Where people ask, and who does: in each there is one who may do everything there. */
export function placeOf(workspace: Workspace): string {
  const n = workspace.at(-1) ?? "";
  return workspace.startsWith("discord:") ? `30000000000000000${n}` : SLACK_CHANNEL;
}

export function personOf(workspace: Workspace): string {
  const n = workspace.at(-1) ?? "";
  return workspace.startsWith("discord:") ? `40000000000000000${n}` : SLACK_PERSON;
}

/** Somebody who is in two workspaces of a platform, an admin in the first and nothing in the second. */
export const HALF_ADMIN = { slack: "U0HALF", discord: "400000000000000008" } as const;

/** Each names what is the other's, in its own. Two teams, a team and an organisation, two servers, and across platforms. */
export const PAIRS: readonly (readonly [asker: Workspace, owner: Workspace])[] = [
  ["slack:T0ONE", "slack:T0TWO"],
  ["slack:T0TWO", "slack:T0ONE"],
  ["slack:E0GRID", "slack:T0TWO"],
  ["slack:T0TWO", "slack:E0GRID"],
  ["discord:100000000000000001", "discord:100000000000000002"],
  ["discord:100000000000000002", "discord:100000000000000001"],
  ["terminal:local", "slack:T0ONE"],
  ["web:local", "terminal:local"],
  ["slack:T0ONE", "web:local"],
  ["discord:100000000000000001", "slack:T0ONE"],
];
