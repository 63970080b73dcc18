// The tables of digests as TypeScript sees them: what was set up, what was decided and sent, what stands, what is kept out.

import type { WorkspaceKey } from "../platform/workspace.ts";

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
