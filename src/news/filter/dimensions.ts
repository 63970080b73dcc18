// Everything that news can be asked for, one record a dimension. A new one is a record here and its plain rule in
// test/reference/filters.ts: commands, headings, SQL, digests and what they store follow from the record.

import { z } from "zod";
import type { Choice, Option, Options, ValueOf } from "../../language/declare/options.ts";
import { termsOf } from "../../language/read/terms.ts";
import { isScore, type Score } from "../../reply/article-card.ts";
import { countryHere } from "../../wording/countries.ts";
import { say, wording } from "../../wording/say.ts";
import { type Direction, directionOf, strengthOf } from "../article.ts";
import { isPillarNumber, PILLARS, type PillarNumber, pillarName } from "../pillars.ts";
import { type Dimension, dimension, listDimension, type Part } from "./dimension.ts";
import { wordsMatcher } from "./matcher.ts";

/** `one or other or third`. */
function inOrder(said: readonly string[]): string {
  return said.length === 0 ? "" : said.reduce((before, one) => say("{before} or {one}", { before, one }));
}

/** `one and other and third`. */
function inAnd(said: readonly string[]): string {
  return said.reduce((before, one) => say("{before} and {one}", { before, one }));
}

const pillarChoices: readonly Choice[] = PILLARS.map(({ number, name, aliases }) => ({
  value: String(number),
  label: name,
  aliases: [`p${number}`, ...aliases],
  byWord: true,
}));

const pillar = listDimension({
  option: {
    kind: "choice-list",
    label: wording("Pillars"),
    summary: wording("One or more of the eight pillars, by number or name"),
    choices: pillarChoices,
    bare: true,
  },
  part: "scope",
  isCleared: true,
  item: z.literal([1, 2, 3, 4, 5, 6, 7, 8]),
  itemOf(given) {
    const number = Number(given);
    if (!isPillarNumber(number)) throw new RangeError(`no pillar ${given}`);
    return number;
  },
  say: pillarName,
  anyInWords: inOrder,
  looksAt: "verdict",
  anyOf: (numbers, { bindAll }) => `pillar IN (${bindAll(numbers)})`,
  isAnyOf:
    (numbers) =>
    ({ pillar: number }) =>
      numbers.includes(number),
});

const scored = dimension({
  option: {
    kind: "choice",
    summary: wording("Only articles with a score, or only those without"),
    choices: [
      { value: "yes", label: wording("scored"), aliases: ["true"] },
      { value: "no", label: wording("not scored"), aliases: ["false"] },
    ],
  },
  part: "verdict",
  isCleared: true,
  stored: z.boolean(),
  read: (given) => given === "yes",
  say: (isScored) => (isScored ? say("scored only") : say("not scored")),
  looksAt: "verdict",
  where: (isScored) => (isScored ? "score > 0" : "score = 0"),
  keeps:
    (isScored) =>
    ({ score }) =>
      score > 0 === isScored,
});

const SCORES: readonly Score[] = [0, 1, 2, 3, 4, 5].filter(isScore);

function scoresOf(direction: Direction): readonly Score[] {
  return SCORES.filter((score) => directionOf(score) === direction);
}

const direction = dimension({
  option: {
    kind: "choice",
    label: wording("Direction"),
    summary: wording("Only news that is bad, good or neutral for the pillar"),
    bare: true,
    choices: [
      { value: "any", label: wording("any direction"), aliases: [] },
      { value: "negative", label: wording("negative"), aliases: ["bad", "worse", "worst", "negatives"] },
      { value: "positive", label: wording("positive"), aliases: ["good", "better", "best", "positives"] },
      { value: "neutral", label: wording("neutral"), aliases: [] },
    ],
  },
  part: "verdict",
  isCleared: true,
  stored: z.enum(["negative", "positive", "neutral"]),
  read: (given) => (given === "any" ? undefined : given),
  say: (wanted) =>
    say("{direction, select, negative {negative} positive {positive} other {neutral}} only", {
      direction: wanted,
    }),
  looksAt: "verdict",
  where: (wanted) => `score IN (${scoresOf(wanted).join(", ")})`,
  keeps:
    (wanted) =>
    ({ score }) =>
      directionOf(score) === wanted,
});

/** Strength that an impact asks for at least. */
const LEAST_STRENGTH = { notable: 1, strong: 2 } as const;

const impact = dimension({
  option: {
    kind: "choice",
    label: wording("Impact"),
    summary: wording("How strong the verdict must be"),
    bare: true,
    choices: [
      { value: "any", label: wording("any impact"), aliases: [] },
      { value: "notable", label: wording("notable"), aliases: [] },
      { value: "strong", label: wording("strong"), aliases: ["high"] },
    ],
  },
  part: "verdict",
  // A digest of which it is not said asks for strong impact; `impact any` takes that away.
  isCleared: false,
  stored: z.enum(["notable", "strong"]),
  read: (given) => (given === "any" ? undefined : given),
  say: (least) => (least === "strong" ? say("strong impact") : say("notable impact or more")),
  looksAt: "verdict",
  where: (least) => `strength >= ${LEAST_STRENGTH[least]}`,
  keeps:
    (least) =>
    ({ score }) =>
      (strengthOf(score) ?? -1) >= LEAST_STRENGTH[least],
});

