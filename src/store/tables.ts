// The tables as TypeScript sees them: camel case, times in ms since 1970 UTC, flags 0 or 1, ids text.

import type { Kysely } from "kysely";
import type { NoticeRecord } from "../platform/notices.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";

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

/** A digest or an alert. What is about its contents and looks is JSON that src/digest reads. */
export interface SubscriptionRecord {
  id: string;
  workspace: WorkspaceKey;
  platform: string;
  name: string;
  /** The name as it is compared: unique in its workspace. */
  nameKey: string;
  kind: "digest" | "alert";
  ownerId: string;
  ownerName: string;
  /** JSON: a `Place`. */
  place: string;
  placeLabel: string;
  /** `daily 09:00`; null for alerts. */
  rule: string | null;
  /** IANA. */
  zone: string;
  /** JSON: `Settings`. */
  settings: string;
  state: "active" | "paused";
  /** A sentence; null while active. */
  pauseReason: string | null;
  /** When it goes on by itself; null for never. */
  pausedUntil: number | null;
  /** Articles first seen up to then (`SeenArticleRecord`) are settled. */
  seenThrough: number;
  /** Before the first decision: articles known at creation and published since then are not settled yet. */
  openFrom: number | null;
  /** The last slot that was decided; before the first, the time of creation. */
  decidedSlot: number;
  /** When the next slot is due; it stays while paused. Null for alerts. */
  nextSlot: number | null;
  /** Since when nothing was shown, and whether people were told of that. */
  silentSince: number | null;
  silenceTold: 0 | 1;
  /** `problemSince` of the outage that was told last. */
  outageTold: number | null;
  /** JSON: the spikes that it told and that go on (`SpikeTold` of told.ts). */
  spikes: string;
  createdAt: number;
  updatedAt: number;
}

/** One slot of a subscription: decided once, then sent, skipped or given up. */
export interface SlotRecord {
  /** Short: it begins the delivery key of every message. */
  id: string;
  subscription: string;
  slotAt: number;
  kind: "scheduled" | "run" | "alert";
  state: "pending" | "sent" | "skipped" | "dead";
  /** A sentence: why it was skipped or given up, or what is unsure about a sent one. */
  reason: string | null;
  /** JSON: the `Place` it goes to. */
  place: string;
  /** The articles first seen in (seenFrom, seenThrough] were its candidates. */
  seenFrom: number;
  /** The subscription's `openFrom` when it was decided. */
  openFrom: number | null;
  seenThrough: number;
  /** JSON: what became of every candidate (`Settled` of src/digest). */
  settled: string;
  /** Whether one of its messages was ever claimed: the others of its place wait until it is finished. */
  begun: 0 | 1;
  attempts: number;
  nextAttemptAt: number | null;
  decidedAt: number;
  finishedAt: number | null;
}

/** One message of a delivery. */
export interface DeliveryPartRecord {
  slot: string;
  /** Its number, which it keeps; the first message has 0. */
  n: number;
  /** Where it stands among the others: what is sent in pieces makes room for them. */
  position: number;
  key: string;
  payload: string;
  /** JSON: the pieces that it is made of, as src/digest keeps them, to be sent each alone; empty when there is no need. */
  pieces: string;
  /** JSON: what it tells (`Told`). */
  tells: string;
  /**
   * claimed: it may be on its way; unknown: nobody can tell whether it arrived, so it is not sent again; refused: the
   * platform does not take it.
   */
  state: "pending" | "claimed" | "sent" | "unknown" | "refused";
  /** Why it was refused, in a sentence. */
  refusal: string | null;
  claimedAt: number | null;
  messageId: string | null;
}

/** An article that a subscription showed, or is about to, with the verdict it shows. */
export interface SentArticleRecord {
  subscription: string;
  article: string;
  slot: string;
  /** The verdict shown; null when none was. */
  pillar: number | null;
  score: number | null;
  title: string;
  sentAt: number;
  /** Its message was refused: nobody saw it, and it does not come again. */
  refused: 0 | 1;
  /** The `withdrawnAt` that was told of it; null while none was, and again when it was told that it is back. */
  withdrawalTold: number | null;
  /** What changed of it could not be corrected where it stands: the next digest looks at it, whenever that was. */
  owed: 0 | 1;
}

/** A message that stands and may be corrected in place, for as long as that is done. */
export interface PostRecord {
  slot: string;
  n: number;
  subscription: string;
  /** The pieces that people see, packed (`post-contents.ts`). */
  contents: string;
  postedAt: number;
  /** claimed: its correction may be there already. */
  state: "right" | "pending" | "claimed";
  /** The pieces that people are to see, packed, and what is then told of their articles (JSON); null where it is right. */
  correction: string | null;
  changes: string | null;
  plannedAt: number | null;
  attempts: number;
  nextAttemptAt: number | null;
}

export interface MuteRecord {
  id: string;
  workspace: WorkspaceKey;
  /** null: every digest of the workspace. */
  subscription: string | null;
  kind: "source" | "word" | "story";
  /** An outlet's domain, a word in lower case, or the id of an article of the story. */
  value: string;
  /** For people: the story's title. */
  label: string;
  expiresAt: number | null;
  createdBy: string;
  createdAt: number;
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
interface GreetingRow {
  workspace: WorkspaceKey;
  channel: string;
  greetedAt: number;
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
  greetings: GreetingRow;
}

/** What every table group is made over. Inside a transaction use the transaction, never this. */
export type StateDatabase = Kysely<Tables>;
