// The house, said once: its floors from the lowest, what each room is for, and which packages a room may import. The
// architecture test, the linter's rules and the table in docs/architecture.md all come from this list.

/** A folder, a file by its path, or with `/*` every folder in one as a room of its own; and what it is for. */
export interface Room {
  readonly path: string;
  /** One line of the table in docs/architecture.md. */
  readonly purpose: string;
  /** Rooms of the same floor that it may import all the same. */
  readonly neighbours?: readonly string[];
}

/** A file imports its own room and those of lower floors; rooms of one floor do not import one another. */
export const FLOORS: readonly (readonly Room[])[] = [
  [
    { path: "src/utc.ts", purpose: "the process lives in UTC, before anything else is loaded" },
    {
      path: "src/data-directory.ts",
      purpose: "where the program keeps what it knows, needed before the rest of the environment",
    },
    { path: "src/errors.ts", purpose: "one error family with sentences for people" },
    { path: "src/steering.ts", purpose: "others' words in lines that steer nothing" },
    { path: "src/log.ts", purpose: "structured logs without secrets", neighbours: ["src/steering.ts"] },
    {
      path: "src/wording",
      purpose: "the bot's own sentences as messages, and their translations; which language a reader reads",
    },
    {
      path: "src/time",
      purpose:
        "units of time, zones, times of day, points and stretches of time as people say them; what wakes the program",
      neighbours: ["src/errors.ts", "src/log.ts", "src/wording"],
    },
    {
      path: "src/reply",
      purpose:
        "the neutral reply: blocks, inline text, builders, dates, plain text; ports that lower floors use",
      neighbours: ["src/errors.ts", "src/time", "src/wording"],
    },
  ],
  [
    {
      path: "src/sentence-page.ts",
      purpose: "the page with one sentence that somebody sees who comes back to the bot from elsewhere",
    },
    {
      path: "src/language",
      purpose:
        "the typed language: declarations, reading, known words, mending; it knows no command and no platform",
    },
  ],
  [
    {
      path: "src/store",
      purpose:
        "state: SQLite or Postgres, migrations, sealed secrets, the locks on data directory and database",
      neighbours: ["src/platform"],
    },
    {
      path: "src/platform",
      purpose:
        "what a platform is: invocations in, places and destinations out; requests answered once, what people see while they wait, what an answer to a digest means, how long calls are held back",
    },
  ],
  [
    {
      path: "src/news",
      purpose:
        "the domain, and files → snapshot → catalog; `filter/`: what a filter means, a record a dimension, and the order of stories; `index/`: packed columns and the scans over them; `search/`: the full text, and what is asked of it; `export/`: rows as files",
    },
    {
      path: "src/charts",
      purpose: "charts as pictures, with the shipped font, drawn in a thread of its own",
    },
    {
      path: "src/dropbox",
      purpose: "OAuth, tokens, the client over the official SDK, sync, waiting for changes",
    },
  ],
  [
    {
      path: "src/datasets",
      purpose:
        "which files a workspace reads, what serves now, what is held back; connections; what goes on by itself",
    },
  ],
  [
    {
      path: "src/digest",
      purpose:
        "everything about digests and alerts: when they run, what they choose and say, how they are delivered",
    },
  ],
  [
    {
      path: "src/commands",
      purpose: "`serve/`: declarations, router, roles, buttons' codes; beside it the commands themselves",
    },
  ],
  [{ path: "adapters/adapter.ts", purpose: "what an adapter is ([how to write one](adapters.md))" }],
  [
    { path: "src/http", purpose: "health, numbers for a monitor, and Dropbox's way back to the bot" },
    { path: "src/metrics", purpose: "what the program counts and measures of itself, for Prometheus" },
    {
      path: "adapters/*",
      purpose:
        "a platform's requests in, its messages out; its limits, escaping, and places for digests. A room for each platform",
    },
  ],
  [{ path: "adapters/index.ts", purpose: "the one list of adapters" }],
  [{ path: "src/config.ts", purpose: "the environment, checked whole" }],
  [
    {
      path: "src/configured.ts",
      purpose: "what the environment names: the state, the keys of its secrets, the Dropbox app",
    },
  ],
  [{ path: "src/main.ts", purpose: "puts the rooms together" }],
  [{ path: "src/doctor", purpose: "what is wrong with a set-up, and how it is mended" }],
  [{ path: "src/cli", purpose: "the commands of the command line" }],
  [{ path: "demo", purpose: "a simulated Dropbox, sample articles, the tour and its page" }],
  [
    {
      path: "bench",
      purpose: "measurements, and invented news in the shape of real files, as many as a measurement needs",
    },
  ],
  [{ path: "src/cli.ts", purpose: "the command line: what every npm script comes to" }],
  [
    {
      path: "src/entry.js",
      purpose:
        "where the scripts start whose answer somebody waits for, with what Node made of the program before",
    },
  ],
];

/** The only places that may import a package: folders end in `/`. A package that is not named may be imported by nobody. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "@duckdb/node-api": [
    "src/news/query-pool.ts",
    "src/news/snapshot-child.ts",
    "src/news/build-catalog.ts",
    "src/news/export/write-export.ts",
    "src/news/file-looks.ts",
    "src/news/index/",
    "src/news/load.ts",
    "src/news/load-texts.ts",
    "src/news/queries.ts",
    "src/news/read-files.ts",
    "src/news/spelled-values.ts",
    "src/news/write-catalog.ts",
    "src/news/mend-texts.ts",
    "src/news/place-articles.ts",
    "src/news/restarted-ids.ts",
    "src/news/taken-articles.ts",
    "demo/sample/",
    "bench/",
  ],
  dropbox: ["src/dropbox/"],
  entities: ["src/news/cleaning/"],
  fflate: ["src/news/export/"],
  "node-cron": ["src/time/wake.ts"],
  "temporal-polyfill": ["src/digest/quiet.ts", "src/digest/schedule.ts", "src/time/zones.ts"],
  kysely: ["src/store/"],
  pg: ["src/store/"],
  zod: ["src/", "demo/", "adapters/", "bench/"],
  pino: ["src/log.ts"],
  "prom-client": ["src/metrics/"],
  "intl-messageformat": ["src/wording/"],
  hono: [
    "src/sentence-page.ts",
    "src/http/",
    "demo/simulator/",
    "demo/page.ts",
    "adapters/web/",
    "adapters/slack/",
  ],
  "@hono/node-server": ["src/http/", "demo/simulator/", "adapters/web/", "adapters/slack/"],
  "@slack/bolt": ["adapters/slack/"],
  undici: ["adapters/slack/in/"],
  "@modelcontextprotocol/sdk": ["adapters/mcp/"],
  "discord.js": ["adapters/discord/"],
  "@resvg/resvg-js": ["src/charts/png.ts"],
  "@sparticuz/chromium": ["demo/pictures.ts"],
  "playwright-core": ["demo/pictures.ts"],
  hyparquet: ["bench/instead/"],
  "nodejs-polars": ["bench/instead/"],
  "string-width": ["adapters/terminal/"],
  "wrap-ansi": ["adapters/terminal/"],
};
