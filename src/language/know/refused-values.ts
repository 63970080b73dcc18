// Why a run of words can be no value of an option, and what could be meant instead.

import { assertNever } from "../../errors.ts";
import { formatLocalTime } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import { say } from "../../wording/say.ts";
import type { ChoiceListOption, ChoiceOption, IntegerOption, Option } from "../declare/options.ts";
import { nearest, nearestFolded } from "../mend/nearest.ts";
import { COMMON_WINDOWS, parseDateValue } from "../read/dates.ts";
import { formatDuration, parseDuration } from "../read/durations.ts";
import { isFunctionWord } from "../read/function-words.ts";
import { capital, listOf, plural, type Token } from "../read/text.ts";
import {
  choiceWords,
  isCheckedVocabulary,
  LONGEST_RUN,
  nearbyOf,
  pairs,
  type Run,
  runAt,
  type TextKind,
} from "./fits.ts";
import type { KnownWords } from "./vocabulary.ts";
import { zoneReadings } from "./zone-readings.ts";

/** A value that cannot be. */
export interface RefusedValue {
  readonly sentence: string;
  /** Values that could be meant instead, as typed text. */
  readonly instead: readonly string[];
  /** Whether all of `instead` are readings of what was typed, so that only a person can choose. */
  readonly choose: boolean;
  /** Whether it is another number, date or text that is near, and no reading of what was typed. */
  readonly isOther?: boolean;
  /** How buttons name them, where their text alone says too little. */
  readonly labels?: ReadonlyMap<string, string>;
}

/** Why a run is no value of the option. Only for runs that `fitsOf` finds nothing for. */
export function whyRefused(name: string, option: Option, run: Run, known: KnownWords): RefusedValue {
  const said = excerpt(run.text);
  const refuse = (sentence: string, ...instead: string[]): RefusedValue => ({
    sentence,
    instead,
    choose: false,
  });
  switch (option.kind) {
    case "choice":
    case "choice-list":
      return refuseChoice(name, option, run, known);
    case "integer":
      return refuseInteger(name, option, run);
    case "date": {
      const reading = parseDateValue(run.text);
      if (reading.ok) return refuse("");
      if (reading.offers.length > 0)
        return {
          sentence: reading.problem,
          instead: reading.offers,
          choose: reading.offers.length > 1,
          isOther: reading.isOther === true,
        };
      return refuse(reading.problem, ...nearest(run.text, pairs(COMMON_WINDOWS)));
    }
    case "duration": {
      const [least, most] = [formatDuration(option.minMs), formatDuration(option.maxMs)];
      const ms = parseDuration(run.text);
      if (ms === undefined)
        return {
          ...refuse(say("{name} is a length of time from {least} to {most}.", { name, least, most }), least),
          isOther: true,
        };
      return {
        ...refuse(
          say("{name} goes from {least} to {most}.", { name, least, most }),
          ms < option.minMs ? least : most,
        ),
        isOther: true,
      };
    }
    case "flag":
      return refuse(say("{name} is yes or no.", { name }));
    case "text":
    case "text-list":
      return refuseReading(option, run) ?? refuseText(name, option, said, run, known);
    default:
      return assertNever(option);
  }
}

function refuseReading(option: TextKind, run: Run): RefusedValue | undefined {
  const reading = option.kind === "text" ? option.reads?.(run.text) : undefined;
  if (reading === undefined || reading.ok) return undefined;
  const instead = reading.offers;
  return {
    sentence: reading.problem,
    instead,
    choose: instead.length > 1,
    isOther: instead.every((near) => hasOtherNumber(run.text, near)),
  };
}

/** Whether the nearest text has a number that was not typed, though some were: `daily 25:00`. Hours may be those of the afternoon. */
function hasOtherNumber(said: string, near: string): boolean {
  const [own, others] = [said, near].map((text) => text.match(/\d+/g)?.map(Number) ?? []);
  if (own === undefined || own.length === 0) return false;
  return others?.some((number) => number > 0 && !own.includes(number) && !own.includes(number - 12)) ?? false;
}

/** The refusal of the longest run for which something else can be offered, else of the first word. */
export function longestRefusal(
  name: string,
  option: Option,
  tokens: readonly Token[],
  at: number,
  known: KnownWords,
): { readonly count: number; readonly refusal: RefusedValue } {
  const zones = "vocabulary" in option && option.vocabulary === "zone";
  for (let count = zones ? LONGEST_ZONE : 0; count > 0; count -= 1) {
    const run = runAt(tokens, at, count);
    const refusal = run === undefined ? undefined : refuseZone(run, known);
    if (refusal !== undefined) return { count, refusal };
  }
  const hasWords =
    option.kind === "choice" ||
    option.kind === "choice-list" ||
    option.kind === "date" ||
    "vocabulary" in option;
  const longest = "reads" in option ? LONGEST_RUN : hasWords ? 3 : 1;
  for (let count = longest; count > 1; count -= 1) {
    const run = runAt(tokens, at, count);
    const refusal = run === undefined ? undefined : whyRefused(name, option, run, known);
    if (refusal !== undefined && refusal.instead.length > 0) return { count, refusal };
  }
  const run = runAt(tokens, at, 1) ?? { text: tokens[at]?.text ?? "", folded: "", count: 1 };
  return { count: 1, refusal: whyRefused(name, option, run, known) };
}

