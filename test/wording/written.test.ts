// Everything that the code says is a message, and every message is there in Polish.
//
// To see what is left in your part: npx vitest run --project main test/wording -t src/commands/news

import { globSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { POLISH } from "../../src/wording/pl/polish.ts";
import { argumentsOf, namesOf } from "./icu.ts";
import { readFile, readWritten, type SaidMessage } from "./written.ts";

const { messages, english } = readWritten();

const AREAS = [
  ...["news", "digest", "dropbox", "serve", ""].map((room) => `src/commands/${room}`),
  ...[
    "charts",
    "datasets",
    "digest",
    "dropbox",
    "http",
    "language",
    "news",
    "platform",
    "reply",
    "store",
    "time",
  ].map((room) => `src/${room}/`),
  ...["discord", "slack", "terminal", "web"].map((room) => `adapters/${room}/`),
  "",
];

/** The area of a file: the first that it lies in. */
function isIn(area: string, file: string): boolean {
  return AREAS.find((one) => file.startsWith(one)) === area;
}

function told({ file, line }: { readonly file: string; readonly line: number }, what: string): string {
  return `${file}:${line} ${what}`;
}

function textIn({ message }: SaidMessage): string | undefined {
  return "text" in message ? message.text : undefined;
}

function isIcu(text: string): boolean {
  try {
    argumentsOf(text);
    return true;
  } catch {
    return false;
  }
}

/** What a message may be instead of a literal: a constant that `wording` made. */
const LATER = ["Identifier", "MemberExpression", "ChainExpression", "CallExpression"];

describe.each(AREAS)("in %s", (area) => {
  const here = messages.filter(({ file }) => isIn(area, file));

  it("no English text stands beside the messages", () => {
    const left = english.filter(({ file }) => isIn(area, file));
    expect(left.map((text) => told(text, JSON.stringify(text.text)))).toEqual([]);
  });

  it("every message is one literal, or a constant made by `wording`", () => {
    const wrong = here.filter(
      ({ message, by }) => "kind" in message && (by === "wording" || !LATER.includes(message.kind)),
    );
    expect(wrong.map((one) => told(one, JSON.stringify(one.message)))).toEqual([]);
  });

  it("every message is an ICU message whose values are given by its names", () => {
    const wrong = here.flatMap((one) => {
      const text = textIn(one);
      if (text === undefined) return [];
      if (!isIcu(text)) return [told(one, `cannot be parsed: ${text}`)];
      const isGiven = one.by === "wording" || one.values === undefined;
      const given = isGiven ? undefined : [...(one.values ?? [])].toSorted();
      return given === undefined || JSON.stringify(given) === JSON.stringify(namesOf(text))
        ? []
        : [told(one, `is given ${given.join(", ")}: ${text}`)];
    });
    expect(wrong).toEqual([]);
  });

  it("every message has its Polish, with the same values and every plural", () => {
    const wrong = here.flatMap((one) => {
      const text = textIn(one);
      if (text === undefined || !isIcu(text)) return [];
      const polish = POLISH[text];
      const problem = polish === undefined ? "has no Polish" : whatIsWrong(text, polish);
      return problem === undefined ? [] : [told(one, `${problem}: ${JSON.stringify(text)}`)];
    });
    expect([...new Set(wrong)]).toEqual([]);
  });
});

/** What a translation does otherwise than its message. */
function whatIsWrong(english: string, polish: string): string | undefined {
  if (!isIcu(polish)) return "has Polish that cannot be parsed";
  if (JSON.stringify(namesOf(english)) !== JSON.stringify(namesOf(polish)))
    return "has other values in Polish";
  const lacking = argumentsOf(polish).find(
    ({ kind, cases }) =>
      kind === "plural" && !["one", "few", "many", "other"].every((one) => cases.includes(one)),
  );
  if (lacking !== undefined) return `lacks a plural of ${lacking.name} in Polish`;
  const choices = (message: string): string =>
    JSON.stringify(
      argumentsOf(message)
        .filter(({ kind }) => kind === "select")
        .map(({ name, cases }) => `${name} ${[...cases].toSorted().join(" ")}`)
        .toSorted(),
    );
  if (choices(english) !== choices(polish)) return "has other choices in Polish";
  const counted = argumentsOf(english).find(({ kind }) => kind === "plural");
  const isCounted = argumentsOf(polish).some(({ kind, name }) => kind === "plural" && name === counted?.name);
  return counted === undefined || isCounted ? undefined : `has no plural of ${counted.name} in Polish`;
}

describe("Polish", () => {
  it("has each message once", async () => {
    const files = globSync("src/wording/pl/*.ts").filter((file) => !file.endsWith("polish.ts"));
    const tables = await Promise.all(
      files.map(async (file): Promise<object> => Object(await import(resolve(file)))),
    );
    const keys = tables.flatMap((table) => Object.values(table).flatMap((one) => Object.keys(Object(one))));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(keys.toSorted()).toEqual(Object.keys(POLISH).toSorted());
  });

  it("has no message that nobody says", () => {
    const said = new Set(messages.flatMap((one) => textIn(one) ?? []));
    expect(Object.keys(POLISH).filter((message) => !said.has(message))).toEqual([]);
  });
});

describe("the finder", () => {
  const found = (source: string): readonly string[] =>
    readFile("src/news/card.ts", source).english.map(({ line, text }) => `${line} ${text}`);

  it("finds sentences, pieces of them and labels", () => {
    expect(
      found(`const a = "There is none.";\nconst b = \`\${n} ago\`; const c = [" and ", "Help"];`),
    ).toEqual(["1 There is none.", "2 … ago", "2  and ", "2 Help"]);
  });

  it("passes over messages, logs, SQL, what is typed and what is wrong in the program itself", () => {
    const source = [
      'say("There is none."); sayParts("{a} and more", { a: 1 }); const later = wording("Not now");',
      'log.warn({ err }, "a line of the log"); throw new AppError("internal", "That cannot be.");',
      'const typed = "/news top pillar 1"; const asked = "SELECT id FROM articles"; if (kind === "no one") go();',
    ].join("\n");
    expect(found(source)).toEqual([]);
  });

  it("reads of pages what people read or hear", () => {
    expect(
      found(
        `const page = \`<p class="one two">\${x}</p>\`; const b = \`<a aria-label="Numbers" id="a b">\${y}</a>\`;`,
      ),
    ).toEqual(['1 <a aria-label="Numbers" id="a b">…</a>']);
  });
});
