// The eight pillars of the rule of law, their names and the words people use for them.

import { say, wording } from "../wording/say.ts";

export type PillarNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface Pillar {
  readonly number: PillarNumber;
  readonly name: string;
  /** Other names in use. */
  readonly aliases: readonly string[];
}

export const PILLARS: readonly Pillar[] = [
  { number: 1, name: wording("Constraints on Government Powers"), aliases: [] },
  { number: 2, name: wording("Absence of Corruption"), aliases: [] },
  { number: 3, name: wording("Open Government"), aliases: [] },
  { number: 4, name: wording("Fundamental Rights"), aliases: ["Fundamental Freedoms"] },
  { number: 5, name: wording("Order and Security"), aliases: ["Security"] },
  { number: 6, name: wording("Regulatory Enforcement"), aliases: [] },
  { number: 7, name: wording("Civil Justice"), aliases: [] },
  { number: 8, name: wording("Criminal Justice"), aliases: [] },
];

/** True for 1 to 8. */
export function isPillarNumber(value: number): value is PillarNumber {
  return Number.isInteger(value) && value >= 1 && value <= 8;
}

/** The pillar of that number. */
export function pillarOf(number: PillarNumber): Pillar {
  const pillar = PILLARS[number - 1];
  if (pillar === undefined) throw new RangeError(`no pillar ${number}`);
  return pillar;
}

/** What the reader calls it; commands and data have its English name. */
export function pillarName(number: PillarNumber): string {
  return say(pillarOf(number).name);
}

/** `Pillar 1`, `pillar_1`, `1`, `1.0`; a name may follow: `2. Absence of Corruption`. */
const NUMBERED = /^(?:pillar[\s_-]*)?0*([1-8])(?:\.0*)?(?:[\s_]*[.:,)–—-]?[\s_]*(\D+))?$/i;

/** The pillar that a whole text means, by number or name; undefined when it means none, or two. */
export function pillarNamed(text: string): PillarNumber | undefined {
  const [, digit, name = digit === undefined ? text : ""] = NUMBERED.exec(text.trim()) ?? [];
  const numbered = digit === undefined ? undefined : PILLARS[Number(digit) - 1];
  const named = name === "" ? numbered : PILLARS.find((pillar) => isNameOf(name, pillar));
  return numbered === undefined || named === numbered ? named?.number : undefined;
}

/** Whether it is the pillar's name, another name in use, or the one behind the other. */
function isNameOf(text: string, { name, aliases }: Pillar): boolean {
  const written = nameWords(text);
  const names = [name, ...aliases, ...aliases.map((alias) => `${name} ${alias}`)];
  return names.some((one) => nameWords(one) === written);
}

function nameWords(name: string): string {
  return (
    name
      .toLowerCase()
      .replaceAll("&", " and ")
      .match(/\p{L}+/gu) ?? []
  ).join(" ");
}