function refuseChoice(
  name: string,
  option: ChoiceOption | ChoiceListOption,
  run: Run,
  known: KnownWords,
): RefusedValue {
  const values = option.choices.map(({ value }) => value);
  if (values.every((value) => /^\d+$/.test(value)) && isNumber(run.text)) {
    const [least, most] = [Math.min(...values.map(Number)), Math.max(...values.map(Number))];
    const names = capital(plural(name));
    const list = listedBy(plural(name), known);
    const sentence =
      list === undefined
        ? say("{names} go from {least} to {most}.", { names, least, most })
        : say("{names} go from {least} to {most}: {list} lists them.", { names, least, most, list });
    const near = String(clamp(Number(run.text.replace(",", ".")), least, most));
    return { sentence, instead: [near], choose: false, isOther: true };
  }
  const instead =
    isFunctionWord(run.text) || /\d/.test(run.text) ? [] : nearest(run.text, choiceWords(option));
  const sentence =
    option.choices.length <= 5
      ? say('{name} can be {values}, but not "{said}".', {
          name,
          values: listOf(values, "or"),
          said: excerpt(run.text),
        })
      : unknownSentence(name, excerpt(run.text), listedBy(plural(name), known));
  return { sentence, instead, choose: false };
}

function refuseInteger(name: string, { min, max }: IntegerOption, run: Run): RefusedValue {
  if (!isNumber(run.text))
    return { sentence: wholeNumberSentence(name, min, max), instead: [], choose: false };
  const number = Number(run.text.replace(",", "."));
  const sentence = Number.isInteger(number)
    ? say("{name} goes from {least} to {most}.", { name, least: String(min), most: String(max) })
    : wholeNumberSentence(name, min, max);
  return { sentence, instead: [String(clamp(number, min, max))], choose: false, isOther: true };
}

function wholeNumberSentence(name: string, min: number, max: number): string {
  return say("{name} is a whole number from {least} to {most}.", {
    name,
    least: String(min),
    most: String(max),
  });
}

function unknownSentence(kind: string, said: string, list: string | undefined): string {
  return list === undefined
    ? say('I know no {kind} called "{said}".', { kind: kindHere(kind), said })
    : say('I know no {kind} called "{said}": {list} lists them.', { kind: kindHere(kind), said, list });
}

/** As it stands behind "I know no". Names of options stay as they are typed. */
function kindHere(kind: string): string {
  return say(
    "{kind, select, command {command} country {country} digest {digest} source {source} zone {zone} other {{kind}}}",
    { kind },
  );
}

function refuseText(name: string, option: TextKind, said: string, run: Run, known: KnownWords): RefusedValue {
  const kind = option.vocabulary;
  if (!isCheckedVocabulary(kind)) {
    const length = option.maxLength ?? 0;
    const cut = run.text
      .slice(0, length)
      .replace(/\p{Cs}$/u, "")
      .trim();
    // What a hidden option carries is nobody's business but ours.
    const instead = option.hidden === true || cut === "" ? [] : [cut];
    return {
      sentence: charactersSentence(name, length),
      instead,
      choose: false,
      isOther: true,
    };
  }
  const near = isFunctionWord(run.text) ? [] : nearestFolded(run.text, nearbyOf(kind, known));
  if (kind === "zone") {
    const meant = refuseZone(run, known);
    if (meant !== undefined) return meant;
    // Nobody means a zone by letters that happen to be near an abbreviation; nor may a slip lose the zone.
    const isShort = /^[^\p{L}]|\d|^\p{L}{1,4}$|^\p{Lu}+$/u.test(run.text);
    const instead = isShort ? [] : near;
    return {
      sentence:
        instead.length > 0
          ? unknownSentence(kind, said, undefined)
          : say('I know no zone called "{said}". Zones have names such as Europe/Tallinn.', { said }),
      instead,
      choose: true,
      labels: timesIn(instead, known),
    };
  }
  return {
    sentence: unknownSentence(kind, said, listedBy(plural(kind), known)),
    instead: near,
    choose: false,
  };
}

/** The longest of Windows' names: `W. Central Africa Standard Time`. */
const LONGEST_ZONE = 5;

/** What names no zone but may mean some; undefined for other texts. */
function refuseZone(run: Run, known: KnownWords): RefusedValue | undefined {
  const zones = zoneReadings(run.text, known.now());
  const [only] = zones;
  if (only === undefined) return undefined;
  const labels = timesIn(zones, known);
  const said = excerpt(run.text);
  const sentence =
    zones.length > 1
      ? say('"{said}" names no zone. Which one:', { said })
      : say('"{said}" names no zone. It may mean {zone}.', { said, zone: labels.get(only) ?? only });
  return { sentence, instead: zones, choose: true, labels };
}

/** `Europe/Kyiv, where it is 11:05`. */
function timesIn(zones: readonly string[], known: KnownWords): ReadonlyMap<string, string> {
  const now = known.now();
  return new Map(
    zones.map((zone) => [
      zone,
      say("{zone}, where it is {time}", { zone, time: formatLocalTime(now, zone) }),
    ]),
  );
}

/** Also of a list's items. */
export function charactersSentence(name: string, most: number): string {
  return say("{name} can have {most} characters at most.", { name, most: String(most) });
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}([.,]\d+)?$/.test(text);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(Math.round(value), least), most);
}

/** `/news pillars` where a command of that name exists. */
function listedBy(names: string, { commands }: KnownWords): string | undefined {
  const path = commands.find((command) => command.path[1] === names)?.path;
  return path === undefined ? undefined : `/${path.join(" ")}`;
}
