// What a session takes that reads the files by itself: until its first answer, and for each further one.

import { type Figure, megabytes, milliseconds, seconds } from "../figures.ts";
import { type Line, NotMeasured } from "../line.ts";
import { WHOLE_FILE, type WholeFile } from "../sessions.ts";

const TITLES: Readonly<Record<WholeFile, string>> = {
  hyparquet: "hyparquet: all rows decoded, filtered and sorted in JavaScript",
  polars: "nodejs-polars: all rows in a frame, filtered and sorted",
  duckdb: "DuckDB straight on the files, a fresh instance a question",
};

export const WHOLE_FILES: readonly Line[] = WHOLE_FILE.map((way) => ({
  id: `whole-${way}`,
  title: TITLES[way],
  async measure(site): Promise<readonly Figure[]> {
    const session = (await site.wholeFiles()).find((one) => one.way === way);
    if (session === undefined) throw new NotMeasured("It was not measured.");
    if ("skipped" in session) throw new NotMeasured(session.skipped);
    const { firstMs, furtherMs, residentBytes } = session;
    return [
      seconds(`whole-${way}.first`, "first answer", firstMs, "top of a pillar, 7 days, without stories"),
      milliseconds(`whole-${way}.further`, "each further answer", furtherMs),
      megabytes(`whole-${way}.resident`, "resident", residentBytes),
    ];
  },
}));
