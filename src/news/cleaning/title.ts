// What a headline says, without what an outlet puts around it: "VIDEO ⟩ …", "… | Delfi".

import { plainText } from "./plain-text.ts";

/** What comes with an article, and that it is new: nothing about its event. `klipp` is left untranslated by translators. */
const MEDIA =
  "(?:live|watch|see|video|photo|picture|image|gallery|blog|clip|klipp|audio|broadcast|stream|updated?|updating|breaking)s?";
const MEDIA_LABEL = `${MEDIA}(?:(?:\\s*[,&+/]\\s*|\\s+and\\s+|\\s+)${MEDIA})*`;

/** "VIDEO ⟩", "LIVE BLOG |", "Photos:", "(VIDEO)", "[Photos and video] –". A lone hyphen needs its space. */
const LEADING = new RegExp(
  `^\\s*(?:[([]\\s*${MEDIA_LABEL}\\s*[)\\]]\\s*[⟩›»|:–—-]?|${MEDIA_LABEL}\\s*(?:[⟩›»|:]|[–—-]\\s))\\s*`,
  "iu",
);
const TRAILING = new RegExp(
  `\\s*(?:[([]\\s*\\+?\\s*${MEDIA_LABEL}\\s*[)\\]]|\\s[⟩›»|+–—-]\\s*${MEDIA_LABEL})\\s*$`,
  "iu",
);

/** The last part of a title, behind a mark that outlets put before their name. */
const LAST_PART = /\s+([|•·–—-])\s*([^|•·]{2,40}?)\s*$/u;
const DOMAIN = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** Words beside an outlet's own in its name. */
const OUTLET_WORDS = new Set(
  "news online english in the en lv ee lt tv radio media portal daily newspaper com net org eu uudised zinas nyheter".split(
    " ",
  ),
);

/**
 * The title without tags and entities, without VIDEO, PHOTO, GALLERY, LIVE and the like before and behind it, and without
 * the name of its outlet at its end. `source` is the outlet's domain. A title of nothing else stays as it is.
 */
export function cleanTitle(title: string, source?: string): string {
  const plain = plainText(title).trim();
  let kept = plain;
  for (let before = ""; before !== kept; ) {
    before = kept;
    kept = withoutOutlet(kept.replace(LEADING, "").replace(TRAILING, ""), source).trim();
  }
  return /\p{L}.*\p{L}/su.test(kept) ? kept : plain;
}

function withoutOutlet(title: string, source: string | undefined): string {
  const match = LAST_PART.exec(title);
  const [mark = "", part = ""] = [match?.[1], match?.[2]];
  if (match === null || !namesOutlet(part, mark, source)) return title;
  return title.slice(0, match.index);
}

function namesOutlet(part: string, mark: string, source: string | undefined): boolean {
  if (DOMAIN.test(part)) return mark === "•" || mark === "|" || mark === "·" || isDomainOf(part, source);
  if (source === undefined || !/^[\p{Lu}\p{N}]/u.test(part)) return false;
  const labels = source.toLowerCase().split(".").slice(0, -1);
  const words = plainLetters(part)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const own = words.filter((word) => !OUTLET_WORDS.has(word));
  return labels.some(
    (label) =>
      label === words.join("") ||
      label === words.join("-") ||
      (own.length > 0 && own.every((word) => word === label)),
  );
}

function isDomainOf(part: string, source: string | undefined): boolean {
  const lower = part.toLowerCase();
  return (
    source !== undefined && (lower === source.toLowerCase() || source.toLowerCase().endsWith(`.${lower}`))
  );
}

/** Lower case, without accents: domains have none. */
function plainLetters(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
