import { describe, expect, it } from "vitest";
import { languageFor } from "../../src/wording/languages.ts";
import { inLanguage, languageHere, say, sayParts } from "../../src/wording/say.ts";

describe("a message", () => {
  it("counts in words, and leaves values as they are", () => {
    expect(
      say("{count, plural, one {# story} other {# stories}} of {name}", { count: 1234, name: "<b>{x}" }),
    ).toBe("1,234 stories of <b>{x}");
  });

  it("gives what is more than words back as it came, in its place", () => {
    const code = { type: "code", text: "/news top" };
    expect(sayParts("{command} works meanwhile.", { command: code })).toEqual([code, " works meanwhile."]);
  });

  it("is in English wherever a language lacks it", () => {
    expect(inLanguage("pl", () => say("This sentence nobody translates."))).toBe(
      "This sentence nobody translates.",
    );
  });
});

describe("the reader's language", () => {
  it("holds for whatever is waited for, and for nobody else", async () => {
    const [polish, other] = await Promise.all([
      inLanguage("pl", async () => {
        await Promise.resolve();
        return languageHere();
      }),
      Promise.resolve().then(languageHere),
    ]);
    expect([polish, other]).toEqual(["pl", "en"]);
  });

  it.each([
    ["pl", "pl"],
    ["pl-PL", "pl"],
    ["PL_pl", "pl"],
    ["en-GB", "en"],
    ["sv-SE", "en"],
    ["plt", "en"],
    [undefined, "en"],
  ])("of the locale %s is %s", (locale, language) => {
    expect(languageFor(locale)).toBe(language);
  });
});
