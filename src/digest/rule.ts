// When a digest runs, between typed text and Rule.

import { assertNever } from "../errors.ts";
import { formatTime, plainWords, readTime, type TimeReading, twoDigits } from "../time/time-of-day.ts";
import { say } from "../wording/say.ts";

/** When a digest runs, in local time. */
export type Rule =
  /** `minute` 0–59. */
  | { readonly type: "hourly"; readonly minute: number }
  /** `days`: ISO weekdays, 1 Monday to 7 Sunday, ascending and distinct; all seven mean daily. */
  | {
      readonly type: "weekly";
      readonly days: readonly number[];
      readonly hour: number;
      readonly minute: number;
    }
  /** `day` 1–31. A month without that day takes its last one, so 31 is always the last. */
  | { readonly type: "monthly"; readonly day: number; readonly hour: number; readonly minute: number };

export type RuleReading =
  | { readonly ok: true; readonly rule: Rule }
  /** `problem` is a sentence; `offers` are canonical texts that would work, nearest first. */
  | { readonly ok: false; readonly problem: string; readonly offers: readonly string[] };

/** What one typed word says. With a `problem` (a sentence) it is the nearest to what was typed. */
type Piece = (
  | { readonly type: "filler" | "hourly" | "daily" | "weekly" | "monthly" }
  | { readonly type: "days"; readonly days: readonly number[] }
  | { readonly type: "date"; readonly day: number }
  | { readonly type: "minute"; readonly minute: number }
  | { readonly type: "time"; readonly minutes: number }
  /** A bare number: what it counts depends on the other words. */
  | { readonly type: "number"; readonly value: number }
) & { readonly problem?: string };

/** The rules that the words may mean, nearest first; exactly one and no problem when they are clear. */
interface Sense {
  readonly rules: readonly Rule[];
  readonly problem: string | undefined;
}

const DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];
const WORKING_DAYS = [1, 2, 3, 4, 5];
const LAST_DAY = 31;
const NINE = 9 * 60;
const LONGEST_TEXT = 100;
const OFFERS = 3;

function sayWhen(): string {
  return say("Say when it runs: {examples}.", { examples: examples() });
}

function examples(): string {
  return say("{hourly}, {daily}, {weekdays}, {weekly} and {monthly} work", {
    hourly: "hourly",
    daily: "daily 09:00",
    weekdays: "weekdays 08:30",
    weekly: "mon 18:00",
    monthly: "monthly 1 09:00",
  });
}

const WORDS: ReadonlyMap<string, Piece> = new Map<string, Piece>([
  ...pieces("hour hours hourly", { type: "hourly" }),
  ...pieces("day days daily everyday", { type: "daily" }),
  ...pieces("week weeks weekly", { type: "weekly" }),
  ...pieces("month months monthly", { type: "monthly" }),
  ...pieces("weekday weekdays workday workdays", { type: "days", days: WORKING_DAYS }),
  ...pieces("weekend weekends", { type: "days", days: [6, 7] }),
  ...pieces("last", { type: "date", day: LAST_DAY }),
  ...DAY_NAMES.flatMap((name, index) => {
    const spellings = [...name].map((_, end) => name.slice(0, end + 1)).filter(({ length }) => length > 1);
    return pieces([...spellings, `${name}s`, `${name.slice(0, 3)}s`].join(" "), {
      type: "days",
      days: [index + 1],
    });
  }),
  ...pieces("a and at each every minute minutes o'clock of on past the & + @", { type: "filler" }),
]);

function pieces(words: string, piece: Piece): [string, Piece][] {
  return words.split(" ").map((word) => [word, piece]);
}

function refused(problem: string, rules: readonly Rule[]): RuleReading {
  return { ok: false, problem, offers: [...new Set(rules.map(formatRule))].slice(0, OFFERS) };
}

/**
 * Reads `hourly :15`, `daily 9am`, `weekdays 08:30`, `mon, thu 18:00`, `mon-fri at 8`, `monthly 1 09:00`,
 * `last day of the month 18.00`. What is missing or impossible is refused, with what comes nearest.
 */
export function parseRule(text: string): RuleReading {
  const said = plainWords(text);
  if (said === "") return refused(sayWhen(), senseOf([]).rules);
  if (said.length > LONGEST_TEXT)
    return refused(
      say("That is too long for a schedule: {examples}.", { examples: examples() }),
      senseOf([]).rules,
    );
  const stepless = said.replace(
    /\b(?:every|each) \d+ ?(minutes?|mins?|h|hrs?|hours?|days?|weeks?|months?)\b/,
    (_, unit: string) => (/^(h|mi)/.test(unit) ? "hour" : unit),
  );
  const words = stepless
    .replace(/\b([a-z]+) (?:to|through|till|until) ([a-z]+)\b/g, "$1-$2")
    .split(" ")
    .flatMap(piecesOf);
  const sense = senseOf(words);
  const problem =
    stepless === said ? (words.find((piece) => piece.problem)?.problem ?? sense.problem) : noSteps();
  const [rule] = sense.rules;
  return problem === undefined && rule !== undefined
    ? { ok: true, rule }
    : refused(problem ?? sayWhen(), sense.rules);
}

