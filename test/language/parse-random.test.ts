// Random lines: there is always an answer, and everything offered works.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { formatCommand } from "../../src/language/declare/format.ts";
import { anyText } from "./any-text.ts";
import { expectAllWork, parseOptions, parseText, valuesOf } from "./parsing.ts";
import { commands, edit, lexicon, search } from "./sample-commands.ts";

describe("whatever is typed, there is an answer and everything offered works", () => {
  const words = fc.constantFrom(
    ...[
      "/news",
      "top",
      "latest",
      "show",
      "help",
      "search",
      "/dropbox",
      "pillar",
      "pillar:",
      "limit",
      "since",
      "until",
      "country",
    ],
    ...[
      "source",
      "share",
      "each",
      "1",
      "3",
      "9",
      "50",
      "p1",
      "p9",
      "justice",
      "corruption",
      "latvia",
      "czech",
      "republic",
      "delfi",
    ],
    ...[
      "last",
      "week",
      "7d",
      "30d",
      "2024-02",
      "2024-02-30",
      "01/02/2024",
      "any",
      "no",
      "in",
      "the",
      "piller",
      "xyzzy",
      "tpo",
    ],
    ...[
      '"',
      '"a b"',
      "'",
      ",",
      ":",
      "=",
      ".",
      "-",
      "--pillar",
      "&lt;",
      "<a|b>",
      "__proto__",
      "constructor",
      "\u202e",
    ],
  );
  const sentence = fc.array(words, { maxLength: 12 }).map((typed) => typed.join(" "));
  const text = fc.oneof(
    sentence,
    sentence.map((typed) => `/news top ${typed}`),
    anyText,
    fc.string(),
  );
  const all = [...commands, edit, search];

  test("text", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseText(typed, all, lexicon);
        expectAllWork(parsed, all);
        if (parsed.type === "misunderstood") return;
        const canonical = formatCommand(parsed.command.path, parsed.values, parsed.command.options);
        expect(valuesOf(parseText(canonical, all, lexicon))).toEqual(valuesOf(parsed));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 300 },
    );
  });

  test("fields", () => {
    const raw = fc.oneof(text, fc.double(), fc.boolean());
    const names = fc.constantFrom(
      "pillar",
      "limit",
      "since",
      "country",
      "source",
      "share",
      "article",
      "command",
      "__proto__",
    );
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.dictionary(names, raw), (command, values) => {
        const parsed = parseOptions(command.path, values, all, lexicon);
        expectAllWork(parsed, all);
        if (parsed.type === "misunderstood") return;
        const canonical = formatCommand(parsed.command.path, parsed.values, parsed.command.options);
        expect(valuesOf(parseText(canonical, all, lexicon))).toEqual(valuesOf(parsed));
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 300 },
    );
  });
});
