// What one turn of a conversation comes to.

import { formatCommand } from "../declare/format.ts";
import type { Declaration, Values } from "../declare/options.ts";
import type { Parsed } from "../declare/parsed.ts";
import type { KnownWords } from "../know/vocabulary.ts";
import { parseText } from "../read/parse.ts";
import { heldOn } from "./follow.ts";
import type { Courtesy } from "./utterance.ts";

/** A command as it was asked. */
export interface Asked {
  readonly command: Declaration;
  readonly values: Values;
}

export type Said<C extends Declaration = Declaration> =
  | (Extract<Parsed<C>, { type: "command" }> & {
      /** What holds on from the command before; empty where it begins anew. */
      readonly kept: Values;
    })
  | Extract<Parsed<C>, { type: "misunderstood" }>
  | { readonly type: "courtesy"; readonly courtesy: Courtesy };

/** A command that nothing holds on for. */
export function anew(parsed: Parsed): Said {
  return parsed.type === "command" ? { ...parsed, kept: {} } : parsed;
}

/** The command with these values, as it is read when it is typed whole. */
export function whole({ command, values }: Asked, before: Asked, known: KnownWords): Said {
  const parsed = parseText(formatCommand(command.path, values, command.options), known);
  return parsed.type === "command"
    ? { ...parsed, kept: heldOn(command.options, before.values, parsed.values) }
    : parsed;
}
