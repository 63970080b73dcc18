// Two things that a word joins and that cannot stand together in one reading: `not 1 or 2`, `corruption or Latvia`.

import { excerpt } from "../../reply/excerpt.ts";
import { say } from "../../wording/say.ts";
import { isList, type Option } from "../declare/options.ts";
import { type Fit, longestFits } from "../know/fits.ts";
import { joinerOf, negationOf, standsBetweenSides } from "./function-words.ts";
import {
  bareOptions,
  type Edit,
  isSameFit,
  noteUnderstood,
  optionNamed,
  type Range,
  type Reader,
  replaced,
  typed,
  withFits,
} from "./reading.ts";

/**
 * Notes that what was read last and what stands at `nextAt` cannot be joined, with the readings there are; the place behind
 * them. Undefined when nothing that could be joined stands there.
 */
export function noteUnjoined(
  reader: Reader,
  last: Range,
  joinerAt: number,
  nextAt: number,
  ...options: readonly (readonly [string, Option])[]
): number | undefined {
  const { tokens, known } = reader;
  const found = longestFits(options, tokens, nextAt, known);
  const [next] = found?.fits ?? [];
  const before = reader.spans.findLast(({ to }) => to === last.to);
  if (found === undefined || next === undefined || before === undefined) return undefined;
  const isOr = tokens[joinerAt]?.quoted === false && joinerOf(tokens[joinerAt].text) === "or";
  const range = { from: before.from, to: nextAt + found.count };
  const nextRange = { from: joinerAt, to: range.to };
  const readings = found.fits.length > 1 ? [] : readingsOf(before, next, isOr);
  reader.spans.splice(reader.spans.indexOf(before), 1);
  // What `or` joins may be wanted alone; else only the second thing is open.
  const said = reader.understood.findLast(
    ({ fits }) => fits.length === 1 && fits.every((fit) => isSameFit(fit, before)),
  );
  if (isOr && said !== undefined) reader.understood.splice(reader.understood.indexOf(said), 1);
  noteUnderstood(reader, isOr ? [before, next] : [next, { ...next, isLeftOut: true }], range);
  reader.read.push(nextRange);
  reader.problems.push({
    type: "several",
    sentence: say('I read "{first}" and "{second}", and cannot join them. Either:', {
      first: excerpt(typed(reader, before)),
      second: excerpt(typed(reader, nextRange)),
    }),
    choose: true,
    edits: () => readings.map((fits) => editOf(reader, range, fits)),
  });
  return range.to;
}

/**
 * Reads a word between two things that were typed: `and` is skipped, `or` joins things of one list, `vs` is for
 * commands that compare. Nothing where no such word stands between two things.
 */
export function readJoiner(reader: Reader, at: number): number | undefined {
  const { tokens, known } = reader;
  const token = tokens[at];
  const last = reader.read.findLast(({ to }) => to === at);
  const isCompared = reader.command.compares === true && last !== undefined && tokens[at + 1] !== undefined;
  if (isCompared && token?.quoted === false && standsBetweenSides(token.text)) return at + 1;
  const joiner = token === undefined || token.quoted ? undefined : joinerOf(token.text);
  if (joiner === undefined || last === undefined || tokens[at + 1] === undefined) return undefined;
  if (joiner === "and") return at + 1;
  if (joiner === "but") return negationOf(tokens[at + 1]?.text ?? "") === undefined ? undefined : at + 1;
  if (joiner === "vs")
    return reader.command.compares === true ? at + 1 : noteComparison(reader, { from: at, to: at + 1 });
  const before = reader.spans.findLast(({ to }) => to === at);
  const options = bareOptions(reader);
  const named = optionNamed(reader.command, tokens[at + 1]?.text.replace(/:$/, "") ?? "");
  if (named !== undefined && isList(named[1]) && named[0] === before?.name && before.isLeftOut !== true)
    return at + 1;
  const next = longestFits(options, tokens, at + 1, known);
  if (before === undefined || next === undefined) return undefined;
  const option = reader.command.options[before.name];
  const isOneList =
    option !== undefined && isList(option) && next.fits.every(({ name }) => name === before.name);
  if (isOneList && before.isLeftOut !== true) return at + 1;
  // A date or a direction is no item that could stand alone: such a line is left to whoever typed it.
  if (option === undefined || !isList(option)) return undefined;
  const lists = options.filter(([, other]) => isList(other));
  return noteUnjoined(reader, last, at, at + 1, ...lists);
}

function noteComparison(reader: Reader, range: Range): number {
  const comparing = reader.known.commands.find(({ compares }) => compares === true);
  reader.problems.push({
    type: "refused",
    sentence:
      comparing === undefined
        ? say("I cannot compare two things yet, only look at both together.")
        : say("This looks at both together. {command} holds one against the other.", {
            command: `/${comparing.path.join(" ")}`,
          }),
    choose: false,
    edits: () => [{ tokens: replaced(reader, range, []) }],
  });
  return range.to;
}

/** What two things that were joined can mean. Of `or`, also each alone. */
function readingsOf(before: Fit, next: Fit, isOr: boolean): readonly (readonly Fit[])[] {
  if (isOr) return [[before], [next], [next, before]];
  return [
    [before, { ...next, isLeftOut: true }],
    [next, before],
  ];
}

function editOf(reader: Reader, range: Range, fits: readonly Fit[]): Edit {
  const label = fits
    .map(({ name, text, isLeftOut }) => {
      const item = `${name} ${text}`;
      return isLeftOut ? say("not {item}", { item }) : item;
    })
    .join(", ");
  return { label, tokens: withFits(reader, range, fits) };
}
