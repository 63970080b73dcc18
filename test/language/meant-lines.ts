// Lines made of parts whose meaning is known, with slips and small words between them, and what each line says.

import fc from "fast-check";

/** What a part says: `country Estonia`, `country not Estonia`. */
export type Meaning = string;

/** A part of a line. A slip says nothing for certain. */
interface Part {
  readonly said: string;
  readonly means: readonly Meaning[];
  readonly kind: "list" | "single" | "slip" | "small";
  /** A named part is not carried along by a `without` before. */
  readonly isNamed?: boolean;
}

const list = (means: Meaning, ...said: readonly string[]): readonly Part[] =>
  said.map((text) => ({
    said: text,
    means: [means],
    kind: "list",
    isNamed: /^(pillar|country|source) /.test(text),
  }));
const single = (means: readonly Meaning[], ...said: readonly string[]): readonly Part[] =>
  said.map((text) => ({ said: text, means, kind: "single" }));

const LISTS: readonly Part[] = [
  ...list("country Estonia", "estonia", "Eesti", "country estonia", "EE"),
  ...list("country Latvia", "latvia", "Lettland", "country latvia"),
  ...list("source err.ee", "err.ee", "source err.ee"),
  ...list("source postimees.ee", "postimees"),
  ...list("pillar 2", "corruption", "p2", "pillar 2"),
  ...list("pillar 7", "civil justice", "pillar 7"),
];
const SINGLES: readonly (readonly Part[])[] = [
  [
    ...single(["direction negative"], "negative", "bad", "worst"),
    ...single(["direction positive"], "positive", "good", "best"),
  ],
  single(["impact strong"], "strong"),
  [
    ...single(["since last week", "until last week"], "last week"),
    ...single(["since monday"], "since monday"),
    ...single(["since 5 march"], "since 5 march"),
    ...single(["since 7d"], "7d"),
    ...single(["until 2024-02"], "until 2024-02"),
    ...single(["since 2024-02-05"], "since 2024-02-05"),
  ],
  single(["limit 3"], "limit 3", "limit:3"),
  single(["each source"], "each source"),
];

/** What is not understood, each with what it may be taken for. */
const SLIPS: readonly Part[] = Object.entries({
  estnia: ["country Estonia"],
  latvai: ["country Latvia"],
  swedn: ["country Sweden"],
  corupton: ["pillar 2"],
  negatve: ["direction negative"],
  xyzzy: [],
  piller: [],
  human: [],
  beest: ["direction positive"],
  lst: [],
  monthly: [],
}).map(([said, means]) => ({ said, means, kind: "slip" }));

/** No date and no number that can be: another one is never offered to run. */
const IMPOSSIBLE = ["2024-02-30", "limit 50"];
/** Two dates: each offer has one of them. */
const AMBIGUOUS = single(["since 2024-02-01", "since 2024-01-02"], "01/02/2024");
const UNREADABLE: readonly Part[] = [
  ...IMPOSSIBLE.map((said): Part => ({ said, means: [], kind: "slip" })),
  ...AMBIGUOUS,
];

const SMALL: readonly Part[] = "and or , the in about to between vs but than"
  .split(" ")
  .map((said) => ({ said, means: [], kind: "small" }));
const NEGATIONS = ["not", "-", "!", "without", "except", "no", "ohne"];

interface Piece {
  readonly negation: string;
  readonly part: Part;
  readonly joiner: string;
}

const anyPart: fc.Arbitrary<Part> = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...LISTS) },
  ...SINGLES.map((parts) => ({ weight: 1, arbitrary: fc.constantFrom(...parts) })),
  { weight: 2, arbitrary: fc.constantFrom(...SLIPS) },
  { weight: 1, arbitrary: fc.constantFrom(...UNREADABLE) },
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
const smallPiece: fc.Arbitrary<Piece> = fc
  .constantFrom(...SMALL)
  .map((part) => ({ negation: "", part, joiner: "" }));
const start = fc.constantFrom("/news top ", "/news latest ", "top ", "", "/digest create N when hourly ");

export const anyLine = fc.record({
  start,
  pieces: fc.array(fc.oneof({ weight: 8, arbitrary: ownPiece }, { weight: 1, arbitrary: smallPiece }), {
    minLength: 1,
    maxLength: 5,
  }),
});

export function textOf(start: string, pieces: readonly Piece[]): string {
  const words = pieces.map(({ negation, part: { said }, joiner }) => {
    const isSign = negation === "-" || negation === "!";
    return `${isSign ? negation : negation === "" ? "" : `${negation} `}${said}${joiner}`;
  });
  return start + words.join(" ");
}

