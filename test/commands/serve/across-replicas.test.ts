// A request that reaches several processes, or another one again: one of them answers.

import { beforeAll, expect, onTestFinished, test } from "vitest";
import { createAcrossReplicas } from "../../../src/commands/serve/across-replicas.ts";
import { createLogger } from "../../../src/log.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { type DatabaseLock, lockDatabase } from "../../../src/store/database-lock.ts";
import { ALONE, type Leases } from "../../../src/store/leases.ts";
import { implementations } from "../../store/implementations.ts";

const log = createLogger("silent");
let databaseUrl = "";

beforeAll(async () => {
  const place = await implementations.find(({ kind }) => kind === "postgres")?.create();
  if (place === undefined || !("databaseUrl" in place.location)) throw new Error("There is no Postgres.");
  databaseUrl = place.location.databaseUrl;
  return () => place.remove();
});

async function replica() {
  const store: Store = await openStore({ databaseUrl });
  const signal = new AbortController().signal;
  const lock: DatabaseLock | undefined = await lockDatabase({
    databaseUrl,
    log,
    signal,
    isShared: true,
    waits: false,
  });
  if (lock === undefined) throw new Error("It waited in vain.");
  onTestFinished(async () => {
    await lock.release();
    await store.close();
  });
  const { leases } = lock;
  return {
    lock,
    once: createAcrossReplicas({ leases, firstTimes: store.firstTimes, clock: Date.now, log }),
  };
}

test("several that get it at the same time, and those that get it later, leave it to one", async () => {
  const [one, other] = [await replica(), await replica()];
  const answered: string[] = [];
  const work = (name: string) => async () => void answered.push(name);
  await Promise.all([one.once("slack r1", work("one")), other.once("slack r1", work("other"))]);
  await other.once("slack r1", work("other"));
  expect(answered).toHaveLength(1);
  await other.once("slack r2", work("another request"));
  expect(answered).toHaveLength(2);
});

test("what a process was answering when it ended is answered by whoever gets it again", async () => {
  const [one, other] = [await replica(), await replica()];
  const begun = Promise.withResolvers<void>();
  void one.once("slack r3", () => {
    begun.resolve();
    return new Promise(() => undefined);
  });
  await begun.promise;
  let isAnswered = false;
  const answer = async (): Promise<void> => {
    isAnswered = true;
  };
  await other.once("slack r3", answer);
  expect(isAnswered).toBe(false);
  await one.lock.release();
  await other.once("slack r3", answer);
  expect(isAnswered).toBe(true);
});

test("while nobody can be asked, and where nobody else is, it is answered", async () => {
  const { lock, once } = await replica();
  await lock.release();
  let times = 0;
  const count = async (): Promise<void> => {
    times += 1;
  };
  await once("slack r4", count);
  const firstTimes = { take: () => Promise.reject(new Error("No.")) };
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  await createAcrossReplicas({
    leases: ALONE,
    firstTimes: { ...store.firstTimes, ...firstTimes },
    clock: Date.now,
    log,
  })("slack r5", count);
  expect(times).toBe(2);
});

test("while the connection breaks, or does not answer, it is answered", async () => {
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  let isHeard = true;
  const breaking: Leases = {
    isShared: true,
    mayWork: () => isHeard,
    async take() {
      isHeard = false;
      return new Map();
    },
  };
  const silent: Leases = { isShared: true, mayWork: () => true, take: () => new Promise(() => undefined) };
  let times = 0;
  for (const leases of [breaking, silent])
    await createAcrossReplicas({ leases, firstTimes: store.firstTimes, clock: Date.now, log })(
      "slack r6",
      async () => {
        times += 1;
      },
    );
  expect(times).toBe(2);
});
