// Rows for the tables of any version: generated from the tables' own definitions, and what is read again as that version wrote it.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { z } from "zod";

export type Row = Readonly<Record<string, string | number | null>>;
export type Rows = readonly (readonly [table: string, row: Row])[];

const ROWS = 5;

const columnSchema = z.object({ name: z.string(), type: z.string(), needed: z.number() });
type Column = z.infer<typeof columnSchema>;

/** Settings of a digest as the migration of that number left them, and what they are now. */
function settingsAt(migration: string): string {
  const rest = { limit: 3, layout: "full", mention: "U7", empty: "say" };
  if (migration < "0005")
    return JSON.stringify({
      filter: {
        pillar: 2,
        direction: "any",
        impact: "notable",
        countries: ["Estonia"],
        sources: [],
        words: ["court"],
      },
      ...rest,
      inThread: true,
      maxPerDay: 5,
    });
  const relevance = migration < "0006" ? {} : { relevance: "related" };
  const lists =
    migration < "0007"
      ? { pillar: 2, country: ["Estonia"], words: [["court"]] }
      : {
          pillar: { any: [2], not: [] },
          country: { any: ["Estonia"], not: [] },
          words: { any: [["court"]], not: [] },
        };
  return JSON.stringify({
    filter: { impact: "notable", ...lists, ...relevance },
    ...rest,
    thread: true,
    "max-per-day": 5,
  });
}

/** What workspaces were called before migration 0004, and what they are called since. */
const NOW_CALLED = new Map([
  ["T0NEWS", "slack:T0NEWS"],
  ["200000000000000001", "discord:200000000000000001"],
  ["local", "terminal:local"],
  ["user-400000000000000001", "discord:user-400000000000000001"],
  ["E0GRID", "slack:E0GRID"],
]);
const [BARE, KEYS] = [[...NOW_CALLED.keys()], [...NOW_CALLED.values()]];

/** What a row of then says of a workspace, as it says it now. */
export function asNow(value: string): string {
  const [, dataSetOf = "", bare = value] = /^(dropbox:)(.*)$/.exec(value) ?? [];
  return `${dataSetOf}${NOW_CALLED.get(bare) ?? bare}`;
}

/** Some rows in every table, each with texts of its own; a row that names another one's key names one. */
export function rowsFor(dataDirectory: string, migration: string, seed: number): Rows {
  const texts = fc
    .sample(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), { seed, numRuns: ROWS })
    .map((text, n) => `row ${n} ' " \\ ${text}`);
  const database = new DatabaseSync(join(dataDirectory, "state.sqlite"), { readOnly: true });
  try {
    const tables = database
      .prepare(
        "select name, sql from sqlite_master where type = 'table' and name not like 'kysely_%' order by rowid",
      )
      .all();
    return tables.flatMap(({ name, sql }) => {
      const columns = database
        .prepare(`select name, lower(type) as type, "notnull" or pk as needed from pragma_table_info(?)`)
        .all(String(name))
        .map((column) => columnSchema.parse(column));
      return texts.map((text, n) => {
        const values = columns.map((column) => [
          column.name,
          valueFor(String(sql), column, { table: String(name), migration, text, n }),
        ]);
        return [String(name), Object.fromEntries(values)] as const;
      });
    });
  } finally {
    database.close();
  }
}

interface Which {
  readonly table: string;
  readonly migration: string;
  readonly text: string;
  readonly n: number;
}

function valueFor(definition: string, column: Column, which: Which): string | number | null {
  const { name, type, needed } = column;
  const { migration, text, n } = which;
  const workspace = (migration < "0004" ? BARE : KEYS)[n % BARE.length] ?? "";
  switch (name) {
    case "workspace":
      return workspace;
    case "data_set":
      return `dropbox:${workspace}`;
    case "settings":
      return settingsAt(migration);
    case "place":
      return '{"platform":"slack","channel":"C1"}';
    case "rule":
      return "daily 09:00";
    case "zone":
      return migration < "0013" ? "America/Buenos_Aires" : "Europe/Vienna";
    case "path":
      return "/news";
    case "connected_by":
      return "U1";
  }
  const [, allowed] = new RegExp(`check \\(${name} in \\(([^)]*)\\)\\)`).exec(definition) ?? [];
  const choices = allowed?.split(", ").map((word) => word.replaceAll("'", "")) ?? [];
  const chosen = choices[n % choices.length];
  if (needed === 0 && n % 3 === 2) return null;
  if (chosen !== undefined) return type === "text" ? chosen : Number(chosen);
  if (type === "text") return text;
  return type === "bigint" ? Number.MAX_SAFE_INTEGER - n : n;
}
