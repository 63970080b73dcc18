// Which of a forum's tags stands for which pillar, by what the tags are called. Pure.

import { PILLARS, type Pillar } from "../../../src/news/pillars.ts";
import { THREAD } from "../out/limits.ts";

export interface ForumTag {
  readonly id: string;
  readonly name: string;
}

/**
 * The tag of each pillar, by the pillar's number: one called by the number, `p1`, a name or an alias, case ignored. Names
 * that are longer than a tag's may be, are also meant by their beginning, or by words that only they have.
 */
export function forumTagsOf(tags: readonly ForumTag[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PILLARS.flatMap((pillar): readonly [string, string][] => {
      const tag =
        tags.find(({ name }) => spellingsOf(pillar).includes(folded(name))) ??
        tags.find(({ name }) => meantByWords(folded(name)) === pillar);
      return tag === undefined ? [] : [[String(pillar.number), tag.id]];
    }),
  );
}

function spellingsOf({ number, name, aliases }: Pillar): readonly string[] {
  const names = [name, ...aliases].map(folded);
  const cut = names.map((long) => long.slice(0, THREAD.tagNameLength).trimEnd());
  return [String(number), `p${number}`, ...names, ...cut];
}

/** The one pillar whose name has all these words. */
function meantByWords(name: string): Pillar | undefined {
  const words = name.split(" ").filter((word) => word !== "" && !LINKING_WORDS.has(word));
  if (words.length === 0) return undefined;
  const meant = PILLARS.filter((pillar) =>
    words.every((word) => folded(pillar.name).split(" ").includes(word)),
  );
  return meant.length === 1 ? meant[0] : undefined;
}

const LINKING_WORDS = new Set(["and", "of", "on"]);

function folded(text: string): string {
  return text.trim().toLowerCase();
}
