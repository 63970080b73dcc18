// What may stand in a field while somebody types, from wherever it is known.

import { describe, expect, test } from "vitest";
import { createCompleter } from "../../../src/commands/serve/completer.ts";
import { commands, edit, lexicon } from "../../language/sample-commands.ts";

const all = [
  ...commands,
  edit,
  {
    ...edit,
    path: ["digest", "why"] as const,
    options: {
      article: { kind: "text", vocabulary: "title", rest: true, summary: "Which article" },
      digest: { kind: "text", vocabulary: "digest", summary: "Which digest" },
      secret: { kind: "text", vocabulary: "digest", hidden: true, summary: "Only for buttons" },
    },
  } as const,
];

const titles = [
  "Mayor charged with taking bribes",
  `${"Very long ".repeat(12)}😀`,
  `${"x".repeat(98)}😀 tail`,
];
const asked: (readonly [string, string, number])[] = [];

function completerWith(prefix = "") {
  return createCompleter({
    commands: all,
    prefix,
    lexicon: async (workspace) =>
      workspace === "slack:T1" ? lexicon : { countries: [], sources: [], digests: [] },
    titles: async (workspace, partial, limit) => {
      asked.push([workspace, partial, limit]);
      return titles.map((title, index) => ({ id: `id${index}`, title }));
    },
  });
}

const complete = completerWith();
const why = ["digest", "why"];

describe("a field is completed", () => {
  test("with the workspace's own digests, by any part of their names", async () => {
    expect(await complete("slack:T1", why, "digest", "brief")).toEqual([
      { label: "Morning brief", value: "Morning brief" },
    ]);
    expect(await complete("slack:T2", why, "digest", "")).toEqual([]);
  });

  test("with articles by their titles: the title is read, the id is sent", async () => {
    const completions = await complete("slack:T1", why, "article", "mayor");
    expect(asked.at(-1)).toEqual(["slack:T1", "mayor", 25]);
    expect(completions[0]).toEqual({ label: titles[0], value: "id0" });
    expect(completions.map(({ value }) => value)).toEqual(["id0", "id1", "id2"]);
  });

  test("with nothing for a text that is no beginning of anything, which nobody looks for", async () => {
    const before = asked.length;
    expect(await complete("slack:T1", why, "article", "x".repeat(201))).toEqual([]);
    expect(await complete("slack:T1", why, "digest", "x".repeat(1_000_000))).toEqual([]);
    expect(asked).toHaveLength(before);
  });

  test("a title that is too long is cut where it may be, and it shows", async () => {
    for (const { label } of (await complete("slack:T1", why, "article", "")).slice(1)) {
      expect(label.length).toBeLessThanOrEqual(100);
      expect(label.endsWith("…")).toBe(true);
      expect(label.isWellFormed()).toBe(true);
    }
  });

  test.each([
    ["", "stat", ["/news status", "/dropbox status"]],
    ["", "/news st", ["/news status"]],
    ["rol-", "/rol-news st", ["/rol-news status"]],
    ["rol-", "news st", ["/rol-news status"]],
    ["", "STATUS", ["/news status", "/dropbox status"]],
  ])("with commands as people type them: prefix %j, %j", async (prefix, partial, labels) => {
    const completions = await completerWith(prefix)("slack:T1", ["news", "help"], "command", partial);
    expect(completions.map(({ label }) => label)).toEqual(labels);
    for (const { value } of completions) expect(value).not.toContain("/");
  });

  test("with the words of a declaration for all others", async () => {
    expect(await complete("slack:T1", ["news", "top"], "country", "lat")).toEqual([
      { label: "Latvia", value: "Latvia" },
    ]);
    expect(await complete("slack:T1", ["digest", "edit"], "tz", "tallinn")).toEqual([
      { label: "Europe/Tallinn", value: "Europe/Tallinn" },
    ]);
  });
});

test("what there is not, or is not for people, has no completions", async () => {
  for (const [path, option] of [
    [["news", "nothing"], "pillar"],
    [["news", "top"], "nothing"],
    [["news", "top"], "constructor"],
    [["news", "top"], "__proto__"],
    [["news", "top"], "snapshot"],
    [why, "secret"],
    [[], ""],
  ] as const)
    expect([path, option, await complete("slack:T1", path, option, "")]).toEqual([path, option, []]);
});
