// Commands about one article: how they name exactly that one, and what they ask where several fit.

import { formatCommand } from "../../language/declare/format.ts";
import { UNTITLED } from "../../news/card.ts";
import type { Catalog, StoryEntry } from "../../news/catalog.ts";
import { actions, command, dotted, joined, list, paragraph, privately, strong } from "../../reply/build.ts";
import { formatDate } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Reply } from "../../reply/reply.ts";
import type { Lists } from "../../store/lists.ts";
import { countryHere } from "../../wording/countries.ts";
import { say, wording } from "../../wording/say.ts";
import type { CommandContext } from "../serve/define.ts";
import { CHOICES, type FoundArticle, findArticle, nameOfArticle } from "./find-article.ts";

export const SHOW_PATH = ["news", "show"] as const;
export const LIKE_PATH = ["news", "like"] as const;

/** An article in whatever way people name one: `findArticle` reads it. */
export const articleOption = {
  kind: "text",
  vocabulary: "title",
  summary: wording("Its number in your last list, its id, its link, or words of its title"),
  required: true,
  rest: true,
  maxLength: 500,
} as const;

/** The options of a command about one article. */
export const articleOptions = { article: articleOption } as const;

/** The command that shows exactly this article. */
export function showText(id: string): string {
  return SHOW.textOf(nameOfArticle(id));
}

/** The command that shows what reads like exactly this article. */
export function likeText(id: string): string {
  return LIKE.textOf(nameOfArticle(id));
}

/** A command about one article, and what its buttons are called, to be said. */
export interface AboutArticle {
  readonly label: string;
  /** The command about the article of that name, or of that number in the last list. */
  textOf(article: string): string;
}

export const SHOW: AboutArticle = {
  label: wording("Show"),
  textOf: (article) => formatCommand(SHOW_PATH, { article }, articleOptions),
};
export const LIKE: AboutArticle = {
  label: wording("Like"),
  textOf: (article) => formatCommand(LIKE_PATH, { article }, articleOptions),
};

/** The article that is named, else the answer that lets people choose. Throws AppError "not-found" as `findArticle` does. */
export async function entryOrChoices(
  about: AboutArticle,
  catalog: Catalog,
  wanted: string,
  lists: Lists,
  context: CommandContext,
): Promise<StoryEntry | Reply> {
  const found = await findArticle(catalog, wanted, lists, context);
  return found.type === "several" ? chooseAmong(about, wanted, found, lists, context) : found.entry;
}

/** The articles among which somebody must choose, by number from now on. */
export async function chooseAmong(
  { label, textOf }: AboutArticle,
  wanted: string,
  { choices }: Extract<FoundArticle, { type: "several" }>,
  lists: Lists,
  { invocation, now }: Pick<CommandContext, "invocation" | "now">,
): Promise<Reply> {
  const shown = choices.slice(0, CHOICES);
  const entries = new Map(shown.map(({ id }, index) => [index + 1, id]));
  await lists.remember(invocation.workspace, invocation.actor.id, { entries }, now);
  const said = excerpt(wanted, 60);
  const fit =
    shown.length === 1
      ? say('One article has the words "{words}" in its title.', { words: said })
      : say('Several articles fit "{words}".', { words: said });
  const more =
    choices.length > CHOICES
      ? say("These are {count, number} of them; add a word to narrow it down.", { count: CHOICES })
      : undefined;
  return privately(
    paragraph(joined(fit, more)),
    list(
      shown.map((article) => [
        strong(article.title ?? say(UNTITLED)),
        ` · ${dotted(article.countries.map(countryHere).join(", "), article.source, dayOf(article.publishedAt))}`,
      ]),
      true,
    ),
    actions(
      ...shown.map(({ id }, index) => {
        const number = index + 1;
        return command(`${say(label)} ${number}`, textOf(nameOfArticle(id)), {
          typed: textOf(String(number)),
        });
      }),
    ),
  );
}

/** `5 Mar 2024`, or that nobody knows it. */
export function dayOf(at: number | undefined): string {
  return at === undefined ? say("undated") : formatDate(at);
}
