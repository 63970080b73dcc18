// The end of a reading: values put together, and checks over several options.

import { type DateValue, isDateValue } from "../../time/date-value.ts";
import { say } from "../../wording/say.ts";
import { isList, isQuestion, type Option, type Value, type Values } from "../declare/options.ts";
import { fitsOf } from "../know/fits.ts";
import { whyRefused } from "../know/refused-values.ts";
import {
  type Edit,
  isSame,
  isSameFit,
  type Problem,
  type Range,
  type Reader,
  rewritten,
  type Span,
  typed,
  type Understood,
  valueTokens,
} from "./reading.ts";
import { soughtText } from "./sought.ts";
import { fold, listOf } from "./text.ts";
import { unreadProblem } from "./unread-words.ts";

/** What was made of the tokens. Without problems the values are whole. */
export interface Reading {
  readonly values: Values;
  /** Everything that was understood, whatever the problems. What cannot be so at once is a choice. */
  readonly understood: readonly Understood[];
  /** What is to be mended first comes first. */
  readonly problems: readonly Problem[];
  /** What was understood and what was not, as typed. */
  readonly read: readonly string[];
  readonly unread: readonly string[];
}

const ORDER: readonly Problem["type"][] = ["unread", "refused", "several", "crossed", "twice", "missing"];

/** The values of a reading that came to its end, or everything that is wrong with it. */
export function conclude(reader: Reader): Reading {
  const problems = [...reader.problems, ...unreadProblem(reader), ...crossedProblem(reader)];
  const values: [string, Value][] = [];
  for (const [name, option] of Object.entries<Option>(reader.command.options)) {
    const spans = reader.spans.filter((span) => span.name === name);
    const isRest = name === reader.rest?.[0];
    const result = isRest ? restResult(reader, name, option) : spansResult(reader, name, option, spans);
    if (result === undefined) {
      if (option.required === true) problems.push(missingProblem(reader, name, option));
    } else if ("value" in result) {
      values.push([name, result.value]);
    } else {
      problems.push(result);
    }
  }
  problems.sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  const inOrder = (ranges: readonly Range[]): readonly string[] =>
    [...ranges].sort((a, b) => a.from - b.from).map((range) => typed(reader, range));
  return {
    values: Object.fromEntries(values),
    problems,
    understood: [
      ...restUnderstood(reader, values),
      ...reader.understood.map((said) => withRivals(reader, said)),
    ],
    read: inOrder(reader.read),
    unread: inOrder(reader.unread),
  };
}

/** Free words that a command takes are understood as they stand. */
function restUnderstood(
  { rest, restAt, tokens }: Reader,
  values: readonly [string, Value][],
): readonly Understood[] {
  const [name, value] = values.find(([taker]) => taker === rest?.[0]) ?? [];
  if (name === undefined || value === undefined) return [];
  // The words of a question each for itself: one more may be asked of it.
  if (isQuestion(rest?.[1]))
    return restAt.map((at): Understood => {
      const word = tokens[at]?.text ?? "";
      return { fits: [{ name, value: word, text: word, label: word }], isLoose: false };
    });
  const text = String(value);
  return [{ fits: [{ name, value, text, label: text }], isLoose: false }];
}

/** One thing that was understood, with everything else that cannot stand beside it. */
function withRivals({ command, understood }: Reader, said: Understood): Understood {
  const [fit] = said.fits;
  const option = fit === undefined ? undefined : command.options[fit.name];
  if (fit === undefined || option === undefined || said.fits.length > 1) return said;
  const others = understood.flatMap(({ fits }) => (fits.length === 1 ? fits : []));
  const rivals = others.filter(
    (other) =>
      other.name === fit.name && (!isList(option) || other.text === fit.text) && !isSameFit(other, fit),
  );
  return { ...said, fits: [fit, ...rivals] };
}

type Result = { readonly value: Value } | Problem | undefined;

function spansResult(reader: Reader, name: string, option: Option, spans: readonly Span[]): Result {
  const [first] = spans;
  if (first === undefined) return undefined;
  if (isList(option)) return listResult(reader, name, spans);
  const distinct = spans.filter(
    (span, index) => spans.findIndex(({ value }) => isSame(value, span.value)) === index,
  );
  return distinct.length === 1 ? { value: first.value } : twiceProblem(reader, name, distinct);
}

