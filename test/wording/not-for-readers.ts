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
    "src/store/backup.ts",
    "src/store/database-lock.ts",
    "src/store/database.ts",
    "src/store/installations.ts",
    "src/store/key-file.ts",
    "src/store/lock.ts",
    "src/store/migrate.ts",
    "src/store/migrations/",
    "src/store/move/",
    "src/store/postgres-dialect.ts",
    "src/store/rotate-keys.ts",
    "src/store/sqlite-dialect.ts",
    "src/store/upgrade.ts",
    "src/http/server.ts",
    "src/datasets/background.ts",
    "src/datasets/local-files.ts",
    "adapters/slack/api/events.ts",
    "adapters/slack/api/examination.ts",
    "adapters/slack/api/installation.ts",
    "adapters/slack/api/manifest.ts",
    "adapters/slack/api/oauth.ts",
    "adapters/slack/api/shortcuts.ts",
    "adapters/slack/api/slack-fetch.ts",
    "adapters/slack/api/sockets.ts",
    "adapters/slack/platform.ts",
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
    "src/language/read/plain-words.ts",
    "src/language/read/questions.ts",
    "src/news/card-summary.ts",
    "src/news/cleaning.ts",
    "src/news/cleaning/",
    "src/news/column-values.ts",
    "src/news/country-adjectives.ts",
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
  ["label", "src/dropbox/refusal-row.ts"],
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
  "a pattern": /^\^\(|\(\?[:<!=]/u,
  "attributes and classes of markup": /^ (?:checked|required|selected|refusal)$/u,
  "a media type": /^(?:text|application)\/\w/u,
  "names of their own": /^(?:Discord|Dropbox|Inter|Slack|Terminal|Web)$/u,
};

/** Single texts, by file: the operator's, programs', or read again by us. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  // src/commands
  "src/commands/serve/across-replicas.ts": ["request …"],
  "src/commands/news/cite.ts": ["… cite"],
  "src/commands/news/find-article.ts": ["id …"],
  "src/commands/news/going-on.ts": ["… page …"],
  "src/commands/news/show.ts": ["id …"],
  // What is typed.
  "src/commands/digest/forms.ts": ["not …"],
  "src/commands/digest/manage.ts": ["when …"],
  "src/commands/digest/options.ts": ["daily 09:00, weekdays 08:30, mon,thu 18:00, hourly, monthly 31 09:00"],

  // src/digest: what the log says of work, and words and texts of schedules
  "src/digest/conduct.ts": [
    "deciding … …",
    "ending pauses",
    "deciding digests",
    "deciding alerts",
    "looking at what stands",
  ],
  "src/digest/correct/corrector.ts": [
    "The platform cannot change what stands.",
    "It was tried for 7 days.",
    "It does not stand any more.",
  ],
  "src/digest/rule.ts": [
    "hour hours hourly",
    "day days daily everyday",
    "week weeks weekly",
    "month months monthly",
    "weekday weekdays workday workdays",
    "weekend weekends",
    "a and at each every minute minutes o'clock of on past the & + @",
    "monthly … …",
  ],
  "src/digest/service.ts": ["deciding digests", "forgetting deliveries"],
  "src/digest/correct/planner.ts": ["planning corrections …"],
  "src/digest/deliver/queue.ts": ["place …"],
  "src/digest/note-snapshot.ts": ["noting …"],

  // src/datasets, src/dropbox, src/news, src/store, src/http
  "src/dropbox/sdk.ts": ["Bearer …"],
  "src/datasets/connections/turns.ts": ["connection of …"],
  "src/datasets/data-set.ts": ["news of …", "The bot closes."],
  "src/datasets/share-seal.ts": ["No SECRET_KEY was given.", "shared snapshots …"],
  "src/datasets/connections/nothing-to-read.ts": ["--files <folder>"],
  "src/http/routes.ts": ["not ready", "starting or stopping", "the stored state cannot be read"],
  "src/news/export/run-child.ts": ["it spoke nonsense"],
  "src/news/export/write-export.ts": ["About", "Assessments"],
  "src/news/pillars.ts": [" and "],
  "src/news/restarted-ids.ts": ["link …", "title …", "link "],
  "src/news/search/build-in-child.ts": ["it ended before it was done"],
  "src/news/search/store.ts": ["PRAGMA query_only = ON; PRAGMA cache_size = -4000; PRAGMA mmap_size = 0"],
  "src/news/search/write.ts": [
    "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000",
  ],
  "src/news/catalog.ts": ["title IS NOT NULL"],
  "src/news/tables.ts": ["article, pillar"],
  "src/store/database-leases.ts": [
    "select key, pg_try_advisory_lock(key) as done from unnest($1::bigint[]) as key",
    "select key, pg_advisory_unlock(key) as done from unnest($1::bigint[]) as key",
  ],
  "src/store/secret-box.ts": [
    "No SECRET_KEY was given.",
    "SECRET_KEY must be 32 bytes, written as base64 or hex.",
  ],
  "src/store/unsynced.ts": ["PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL"],

  // src/language, src/reply, src/platform, src/time, src/charts, src/commands/serve
  "src/charts/palette.ts": ["downward triangle"],
  // What is typed as it is.
  "src/commands/serve/conversing.ts": ["top corruption last week", "only negative"],
  // English alone has a sentence begin with the name of its option.
  "src/commands/serve/forms.ts": ["It…"],
  "src/commands/serve/greeting.ts": ["greeting …"],
  "src/platform/told-once.ts": ["notice …"],
  // What is read again.
  "src/language/declare/form-fields.ts": ["not …"],
  "src/language/declare/format.ts": ["… no", "not …", "… not …"],
  "src/language/read/dates.ts": [
    "this week",
    "last week",
    "this month",
    "last month",
    "this year",
    "last year",
  ],
  "src/language/read/fixed-dates.ts": [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  "src/language/read/format-dates.ts": ["last ", "week …"],
  "src/language/read/relative-dates.ts": ["week …", "week … …"],
  // English joins so; other languages by Intl.ListFormat.
  "src/language/read/text.ts": [" and "],
  // Units are written alike.
  "src/reply/plain-text.ts": ["… kB", "… MB"],
  "src/time/zones.ts": ["… (Node …)"],

  // adapters/slack
  "adapters/slack/api/client.ts": ["There is no token of the bot's for that workspace."],
  "adapters/slack/api/granted.ts": ["missing permissions: …"],
  "adapters/slack/api/scopes.ts": ["event member_joined_channel", "event member_left_channel"],
  "adapters/slack/digests/channels.ts": ["too long"],
  "adapters/slack/in/doors.ts": ["top pillar 1 estonia since january"],
  "adapters/discord/in/intake.ts": ["discord …"],
  "adapters/slack/in/answer.ts": ["slack …"],
  "adapters/slack/in/hear.ts": ["news top", "slack …"],
  "adapters/slack/in/homes.ts": ["… again"],
  "adapters/slack/in/install-state.ts": ["slack install … …"],
  "adapters/slack/in/installing.ts": ["Lax"],
  "adapters/slack/in/intake.ts": [
    "Slack needs SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP mode.",
  ],
  "adapters/slack/in/passed-over.ts": ["no object"],
  "adapters/slack/in/read.ts": ["action … …", "view … …"],
  "adapters/slack/in/socket-guard.ts": ["no envelope", "an event in disguise"],
  "adapters/slack/out/notifier.ts": ["Nobody in Slack is named.", "Slack's installations cannot be read."],

  // adapters/discord
  "adapters/discord/api/servers.ts": ["too many"],
  "adapters/discord/out/look.ts": ["Submit"],
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
