// Numbers as the reader's language writes them.

import { languageHere } from "./say.ts";

/** Made once for each language and form: making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.NumberFormat>();

/** `1,204` in English, `1204` in Polish; with `maximumFractionDigits`, default 3, a part of it. */
export function formatNumber(value: number, maximumFractionDigits = 3): string {
  const language = languageHere();
  const key = `${language} ${maximumFractionDigits}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits });
  formats.set(key, format);
  return format.format(value);
}
