// What objects of JavaScript inherit, as keys of other people's JSON.

import fc from "fast-check";

const MEMBERS = [
  '"__proto__":{"isPolluted":true}',
  '"constructor":{"prototype":{"isPolluted":true}}',
  '"prototype":{"isPolluted":true}',
  '"__proto__":null',
  '"__proto__":"x"',
  '"constructor":"x"',
  '"toString":"x","valueOf":null,"hasOwnProperty":1',
] as const;

/** Puts such keys into objects of a payload at random places, up to four. The rest stays as it is. */
export const pollution: fc.Arbitrary<(payload: unknown) => unknown> = fc
  .array(fc.tuple(fc.nat(), fc.constantFrom(...MEMBERS)), { minLength: 1, maxLength: 4 })
  .map((places) => (payload: unknown): unknown => {
    const json = places.reduce(
      (text, [at, members]) => withMembers(text, at, members),
      JSON.stringify(payload),
    );
    return JSON.parse(json);
  });

function withMembers(json: string, at: number, members: string): string {
  // What stands in a map is one more of its things: of a modal's answers, by block and action.
  const places = [...json.matchAll(/(?<!"(?:values|words)":)\{(?="|\})/g)].map(({ index }) => index + 1);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return json;
  const isEmpty = json[place] === "}";
  return `${json.slice(0, place)}${members}${isEmpty ? "" : ","}${json.slice(place)}`;
}

/** Whether no object has anything that it did not have. */
export function isUnpolluted(): boolean {
  const found: readonly string[] = Reflect.ownKeys(Object.prototype).map(String);
  return (
    !found.includes("isPolluted") &&
    Reflect.get({}, "isPolluted") === undefined &&
    String({}) === "[object Object]"
  );
}
