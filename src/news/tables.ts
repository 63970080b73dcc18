// The tables of catalog.duckdb: written by the snapshot builder, read by the catalog.

/**
 * `article` is an article's ordinal in the snapshot, 0 upwards in order of id.
 * Times are BIGINT ms since 1970 UTC, NULL when undated.
 * `file` is the place in the manifest's `files` of the newest file that has the article.
 * `countries` numbers a set of countries in `country_sets`, so that an article of two countries costs no list.
 */
export const CATALOG_TABLES = `
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
  file INTEGER NOT NULL
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

-- What a card needs of an article, and its long texts apart: NULL when missing. The table texts is in no order: sorting
-- it would cost most of a build, and one article is found as fast.
CREATE TABLE summaries (
  article INTEGER NOT NULL,
  pillar TINYINT NOT NULL,
  score TINYINT NOT NULL,
  relevance TINYINT NOT NULL,
  fit UTINYINT NOT NULL,
  summary VARCHAR
);
CREATE TABLE texts (article INTEGER NOT NULL, description VARCHAR, content VARCHAR);
`;

/** Of each table, the order its rows are written in: DuckDB then skips what a filter cannot match. */
export const TABLE_ORDER = {
  assessments: "strength DESC NULLS LAST, published_at DESC NULLS LAST, article, pillar",
  articles: "article",
  summaries: "article, pillar",
} as const;
