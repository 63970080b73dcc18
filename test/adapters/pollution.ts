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
  .map(
    (places) => (payload: unknown) =>
      places.reduce<unknown>((changed, [at, members]) => {
        const count = objectsIn(changed).length;
        return count === 0 ? changed : withMembers(changed, objectsIn(changed)[at % count], members);
      }, payload),
  );

/** What stands in a map is one more of its things: of a modal's answers, by block and action. */
const MAPS = ["values", "words"];

function objectsIn(value: unknown, key = ""): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, one]: [string, unknown]) => objectsIn(one, name));
  return Array.isArray(value) || MAPS.includes(key) ? inside : [value, ...inside];
}

function withMembers(value: unknown, place: unknown, members: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => withMembers(one, place, members));
  const more: readonly [string, unknown][] =
    value === place ? Object.entries(JSON.parse(`{${members}}`)) : [];
  const own = Object.entries(value).map(([name, one]: [string, unknown]): [string, unknown] => [
    name,
    withMembers(one, place, members),
  ]);
  return Object.fromEntries([...more, ...own]);
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
