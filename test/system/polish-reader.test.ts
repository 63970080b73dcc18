// What a Polish reader is shown: for every example of every command, its help and its form, nothing that an English reader is
// shown but what data, commands and names say themselves.

import { afterAll, beforeAll, expect, it } from "vitest";
import { listed } from "../../src/commands/serve/define.ts";
import { labelOf } from "../../src/language/declare/form-fields.ts";
import type { Option } from "../../src/language/declare/options.ts";
import { PILLARS } from "../../src/news/pillars.ts";
import type { Input, Invocation } from "../../src/platform/invocation.ts";
import { workspaceKey } from "../../src/platform/workspace.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { LANGUAGES, type Language } from "../../src/wording/languages.ts";
import { inLanguage, say } from "../../src/wording/say.ts";
import { hostileArticles, pageArticle, rulings } from "../contract/articles.ts";
import { discord } from "../contract/discord.ts";
import { type Newsroom, openNewsroom } from "../contract/newsroom.ts";
import { slack } from "../contract/slack.ts";

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
});

afterAll(async () => newsroom.close());

const SAID = [
  "hello",
  "thanks",
  "never mind",
  "yes",
  "top pilar 1",
  "/news tpo",
  "/news top since 31 feb 2024",
  "/news top pillar 9",
  "/news top country Atlantis",
  "/news search zzzz qqqq",
  "/news show 99",
  "/news page 7",
  "/digest show nothing of the kind",
  "/digest create Morning when at nine",
  '/digest create Morning when "daily 09:00" channel nowhere',
  "/digest mute word football for 7d",
  "/dropbox use /nowhere",
  '/news top words "open',
];

let asked = 0;

function invocationOf(input: Input, language: Language, isAdmin: boolean): Invocation {
  asked += 1;
  return {
    platform: "terminal",
    workspace: workspaceKey({ platform: "terminal", id: "local" }),
    place: "terminal",
    actor: {
      id: "U1",
      name: "Ada",
      roles: isAdmin ? ["read", "manage", "admin"] : ["read"],
      locale: language === "en" ? "en-US" : language,
    },
    requestId: `${language} ${asked}`,
    input,
  };
}

/** What the answer says on both platforms: the pieces that a reader takes in one by one. */
async function shownTo(language: Language, input: Input, isAdmin = true): Promise<readonly string[]> {
  const { bot } = newsroom;
  const invocation = invocationOf(input, language, isAdmin);
  const reply: Reply = await bot.router.handle(invocation, { progress: () => undefined });
  const codes = await bot.codes.codesOf(invocation.workspace, reply);
  return inLanguage(language, () =>
    [slack, discord].flatMap((platform) => {
      const form = platform.formOf(reply, codes);
      return [
        ...platform
          .show(reply, codes)
          .flatMap(({ text, buttons }) => [...text.split("\n"), ...buttons.map(({ label }) => label)]),
        ...(form === undefined ? [] : [form.title, ...form.labels]),
      ];
    }),
  ).flatMap((line) => line.split(/ · |(?<=[.:;]) /u));
}

/** Two words behind one another; what is typed begins with a slash, and an option's name or value is one word. */
function isSaid(piece: string): boolean {
  return /\p{L}{2,} \p{Ll}{2,}/u.test(piece) && !/^\W*\//u.test(piece) && !TYPED.test(piece);
}

/** What stands in help as it is typed. */
const TYPED = /^(?:when )?(?:7d|daily|weekdays|hourly)\b/u;

/** What only data and examples say is nobody's to translate. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}

it("is in Polish but for what is data's own, on Slack and on Discord", async () => {
  const commands = listed(newsroom.bot.router.commands);
  const typed = commands.flatMap(({ path, examples }) => [
    `/${path.join(" ")}`,
    `/news help ${path.join(" ")}`,
    ...examples,
  ]);
  const inputs = [...new Set([...typed, ...SAID])].map(
    (text): Input => ({ type: "said", text, conversation: "C1" }),
  );
  const pieces: Record<Language, string[]> = { en: [], pl: [] };
  for (const language of LANGUAGES)
    for (const input of inputs) {
      pieces[language].push(...(await shownTo(language, input)));
      if ("text" in input && /^\/d/u.test(input.text))
        pieces[language].push(...(await shownTo(language, input, false)));
    }
  const known = new Set(
    wordsOf(
      JSON.stringify([rulings, hostileArticles, pageArticle, PILLARS.map(({ aliases }) => aliases), typed]),
    ),
  );
  const english = new Set(pieces.en);
  const left = pieces.pl.filter(
    (piece) => english.has(piece) && isSaid(piece) && !wordsOf(piece).every((word) => known.has(word)),
  );
  expect([...new Set(left)]).toEqual([]);
  // It can fail: an English reader is shown hundreds of sentences.
  expect([...english].filter(isSaid).length).toBeGreaterThan(300);
});

/** What Discord takes: descriptions and choices of 100 characters, labels of modals of 45. */
it.each(LANGUAGES)("needs no cut where platforms leave little room: %s", (language) => {
  const long = inLanguage(language, () =>
    listed(newsroom.bot.router.commands).flatMap(({ path, summary, options }) => [
      ...tooLong(100, summary),
      ...Object.entries<Option>(options)
        .filter(([, { hidden }]) => hidden !== true)
        .flatMap(([name, option]) => [
          ...tooLong(100, option.summary),
          ...tooLong(45, labelOf(name, option)),
          ...("choices" in option ? option.choices.flatMap(({ label }) => tooLong(100, label)) : []),
        ])
        .map((text) => `/${path.join(" ")}: ${text}`),
    ]),
  );
  expect(long).toEqual([]);
});

function tooLong(most: number, message: string): readonly string[] {
  const text = say(message);
  return text.length > most ? [`${text} (${text.length} of ${most})`] : [];
}
