// Random data sets for comparing the catalog with the reference: small worlds in which everything meets everything.
// The same story in several outlets and countries, conflicted copies, ties in date and score, and rows that do not count.

import fc from "fast-check";
import type { DataFile, DataRow } from "./articles.ts";

/** How the columns of a file are typed. A value that does not fit the type is written as null. */
export interface ColumnTypes {
  readonly impact_score: "VARCHAR" | "INTEGER" | "BIGINT" | "DOUBLE";
  readonly associated_pillar: "VARCHAR" | "INTEGER" | "DOUBLE";
  readonly published_date: "VARCHAR" | "TIMESTAMP" | "TIMESTAMP_MS" | "TIMESTAMP_NS" | "TIMESTAMPTZ";
}

export interface RandomFile extends DataFile {
  readonly types: ColumnTypes;
}

export interface RandomData {
  /** The clock, ms UTC. */
  readonly now: number;
  readonly files: readonly RandomFile[];
}

export const HOUR_MS = 3_600_000;
/** Thursday, 7 March 2024, noon: the ages below reach back over weeks and a month's end. */
export const NOON = Date.UTC(2024, 2, 7, 12);

const MOST_REPORTS = 60;
const FILE_NAMES = [
  "Estonia_master.parquet.gzip",
  "Estonia_master (Ana's conflicted copy).parquet.gzip",
  "Latvia_master.parquet.gzip",
  "latvia-2024.parquet",
  "Lithuania/part 1.parquet",
  "news_2.parquet",
];
export const OUTLETS = ["delfi.ee", "err.ee", "lsm.lv", "ir.lv"];
const WORDS = [
  "court",
  "bill",
  "vetoes",
  "minister",
  "Õiguskantsler",
  "bribe",
  "2024",
  "police",
  "press",
  "of",
  "5",
];

/** What happened: reports of it differ in words, link, outlet and hour. */
interface Event {
  readonly hoursAgo: number;
  readonly words: readonly string[];
}

const eventArbitrary: fc.Arbitrary<Event> = fc.record({
  hoursAgo: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 24 * 6 }) },
    fc.integer({ min: 0, max: 24 * 60 }),
    fc.integer({ min: -30, max: 0 }),
  ),
  words: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 7 }),
});

/** Hours between an event and a report: many alike, and on both sides of the 72 hours of a story. */
const delayArbitrary = fc.oneof(
  fc.constantFrom(0, 0, 0, 1, 24, 71, 72, 73),
  fc.integer({ min: 0, max: 100 }),
);

type TitleOf = (words: readonly string[]) => string | null;

/** Titles of one event: mostly alike enough to be one story, sometimes not, sometimes missing. */
const titleArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<TitleOf[]>(
      (words) => words.join(" "),
      (words) => words.join(" "),
      (words) => `\u200b${words.join("  ").toUpperCase()} • IR.lv`,
      (words) => `${words.join(", ")}!`,
      (words) => words.toReversed().join(" – "),
      (words) => words.slice(1).join(" "),
      (words) => [...words.slice(2), "again"].join(" "),
      (words) => [...words, "yesterday", "in", "Tallinn"].join(" "),
      (words) => `OPINION | ${words.join(" ")}`,
    ),
  },
  fc.constantFrom<TitleOf[]>(
    () => "?!",
    () => "",
    () => null,
    () => "Skipped article",
    () => "Translation through API failed. Reason: none --> Try another translator?",
  ),
);

type LinkOf = (outlet: string, slug: string) => string | null;

const linkArbitrary = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom<LinkOf[]>(
      (outlet, slug) => `https://${outlet}/${slug}`,
      (outlet, slug) => `http://www.${outlet}/${slug}/`,
      (outlet, slug) => `HTTPS://${outlet.toUpperCase()}/${slug.toUpperCase()}?fbclid=1`,
      (outlet, slug) => `https://${outlet}/${slug}/?utm_source=b/#top`,
      (outlet, slug) => `https://${outlet}/opinion/${slug}`,
    ),
  },
  fc.constantFrom<LinkOf[]>(
    () => null,
    () => "",
    (_outlet, slug) => slug,
  ),
);

const dateArbitrary = fc.oneof(
  { weight: 12, arbitrary: fc.constant<string | null | undefined>(undefined) },
  fc.constantFrom<(string | null | undefined)[]>(
    null,
    "",
    "n/a",
    "2024-02-30 10:00:00",
    "2031-01-01 00:00:00",
  ),
);

const assessmentsArbitrary = fc.uniqueArray(
  fc.record({
    pillar: fc.integer({ min: 1, max: 8 }),
    score: fc.oneof({ weight: 2, arbitrary: fc.constantFrom("1", "5") }, fc.constantFrom("0", "2", "3", "4")),
  }),
  { minLength: 1, maxLength: 5, selector: ({ pillar }) => pillar },
);

/** One report of an event, before a file spells it. `date` is set when it is not simply that of the report. */
const reportArbitrary = fc.record({
  // Of one to three digits, so that ids as text are not in the order of numbers.
  id: fc.integer({ min: 0, max: 0xfff }).map((id) => id.toString(16)),
  event: fc.nat(),
  delay: delayArbitrary,
  title: titleArbitrary,
  link: linkArbitrary,
  slug: fc.constantFrom("own", "own", "shared"),
  outlet: fc.constantFrom(...OUTLETS),
  domain: fc.constantFrom("plain", "plain", "plain", "www", "missing"),
  date: dateArbitrary,
  assessments: assessmentsArbitrary,
});
type Report = typeof reportArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** What a file makes of a report: leaves it out, copies it, or brings another version of it. */
const versionArbitrary = fc.record({
  included: fc.boolean(),
  changed: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, reportArbitrary),
});

