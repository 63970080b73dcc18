// Sessions that read the files by themselves, each way in a process of its own.

import { messageOf } from "../../src/errors.ts";
import { startInstead } from "../instead/client.ts";
import { medianOf } from "./figures.ts";
import { NotMeasured } from "./line.ts";
import type { Site } from "./site.ts";

export const WHOLE_FILE = ["hyparquet", "polars", "duckdb"] as const;
export type WholeFile = (typeof WHOLE_FILE)[number];

/** Pillars that are asked after the first. */
const FURTHER = [2, 3, 4, 5, 6, 7, 8];

export interface Session {
  readonly way: WholeFile;
  readonly firstMs: number;
  readonly furtherMs: number;
  readonly residentBytes: number;
}

/** Why there was none. */
export interface NoSession {
  readonly way: WholeFile;
  readonly skipped: string;
}

type Needed = Pick<Site, "news" | "need" | "say" | "folder">;

/** A session of each way. */
export async function readWholeFiles(site: Needed): Promise<readonly (Session | NoSession)[]> {
  const sessions: (Session | NoSession)[] = [];
  for (const way of WHOLE_FILE) {
    try {
      sessions.push(await sessionOf(way, site));
    } catch (error) {
      sessions.push({ way, skipped: messageOf(error).slice(0, 200) });
    }
  }
  return sessions;
}

async function sessionOf(way: WholeFile, { news, need, say, folder }: Needed): Promise<Session> {
  need(way);
  say(`the whole files by ${way}`);
  const instead = startInstead(way, (await news()).paths, folder);
  try {
    const openMs = await instead.open();
    const firstMs = openMs + (await instead.top(1));
    const furtherMs: number[] = [];
    for (const pillar of FURTHER) furtherMs.push(await instead.top(pillar));
    return { way, firstMs, furtherMs: medianOf(furtherMs), residentBytes: await instead.residentBytes() };
  } finally {
    await instead.end();
  }
}

/** The one that answers first. Throws NotMeasured when there was none. */
export async function fastestSession({ wholeFiles }: Pick<Site, "wholeFiles">): Promise<Session> {
  const measured = (await wholeFiles()).flatMap((session) => ("skipped" in session ? [] : [session]));
  const [fastest] = measured.toSorted((a, b) => a.firstMs - b.firstMs);
  if (fastest === undefined) throw new NotMeasured("Nothing read the whole files.");
  return fastest;
}
