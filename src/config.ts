// The environment, read once and checked whole. The only file that reads `process.env`.

import { z } from "zod";
import { AppError } from "./errors.ts";

const flag = z.enum(["on", "off"]).default("off");

const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, "is not an IANA time zone such as Europe/Tallinn");

const origin = z
  .url({ protocol: /^https?$/, error: "is not an http(s) address" })
  .transform((url) => url.replace(/\/+$/, ""))
  .optional();

const text = z.string().min(1).optional();

const schema = z.object({
  DATA_DIR: z.string().min(1).default("./data"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: origin,
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).optional(),
  DEFAULT_TZ: zone.default("UTC"),
  COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]{0,16}$/, "may hold lower-case letters, digits and dashes only")
    .default(""),
  ADMIN_IDS: z
    .string()
    .regex(/^\s*((slack|discord):\w+\s*(,\s*|$))*$/, "is a list such as slack:U123,discord:456")
    .default(""),
  ADMIN_CHANNEL: text,
  SECRET_KEY: text,
  SECRET_KEY_PREVIOUS: text,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "is not a postgres:// address" }).optional(),
  EXPORT: flag,
  DROPBOX_APP_KEY: text,
  DROPBOX_APP_SECRET: text,
  DROPBOX_REFRESH_TOKEN: text,
  DROPBOX_ACCESS_TOKEN: text,
  DROPBOX_PATH: text,
  DROPBOX_ACCESS: z.enum(["app-folder", "full"]).default("app-folder"),
  DROPBOX_ORIGIN: origin,
  SLACK_BOT_TOKEN: text,
  SLACK_APP_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: origin,
  DISCORD_TOKEN: text,
  DISCORD_APPLICATION_ID: text,
  DISCORD_API_URL: origin,
});

/** What is of no use without another value, and why. */
const NEEDS = [
  ["DATABASE_URL", "SECRET_KEY", "several processes must open the same sealed secrets"],
  ["DROPBOX_REFRESH_TOKEN", "DROPBOX_APP_KEY", "a refresh token belongs to an app"],
  ["DROPBOX_APP_SECRET", "DROPBOX_APP_KEY", "a secret belongs to an app"],
] as const satisfies readonly (readonly [name: keyof Config, needed: keyof Config, why: string])[];

export type Config = z.infer<typeof schema>;

/**
 * Reads the configuration. Empty values count as absent.
 * Throws AppError "bad-configuration" that names every problem, and no value.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const result = schema.safeParse(given);
  const problems = [
    ...(result.error?.issues ?? []).map(({ path, message }) => `  ${path.join(".")} ${message}`),
    ...NEEDS.flatMap(([name, needed, why]) =>
      given[name] !== undefined && given[needed] === undefined
        ? [`  ${needed} is needed with ${name}: ${why}`]
        : [],
    ),
  ];
  if (result.success && problems.length === 0) return result.data;
  throw new AppError(
    "bad-configuration",
    `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.join("\n")}`,
  );
}
