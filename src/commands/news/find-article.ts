// The article that somebody means: by its number in what was printed last, its id, its link or its title. A number is
// never sought as text: what it should mean is refused, or opened.

import { AppError } from "../../errors.ts";
import { listOf } from "../../language/read/text.ts";
import type { Article } from "../../news/article.ts";
import type { Catalog, StoryEntry } from "../../news/catalog.ts";
import { canonicalLink } from "../../news/links/canonical-link.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { LastList, Lists } from "../../store/lists.ts";
import { say } from "../../wording/say.ts";
import type { CommandContext } from "../serve/define.ts";

/** How many articles are offered when several fit. */
export const CHOICES = 5;

/** `guessed`: only words of a title led there, so that who writes must ask first. */
export type FoundArticle =
  | { readonly type: "named"; readonly entry: StoryEntry }
  | { readonly type: "guessed"; readonly entry: StoryEntry }
  | { readonly type: "several"; readonly choices: readonly Article[] };

/** The article that fits, or several. Throws AppError "not-found" with what to try when none does. */
export async function findArticle(
  catalog: Catalog,
  wanted: string,
  lists: Lists,
  { invocation }: Pick<CommandContext, "invocation">,
): Promise<FoundArticle> {
  const number = readNumber(wanted);
  if (number !== undefined) {
    const last = await lists.last(invocation.workspace, invocation.actor.id);
    return { type: "named", entry: await numbered(catalog, number, last) };
  }
  const id = /^id[ :]\s*(\S+)$/i.exec(wanted)?.[1];
  const exact = await catalog.article(id ?? wanted);
  if (exact !== undefined) return { type: "named", entry: exact };
  const { matches, isGuess } = await candidates(catalog, id ?? wanted, id !== undefined);
  const [only] = matches;
  const entry = only !== undefined && matches.length === 1 ? await catalog.article(only.id) : undefined;
  if (entry !== undefined) return { type: isGuess ? "guessed" : "named", entry };
  if (matches.length > 1) return { type: "several", choices: matches };
  const quoted = excerpt(wanted, 60);
  throw new AppError(
    "not-found",
    say(
      'No article has the id, the link or the title words "{words}". Try fewer words of its title, or /news latest.',
      { words: quoted },
    ),
  );
}

/** The articles that an address leads to, in whatever form it was copied; at most one more than are offered. */
export async function findByAddress(catalog: Catalog, address: string): Promise<readonly Article[]> {
  const canonical = canonicalLink(address);
  const page = withoutParameters(canonical);
  const near = page === "" ? [] : await catalog.findByLink(page, 50);
  const isSame = (article: Article): boolean => canonicalLink(article.link) === canonical;
  // Where no link is the same to the last parameter, it may be one that says nothing here.
  const isNear = (article: Article): boolean => withoutParameters(canonicalLink(article.link)) === page;
  return near.filter(near.some(isSame) ? isSame : isNear).slice(0, CHOICES + 1);
}

/** How an article of exactly that id is named in a command: digits alone would be a number of a list. */
export function nameOfArticle(id: string): string {
  return readNumber(id) === undefined ? id : `id ${id}`;
}

/** `2`, `#2`, `no. 2`, `first`, `last`; undefined for what is no number of a list. */
function readNumber(wanted: string): number | "last" | undefined {
  const said = wanted
    .trim()
    .toLowerCase()
    .replace(/[.,;:!)]+$/, "");
  if (said === "last" || said === "the last") return "last";
  if (said === "first" || said === "the first") return 1;
  const digits = /^(?:#|no\.? ?|nr\.? ?|number )?\s*(-?\d{1,3})(?:st|nd|rd|th)?$/.exec(said)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether somebody means an article by its number in what was printed last. */
export function isNumberOfList(wanted: string): boolean {
  return readNumber(wanted) !== undefined;
}

async function numbered(
  catalog: Catalog,
  wanted: number | "last",
  list: LastList | undefined,
): Promise<StoryEntry> {
  const numbers = [...(list?.entries.keys() ?? [])].toSorted((one, other) => one - other);
  const number = wanted === "last" ? numbers.at(-1) : wanted;
  if (list === undefined || number === undefined)
    throw new AppError(
      "not-found",
      say(
        "Nothing with numbers was printed for you yet. Ask for a list first, for example /news top, then ask this again.",
      ),
    );
  const id = list.entries.get(number);
  if (id === undefined)
    throw new AppError(
      "not-found",
      numbers.length === 0
        ? say("There is no number {number} in what you were shown last, which has none.", { number })
        : say("There is no number {number} in what you were shown last, which has {numbers}.", {
            number,
            numbers: rangesOf(numbers),
          }),
    );
  const entry = await catalog.article(id);
  if (entry !== undefined) return entry;
  throw new AppError(
    "not-found",
    say("Number {number} of your last list is no longer in the news. Ask for the list again.", { number }),
  );
}

/** `1 to 5`, `1 to 5 and 11 to 15`, of ascending numbers, of which there are some. */
function rangesOf(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.to === number - 1) range.to = number;
    else ranges.push({ from: number, to: number });
  }
  const told = ranges.map(({ from, to }) => (from === to ? `${from}` : say("{from} to {to}", { from, to })));
  return listOf(told, "and");
}

async function candidates(
  catalog: Catalog,
  wanted: string,
  isId: boolean,
): Promise<{ readonly matches: readonly Article[]; readonly isGuess: boolean }> {
  if (/^\S{4,}$/.test(wanted)) {
    for (const prefix of new Set([wanted, wanted.toLowerCase()])) {
      const matches = await catalog.findByIdPrefix(prefix, CHOICES + 1);
      if (matches.length > 0) return { matches, isGuess: false };
    }
  }
  if (isId || /^[\d\s#.,-]+$/.test(wanted)) return { matches: [], isGuess: false };
  if (/^(https?:\/\/|www\.)|^\S+\.\S+\/\S+$/i.test(wanted))
    return { matches: await findByAddress(catalog, wanted), isGuess: false };
  const words = wanted.split(/\s+/).filter((word) => word !== "");
  const byTitle = await catalog.findByTitle(words.slice(0, 20), CHOICES + 1);
  const same = byTitle.filter(({ title }) => title?.toLowerCase() === wanted.toLowerCase());
  return same.length === 1 ? { matches: same, isGuess: false } : { matches: byTitle, isGuess: true };
}

function withoutParameters(canonical: string): string {
  return canonical.replace(/[?#].*$/s, "");
}
