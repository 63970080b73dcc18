// A store for a suite that every implementation passes: one for each test, or one for all of them.

import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import type { Implementation, Place } from "./implementations.ts";

/** Closes the store and opens what it left, as another process would. */
export type Reopen = () => Promise<void>;

/** `take` is handed the store of each test, and the one that `Reopen` opens. */
export function storeOfEachTest(
  { create }: Pick<Implementation, "create">,
  take: (store: Store) => void,
): Reopen {
  const { open, reopen, remove } = storeIn(create, take);
  beforeEach(open);
  afterEach(remove);
  return reopen;
}

/** The same, one store for all tests of the suite. */
export function storeOfAllTests(
  { create }: Pick<Implementation, "create">,
  take: (store: Store) => void,
): Reopen {
  const { open, reopen, remove } = storeIn(create, take);
  beforeAll(open);
  afterAll(remove);
  return reopen;
}

function storeIn(create: () => Promise<Place>, take: (store: Store) => void) {
  let place: Place;
  let store: Store;

  async function openThere(): Promise<void> {
    store = await openStore(place.location);
    take(store);
  }

  return {
    async open() {
      place = await create();
      await openThere();
    },
    async reopen() {
      await store.close();
      await openThere();
    },
    async remove() {
      await store.close();
      await place.remove();
    },
  };
}