const pillarSpellings: ((pillar: number) => string)[] = [
  (pillar) => `Pillar ${pillar}`,
  (pillar) => `pillar_${pillar}`,
  (pillar) => `${pillar}`,
  (pillar) => `${pillar}.0`,
];

/** Rows that are dropped, or that replace an earlier row of the same article and pillar. */
const oddityArbitrary = fc.record({
  of: fc.nat(),
  change: fc.constantFrom<Partial<DataRow>[]>(
    { id: null },
    { id: "" },
    { associated_pillar: null },
    { associated_pillar: "Pillar 9" },
    { associated_pillar: "economy" },
    { impact_score: "7" },
    { impact_score: "2.5" },
    { impact_score: "NaN" },
    { impact_score: "1" },
    { impact_score: null },
    { title_trans: null },
    { title_trans: "Minister denies bribe in court" },
    { published_date: null },
    { link: null, domain_url: null },
  ),
});

const fileArbitrary = fc.record({
  // Few values, so that some files are of the same moment.
  secondsOld: fc.integer({ min: 0, max: 4 }),
  country: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, fc.constant("Finland")),
  versions: fc.array(versionArbitrary, { minLength: MOST_REPORTS, maxLength: MOST_REPORTS }),
  oddities: fc.array(oddityArbitrary, { maxLength: 4 }),
  spelling: fc.constantFrom(...pillarSpellings),
  types: fc.record<ColumnTypes>({
    impact_score: fc.constantFrom("VARCHAR", "INTEGER", "BIGINT", "DOUBLE"),
    associated_pillar: fc.constantFrom("VARCHAR", "INTEGER", "DOUBLE"),
    published_date: fc.constantFrom(
      "VARCHAR",
      "VARCHAR",
      "TIMESTAMP",
      "TIMESTAMP_MS",
      "TIMESTAMP_NS",
      "TIMESTAMPTZ",
    ),
  }),
});
type FileDraft = typeof fileArbitrary extends fc.Arbitrary<infer T> ? T : never;

function rowsOf(
  report: Report,
  id: string,
  events: readonly Event[],
  spell: (pillar: number) => string,
): DataRow[] {
  const index = report.event % events.length;
  const event = events[index];
  if (event === undefined) throw new RangeError("a world has events");
  const publishedAt = NOON - event.hoursAgo * HOUR_MS + report.delay * HOUR_MS;
  const link = report.link(report.outlet, report.slug === "own" ? id : `event-${index}`);
  const domains: Record<string, string | null> = { plain: report.outlet, www: `WWW.${report.outlet}` };
  return report.assessments.map(({ pillar, score }) => ({
    id,
    link,
    domain_url: domains[report.domain] ?? null,
    published_date:
      report.date === undefined
        ? new Date(publishedAt).toISOString().slice(0, 19).replace("T", " ")
        : report.date,
    title_trans: report.title(event.words),
    summary: `What ${id} means for pillar ${pillar}.`,
    impact_score: score,
    associated_pillar: spell(pillar),
  }));
}

/** Data sets of one to six files, one to sixty articles. At least one row counts. */
export const dataArbitrary: fc.Arbitrary<RandomData> = fc
  .record({
    now: fc.constantFrom(0, 0, 5, -29, 24 * 30, 24 * 400).map((hours) => NOON + hours * HOUR_MS),
    events: fc.array(eventArbitrary, { minLength: 1, maxLength: 8 }),
    reports: fc.uniqueArray(reportArbitrary, {
      minLength: 1,
      maxLength: MOST_REPORTS,
      size: "max",
      selector: ({ id }) => id,
    }),
    names: fc.shuffledSubarray(FILE_NAMES, { minLength: 1 }),
    drafts: fc.array(fileArbitrary, { minLength: FILE_NAMES.length, maxLength: FILE_NAMES.length }),
  })
  .map(({ now, events, reports, names, drafts }) => ({
    now,
    files: names.flatMap((name, index) => {
      const draft = drafts[index];
      return draft === undefined ? [] : [fileOf(draft, { name, reports, events })];
    }),
  }))
  .filter(({ files }) => files.some(({ rows }) => rows.length > 0));

interface FileContents {
  readonly name: string;
  readonly reports: readonly Report[];
  readonly events: readonly Event[];
}

function fileOf(draft: FileDraft, { name, reports, events }: FileContents): RandomFile {
  const rows: DataRow[] = [];
  // Numbers cannot spell a word: such a column takes numbers only.
  const spell =
    draft.types.associated_pillar === "VARCHAR" ? draft.spelling : (pillar: number) => `${pillar}`;
  for (const [index, report] of reports.entries()) {
    const version = draft.versions[index];
    if (version?.included === false) continue;
    rows.push(...rowsOf(version?.changed ?? report, report.id, events, spell));
  }
  for (const { of, change } of draft.oddities) {
    const row = rows[of % Math.max(rows.length, 1)];
    if (row?.id) rows.push({ ...row, ...change });
  }
  const { secondsOld, country, types } = draft;
  const file = { name, modifiedAt: NOON - secondsOld * 1000, rows, types };
  return country === undefined ? file : { ...file, country };
}
