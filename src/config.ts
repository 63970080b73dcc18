// The environment, read once and checked whole.

import "./utc.ts";
import { z } from "zod";
import type { Environment } from "../adapters/adapter.ts";
import { ADAPTERS } from "../adapters/index.ts";
import { dataDirectory } from "./data-directory.ts";
import { AppError } from "./errors.ts";
import { distance } from "./language/mend/nearest.ts";
import { origin, text } from "./platform/settings.ts";
import { isKey } from "./store/secret-box.ts";

const flag = z.enum(["on", "off"]).default("off");

const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, "is not an IANA time zone such as Europe/Tallinn");

/** Those that the service runs have admins of their own. */
const SERVED = ADAPTERS.flatMap(({ id, settings }) => (settings.off === undefined ? [] : [id]));

/** Whatever is wrong with one. */
const PORTS = "must be a whole number from 0 to 65535";

const A_KEY = "32 bytes as base64 or hex, as openssl rand -base64 32 prints them";

const schema = z.object({
  DATA_DIR: z.string().min(1).default(dataDirectory("")),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number(PORTS).int(PORTS).min(0, PORTS).max(65_535, PORTS).default(3000),
  PUBLIC_URL: origin,
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).optional(),
  DEFAULT_TZ: zone.default("UTC"),
  COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]{0,16}$/, "may hold lower-case letters, digits and dashes only")
    .default(""),
  ADMIN_IDS: z
    .string()
    .regex(
      new RegExp(`^\\s*((${SERVED.join("|")}):\\w+(:\\w+)?\\s*(,\\s*|$))*$`),
      `must be a list such as ${SERVED.map((id) => `${id}:ID`).join(",")}`,
    )
    .default(""),
  ADMIN_CHANNEL: text,
  SECRET_KEY: z.string().refine(isKey, `must be ${A_KEY}`).optional(),
  SECRET_KEY_PREVIOUS: z
    .string()
    .refine((keys) => keys.split(",").every(isKey), `must be keys, separated by commas, each ${A_KEY}`)
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "is not a postgres:// address" }).optional(),
  SNAPSHOT_SHARE: text,
  EXPORT: flag,
  METRICS: flag,
  METRICS_TOKEN: text,
  DROPBOX_APP_KEY: text,
  DROPBOX_APP_SECRET: text,
  DROPBOX_REFRESH_TOKEN: text,
  DROPBOX_ACCESS_TOKEN: text,
  DROPBOX_PATH: text,
  DROPBOX_ACCESS: z.enum(["app-folder", "full"]).default("app-folder"),
  DROPBOX_ORIGIN: origin,
  HTTPS_PROXY: z.url({ protocol: /^https?$/, error: "is not an http:// or https:// address" }).optional(),
  NO_PROXY: text,
});

/** Settings that other programs read in lower case, too. */
const LOWER_CASE = ["HTTPS_PROXY", "NO_PROXY"] as const;

const OFF = "off";

/** What is of no use without another value, and why. */
const NEEDS = [
  ["DATABASE_URL", "SECRET_KEY", "several processes must open the same sealed secrets"],
  ["SNAPSHOT_SHARE", "SECRET_KEY", "what the processes share is sealed with it"],
  ["METRICS_TOKEN", "METRICS", "nothing is measured without it"],
  ["MCP", "MCP_TOKEN", "whoever reaches the port could ask without it"],
  ["MCP_TOKEN", "MCP", "nobody may ask without it"],
  ["DROPBOX_REFRESH_TOKEN", "DROPBOX_APP_KEY", "a refresh token belongs to an app"],
  ["DROPBOX_APP_SECRET", "DROPBOX_APP_KEY", "a secret belongs to an app"],
  ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "an app that many workspaces install shows it to Slack"],
  ["SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID", "a secret belongs to an app"],
  ["SLACK_CLIENT_ID", "PUBLIC_URL", "people begin there to install the app, and Slack sends them back there"],
] as const satisfies readonly (readonly [name: string, needed: string, why: string])[];

/** What cannot be set together, and why. */
const EXCLUDE = [
  [
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "the token is that of one workspace, with a client id each workspace that installs the app gives its own; leave one out",
  ],
] as const satisfies readonly (readonly [name: string, other: string, why: string])[];

/** An id of Slack's without the workspace that it is of: in another one it may be somebody else's. */
const BARE_SLACK_ID = /(^|,)\s*slack:\w+\s*(,|$)/;

