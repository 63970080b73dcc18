// Marks the codes of commands that answer with a form: a form must be the first response, so that its button has to be known
// without a look-up.

import { type Command, opensForm } from "../../../src/commands/serve/define.ts";
import { commandLanguage } from "../../../src/commands/serve/language.ts";
import { readOpener } from "../../../src/commands/serve/refill.ts";
import { NO_WORDS } from "../../../src/language/declare/parsed.ts";
import { formCode } from "./custom-ids.ts";

/** The codes, those of commands that answer with a form marked, so that their buttons are known without a look-up. */
export function withForms(
  codes: ReadonlyMap<string, string>,
  commands: readonly Command[],
): ReadonlyMap<string, string> {
  return new Map(
    [...codes].map(([text, code]) => [text, opensFormAsTyped(text, commands) ? formCode(code) : code]),
  );
}

function opensFormAsTyped(text: string, commands: readonly Command[]): boolean {
  const parsed = commandLanguage(commands).read(readOpener(text).line, NO_WORDS);
  return parsed.type === "command" && opensForm(parsed.command, Object.keys(parsed.values));
}
