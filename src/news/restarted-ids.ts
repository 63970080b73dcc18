// Parts the articles that share an id: a pipeline whose ids restart in every file gives one id to many. DESIGN decides that
// two rows of one id are one article unless both their canonical links and their titles differ. docs/adr/0017.

import { hash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { cleanTitle } from "./cleaning/title.ts";
import { canonicalLink } from "./links/canonical-link.ts";
import { queryRows } from "./queries.ts";
import { normalisedTitle } from "./stories/titles.ts";

/** What tells the articles of one id apart. */
interface Telling {
  readonly link: string;
  readonly title: string;
}

/**
 * Gives the rows in `stage_rows` that share an id, but tell of different articles, ids of their own: the id with a short key
 * of the article's link behind it, the same whatever other files there are.
 */
export async function partRestartedIds(connection: DuckDBConnection): Promise<void> {
  const rows = await queryRows(
    connection,
    z.object({
      id: z.string(),
      link: z.string().nullable(),
      title: z.string().nullable(),
      source: z.string().nullable(),
    }),
    `SELECT DISTINCT id, link, title, source FROM stage_rows SEMI JOIN (
       SELECT id FROM stage_rows GROUP BY id HAVING min(link) <> max(link) AND min(title) <> max(title)
     ) USING (id)`,
  );
  const parted = [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, of]) => {
    const tellings = of.map(({ link, title, source }) => ({
      link: canonicalLink(link ?? ""),
      title: title === null ? "" : normalisedTitle(cleanTitle(title, source ?? undefined)),
    }));
    const groups = groupsOf(tellings);
    if (new Set(groups).size < 2) return [];
    return of.map((row, index) => ({ ...row, newId: `${id}~${keyOf(groups[index] ?? "")}` }));
  });
  if (parted.length === 0) return;

  await connection.run("CREATE TEMP TABLE parted (id VARCHAR, link VARCHAR, title VARCHAR, new_id VARCHAR)");
  const appender = await connection.createAppender("parted");
  for (const { id, link, title, newId } of parted) {
    for (const value of [id, link, title, newId]) {
      if (value === null) appender.appendNull();
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`
    UPDATE stage_rows SET id = new_id FROM (SELECT DISTINCT * FROM parted) AS parted
      WHERE stage_rows.id = parted.id AND stage_rows.link IS NOT DISTINCT FROM parted.link
        AND stage_rows.title IS NOT DISTINCT FROM parted.title;
    -- In one file the last row of an article and pillar counts: of each article now.
    UPDATE stage_rows SET kept = stage_rows.seq = last.seq FROM (
      SELECT file, id, pillar, max(seq) AS seq FROM stage_rows
      SEMI JOIN parted ON stage_rows.id = parted.new_id GROUP BY file, id, pillar
    ) AS last
      WHERE stage_rows.file = last.file AND stage_rows.id = last.id AND stage_rows.pillar = last.pillar;
    DROP TABLE parted`);
}

/** Characters of a key: two of a million links that share one are improbable, and ids stay readable. */
const KEY_LENGTH = 8;

const keyOf = (link: string): string => hash("sha256", link, "hex").slice(0, KEY_LENGTH);

/**
 * The article of each telling, by its first link: those with a link or a title in common are one. What lacks a link or a
 * title cannot differ, and goes with the first.
 */
function groupsOf(tellings: readonly Telling[]): readonly string[] {
  const groupOf = new Map<string, Set<string>>();
  const marksOf = ({ link, title }: Telling): readonly string[] => [`link ${link}`, `title ${title}`];
  const whole = tellings.filter(({ link, title }) => link !== "" && title !== "");
  for (const telling of whole) {
    const marks = marksOf(telling);
    const joined = new Set([...marks, ...marks.flatMap((mark) => [...(groupOf.get(mark) ?? [])])]);
    for (const mark of joined) groupOf.set(mark, joined);
  }
  const firstLinkOf = (group: ReadonlySet<string>): string =>
    [...group]
      .filter((mark) => mark.startsWith("link "))
      .toSorted()[0]
      ?.slice("link ".length) ?? "";
  const first = [...new Set(groupOf.values())].map(firstLinkOf).toSorted()[0] ?? "";
  return tellings.map((telling) => {
    const group = marksOf(telling).flatMap((mark) => groupOf.get(mark) ?? [])[0];
    return group === undefined ? first : firstLinkOf(group);
  });
}