/** Relevance that is asked for at least. */
const LEAST_RELEVANCE = { related: 1, "on-topic": 2 } as const;

const relevance = dimension({
  option: {
    kind: "choice",
    label: wording("Relevance"),
    summary: wording("How much the article must be about the pillar"),
    choices: [
      { value: "any", label: wording("any relevance"), aliases: ["off-topic"] },
      { value: "related", label: wording("related or on topic"), aliases: ["touches"] },
      { value: "on-topic", label: wording("on topic only"), aliases: ["on topic", "ontopic"] },
    ],
  },
  part: "verdict",
  // A digest of which it is not said asks for what is related at least; `relevance any` takes that away.
  isCleared: false,
  stored: z.enum(["related", "on-topic"]),
  read: (given) => (given === "any" ? undefined : given),
  say: (least) => (least === "related" ? say("on topic or related") : say("on topic only")),
  looksAt: "verdict",
  where: (least) => `relevance >= ${LEAST_RELEVANCE[least]}`,
  keeps: (least) => (verdict) => verdict.relevance >= LEAST_RELEVANCE[least],
});

const source = listDimension({
  option: {
    kind: "text-list",
    vocabulary: "source",
    label: wording("Outlets"),
    summary: wording("One or more outlets, by domain"),
    bare: true,
    maxLength: 100,
  },
  part: "scope",
  isCleared: true,
  item: z.string(),
  itemOf: (domain) => domain,
  say: (domain) => domain,
  anyInWords: (said) => said.join(" · "),
  looksAt: "source",
  // An article without an outlet is of none of them.
  anyOf: (domains, { bindAll }) => `coalesce(source IN (${bindAll(domains)}), FALSE)`,
  isAnyOf: (domains) => (origin) => origin.source !== undefined && domains.includes(origin.source),
});

const country = listDimension({
  option: {
    kind: "text-list",
    vocabulary: "country",
    label: wording("Countries"),
    summary: wording("One or more countries"),
    bare: true,
    maxLength: 60,
  },
  part: "scope",
  isCleared: true,
  item: z.string(),
  itemOf: (name) => name,
  say: countryHere,
  anyInWords: (said) => said.join(", "),
  looksAt: "countries",
  anyOf(names, { bindAll, countrySets }) {
    const sets = countrySets(names);
    return sets.length === 0 ? "FALSE" : `countries IN (${bindAll(sets)})`;
  },
  isAnyOf: (names) => (origin) => origin.countries.some((name) => names.includes(name)),
});

const words = listDimension({
  option: {
    kind: "text-list",
    label: wording("Words"),
    summary: wording('In title or summary: a b means both, "a b" the phrase, a, b any'),
    maxLength: 60,
    ofWords: true,
  },
  part: "scope",
  isCleared: true,
  item: z.array(z.string()).min(1).readonly(),
  itemOf: termsOf,
  say: (all) => inAnd(all.map((phrase) => say('"{phrase}"', { phrase }))),
  anyInWords: inOrder,
  looksAt: "texts",
  isAnyOf: wordsMatcher,
  phrasesOf: (all) => all,
});

const records = { pillar, scored, direction, impact, relevance, source, country, words };

type Records = typeof records;
type ValueIn<D> = D extends Dimension<infer Value> ? Value : never;

export type DimensionName = keyof Records;
/** Dimensions of verdicts, by which a digest tells what kept an article out. */
export type VerdictDimension = {
  [Name in DimensionName]: Records[Name]["part"] extends "verdict" ? Name : never;
}[DimensionName];

type Kept = { readonly [Name in DimensionName]: ValueIn<Records[Name]> };
type Declared = { readonly [Name in DimensionName]: Records[Name]["option"] };

/**
 * Which news are asked for. What is absent asks for everything; an article passes when it passes and at least one of its
 * assessments does.
 */
export type NewsFilter = { readonly [Name in DimensionName]?: Kept[Name] };

/** What the options of a command say of a filter. */
export type FilterValues = { readonly [Name in DimensionName]?: ValueOf<Declared[Name]> };

/** In the order in which headings name them. */
export const DIMENSIONS: {
  readonly [Name in DimensionName]: Dimension<Kept[Name], Declared[Name], Part>;
} = records;

/** The options of the dimensions, in the order of help. */
export const dimensionOptions = {
  pillar: pillar.option,
  direction: direction.option,
  impact: impact.option,
  relevance: relevance.option,
  country: country.option,
  source: source.option,
  scored: scored.option,
  words: words.option,
} as const satisfies { readonly [Name in DimensionName]: Option } & Options;

/** The pillar that is asked for, where it is only one. */
export function onlyPillar({ pillar: asked }: Pick<NewsFilter, "pillar">): PillarNumber | undefined {
  return asked?.any.length === 1 ? asked.any[0] : undefined;
}
