// Which bounds of a window a date is: what lies before it has no beginning, and a stretch ends, too.

import { isDateValue, isStretch } from "../../time/date-value.ts";
import type { Option } from "../declare/options.ts";
import type { Fit } from "../know/fits.ts";
import { noteUnderstood, type Range, type Reader } from "./reading.ts";

/** What lies before a date is a window without a beginning. */
export function onItsSide(reader: Reader, fit: Fit): Fit {
  const { value } = fit;
  const endsThere = isDateValue(value) && value.type === "beside" && value.side === "before";
  const until = endsThere ? untilName(reader) : undefined;
  return until === undefined ? fit : { ...fit, name: until };
}

function untilName({ command }: Reader): string | undefined {
  return Object.entries<Option>(command.options).find(
    ([, option]) => option.kind === "date" && option.bound === "until",
  )?.[0];
}

/** A bare day, month or week is a window that ends, too. */
export function endWindow(reader: Reader, fit: Fit, range: Range): void {
  const option = reader.command.options[fit.name];
  if (option?.kind !== "date" || option.bound !== "since") return;
  if (!isDateValue(fit.value) || !isStretch(fit.value)) return;
  const until = untilName(reader);
  if (until === undefined) return;
  const end = { ...fit, name: until };
  reader.spans.push({ ...end, ...range });
  noteUnderstood(reader, [end], range);
}

/** `since 1 feb to 14 feb`: a range has an end, wherever it stands. */
export function endRange(reader: Reader, fits: readonly Fit[], range: Range): void {
  const [only] = fits;
  if (only !== undefined && fits.length === 1 && only.text.includes("..")) endWindow(reader, only, range);
}
