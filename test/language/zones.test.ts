import { describe, expect, test } from "vitest";
import { zoneSpellings, zonesNamed } from "../../src/language/know/zones.ts";
import { zoneNames } from "../../src/time/zones.ts";

describe("a zone is meant", () => {
  test.each([
    ["Europe/Tallinn", "Europe/Tallinn"],
    ["europe/TALLINN", "Europe/Tallinn"],
    ["tallinn", "Europe/Tallinn"],
    ["New York", "America/New_York"],
    ["new_york", "America/New_York"],
    ["São Paulo", "America/Sao_Paulo"],
    ["port-au-prince", "America/Port-au-Prince"],
    ["UTC", "UTC"],
    ["utc", "UTC"],
    ["kyiv", "Europe/Kyiv"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Asia/Calcutta", "Asia/Kolkata"],
  ])("by %s", (typed, zone) => {
    expect(zonesNamed(typed)).toEqual([zone]);
  });

  test.each(["", " ", "/", "BST", "EST5EDT4", "+02:00", "UTC+2", "Mars/Olympus", "Tall", "🗞", "__proto__"])(
    "by nothing like %j",
    (typed) => {
      expect(zonesNamed(typed)).toEqual([]);
    },
  );
});

test("every zone that is offered is one that is understood", () => {
  const names = zoneNames();
  expect(names[0]).toBe("UTC");
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect([name, zonesNamed(name)]).toEqual([name, [expect.any(String)]]);
  for (const [spelling] of zoneSpellings())
    expect([spelling, zonesNamed(spelling).length > 0]).toEqual([spelling, true]);
});
