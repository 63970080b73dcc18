// An event becomes the articles of several outlets, with the flaws that real files have.

import { PILLARS } from "../../src/news/pillars.ts";
import type { Score } from "../../src/reply/article-card.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/time/units.ts";
import { contentOf } from "./contents.ts";
import type { Outlet, ScoredEvent, UnscoredEvent, Verdicts } from "./event.ts";
import { headlineOf } from "./headlines.ts";
import type { Chance } from "./random.ts";
import type { SampleArticle } from "./rows.ts";
import { stretchedBeside } from "./stretched.ts";
import { summaryOf } from "./summaries.ts";

const TRANSLATOR_ERROR = "No translation was found using the current translator. Try another translator?";

/** What reports of events depend on. `today` is the newest time allowed, ms UTC. */
export interface Newsroom {
  readonly today: number;
  readonly outlets: readonly Outlet[];
  readonly chance: Chance;
}

/** The articles about a scored event: the first report first. */
export function reportsOf(event: ScoredEvent, room: Newsroom): SampleArticle[] {
  const titles = titlesOf(event, room);
  return toldBy(titles, event, room).map((told, number) => {
    const last = number === titles.length - 1;
    const isRetold = event.retold !== undefined && told.plainTitle === event.retold.title;
    const ownWords = number % 2 === 0 ? event.description : event.facts;
    const opening = isRetold ? event.retold.description : ownWords;
    return {
      domain: told.outlet.domain,
      link: told.link,
      ...(event.undated && last ? {} : { publishedAt: told.publishedAt }),
      title: event.untranslatedTitle && last ? failedTranslation(event.untranslatedTitle) : told.title,
      description: opening,
      content: contentOf(event, opening, room.chance),
      assessments: assessmentsOf(event, verdictsOf(event, number, room.chance), room.chance),
    };
  });
}

/** The articles about an event that the model would not read. */
export function unscoredReportsOf(event: UnscoredEvent, room: Newsroom): SampleArticle[] {
  return toldBy(event.titles, event, room).map((told) => ({
    domain: told.outlet.domain,
    link: told.link,
    publishedAt: told.publishedAt,
    title: told.title,
    description: event.description,
    content: event.description,
    assessments: event.pillars.map((pillar) => ({ pillar, score: 0, summary: "Skipped article" })),
  }));
}

/** The event's own headlines, at times without the last, at times with the first once more, and one in other words. */
function titlesOf(event: ScoredEvent, room: Newsroom): readonly string[] {
  const alike = alikeTitles(event, room);
  return event.retold === undefined ? alike : [...alike, event.retold.title];
}

function alikeTitles(event: ScoredEvent, { chance, outlets }: Newsroom): readonly string[] {
  const roll = chance.next();
  if (event.untranslatedTitle || event.undated || event.dissent) return event.titles;
  if (roll < 0.25 && event.titles.length < outlets.length) return [...event.titles, event.titles[0]];
  return roll > 0.75 && event.titles.length > 1 ? event.titles.slice(0, -1) : event.titles;
}

interface Told {
  readonly outlet: Outlet;
  readonly link: string;
  readonly publishedAt: number;
  readonly title: string;
  /** Without what the outlet puts around it. */
  readonly plainTitle: string;
}

/** One report a title, each by another outlet, each later than the one before. */
function toldBy(titles: readonly string[], event: { readonly daysAgo: number }, room: Newsroom): Told[] {
  const { chance, outlets } = room;
  const first = chance.between(0, outlets.length - 1);
  const happenedAt = atDaytime(room.today - event.daysAgo * 24 * HOUR_MS, chance);
  return titles.map((title, number) => {
    const outlet = outlets[(first + number) % outlets.length];
    if (outlet === undefined) throw new RangeError("a country needs an outlet");
    // Later reports follow within two days, sooner when there is less time left until today.
    const leftMs = Math.min(48 * HOUR_MS, room.today - happenedAt);
    const delayMs = number === 0 ? 0 : ((number - 0.7 * chance.next()) / titles.length) * leftMs;
    return {
      outlet,
      link: `https://www.${outlet.domain}/news/${chance.between(1_000_000, 9_999_999)}/${slugOf(title)}`,
      publishedAt: happenedAt + Math.floor(delayMs / 1000) * 1000,
      title: headlineOf(title, outlet.domain, chance),
      plainTitle: title,
    };
  });
}

/** Whole seconds, at times whole minutes. What would fall between 0 and 5 o'clock UTC was published the evening before. */
function atDaytime(at: number, chance: Chance): number {
  const varied = at - chance.between(0, HOUR_MS / 2);
  const shifted = new Date(varied).getUTCHours() < 5 ? varied - 6 * HOUR_MS : varied;
  const unitMs = chance.happens(0.25) ? MINUTE_MS : 1000;
  return Math.floor(shifted / unitMs) * unitMs;
}

/** The second report has the dissenting verdicts; later ones are at times scored a step milder, or for fewer pillars. */
function verdictsOf(event: ScoredEvent, number: number, chance: Chance): Verdicts {
  const milder = chance.happens(0.2);
  const shorter = chance.happens(0.4);
  if (number === 0) return event.verdicts;
  const verdicts: Verdicts = number === 1 ? { ...event.verdicts, ...event.dissent } : event.verdicts;
  const pillars = PILLARS.filter((pillar) => verdicts[pillar.number] !== undefined);
  const kept =
    shorter && event.dissent === undefined ? pillars.slice(0, chance.between(1, pillars.length)) : pillars;
  return Object.fromEntries(
    kept.flatMap((pillar) => {
      const verdict = verdicts[pillar.number];
      if (verdict === undefined) return [];
      return [[pillar.number, milder ? [milderThan(verdict[0]), verdict[1]] : verdict]];
    }),
  );
}

function milderThan(score: Score): Score {
  if (score === 1) return 2;
  return score === 5 ? 4 : score;
}

/** The verdicts of what happened, and some for pillars that it has nothing to do with. */
function assessmentsOf(event: ScoredEvent, verdicts: Verdicts, chance: Chance): SampleArticle["assessments"] {
  const all: Verdicts = { ...stretchedBeside(verdicts, chance), ...verdicts };
  return PILLARS.flatMap(({ number }) => {
    const verdict = all[number];
    if (verdict === undefined) return [];
    return [{ pillar: number, score: verdict[0], summary: summaryOf(event, number, verdict, chance) }];
  });
}

function failedTranslation(original: string): string {
  return `Translation through API failed. Reason: ${original} --> ${TRANSLATOR_ERROR}`;
}

/** As outlets shorten headlines in links: ASCII letters and digits, cut at a word near 80 characters. */
function slugOf(title: string): string {
  const words = title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (words ?? []).join("-").replace(/^(.{1,80})(?:-.*)?$/, "$1");
}
