// How many commands of one actor are worked on at the same time: the others of that actor wait, and nobody else does.

/** So many take a good part of what answers at once (four queries of a snapshot), and leave the rest to others. */
export const MOST_AT_ONCE = 3;

/** Does the work when fewer than three others of that actor are being worked on, first come first served. */
export type ActorTurns = <T>(actor: string, work: () => Promise<T>) => Promise<T>;

export function createActorTurns(): ActorTurns {
  /** Those that wait, by actors who have some under way. */
  const busy = new Map<string, { underWay: number; readonly waiting: (() => void)[] }>();

  return async (actor, work) => {
    const own = busy.get(actor) ?? { underWay: 0, waiting: [] };
    busy.set(actor, own);
    if (own.underWay < MOST_AT_ONCE) own.underWay += 1;
    // Whoever ends hands its turn over.
    else await new Promise<void>((resolve) => own.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = own.waiting.shift();
      if (next !== undefined) next();
      else own.underWay -= 1;
      if (own.underWay === 0) busy.delete(actor);
    }
  };
}
