// What looks like English in the code and is nobody's to read in another language.

import type { WrittenText } from "./written.ts";

/** Whole rooms and files, by how their paths begin. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  "the operator's: command line, settings, set-up, logs": [
    "src/cli/",
    "src/cli.ts",
    "src/config.ts",
    "src/doctor/",
    "src/main.ts",
    "src/metrics/",
    "src/platform/rests.ts",
    "src/platform/settings.ts",
    "src/platform/way.ts",
    "src/store/database-lock.ts",
    "src/store/database.ts",
    "src/store/key-file.ts",
    "src/store/lock.ts",
    "src/store/migrate.ts",
    "src/store/migrations/",
    "src/store/postgres-dialect.ts",
    "src/store/rotate-keys.ts",
    "src/store/sqlite-dialect.ts",
    "src/http/server.ts",
    "src/datasets/background.ts",
    "src/datasets/local-files.ts",
    "adapters/slack/api/events.ts",
    "adapters/slack/api/examination.ts",
    "adapters/slack/api/installation.ts",
    "adapters/slack/api/manifest.ts",
    "adapters/slack/api/shortcuts.ts",
    "adapters/slack/api/slack-fetch.ts",
    "adapters/slack/api/sockets.ts",
    "adapters/slack/settings.ts",
    "adapters/discord/api/discord-fetch.ts",
    "adapters/discord/api/examination.ts",
    "adapters/discord/api/gateway-guard.ts",
    "adapters/discord/api/gateway.ts",
    "adapters/discord/api/token.ts",
    "adapters/discord/settings.ts",
    "adapters/web/settings.ts",
  ],
  "for programs, which read English": ["adapters/mcp/"],
  "words that are read, not said": [
    "src/language/converse/phrases.ts",
    "src/language/converse/utterance.ts",
    "src/language/know/fits.ts",
    "src/language/know/zone-readings.ts",
    "src/language/read/function-words.ts",
    "src/news/card-summary.ts",
    "src/news/cleaning.ts",
    "src/news/cleaning/",
    "src/news/column-values.ts",
    "src/news/country-codes.ts",
    "src/news/country.ts",
    "src/news/links/",
    "src/news/relevance/",
    "src/news/stories/stems.ts",
    "src/time/instants.ts",
  ],
  "the form of workbooks": ["src/news/export/workbook.ts"],
};

/** What is given under a name: commands to type, words that are read, what stands in the docs alone. */
const PROPERTIES: readonly (readonly [name: string, under: string])[] = [
  ["examples", "src/commands/"],
  ["aliases", "src/"],
  ["when", "src/dropbox/"],
  ["means", "src/dropbox/refusal-row.ts"],
  ["told", "src/dropbox/refusal-row.ts"],
  ["when", "adapters/"],
  ["why", "adapters/slack/api/scopes.ts"],
  ["neededBy", "adapters/slack/api/scopes.ts"],
  ["requestId", "adapters/slack/in/"],
  ["absent", "adapters/"],
];

/** Texts of a form that is never for readers. */
const FORMS: Readonly<Record<string, RegExp>> = {
  SQL: /\b(?:SELECT|FROM|WHERE|ATTACH|CREATE|INSERT|UPDATE|DELETE|DROP|CASE|THEN|JOIN|AS|AND|OR|BEGIN|COMMIT|COPY|SET|DESC|IN)\b/u,
  "SQL of the query builder": /^(?:is not|\w+\([\w$, .…()]+\)|[\w.]+ (?:as \w+|desc))$/u,
  markup: /xmlns|^\n\s+body \{/u,
  "attributes and classes of markup": /^ (?:checked|required|selected|refusal)$/u,
  "a media type": /^(?:text|application)\/\w/u,
  "names of their own": /^(?:Discord|Dropbox|Inter|Slack|Terminal|Web)$/u,
};

/** Single texts, by file: the operator's, programs', or read again by us. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  // src/commands

  // src/digest
  // Languages call themselves so.
  "src/digest/settings.ts": ["English", "Polski"],

  // src/datasets, src/dropbox, src/news, src/store, src/http
  "src/dropbox/sdk.ts": ["Bearer …"],

  // src/language, src/reply, src/platform, src/time, src/charts

  // adapters/slack
  "adapters/slack/api/granted.ts": ["missing permissions: …"],
  "adapters/slack/api/scopes.ts": ["event member_joined_channel", "event member_left_channel"],
  "adapters/slack/digests/channels.ts": ["too long"],
  "adapters/slack/in/doors.ts": ["top pillar 1 estonia since january"],
  "adapters/slack/in/hear.ts": ["news top"],
  "adapters/slack/in/homes.ts": ["… again"],
  "adapters/slack/in/intake.ts": [
    "Slack needs SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP mode.",
  ],
  "adapters/slack/in/passed-over.ts": ["no object"],
  "adapters/slack/in/read.ts": ["action … …", "view … …"],
  "adapters/slack/in/socket-guard.ts": ["no envelope", "an event in disguise"],

  // adapters/discord
  "adapters/discord/api/servers.ts": ["too many"],
  "adapters/discord/out/greeting.ts": ["latvia last week"],

  // adapters/web, adapters/terminal
  "adapters/web/in/routes.ts": ["attachment; filename*=UTF-8''…"],
  "adapters/web/in/sessions.ts": ["…=…; HttpOnly; SameSite=Strict; Path=/chat"],
  "adapters/web/out/page.ts": ["top corruption, search judges, help"],
  "adapters/web/out/look.ts": [
    '<div class="message">\n  <img class="face" src="/chat/icon.svg" alt="" />\n  <div class="said"><p class="sender">rol-news-bot <small>…</small></p>…</div>\n</div>',
  ],
  "adapters/web/out/welcome.ts": ["search judges", "trend corruption"],
  "adapters/web/platform.ts": ["The web chat is at … (this address opens it once)"],
};

export function isNotForReaders({ file, text }: WrittenText): boolean {
  return (
    Object.values(PLACES).some((paths) => paths.some((path) => file.startsWith(path))) ||
    Object.values(FORMS).some((form) => form.test(text)) ||
    TEXTS[file]?.includes(text) === true
  );
}

export function isQuietProperty(name: string | undefined, file: string): boolean {
  return PROPERTIES.some(([quiet, under]) => quiet === name && file.startsWith(under));
}

/** The texts that are told here and not in the code any more: what is to be taken out above. */
export function untold(all: readonly WrittenText[]): readonly string[] {
  const there = new Set(all.map(({ file, text }) => `${file}: ${text}`));
  return Object.entries(TEXTS)
    .flatMap(([file, texts]) => texts.map((text) => `${file}: ${text}`))
    .filter((told) => !there.has(told));
}
