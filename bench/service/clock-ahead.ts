// Loaded before the program (`node --import …/clock-ahead.ts?ms=60000`): its process lives that far ahead of the real time.

const aheadMs = Number(new URL(import.meta.url).searchParams.get("ms"));
const realNow = Date.now;
const now = (): number => realNow() + aheadMs;

Date.now = now;
globalThis.Date = new Proxy(Date, {
  construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked),
});
