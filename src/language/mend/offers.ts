// What would work instead: every command offered here was read once more before, and runs as it is.

import { say } from "../../wording/say.ts";
import { formatCommand } from "../declare/format.ts";
import type { Declaration } from "../declare/options.ts";
import type { Misunderstanding, Offer, Parsed } from "../declare/parsed.ts";
import type { Fit } from "../know/fits.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { readArguments } from "../read/arguments.ts";
import type { Reading } from "../read/conclude.ts";
import { isSameFit, MOST_OFFERS } from "../read/reading.ts";
import { normalise, type Token, tokenise } from "../read/text.ts";

/** Longest command and longest field, in characters after normalisation. Article links stay well below. */
export const LONGEST_TEXT = 1000;

/** Tokens read at most while looking for offers: short commands are mended in many ways, hostile ones in none. */
const MOST_TOKENS_TRIED = 500;

/** A command as a button. */
export function offerOf(text: string, made: Partial<Omit<Offer, "command">> = {}): Offer {
  return { label: say("Run it"), ...made, command: text };
}

/** The word of a command's path: without the slash before and punctuation behind. */
export function wordOf({ text }: Token): string {
  const word = text.replace(/^\/+/, "");
  // `?` alone asks for help.
  return (word.replace(/[,;:!?.]+$/, "") || word).toLowerCase();
}

/** The command of that path; its group with or without the prefix. */
export function commandAt(group: string, verb: string, known: KnownWords): Declaration | undefined {
  return known.commands.find((command) => isNamed(command.path[0], group, known) && isVerb(command, verb));
}

/** Whether a word is the last one of a command's path, or another word for it. */
export function isVerb({ path, aliases }: Declaration, word: string): boolean {
  return path[1] === word || aliases?.includes(word) === true;
}

/** The command that explains the others. */
export function helpOf({ commands }: KnownWords): Declaration | undefined {
  return commands.find(({ path }) => path[1] === "help");
}

/** Whether a word is the name of a group, with or without the prefix. */
export function isNamed(group: string, word: string, { prefix }: KnownWords): boolean {
  return word === group || word === `${prefix}${group}`;
}

/**
 * Commands that would work, made by mending one problem after the other, each read back before it is offered: nothing that was
 * understood is left out, turned round or changed by any step.
 */
export function offersFor(
  command: Declaration,
  tokens: readonly Token[],
  known: KnownWords,
  { mayDrop, maySeek = true }: { readonly mayDrop: boolean; readonly maySeek?: boolean } = { mayDrop: true },
): readonly Offer[] {
  let tokensLeft = MOST_TOKENS_TRIED;
  return mend(readArguments(command, tokens, known), {});

  function mend(reading: Reading, made: Partial<Omit<Offer, "command">>): readonly Offer[] {
    const [problem] = reading.problems;
    if (problem === undefined) {
      const text = formatCommand(command.path, reading.values, command.options);
      return commandOf(text, known) === text ? [offerOf(text, made)] : [];
    }
    // What nothing can be made of stays refused, whatever is made of the rest.
    if (reading.problems.some(({ type, edits }) => type === "refused" && edits().length === 0)) return [];
    const offers: Offer[] = [];
    for (const edit of problem.edits()) {
      if ((edit.drops === true && !mayDrop) || (edit.seeks === true && !maySeek)) continue;
      tokensLeft -= edit.tokens.length + 1;
      if (tokensLeft < 0) break;
      const mended = readArguments(command, edit.tokens, known);
      if (edit.isOther !== true && !keeps(mended, reading)) continue;
      // A slip that is still not understood when it is mended was another one.
      if (problem.type === "unread" && wordsIn(mended.unread) >= wordsIn(reading.unread)) continue;
      const label = problem.choose ? joined(made.label, edit.label) : made.label;
      const isOther = made.isOther === true || edit.isOther === true;
      const found = mend(mended, {
        ...(label === undefined ? {} : { label }),
        ...(isOther ? { isOther } : {}),
      });
      offers.push(...found.filter((offer) => !offers.some((other) => other.command === offer.command)));
      if (offers.length >= MOST_OFFERS || (offers.length > 0 && !problem.choose)) break;
    }
    return offers.slice(0, MOST_OFFERS);
  }
}

function wordsIn(stretches: readonly string[]): number {
  return stretches.flatMap((stretch) => stretch.split(" ")).length;
}

/** What was chosen on the way, each once. */
function joined(chosen: string | undefined, next: string | undefined): string | undefined {
  if (chosen === undefined || next === undefined) return chosen ?? next;
  return chosen.split(", ").includes(next) ? chosen : `${chosen}, ${next}`;
}

