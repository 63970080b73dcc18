// Names to offer where nothing has the one that was typed.

import { nearest } from "../language/mend/nearest.ts";
import { listOf } from "../language/read/text.ts";
import { say } from "../wording/say.ts";

/** Names told before the rest is only mentioned. */
const NAMED = 5;

/** The names nearest to what was typed, else the first ones, for a sentence: `"Courts", "Press" and more`. */
export function namesNear(typed: string, names: readonly string[]): string {
  const near = nearest(
    typed,
    names.map((name): [string, string] => [name, name]),
  );
  const told = (near.length > 0 ? near : names).slice(0, NAMED);
  const quoted = listOf(
    told.map((name) => say('"{name}"', { name })),
    "and",
  );
  const isMore = near.length === 0 && names.length > told.length;
  return isMore ? say("{names} and more", { names: quoted }) : quoted;
}
