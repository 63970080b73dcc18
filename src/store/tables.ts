// The tables as TypeScript sees them: camel case, times in ms since 1970 UTC, flags 0 or 1, ids text.

import type { Kysely } from "kysely";
import type { NoticeRecord } from "../platform/notices.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type {
  DeliveryPartRecord,
  MuteRecord,
  PostRecord,
  SentArticleRecord,
  SlotRecord,
  SubscriptionRecord,
} from "./digest-tables.ts";

export type {
  DeliveryPartRecord,
  MuteRecord,
  PostRecord,
  SentArticleRecord,
  SlotRecord,
  SubscriptionRecord,
} from "./digest-tables.ts";

/** A command behind a button that does not fit into the button. */
interface ActionRow {
  id: string;
  workspace: WorkspaceKey;
  command: string;
  /** sha256 of the command: Postgres cannot index text of any length. */
  commandHash: string;
  expiresAt: number;
}

/** What the numbers of an actor's last answer stand for. */
interface LastListRow {
  workspace: WorkspaceKey;
  actor: string;
  /** JSON: [[number, article id], …], the oldest first. */
  entries: string;
  updatedAt: number;
}

/** The last command of a conversation. */
interface ConversationRow {
  workspace: WorkspaceKey;
  place: string;
  conversation: string;
  actor: string;
  command: string;
  updatedAt: number;
}

/** What an actor asked last. */
interface LastQuestionsRow {
  workspace: WorkspaceKey;
  actor: string;
  /** JSON: [{ command, at }, …], the last one first. */
  questions: string;
  updatedAt: number;
}

/** Which snapshot serves a data set, and what is wrong. */
export interface DataSetRecord {
  dataSet: string;
  /** The snapshot that serves; null before the first. */
  snapshot: string | null;
  /** The sentence of what is wrong now; null when nothing is. */
  problem: string | null;
  problemSince: number | null;
  /** The kinds of trouble that were told since then, separated by commas; null when nothing is wrong. */
  troubles: string | null;
  updatedAt: number;
}

/** What of a file serves, and what of it is held. The contents are JSON that src/datasets reads. */
export interface DataFileRecord {
  dataSet: string;
  /** Path inside the data set. */
  name: string;
  /** An English country name set by an admin. */
  country: string | null;
  /** The content whose news serve; null while none could be read. */
  serving: string | null;
  /** Contents that an admin let go by accepting a loss, the last one first. */
  earlier: string;
  /** The newest content, where it does not serve, and why. */
  held: string | null;
  /** Whether an admin chose to keep what serves, so that nobody is asked any more. */
  kept: 0 | 1;
}

/** One change of what serves a data set. */
export interface DataSetChangeRow {
  dataSet: string;
  /** Counts from 1. */
  n: number;
  at: number;
  /** JSON: `FileChange[]`. */
  files: string;
}

/** A snapshot that serves a data set, or did. */
interface ServedSnapshotRow {
  dataSet: string;
  snapshot: string;
  /** When it last became what serves. */
  at: number;
}

interface DataSetLookRow {
  dataSet: string;
  workspace: WorkspaceKey;
  actor: string;
  /** The newest change that was seen. */
  n: number;
  at: number;
}

/** The Dropbox account of a workspace. The refresh token is only ever here as a sealed value. */
export interface ConnectionRecord {
  workspace: WorkspaceKey;
  accountId: string;
  accountName: string;
  accountEmail: string;
  /** Sealed with { workspace, purpose: "refresh-token" }. */
  sealedRefreshToken: string;
  /** As Dropbox words them: separated by spaces. */
  scopes: string;
  /** What the app may see; a whole Dropbox also where Dropbox does not say. */
  rootKind: "app-folder" | "full";
  /** The namespace of a team's root, where the paths begin; null: at home. */
  rootNamespace: string | null;
  /** The folder or glob in use; null until one is chosen, and until then nothing is read. */
  path: string | null;
  /** What an admin set for files whose names tell no country. */
  country: string | null;
  /** The actor who connected, and where. */
  connectedBy: string;
  place: string;
  state: "connected" | "needs-reconnect";
  stateSince: number;
  /** What Dropbox refuses, in a sentence; null while connected. */
  refusal: string | null;
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
  workspace: WorkspaceKey;
  actor: string;
  actorName: string;
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
  workspace: WorkspaceKey;
}

interface SyncStateRow {
  workspace: WorkspaceKey;
  cursor: string;
  /** When the listing last changed, and when it was last known to be right. */
  listedAt: number;
  checkedAt: number;
}

/** What one person says of an article's verdict for a pillar, or of its story; the last counts. */
export interface JudgementRecord {
  workspace: WorkspaceKey;
  actor: string;
  article: string;
  /** 1 to 8: whether the article is about it; 0: whether it and `reports` are one story. */
  pillar: number;
  /** 2 it is, 1 it touches it, 0 it is not. */
  label: 0 | 1 | 2;
  /** JSON: ids of the other reports that stood with it, of a story; `[]` of a pillar. */
  reports: string;
  /** The state of the news that was judged. */
  snapshot: string;
  judgedAt: number;
}