function noSteps(): string {
  return say("A digest runs every hour, on days of the week or once a month; no other steps are possible.");
}

function piecesOf(word: string): readonly Piece[] {
  const parts = word.split("/").map((part) => WORDS.get(part));
  return parts.every((part) => part !== undefined) ? parts : [pieceOf(word)];
}

function pieceOf(word: string): Piece {
  const range = word.split("-").map(dayNamed);
  const [from, to] = range;
  if (range.length === 2 && from !== undefined && to !== undefined) {
    return {
      type: "days",
      days: ALL_DAYS.filter((day) => (from <= to ? day >= from && day <= to : day >= from || day <= to)),
    };
  }
  const ordinal = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word);
  if (ordinal !== null) return dateOf(Number(ordinal[1]));
  const minute = /^:(\d{1,2})$/.exec(word);
  if (minute !== null) return minuteOf(Number(minute[1]));
  if (/^\d{1,2}$/.test(word)) return { type: "number", value: Number(word) };
  const time = readTime(word);
  if (time !== undefined) return { type: "time", ...time };
  if (/^(?:utc|gmt)\b|^[a-z_]+\/[a-z_/-]+$/.test(word)) {
    return {
      type: "filler",
      problem: say("A time zone is not part of the schedule: it has a field of its own, {tz}.", { tz: "tz" }),
    };
  }
  const near = [...WORDS].find(([known]) => isOneSlipApart(word, known))?.[1] ?? { type: "filler" };
  return {
    ...near,
    problem: say('I cannot read "{word}" in a schedule: {examples}.', { word, examples: examples() }),
  };
}

function dayNamed(word: string): number | undefined {
  const piece = WORDS.get(word);
  return piece?.type === "days" && piece.days.length === 1 ? piece.days[0] : undefined;
}

function dateOf(day: number): Extract<Piece, { type: "date" }> {
  if (day >= 1 && day <= LAST_DAY) return { type: "date", day };
  return {
    type: "date",
    day: day < 1 ? 1 : LAST_DAY,
    problem: say("There is no day {day} in a month: days go from 1 to 31, and 31 is always the last day.", {
      day,
    }),
  };
}

function minuteOf(minute: number): Extract<Piece, { type: "minute" }> {
  if (minute <= 59) return { type: "minute", minute };
  return {
    type: "minute",
    minute: 59,
    problem: say("There is no minute {minute} in an hour: minutes go from 0 to 59.", { minute }),
  };
}

/** Whether one letter too many, missing, wrong or swapped with its neighbour makes one word of the other. */
function isOneSlipApart(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < 3) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let [oneEnd, otherEnd] = [one.length, other.length];
  while (oneEnd > start && otherEnd > start && one[oneEnd - 1] === other[otherEnd - 1]) {
    oneEnd -= 1;
    otherEnd -= 1;
  }
  const [differs, from] = [one.slice(start, oneEnd), other.slice(start, otherEnd)];
  if (differs.length <= 1 && from.length <= 1) return true;
  return differs.length === 2 && differs === [...from].reverse().join("");
}

function senseOf(words: readonly Piece[]): Sense {
  const said = new Set(words.map(({ type }) => type));
  const named = new Set(words.flatMap((piece) => (piece.type === "days" ? piece.days : [])));
  const days = ALL_DAYS.filter((day) => named.has(day));
  const senses = [
    ...(said.has("hourly") ? [hourlySense(words)] : []),
    ...(days.length > 0 ? [weeklySense(words, days)] : []),
    ...(said.has("monthly") || said.has("date") ? [monthlySense(words)] : []),
  ];
  const [sense] = senses;
  if (senses.length > 1) {
    return {
      rules: senses.flatMap(({ rules }) => rules),
      problem: say(
        "A digest runs every hour, on days of the week or on one day of the month, not on a mix of these.",
      ),
    };
  }
  if (sense !== undefined) return sense;
  if (said.has("daily")) return weeklySense(words, ALL_DAYS);
  if (said.has("weekly")) {
    return {
      ...weeklySense(words, [1]),
      problem: say("Say on which day of the week it runs, as in {example}.", { example: "mon 09:00" }),
    };
  }
  const daily = weeklySense(words, ALL_DAYS).rules;
  const timed = said.has("time") || said.has("number");
  return {
    rules: [...daily, ...weeklySense(words, WORKING_DAYS).rules, ...(timed ? [] : hourlySense([]).rules)],
    problem: timed
      ? say("Say on which days it runs, as in {example}.", { example: "daily 09:00" })
      : sayWhen(),
  };
}

