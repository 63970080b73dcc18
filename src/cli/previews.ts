// The platforms that tell what they would be sent.

import type { Preview } from "../../adapters/adapter.ts";
import { ADAPTERS } from "../../adapters/index.ts";
import { AppError } from "../errors.ts";

export const PREVIEWS: readonly Preview[] = ADAPTERS.flatMap(({ id, name, preview, look }) =>
  preview === undefined ? [] : [{ id, name, preview, ...(look === undefined ? {} : { look }) }],
);

/** Their names. */
export const PREVIEWED: readonly string[] = PREVIEWS.map(({ id }) => id);

/** What the platform of that name would get for a reply. Throws AppError "bad-input" when there is none. */
export function previewOf(name: string): Preview["preview"] {
  const found = PREVIEWS.find(({ id }) => id === name);
  if (found === undefined)
    throw new AppError("bad-input", `--as takes ${PREVIEWED.join(" or ")}, not "${name}".`);
  return found.preview;
}
