// What outlets and feeds put around a headline: their name, that there is a film, and characters as a browser writes them.

import type { Chance } from "./random.ts";

/** Characters. Most real headlines are shorter. */
const LONGEST_TITLE = 110;

/** Shares of headlines with a flaw, near those of the real files. */
const FLAWS = { outlet: 0.06, media: 0.08, entities: 0.3 };

const MEDIA = ["VIDEO ⟩ ", "PHOTO ⟩ ", "PHOTOS AND VIDEO | ", "LIVE: "] as const;

/** Columns and letters are told by such a label, which stays. */
const LABELLED = /[⟩|]/;

/** The headline as the file has it. */
export function headlineOf(title: string, domain: string, chance: Chance): string {
  const [withMedia, withOutlet] = [chance.happens(FLAWS.media), chance.happens(FLAWS.outlet)];
  const label = MEDIA[chance.between(0, MEDIA.length - 1)] ?? MEDIA[0];
  const encoded = chance.happens(FLAWS.entities) ? encode(title) : title;
  const wanted = [withMedia && !LABELLED.test(title) ? label : "", encoded, withOutlet ? ` • ${domain}` : ""];
  const headline = wanted.join("");
  return headline.length <= LONGEST_TITLE ? headline : title;
}

function encode(title: string): string {
  return title.replaceAll("&", "&amp;").replaceAll("'", "&#39;").replaceAll('"', "&quot;");
}