/** Each item once; what is both asked for and left out only a person can decide. */
function listResult(reader: Reader, name: string, spans: readonly Span[]): Result {
  const texts = (isLeftOut: boolean): readonly string[] => [
    ...new Set(spans.filter((span) => (span.isLeftOut ?? false) === isLeftOut).map(({ text }) => text)),
  ];
  const [any, not] = [texts(false), texts(true)];
  const crossed = any.find((text) => not.includes(text));
  if (crossed === undefined) return { value: { any, not } };
  const readings = [false, true].map((isLeftOut) => ({
    label: isLeftOut ? say("not {item}", { item: `${name} ${crossed}` }) : `${name} ${crossed}`,
    tokens: rewritten(
      reader,
      [],
      spans.filter((span) => span.text === crossed && (span.isLeftOut ?? false) !== isLeftOut),
    ),
  }));
  return {
    type: "crossed",
    sentence: say("You ask for {item} and leave it out. Which one:", {
      item: spans.find(({ text }) => text === crossed)?.label ?? crossed,
    }),
    choose: true,
    edits: () => readings,
  };
}

function twiceProblem(reader: Reader, name: string, distinct: readonly Span[]): Problem {
  const texts = distinct.map(({ text }) => text);
  return {
    type: "twice",
    sentence: say("{name} takes one value, but I read {values}. Which one:", {
      name,
      values: listOf(texts, "and"),
    }),
    choose: true,
    edits: () =>
      distinct.map((kept) => ({
        label: kept.label === kept.text ? `${name} ${kept.text}` : kept.label,
        tokens: rewritten(reader, [], rivalsOf(reader, kept)),
      })),
  };
}

function restResult(reader: Reader, name: string, option: Option): Result {
  const { tokens, restAt, known } = reader;
  const words = restAt.map((at) => tokens[at]?.text ?? "").join(" ");
  const text = isQuestion(option) ? soughtText(reader) : words.trim();
  if (text === "") return undefined;
  const run = { text, folded: fold(text), count: 1 };
  const [fit] = fitsOf(name, option, run, known);
  if (fit !== undefined) return { value: fit.value };
  const refusal = whyRefused(name, option, run, known);
  const others = tokens.filter((_, at) => !restAt.includes(at));
  const edits = refusal.instead.map(
    (instead): Edit => ({ tokens: [...others, ...valueTokens(name, instead)] }),
  );
  return { type: "refused", sentence: refusal.sentence, choose: false, edits: () => edits };
}

function missingProblem({ command }: Reader, name: string, { summary }: Option): Problem {
  const said = say(summary);
  const what = said.slice(0, 1).toLowerCase() + said.slice(1);
  const sentence = say("{command} needs one thing more, {name}: {what}.", {
    command: `/${command.path.join(" ")}`,
    name,
    what: what.replace(/\.$/, ""),
  });
  return { type: "missing", sentence, choose: false, edits: () => [] };
}

/** The values that cannot stand beside one: a window that is kept decides both of its ends, another date only its own. */
function rivalsOf({ spans }: Reader, kept: Span): readonly Span[] {
  const ends = spans.filter(({ from }) => from === kept.from).map(({ name }) => name);
  const dropped = spans.filter(({ name, value }) => name === kept.name && !isSame(value, kept.value));
  return spans.filter((span) => ends.includes(span.name) && dropped.some(({ from }) => from === span.from));
}

/** `since` behind `until`, as far as that is certain without a clock. */
function crossedProblem(reader: Reader): readonly Problem[] {
  const { command, spans } = reader;
  const dates = spans.flatMap((span) => {
    const option = command.options[span.name];
    const { value } = span;
    return option?.kind === "date" && isDateValue(value)
      ? [{ span, name: span.name, text: span.text, value, bound: option.bound }]
      : [];
  });
  const since = dates.find(({ bound }) => bound === "since");
  const until = dates.find(({ bound }) => bound === "until");
  if (since === undefined || until === undefined || !isAfter(since.value, until.value)) return [];
  const swapped = [...valueTokens(since.name, until.text), ...valueTokens(until.name, since.text)];
  return [
    {
      type: "refused",
      sentence: say("That window ends before it begins: {since}, {until}.", {
        since: `${since.name} ${since.text}`,
        until: `${until.name} ${until.text}`,
      }),
      choose: false,
      edits: () => [
        { isOther: true, tokens: [...rewritten(reader, [], [since.span, until.span]), ...swapped] },
      ],
    },
  ];
}

function isAfter(since: DateValue, until: DateValue): boolean {
  if (since.type === "fixed" && until.type === "fixed") return since.from > until.to;
  if (since.type === "ago" && until.type === "ago") return since.amountMs < until.amountMs;
  if (since.type !== "calendar" || until.type !== "calendar") return false;
  return since.unit === until.unit && since.offset > until.offset;
}
