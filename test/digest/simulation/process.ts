// A process that can end at any moment, as if the power went: what it asked of the store or a platform is done, but it
// hears of nothing any more.

import type { Places } from "../../../src/platform/destination.ts";
import type { Store } from "../../../src/store/database.ts";

export type DigestStore = Pick<Store, "subscriptions" | "ledger" | "mutes" | "seen">;

/** A call of the process to the outside: `claim`, `decide`, `send`. */
export type Moment = (call: string, when: "before" | "after") => boolean;

export interface Process {
  readonly store: DigestStore;
  readonly places: Places;
  /** Resolves when it ended. */
  readonly ended: Promise<void>;
  /** Ends it now. */
  end(): void;
  isOver(): boolean;
}

/** `endsAt` is asked before and after every call: where it says true, the process ends. */
export function createProcess(store: DigestStore, places: Places, endsAt: Moment = () => false): Process {
  const ending = Promise.withResolvers<void>();
  let over = false;
  const end = (): void => {
    over = true;
    ending.resolve();
  };
  const never = new Promise<never>(() => undefined);

  function passes(call: string, when: "before" | "after"): boolean {
    if (!over && endsAt(call, when)) end();
    return !over;
  }

  function mortal<T extends object>(group: T): T {
    return new Proxy(group, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        return (...values: unknown[]): unknown => {
          if (!passes(String(name), "before")) return never;
          const result: unknown = Reflect.apply(method, target, values);
          if (!(result instanceof Promise)) return result;
          return result.then((value: unknown) => (passes(String(name), "after") ? value : never));
        };
      },
    });
  }

  return {
    ended: ending.promise,
    end,
    isOver: () => over,
    store: {
      subscriptions: mortal(store.subscriptions),
      ledger: mortal(store.ledger),
      mutes: mortal(store.mutes),
      seen: mortal(store.seen),
    },
    places: {
      ...places,
      async open(...request) {
        const destination = await places.open(...request);
        return destination && { ...mortal(destination), plan: destination.plan, replan: destination.replan };
      },
    },
  };
}
