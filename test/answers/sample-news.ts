// The news that the tests of answers ask about. What each article is for stands before it.

import type { SampleArticle } from "./data-files.ts";

const LONG_DESCRIPTION = `${"The ministry explains at length. ".repeat(8)}${"Nobody is told why. ".repeat(8)}`;

/** Told by three outlets, one of which says the opposite; verdicts on four pillars. */
export const veto: SampleArticle = {
  id: "4109a1fddd10197b",
  title: "President vetoes the data-retention bill a second time • postimees.ee",
  link: "https://www.postimees.ee/7972001/president-vetoes",
  source: "postimees.ee",
  date: "2024-03-05 14:30:00",
  verdicts: {
    1: [5, "**Summary:** Parliament must now amend\nthe bill or take it to the Supreme\u200b Court."],
    3: 4,
    4: 4,
    5: 2,
  },
  description:
    "The president calls the bill unconstitutional. It goes back to parliament, which may ask the court.",
  content:
    "The president vetoed it since the constitution and the separation of powers set limits to the government. Privacy is a right; police and security services say that they need the data.",
};

const vetoElsewhere: readonly SampleArticle[] = [
  {
    id: "d0000000000000d1",
    title: "President vetoes the data-retention bill a second time",
    source: "delfi.ee",
    date: "2024-03-05 12:00:00",
    verdicts: { 1: 5 },
  },
  {
    id: "e0000000000000e1",
    title: "President vetoes the data retention bill a second time",
    source: "err.ee",
    date: "2024-03-06 08:00:00",
    verdicts: { 1: 2 },
  },
];

/** Strongest for pillar 2, where its summary is missing: the next strongest speaks. */
export const audit: SampleArticle = {
  id: "5e22c0de00000002",
  title: "Ministry dismisses the head of the audit office before the report is out",
  source: "err.ee",
  date: "2024-03-06 10:00:00",
  verdicts: { 2: [1, "Skipped article"], 3: [2, "The report was due in May."] },
};

/** No summary at all: the description speaks. */
export const prison: SampleArticle = {
  id: "5e22c0de00000003",
  title: "Prison guards sentenced for beating an inmate",
  source: "postimees.ee",
  date: "2024-03-07 06:00:00",
  verdicts: { 8: [5, ""], 4: [1, "Translation through API failed: timeout"] },
  description: LONG_DESCRIPTION,
  content: "Not this.",
};

/** Neither summary nor description: the content speaks. */
export const register: SampleArticle = {
  id: "5e22c0de00000004",
  title: "Register of owners opens to journalists",
  source: "delfi.ee",
  date: "2024-03-04 06:00:00",
  verdicts: { 3: [5, ""] },
  content: "The register opened on Monday. Anybody may search it.",
};

/** Nothing says more than the title. */
const silent: SampleArticle = {
  id: "5e22c0de00000005",
  title: "Tenants win against the city in three cases",
  source: "delfi.ee",
  date: "2024-03-03 06:00:00",
  verdicts: { 7: [1, ""] },
};

/** Nothing of it is scored. */
export const unscored: SampleArticle = {
  id: "0ff0000000000006",
  title: "Court sentences a father for abuse",
  source: "postimees.ee",
  date: "2024-03-06 06:00:00",
  verdicts: { 1: [0, "Skipped article"], 8: [0, "Skipped article"] },
  description: "The court sentenced him to twelve years.",
};

/** One pillar of it is scored, one is not. */
const partlyScored: SampleArticle = {
  id: "5e22c0de00000007",
  title: "Inspectors stop checking building sites after midnight",
  source: "postimees.ee",
  date: "2024-03-02 06:00:00",
  verdicts: { 6: 1, 7: [0, "Skipped article"] },
};

/** Without a date that can be read. */
export const undated: SampleArticle = {
  id: "5e22c0de00000008",
  title: "Ombudsman publishes an undated opinion",
  source: "err.ee",
  date: "yesterday or so",
  verdicts: { 1: 4 },
};

/** Months older than everything else. */
const old: SampleArticle = {
  id: "01d0000000000009",
  title: "Parliament elects a new chancellor of justice",
  source: "postimees.ee",
  date: "2023-11-20 06:00:00",
  verdicts: { 1: 4, 7: 5 },
};

/** Latvia ends on 3 March, and is only ever notable: Estonia takes every first place. */
export const customs: SampleArticle = {
  id: "1a70000000000001",
  title: "Customs officers accused of taking bribes",
  source: "lsm.lv",
  date: "2024-03-03 10:00:00",
  verdicts: { 2: 2, 8: 4 },
};
export const tender: SampleArticle = {
  id: "1a70000000000002",
  title: "Town council pays the mayor's brother without a tender",
  source: "tvnet.lv",
  date: "2024-02-27 10:00:00",
  verdicts: { 2: 2 },
};
const school: SampleArticle = {
  id: "1a70000000000003",
  title: "School inspector returns a bribe in public",
  source: "lsm.lv",
  date: "2024-02-20 10:00:00",
  verdicts: { 2: 4 },
};

export const estonia: readonly SampleArticle[] = [
  veto,
  ...vetoElsewhere,
  audit,
  prison,
  register,
  silent,
  unscored,
  partlyScored,
  undated,
  old,
];
export const latvia: readonly SampleArticle[] = [customs, tender, school];

export const sampleFiles = {
  "Estonia_master.parquet.gzip": estonia,
  "Latvia_master.parquet.gzip": latvia,
} as const;
