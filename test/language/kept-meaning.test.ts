// Whatever is typed, no reading and no offer drops an understood word, inverts what is wanted, or changes a date, a number or a
// direction. Lines are made of parts whose meaning is known, with slips and small words between them.

import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { isListed, type Value, type Values } from "../../src/language/declare/options.ts";
import type { Parsed } from "../../src/language/declare/parsed.ts";
import { createLanguage } from "../../src/language/language.ts";
import { formatDateValue } from "../../src/language/read/format-dates.ts";
import { typedCountryNames } from "../../src/news/country.ts";
import { isDateValue } from "../../src/time/date-value.ts";
import { realCommands, realLexicon } from "./real-commands.ts";

const language = createLanguage({ commands: realCommands, countryNames: typedCountryNames });

/** A part of a line. What it means is `option item`; a slip means nothing for certain. */
interface Part {
  readonly said: string;
  readonly means?: readonly [option: string, item: string];
  /** Whether `not` before it leaves it out; the others refuse that. */
  readonly isList?: boolean;
  /** Named parts are not carried along by a `without` before. */
  readonly isNamed?: boolean;
}

const list = (option: string, item: string, ...said: readonly string[]): readonly Part[] =>
  said.map(
    (text): Part => ({
      said: text,
      means: [option, item],
      isList: true,
      isNamed: / /.test(text) && /^(pillar|country|source)/.test(text),
    }),
  );
const single = (option: string, item: string, ...said: readonly string[]): readonly Part[] =>
  said.map((text): Part => ({ said: text, means: [option, item] }));

const LISTS: readonly Part[] = [
  ...list("country", "Estonia", "estonia", "Eesti", "country estonia", "EE"),
  ...list("country", "Latvia", "latvia", "Lettland", "country latvia"),
  ...list("source", "err.ee", "err.ee", "source err.ee"),
  ...list("source", "postimees.ee", "postimees"),
  ...list("pillar", "2", "corruption", "p2", "pillar 2"),
  ...list("pillar", "7", "civil justice", "pillar 7"),
];
const SINGLES: readonly (readonly Part[])[] = [
  [
    ...single("direction", "negative", "negative", "bad"),
    ...single("direction", "positive", "positive", "good"),
  ],
  single("impact", "strong", "strong"),
  [
    ...single("since", "last week", "last week"),
    ...single("since", "monday", "since monday"),
    ...single("since", "5 march", "since 5 march"),
    ...single("since", "7d", "7d"),
    ...single("until", "2024-02", "until 2024-02"),
    ...single("since", "2024-02-05", "since 2024-02-05"),
  ],
  single("limit", "3", "limit 3", "limit:3"),
  single("each", "source", "each source"),
];
const SLIPS: readonly Part[] =
  "estnia latvai xyzzy piller corupton human best swedn lst negatve monthly 2024-02-30 01/02/2024 limit 50"
    .split(/ (?!50)/)
    .map((said): Part => ({ said }));
const SMALL: readonly Part[] = "and or , the in about to between vs but than"
  .split(" ")
  .map((said): Part => ({ said }));
const NEGATIONS = ["not", "-", "!", "without", "except", "no", "ohne"];

interface Piece {
  readonly negation: string;
  readonly part: Part;
  readonly joiner: string;
}

const anyPart: fc.Arbitrary<Part> = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...LISTS) },
  ...SINGLES.map((parts) => ({ weight: 1, arbitrary: fc.constantFrom(...parts) })),
  { weight: 3, arbitrary: fc.constantFrom(...SLIPS) },
);
const ownPiece: fc.Arbitrary<Piece> = fc.record({
  negation: fc.oneof(
    { weight: 5, arbitrary: fc.constant("") },
    { weight: 2, arbitrary: fc.constantFrom(...NEGATIONS) },
  ),
  part: anyPart,
  joiner: fc.oneof(
    { weight: 6, arbitrary: fc.constant("") },
    { weight: 2, arbitrary: fc.constantFrom(",", " and", " or") },
  ),
});
const piece = fc.oneof(
  { weight: 8, arbitrary: ownPiece },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...SMALL).map((small): Piece => ({ negation: "", part: small, joiner: "" })),
  },
);
const start = fc.constantFrom("/news top ", "/news latest ", "top ", "", "/digest create N when hourly ");
const line = fc.record({ start, pieces: fc.array(piece, { minLength: 1, maxLength: 5 }) });

function textOf(start: string, pieces: readonly Piece[]): string {
  const words = pieces.map(({ negation, part: { said }, joiner }) => {
    const isSign = negation === "-" || negation === "!";
    return `${isSign ? negation : negation === "" ? "" : `${negation} `}${said}${joiner}`;
  });
  return start + words.join(" ");
}

/** `country Estonia`, `country not Estonia`. */
type Meaning = string;

