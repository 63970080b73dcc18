// Delivers one slot: its messages in order, each visible exactly once, whatever is lost on the way.

import { messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { DeliveryContext, Destination, Places } from "../../platform/destination.ts";
import type { Notifier } from "../../platform/notifier.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Ledger } from "../../store/ledger.ts";
import type { Subscriptions } from "../../store/subscriptions.ts";
import type { DeliveryPartRecord, SlotRecord, SubscriptionRecord } from "../../store/tables.ts";
import type { ClockWatch } from "../../time/clock-watch.ts";
import { DAY_MS, MINUTE_MS } from "../../time/units.ts";
import { inLanguage, say, wording } from "../../wording/say.ts";
import { languageOf, readPlace } from "../subscription.ts";
import { comesAgain, flawsOf, givenUpSentence } from "./ending.ts";
import { nextTryMs } from "./next-try.ts";
import { droppedReply, flawedReply, pausedReply, tellOwner } from "./owner.ts";
import { takeRefusal } from "./refusal.ts";
import { untilAborted } from "./until-aborted.ts";

/** A platform that does not answer within this has lost the message, or its answer. */
const SEND_TIMEOUT_MS = 20_000;
/** Reading a history may take longer: platforms make readers wait. */
const FIND_TIMEOUT_MS = 90_000;
/**
 * A message that was lost may still be on its way, and another process may still be sending it: it counts as absent only when
 * it is missing this long after the longest time that sending takes.
 */
const SETTLING_MS = 10_000;
/** A message whose claim took longer, as in a process that was stopped meanwhile, is not sent: others may look for it soon. */
const CLAIMING_MS = 5_000;
/** How often a slot is looked at whose platform does not run here. */
const ABSENT_PLATFORM_MS = MINUTE_MS;
/** After so long a digest is no news any more. */
const GIVEN_UP_AFTER_MS = 7 * DAY_MS;

export interface Deliverer {
  /**
   * Brings a slot as far as it gets now. `lost`: aborted when another process may deliver it; nothing is begun then. Never rejects
   * for what a platform does.
   */
  deliver(slot: SlotRecord, lost?: AbortSignal): Promise<void>;
}

export interface DelivererOptions {
  readonly ledger: Ledger;
  readonly subscriptions: Subscriptions;
  readonly places: Places;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly watch: Pick<ClockWatch, "runMs" | "spreadMs">;
  /** Whether this process may send now. */
  readonly mayDeliver: () => boolean;
  readonly log: Logger;
  /** Between 0 and 1: spreads retries, so that many digests do not come back at once. */
  readonly jitter: () => number;
  /** Aborts when the program closes: what is on its way is then unknown, and looked for at the next start. */
  readonly signal: AbortSignal;
  /** Default: 20 s. */
  readonly sendTimeoutMs?: number;
  /**
   * Whether a slot is delivered by one process at a time, which sends nothing more once it has lost it: then another one's message
   * counts as absent soon after its slot was taken over. Default: no other process delivers.
   */
  readonly takesOver?: boolean;
  /** A delivery is over, and some of it may stand. */
  readonly onPosted?: (subscription: SubscriptionRecord, slot: SlotRecord) => void;
  /** How long a digest waits for a notice to be told. Default: 5 s. */
  readonly noticeWaitMs?: number;
}

/** How a message ended, for now. `divided`: it goes on in pieces. `later`: the slot goes on at another time. */
type PartOutcome =
  | { readonly type: "done"; readonly messageId?: string }
  | { readonly type: "divided" }
  | { readonly type: "later" };

/** Of a message that may be on its way. */
interface Claim {
  /** By which it is known in the ledger. */
  readonly claimedAt: number;
  /** By a time that nobody sets. */
  readonly madeMs: number;
}

/** `first`: the id of the first message. `lost`: another process may deliver the slot. */
interface Delivering {
  readonly first: string | undefined;
  readonly lost: AbortSignal;
}

const NEVER = new AbortController().signal;
const LATER: PartOutcome = { type: "later" };
const DONE: PartOutcome = { type: "done" };

/** A message. */
const NOT_DELIVERED = wording("The digest could not be delivered for 7 days.");

export function createDeliverer(options: DelivererOptions): Deliverer {
  const { ledger, subscriptions, places, clock, watch, log, jitter, signal } = options;
  const { sendTimeoutMs = SEND_TIMEOUT_MS } = options;
  const settlingMs = sendTimeoutMs + SETTLING_MS;
  /** When this process knows that messages were claimed, by what `claimOf` calls them. */
  const madeAtMs = new Map<string, number>();

  const claimOf = ({ key }: Pick<DeliveryPartRecord, "key">, claimedAt: number): string =>
    `${key} ${claimedAt}`;

  /** How long it takes until a message that is missing counts as absent; 0 or less when it does. */
  const untilAbsentMs = ({ madeMs }: Pick<Claim, "madeMs">): number => madeMs + settlingMs - watch.runMs();

  async function readClaim(part: DeliveryPartRecord, claimedAt: number): Promise<Claim> {
    const madeMs = madeAtMs.get(claimOf(part, claimedAt));
    return madeMs === undefined ? claimOfOthers(part, claimedAt) : { claimedAt, madeMs };
  }

  /**
   * What another process claimed it sends no more once it has lost the slot: that counts from now on as sent before, also for
   * whoever takes it over from this process.
   */
  async function claimOfOthers(part: DeliveryPartRecord, claimedAt: number): Promise<Claim> {
    const now = await ledger.claimClock(clock());
    const sentBy = options.takesOver === true ? Math.min(claimedAt, now - sendTimeoutMs) : claimedAt;
    if (sentBy < claimedAt) await ledger.redateClaim(part.slot, part.n, claimedAt, sentBy);
    const madeMs = watch.runMs() - Math.max(0, now - sentBy);
    madeAtMs.set(claimOf(part, sentBy), madeMs);
    return { claimedAt: sentBy, madeMs };
  }

  function within(timeoutMs: number, { first: firstMessageId, lost }: Delivering): DeliveryContext {
    return {
      signal: AbortSignal.any([signal, lost, AbortSignal.timeout(Math.max(0, timeoutMs))]),
      ...(firstMessageId === undefined ? {} : { firstMessageId }),
    };
  }

  /** `afterMs`: at the earliest. */
  async function postpone({ id, attempts }: SlotRecord, afterMs = 0): Promise<PartOutcome> {
    await ledger.postpone(id, clock() + nextTryMs(attempts, jitter(), afterMs));
    return LATER;
  }

  /** A try failed: another one later, unless there were tries for too long. */
  async function tryAgain(
    slot: SlotRecord,
    owner: SubscriptionRecord,
    afterMs?: number,
  ): Promise<PartOutcome> {
    return wasTriedTooLong(slot) ? abandon(slot, owner, say(NOT_DELIVERED)) : postpone(slot, afterMs);
  }

  /** One that was never tried may have waited for the program to be started again. A clock that just jumped tells nothing. */
  function wasTriedTooLong({ begun, decidedAt }: SlotRecord): boolean {
    return begun === 1 && options.mayDeliver() && clock() - decidedAt > GIVEN_UP_AFTER_MS;
  }

  /** First told, then given up, as in `finish`. */
  async function abandon(slot: SlotRecord, { id }: SubscriptionRecord, reason: string): Promise<PartOutcome> {
    // It may go to another place by now.
    const owner = await subscriptions.get(id);
    if (owner === undefined) return LATER;
    log.warn({ subscription: id, slot: slot.id, reason }, "a digest is given up");
    const parts = await ledger.parts(slot.id);
    const givenUp = { reason, held: givenUpSentence(parts), comesAgain: comesAgain(parts) };
    const reply = owner.place === slot.place ? pausedReply(owner, givenUp) : droppedReply(owner, givenUp);
    await tellOwner(owner, reply, options);
    await ledger.abandon(slot.id, reason, clock(), await posting(slot, owner));
    options.onPosted?.(owner, slot);
    return LATER;
  }

  /** A message that may be on its way or there: looks for it. */
  async function settleClaimed(
    slot: SlotRecord,
    part: DeliveryPartRecord,
    owner: SubscriptionRecord,
    destination: Destination,
    delivering: Delivering,
  ): Promise<PartOutcome | "absent"> {
    const { lost } = delivering;
    const claim = await readClaim(part, part.claimedAt ?? slot.decidedAt);
    const { claimedAt } = claim;
    const waitMs = untilAbsentMs(claim);
    // The platform's clock was not set with ours.
    const sinceMs = claimedAt - watch.spreadMs();
    const context = within(FIND_TIMEOUT_MS, delivering);
    const found = await untilAborted(destination.find(part, sinceMs, context), context.signal).catch(
      (error: unknown) => {
        log.info({ key: part.key, reason: messageOf(error) }, "a message could not be looked for yet");
        return undefined;
      },
    );
    if (lost.aborted) return LATER;
    if (found === undefined) return tryAgain(slot, owner);
    switch (found.type) {
      case "sent":
        madeAtMs.delete(claimOf(part, claimedAt));
        await ledger.confirm(slot.id, part.n, found.messageId);
        return { type: "done", messageId: found.messageId };
      case "absent": {
        if (waitMs > 0) {
          await ledger.rest(slot.id, clock() + waitMs);
          return LATER;
        }
        madeAtMs.delete(claimOf(part, claimedAt));
        await ledger.release(slot.id, part.n, claimedAt);
        return wasTriedTooLong(slot) ? abandon(slot, owner, say(NOT_DELIVERED)) : "absent";
      }
      case "unreadable":
        madeAtMs.delete(claimOf(part, claimedAt));
        await ledger.giveUpOn(slot.id, part.n, claimedAt);
        return DONE;
    }
  }

  async function sendPart(
    slot: SlotRecord,
    part: DeliveryPartRecord,
    owner: SubscriptionRecord,
    destination: Destination,
    delivering: Delivering,
  ): Promise<PartOutcome> {
    const { lost } = delivering;
    // Nothing would be sent any more, and who can read no history could never tell.
    if (signal.aborted || lost.aborted || !options.mayDeliver()) return LATER;
    const askedMs = watch.runMs();
    const claimedAt = await ledger.claim(slot.id, part.n, clock());
    if (claimedAt === undefined) return LATER;
    madeAtMs.set(claimOf(part, claimedAt), askedMs);
    const claimingMs = watch.runMs() - askedMs;
    if (claimingMs > CLAIMING_MS) {
      await ledger.release(slot.id, part.n, claimedAt);
      return LATER;
    }
    const context = within(sendTimeoutMs - claimingMs, delivering);
    const outcome = await untilAborted(destination.send(part, context), context.signal).catch(
      (error: unknown) => {
        log.error({ err: error, key: part.key }, "it is not known whether a message was sent");
        return { type: "unknown" } as const;
      },
    );
    if (outcome.type === "unknown")
      return lost.aborted ? LATER : postpone(slot, untilAbsentMs({ madeMs: askedMs }));
    madeAtMs.delete(claimOf(part, claimedAt));
    switch (outcome.type) {
      case "sent":
        await ledger.confirm(slot.id, part.n, outcome.messageId);
        return { type: "done", messageId: outcome.messageId };
      case "later":
        await ledger.release(slot.id, part.n, claimedAt);
        return lost.aborted ? LATER : tryAgain(slot, owner, outcome.afterMs);
      case "never":
        await ledger.release(slot.id, part.n, claimedAt);
        return lost.aborted ? LATER : abandon(slot, owner, outcome.reason);
      case "refused": {
        log.info({ key: part.key, reason: outcome.reason }, "a message was refused");
        const { workspace } = owner;
        if (await takeRefusal(options, { workspace, place: slot.place }, { ...part, claimedAt }, outcome))
          return { type: "divided" };
        await ledger.release(slot.id, part.n, claimedAt);
        return LATER;
      }
    }
  }

  async function bringPart(
    slot: SlotRecord,
    part: DeliveryPartRecord,
    owner: SubscriptionRecord,
    destination: Destination,
    delivering: Delivering,
  ): Promise<PartOutcome> {
    if (part.state === "sent")
      return { type: "done", ...(part.messageId === null ? {} : { messageId: part.messageId }) };
    if (part.state === "unknown" || part.state === "refused") return DONE;
    if (part.state === "claimed") {
      const settled = await settleClaimed(slot, part, owner, destination, delivering);
      if (settled !== "absent") return settled;
    }
    return sendPart(slot, part, owner, destination, delivering);
  }

  /** What stands is kept where its place can correct it. */
  async function posting(
    { place }: SlotRecord,
    { workspace }: SubscriptionRecord,
  ): Promise<{ readonly keepsPosts: boolean }> {
    const destination = await places.open(workspace, readPlace(place), []);
    return { keepsPosts: destination?.correct !== undefined };
  }

  async function finish(slot: SlotRecord, owner: SubscriptionRecord): Promise<void> {
    const { id } = slot;
    const flaws = flawsOf(await ledger.parts(id));
    // First told, then finished: when the program ends in between, told twice is better than never.
    if (flaws !== null) await tellOwner(owner, flawedReply(owner, flaws), options);
    await ledger.finish(id, flaws, clock(), await posting(slot, owner));
    options.onPosted?.(owner, slot);
  }

  return {
    async deliver(slot, lost = NEVER) {
      const owner = await subscriptions.get(slot.subscription);
      // Deleted meanwhile, and its slots with it.
      if (owner === undefined) return;
      await inLanguage(languageOf(owner), () => bring(slot, owner, lost));
    },
  };

  async function bring(slot: SlotRecord, owner: SubscriptionRecord, lost: AbortSignal): Promise<void> {
    const destination = await places.open(owner.workspace, readPlace(slot.place), []);
    // Its platform does not run here: somebody else delivers it, or this process when it does.
    if (destination === undefined) {
      await ledger.rest(slot.id, clock() + ABSENT_PLATFORM_MS);
      return;
    }
    let first: string | undefined;
    let now = slot;
    let parts = await ledger.parts(slot.id);
    for (let index = 0; index < parts.length; ) {
      const part = parts[index];
      if (part === undefined) break;
      const outcome = await bringPart(now, part, owner, destination, { first, lost });
      if (outcome.type === "later") return;
      if (outcome.type === "divided") parts = await ledger.parts(slot.id);
      else {
        if (part.n === 0) first = outcome.messageId;
        // Each message has a growing wait of its own.
        if (part.state !== "sent" && outcome.messageId !== undefined) now = { ...now, attempts: 0 };
        index += 1;
      }
    }
    if (!lost.aborted) await finish(slot, owner);
  }
}
