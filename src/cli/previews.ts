// The platforms that tell what they would be sent.

import type { Adapter } from "../../adapters/adapter.ts";
import { ADAPTERS } from "../../adapters/index.ts";
import { AppError } from "../errors.ts";

/** Their names. */
export const PREVIEWED: readonly string[] = ADAPTERS.filter(({ preview }) => preview !== undefined).map(
  ({ id }) => id,
);

/** What the platform of that name would get for a reply. Throws AppError "bad-input" when there is none. */
export function previewOf(name: string): NonNullable<Adapter["preview"]> {
  const { preview } = ADAPTERS.find(({ id }) => id === name) ?? {};
  if (preview === undefined)
    throw new AppError("bad-input", `--as takes ${PREVIEWED.join(" or ")}, not "${name}".`);
  return preview;
}
