// A form that was not taken, to be filled in again: what opens it, and what was answered. Both are kept as a button's command.

import { z } from "zod";

/** Answers by field, as they were typed. */
export type Answers = Readonly<Record<string, string>>;

/** What a code stands for: a command, and for a form that was not taken what was answered. */
export interface Opener {
  readonly line: string;
  readonly answers?: Answers;
}

/** A line of a command has no line break, so that what follows one is the answers. */
const MARK = "\n";

const stored = z.record(z.string(), z.string());

export function refillCommand(line: string, answers: Answers): string {
  return `${line}${MARK}${JSON.stringify(answers)}`;
}

export function readOpener(command: string): Opener {
  const at = command.indexOf(MARK);
  if (at === -1) return { line: command };
  return { line: command.slice(0, at), answers: readAnswers(command.slice(at + MARK.length)) };
}

function readAnswers(json: string): Answers {
  try {
    return stored.parse(JSON.parse(json));
  } catch {
    // None of ours: the form opens as it would.
    return {};
  }
}
