// Every row of the files as an object, filtered and sorted in JavaScript.

import { gunzipSync } from "node:zlib";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { WEEK_MS } from "../../src/time/units.ts";
import { type OpenWay, READ_COLUMNS, SHOWN } from "./ways.ts";

export const openWithHyparquet: OpenWay = async (paths) => {
  const rows: Record<string, unknown>[] = [];
  for (const path of paths) {
    const file = await asyncBufferFromFile(path);
    const read = await parquetReadObjects({
      file,
      columns: READ_COLUMNS,
      compressors: { GZIP: (bytes) => gunzipSync(bytes) },
    });
    for (const row of read) rows.push(row);
  }
  const known = rows.map((row) => ({
    row,
    // A missing date is no date.
    at: Date.parse(`${String(row.published_date).replace(" ", "T")}Z`),
    score: Number(row.impact_score),
    pillar: String(row.associated_pillar),
  }));
  const newest = known.reduce((latest, { at }) => (Number.isNaN(at) ? latest : Math.max(latest, at)), 0);
  return {
    async top(pillar) {
      const kept = known
        .filter((one) => one.pillar === `Pillar ${pillar}` && one.score >= 1 && one.at >= newest - WEEK_MS)
        .sort((a, b) => Math.abs(b.score - 3) - Math.abs(a.score - 3) || b.at - a.at);
      return kept.slice(0, SHOWN).length;
    },
  };
};
