// What an article is squarely about ranks before what was only stretched to a pillar, for every pillar, and no text
// can break or stop the model.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { PILLARS, type PillarNumber } from "../../../src/news/pillars.ts";
import { READ_CHARACTERS } from "../../../src/news/relevance/evidence.ts";
import { FEATURE_COUNT } from "../../../src/news/relevance/features.ts";
import { PILLAR_WORDS } from "../../../src/news/relevance/lexicon/index.ts";
import { patternsOf } from "../../../src/news/relevance/matcher.ts";
import { createAssessRelevance } from "../../../src/news/relevance/relevance.ts";
import { RELEVANCE_VERSION, TRAINED_WEIGHTS } from "../../../src/news/relevance/weights.ts";

const assess = createAssessRelevance();
const ALL: readonly PillarNumber[] = PILLARS.map(({ number }) => number);

interface Invented {
  readonly title: string;
  readonly description: string;
}

/** Invented reports of several countries, each squarely about its pillar. */
const ABOUT: Readonly<Record<PillarNumber, readonly Invented[]>> = {
  1: [
    {
      title: "Constitutional Court strikes down the government's emergency decree",
      description:
        "The judges found that ministers exceeded their powers when they bypassed parliament in March.",
    },
    {
      title: "Opposition tables a vote of no confidence in the interior minister",
      description: "The Saeima will vote on Thursday after the audit office published its critical report.",
    },
  ],
  2: [
    {
      title: "Anti-corruption bureau suspects a deputy mayor of taking bribes",
      description:
        "Builders are said to have paid kickbacks for public procurement contracts over four years.",
    },
    {
      title: "Minister hid a conflict of interest, ethics committee finds",
      description:
        "His declaration of assets did not mention the shares of his wife in the firm that won the tender.",
    },
  ],
  3: [
    {
      title: "Ministry refuses to disclose the contract despite the freedom of information act",
      description: "Journalists asked for access to documents; the ministry says they are classified.",
    },
    {
      title: "Public consultation on the harbour: residents hand over a petition",
      description: "Citizens want the minutes of the closed meetings to be made public before the decision.",
    },
  ],
  4: [
    {
      title: "Court of Human Rights: the ban on the demonstration violated freedom of assembly",
      description: "Activists of a minority had been discriminated against, the judges in Strasbourg found.",
    },
    {
      title: "Asylum seekers were detained without a lawyer, human rights groups say",
      description: "Refugees describe inhuman treatment and pushbacks; the data of their phones were read.",
    },
  ],
  5: [
    {
      title: "Two injured in a shooting in the suburbs, gang conflict suspected",
      description: "Police are looking for the gunmen after the third attack with explosives this week.",
    },
    {
      title: "Masked men robbed a jeweller's and stabbed the guard",
      description: "The thieves fled with stolen watches. Violent crime in the town has risen.",
    },
  ],
  6: [
    {
      title: "Competition authority fines three dairies for a price cartel",
      description:
        "The regulator says the producers violated competition law; an inspection found the messages.",
    },
    {
      title: "Environmental inspectorate revoked the permit of the landfill",
      description:
        "The operator failed to comply with the requirements of its environmental permit for two years.",
    },
  ],
  7: [
    {
      title: "Tenant sued her landlord and was awarded damages",
      description:
        "After a long civil case the court satisfied the claim; the bailiff will collect the debt.",
    },
    {
      title: "Airline declared bankrupt, creditors file claims",
      description: "The trustee in bankruptcy expects lawsuits over refunds; a settlement agreement failed.",
    },
  ],
  8: [
    {
      title: "District court sentenced the former officer to six years in prison",
      description:
        "The prosecutor had demanded eight; the defendant was found guilty and will appeal the verdict.",
    },
    {
      title: "Trial begins: five men charged with manslaughter plead not guilty",
      description: "The indictment runs to 300 pages. Two of the accused are in pre-trial detention.",
    },
  ],
};

/** Reports that a scorer stretches to every pillar. */
const STRETCHED: readonly Invented[] = [
  {
    title: "Choir festival opens on Friday",
    description: "Four thousand singers are expected, and sunshine.",
  },
  {
    title: "National team wins the opening match",
    description: "The striker scored twice in the second half.",
  },
];

function fitOf(article: Invented, pillar: PillarNumber): number {
  return assess({ ...article, pillars: ALL }).get(pillar)?.fit ?? Number.NaN;
}

