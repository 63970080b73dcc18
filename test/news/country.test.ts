// The country of a file is told by its name.

import { describe, expect, test } from "vitest";
import { createCountryFinder, createCountryReader } from "../../src/news/country.ts";

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

  test.each([
    ["data/Latvia/master.parquet", "Latvia"],
    ["Latvia/Estonia.parquet", "Estonia"],
    ["Latvia/2024/03/part-0.parquet", "Latvia"],
    ["Austria/2023-01/part-0.parquet", "Austria"],
    ["Europe/EE/part-0.parquet", "Estonia"],
    ["Europe/EST/2024/part-0.parquet", "Estonia"],
    ["Europe/Latvia/EE/part-0.parquet", "Estonia"],
  ])("is told by the nearest folder when the file's own name tells none: %s", (path, country) => {
    expect(countryOf(path)).toBe(country);
  });

  test.each([
    ["country=Estonia/month=2024-03/part-0.parquet", "Estonia"],
    ["country=EE/part-0.parquet", "Estonia"],
    ["month=2024-03/country=ee/part-0.parquet", "Estonia"],
    ["country=est/part-0.parquet", "Estonia"],
    ["Country_Code=LV/part-0.parquet", "Latvia"],
    ["iso3=LVA/part-0.parquet", "Latvia"],
    ["country=UK/part-0.parquet", "United Kingdom"],
    ["country=C%C3%B4te%20d%27Ivoire/part-0.parquet", "Côte d’Ivoire"],
    ["country=North%20Macedonia/part-0.parquet", "North Macedonia"],
    ["Latvia/country=EE/Sweden.parquet", "Estonia"],
    ["country=100%/Estonia.parquet", "Estonia"],
    ["country=__HIVE_DEFAULT_PARTITION__/Estonia.parquet", "Estonia"],
  ])("is what the path says in so many words: %s", (path, country) => {
    expect(countryOf(path)).toBe(country);
  });

  test.each([
    "data_example.parquet.gzip",
    "LV.parquet",
    "in/no/it/master.parquet",
    "state=Georgia/master.parquet",
    "month=2024-03/master.parquet",
    "Estonian.parquet",
    "European Union.parquet",
    "",
  ])("is not guessed from %j", (name) => {
    expect(countryOf(name)).toBeUndefined();
  });
});

describe("a column of countries", () => {
  const countryNamed = createCountryReader();

  test.each([
    ["Estonia", "Estonia"],
    [" estonia ", "Estonia"],
    ["EE", "Estonia"],
    ["est", "Estonia"],
    ["Czech Republic", "Czechia"],
    ["UK", "United Kingdom"],
    ["GBR", "United Kingdom"],
  ])("holds %j", (text, country) => {
    expect(countryNamed(text)).toBe(country);
  });

  test.each(["", "EU", "Estonia, Latvia", "Estonian", "XX"])("is not guessed from %j", (text) => {
    expect(countryNamed(text)).toBeUndefined();
  });
});
