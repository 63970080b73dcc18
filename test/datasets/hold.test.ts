// Whether a new snapshot lost so much that somebody should look first.

import { describe, expect, it } from "vitest";
import { describeLosses, lossesBetween } from "../../src/datasets/hold.ts";
import { BUILDER_VERSION, type Manifest, type ManifestFile } from "../../src/news/manifest.ts";

function file(name: string, articles: number): ManifestFile {
  return {
    name,
    contentHash: `hash of ${articles} in ${name}`,
    sizeBytes: 1,
    modifiedAt: 0,
    country: null,
    rows: articles * 3,
    assessments: articles * 3,
    articles,
    dropped: { withoutId: 0, unreadablePillar: 0, repeated: 0 },
    overlaps: [],
    dated: 0,
    scored: 0,
    unread: [],
  };
}

function manifestOf(
  files: readonly ManifestFile[],
  refused: readonly (readonly [string, string])[] = [],
): Manifest {
  return {
    id: "x",
    builderVersion: BUILDER_VERSION,
    builtAt: 0,
    validFrom: 0,
    validUntil: null,
    files: [...files],
    refused: refused.map(([name, reason]) => ({ name, reason, contentHash: "" })),
    rows: 0,
    assessments: 0,
    articles: 0,
    stories: 0,
    undated: 0,
    notScored: 0,
    firstDate: null,
    lastDate: null,
  };
}

describe("the loss of a file", () => {
  const lossOf = (before: number, now: number) =>
    lossesBetween(manifestOf([file("Estonia", before)]), manifestOf([file("Estonia", now)]));

  it("is over half of its articles", () => {
    expect(lossOf(1087, 500)).toEqual([{ file: "Estonia", articlesBefore: 1087, articlesNow: 500 }]);
    expect(lossOf(1, 0)).toHaveLength(1);
  });

  it("is none with exactly half of them, nor with more than there were", () => {
    expect(lossOf(1000, 500)).toEqual([]);
    expect(lossOf(1001, 500)).toHaveLength(1);
    expect(lossOf(1000, 1200)).toEqual([]);
    expect(lossOf(0, 0)).toEqual([]);
  });

  it("is all of them where it is there and cannot be read any more", () => {
    const after = manifestOf([], [["Estonia", "Estonia is a web page."]]);
    expect(lossesBetween(manifestOf([file("Estonia", 1087)]), after)).toEqual([
      { file: "Estonia", articlesBefore: 1087, articlesNow: 0, refusal: "Estonia is a web page." },
    ]);
  });

  it("is all of them where it is there and could not be fetched", () => {
    const unread = [{ name: "Estonia", contentHash: "", reason: "Dropbox does not answer." }];
    expect(lossesBetween(manifestOf([file("Estonia", 1087)]), manifestOf([]), unread)).toMatchObject([
      { articlesNow: 0, refusal: "Dropbox does not answer." },
    ]);
  });

  it("is none where somebody removed it, or where it never could be read", () => {
    const before = manifestOf([file("Estonia", 1087), file("Latvia", 900)]);
    expect(lossesBetween(before, manifestOf([file("Latvia", 900)]))).toEqual([]);
    const after = manifestOf([file("Estonia", 1087), file("Latvia", 900)], [["Malta", "Malta is empty."]]);
    expect(lossesBetween(before, after)).toEqual([]);
  });

  it("is not made good by another file", () => {
    const before = manifestOf([file("Estonia", 100), file("Latvia", 100)]);
    const after = manifestOf([file("Estonia", 40), file("Latvia", 400)]);
    expect(lossesBetween(before, after).map((loss) => loss.file)).toEqual(["Estonia"]);
  });
});

it("all losses are told with their numbers and reasons", () => {
  expect(
    describeLosses([
      { file: "Estonia", articlesBefore: 1087, articlesNow: 500 },
      { file: "Latvia", articlesBefore: 900, articlesNow: 0, refusal: "Latvia is a web page." },
    ]),
  ).toBe("Estonia went from 1,087 to 500 articles. Latvia is a web page.");
});