/** What every part says for certain, and what it may say. */
function meaningsOf(pieces: readonly Piece[]): {
  readonly sure: readonly Meaning[];
  readonly open: readonly Meaning[];
} {
  const sure: Meaning[] = [];
  const open: Meaning[] = [];
  let carries = false;
  let isUnclear = false;
  let wasLeftOut = false;
  for (const { negation, part, joiner } of pieces) {
    const { means, isList, isNamed } = part;
    const isLeftOut: boolean = negation !== "" || (carries && isNamed !== true);
    if (means !== undefined) {
      const [option, item] = means;
      const meant = isList === true && isLeftOut ? `${option} not ${item}` : `${option} ${item}`;
      // What cannot be left out is refused, and what is joined to something left out may be left out, too.
      if (isUnclear || (isList !== true && isLeftOut))
        open.push(`${option} ${item}`, `${option} not ${item}`);
      else sure.push(meant);
    }
    const isForAll: boolean = negation === "" ? carries : !["not", "-", "!"].includes(negation);
    const isJoined = joiner !== "" || SMALL.includes(part);
    const isLast: boolean = SMALL.includes(part) ? wasLeftOut : isLeftOut;
    wasLeftOut = isLast;
    isUnclear = isJoined && (isLast || joiner === " or" || part.said === "or");
    // A list ends where something stands that is no item.
    carries = joiner !== "" && isLeftOut && isForAll && (isList === true || means === undefined);
    if (carries) isUnclear = false;
  }
  return { sure, open };
}

function saidBy(values: Values): readonly Meaning[] {
  return Object.entries(values).flatMap(([option, value]) =>
    itemsOf(value).map((item) => `${option} ${item}`),
  );
}

function itemsOf(value: Value): readonly string[] {
  if (isListed(value)) return [...value.any, ...value.not.map((item) => `not ${item}`)];
  return [isDateValue(value) ? formatDateValue(value) : String(value)];
}

function read(text: string): Parsed {
  return language.read(text, realLexicon);
}

function opposite(meaning: Meaning): Meaning {
  const [option = "", ...item] = meaning.split(" ");
  return item[0] === "not" ? [option, ...item.slice(1)].join(" ") : [option, "not", ...item].join(" ");
}

const KEPT = ["country", "source", "pillar", "direction", "impact", "each", "limit", "since"];
const CHANGED_BY_SLIPS = /2024-02-30|01\/02\/2024|limit 50|lst|monthly/;

const counts = { read: 0, refused: 0, offered: 0 };

function check(start: string, pieces: readonly Piece[]): void {
  const text = textOf(start, pieces);
  const { sure, open } = meaningsOf(pieces);
  const parsed = read(text);
  const offers =
    parsed.type === "command" || parsed.misunderstanding.kind === "example"
      ? []
      : parsed.misunderstanding.offers.map(({ command }) => valuesBehind(command));
  counts[parsed.type === "command" ? "read" : offers.length > 0 ? "offered" : "refused"] += 1;
  // A digest takes no dates, and of two dates or numbers one is to be chosen.
  const isDigest = start.startsWith("/digest");
  const meant = new Set([...sure, ...open]);
  const isSlipped = CHANGED_BY_SLIPS.test(text);
  for (const values of parsed.type === "command" ? [parsed.values] : offers) {
    const said = new Set(saidBy(values));
    for (const meaning of sure)
      if (!meant.has(opposite(meaning)))
        expect([text, [...said]]).not.toEqual([text, expect.arrayContaining([opposite(meaning)])]);
    for (const meaning of said) {
      const [option = ""] = meaning.split(" ");
      const isOwn =
        ["direction", "limit", "each", "since", "impact"].includes(option) &&
        !isSlipped &&
        !/negatve/.test(text);
      if (isOwn) expect([text, meaning, meant.has(meaning)]).toEqual([text, meaning, true]);
    }
  }
  if (parsed.type === "misunderstood" && offers.length === 0) return;
  const told = new Set((parsed.type === "command" ? [parsed.values] : offers).flatMap(saidBy));
  // Of several offers each may be one reading; together they leave nothing out.
  // What is asked for and left out at once is a choice of its own.
  for (const meaning of sure.filter((one) => !meant.has(opposite(one))))
    if (
      KEPT.includes(meaning.split(" ")[0] ?? "") &&
      !((isDigest || isSlipped || text.includes("until")) && /^(?:since|limit) /.test(meaning))
    )
      expect([text, meaning, told.has(meaning)]).toEqual([text, meaning, true]);
}

function valuesBehind(command: string): Values {
  const parsed = read(command);
  if (parsed.type === "misunderstood") throw new Error(`${command} was offered and is not understood`);
  return parsed.values;
}

test("no reading and no offer drops, inverts or changes what was understood", () => {
  fc.assert(
    fc.property(line, ({ start, pieces }) => check(start, pieces)),
    { seed: inject("seed"), numRuns: inject("long") ? 100_000 : 1_500 },
  );
  const all = counts.read + counts.refused + counts.offered;
  const shares = Object.entries(counts).map(
    ([kind, count]) => `${kind} ${((100 * count) / all).toFixed(1)} %`,
  );
  process.stdout.write(`${all} lines: ${shares.join(", ")}\n`);
  for (const count of Object.values(counts)) expect(count / all).toBeGreaterThanOrEqual(0.1);
});
