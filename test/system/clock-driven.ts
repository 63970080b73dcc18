// Loaded before the program (`node --import …/clock-driven.ts?from=<ms>&until=<ms>`): its process lives from one moment to the
// other, when it is told to stop. Time goes by up to a second with every turn of its event loop, straight to the next timer
// that is due: hours within seconds, and a slow machine changes nothing of what is late.

const STEP_MS = 1_000;

const RealDate = Date;
const realSetTimeout = setTimeout;
const realClearTimeout = clearTimeout;
const given = new URL(import.meta.url).searchParams;
const until = Number(given.get("until"));
let now = Number(given.get("from"));

globalThis.Date = new Proxy(RealDate, {
  construct: (target, values, asked) =>
    Reflect.construct(target, values.length === 0 ? [now] : values, asked),
});
RealDate.now = () => now;

const waiting = new Set<DrivenTimer>();

class DrivenTimer {
  readonly #ms: number;
  readonly fire: () => void;
  dueAt = 0;

  constructor(fire: () => void, ms: number) {
    this.fire = fire;
    this.#ms = ms >= 1 && ms < 2 ** 31 ? ms : 1;
    this.refresh();
  }
  refresh(): this {
    this.dueAt = now + this.#ms;
    waiting.add(this);
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
  close(): this {
    waiting.delete(this);
    return this;
  }
}

function turn(): void {
  let due: DrivenTimer | undefined;
  for (const timer of waiting) if (due === undefined || timer.dueAt < due.dueAt) due = timer;
  now = Math.min(now + STEP_MS, Math.max(now, due?.dueAt ?? Number.POSITIVE_INFINITY));
  if (due !== undefined && due.dueAt <= now) {
    waiting.delete(due);
    due.fire();
  }
  if (now >= until) process.kill(process.pid, "SIGTERM");
  else realSetTimeout(turn, 1);
}
realSetTimeout(turn, 1);

Object.assign(globalThis, {
  setTimeout: (work: (...values: unknown[]) => void, ms = 1, ...values: unknown[]) =>
    new DrivenTimer(() => work(...values), ms),
  clearTimeout(timer: DrivenTimer | Parameters<typeof clearTimeout>[0]) {
    if (timer instanceof DrivenTimer) timer.close();
    else realClearTimeout(timer);
  },
});