export interface LineMeaning {
  /** Whatever is made of the line has one of each of these. */
  readonly demands: readonly (readonly Meaning[])[];
  /** What slips may be taken for; nothing else is ever added. */
  readonly slips: readonly Meaning[];
  /** Whether nothing may be made of the line: it leaves out what cannot be left out, or has no date or number that can be. */
  readonly isRefused: boolean;
}

/** What every part says, and what stays open. */
export function meaningOf(pieces: readonly Piece[]): LineMeaning {
  const demands: Set<Meaning>[] = [];
  const slips: Meaning[] = [];
  const optional: Meaning[] = [];
  let isRefused = false;
  let carries = false;
  let isJoinedToLeftOut = false;
  let isAlternative = false;
  let last:
    | { readonly isLeftOut: boolean; readonly option: string | undefined; readonly isSlip: boolean }
    | undefined;
  for (const { negation, part, joiner } of pieces) {
    const { means, kind, isNamed } = part;
    const isLeftOut: boolean = negation !== "" || (carries && isNamed !== true);
    const [option] = means[0]?.split(" ") ?? [];
    if (IMPOSSIBLE.includes(part.said) || (kind === "single" && negation !== "")) isRefused = true;
    if (kind === "single") {
      if (part === AMBIGUOUS[0])
        for (const end of ["since", "until"])
          demands.push(new Set(means.map((meaning) => meaning.replace("since", end))));
      else for (const meaning of means) demands.push(new Set([meaning]));
    }
    // What is joined to something left out may be left out, too.
    const isOpen: boolean = negation === "" && isJoinedToLeftOut && kind !== "single";
    if (kind === "list" || kind === "slip") {
      const words = kind === "slip" ? [...means, `words ${part.said}`] : means;
      const sides = words.flatMap((meaning) =>
        isOpen ? [meaning, opposite(meaning)] : [isLeftOut ? opposite(meaning) : meaning],
      );
      const isOneList = last?.option === option && last?.isLeftOut === false && !isLeftOut;
      const before = demands.at(-1);
      // `without A or B` leaves out both.
      const mayStandAlone = isAlternative && !(isLeftOut && last?.isLeftOut === true);
      // What may stand instead of a slip may also be left out.
      if (kind === "slip") slips.push(...sides);
      else if (mayStandAlone && last?.isSlip === true) optional.push(...sides);
      else if (mayStandAlone && !isOneList && before !== undefined)
        for (const side of sides) before.add(side);
      else demands.push(new Set(sides));
    }
    const isForAll: boolean = negation === "" ? carries : !["not", "-", "!"].includes(negation);
    const isJoined = joiner !== "" || kind === "small";
    if (kind !== "small") last = { isLeftOut: isLeftOut || isOpen, option, isSlip: kind === "slip" };
    isAlternative = joiner === " or" || (kind === "small" && (part.said === "or" || isAlternative));
    isJoinedToLeftOut = isJoined && last?.isLeftOut === true;
    // A list ends where something stands that is no item.
    carries = joiner !== "" && isLeftOut && isForAll && kind !== "single";
    if (carries) isJoinedToLeftOut = false;
  }
  const merged = withoutRivals(demands).map((demand) => [
    ...demand,
    ...optional.filter((other) => demand.some((one) => areRivals(one, other))),
  ]);
  return { demands: merged, slips: [...slips, ...optional], isRefused };
}

/** What cannot be so at once is one demand: whoever is asked takes one of them. */
function withoutRivals(demands: readonly Set<Meaning>[]): readonly (readonly Meaning[])[] {
  const merged: Set<Meaning>[] = [];
  for (const demand of demands) {
    const rivals = merged.filter((other) =>
      [...demand].some((one) => [...other].some((two) => areRivals(one, two))),
    );
    for (const rival of rivals) {
      for (const meaning of rival) demand.add(meaning);
      merged.splice(merged.indexOf(rival), 1);
    }
    merged.push(demand);
  }
  return merged.map((demand) => [...demand]);
}

const LIST_OPTIONS = ["country", "source", "pillar", "words"];

function areRivals(one: Meaning, other: Meaning): boolean {
  const [option = ""] = one.split(" ");
  if (LIST_OPTIONS.includes(option)) return opposite(one) === other;
  return other.startsWith(`${option} `);
}

export function opposite(meaning: Meaning): Meaning {
  const [option = "", ...item] = meaning.split(" ");
  return item[0] === "not" ? [option, ...item.slice(1)].join(" ") : [option, "not", ...item].join(" ");
}
