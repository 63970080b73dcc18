// The country of a file is told by its name.

import { describe, expect, test } from "vitest";
import { createCountryFinder } from "../../src/news/country.ts";

const countryOf = createCountryFinder();

describe("the country of a data file", () => {
  test.each([
    ["Estonia_master.parquet.gzip", "Estonia"],
    ["estonia_master.parquet.gzip", "Estonia"],
    ["EUcopilot_Latvia_master.parquet.gzip", "Latvia"],
    ["Estonia_master (Ana's conflicted copy).parquet.gzip", "Estonia"],
    ["Czech_Republic_master.parquet.gzip", "Czechia"],
    ["Czechia.parquet", "Czechia"],
    ["Bosnia and Herzegovina_master.parquet.gzip", "Bosnia & Herzegovina"],
    ["north-macedonia.parquet", "North Macedonia"],
    ["United States of America.parquet", "United States"],
    ["news.Turkey.2024.parquet", "Türkiye"],
    ["Türkiye_master.parquet", "Türkiye"],
    ["Turkiye_master.parquet", "Türkiye"],
    ["South_Sudan.parquet", "South Sudan"],
    ["Equatorial Guinea.parquet", "Equatorial Guinea"],
    ["Guinea-Bissau.parquet", "Guinea-Bissau"],
    ["Cote_d'Ivoire.parquet", "Côte d’Ivoire"],
    ["Latvia_and_Estonia.parquet", "Latvia"],
  ])("%s is about %s", (name, country) => {
    expect(countryOf(name)).toBe(country);
  });

  test("is told by the folder when the file's own name tells none", () => {
    expect(countryOf("data/Latvia/master.parquet")).toBe("Latvia");
    expect(countryOf("Latvia/Estonia.parquet")).toBe("Estonia");
  });

  test.each([
    "data_example.parquet.gzip",
    "Latvia/2024/master.parquet",
    "LV.parquet",
    "Estonian.parquet",
    "European Union.parquet",
    "",
  ])("is not guessed from %j", (name) => {
    expect(countryOf(name)).toBeUndefined();
  });
});
