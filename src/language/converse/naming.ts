// Filters that are named after a command: `and latvia?`, `only negative`, `as a trend`. What is not clear is answered with
// the whole commands that it may come to.

import { formatCommand } from "../declare/format.ts";
import type { Declaration, Options } from "../declare/options.ts";
import type { Offer } from "../declare/parsed.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { commandAt, commandOf, example, misunderstood, offerOf } from "../mend/offers.ts";
import { readArguments } from "../read/arguments.ts";
import { parseText, readCommand } from "../read/parse.ts";
import { MOST_OFFERS } from "../read/reading.ts";
import { type Token, tokenise } from "../read/text.ts";
import { changedCommand, droppingIn, withoutPointedAt } from "./changes.ts";
import { type Change, follow } from "./follow.ts";
import { type Asked, anew, type Said, whole } from "./turn.ts";
import type { Utterance } from "./utterance.ts";

/** What of the change stands whatever the words are read as. */
type Manner = Pick<Change, "isAdded" | "dropped">;

/** The turn that names something; undefined where it names nothing that a command could go on with. `text`: as said. */
export function readNaming(
  before: Asked,
  utterance: Utterance,
  text: string,
  known: KnownWords,
): Said | undefined {
  const other = changedCommand(before, utterance, known);
  if (other?.type === "lost") return cannotGoOn(other.command, known);
  const base = other?.asked ?? before;
  const said = withoutPointedAt(other?.tokens ?? utterance.tokens);
  const { tokens, dropped } = droppingIn(base.command.options, said);
  const manner = { isAdded: utterance.isAdded, dropped };
  const { reader, within } = withoutFreeWords(base.command, known);
  const { values: named, problems, read } = readArguments(reader, tokens, within);
  const shown = numberShown(tokens, known);
  if (problems.length === 0 && shown === undefined) {
    const saysSomething =
      Object.keys(named).length > 0 || dropped.length > 0 || (other !== undefined && tokens.length === 0);
    return saysSomething ? whole(after(base, { ...manner, named }), before, known) : undefined;
  }
  const offers =
    problems.length === 0 ? [goingOn(base, { ...manner, named })] : offersOf(base, tokens, manner, known);
  if (shown !== undefined)
    return choice(
      "That number may be one of the list, or a filter:",
      [shown, ...offers],
      known,
      base.command,
    );
  const parsed = readCommand(reader, tokens, within, { said: [], mayDrop: false });
  if (parsed.type === "command") return undefined;
  const { sentence, kind } = parsed.misunderstanding;
  if (utterance.carriesOn || read.length > 0)
    return anew(misunderstood(sentence, offers, kind === "example" ? "nearest" : kind, known, base.command));
  // Perhaps it was no change at all.
  const elsewhere = parseText(text, known);
  const others =
    elsewhere.type === "misunderstood" && elsewhere.misunderstanding.kind !== "example"
      ? elsewhere.misunderstanding.offers
      : [];
  if (offers.length === 0) return undefined;
  return choice(
    "I can take that as:",
    [...others, ...offers].map(({ command }) => ({ label: command, command })),
    known,
    base.command,
  );
}

/** Whether it asks for another command over the same filters. */
export function namesCommand(before: Asked, utterance: Utterance, known: KnownWords): boolean {
  return changedCommand(before, utterance, known) !== undefined;
}

function cannotGoOn(command: Declaration, known: KnownWords): Said {
  const name = `/${command.path.join(" ")}`;
  return anew(
    example(`${name} cannot go on from that: it takes other filters. Say it whole.`, known, command),
  );
}

function choice(sentence: string, offers: readonly Offer[], known: KnownWords, command: Declaration): Said {
  const distinct = offers.filter(
    (offer, at) => offers.findIndex((other) => other.command === offer.command) === at,
  );
  return anew(misunderstood(sentence, distinct.slice(0, MOST_OFFERS), "choices", known, command));
}

function after({ command, values }: Asked, change: Change): Asked {
  return { command, values: follow(command.options, values, change) };
}

function goingOn(base: Asked, change: Change): Offer {
  const { command, values } = after(base, change);
  const text = formatCommand(command.path, values, command.options);
  return offerOf(text, { label: text });
}

/** The command without the option that takes every word, and what is known with it in the command's place. */
function withoutFreeWords(
  command: Declaration,
  known: KnownWords,
): { readonly reader: Declaration; readonly within: KnownWords } {
  const options: Options = Object.fromEntries(
    Object.entries(command.options).filter(([, option]) => option.kind !== "text" || option.rest !== true),
  );
  const reader = { ...command, options };
  const commands = known.commands.map((one) => (one === command ? reader : one));
  return { reader, within: { ...known, commands } };
}

/** What would have been understood, each as the whole command that it would come to. */
function offersOf(
  base: Asked,
  tokens: readonly Token[],
  manner: Manner,
  known: KnownWords,
): readonly Offer[] {
  const { reader, within } = withoutFreeWords(base.command, known);
  const parsed = readCommand(reader, tokens, within, { mayDrop: false });
  if (parsed.type === "command" || parsed.misunderstanding.kind === "example") return [];
  return parsed.misunderstanding.offers.flatMap((offer) => {
    const [, , ...words] = tokenise(offer.command).tokens;
    const { values, problems } = readArguments(reader, words, within);
    const { command } = goingOn(base, { ...manner, named: values });
    return problems.length === 0 && commandOf(command, known) === command ? [{ ...offer, command }] : [];
  });
}

/** A number alone may be one of the list. */
function numberShown(tokens: readonly Token[], known: KnownWords): Offer | undefined {
  const [only, ...others] = tokens;
  if (only === undefined || others.length > 0 || !/^#?\d{1,3}[?!]?$/.test(only.text)) return undefined;
  const show = commandAt("news", "show", known);
  const number = only.text.replace(/\D/g, "");
  return show === undefined
    ? undefined
    : offerOf(`/${show.path.join(" ")} ${number}`, { label: `Show number ${number}` });
}
