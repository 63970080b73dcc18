// What an admin's word on held files comes to: the files it means, and their states after it, or a sentence why not.

import { AppError } from "../errors.ts";
import type { Deed, Doer } from "../store/audit.ts";
import { say } from "../wording/say.ts";
import { answered, type FileState, type HoldAnswer } from "./trust.ts";

/** The files after the answer. Throws AppError with why nothing comes of it. */
export function answeredFor(
  states: readonly FileState[],
  answer: HoldAnswer,
  file: string | undefined,
  context: { readonly now: number; readonly builder: number },
): readonly FileState[] {
  const meant = file === undefined ? allMeant(states, answer) : [fileNamed(states, answer, file)];
  const changed = new Map(
    meant.map((state) => {
      const outcome = answered(state, answer, context);
      if (outcome.type === "refused") throw refusal(state, outcome.because);
      return [state.name, outcome.state];
    }),
  );
  return states.map((state) => changed.get(state.name) ?? state);
}

const DEEDS = { accept: "accepted", keep: "kept", undo: "undone" } as const;

/** Files named in an entry before the rest is only counted. */
const FILES_NAMED = 10;

/** What is noted of an answer: whose, and which files are otherwise after it. */
export function deedOf(
  by: Doer,
  answer: HoldAnswer,
  before: readonly FileState[],
  after: readonly FileState[],
): Deed {
  const names = after.filter((state, index) => state !== before[index]).map(({ name }) => name);
  const more = names.length - FILES_NAMED;
  const files = names.slice(0, FILES_NAMED).join(", ");
  return {
    ...by,
    kind: DEEDS[answer],
    details: { files, ...(more > 0 ? { more: String(more) } : {}) },
  };
}

function isMeant({ serving, held, earlier, isKept }: FileState, answer: HoldAnswer): boolean {
  if (answer === "undo") return isKept || earlier.length > 0;
  return serving !== undefined && held !== undefined;
}

function allMeant(states: readonly FileState[], answer: HoldAnswer): readonly FileState[] {
  const meant = states.filter((state) => isMeant(state, answer));
  // What cannot be read stays as it is beside what can be used.
  const usable = answer === "accept" ? meant.filter(({ held }) => held?.type === "lossy") : meant;
  if (usable.length > 0) return usable;
  const [first] = meant;
  throw first === undefined
    ? refusal(undefined, answer === "undo" ? "nothing-to-undo" : "nothing-held")
    : refusal(first, "unreadable");
}

/** By its whole name, else by a part of it that only one of them has, case ignored. */
function fileNamed(states: readonly FileState[], answer: HoldAnswer, said: string): FileState {
  const exact = states.find(({ name }) => name === said);
  if (exact !== undefined) return exact;
  const part = said.toLowerCase();
  const alike = states.filter(({ name }) => name.toLowerCase().includes(part));
  const meant = alike.filter((state) => isMeant(state, answer));
  const [only, another] = meant.length > 0 ? meant : alike;
  if (only === undefined)
    throw new AppError(
      "not-found",
      say('No file of the news is called "{said}". {files} shows their names. Nothing was changed.', {
        said,
        files: "/dropbox files",
      }),
    );
  if (another !== undefined)
    throw new AppError(
      "bad-input",
      say('Several files fit "{said}": {names}. Name one of them. Nothing was changed.', {
        said,
        names: (meant.length > 0 ? meant : alike)
          .map(({ name }) => name)
          .slice(0, 5)
          .join(", "),
      }),
    );
  return only;
}

function refusal(
  state: FileState | undefined,
  because: "nothing-held" | "unreadable" | "nothing-to-undo",
): AppError {
  const name = state?.name;
  switch (because) {
    case "nothing-held":
      return new AppError(
        "not-found",
        name === undefined
          ? say("No file is held back: what you see is the newest that could be read.")
          : say("{name} is not held back: what you see of it is the newest.", { name }),
      );
    case "nothing-to-undo":
      return new AppError(
        "not-found",
        name === undefined
          ? say("Nothing was decided that could be taken back.")
          : say("Nothing was decided of {name} that could be taken back.", { name }),
      );
    case "unreadable":
      return new AppError(
        "bad-input",
        say(
          "{name} cannot be read as it is now, so there is nothing to use; its last good news goes on. Put a whole file in its place, or remove it, and its news goes with it. Nothing was changed.",
          { name: name ?? say("The file") },
        ),
      );
  }
}
