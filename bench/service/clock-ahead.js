// Loaded before the program (`node --import …/clock-ahead.js?ms=60000`): its process lives that far ahead of the real time. Plain
// JavaScript, so that what strips types is loaded no more than without it.

const aheadMs = Number(new URL(import.meta.url).searchParams.get("ms"));
const realNow = Date.now;
const now = () => realNow() + aheadMs;

Date.now = now;
globalThis.Date = new Proxy(Date, {
  construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked),
});
