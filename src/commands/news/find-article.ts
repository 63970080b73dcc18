// The article that somebody means: by its number in their last list, its id, its link or its title.

import { AppError } from "../../errors.ts";
import type { Article } from "../../news/article.ts";
import type { Catalog, StoryEntry } from "../../news/catalog.ts";
import { canonicalLink } from "../../news/links/canonical-link.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Lists } from "../../store/lists.ts";
import type { CommandContext } from "../serve/define.ts";

/** How many articles are offered when several fit. */
export const CHOICES = 5;

/** The one article that fits, or several. Throws AppError "not-found" with what to try when none does. */
export async function findArticle(
  catalog: Catalog,
  wanted: string,
  lists: Lists,
  { invocation }: Pick<CommandContext, "invocation">,
): Promise<StoryEntry | { readonly choices: readonly Article[] }> {
  if (/^\d{1,3}$/.test(wanted)) {
    const id = await lists.article(invocation.workspace, invocation.actor.id, Number(wanted));
    const listed = id === undefined ? undefined : await catalog.article(id);
    if (listed !== undefined) return listed;
    if (id !== undefined)
      throw new AppError(
        "not-found",
        `Number ${wanted} of your last list is no longer in the news. Ask for the list again.`,
      );
  }
  const exact = await catalog.article(wanted);
  if (exact !== undefined) return exact;
  const matches = await candidates(catalog, wanted);
  const [only] = matches;
  if (only !== undefined && matches.length === 1) {
    const entry = await catalog.article(only.id);
    if (entry !== undefined) return entry;
  }
  if (matches.length > 1) return { choices: matches };
  throw new AppError("not-found", notFoundSentence(wanted));
}

function notFoundSentence(wanted: string): string {
  if (/^\d{1,3}$/.test(wanted))
    return `Your last list has no number ${wanted}. Ask for a list first, for example /news top, then /news show 1.`;
  const quoted = excerpt(wanted, 60);
  return `No article has the id, the link or the title words "${quoted}". Try fewer words of its title, or /news latest.`;
}

async function candidates(catalog: Catalog, wanted: string): Promise<readonly Article[]> {
  if (/^\S{4,}$/.test(wanted)) {
    for (const prefix of new Set([wanted, wanted.toLowerCase()])) {
      const byId = await catalog.findByIdPrefix(prefix, CHOICES + 1);
      if (byId.length > 0) return byId;
    }
  }
  if (/^(https?:\/\/|www\.)|^\S+\.\S+\/\S+$/i.test(wanted)) {
    const canonical = canonicalLink(wanted);
    const page = withoutParameters(canonical);
    const near = page === "" ? [] : await catalog.findByLink(page, 50);
    const isSame = (article: Article): boolean => canonicalLink(article.link) === canonical;
    // Where no link is the same to the last parameter, it may be one that says nothing here.
    const isNear = (article: Article): boolean => withoutParameters(canonicalLink(article.link)) === page;
    return near.filter(near.some(isSame) ? isSame : isNear).slice(0, CHOICES + 1);
  }
  const words = wanted.split(/\s+/).filter((word) => word !== "");
  const byTitle = await catalog.findByTitle(words.slice(0, 20), CHOICES + 1);
  const same = byTitle.filter(({ title }) => title?.toLowerCase() === wanted.toLowerCase());
  return same.length === 1 ? same : byTitle;
}

function withoutParameters(canonical: string): string {
  return canonical.replace(/[?#].*$/s, "");
}
