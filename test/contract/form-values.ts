// Values for every option that a command declares, as fast-check makes them.

import fc from "fast-check";
import { assertNever } from "../../src/errors.ts";
import type { Choice, Option, Options, Value, Vocabulary } from "../../src/language/declare/options.ts";
import { parseDateValue } from "../../src/language/read/dates.ts";

/** What the data know where forms are filled in. */
export const LEXICON = {
  countries: ["Estonia", "Latvia", "Bosnia and Herzegovina", "North Macedonia"],
  sources: ["err.ee", "delfi.ee", "lsm.lv", "bbc.co.uk"],
  digests: ["Morning brief", "Corruption watch"],
};

const WORDS: Readonly<Record<Vocabulary, readonly string[]>> = {
  channel: ["C0NEWS", "G0SECRET"],
  command: ["top", "digest create"],
  country: LEXICON.countries,
  digest: LEXICON.digests,
  mention: ["U0MEMBER", "here", "S0COURTS"],
  source: LEXICON.sources,
  title: ["court", "judges strike"],
  zone: ["Europe/Tallinn", "America/New_York", "UTC"],
};

/** Texts of options that read their own; each takes those that it reads. */
const OWN_FORMS = [
  "hourly",
  "hourly :15",
  "daily 09:00",
  "weekdays 08:30",
  "mon,thu 18:00",
  "sat 00:05",
  "monthly 1 09:00",
  "monthly 12 23:59",
  "monthly 31 07:00",
  "22:00-07:00",
  "13:15-14:00",
];
const FREE = ["court ruling", "judges", "bribe", "rule of law", "strike"];
const DATES = ["2024-02-05", "2024-02", "7d", "yesterday"];

const several = (items: readonly string[]): fc.Arbitrary<Value> =>
  fc
    .uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 })
    .chain((chosen) =>
      fc
        .integer({ min: 0, max: chosen.length })
        .map((cut) => ({ any: chosen.slice(0, cut), not: chosen.slice(cut) })),
    );

const valuesOf = (choices: readonly Choice[]): readonly string[] => choices.map(({ value }) => value);

function sampleOf(option: Option): fc.Arbitrary<Value> {
  switch (option.kind) {
    case "choice":
      return fc.constantFrom(...valuesOf(option.choices));
    case "choice-list":
      return several(valuesOf(option.choices));
    case "integer":
      return fc.integer({ min: option.min, max: option.max });
    case "flag":
      return fc.boolean();
    case "date":
      return fc.constantFrom(...DATES).map((text): Value => {
        const reading = parseDateValue(text);
        return reading.ok ? reading.value : text;
      });
    case "duration":
      return fc.constantFrom(7, 14, 30).map((days) => days * 86_400_000);
    case "text-list":
      return several(option.vocabulary === undefined ? FREE : WORDS[option.vocabulary]);
    case "text": {
      const { reads } = option;
      const own =
        reads === undefined
          ? []
          : OWN_FORMS.flatMap((text) => {
              const read = reads(text);
              return read.ok ? [read.text] : [];
            });
      return fc.constantFrom(
        ...(own.length > 0 ? own : option.vocabulary === undefined ? FREE : WORDS[option.vocabulary]),
      );
    }
    default:
      return assertNever(option);
  }
}

/** Some of the options with values. */
export function someValues(options: Options): fc.Arbitrary<Readonly<Record<string, Value>>> {
  const all = Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) =>
      option.hidden === true ? [] : [[name, fc.option(sampleOf(option), { nil: undefined, freq: 2 })]],
    ),
  );
  return fc
    .record(all)
    .map((values) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
    );
}