/** A question that somebody kept under a name. */
export interface SavedQuestionRecord {
  workspace: WorkspaceKey;
  actor: string;
  /** The name as it is compared. */
  nameKey: string;
  name: string;
  /** The whole command, as it would be typed. */
  question: string;
  savedAt: number;
}

/** What is remembered of every article that a data set ever held. */
export interface SeenArticleRecord {
  dataSet: string;
  /** What it is known by for ever: the id under which it was first seen, unless another article had that. */
  article: string;
  /** Its id in the data, or the last one that it had there; null: `article`. */
  currentId: string | null;
  /** As the data have it; null when it is not known yet. */
  link: string | null;
  /** The stamp of the snapshot that brought it. */
  firstSeenAt: number;
  /** `1:5,4:2`: score by pillar. */
  verdicts: string;
  source: string | null;
  /** English names, separated by commas. */
  countries: string;
  title: string | null;
  publishedAt: number | null;
  /** Stamps of the snapshots that changed its verdicts last, and that no longer hold it. */
  rescoredAt: number | null;
  withdrawnAt: number | null;
  /** The file most of whose articles were scored anew at that time; null when it was this one alone. */
  rescoredWith: string | null;
  /** The stamp of the snapshot that held it under another id than before. */
  renamedAt: number | null;
}

/** The newest snapshot of a data set whose articles are in `seenArticles`. Stamps only grow. */
export interface SeenSnapshotRecord {
  dataSet: string;
  snapshot: string;
  seenAt: number;
  /** JSON: the names of all files that it or an earlier one had; null: not known. */
  files: string | null;
}

/** Which workspace somebody means where the place does not tell it. */
interface ChosenWorkspaceRow {
  platform: string;
  actor: string;
  workspace: WorkspaceKey;
}

/** Until when a platform is not to be called, by the kind of calls that it refused. */
interface PlatformRestRow {
  platform: string;
  kind: string;
  until: number;
}

/** A channel that was greeted. */
interface FirstTimeRow {
  workspace: WorkspaceKey;
  subject: string;
  at: number;
}

/** When somebody did something lately. */
interface AllowanceRow {
  subject: string;
  /** ms since 1970 UTC, separated by commas, the oldest first. */
  times: string;
  takenAt: number;
}

/** What somebody did, or (no actor) the bot itself. */
export interface AuditEntryRecord {
  workspace: WorkspaceKey;
  /** What it changed. */
  about: "digest" | "dropbox";
  /** Counts from 1 in a workspace, for each of the two. */
  n: number;
  at: number;
  actorId: string | null;
  actorName: string | null;
  kind:
    | "created"
    | "edited"
    | "paused"
    | "resumed"
    | "ran"
    | "deleted"
    | "muted"
    | "unmuted"
    | "connected"
    | "chose"
    | "disconnected"
    | "accepted"
    | "kept"
    | "undone";
  /** The digest's id; empty for all digests, and for Dropbox. It may be gone by now. */
  subject: string;
  subjectName: string;
  /** JSON: texts by name. */
  details: string;
}

/** Where somebody installed the app; without tokens it was removed there. */
interface InstallationRow {
  workspace: WorkspaceKey;
  name: string;
  appId: string;
  botId: string;
  botUserId: string;
  installedBy: string;
  /** Separated by commas. */
  scopes: string;
  /** JSON, sealed: the access token, and where it expires the refresh token and when. */
  sealedTokens: string | null;
  keyId: string | null;
  /** Somebody is renewing the tokens until then at the latest. */
  renewedByUntil: number;
  /** Grows with every change of the tokens. */
  revision: number;
  installedAt: number;
  removedAt: number | null;
}

/** A way back from a platform that was taken, by the hash of its state. */
interface InstallTakenRow {
  stateHash: string;
  expiresAt: number;
}

export interface Tables {
  actions: ActionRow;
  lastLists: LastListRow;
  conversations: ConversationRow;
  lastQuestions: LastQuestionsRow;
  dataSets: DataSetRecord;
  dataFiles: DataFileRecord;
  dataSetChanges: DataSetChangeRow;
  dataSetLooks: DataSetLookRow;
  connections: ConnectionRow;
  oauthPending: OauthPendingRow;
  syncedFiles: SyncedFileRow;
  syncState: SyncStateRow;
  subscriptions: SubscriptionRecord;
  slots: SlotRecord;
  deliveryParts: DeliveryPartRecord;
  sentArticles: SentArticleRecord;
  posts: PostRecord;
  mutes: MuteRecord;
  judgements: JudgementRecord;
  savedQuestions: SavedQuestionRecord;
  seenArticles: SeenArticleRecord;
  seenSnapshots: SeenSnapshotRecord;
  platformRests: PlatformRestRow;
  chosenWorkspaces: ChosenWorkspaceRow;
  notices: NoticeRecord;
  firstTimes: FirstTimeRow;
  allowances: AllowanceRow;
  auditEntries: AuditEntryRecord;
  servedSnapshots: ServedSnapshotRow;
  installations: InstallationRow;
  installsTaken: InstallTakenRow;
}

/** What every table group is made over. Inside a transaction use the transaction, never this. */
export type StateDatabase = Kysely<Tables>;