describe.each(PILLARS)("$number $name", ({ number }) => {
  const own = ABOUT[number];
  const others = ALL.filter((pillar) => pillar !== number).flatMap((pillar) => ABOUT[pillar]);

  test("calls squarely reported news on topic or related, and never festivals and matches", () => {
    for (const article of own)
      expect(assess({ ...article, pillars: ALL }).get(number)?.relevance, article.title).not.toBe(0);
    for (const article of STRETCHED)
      expect(assess({ ...article, pillars: ALL }).get(number)?.relevance, article.title).not.toBe(2);
  });

  test("ranks its own news before those of other pillars and before stretched ones", () => {
    for (const article of own) {
      const before = [...others, ...STRETCHED].filter(
        (other) => fitOf(other, number) < fitOf(article, number),
      );
      expect(before.length / (others.length + STRETCHED.length), article.title).toBeGreaterThanOrEqual(0.85);
    }
  });
});

test("every pillar that was assessed is judged, once, and no other", () => {
  const judged = assess({ ...ABOUT[1][0], pillars: [3, 1, 3] });
  expect([...judged.keys()]).toEqual([3, 1]);
  expect(assess({ pillars: [] }).size).toBe(0);
});

test("the same article is judged alike, whatever was judged before, by this model or another", () => {
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.lorem({ maxCount: 60 }));
  const words = fc
    .array(fc.constantFrom(...ALL.flatMap((pillar) => patternsOf(PILLAR_WORDS[pillar].squarely))), {
      maxLength: 40,
    })
    .map((patterns) => patterns.join(" ").replaceAll("*", "ed"));
  const article = fc.record(
    { title: fc.oneof(text, words), description: fc.oneof(text, words), opening: fc.oneof(text, words) },
    { requiredKeys: [] },
  );
  const fresh = createAssessRelevance();
  fc.assert(
    fc.property(article, article, (one, other) => {
      const first = assess({ ...one, pillars: ALL });
      assess({ ...other, pillars: ALL });
      expect(fresh({ ...one, pillars: ALL })).toEqual(first);
      for (const { relevance, fit } of first.values()) {
        expect([0, 1, 2]).toContain(relevance);
        expect(fit >= 0 && fit <= 1).toBe(true);
      }
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 5_000 : 60 },
  );
});

test("nothing is read behind the opening, so that a book costs no more than a report", () => {
  const opening = "The weather stays mild. ".repeat(60);
  const book = `${opening}${"Corruption, bribes and kickbacks. ".repeat(30_000)}`;
  expect(opening.length).toBeGreaterThan(READ_CHARACTERS.opening);
  expect(assess({ title: "Mild", opening: book, pillars: [2] })).toEqual(
    assess({ title: "Mild", opening, pillars: [2] }),
  );
});

test("hostile texts are judged as well", () => {
  const hostile = [
    "",
    "\0".repeat(5_000),
    "a".repeat(1_000_000),
    "constitutional court ".repeat(50_000),
    "\u202e\u200d\ufeff".repeat(2_000),
    "'".repeat(5_000),
    "\ud800",
    "суд ".repeat(9_000),
    "判决".repeat(9_000),
  ];
  for (const text of hostile) {
    const judged = assess({ title: text, description: text, opening: text, pillars: ALL });
    expect(
      [...judged.values()].every(({ fit }) => Number.isFinite(fit)),
      text.slice(0, 20),
    ).toBe(true);
  }
});

test("the weights fit the features and stay small", () => {
  expect(RELEVANCE_VERSION).toBeGreaterThan(0);
  for (const weights of [TRAINED_WEIGHTS.related, TRAINED_WEIGHTS.onTopic]) {
    expect(weights).toHaveLength(FEATURE_COUNT);
    expect(weights.every((weight) => Number.isFinite(weight) && Math.abs(weight) < 10)).toBe(true);
  }
  expect(TRAINED_WEIGHTS.usual.mean).toHaveLength(PILLARS.length);
  expect(TRAINED_WEIGHTS.usual.deviation.every((deviation) => deviation > 0)).toBe(true);
});

test("no pillar says the same pattern at two levels", () => {
  for (const { number } of PILLARS) {
    const { squarely, likely, touches, against } = PILLAR_WORDS[number];
    const patterns = [squarely, likely, touches, against].flatMap(patternsOf);
    const twice = patterns.filter((pattern, at) => patterns.indexOf(pattern) !== at);
    expect(twice, `pillar ${number}`).toEqual([]);
  }
});
