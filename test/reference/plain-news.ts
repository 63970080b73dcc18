// Files as the plain reference sees them: their articles, and the stories that these make.

import { plainText } from "../../src/news/cleaning/plain-text.ts";
import { cleanTitle } from "../../src/news/cleaning/title.ts";
import { linkStories } from "../../src/news/stories/link-stories.ts";
import { articlesFrom, type DataFile, type PlainArticle, sourceFrom, titleFrom } from "./articles.ts";
import { type PlainStory, storiesFrom } from "./linked-stories.ts";

export interface PlainNews {
  readonly articles: readonly PlainArticle[];
  readonly stories: readonly PlainStory[];
}

export function plainNews(files: readonly DataFile[], now: number): PlainNews {
  const articles = articlesFrom(files.map(readable), now);
  return {
    articles,
    stories: hasTexts(files) ? storiesFrom(articles, placesOf(articles)) : storiesFrom(articles),
  };
}

/** Rows without tags, entities and what outlets put around titles: how that is done is tested elsewhere. */
function readable(file: DataFile): DataFile {
  const plain = (text: string | null | undefined) => (typeof text === "string" ? plainText(text) : text);
  return {
    ...file,
    rows: file.rows.map((row) => ({
      ...row,
      title_trans:
        row.title_trans === null
          ? null
          : cleanTitle(titleFrom(row.title_trans) ?? "", sourceFrom(row.domain_url, row.link)),
      description_trans: plain(row.description_trans),
      content_trans: plain(row.content_trans),
    })),
  };
}

function hasTexts(files: readonly DataFile[]): boolean {
  return files.some(({ rows }) => rows.some(({ content_trans }) => content_trans !== undefined));
}

/** Where there are texts, no plain rule tells stories: then the build must find those that are found of the plain articles. */
function placesOf(articles: readonly PlainArticle[]): ReadonlyMap<string, string> {
  const places = linkStories(articles.map((article) => ({ ...article, opening: article.content })));
  return new Map(articles.map(({ id }, index) => [id, places[index]?.story ?? id]));
}
