// Filters that are named after a command: `and latvia?`, `only negative`, `as a trend`. What is not clear is answered with
// the whole commands that it may come to.

import { say } from "../../wording/say.ts";
import { formatCommand } from "../declare/format.ts";
import { type Declaration, isListed, type Options } from "../declare/options.ts";
import type { Offer } from "../declare/parsed.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { commandAt, commandOf, example, helpOf, misunderstood, offerOf } from "../mend/offers.ts";
import { readArguments } from "../read/arguments.ts";
import { parseText, readCommand } from "../read/parse.ts";
import { plainText, withoutNouns } from "../read/plain-words.ts";
import { MOST_OFFERS } from "../read/reading.ts";
import { type Token, tokenise } from "../read/text.ts";
import { changedCommand, droppingIn, plainSharing } from "./changes.ts";
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
  const said = plainSharing(other?.tokens ?? utterance.tokens);
  const { tokens: rest, dropped } = droppingIn(base.command.options, said);
  const tokens = readable(base.command, rest, known);
  const manner = { isAdded: utterance.isAdded || other?.isBeside === true, dropped };
  const { reader, within } = withoutFreeWords(base.command, known);
  const { values: named, problems, read } = readArguments(reader, tokens, within);
  if (other?.isBeside === true && !Object.values(named).some(isListed)) return undefined;
  const shown = numberShown(tokens, known);
  if (shown?.isCertain === true) return anew(parseText(shown.offer.command, known));
  if (problems.length === 0 && shown === undefined) {
    const saysSomething =
      Object.keys(named).length > 0 || dropped.length > 0 || (other !== undefined && tokens.length === 0);
    return saysSomething ? whole(after(base, { ...manner, named }), before, known) : undefined;
  }
  const offers =
    problems.length === 0 ? [goingOn(base, { ...manner, named })] : offersOf(base, tokens, manner, known);
  if (shown !== undefined)
    return choice(
      say("That number may be one of the list, or a filter:"),
      [shown.offer, ...offers],
      known,
      base.command,
    );
  const parsed = readCommand(reader, tokens, within, { said: [], mayDrop: false });
  if (parsed.type === "command") return undefined;
  const { sentence, kind } = parsed.misunderstanding;
  const elsewhere = parseText(text, known);
  const isElsewhere = elsewhere.type === "misunderstood" && elsewhere.misunderstanding.kind === "take-as";
  if (utterance.carriesOn || (read.length > 0 && !isElsewhere))
    return anew(misunderstood(sentence, offers, kind === "example" ? "nearest" : kind, known, base.command));
  // Perhaps it was no change at all.
  const others =
    elsewhere.type === "misunderstood" && elsewhere.misunderstanding.kind !== "example"
      ? elsewhere.misunderstanding.offers
      : [];
  if (offers.length === 0) return undefined;
  return choice(
    say("I can take that as:"),
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
    example(
      say("{command} cannot go on from that: it takes other filters. Say it whole.", { command: name }),
      known,
      command,
    ),
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

/** The words, without those for what a list has where only they are not understood. */
function readable(command: Declaration, tokens: readonly Token[], known: KnownWords): readonly Token[] {
  const { reader, within } = withoutFreeWords(command, known);
  const isClear = (words: readonly Token[]): boolean =>
    readArguments(reader, words, within).problems.length === 0;
  const fewer = withoutNouns(tokens);
  return fewer.length < tokens.length && !isClear(tokens) && isClear(fewer) ? fewer : tokens;
}

const ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];
const NUMBERED = new RegExp(
  `^(?:the )?(?:(?<said>(?:show |show me |open |more about |more on |about |details of )?(?:number|no|nr|story|article|item) ?#?|#|show |show me |open |more about |more on |details of ))?(?<digits>\\d{1,3})(?:st|nd|rd|th)?$|^(?:show |show me |open |more about )?(?:the )?(?<ordinal>${ORDINALS.join("|")})(?: one| story| article)?$`,
);

const WHY =
  /^why(?: (?:is |was )?(?:number |no |nr |story |article )?#?(?<digits>\d{1,3})(?:(?<verdict> (?:so |very )*(?:negative|positive|neutral))|(?<place> (?:first|last|here|on top|at the top|so high|so low)))?)?$/;

/** `why 2` asks what sent it, `why is 2 negative` what its verdict says, `why is 2 first` how lists are ranked. */
export function whySaid(tokens: readonly Token[], known: KnownWords): Said | undefined {
  const why = WHY.exec(plainText(tokens));
  if (why === null) return undefined;
  const { digits, verdict, place } = why.groups ?? {};
  const verb = place !== undefined ? "about" : verdict !== undefined ? "show" : "why";
  const command = known.commands.find((one) => one.path[1] === verb && one.hidden !== true);
  if (command === undefined) return undefined;
  const number = place === undefined && digits !== undefined ? [{ text: digits, quoted: false }] : [];
  return anew(readCommand(command, number, known));
}

/** A number alone may be one of the list; `number 2` and `the second one` are. */
function numberShown(
  tokens: readonly Token[],
  known: KnownWords,
): { readonly offer: Offer; readonly isCertain: boolean } | undefined {
  const { said, digits, ordinal } = NUMBERED.exec(plainText(tokens))?.groups ?? {};
  const number = ordinal === undefined ? digits : String(ORDINALS.indexOf(ordinal) + 1);
  const show = commandAt(helpOf(known)?.path[0] ?? "", "show", known);
  if (number === undefined || show === undefined) return undefined;
  const offer = offerOf(`/${show.path.join(" ")} ${Number(number)}`, {
    label: say("Show number {number}", { number: Number(number) }),
  });
  return { offer, isCertain: said !== undefined || ordinal !== undefined };
}
