// Whatever is typed behind /news search, no word is lost: each is looked for or a filter. What is canonical reads as the same again, as
// typed text and as fields.

import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { formatCommand } from "../../src/language/declare/format.ts";
import type { Values } from "../../src/language/declare/options.ts";
import { parseOptions, parseText } from "./parsing.ts";
import { realCommands, realLexicon } from "./real-commands.ts";

const read = (text: string) => parseText(text, realCommands, realLexicon);

const word = fc.constantFrom(
  ...[
    "bribery",
    "court",
    "Kallas",
    "e-mail",
    "O'Brien",
    "U.S.",
    "Järve",
    "corruption",
    "rights",
    "march",
    "2024",
    "12",
  ],
  ...[
    "source",
    "country",
    "since",
    "limit",
    "page",
    "share",
    "words",
    "impact",
    "topic",
    "each",
    "scored",
    "pillar",
  ],
  ...[
    "Latvia",
    "estonia",
    "Czechia",
    "russia",
    "delfi.ee",
    "delfi",
    "p2",
    "negative",
    "strong",
    "high",
    "any",
    "yes",
  ],
  ...[
    "last",
    "week",
    "7d",
    "today",
    "2024-02",
    "not",
    "no",
    "without",
    "or",
    "OR",
    "and",
    "AND",
    "NOT",
    "but",
    "to",
    "of",
  ],
);
const piece = fc.oneof(
  { weight: 6, arbitrary: word },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom("-", "+", "!", "("), word).map(([sign, said]) => sign + said),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(word, fc.constantFrom("*", ",", ")", "?", "'s", ":"))
      .map(([said, end]) => said + end),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("", "-", "+"), fc.array(word, { minLength: 1, maxLength: 3 }))
      .map(([sign, words]) => `${sign}"${words.join(" ")}"`),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom("country", "since", "words"), word).map((pair) => pair.join(":")),
  },
);
const line = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(" "));

/** Words that only join or lead to others, and names of what they then stand for. */
const SMALL = /^(?:in|on|about|from|the|only|of|and|but|or|not|no|without|to|s|words|yes|p2)$/;

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What values are called that stand behind their option's name. */
const CALLED: Readonly<Record<string, RegExp>> = {
  high: /impact strong/,
  march: /\d{4}-03/,
  // `last 7d` is `7d`, and `12 week` is `84d`.
  last: /(?:since|until) /,
  week: /(?:since|until) /,
  12: /(?:since|until) /,
  corruption: /pillar (?:not )?2/,
  rights: /pillar (?:not )?4/,
};

function lostIn(canonical: string, typed: string): readonly string[] {
  const kept = new Set(wordsOf(canonical));
  const isCalled = (said: string): boolean => CALLED[said]?.test(canonical) === true;
  return wordsOf(typed).filter((said) => !SMALL.test(said) && !kept.has(said) && !isCalled(said));
}

function canonicalOf(path: readonly [string, string], values: Values): string {
  const command = realCommands.find((each) => each.path[1] === path[1]);
  return formatCommand(path, values, command?.options ?? {});
}

test("no word is lost, and what is canonical reads as the same", () => {
  const counts = { read: 0, asked: 0 };
  fc.assert(
    fc.property(line, (typed) => {
      const parsed = read(`/news search ${typed}`);
      if (parsed.type === "misunderstood") {
        counts.asked += 1;
        const { kind, offers, sentence } = parsed.misunderstanding;
        // Of two dates somebody takes one.
        if (kind === "choices" && !sentence.includes("takes one value"))
          for (const { command } of offers)
            expect([typed, command, lostIn(command, typed)]).toEqual([typed, command, []]);
        return;
      }
      counts.read += 1;
      const canonical = canonicalOf(parsed.command.path, parsed.values);
      expect([typed, canonical, lostIn(canonical, typed)]).toEqual([typed, canonical, []]);
      expect([canonical, read(canonical)]).toEqual([canonical, parsed]);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 50_000 : 600 },
  );
  expect(counts.read).toBeGreaterThan(counts.asked);
});

test("in a field every word is one to look for", () => {
  fc.assert(
    fc.property(line, (typed) => {
      const parsed = parseOptions(["news", "search"], { words: typed, limit: 7 }, realCommands, realLexicon);
      if (parsed.type === "misunderstood") return;
      const { words, ...others } = parsed.values;
      expect(others).toEqual({ limit: 7 });
      expect([typed, lostIn(String(words), typed.replace(/\b(?:AND|NOT)\b/g, " "))]).toEqual([typed, []]);
      const canonical = canonicalOf(parsed.command.path, parsed.values);
      expect([canonical, read(canonical)]).toEqual([canonical, parsed]);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 200 },
  );
});