/**
 * Whether a reading says everything that the one before it says, where a choice may have been made meanwhile, and the opposite of
 * nothing that it says or may say.
 */
function keeps(mended: Reading, before: Reading): boolean {
  const isKept = before.understood.every(({ fits, isLoose }) =>
    mended.understood.some((said) =>
      said.fits.every((fit) => hasFit(isLoose ? fits.map((one) => ({ ...one, name: fit.name })) : fits, fit)),
    ),
  );
  const known = before.understood.flatMap(({ fits }) => fits);
  const isNoOpposite = ({ isLeftOut, ...fit }: Fit): boolean =>
    !hasFit(known, isLeftOut === true ? fit : { ...fit, isLeftOut: true });
  const added = mended.understood.flatMap(({ fits }) => fits).filter((fit) => !hasFit(known, fit));
  return isKept && added.every(isNoOpposite);
}

function hasFit(fits: readonly Fit[], fit: Fit): boolean {
  return fits.some((one) => isSameFit(one, fit));
}

function doesWork(text: string, known: KnownWords): boolean {
  return commandOf(text, known) !== undefined;
}

/** The canonical text of what would run as typed. */
export function commandOf(text: string, known: KnownWords): string | undefined {
  const typed = normalise(text);
  const { tokens, unclosedAt } = tokenise(typed);
  const [group, verb, ...words] = tokens;
  if (typed.length > LONGEST_TEXT || unclosedAt !== undefined || group === undefined || verb === undefined)
    return undefined;
  const command = commandAt(wordOf(group), wordOf(verb), known);
  if (command === undefined) return undefined;
  const { values, problems } = readArguments(command, words, known);
  return problems.length === 0 ? formatCommand(command.path, values, command.options) : undefined;
}

/** The typed words behind another command's name, for "I take that as". */
export function asTyped(command: Declaration, tokens: readonly Token[], known: KnownWords): readonly Offer[] {
  const words = tokens.map(({ text, quoted }) => (quoted ? `"${text.replaceAll('"', '""')}"` : text));
  const text = [`/${command.path.join(" ")}`, ...words].join(" ");
  return doesWork(text, known) ? [offerOf(text)] : [];
}

/** Several offers are for a person to choose from; one is the nearest form. What says something else is an example. */
export function nearestOrChoices(
  sentence: string,
  offers: readonly Offer[],
  known: KnownWords,
  command?: Declaration,
): Parsed {
  const other = offers.find(({ isOther }) => isOther === true);
  if (other !== undefined) {
    const misunderstanding = { sentence, offers, kind: "example", example: other.command } as const;
    return { type: "misunderstood", misunderstanding };
  }
  return misunderstood(sentence, offers, offers.length > 1 ? "choices" : "nearest", known, command);
}

/** What was not understood, with what would work. Without offers only an example is left. */
export function misunderstood(
  sentence: string,
  offers: readonly Offer[],
  kind: Exclude<Misunderstanding["kind"], "example">,
  known: KnownWords,
  command?: Declaration,
): Parsed {
  if (offers.length === 0) return example(sentence, known, command);
  const misunderstanding = { sentence, offers, kind, example: exampleOf(known, command) };
  return { type: "misunderstood", misunderstanding };
}

/** Nothing is near: only an example can be given. */
export function example(sentence: string, known: KnownWords, command?: Declaration): Parsed {
  const text = exampleOf(known, command);
  const offers = [offerOf(text)];
  return { type: "misunderstood", misunderstanding: { sentence, offers, kind: "example", example: text } };
}

/** Of the examples of the command that has this one, the one with most of the words that were typed. */
export function fittingExample(example: string, tokens: readonly Token[], known: KnownWords): string {
  const command = known.commands.find(({ examples }) => examples.includes(example));
  const typed = new Set(tokens.slice(2).map(wordOf));
  const shared = (text: string): number =>
    text
      .split(/\s+/)
      .slice(2)
      .filter((word) => typed.has(word.toLowerCase())).length;
  return (command?.examples ?? [])
    .filter((text) => doesWork(text, known))
    .reduce((best, text) => (shared(text) > shared(best) ? text : best), example);
}

/** An example of the command, else of the help, else of any command, that works with the data there are. */
function exampleOf(known: KnownWords, command?: Declaration): string {
  const help = helpOf(known);
  const candidates = [command, help, ...known.commands].filter((candidate) => candidate !== undefined);
  const texts = candidates.flatMap(({ examples }) => examples);
  return texts.find((text) => doesWork(text, known)) ?? texts[0] ?? "";
}
