// What a filter selects, in the words of headings.

import { dotted } from "../../reply/build.ts";
import { pillarOf } from "../pillars.ts";
import type { Each, NewsFilter } from "./filter.ts";

/** What a filter selects besides dates and countries, for headings: `Open Government · negative only · delfi.ee`. */
export function describeFilter(filter: NewsFilter, each?: Each): string {
  return dotted(
    filter.pillar !== undefined && pillarOf(filter.pillar).name,
    filter.direction !== "any" && `${filter.direction} only`,
    filter.impact !== "any" && (filter.impact === "strong" ? "strong impact" : "notable impact or more"),
    filter.scored !== undefined && (filter.scored ? "scored only" : "not scored"),
    ...filter.sources,
    each !== undefined && `by ${each}`,
  );
}