const ofPlatforms = ADAPTERS.map(({ settings }) => z.object(settings.variables));

export interface Config extends z.infer<typeof schema> {
  /** The variables of adapters as they were given, checked; each adapter reads its own. */
  readonly platforms: Environment;
  /** Of whoever sits at this machine: "pl_PL.UTF-8". */
  readonly locale?: string;
}

/** What sets the language of messages, the first that says something: POSIX, "Internationalization Variables". */
const LOCALES = ["LC_ALL", "LC_MESSAGES", "LANG"] as const;

/** The names of all settings. */
export const SETTINGS: readonly string[] = [schema, ...ofPlatforms].flatMap(({ shape }) =>
  Object.keys(shape),
);

/**
 * Reads the configuration. Empty values count as absent.
 * Throws AppError "bad-configuration" that names every problem, and no value.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const lower = LOWER_CASE.map((name) => [name, environment[name.toLowerCase()]] as const);
  const given = Object.fromEntries(
    [...lower, ...Object.entries(environment)].filter(([, value]) => (value ?? "").trim() !== ""),
  );
  const result = schema.safeParse(given);
  const results = [result, ...ofPlatforms.map((variables) => variables.safeParse(given))];
  const issues = results.flatMap(({ error }) => error?.issues ?? []);
  const problems = [
    ...issues.map((issue) => `  ${issue.path.join(".")} ${whatIsWrong(issue)}`),
    ...NEEDS.flatMap(([name, needed, why]) =>
      (given[name] ?? OFF) !== OFF && given[needed] === undefined
        ? [`  ${needed} is needed with ${name}: ${why}`]
        : [],
    ),
    ...EXCLUDE.flatMap(([name, other, why]) =>
      given[name] === undefined || given[other] === undefined
        ? []
        : [`  ${name} and ${other} exclude one another: ${why}`],
    ),
    ...(given.SLACK_CLIENT_ID !== undefined && BARE_SLACK_ID.test(given.ADMIN_IDS ?? "")
      ? [
          "  ADMIN_IDS names people of Slack with their workspace when SLACK_CLIENT_ID is set: slack:T0123ABC:U0123ABC",
        ]
      : []),
  ];
  const locale = LOCALES.map((name) => given[name]).find((named) => named !== undefined);
  if (result.success && problems.length === 0)
    return {
      ...result.data,
      platforms: platformsIn(given),
      ...(locale === undefined ? {} : { locale }),
    };
  throw new AppError(
    "bad-configuration",
    `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.join("\n")}`,
  );
}

/** As an operator reads it behind the setting's name. */
function whatIsWrong(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_value" ? `must be one of ${issue.values.join(", ")}` : issue.message;
}

/** A name in the environment that looks like a setting and is none. */
export interface StrangeSetting {
  readonly name: string;
  /** What was most likely meant. */
  readonly meant?: string;
}

/** Slips of the finger, by the letters that differ. */
const SLIPS = 2;
/** So short names are like many others. */
const SHORTEST = 6;

/** Names of the environment that nothing reads although they begin like settings, or are nearly one that is not set. */
export function strangeSettings(environment: NodeJS.ProcessEnv = process.env): readonly StrangeSetting[] {
  const families = new Set(
    SETTINGS.flatMap((name) => /^(SLACK|DISCORD|DROPBOX|MCP|METRICS)_/.exec(name)?.[0] ?? []),
  );
  const missing = SETTINGS.filter((name) => environment[name] === undefined && name.length >= SHORTEST);
  return Object.keys(environment)
    .filter((name) => !SETTINGS.includes(name.toUpperCase()))
    .flatMap((name) => {
      const [meant] = missing
        .map((setting) => ({ setting, slips: distance(name.toUpperCase(), setting) }))
        .filter(({ slips }) => slips <= SLIPS)
        .sort((one, other) => one.slips - other.slips);
      if (meant !== undefined) return [{ name, meant: meant.setting }];
      return [...families].some((family) => name.startsWith(family)) ? [{ name }] : [];
    });
}

/** What is wrong with the configuration, a sentence each; nothing when it can be read. */
export function configurationProblems(environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}

function platformsIn(given: Environment): Environment {
  const names = ofPlatforms.flatMap(({ shape }) => Object.keys(shape));
  return Object.fromEntries(
    names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
}
