// The tables of catalog.duckdb: written by the snapshot builder, read by the catalog.

/**
 * `article` is an article's ordinal in the snapshot, 0 upwards in order of id.
 * Times are BIGINT ms since 1970 UTC, NULL when undated.
 * `file` is the place in the manifest's `files` of the newest file that has the article.
 * `countries` numbers a set of countries in `country_sets`, so that an article of two countries costs no list.
 * `made_of` tells an article by the rows it is made of, whatever they hold: where it is the same, so are the article's texts.
 */
const WRITTEN_TABLES = `
CREATE TABLE country_sets (countries SMALLINT NOT NULL, names VARCHAR[] NOT NULL);

CREATE TABLE articles (
  article INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  link VARCHAR NOT NULL,
  source VARCHAR,
  title VARCHAR,
  published_at BIGINT,
  countries SMALLINT NOT NULL,
  is_opinion BOOLEAN NOT NULL,
  story INTEGER NOT NULL,
  affair INTEGER NOT NULL,
  file INTEGER NOT NULL,
  made_of UBIGINT NOT NULL
);

-- story is the ordinal of the story's first article, affair the story that is the first step of its affair. It stands with
-- every article too: to join this table for a few articles costs more than to read them.
CREATE TABLE stories (
  story INTEGER NOT NULL,
  affair INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  articles INTEGER NOT NULL
);

-- The hot table: everything filters and ranking need, strongest and newest first. strength is NULL for score 0;
-- relevance is 0 to 2, fit 0 to 255.
CREATE TABLE assessments (
  article INTEGER NOT NULL,
  pillar TINYINT NOT NULL,
  score TINYINT NOT NULL,
  strength TINYINT,
  relevance TINYINT NOT NULL,
  fit UTINYINT NOT NULL,
  published_at BIGINT,
  countries SMALLINT NOT NULL,
  source VARCHAR,
  is_opinion BOOLEAN NOT NULL,
  story INTEGER NOT NULL,
  outlets INTEGER NOT NULL
);
`;

/** In a build that goes on from an earlier one, only what changed of these is written: the rest is there. */
const CONTINUED_TABLES = `
-- What a card needs of an article, and its long texts apart: NULL when missing. summaries are in order of articles but for those
-- that a later build brought, texts in none: sorting them would cost most of a build, and one article is found as fast.
CREATE TABLE summaries (
  article INTEGER NOT NULL,
  pillar TINYINT NOT NULL,
  score TINYINT NOT NULL,
  relevance TINYINT NOT NULL,
  fit UTINYINT NOT NULL,
  summary VARCHAR
);
CREATE TABLE texts (article INTEGER NOT NULL, description VARCHAR, content VARCHAR);

-- For the next build: the files that were read, and their usable rows but for the long texts. row is a row's place in its file,
-- kept is false for a row with the same id and pillar as a later row of its file, country is what the row says itself.
CREATE TABLE read_files (number INTEGER NOT NULL, key VARCHAR NOT NULL, facts VARCHAR NOT NULL);
CREATE TABLE read_rows (
  number INTEGER NOT NULL, row BIGINT NOT NULL, id VARCHAR, pillar TINYINT, score TINYINT, published_at BIGINT,
  link VARCHAR, source VARCHAR, title VARCHAR, country VARCHAR, kept BOOLEAN
);
`;

/** The tables of a new catalog; there was no article and no set of countries before. */
export const CATALOG_TABLES = `
${WRITTEN_TABLES}
${CONTINUED_TABLES}
CREATE TABLE articles_before AS FROM articles;
CREATE TABLE country_sets_before AS FROM country_sets;
`;

/** Of a copy of an earlier catalog: what is written anew, beside what it is told from. */
export const TABLES_TO_GO_ON = `
ALTER TABLE articles RENAME TO articles_before;
ALTER TABLE country_sets RENAME TO country_sets_before;
DROP TABLE stories;
DROP TABLE assessments;
${WRITTEN_TABLES}
`;

/** What no finished catalog has. */
export const BEFORE_TABLES = ["articles_before", "country_sets_before"] as const;

/** Of each table, the order in which rows are written: DuckDB then skips what a filter cannot match. */
export const TABLE_ORDER = {
  assessments: "strength DESC NULLS LAST, published_at DESC NULLS LAST, article, pillar",
  articles: "article",
  summaries: "article, pillar",
} as const;
