// Times of day as people type them, for schedules and quiet hours.

import { say } from "../wording/say.ts";

/** Minutes since midnight. With a `problem` (a sentence) they are the nearest to what was typed. */
export interface TimeReading {
  readonly minutes: number;
  readonly problem?: string;
}

/** Typed text in lower case with one kind of dash and space: `9.30 p.m.` is `9:30pm`, `Mon., Thu` is `mon thu`. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‐‑‒–—―−]/g, "-")
    .replace(/(?<![a-z])([ap])\.? ?m\b\.?/g, "$1m")
    .replace(/(\d)\.(?=\d)/g, "$1:")
    .replace(/(\d) +(?=[ap]m\b)/g, "$1")
    .replace(/[\s.,;]+/g, " ")
    .replace(/ *- |(?<! )- */g, "-")
    .trim();
}

/** Reads `9`, `09:00`, `0900`, `9am`, `9:30pm`, `noon` or `midnight` in plain words; undefined for anything else. */
export function readTime(word: string): TimeReading | undefined {
  if (word === "noon" || word === "midnight") return { minutes: word === "noon" ? 720 : 0 };
  const match = /^(\d{1,2})(?::(\d{1,2})|(\d{2}))?([ap]m)?$/.exec(word);
  if (match === null) return undefined;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? match[3] ?? 0);
  const half = match[4];
  if (minute > 59)
    return nearestTime(say("There is no time {time}: minutes go from 00 to 59.", { time: word }), hour, 59);
  if (half === undefined) {
    if (hour <= 23) return { minutes: hour * 60 + minute };
    const nearest = hour === 24 && minute === 0 ? 0 : 23;
    return nearestTime(
      say("There is no time {time}: hours go from 00 to 23.", { time: word }),
      nearest,
      minute,
    );
  }
  if (hour < 1 || hour > 12)
    return nearestTime(
      say("There is no time {time}: hours before {half} go from 1 to 12.", { time: word, half }),
      hour,
      minute,
    );
  return { minutes: ((hour % 12) + (half === "pm" ? 12 : 0)) * 60 + minute };
}

function nearestTime(problem: string, hour: number, minute: number): TimeReading {
  return { minutes: Math.min(hour, 23) * 60 + minute, problem };
}

/** `09:00`, from minutes since midnight. */
export function formatTime(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** `09`. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
