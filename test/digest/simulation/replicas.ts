// Several bots of one simulation over one Postgres, each with leases of its own: all tick at the same time, and when the process of
// one ends, the others go on.

import type { DigestService } from "../../../src/digest/service.ts";
import { createLogger } from "../../../src/log.ts";
import { type DatabaseLock, lockDatabase } from "../../../src/store/database-lock.ts";
import type { Leases } from "../../../src/store/leases.ts";
import { beginBot, type SimulatedBot, type SimulatedBotOptions } from "./bot.ts";
import type { Moment } from "./process.ts";

/** One of them, until its process ends. */
interface Replica {
  readonly lock: DatabaseLock;
  readonly bot: ReturnType<typeof beginBot>;
}

async function held(databaseUrl: string): Promise<DatabaseLock> {
  const signal = new AbortController().signal;
  const log = createLogger("silent");
  const lock = await lockDatabase({ databaseUrl, log, signal, isShared: true, waits: false });
  if (lock === undefined) throw new Error("The database was not locked.");
  return lock;
}

/** `count` bots that seem one to whoever makes them do something: the first asks, and each of the others ticks beside it. */
export function createSimulatedReplicas(
  options: SimulatedBotOptions,
  { databaseUrl, count }: { readonly databaseUrl: string; readonly count: number },
): SimulatedBot {
  let nextEnd: Moment | undefined;
  let replicas: Promise<readonly Replica[]> | undefined;
  let turn = 0;

  async function begin(): Promise<Replica> {
    const lock = await held(databaseUrl);
    const leases: Leases = lock.leases;
    const bot = beginBot({ ...options, leases }, (call, when) => {
      const ends = nextEnd?.(call, when) ?? false;
      if (ends) nextEnd = undefined;
      return ends;
    });
    return { lock, bot };
  }

  const beginAll = (): Promise<readonly Replica[]> => Promise.all(Array.from({ length: count }, begin));

  /** False when its process ended meanwhile. */
  async function work({ bot, lock }: Replica, what: (service: DigestService) => Promise<unknown>) {
    const { process, service } = bot;
    await Promise.race([what(service), process.ended]);
    if (process.isOver()) await lock.release();
    return !process.isOver();
  }

  return {
    isUp: () => replicas !== undefined,
    start() {
      replicas ??= beginAll();
    },
    async stop() {
      const ending = replicas;
      replicas = undefined;
      for (const { bot, lock } of (await ending) ?? []) {
        await bot.service.stop();
        await bot.service.close(1_000);
        await lock.release();
      }
    },
    breakOff() {
      const ending = replicas;
      replicas = undefined;
      void ending?.then((all) =>
        all.map(({ bot, lock }) => {
          bot.process.end();
          return lock.release();
        }),
      );
    },
    endsAt(moment) {
      nextEnd = moment;
    },
    async with(what, restarted) {
      if (replicas === undefined) throw new Error("The bots are down.");
      turn += 1;
      let next = what;
      for (;;) {
        const now: readonly Replica[] = await replicas;
        const asked = now[turn % now.length];
        const alive = await Promise.all(
          now.map((one) => work(one, (service) => (one === asked ? next(service) : service.digests.tick()))),
        );
        // Deliveries go on until nobody has any, whoever ended.
        for (const one of now) await work(one, async ({ queue }) => queue.idle());
        const isOver = now.map(({ bot }) => bot.process.isOver());
        if (alive.every(Boolean) && !isOver.includes(true)) return;
        await restarted();
        replicas = Promise.all(now.map((one, n) => (isOver[n] === true ? begin() : one)));
        next = ({ digests }) => digests.tick();
      }
    },
  };
}
