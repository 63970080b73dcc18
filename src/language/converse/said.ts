// What is said in a conversation → a command: one said whole, or one that goes on from the one before. Pure, and never a
// guess: what is not understood is answered with what would work.

import type { KnownWords } from "../know/vocabulary.ts";
import { commandAt, helpOf, isNamed, isVerb, LONGEST_TEXT, wordOf } from "../mend/offers.ts";
import { readArguments } from "../read/arguments.ts";
import { parseText, readCommand } from "../read/parse.ts";
import { questionOf } from "../read/questions.ts";
import { normalise, type Token, tokenise } from "../read/text.ts";
import { follow } from "./follow.ts";
import { namesCommand, readNaming, whySaid } from "./naming.ts";
import { likeSaid, phrased, savedAs } from "./phrases.ts";
import { type Asked, anew, type Said, whole } from "./turn.ts";
import { courtesyOf, moveOf, readUtterance, type Utterance } from "./utterance.ts";

/** Reads what is said after the command whose canonical text is `last`, the first thing of all without it. */
export function readSaid(text: string, last: string | undefined, known: KnownWords): Said {
  const typed = normalise(text);
  const { tokens, unclosedAt } = tokenise(typed.length > LONGEST_TEXT ? "" : typed);
  if (unclosedAt !== undefined || tokens.length === 0) return anew(parseText(text, known));
  const courtesy = courtesyOf(tokens);
  if (courtesy !== undefined) return { type: "courtesy", courtesy };
  return (
    wholeAsTyped(text, tokens, known) ??
    readTurn(text, tokens, askedBefore(last, known), known) ??
    anew(parseText(text, known))
  );
}

function askedBefore(last: string | undefined, known: KnownWords): Asked | undefined {
  const parsed = last === undefined ? undefined : parseText(last, known);
  return parsed?.type === "command" && parsed.command.carriesOn === true ? parsed : undefined;
}

/** With a slash, or with the name of a group before it: what it means when it is typed. */
function wholeAsTyped(text: string, said: readonly Token[], known: KnownWords): Said | undefined {
  const [first, second] = said;
  if (first === undefined) return undefined;
  const isGroup = known.commands.some(({ path }) => isNamed(path[0], wordOf(first), known));
  if (first.text.startsWith("/")) return anew(parseText(text, known));
  const parsed = isGroup ? parseText(text, known) : undefined;
  // `news from latvia` is a question, and `digest every morning` is about what was asked.
  const isSaid = (): boolean =>
    questionOf([first, ...(second ? [second] : [])]) !== undefined ||
    phrased(readUtterance(said).tokens, known) !== undefined;
  return parsed === undefined || (parsed.type === "misunderstood" && isSaid()) ? undefined : anew(parsed);
}

/** A question, a move, a change, a command without its group: whichever the words are. */
function readTurn(
  text: string,
  said: readonly Token[],
  before: Asked | undefined,
  known: KnownWords,
): Said | undefined {
  const utterance = readUtterance(said);
  const question = questionOf(said) ?? questionOf(utterance.tokens);
  // `how many` counts what is talked about.
  const counts = question?.verb === "stats" && before !== undefined;
  if (question !== undefined && !counts) return commandSaid(question.verb, question.tokens, known);
  if (before !== undefined) {
    const moved = moveFrom(before, said, utterance, known);
    if (moved !== undefined) return moved;
  }
  const { tokens } = utterance;
  const [first, ...words] = tokens;
  if (first === undefined) return undefined;
  const why = whySaid(tokens, known);
  if (why !== undefined) return why;
  const own = likeSaid(tokens, known) ?? savedAs(tokens, known);
  if (own !== undefined) return own;
  const named = before === undefined ? undefined : readNaming(before, utterance, text, known);
  if (
    named?.type === "command" ||
    (named !== undefined && before !== undefined && namesCommand(before, utterance, known))
  )
    return named;
  return commandSaid(first.quoted ? "" : wordOf(first), words, known) ?? named ?? beginning(tokens, known);
}

/** The command of that name in the group of the help, which changes nothing; undefined where there is none. */
function commandSaid(verb: string, words: readonly Token[], known: KnownWords): Said | undefined {
  const [group] = helpOf(known)?.path ?? [];
  const command = known.commands.find(
    (candidate) => candidate.path[0] === group && candidate.hidden !== true && isVerb(candidate, verb),
  );
  return command === undefined ? undefined : anew(readCommand(command, words, known));
}

/** Filters alone begin with the strongest news, where every word is one. */
function beginning(tokens: readonly Token[], known: KnownWords): Said | undefined {
  const [group] = helpOf(known)?.path ?? [];
  const top = group === undefined ? undefined : commandAt(group, "top", known);
  if (top === undefined) return undefined;
  const { values, problems, unread } = readArguments(top, tokens, known);
  if (unread.length > 0 || (problems.length === 0 && Object.keys(values).length === 0)) return undefined;
  return anew(readCommand(top, tokens, known));
}

const PAGE = "page";

/** Nothing is named: all of it, the same again, another page. */
function moveFrom(
  before: Asked,
  said: readonly Token[],
  utterance: Utterance,
  known: KnownWords,
): Said | undefined {
  const { command, values } = before;
  const move = moveOf(said, utterance);
  const page = command.options[PAGE];
  switch (move) {
    case undefined:
      return undefined;
    case "everything": {
      const required = Object.entries(values).filter(([name]) => command.options[name]?.required === true);
      return whole({ command, values: Object.fromEntries(required) }, before, known);
    }
    case "again":
      return whole(
        { command, values: follow(command.options, values, { named: {}, dropped: [PAGE] }) },
        before,
        known,
      );
    case "more":
    case "back": {
      const now = typeof values[PAGE] === "number" ? values[PAGE] : 1;
      const next = move === "more" ? now + 1 : now - 1;
      // What has no pages, or no further ones, says so by itself.
      if (page?.kind !== "integer" || next < page.min || next > page.max) return commandSaid(move, [], known);
      const named = next === 1 ? {} : { [PAGE]: next };
      return whole(
        { command, values: { ...follow(command.options, values, { named: {}, dropped: [PAGE] }), ...named } },
        before,
        known,
      );
    }
  }
}
