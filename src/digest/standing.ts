// What stands in a digest's place although the store knows nothing of it, as after a restore of a copy that is older than what was sent:
// it is remembered, so that nobody reads it twice.

import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Places } from "../platform/destination.ts";
import { inChunks } from "../store/chunks.ts";
import type { Store } from "../store/database.ts";
import { MINUTE_MS, SECOND_MS } from "../time/units.ts";
import type { NewsView } from "./choose.ts";
import type { Decided } from "./decision.ts";
import { pageOf } from "./identity.ts";
import type { Slot } from "./slots.ts";

/** A slot that is decided so long after its time was perhaps decided before, by a process whose state is gone. */
const LATE_MS = 10 * MINUTE_MS;
/** Places looked at together, and how long one may take: a platform that answers slowly holds up nobody for longer. */
const AT_ONCE = 20;
const LONGEST_MS = 15 * SECOND_MS;

/** Of a slot's id its messages' keys begin with. */
const SLOT_ID_LENGTH = 12;

export interface StandingNews {
  /**
   * Remembers of what would be sent late what stands there already, and returns the subscriptions that are to be decided anew. Never
   * rejects: where a place cannot be read, its digest is sent.
   */
  note(decided: readonly Decided[], now: number): Promise<ReadonlySet<string>>;
}

export function createStandingNews(options: {
  readonly store: Pick<Store, "ledger" | "seen">;
  readonly places: Pick<Places, "open">;
  readonly log: Logger;
}): StandingNews {
  const { store, places, log } = options;
  /** Alerts have no time at which they are due: each is looked for once in the life of this process. */
  const alerts = new Set<string>();

  function isLate({ id, slotAt, kind, covered }: Slot & { readonly id: string }, now: number): boolean {
    switch (kind) {
      case "scheduled":
        return now - (covered[0] ?? slotAt) > LATE_MS;
      case "alert": {
        const isFirst = !alerts.has(id);
        alerts.add(id);
        return isFirst;
      }
      case "run":
        return false;
    }
  }

  /** The pages that messages lead to which no slot of ours has sent. */
  async function pagesAt({ subscription: { record, place } }: Decided): Promise<ReadonlySet<string>> {
    const destination = await places.open(record.workspace, place, []);
    const signal = AbortSignal.timeout(LONGEST_MS);
    const standing = (await destination?.standing?.(record.decidedSlot, { signal })) ?? [];
    const unknown = await Promise.all(
      standing.map(async ({ key, links }) =>
        (await store.ledger.slot(key.slice(0, SLOT_ID_LENGTH))) === undefined ? links : [],
      ),
    );
    return new Set(unknown.flat().flatMap((link) => pageOf(link) ?? []));
  }

  async function remember(one: Decided, { dataSet, catalog }: NewsView, now: number): Promise<boolean> {
    const { id } = one.subscription.record;
    const pages = await pagesAt(one);
    if (pages.size === 0) return false;
    const candidates = Object.values(one.chosen?.selection.settled ?? {}).flat();
    const ids = await store.seen.idsOf(dataSet, candidates);
    const knownBy = new Map(candidates.map((article) => [ids.get(article) ?? article, article]));
    const shown = (await catalog.entries([...knownBy.keys()])).flatMap(
      ({ article: { id: known, link, title } }) => {
        const page = pageOf(link ?? null);
        return page !== undefined && pages.has(page)
          ? [{ article: knownBy.get(known) ?? known, title: title ?? "" }]
          : [];
      },
    );
    if (shown.length === 0) return false;
    await store.ledger.rememberShown(id, shown, now);
    log.warn(
      { subscription: id, stories: shown.length },
      "what stands in a digest's place was not known to have been sent; it is not sent again",
    );
    return true;
  }

  return {
    async note(decided, now) {
      const late = decided.filter(
        ({ subscription, slot, judgement, chosen }) =>
          judgement.sends &&
          (chosen?.selection.shown.length ?? 0) > 0 &&
          isLate({ ...slot, id: subscription.record.id }, now),
      );
      const changed = new Set<string>();
      for (const some of inChunks(late, AT_ONCE))
        await Promise.all(
          some.map(async (one) => {
            const { id } = one.subscription.record;
            try {
              if (one.view !== undefined && (await remember(one, one.view, now))) changed.add(id);
            } catch (error) {
              log.info(
                { subscription: id, reason: messageOf(error) },
                "what stands in a digest's place is not known",
              );
            }
          }),
        );
      return changed;
    },
  };
}