function hourlySense(words: readonly Piece[]): Sense {
  const times = words.filter((piece) => piece.type === "time").map(({ minutes }) => minutes);
  const minutes = [
    ...words.filter((piece) => piece.type === "minute"),
    ...words.filter((piece) => piece.type === "number").map(({ value }) => minuteOf(value)),
  ];
  const at = [...minutes.map(({ minute }) => minute), ...times.map((time) => time % 60)];
  const hourly = (at.length === 0 ? [0] : at).map((minute): Rule => ({ type: "hourly", minute }));
  if (times.length > 0) {
    return {
      rules: [...hourly, ...times.map((time) => weekly(ALL_DAYS, time))],
      problem: say("A digest of every hour has a minute and no time of day, as in {example}.", {
        example: "hourly :15",
      }),
    };
  }
  const several =
    at.length > 1
      ? say("A digest runs once an hour: name one minute, as in {example}.", { example: "hourly :15" })
      : undefined;
  return { rules: hourly, problem: minutes.find(({ problem }) => problem)?.problem ?? several };
}

function weeklySense(words: readonly Piece[], days: readonly number[]): Sense {
  const numbers = words.filter((piece) => piece.type === "number").map(({ value }) => value);
  const { times, problem } = timesOf(words, numbers);
  const rules = times.map((time) => weekly(days, time));
  return { rules, problem };
}

function weekly(days: readonly number[], time: number): Rule {
  return { type: "weekly", days, hour: Math.floor(time / 60), minute: time % 60 };
}

/** Of bare numbers the first is the day and the next the time, unless day or time stand there unmistakably. */
function monthlySense(words: readonly Piece[]): Sense {
  const numbers = words.filter((piece) => piece.type === "number").map(({ value }) => value);
  const dated = words.filter((piece) => piece.type === "date");
  const timed = words.some(({ type }) => type === "time");
  const dateCount = timed ? numbers.length : dated.length > 0 ? 0 : 1;
  const dates = [...dated, ...numbers.slice(0, dateCount).map(dateOf)];
  const { times, problem } = timesOf(words, numbers.slice(dateCount));
  const days = dates.length === 0 ? [1, LAST_DAY] : dates.map(({ day }) => day);
  const wrongDay =
    dates.length === 1
      ? dates[0]?.problem
      : say("Say on which one day of the month it runs, as in {example}; 31 is always the last day.", {
          example: "monthly 1 09:00",
        });
  const rules = days.flatMap((day) =>
    times.map((time): Rule => ({ type: "monthly", day, hour: Math.floor(time / 60), minute: time % 60 })),
  );
  return { rules, problem: wrongDay ?? problem };
}

/** Times of day, never none; with a problem unless exactly one was said. */
function timesOf(
  words: readonly Piece[],
  hours: readonly number[],
): { readonly times: readonly number[]; readonly problem: string | undefined } {
  const read: TimeReading[] = [
    ...words.filter((piece) => piece.type === "time"),
    ...hours.flatMap((hour) => readTime(String(hour)) ?? []),
  ];
  const times = read.map(({ minutes }) => minutes);
  if (times.length === 0)
    return {
      times: [NINE],
      problem: say("Say at what time of day it runs, as in {example}.", { example: "daily 09:00" }),
    };
  const several = say("A digest runs at one time of day: make a second digest for another time.");
  return { times, problem: times.length > 1 ? several : read[0]?.problem };
}

/** Canonical text: parsing it gives the rule again. `hourly`, `daily 09:00`, `mon,thu 18:00`, `monthly 31 09:00`. */
export function formatRule(rule: Rule): string {
  switch (rule.type) {
    case "hourly":
      return rule.minute === 0 ? "hourly" : `hourly :${twoDigits(rule.minute)}`;
    case "weekly":
      return `${formatDays(rule.days)} ${formatTime(rule.hour * 60 + rule.minute)}`;
    case "monthly":
      return `monthly ${rule.day} ${formatTime(rule.hour * 60 + rule.minute)}`;
    default:
      return assertNever(rule);
  }
}

function formatDays(days: readonly number[]): string {
  const list = days.join();
  if (list === ALL_DAYS.join()) return "daily";
  if (list === WORKING_DAYS.join()) return "weekdays";
  return days.map((day) => DAY_NAMES[day - 1]?.slice(0, 3)).join();
}
