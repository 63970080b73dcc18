// The tables as TypeScript sees them: camel case, times in ms since 1970 UTC, flags 0 or 1, ids text.

import type { Kysely } from "kysely";

/** A command behind a button that does not fit into the button. */
interface ActionRow {
  id: string;
  workspace: string;
  command: string;
  /** sha256 of the command: Postgres cannot index text of any length. */
  commandHash: string;
  expiresAt: number;
}

/** What the numbers of an actor's last answer stand for. */
interface LastListRow {
  workspace: string;
  actor: string;
  /** JSON: [[number, article id], …], the oldest first. */
  entries: string;
  updatedAt: number;
}

/** Which snapshot serves a data set, and what stands in the way of a newer one. */
export interface DataSetRecord {
  dataSet: string;
  /** The snapshot that serves; null before the first. */
  snapshot: string | null;
  /** A snapshot that waits for an admin's word, and the sentence why. */
  heldSnapshot: string | null;
  heldReason: string | null;
  /** The snapshot admins declined: it is not offered again. */
  rejectedSnapshot: string | null;
  /** The sentence of what is wrong now; null when nothing is. */
  problem: string | null;
  problemSince: number | null;
  updatedAt: number;
}

/** The Dropbox account of a workspace. The refresh token is only ever here as a sealed value. */
export interface ConnectionRecord {
  workspace: string;
  accountId: string;
  accountName: string;
  accountEmail: string;
  /** Sealed with { workspace, purpose: "refresh-token" }. */
  sealedRefreshToken: string;
  /** As Dropbox words them: separated by spaces. */
  scopes: string;
  rootKind: "app-folder" | "full";
  /** The folder or glob in use; null until one is chosen. */
  path: string | null;
  /** What an admin set for files whose names tell no country. */
  country: string | null;
  /** The actor who connected, and where. */
  connectedBy: string;
  place: string;
  state: "connected" | "needs-reconnect";
  stateSince: number;
  /** The last word to admins about this state, and how many there were. */
  lastNoticeAt: number | null;
  noticeStep: number;
  createdAt: number;
  updatedAt: number;
}

interface ConnectionRow extends ConnectionRecord {
  /** The key that sealed the token. */
  keyId: string;
}

interface OauthPendingRow {
  state: string;
  workspace: string;
  actor: string;
  sealedVerifier: string;
  keyId: string;
  redirect: 0 | 1;
  createdAt: number;
  expiresAt: number;
}

/** A file as the last listing told it. */
export interface ListedFile {
  /** Dropbox's lower-case path: the key. */
  pathLower: string;
  pathDisplay: string;
  rev: string;
  contentHash: string;
  sizeBytes: number;
  serverModifiedAt: number;
}

/** A listed file with what an admin said about it. */
export interface SyncedFile extends ListedFile {
  /** Overrides the country of the file's name; null: none was set. */
  country: string | null;
}

interface SyncedFileRow extends SyncedFile {
  workspace: string;
}

interface SyncStateRow {
  workspace: string;
  cursor: string;
  /** When the listing last changed, and when it was last known to be right. */
  listedAt: number;
  checkedAt: number;
}

export interface Tables {
  actions: ActionRow;
  lastLists: LastListRow;
  dataSets: DataSetRecord;
  connections: ConnectionRow;
  oauthPending: OauthPendingRow;
  syncedFiles: SyncedFileRow;
  syncState: SyncStateRow;
}

/** What every table group is made over. Inside a transaction use the transaction, never this. */
export type StateDatabase = Kysely<Tables>;
