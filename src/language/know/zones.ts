// Time zones as people type them: `Europe/Tallinn`, `tallinn`, `new york`, `UTC`.

import { zoneNamed, zoneNames } from "../../time/zones.ts";
import { fold } from "../read/text.ts";

/** Every zone by its name, and by that of its city: what a slip is compared with. */
export function zoneSpellings(): [string, string][] {
  return zoneNames().flatMap((name): [string, string][] => [
    [name, name],
    [cityOf(name), name],
  ]);
}

/** The zones that a text can mean: the one of that name, else every one of a city of that name. */
export function zonesNamed(text: string): readonly string[] {
  const whole = zoneNamed(text.replace(/\s+/g, "_"));
  if (whole !== undefined) return [whole];
  const city = fold(text);
  return city === "" ? [] : zoneNames().filter((name) => fold(cityOf(name)) === city);
}

function cityOf(name: string): string {
  return name.split("/").at(-1) ?? name;
}
