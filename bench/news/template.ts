// Sentences with gaps: `The [court|judge] heard <person>` says one of the alternatives and asks for what the gap names.

import type { Chance } from "../../demo/sample/random.ts";
import { AppError, assertNever } from "../../src/errors.ts";

/** Says a template, each time with alternatives drawn anew. */
export type Template<Gap extends string> = (fill: (gap: Gap) => string, chance: Chance) => string;

type Part<Gap extends string> =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "gap"; readonly gap: Gap }
  | { readonly type: "choice"; readonly options: readonly Template<Gap>[] };

/** Alternatives may hold gaps but no alternatives. Throws for a gap that `isGap` does not know. */
export function templateOf<Gap extends string>(
  text: string,
  isGap: (name: string) => name is Gap,
): Template<Gap> {
  const parts = text
    .split(/(\[[^\]]*\]|<[^>]*>)/)
    .filter((piece) => piece !== "")
    .map((piece): Part<Gap> => {
      const inside = piece.slice(1, -1);
      if (piece.startsWith("["))
        return { type: "choice", options: inside.split("|").map((option) => templateOf(option, isGap)) };
      if (!piece.startsWith("<")) return { type: "text", text: piece };
      if (!isGap(inside)) throw new AppError("internal", `No gap is called ${inside}.`);
      return { type: "gap", gap: inside };
    });
  return (fill, chance) => {
    let said = "";
    for (const part of parts) {
      switch (part.type) {
        case "text":
          said += part.text;
          break;
        case "gap":
          said += fill(part.gap);
          break;
        case "choice":
          said += part.options[Math.floor(chance.next() * part.options.length)]?.(fill, chance) ?? "";
          break;
        default:
          assertNever(part);
      }
    }
    return said;
  };
}
