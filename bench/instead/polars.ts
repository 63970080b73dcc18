// The files as one Polars frame, filtered and sorted by Polars.

import { readFile } from "node:fs/promises";
import pl from "nodejs-polars";
import { WEEK_MS } from "../../src/time/units.ts";
import { type OpenWay, READ_COLUMNS, SHOWN } from "./ways.ts";

export const openWithPolars: OpenWay = async (paths) => {
  const frames: pl.DataFrame[] = [];
  // By their bytes: a name that ends in `.gzip` is none for it.
  for (const path of paths) frames.push(pl.readParquet(await readFile(path), { columns: READ_COLUMNS }));
  const all = pl.concat(frames);
  const newest = String(all.select(pl.col("published_date").max()).row(0)[0]);
  const from = new Date(Date.parse(`${newest.replace(" ", "T")}Z`) - WEEK_MS)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
  return {
    async top(pillar) {
      const found = all
        .filter(
          pl
            .col("associated_pillar")
            .eq(pl.lit(`Pillar ${pillar}`))
            .and(pl.col("impact_score").gtEq(pl.lit(1)))
            .and(pl.col("published_date").gtEq(pl.lit(from))),
        )
        .withColumn(pl.col("impact_score").sub(3).abs().alias("strength"))
        .sort(["strength", "published_date"], true)
        .head(SHOWN);
      return found.height;
    },
  };
};
