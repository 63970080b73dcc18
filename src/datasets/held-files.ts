// Files that are held, as people read of them.

import type { RefusedFile } from "../news/manifest.ts";
import { type Content, instant, joinedContent } from "../reply/build.ts";
import { say, sayParts } from "../wording/say.ts";
import { type FileState, lossesBetween, type UnreadColumn } from "./trust.ts";

/** A file whose newest content does not serve, while an earlier one does. */
export interface HeldFile {
  readonly name: string;
  /** What is wrong with the newest content, in a sentence that names the file. */
  readonly reason: string;
  /** Columns of the newest content with values that could not be read. */
  readonly unread: readonly UnreadColumn[];
  /** When it was first seen, ms UTC. */
  readonly since: number;
  /** Of when the news are that serve instead, ms UTC. */
  readonly servingSince: number;
  /** Whether the newest content can be used at all. */
  readonly isReadable: boolean;
  /** Whether an admin chose to keep what serves. */
  readonly isKept: boolean;
}

export function heldFilesOf(states: readonly FileState[]): readonly HeldFile[] {
  return states
    .flatMap((state): readonly HeldFile[] => {
      const { name, serving, held, isKept } = state;
      if (held === undefined || serving === undefined) return [];
      const reason = reasonOf(state);
      const isReadable = held.type === "lossy";
      const unread = isReadable ? held.facts.unread : [];
      return [{ name, reason, unread, since: held.since, servingSince: serving.since, isReadable, isKept }];
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function reasonOf({ name, serving, held }: FileState): string {
  if (held === undefined) return "";
  if (held.type !== "lossy") return held.reason;
  const losses = serving === undefined ? [] : lossesBetween(serving.facts, held.facts);
  const [articles] = losses.filter(({ of }) => of === "articles");
  // With its articles a file loses their scores and dates.
  const told = (articles === undefined ? losses : [articles]).map(({ of, before, now }) =>
    say(
      "from {before, number} to {now, number} {of, select, articles {articles} scores {scores from 1 to 5} other {articles with a date}}",
      { before, now, of },
    ),
  );
  return say("{name} went {losses}.", {
    name,
    losses: told.length === 0 ? "" : told.reduce((before, one) => say("{before} and {one}", { before, one })),
  });
}

/** Files named in a label before the rest is only counted. */
const NAMED = 2;

/** What every answer says while files are held; undefined when none is. */
export function heldNotice(held: readonly HeldFile[]): Content | undefined {
  if (held.length === 0) return undefined;
  const shown = held
    .slice(0, NAMED)
    .map(({ reason, servingSince }) =>
      sayParts("{reason} Its news is still that of {instant}.", { reason, instant: instant(servingSince) }),
    );
  const more = held.length - shown.length;
  const others =
    more > 0
      ? [
          say("{count, plural, one {# more file is} other {# more files are}} held back, too.", {
            count: more,
          }),
        ]
      : [];
  const waiting = held.some(({ isKept, isReadable }) => !isKept && isReadable)
    ? [say("An admin can decide with {status}.", { status: "/dropbox status" })]
    : [];
  return joinedContent(...shown, ...[...others, ...waiting].map((sentence) => [sentence]));
}

/** The files that came to be held between two states, or are held for another content now. */
export function newlyHeld(before: readonly FileState[], after: readonly FileState[]): readonly HeldFile[] {
  const known = new Map(before.map((state) => [state.name, state.held?.contentHash]));
  return heldFilesOf(after.filter(({ name, held }) => known.get(name) !== held?.contentHash));
}

/** Files that could never be read, or not even be fetched. */
export function refusedOf(states: readonly FileState[]): readonly RefusedFile[] {
  return states
    .flatMap(({ name, serving, held }) =>
      serving !== undefined || held === undefined || held.type === "lossy"
        ? []
        : [{ name, contentHash: held.contentHash, reason: held.reason }],
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
