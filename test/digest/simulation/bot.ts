// The digests of a bot that a simulation starts, ticks, ends in order or breaks off, over one store and one platform.

import { digestTexts } from "../../../src/commands/digest/texts.ts";
import type { Datasets } from "../../../src/datasets/keeper.ts";
import { createDigestService, type DigestService } from "../../../src/digest/service.ts";
import { createLogger } from "../../../src/log.ts";
import type { Places } from "../../../src/platform/destination.ts";
import type { Notifier } from "../../../src/platform/notifier.ts";
import type { Leases } from "../../../src/store/leases.ts";
import { type ClockWatchOptions, createClockWatch } from "../../../src/time/clock-watch.ts";
import { createProcess, type DigestStore, type Moment } from "./process.ts";

export interface SimulatedBot {
  isUp(): boolean;
  start(): void;
  /** Lets what is under way end. */
  stop(): Promise<void>;
  /** The power goes. */
  breakOff(): void;
  /** From now on the process ends where this says so, until it did. */
  endsAt(moment: Moment): void;
  /**
   * Does something with the service and waits until nothing is under way. A process that ends meanwhile starts anew
   * and ticks, after `restarted`. Throws when the bot is down.
   */
  with(work: (service: DigestService) => Promise<unknown>, restarted: () => Promise<void>): Promise<void>;
}

export interface SimulatedBotOptions {
  readonly store: DigestStore;
  readonly datasets: Pick<Datasets, "look" | "status">;
  readonly places: Places;
  readonly notifier: Notifier;
  readonly clock: () => number;
  /** How long the machine has run, and what becomes of a clock that jumped; default: it never does. */
  readonly jumps?: Pick<ClockWatchOptions, "runMs" | "onJump" | "onReturn">;
  /** Default: it is the only one. */
  readonly leases?: Leases;
}

/** A process with its service. */
export function beginBot(options: SimulatedBotOptions, endsAt: Moment) {
  const { store, datasets, places, notifier, clock, jumps = { runMs: clock }, leases } = options;
  const process = createProcess(store, places, endsAt);
  const service = createDigestService({
    store: process.store,
    datasets,
    places: process.places,
    notifier,
    texts: digestTexts,
    clock,
    watch: createClockWatch({ clock, ...jumps }),
    ...(leases === undefined ? {} : { leases }),
    log: createLogger("silent"),
  });
  return { process, service };
}

export function createSimulatedBot(options: SimulatedBotOptions): SimulatedBot {
  let nextEnd: Moment | undefined;
  let life: ReturnType<typeof begin> | undefined;

  const begin = () =>
    beginBot(options, (call, when) => {
      const ends = nextEnd?.(call, when) ?? false;
      if (ends) nextEnd = undefined;
      return ends;
    });

  async function work(what: (service: DigestService) => Promise<unknown>): Promise<boolean> {
    if (life === undefined) throw new Error("The bot is down.");
    const { process, service } = life;
    const done = async (): Promise<void> => {
      await what(service);
      await service.queue.idle();
    };
    await Promise.race([done(), process.ended]);
    return !process.isOver();
  }

  return {
    isUp: () => life !== undefined,
    start() {
      life ??= begin();
    },
    async stop() {
      const ending = life;
      life = undefined;
      await ending?.service.stop();
      await ending?.service.close(1_000);
    },
    breakOff() {
      life?.process.end();
      life = undefined;
    },
    endsAt(moment) {
      nextEnd = moment;
    },
    async with(what, restarted) {
      let next = what;
      while (!(await work(next))) {
        await restarted();
        life = begin();
        next = ({ digests }) => digests.tick();
      }
    },
  };
}
